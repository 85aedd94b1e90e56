"""Writes tables as a workbook that is pleasant to fill in: dropdowns, fixed headings, all text.

Every cell is written as text and formatted as text, so that no program takes `=1+1` for a formula,
or makes a date of what is typed later.
"""

import gc
import re
import sys
import tempfile
import traceback
from collections.abc import Iterable, Mapping
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING

from ofmkg.errors import UsageError
from ofmkg.graph import writing
from ofmkg.sheets.rows import Rows
from ofmkg.sheets.tables import HEAD, KNOWN, Column, Form, Layout, Table, layout

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_LONGEST = 32_767  # characters of a cell; openpyxl would cut off the rest
_LAST = 1_000  # the last row that has dropdowns
_NARROW, _WIDE = 18, 50
_TEXT_FORMAT = "@"
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_Ranges = Mapping[str, str]


def to_workbook(rows: Mapping[str, Rows], known: Rows) -> bytes:
    """Return tables as a workbook, with the ids to choose from (`known`) as a further one.

    Raises UsageError for a text that no cell can hold.
    """
    from openpyxl import Workbook

    form = layout()
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "ofmkg"
    for name, table in {**rows, KNOWN: known}.items():
        _fill(book.create_sheet(name), table, name)
    ranges = _ranges(known)
    _offer_head(book[HEAD], form, ranges)
    for each in form.tables:
        _shape(book[each.name], each, form, ranges)
    for name, wide in ((HEAD, ("B",)), (KNOWN, ("C", "E"))):
        for letter in ("A", "B", "C", "D", "E")[: len(rows.get(name, known)[0])]:
            book[name].column_dimensions[letter].width = _WIDE if letter in wide else 30
    return _saved(book)


def _saved(book: "Workbook") -> bytes:
    """Return a workbook as a file. Raises UsageError: its sheets are written to the disk first."""
    content = BytesIO()
    refused: tuple[type[Exception], ...] = (OSError, *_of_libxml())
    try:
        book.save(content)
    except refused as error:
        why = writing.reason(error) if isinstance(error, OSError) else str(error)
        traceback.clear_frames(error.__traceback__)
    else:
        return content.getvalue()
    hook, sys.unraisablehook = sys.unraisablehook, lambda _: None
    gc.collect()  # what is half written complains as it ends
    sys.unraisablehook = hook
    raise UsageError(f"{tempfile.gettempdir()}: temporary files cannot be written ({why}).")


def _of_libxml() -> tuple[type[Exception], ...]:
    """Return the error of lxml, which writes sheets where it is installed, when it cannot write."""
    try:
        found: type[Exception] = import_module("lxml.etree").SerialisationError
    except ModuleNotFoundError:
        return ()
    return (found,)


def _fill(sheet: "Worksheet", rows: Rows, name: str) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.utils.exceptions import IllegalCharacterError

    wrapped = Alignment(wrap_text=True, vertical="top")
    for number in range(1, len(rows[0]) + 1):  # what is typed into empty cells is text, too
        below = sheet.column_dimensions[get_column_letter(number)]
        below.number_format, below.alignment = _TEXT_FORMAT, wrapped
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if not value:
                continue
            cell = sheet.cell(row, column)
            where = f"{name}!{cell.coordinate}"
            if len(value) > _LONGEST:
                raise UsageError(
                    f"{where}: is longer than the {_LONGEST:,} characters that a cell of a "
                    "workbook holds; write the sheet as YAML."
                )
            try:
                cell.value = _LOOKS_ESCAPED.sub("_x005F_", value)
                cell.data_type = "s"  # whatever it looks like
            except IllegalCharacterError as error:
                raise UsageError(
                    f"{where}: holds a character that no workbook can; write the sheet as YAML."
                ) from error
            cell.number_format, cell.alignment = _TEXT_FORMAT, wrapped
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6EE")
    sheet.freeze_panes = "A2"


def _shape(sheet: "Worksheet", table: Table, form: Layout, ranges: _Ranges) -> None:
    """Give columns their width and dropdowns; headings of what may be left out are not bold."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    columns = dict(enumerate(table.columns, 2 if table.reference else 1))
    for number, column in columns.items():
        letter = get_column_letter(number)
        words = column.form is Form.LIST or (column.form is Form.TEXT and not column.kind)
        sheet.column_dimensions[letter].width = _WIDE if words and number > 1 else _NARROW
        if not column.needed:
            sheet.cell(1, number).font = Font(bold=False)
        _offer(sheet, f"{letter}2:{letter}{_LAST}", column, ranges)
    owner = next((each for each in form.tables if each.name == table.owner), None)
    if owner:
        sheet.column_dimensions["A"].width = _NARROW
        letter = get_column_letter(owner.headings.index(owner.key) + 1)
        _list(sheet, f"A2:A{_LAST}", f"={owner.name}!${letter}$2:${letter}${_LAST}")


def _offer_head(sheet: "Worksheet", form: Layout, ranges: _Ranges) -> None:
    for number, column in enumerate(form.head, 2):
        _offer(sheet, f"B{number}", column, ranges)


def _offer(sheet: "Worksheet", cells: str, column: Column, ranges: _Ranges) -> None:
    """Offer what a column may hold; a cell of several items has no dropdown."""
    if column.words:
        _list(sheet, cells, f'"{",".join(column.words)}"')
    elif column.kind in ranges and column.form is not Form.LIST:
        _list(sheet, cells, ranges[column.kind or ""])


def _list(sheet: "Worksheet", cells: str, source: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    # It only warns: a sheet may bring questions, answers and claims of its own.
    offered = DataValidation(type="list", formula1=source, allow_blank=True, errorStyle="warning")
    offered.error = "This is not in the list; ofmkg sheet check says whether it is right."
    offered.showErrorMessage = True
    offered.add(cells)
    sheet.add_data_validation(offered)


def _ranges(known: Iterable[list[str]]) -> dict[str, str]:
    """Return for each kind where its ids stand."""
    rows: dict[str, list[int]] = {}
    for number, row in enumerate(known, 1):
        rows.setdefault(row[0], []).append(number)
    return {kind: f"={KNOWN}!$B${found[0]}:$B${found[-1]}" for kind, found in rows.items()}
