"""What the map of gaps says in words, whether it is printed or drawn."""

from collections.abc import Iterable, Sequence
from typing import get_args

from ofmkg.analyses.gaps.analysis import GapChange, Gaps, VectorGaps
from ofmkg.analyses.gaps.cells import GapCell, Level, StudyCell, doubts
from ofmkg.graph.model import Collection, Framework
from ofmkg.pages.blocks import Item
from ofmkg.pages.messages import enumerated, lower_first, upper_first
from ofmkg.pages.stances import reading_word
from ofmkg.pages.words import Words, count

TITLE = "How far do studies cover each step, vector by vector?"
_STUDIES = 3  # of one kind that are named; more are counted
NAMED = (
    "To name a threat is not to analyse it: a study that names one is coded for its vector as a "
    "whole, and does not count for the threat."
)
INFERRED = "we infer"
_ORDER: tuple[Level, ...] = get_args(Level)


def level_word(cell: GapCell, words: Words) -> str:
    """Return the words for the most that studies are seen to do on a step, for narrow columns."""
    if cell.level == "not-in-those-read":
        if cell.judged < len(cell.studies):
            return f"not in the {'one' if cell.judged == 1 else cell.judged} judged"
        return "not in the one study read"
    if cell.level == "partial" and cell.at_least:
        return f"at least {words.states['partial'].short_label}"
    return level_name(cell.level, words)


def level_name(level: Level, words: Words) -> str:
    """Return the words for a level of which no more is known."""
    told = {"nobody": "nobody", "no-study": "no study", "not-in-those-read": "not in those read"}
    return told.get(level) or words.states[level].short_label


def summed(cell: GapCell) -> str:
    """Say of a cell in a sentence what studies are seen to do, and no more than they bear."""
    alone = len(cell.studies) == 1
    if cell.level == "addressed":
        return "addressed by the one study read" if alone else "addressed by a study"
    if cell.level == "partial":
        if cell.at_least:
            return "treated at least in part; none seen to address it fully"
        return f"treated in part {'in the one study read' if alone else 'and by none in full'}"
    if cell.level == "not-in-those-read":
        several = "the one study" if cell.judged == 1 else "the studies"
        return f"not in {'the one study read' if alone else several + ' that could be judged'}"
    told = {"nobody": "addressed by nobody, not even in part", "uncoded": "not coded"}
    return told.get(cell.level, "of a vector without any study")


def flags(cells: Sequence[GapCell]) -> str:
    """Say in brackets, after a space, what those must know to whom cells are counted."""
    told = [
        (sum(bool(cell.ambiguous) for cell in cells), "with an ambiguous coding"),
        (sum(bool(cell.contested) for cell in cells), "that another coder reads otherwise"),
        (sum(bool(cell.inferred) for cell in cells), "assumed only as we infer"),
    ]
    parts = [f"{number} {what}" for number, what in told if number]
    return f" ({', '.join(parts)})" if parts else ""


def counted(cell: GapCell) -> list[tuple[str, int]]:
    """Return the states that studies of a cell are in, with how many are."""
    numbers = {
        "addressed": cell.addressed,
        "partial": cell.partial,
        "assumed": cell.assumed,
        "skipped": cell.skipped,
        "uncoded": cell.uncoded,
    }
    return [(state, number) for state, number in numbers.items() if number]


def place_heading(place: Collection, rows: Iterable[VectorGaps]) -> str:
    """Return the name of a collection with its number of studies and its cut-off date."""
    studies = {study for row in rows for study in row.studies}
    cutoff = f"; evidence up to {place.cutoff}" if place.cutoff else ""
    return f"{upper_first(place.label)} ({count(len(studies), 'study', 'studies')}{cutoff})"


def study_reading(cell: StudyCell, words: Words) -> str:
    """Return what a study does on a step, how sure that is, and where it stands."""
    said = words.states[cell.state].label
    if cell.inferred:
        said += " (as we infer; the source does not say so)"
    elif cell.state == "assumed" and cell.assumed_basis:
        said += f" ({enumerated([words.word('StanceBasis', b) for b in cell.assumed_basis])})"
    said += ", at least" if cell.lower_bound else ""
    said += f", or {words.word('Outcome', cell.alternative)}" if cell.alternative else ""
    others = [
        f"{words.name(other.coder)} reads {'at least ' if other.lower_bound else ''}"
        f"{words.word('Outcome', other.outcome)}"
        for other in cell.others
    ]
    known = [reading_word(cell.basis, words)] if cell.basis else []
    where = "; ".join([*known, *others, words.cite(cell.source, cell.locator)])
    return f"{said} ({cell.study}) [{where}]" if where else f"{said} ({cell.study})"


def in_brief(
    rows: Sequence[VectorGaps], frame: Framework, words: Words, *, plain: bool = True
) -> Iterable[str]:
    """Say in sentences what the map of one collection shows for its top vectors.

    `plain` tells that the data are read as they stand.
    """
    top = [row for row in rows if not row.broader]
    steps = len(frame.steps)
    if not any(row.studies for row in top):
        yield "No study in this collection."
        return
    yield _complete(top, steps, words)
    in_part = [row for row in top if row.at_least_in_part]
    if in_part:
        yield (
            f"For {len(in_part)} of {len(top)} vectors, one study by itself treats all {steps} "
            f"steps at least in part: {enumerated([_in_part(row, words) for row in in_part])}."
        )
    together = [
        row for row in top if not row.complete and all(c.level == "addressed" for c in row.cells)
    ]
    if together:
        unsure = flags([cell for row in together for cell in row.cells])
        yield (
            f"Every step is addressed, but by different studies: "
            f"{words.vectors([row.vector for row in together])}{unsure}."
        )
    yield _counts(top, steps)
    resting = sum(cell.unsure == "all" for row in top for cell in row.cells)
    if resting:
        hint = "; --alternatives shows what changes if ambiguous ones are read the other way"
        yield (
            f"{count(resting, 'cell rests', 'cells rest')} on codings that are not sure, and on "
            f"nothing else{hint if plain else ''}."
        )


def _complete(top: Sequence[VectorGaps], steps: int, words: Words) -> str:
    done = [row for row in top if row.complete]
    seen = any(each.lower_bound for row in top for cell in row.cells for each in cell.studies)
    read = "In what was read and as coded here" if seen else "As coded here"
    what = f"a study that {'is seen to address' if seen else 'addresses'} all {steps} steps"
    if not done:
        return f"{read}, none of {len(top)} vectors has {what}."
    if len(done) == 1 and len(top) > 1:
        (row,) = done
        return f"{read}, only {words.vectors([row.vector])} has {what}: {_whole(row, words)}."
    found = enumerated([f"{words.vectors([row.vector])} ({_whole(row, words)})" for row in done])
    return f"{read}, {len(done)} of {len(top)} vectors have {what}: {found}."


def _whole(row: VectorGaps, words: Words) -> str:
    """Name the studies of a vector that address every step, how sure that is, and where."""
    parts = []
    for study in row.complete[:_STUDIES]:
        codings = [each for cell in row.cells for each in cell.studies if each.study == study]
        first = codings[0]
        about = "" if first.vector == row.vector else f", about {words.vectors([first.vector])}"
        place = words.cite(first.source, first.read_at)
        parts.append(f"{study}{about} [{place}{_doubt(row, study)}]")
    more = len(row.complete) - _STUDIES
    return enumerated([*parts, *([f"{more} more"] if more > 0 else [])])


def _doubt(row: VectorGaps, study: str) -> str:
    """Say how many codings of a study could be otherwise; nothing if none could."""
    codings = [each for cell in row.cells for each in cell.studies if each.study == study]
    unsure = sum(bool(doubts(each)) for each in codings)
    return f"; {unsure} of {len(codings)} codings not sure" if unsure else ""


def _in_part(row: VectorGaps, words: Words) -> str:
    more = len(row.at_least_in_part) - _STUDIES
    named = [f"{study}{_doubt(row, study)}" for study in row.at_least_in_part[:_STUDIES]]
    studies = [*named, *([f"{more} more"] if more > 0 else [])]
    return f"{words.vectors([row.vector])} ({enumerated(studies)})"


def _counts(top: Sequence[VectorGaps], steps: int) -> str:
    by: dict[str, list[GapCell]] = {}
    for cell in sorted((c for row in top for c in row.cells), key=lambda c: _ORDER.index(c.level)):
        by.setdefault(summed(cell), []).append(cell)
    parts = [f"{len(cells)} {text}{flags(cells)}" for text, cells in by.items()]
    number = count(len(top), "vector")
    return f"Of {len(top) * steps} cells ({number} by {steps} steps): {'; '.join(parts)}."


def changed(rows: Iterable[VectorGaps], g: Gaps, words: Words) -> list[Item]:
    """Say, vector by vector, what another reading of the data changes in one collection."""
    whole = {(each.collection, each.vector): each for each in g.complete_changes or ()}
    steps = {step.step: lower_first(step.label) for step in g.framework.steps}
    found, any_complete = [], False
    for row in rows:
        lines = []
        complete = whole.get((row.collection, row.vector))
        if complete:
            any_complete = True
            was, now = (enumerated(x) or "none" for x in (complete.was, complete.becomes))
            lines.append(f"studies that address all {len(steps)} steps: {was} becomes {now}.")
        for change in g.changes or ():
            if (change.collection, change.vector) == (row.collection, row.vector):
                lines.append(f"{steps[change.step]}: {_change(change, row, words)}.")
        if lines:
            found.append(Item(upper_first(row.label), tuple(lines)))
    if not any_complete:
        found.insert(
            0, Item(f"Which studies address all {len(steps)} steps: no change for any vector.")
        )
    return found


def few(texts: Sequence[str]) -> list[str]:
    """Return the first of some texts, and how many more there are."""
    rest = len(texts) - _STUDIES
    return [*texts[:_STUDIES], *([f"{rest} more (--format csv)"] if rest > 0 else [])]


def _change(change: GapChange, row: VectorGaps, words: Words) -> str:
    was, now = (level_name(level, words) for level in (change.was, change.becomes))
    level = f"{was} becomes {now}" if was != now else f"{now} as before"
    cells = {
        each.study: each for cell in row.cells if cell.step == change.step for each in cell.studies
    }
    moved = []
    for move in change.moved:
        old, new = (
            words.states[state].label if state else "not among the studies"
            for state in (move.was, move.becomes)
        )
        cell = cells.get(move.study)
        known = (
            [words.word("CodingBasis", cell.basis), words.cite(cell.source, cell.locator)]
            if cell
            else []
        )
        where = "; ".join(part for part in known if part)
        moved.append(f"{move.study} from {old} to {new}" + (f" [{where}]" if where else ""))
    return f"{level}: {'; '.join(few(moved))}"
