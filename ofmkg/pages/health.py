"""What the examination of a store found, as a document."""

from collections.abc import Iterable

from ofmkg.graph.doctor import Check
from ofmkg.pages.blocks import Heading, Item, Items, Page, Paragraph
from ofmkg.pages.messages import say


def document(store: str, found: Iterable[Check]) -> Page:
    """Return the checks in their order, and in one line whether the store can be used."""
    checks = tuple(found)
    wrong = [check.name for check in checks if not check.fine]
    return (
        Heading(store),
        Items(
            tuple(
                Item(
                    say("fine: {check}", check=check.name)
                    if check.fine
                    else say("NOT FINE: {check}", check=check.name),
                    (check.said,),
                )
                for check in checks
            )
        ),
        Paragraph(
            say("Not as it must be: {checks}.", checks=", ".join(wrong))
            if wrong
            else say("It can be used with --store.")
        ),
    )
