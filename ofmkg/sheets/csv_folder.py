"""A sheet as a folder of CSV files, one for each table; read and written.

CSV cannot say that a cell is text. So an apostrophe is put before text that a spreadsheet program
would take for a formula (`=1+1`, `@name`), and taken away again: one more than there was.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path

from ofmkg.errors import UnreadableError
from ofmkg.graph import strays
from ofmkg.sheets.grids import Grid
from ofmkg.sheets.rows import Rows
from ofmkg.sheets.tables import HEAD, KEY, VALUE, layout

SUFFIX = ".csvs"  # of a folder that is to be made
_FILE = ".csv"
_LIMIT = 4_000_000  # bytes of a file
_ROWS = 5_000
_SEPARATORS = (",", ";", "\t")
_TOLD = re.compile(
    r"sep=([,;\t])\r?\n", re.IGNORECASE
)  # how Excel is told what stands between cells
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠].", re.DOTALL)


def is_one(folder: Path) -> bool:
    """Tell whether a folder holds a sheet."""
    return (folder / f"{HEAD}{_FILE}").is_file()


def read(folder: Path) -> list[Grid]:
    """Return the tables in a folder. Raises UnreadableError for a file that is no CSV in UTF-8."""
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() == _FILE)
        files = {path: _content(path) for path in paths if not strays.is_one(path.name)}
    except OSError as error:
        raise UnreadableError(f"{folder}: cannot be read ({error.strerror}).") from error
    return [grid(path, content) for path, content in files.items()]


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LIMIT + 1)


def grid(path: Path, content: bytes) -> Grid:
    """Return the table that a file holds. Raises UnreadableError."""
    if len(content) > _LIMIT:
        raise UnreadableError(f"{path}: is longer than any sheet; check that it is one.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        line = content.count(b"\n", 0, bad.start) + 1
        raise UnreadableError(
            f"{path}, line {line}: is not in UTF-8; save the file as CSV UTF-8."
        ) from bad
    numbered = _parsed(path, text)
    if len(numbered) > _ROWS:
        raise UnreadableError(f"{path}: has more than {_ROWS} rows; check that it is a sheet.")
    lines = [line for line, _ in numbered]
    return Grid(
        name=path.stem,
        title=path.name,
        rows=[[_bare(cell) for cell in row] for _, row in numbered],
        place=lambda row, column: _place(path.name, lines, row, column),
    )


def _place(name: str, lines: Sequence[int], row: int, column: int) -> str:
    """Name the line of the file, and the cell that a spreadsheet program shows it in."""
    from openpyxl.utils import get_column_letter

    line = lines[row] if row < len(lines) else 1
    return f"{name}, line {line} ({get_column_letter(column + 1)}{row + 1})"


def _parsed(path: Path, text: str) -> list[tuple[int, list[str]]]:
    """Return each row with the line it begins in; the headings tell what stands between cells."""
    known = {KEY, VALUE, *(name for table in layout().tables for name in table.headings)}
    told = _TOLD.match(text)  # Excel shows this line to nobody, and the headings in the first row
    text = text[told.end() :] if told else text

    def hits(separator: str) -> int:
        first = next(csv.reader(StringIO(text, newline=""), delimiter=separator), [])
        return len(known & {name.strip() for name in first})

    reader = None
    try:
        separator = told[1] if told else max(_SEPARATORS, key=hits)
        reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
        rows: list[tuple[int, list[str]]] = []
        before = first = 1 if told else 0
        for row in reader:
            rows.append((before + 1, row))
            before = first + reader.line_num
        return rows
    except csv.Error as error:
        line = f", line {reader.line_num + bool(told)}" if reader else ""
        raise UnreadableError(
            f"{path}{line}: is not CSV ({error}); mend this line. A text with a comma, a quote or "
            "a line break in it needs quotes around it, and a quote in it is written twice."
        ) from error


def to_files(rows: Mapping[str, Rows]) -> dict[str, bytes]:
    """Return the files of tables by name: CSV in UTF-8 with a mark, by which Excel knows it."""
    found: dict[str, bytes] = {}
    for name, table in rows.items():
        text = StringIO(newline="")
        csv.writer(text).writerows([map(_harmless, row) for row in table])
        found[f"{name}{_FILE}"] = text.getvalue().encode("utf-8-sig")
    return found


def _harmless(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _bare(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
