"""What the map of gaps of one collection shows, in sentences."""

from collections.abc import Iterable, Sequence
from typing import get_args

from ofmkg.analyses.gaps.analysis import Gaps, VectorGaps
from ofmkg.analyses.gaps.cells import GapCell, Level, doubts
from ofmkg.graph.model import Framework
from ofmkg.pages.gaps_words import STUDIES, flags, summed
from ofmkg.pages.messages import (
    Text,
    bracketed,
    enumerated,
    ident,
    join,
    joined,
    number,
    say,
    typed,
)
from ofmkg.pages.words import Words

_ORDER: tuple[Level, ...] = get_args(Level)


def in_brief(
    rows: Sequence[VectorGaps], frame: Framework, words: Words, *, plain: bool = True
) -> Iterable[str]:
    """Say in sentences what the map of one collection shows for its top vectors.

    `plain` tells that the data are read as they stand.
    """
    top = [row for row in rows if not row.broader]
    steps = len(frame.steps)
    if not any(row.studies for row in top):
        yield say("No study in this collection.")
        return
    yield _complete(top, steps, words)
    in_part = [row for row in top if row.at_least_in_part]
    if in_part:
        yield say(
            "For {n} of {total} vectors, one study by itself treats all {steps} steps at least in "
            "part: {vectors}.",
            n=len(in_part),
            total=len(top),
            steps=steps,
            vectors=enumerated([_in_part(row, words) for row in in_part]),
        )
    together = [
        row for row in top if not row.complete and all(c.level == "addressed" for c in row.cells)
    ]
    if together:
        yield say(
            "Every step is addressed, but by different studies: {vectors}{flags}.",
            vectors=words.vectors([row.vector for row in together]),
            flags=flags([cell for row in together for cell in row.cells]),
        )
    yield _counts(top, steps)
    resting = sum(cell.unsure == "all" for row in top for cell in row.cells)
    if resting and plain:
        yield number(
            resting,
            "{n} cell rests on codings that are not sure, and on nothing else; what changes if "
            "ambiguous ones are read the other way can be asked{how}.",
            "{n} cells rest on codings that are not sure, and on nothing else; what changes if "
            "ambiguous ones are read the other way can be asked{how}.",
            how=typed("--alternatives"),
        )
    elif resting:
        yield number(
            resting,
            "{n} cell rests on codings that are not sure, and on nothing else.",
            "{n} cells rest on codings that are not sure, and on nothing else.",
        )


def counted(g: Gaps) -> Text:
    """Say of the first collection that is shown how many cells are covered how far."""
    first = g.collections[0].id if g.collections else None
    top = [row for row in g.vectors if row.collection == first and not row.broader]
    return _counts(top, len(g.framework.steps)) if top else Text()


def _complete(top: Sequence[VectorGaps], steps: int, words: Words) -> Text:
    """Say for which vectors a study addresses every step, or is seen to in what was read."""
    done = [row for row in top if row.complete]
    total = len(top)
    seen = any(each.lower_bound for row in top for cell in row.cells for each in cell.studies)
    if not done:
        if seen:
            return say(
                "In what was read and as coded here, none of {total} vectors has a study that is "
                "seen to address all {steps} steps.",
                total=total,
                steps=steps,
            )
        return say(
            "As coded here, none of {total} vectors has a study that addresses all {steps} steps.",
            total=total,
            steps=steps,
        )
    if len(done) == 1 and total > 1:
        (row,) = done
        vector, studies = words.vectors([row.vector]), _whole(row, words)
        if seen:
            return say(
                "In what was read and as coded here, only {vector} has a study that is seen to "
                "address all {steps} steps: {studies}.",
                vector=vector,
                steps=steps,
                studies=studies,
            )
        return say(
            "As coded here, only {vector} has a study that addresses all {steps} steps: {studies}.",
            vector=vector,
            steps=steps,
            studies=studies,
        )
    found = enumerated(
        [
            join("", (words.vectors([row.vector]), bracketed(_whole(row, words), "()")))
            for row in done
        ]
    )
    if seen:
        return say(
            "In what was read and as coded here, {n} of {total} vectors have a study that is seen "
            "to address all {steps} steps: {vectors}.",
            n=len(done),
            total=total,
            steps=steps,
            vectors=found,
        )
    return say(
        "As coded here, {n} of {total} vectors have a study that addresses all {steps} steps: "
        "{vectors}.",
        n=len(done),
        total=total,
        steps=steps,
        vectors=found,
    )


def _whole(row: VectorGaps, words: Words) -> Text:
    """Name the studies of a vector that address every step, how sure that is, and where."""
    parts: list[str] = []
    for study in row.complete[:STUDIES]:
        first = next(each for cell in row.cells for each in cell.studies if each.study == study)
        named = ident(study)
        if first.vector != row.vector:
            named = say(
                "{study}, about {threat}", study=named, threat=words.vectors([first.vector])
            )
        where = joined(words.cite(first.source, first.read_at), _doubt(row, study))
        parts.append(join("", (named, bracketed(where))))
    return enumerated(_with_rest(parts, len(row.complete)))


def _with_rest(parts: Sequence[str], total: int) -> list[str]:
    rest = total - STUDIES
    return [*parts, *([say("{n} more", n=rest)] if rest > 0 else [])]


def _doubt(row: VectorGaps, study: str) -> str:
    """Say how many codings of a study could be otherwise; nothing if none could."""
    codings = [each for cell in row.cells for each in cell.studies if each.study == study]
    unsure = sum(bool(doubts(each.coding)) for each in codings)
    if not unsure:
        return ""
    return say("{n} of {codings} codings not sure", n=unsure, codings=len(codings))


def _in_part(row: VectorGaps, words: Words) -> Text:
    named = [joined(ident(study), _doubt(row, study)) for study in row.at_least_in_part[:STUDIES]]
    studies = enumerated(_with_rest(named, len(row.at_least_in_part)))
    return join("", (words.vectors([row.vector]), bracketed(studies, "()")))


def _counts(top: Sequence[VectorGaps], steps: int) -> Text:
    by: dict[Text, list[GapCell]] = {}
    for cell in sorted((c for row in top for c in row.cells), key=lambda c: _ORDER.index(c.level)):
        by.setdefault(summed(cell), []).append(cell)
    parts = [
        join("", (say("{n} {summary}", n=len(cells), summary=text), flags(cells)))
        for text, cells in by.items()
    ]
    return number(
        len(top),
        "Of {cells} cells ({n} vector by {steps} steps): {parts}.",
        "Of {cells} cells ({n} vectors by {steps} steps): {parts}.",
        cells=len(top) * steps,
        steps=steps,
        parts=join("; ", parts),
    )
