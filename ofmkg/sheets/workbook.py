"""Reads workbooks (.xlsx) as tables; nothing in them is computed, followed or run."""

import re
import warnings
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ofmkg.errors import UnreadableError
from ofmkg.sheets.cells import Refused, Value
from ofmkg.sheets.grids import Grid

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SUFFIX = ".xlsx"
_UNPACKED = 16_000_000  # bytes; a workbook of our longest sheet has 200 thousand
_ROWS, _COLUMNS = 5_000, 200
_CELLS = 500_000  # of all tables, up to the last of each; openpyxl makes those that are empty, too
_OLD = b"\xd0\xcf\x11\xe0"  # also begins workbooks that need a password
_STRICT = b"http://purl.oclc.org/ooxml/"  # begins the namespaces that openpyxl does not know
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_SAVE = "open it in a spreadsheet program and save it as .xlsx"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_AS_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def read(content: bytes, name: str) -> list[Grid]:
    """Return the tables of a workbook. Raises UnreadableError if it is none, or too large."""
    book = _opened(content, name)
    for sheet in book.worksheets:
        _require_short(sheet, name)
    cells = sum(sheet.max_row * sheet.max_column for sheet in book.worksheets)
    if cells > _CELLS:
        raise UnreadableError(
            f"{name}: its tables reach over {cells:,} cells, more than any sheet has; copy what "
            "you wrote into a new workbook."
        )
    grids = [_grid(sheet) for sheet in book.worksheets]
    charts = [sheet.title for sheet in book.chartsheets]
    return [*grids, *(Grid(title, title, (), lambda _row, _column: "") for title in charts)]


def _opened(content: bytes, name: str) -> "Workbook":
    from openpyxl import load_workbook

    _look(content, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl would not keep when writing
            return load_workbook(BytesIO(content), keep_links=False)
    except Exception as error:  # a broken file breaks openpyxl in ways that it does not list
        raise UnreadableError(
            f"{name}: cannot be read as a workbook ({_first(error)}); {_SAVE}."
        ) from error


def _look(content: bytes, name: str) -> None:
    """Refuse what is no workbook, and what would grow without limit when unpacked."""
    if content.startswith(_OLD):
        raise UnreadableError(
            f"{name}: is an old .xls file or has a password; {_SAVE}, without a password."
        )
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            size = sum(part.file_size for part in packed.infolist())
            parts = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableError(f"{name}: is no .xlsx file inside; {_SAVE}.") from error
    if _OPEN_DOCUMENT in content[:200]:
        raise UnreadableError(f"{name}: is an OpenDocument file inside; {_SAVE}.")
    if "xl/workbook.xml" not in parts:
        raise UnreadableError(f"{name}: holds no workbook inside; {_SAVE}.")
    if size > _UNPACKED:
        raise UnreadableError(
            f"{name}: unpacks to {size:,} bytes, longer than any sheet; check that it is one."
        )
    with zipfile.ZipFile(BytesIO(content)) as packed:
        for part in parts:
            _look_at(packed, part, name)
        if _STRICT in packed.read("xl/workbook.xml"):
            raise UnreadableError(
                f"{name}: is a Strict Open XML workbook; save it as Excel Workbook (.xlsx)."
            )


def _look_at(packed: zipfile.ZipFile, part: str, name: str) -> None:
    """Refuse merged cells and links over more cells than a sheet has: openpyxl makes each cell."""
    from xml.etree.ElementTree import ParseError

    from openpyxl.utils.cell import range_boundaries
    from openpyxl.xml.functions import iterparse

    try:
        with packed.open(part) as file:
            ranges = []
            for _, element in iterparse(file):
                if element.tag.rpartition("}")[2] in ("mergeCell", "hyperlink"):
                    ranges.append(element.get("ref", ""))
                element.clear()
        reaches = [range_boundaries(cells) for cells in ranges if cells]
    except (ParseError, ValueError):  # no XML, or such as openpyxl will not take, and say why
        return
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableError(f"{name}: is damaged ({_first(error)}); {_SAVE}.") from error
    if any((row or 0) > _ROWS or (column or 0) > _COLUMNS for _, _, column, row in reaches):
        raise UnreadableError(
            f"{name}: merges or links cells beyond row {_ROWS}, further than any sheet; copy what "
            "you wrote into a new workbook."
        )


def _first(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")


def _require_short(sheet: "Worksheet", name: str) -> None:
    """Refuse a table that reaches further than any sheet does."""
    from openpyxl.utils import get_column_letter

    if sheet.max_row > _ROWS or sheet.max_column > _COLUMNS:
        raise UnreadableError(
            f"{name}, {sheet.title}: reaches to row {sheet.max_row} and column "
            f"{get_column_letter(sheet.max_column)}, further than any sheet; copy what you wrote "
            "into a new workbook."
        )


def _grid(sheet: "Worksheet") -> Grid:
    from openpyxl.utils import get_column_letter

    title = sheet.title
    return Grid(
        name=title,
        title=title,
        rows=[[_value(cell) for cell in row] for row in sheet.iter_rows()],
        place=lambda row, column: f"{title}!{get_column_letter(column + 1)}{row + 1}",
        refused={
            f"{title}!{cells.coord}": "these cells are merged; unmerge them, and write each value "
            "into its own cell."
            for cells in sheet.merged_cells.ranges
        },
    )


def _value(cell: "Cell | MergedCell") -> Value:
    value: Any = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return Refused("holds a formula; copy the cell and paste it as a value.")
    if cell.data_type == "e":
        return Refused(f"holds the error {value}; write the value itself.")
    if isinstance(value, datetime | time | timedelta):
        return _day(value, cell.number_format)
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    if isinstance(value, bool | int | float):
        return value
    return Refused("holds something that is no text; write a text.")


def _day(value: datetime | time | timedelta, shown_as: str) -> date | Refused:
    """Return the day that a cell shows; one that shows a month only was not typed as a day."""
    shown = _AS_SHOWN.sub("", shown_as).lower()
    if not isinstance(value, datetime) or value.time() != time():
        return Refused(
            f"holds a time ({value}); format the cell as text and write the value again."
        )
    if not all(letter in shown for letter in "ymd"):
        return Refused(
            "was made a date that does not show year, month and day; format the cell as text and "
            "write the value again."
        )
    return value.date()
