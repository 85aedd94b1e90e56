"""Counts of cells in words: each number comes with what is doubtful of the cells that it counts."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ofmkg.graph.model import Cell
from ofmkg.pages.messages import bracketed, enumerated, joined, lower_first
from ofmkg.pages.words import Words

_STATES = {
    "addressed": "addressed {}",
    "partial": "addressed {} in part",
    "assumed": "assumed {} without showing it",
    "skipped": "did not address {}",
    "uncoded": "was not coded on {}",
}


def readers(cells: Iterable[Cell], words: Words) -> str:
    """Say who read the cells, and from how much of the text."""
    found = dict.fromkeys((cell.coder, cell.text_read) for cell in cells if cell.coder)
    return enumerated([_reader(*each, words) for each in found]) or "nobody on record"


def _reader(coder: str | None, extent: str | None, words: Words) -> str:
    read = lower_first(words.word("TextExtent", extent))
    return f"{words.name(coder or '')}{bracketed(read, '()')}"


def tally(cells: Sequence[Cell], words: Words) -> str:
    """Count cells by state, each number with what is doubtful of the cells that it counts."""
    parts = []
    for state, text in _STATES.items():
        counted = [cell for cell in cells if cell.state == state]
        if counted:
            unsure = joined(*doubts(counted, words))
            parts.append(text.format(len(counted)) + bracketed(unsure, "()"))
    return enumerated(parts)


def doubts(counted: Sequence[Cell], words: Words) -> Iterable[str]:
    """Say of cells of one state which are inferred, lower bounds, ambiguous or contested."""
    ours = sum(cell.voice == "inference" for cell in counted)
    if ours:
        yield f"{_of(ours, counted)} by our inference, the source does not say so"
    bounded = sum(cell.lower_bound for cell in counted)
    if bounded:
        yield f"{_of(bounded, counted)} at least this much"
    ambiguous = Counter(cell.alternative for cell in counted if cell.alternative)
    for outcome, number in ambiguous.items():
        yield (
            f"{_of(number, counted)} ambiguous, or {lower_first(words.word('Outcome', outcome))}"
        )
    others = Counter(
        (other.coder, other.text_read, other.outcome, other.lower_bound)
        for cell in counted
        for other in cell.others
    )
    for (coder, extent, outcome, at_least), number in others.items():
        bound = "at least " if at_least else ""
        yield (
            f"coders differ: {_reader(coder, extent, words)} reads {_of(number, counted)} "
            f"{bound}{lower_first(words.word('Outcome', outcome))}"
        )


def _of(number: int, counted: Sequence[Cell]) -> str:
    if number < len(counted):
        return f"{number} of these"
    return {1: "this", 2: "both"}.get(number, f"all {number}")
