"""Documents for the terminal: plain text first, bold headings and colours where it has them.

Colour repeats what a sign says, so that nothing is lost without it: `rich` leaves it out where
NO_COLOR is set, and where nobody sees it, as in pipes and files.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table as RichTable
from rich.text import Text

from ofmkg.graph.characters import writable
from ofmkg.pages.blocks import Block, Heading, Items, Page, Table

# The signs of states (ofm:symbol): what is there, what is there in part, what is not. No colour
# is that of an error, for an incomplete study is not a flawed one.
COLOURS = {"■": "green", "◧": "yellow", "◇": "magenta", "–": "cyan", "·": "dim"}
_SIGN = "".join(COLOURS)
# At the begin of a line, after a colon, "or", a number or another sign; not a dash in a sentence.
_SIGNS = re.compile(
    rf"(?:^|(?<=: )|(?<=or )|(?<=[\d{_SIGN}+*] ))([{_SIGN}])(?=[+*i]*(?:\s|$))", re.MULTILINE
)


def coloured(text: str) -> Text:
    """Return a text for a terminal, its signs of states in their colours."""
    found = Text(writable(text))
    for sign in _SIGNS.finditer(found.plain):
        found.stylize(COLOURS[sign[1]], *sign.span(1))
    return found


def to_text(document: Page, console: Console) -> str:
    """Return a document wrapped to the width of a console, without trailing spaces."""
    with console.capture() as capture:
        for before, block in zip((None, *document), document, strict=False):
            if isinstance(before, Table | Items) and not isinstance(block, Heading):
                console.print()
            for part in _renderables(block):
                console.print(part)
    lines = [line.rstrip() for line in capture.get().splitlines()]
    return "\n".join(lines).strip("\n") + "\n"


def _renderables(block: Block) -> Iterator[RenderableType]:
    if isinstance(block, Heading):
        yield Padding(Text(writable(block.text), style="bold"), (1, 0, 0, 0))
        yield Text(("=" if block.level == 1 else "-") * min(cell_len(block.text), 78))
    elif isinstance(block, Items):
        for item in block.items:
            yield _Hanging("-", item.text, 0)
            for detail in item.details:
                yield _Hanging(" ", detail, 2)
    elif isinstance(block, Table):
        yield _table(block)
    else:
        yield Text(writable(block.text))


@dataclass(frozen=True, slots=True)
class _Hanging:
    """A paragraph whose later lines are indented like its first (a grid takes ten times longer)."""

    mark: str
    text: str
    indent: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        before, after = " " * self.indent + self.mark + " ", " " * (self.indent + 2)
        width = max(1, options.max_width - len(after))
        for line in coloured(self.text).wrap(console, width, overflow="fold"):
            yield Segment(before)
            yield from line.render(console)
            yield Segment.line()
            before = after


def _table(block: Table) -> RichTable:
    gap = 1 if block.expand else 0  # beside the one space that the box draws anyway
    table = RichTable(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, gap, 0, 0))
    several = any("\n" in cell for row in block.rows for cell in row)
    widths = block.widths or (0,) * len(block.columns)
    for column, width in zip(block.columns, widths, strict=True):
        table.add_column(
            Text(writable(column)),
            ratio=width if block.expand else None,
            width=width or None if not block.expand else None,
            overflow="fold",
            vertical="top",
        )
    table.expand = block.expand
    for row in block.rows:
        table.add_row(*map(coloured, row), end_section=several)
    return table
