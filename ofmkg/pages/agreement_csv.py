"""Cells that two coders read as CSV, from which every figure can be computed again."""

from dataclasses import fields

from ofmkg.analyses.agreement.result import Agreement, CellReading, PairedCell
from ofmkg.pages import csv_text

_CELL = ("study", "step", "contested", "agree", "left_out")
_READING = tuple(field.name for field in fields(CellReading))


def to_csv(result: Agreement) -> str:
    """Return a row per collection, cell and pair of coders: both readings side by side."""
    sides = [f"{side}_{name}" for side in "ab" for name in _READING]
    cells = ([part.collection.id, *_cell(cell)] for part in result.parts for cell in part.cells)
    return csv_text.to_csv((["collection", *_CELL, *sides], *cells))


def _cell(cell: PairedCell) -> list[str]:
    agree = "" if cell.agree is None else _written(cell.agree)
    head = [cell.study, cell.step, _written(cell.contested), agree, ";".join(cell.left_out)]
    sides = ((cell.a_coder, cell.a), (cell.b_coder, cell.b))
    return head + [value for coder, read in sides for value in _reading(coder, read)]


def _reading(coder: str, read: CellReading | None) -> list[str]:
    if read is None:
        return [coder, *("" for _ in _READING[1:])]
    return [_written(getattr(read, name)) for name in _READING]


def _written(value: str | bool | None) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value or ""
