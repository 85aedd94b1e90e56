"""A result as a small document, which every output format renders in its own way."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, with lines of detail below it."""

    text: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list of items."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; a cell may hold several lines.

    `widths` are in characters; with `expand` they are shares of the whole line instead.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    expand: bool = False


Block = Heading | Paragraph | Items | Table
Page = tuple[Block, ...]
