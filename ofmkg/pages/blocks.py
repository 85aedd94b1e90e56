"""A result as a small document, which every output format renders in its own way."""

from dataclasses import dataclass

_WIDEST = 60  # characters of a column beyond which more text makes it no wider


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
    """An item of a list, with lines of detail below it; `anchor` is its address within the page."""

    text: str
    details: tuple[str, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of items."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; a cell may hold several lines.

    `widths` are in characters; with `expand` they are shares of the whole line instead. `anchors`
    are the addresses of its rows within the page, if they have any.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    expand: bool = False
    anchors: tuple[str, ...] = ()

    @property
    def shares(self) -> tuple[float, ...]:
        """Return the widths of columns as shares of the line, those of the table or of its text."""
        widths = self.widths or tuple(
            min(_WIDEST, max(len(line) for cell in column for line in cell.split("\n")))
            for column in zip(self.columns, *self.rows, strict=True)
        )
        every = sum(max(width, 1) for width in widths)
        return tuple(max(width, 1) / every for width in widths)


Block = Heading | Paragraph | Items | Table
Page = tuple[Block, ...]
