"""Sheets as tables, for tests: made from a sheet of ours, spoilt in one place, read again."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from ofmkg.graph import writing
from ofmkg.graph.resources import room
from ofmkg.sheets import csv_folder, files, tree
from ofmkg.sheets.check import check
from ofmkg.sheets.rows import choices, to_rows
from ofmkg.sheets.vocabulary import Vocabulary
from ofmkg.sheets.write_workbook import to_workbook

HONG = room("data") / "later" / "sheets" / "hong-2026.yaml"
EVERY = sorted(room("data").glob("*/sheets/*.yaml"))


def book_of(path: Path, vocabulary: Vocabulary) -> bytes:
    """Return a sheet as a workbook."""
    return to_workbook(to_rows(tree.read(path).value), choices(vocabulary))


def folder_of(path: Path, target: Path) -> Path:
    """Write a sheet as a folder of CSV files."""
    writing.put_folder(target, csv_folder.to_files(to_rows(tree.read(path).value)))
    return target


def spoilt(content: bytes, change: Callable[[Workbook], object], target: Path) -> Path:
    """Write a workbook with a change."""
    book = load_workbook(BytesIO(content))
    change(book)
    book.save(target)
    return target


def told(path: Path, vocabulary: Vocabulary) -> list[str]:
    """Return what is wrong with a sheet."""
    return [str(mistake) for mistake in check(files.read(path), vocabulary).mistakes]


def value(path: Path) -> Any:  # noqa: ANN401 - the content of a sheet
    """Return what a file holds."""
    return files.read(path).value
