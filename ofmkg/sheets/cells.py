"""What stands in a cell: text, a list with one item a line, or what a spreadsheet made of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ofmkg.graph.characters import strange
from ofmkg.sheets.tables import Column, Form

NO_ITEMS = "-"  # a list that is said to be empty, where an empty cell says something else
_BLANKS = " \t\r\n\u00a0"
_FURTHER = "    "  # begins a further line of an item, which itself never begins with a blank
_EXACT = 2**53  # above it, a spreadsheet program rounds whole numbers
_AS_TEXT = "format the cell as text and write the value again"


@dataclass(frozen=True, slots=True)
class Refused:
    """What cannot be taken from a cell: why, and what to do."""

    words: str


Value = str | bool | int | float | date | Refused | None
Content = str | list[str]


def taken(value: Value, column: Column) -> Content | Refused | None:
    """Return what a cell says in a column, exactly; nothing (None) of an empty one.

    What a spreadsheet program made of the text that was typed is refused, but for a day where a
    date is expected, and for a whole number where a number is.
    """
    if isinstance(value, Refused) or value is None:
        return value
    if not isinstance(value, str):
        return _made(value, column)
    text = value.replace("\r\n", "\n").strip(_BLANKS)
    wrong = strange(text)
    if wrong:
        return Refused(wrong)
    if not text:
        return None
    return _items(text, column) if column.form is Form.LIST else text


def _made(value: bool | int | float | date, column: Column) -> str | Refused:
    if isinstance(value, bool):
        shown = str(value).upper()
        if column.form is Form.YES_NO:
            return Refused(f"is the truth value {shown}; write yes or no.")
        return Refused(f"is the truth value {shown}; {_AS_TEXT}.")
    if isinstance(value, date):
        if column.form is Form.DATE:
            return value.isoformat()
        return Refused(f"is a date ({value.isoformat()}); {_AS_TEXT}.")
    if column.form is Form.NUMBER:
        return str(int(value)) if value == value // 1 and abs(value) < _EXACT else str(value)
    return Refused(f"is a number ({value}); {_AS_TEXT}.")


def _items(text: str, column: Column) -> list[str] | Refused:
    if text == NO_ITEMS and column.may_lack:
        return []
    items: list[str] = []
    for line in text.split("\n"):
        if line.startswith(_FURTHER) and items:
            items[-1] += "\n" + line.removeprefix(_FURTHER)
        elif line.startswith((" ", "\t")) and line.strip(_BLANKS):
            return Refused(
                f"has a line that begins with a blank ({line.strip(_BLANKS)!r}); write one item a "
                "line, or begin a further line of the same item with four blanks."
            )
        elif line.strip(_BLANKS):
            items.append(line)
    return [item.strip(_BLANKS) for item in items]


def written(value: str | Sequence[str], column: Column) -> str:
    """Return what to write into a cell of a column, so that `taken` gives the same again."""
    if isinstance(value, str):
        return value
    if not value:
        return NO_ITEMS if column.may_lack else ""
    return "\n".join(item.replace("\n", "\n" + _FURTHER) for item in value)
