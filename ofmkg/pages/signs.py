"""The signs of cells, for where a line has no room for words, and what the signs mean."""

from collections.abc import Sequence

from ofmkg.graph.model import Cell
from ofmkg.pages.cells import phrased
from ofmkg.pages.messages import Text, join, joined, put, say, sentence
from ofmkg.pages.tallies import readers
from ofmkg.pages.words import Words


def sign(cell: Cell, words: Words) -> Text:
    """Return the sign of a cell, or the two of an ambiguous one, with what makes it unsure."""
    known = phrased(cell, words)
    ours = "i" if known.inferred else ""
    return join("", (known.signs, "+" * cell.lower_bound, "*" * cell.contested, ours))


def legend(cells: Sequence[Cell], words: Words) -> Text:
    """Say what the signs mean that are there."""
    used = {cell.state for cell in cells}
    used |= {words.of_outcome(cell.alternative).id for cell in cells if cell.alternative}
    signs = (
        put("{sign} {state}", sign=each.symbol, state=each.label)
        for each in words.states.values()
        if each.id in used
    )
    return sentence(
        joined(
            *signs,
            say("two signs: ambiguous") if any(cell.alternative for cell in cells) else None,
            say("+ at least this much") if any(cell.lower_bound for cell in cells) else None,
            say("i as we infer, the source does not say so")
            if any(cell.voice == "inference" for cell in cells)
            else None,
            say("* coders differ") if any(cell.contested for cell in cells) else None,
        )
    )


def read_by(cells: Sequence[Cell], words: Words) -> Text:
    """Say who read the cells, persons or software, and that no person reviewed software."""
    kinds = {cell.coder_kind for cell in cells}
    who = readers(cells, words)
    if kinds != {"software"}:
        return who
    if any(cell.reviews for cell in cells):
        return say("software, {readers}", readers=who)
    return say("software, {readers}, reviewed by no person", readers=who)
