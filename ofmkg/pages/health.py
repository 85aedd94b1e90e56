"""What the examination of a store found, as a document."""

from collections.abc import Iterable

from ofmkg.graph.doctor import Check
from ofmkg.pages.blocks import Heading, Item, Items, Page, Paragraph


def document(store: str, found: Iterable[Check]) -> Page:
    """Return the checks in their order, and in one line whether the store can be used."""
    checks = tuple(found)
    wrong = [check.name for check in checks if not check.fine]
    return (
        Heading(store),
        Items(
            tuple(
                Item(f"{'fine' if check.fine else 'NOT FINE'}: {check.name}", (check.said,))
                for check in checks
            )
        ),
        Paragraph(
            f"Not as it must be: {', '.join(wrong)}." if wrong else "It can be used with --store."
        ),
    )
