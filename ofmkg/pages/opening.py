"""What a page opens with: what can be quoted of it, its citation, and what a screen holds.

Statements say less than the record bears, never more; what only we infer is a statement of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ofmkg.pages.blocks import Block, Heading, Page, Paragraph, Table
from ofmkg.pages.messages import Text, enumerated, join, number, say
from ofmkg.version import __version__


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening of a page.

    `statements` are paragraphs that can be quoted, and must be with `citation`: their scope and
    source. `tables` show the answer at a glance, with `notes` on their signs.
    """

    title: Text
    statements: tuple[Text, ...]
    citation: Text
    tables: tuple[Table, ...] = ()
    notes: tuple[Text, ...] = ()


def glance(opening: Opening) -> Page:
    """Return an opening as a page of its own, which tells where the rest is."""
    return tuple(_blocks(opening))


def _blocks(opening: Opening) -> Iterator[Block]:
    yield Heading(opening.title, 1)
    yield from (Paragraph(text) for text in opening.statements if text)
    yield from opening.tables
    yield from (Paragraph(text) for text in opening.notes if text)
    yield Paragraph(opening.citation)
    yield Paragraph(
        say("All that is on record, each line with its place in the source: add --full.")
    )


def source(iri: str) -> Text:
    """Return the words by which a page is cited, with its address that stays."""
    return say("Source: ofmkg {version}, {address}.", version=__version__, address=iri)


def some(names: Sequence[Text], most: int) -> Text:
    """Enumerate names; where they are more than `most`, the first of them and how many more."""
    more = len(names) - most
    if more < 1:
        return enumerated(names)
    return number(more, "{some} and {n} more", "{some} and {n} more", some=join(", ", names[:most]))
