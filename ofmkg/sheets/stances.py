"""What kind of stance a position in a sheet is, and how it is known."""

from ofmkg.graph.terms import short
from ofmkg.sheets.model import Position
from ofmkg.sheets.vocabulary import Vocabulary

FOUND = "found"


def basis(position: Position) -> str:
    """Return how a stance is known, where the sheet does not say: by its mode."""
    return position.basis or default_basis(position.mode)


def default_basis(mode: str) -> str:
    """Return how a stance of some mode is known where the sheet does not say."""
    return "our-inference" if mode == "tacit" else "named-by-source"


def stance_kind(vocabulary: Vocabulary, position: Position) -> str:
    """Return the class of a stance."""
    handled = vocabulary.find("Handling", position.answer)
    if handled is None:
        return "Finding" if position.mode == FOUND else "Assumption"
    kinds = {short(kind) for kind in handled.links.get("handlingKind", set())}
    return "Silence" if kinds == {"leavesOut"} else "Treatment"
