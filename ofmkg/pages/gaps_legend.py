"""How to read the map of gaps, and from what its codings were read."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.gaps.analysis import Gaps
from ofmkg.analyses.gaps.cells import GapCell
from ofmkg.analyses.gaps.study_cells import StudyCell
from ofmkg.pages.messages import (
    Text,
    bracketed,
    ident,
    join,
    joined,
    lower_first,
    name,
    say,
    sentence,
)
from ofmkg.pages.words import Words


def legend(g: Gaps, words: Words) -> Iterable[str]:
    """Explain the signs and words that are used on a map."""
    yield say(
        "A number after a sign tells how many studies of the vector are in that state; the word "
        "below tells the most that any of them does."
    )
    for state in words.states.values():
        sign = join(" ", (state.symbol, state.label))
        yield join(": ", (sign, words.meaning("CellState", state.id)))
    cells = [cell for row in g.vectors for cell in row.cells]
    yield from _levels(cells)
    if any(cell.level == "no-study" for cell in cells):
        yield say("no study: the collection has no study of the vector.")
    if any(cell.unsure == "all" for cell in cells):
        yield say(
            "? rests on codings that are not sure, and on nothing else: ambiguous, a lower bound, "
            "coders who differ, or no basis recorded."
        )
    yield say("A study counts for the vector that it analyses and for those above it.")
    steps = [
        join(" = ", (name(s.short_label), lower_first(name(s.label)))) for s in g.framework.steps
    ]
    yield say("Steps: {steps}.", steps=join("; ", steps))


def _levels(cells: Sequence[GapCell]) -> Iterable[str]:
    """Explain the words for levels that are used, and the mark of our inferences."""
    used = {cell.level for cell in cells}
    if "not-in-those-read" in used:
        yield say(
            "not in the one study read: that study was coded on the step and does not address it, "
            "not even in part. That says nothing about any other study."
        )
    if "nobody" in used:
        yield say(
            "nobody: two studies or more were read and judged on the step, and none addresses it, "
            "not even in part. That says nothing about studies that are not in the collection."
        )
    if any(cell.level == "partial" and cell.at_least for cell in cells):
        yield say(
            "at least in part: some of these studies were not read in full, or could not be "
            "judged; none is seen to address the step fully, which does not say that none does."
        )
    if any(cell.inferred for cell in cells):
        yield say(
            "we infer: that a study assumes the step is our inference; the source does not say so. "
            "Without it the step is not addressed."
        )


def sources(g: Gaps, words: Words) -> list[Text]:
    """Say of each study from what its codings were read, and by whom."""
    return [_source(cell, words) for cell in _assessments(g)]


def _assessments(g: Gaps) -> list[StudyCell]:
    """Return one cell of each study, from its assessment if it has one."""
    found: dict[str, StudyCell] = {}
    for row in g.vectors:
        for cell in row.cells:
            for each in cell.studies:
                if each.study not in found or not found[each.study].coder:
                    found[each.study] = each
    return [found[study] for study in sorted(found)]


def _source(cell: StudyCell, words: Words) -> Text:
    study = join("", (ident(cell.study), bracketed(words.name(cell.study), "()")))
    if not cell.coder:
        return say("{study}: not coded.", study=study)
    extent = words.word("TextExtent", cell.text_read)
    parts = joined(
        words.cite(cell.source, cell.read_at),
        say("read {extent}", extent=extent) if extent else "",
        words.name(cell.coder),
    )
    return join(": ", (study, sentence(parts)))
