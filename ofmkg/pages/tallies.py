"""Counts of cells in words: each number comes with what is doubtful of the cells that it counts."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ofmkg.graph.model import Cell
from ofmkg.pages.messages import Text, bracketed, enumerated, join, joined, lower_first, say
from ofmkg.pages.words import Words


def readers(cells: Iterable[Cell], words: Words) -> Text:
    """Say who read the cells, and from how much of the text."""
    found = dict.fromkeys((cell.coder, cell.text_read) for cell in cells if cell.coder)
    return enumerated([_reader(*each, words) for each in found]) or say("nobody on record")


def _reader(coder: str | None, extent: str | None, words: Words) -> Text:
    read = lower_first(words.word("TextExtent", extent))
    return join("", (words.name(coder or ""), bracketed(read, "()")))


def tally(cells: Sequence[Cell], words: Words) -> Text:
    """Count cells by state, each number with what is doubtful of the cells that it counts."""
    parts = []
    for state in words.states:
        counted = [cell for cell in cells if cell.state == state]
        if counted:
            unsure = joined(*doubts(counted, words))
            parts.append(join("", (_counted(state, len(counted)), bracketed(unsure, "()"))))
    return enumerated(parts)


def _counted(state: str, number: int) -> Text:
    match state:
        case "addressed":
            return say("addressed {n}", n=number)
        case "partial":
            return say("addressed {n} in part", n=number)
        case "assumed":
            return say("assumed {n} without showing it", n=number)
        case "skipped":
            return say("did not address {n}", n=number)
    return say("was not coded on {n}", n=number)


def doubts(counted: Sequence[Cell], words: Words) -> Iterable[Text]:
    """Say of cells of one state which are inferred, lower bounds, ambiguous or contested."""
    ours = sum(cell.voice == "inference" for cell in counted)
    if ours:
        yield say(
            "{these} by our inference, the source does not say so", these=_these(ours, counted)
        )
    bounded = sum(cell.lower_bound for cell in counted)
    if bounded:
        yield say("{these} at least this much", these=_these(bounded, counted))
    ambiguous = Counter(cell.alternative for cell in counted if cell.alternative)
    for outcome, number in ambiguous.items():
        yield say(
            "{these} ambiguous, or {outcome}",
            these=_these(number, counted),
            outcome=lower_first(words.word("Outcome", outcome)),
        )
    others = Counter(
        (other.coder, other.text_read, other.outcome, other.lower_bound)
        for cell in counted
        for other in cell.others
    )
    for (coder, extent, outcome, at_least), number in others.items():
        reader, these = _reader(coder, extent, words), _these(number, counted)
        read = lower_first(words.word("Outcome", outcome))
        if at_least:
            yield say(
                "coders differ: {reader} reads {these} at least {outcome}",
                reader=reader,
                these=these,
                outcome=read,
            )
        else:
            yield say(
                "coders differ: {reader} reads {these} {outcome}",
                reader=reader,
                these=these,
                outcome=read,
            )


def _these(number: int, counted: Sequence[Cell]) -> Text:
    if number < len(counted):
        return say("{n} of these", n=number)
    if number == 1:
        return say("this")
    return say("both") if number == 2 else say("all {n}", n=number)
