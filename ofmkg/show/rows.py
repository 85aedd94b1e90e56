"""Answers of queries as a table for the terminal, or record by record where they are too wide."""

from rich.console import Console
from rich.text import Text

from ofmkg.show.blocks import Table
from ofmkg.show.text import show
from ofmkg.store import Rows, Term, text
from ofmkg.terms import BASE, short

_WIDEST = 40


def show_rows(rows: Rows, console: Console) -> None:
    """Print rows; things of our namespace by their short ids, all else in full."""
    cells = [[_cell(term) for term in row] for row in rows.rows]
    widths = [
        max([len(name), *(len(row[n]) for row in cells)]) for n, name in enumerate(rows.columns)
    ]
    if sum(min(w, _WIDEST) + 1 for w in widths) <= console.width:
        show((Table(rows.columns, tuple(tuple(row) for row in cells)),), console)
        return
    indent = max(map(len, rows.columns), default=0)
    for number, row in enumerate(cells, 1):
        console.print(Text(f"{number}.", style="bold"))
        for name, cell in zip(rows.columns, row, strict=True):
            if cell:
                line = Text(f"  {name:<{indent}}  {cell}")
                wrapped = line.wrap(console, console.width - indent - 4)
                for first, part in enumerate(wrapped):
                    pad = 0 if not first else indent + 4
                    console.print(Text(" " * pad) + part)


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    value = text(term)
    return short(value) if value.startswith(BASE) else value
