"""Writes CSV, for all analyses: what a spreadsheet program would compute, it shows as text.

CSV cannot say that a cell is text. So an apostrophe is put before what begins like a formula, as
sheets written to CSV have it; a number such as -2.5 stays one.
"""

import csv
import io
import re
from collections.abc import Iterable

Value = str | int | float | None

MARK = "\ufeff"  # by which Excel knows UTF-8
# Also as fullwidth signs, which spreadsheet programs of East Asia take for the same.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?%?")


def to_csv(rows: Iterable[Iterable[Value]]) -> str:
    """Return rows as CSV, lines ending in a line feed; a cell without a value is empty."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(map(_cell, row) for row in rows)
    return out.getvalue()


def _cell(value: Value) -> Value:
    safe = harmless(value)  # a carriage return alone, which is not quoted, would end the row
    return re.sub("\r\n?", "\n", safe) if isinstance(safe, str) else safe


def harmless(value: Value) -> Value:
    """Return a value as it may stand in a cell; one more apostrophe before those it begins with."""
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value
