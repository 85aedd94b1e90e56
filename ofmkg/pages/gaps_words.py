"""What the map of gaps says in words, whether it is printed or drawn."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.gaps.analysis import GapChange, Gaps, NamedBy, VectorGaps
from ofmkg.analyses.gaps.cells import GapCell, Level
from ofmkg.analyses.gaps.study_cells import StudyCell
from ofmkg.graph.model import Collection
from ofmkg.pages import places
from ofmkg.pages.blocks import Item
from ofmkg.pages.messages import (
    Text,
    bracketed,
    enumerated,
    ident,
    join,
    joined,
    lower_first,
    name,
    number,
    say,
    typed,
    upper_first,
)
from ofmkg.pages.stances import reading_word
from ofmkg.pages.words import Words

STUDIES = 3  # of one kind that are named; more are counted


def title() -> Text:
    """Return the question that the map answers."""
    return say("How far do studies cover each step, vector by vector?")


def on_naming() -> Text:
    """Say what it means that a study names a threat."""
    return say(
        "To name a threat is not to analyse it: a study that names one is coded for its vector as "
        "a whole, and does not count for the threat."
    )


def naming(each: NamedBy, words: Words) -> Text:
    """Say of what a study that only names a threat is coded, and where it names it."""
    text = say(
        "{study}, which is coded for {threat} as a whole",
        study=ident(each.study),
        threat=words.vectors([each.vector]),
    )
    return join("", (text, bracketed(words.cite(each.source, each.locator))))


def level_word(cell: GapCell, words: Words) -> str:
    """Return the words for the most that studies are seen to do on a step, for narrow columns."""
    if cell.level == "not-in-those-read":
        if cell.judged < len(cell.studies):
            return number(cell.judged, "not in the one judged", "not in the {n} judged")
        return say("not in the one study read")
    if cell.level == "partial" and cell.at_least:
        return say("at least {state}", state=words.states["partial"].short_label)
    return level_name(cell.level, words)


def level_name(level: Level, words: Words) -> str:
    """Return the words for a level of which no more is known."""
    if level == "nobody":
        return say("nobody")
    if level == "no-study":
        return say("no study")
    if level == "not-in-those-read":
        return say("not in those read")
    return words.states[level].short_label


def summed(cell: GapCell) -> Text:
    """Say of a cell in a sentence what studies are seen to do, and no more than they bear."""
    return level_told(cell.level, len(cell.studies), cell.judged, at_least=cell.at_least)


def level_told(level: Level, studies: int, judged: int, *, at_least: bool) -> Text:
    """Say what so many studies, of which some were judged, are seen to do on a step."""
    alone = studies == 1
    if level == "addressed":
        return say("addressed by the one study read") if alone else say("addressed by a study")
    if level == "partial":
        if at_least:
            return say("treated at least in part; none seen to address it fully")
        if alone:
            return say("treated in part in the one study read")
        return say("treated in part and by none in full")
    if level == "not-in-those-read":
        if alone:
            return say("not in the one study read")
        if judged == 1:
            return say("not in the one study that could be judged")
        return say("not in the studies that could be judged")
    if level == "nobody":
        return say("addressed by nobody, not even in part")
    if level == "uncoded":
        return say("not coded")
    return say("of a vector without any study")


def flags(cells: Sequence[GapCell]) -> Text:
    """Say in brackets, after a space, what those must know to whom cells are counted."""
    parts: list[str] = []
    if n := sum(bool(cell.ambiguous) for cell in cells):
        parts.append(say("{n} with an ambiguous coding", n=n))
    if n := sum(bool(cell.contested) for cell in cells):
        parts.append(say("{n} that another coder reads otherwise", n=n))
    if n := sum(bool(cell.inferred) for cell in cells):
        parts.append(say("{n} assumed only as we infer", n=n))
    return bracketed(join(", ", parts), "()")


def counted(cell: GapCell) -> list[tuple[str, int]]:
    """Return the states that studies of a cell are in, with how many are."""
    numbers = {
        "addressed": cell.addressed,
        "partial": cell.partial,
        "assumed": cell.assumed,
        "skipped": cell.skipped,
        "uncoded": cell.uncoded,
    }
    return [(state, studies) for state, studies in numbers.items() if studies]


def place_heading(place: Collection, rows: Iterable[VectorGaps]) -> Text:
    """Return the name of a collection with its number of studies and its cut-off date."""
    return places.counted(place, len({study for row in rows for study in row.studies}))


def study_reading(cell: StudyCell, words: Words) -> Text:
    """Return what a study does on a step, how sure that is, and where it stands."""
    said = words.states[cell.state].label
    if cell.inferred:
        said = say("{state} (as we infer; the source does not say so)", state=said)
    elif cell.state == "assumed" and cell.assumed_basis:
        basis = enumerated([words.word("StanceBasis", each) for each in cell.assumed_basis])
        said = join("", (said, bracketed(basis, "()")))
    if cell.lower_bound:
        said = say("{state}, at least", state=said)
    if cell.alternative:
        outcome = words.word("Outcome", cell.alternative)
        said = say("{state}, or {outcome}", state=said, outcome=outcome)
    others = []
    for other in cell.others:
        who, outcome = words.name(other.coder), words.word("Outcome", other.outcome)
        others.append(
            say("{who} reads at least {outcome}", who=who, outcome=outcome)
            if other.lower_bound
            else say("{who} reads {outcome}", who=who, outcome=outcome)
        )
    basis_word = reading_word(cell.basis, words) if cell.basis else ""
    where = joined(basis_word, *others, words.cite(cell.source, cell.locator))
    return join("", (said, bracketed(ident(cell.study), "()"), bracketed(where)))


def changed(rows: Iterable[VectorGaps], g: Gaps, words: Words) -> list[Item]:
    """Say, vector by vector, what another reading of the data changes in one collection."""
    whole = {(each.collection, each.vector): each for each in g.complete_changes or ()}
    steps = {step.step: lower_first(name(step.label)) for step in g.framework.steps}
    found, any_complete = [], False
    for row in rows:
        lines: list[str] = []
        complete = whole.get((row.collection, row.vector))
        if complete:
            any_complete = True
            was, now = (
                enumerated([ident(study) for study in studies]) or say("none")
                for studies in (complete.was, complete.becomes)
            )
            lines.append(
                say(
                    "studies that address all {steps} steps: {was} becomes {now}.",
                    steps=len(steps),
                    was=was,
                    now=now,
                )
            )
        for change in g.changes or ():
            if (change.collection, change.vector) == (row.collection, row.vector):
                moved = _change(change, row, words)
                lines.append(join("", (steps[change.step], ": ", moved, ".")))
        if lines:
            found.append(Item(threat(row), tuple(lines)))
    if not any_complete:
        none = say(
            "Which studies address all {steps} steps: no change for any vector.", steps=len(steps)
        )
        found.insert(0, Item(none))
    return found


def threat(row: VectorGaps) -> Text:
    """Return the name of the vector of a row."""
    return upper_first(name(row.label, row.vector))


def few(texts: Sequence[str]) -> list[str]:
    """Return the first of some texts, and how many more there are."""
    rest = len(texts) - STUDIES
    return [
        *texts[:STUDIES],
        *([say("{n} more{how}", n=rest, how=typed("--format csv"))] if rest > 0 else []),
    ]


def _change(change: GapChange, row: VectorGaps, words: Words) -> Text:
    was, now = (level_name(level, words) for level in (change.was, change.becomes))
    level = (
        say("{now} as before", now=now)
        if was == now
        else say("{was} becomes {now}", was=was, now=now)
    )
    cells = {
        each.study: each for cell in row.cells if cell.step == change.step for each in cell.studies
    }
    moved: list[str] = []
    for move in change.moved:
        old, new = (
            words.states[state].label if state else say("not among the studies")
            for state in (move.was, move.becomes)
        )
        cell = cells.get(move.study)
        where = (
            joined(words.word("CodingBasis", cell.basis), words.cite(cell.source, cell.locator))
            if cell
            else ""
        )
        text = say("{study} from {was} to {now}", study=ident(move.study), was=old, now=new)
        moved.append(join("", (text, bracketed(where))))
    return join("", (level, ": ", join("; ", few(moved))))
