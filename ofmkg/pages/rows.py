"""Answers of queries as a table for the terminal, or record by record where they are too wide."""

from rich.console import Console
from rich.text import Text

from ofmkg.graph.characters import writable
from ofmkg.graph.stores import Rows, Term, text
from ofmkg.graph.terms import BASE, short
from ofmkg.pages.blocks import Table
from ofmkg.pages.messages import say
from ofmkg.pages.text import to_text

_WIDEST = 40


def rows_to_text(rows: Rows, console: Console) -> str:
    """Return rows as text; things of our namespace by their short ids, all else in full."""
    cells = tuple(tuple(_cell(term) for term in row) for row in rows.rows)
    if not cells:
        return f"{say('(no rows)')}\n"
    widths = [
        max([len(name), *(len(row[n]) for row in cells)]) for n, name in enumerate(rows.columns)
    ]
    if sum(min(w, _WIDEST) + 1 for w in widths) <= console.width:
        return to_text((Table(rows.columns, cells),), console)
    lines: list[str] = []
    for number, row in enumerate(cells, 1):
        lines += [f"{number}.", *_record(rows.columns, row, console)]
    return "\n".join(lines) + "\n"


def _record(columns: tuple[str, ...], row: tuple[str, ...], console: Console) -> list[str]:
    indent = max(map(len, columns)) + 4
    lines = []
    for name, cell in zip(columns, row, strict=True):
        if cell:
            wrapped = Text(cell).wrap(console, max(console.width - indent, 20))
            first, *rest = [part.plain.rstrip() for part in wrapped]
            lines.append(f"  {name:<{indent - 2}}{first}")
            lines += [" " * indent + part for part in rest]
    return lines


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    value = text(term)
    return short(value) if value.startswith(BASE) else writable(value)
