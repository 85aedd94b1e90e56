"""Which kind of file a sheet is: YAML, a workbook, or a folder of CSV files."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ofmkg.bibliography import kinds
from ofmkg.errors import UnreadableError, UsageError
from ofmkg.graph import writing
from ofmkg.sheets import csv_folder, shared, tree, workbook
from ofmkg.sheets.grids import Grid, to_tree
from ofmkg.sheets.rows import choices, to_rows
from ofmkg.sheets.tables import HEAD, KNOWN
from ofmkg.sheets.tree import Tree
from ofmkg.sheets.vocabulary import Vocabulary
from ofmkg.sheets.write_workbook import to_workbook

_OTHERS = (".xls", ".xlsm", ".xlsb", ".xltx", ".ods", ".fods", ".numbers")


def read(path: Path) -> Tree:
    """Read a sheet of any kind. Raises UnreadableError."""
    suffix = path.suffix.lower()
    if path.is_dir() and csv_folder.is_one(path):
        return to_tree(csv_folder.read(path))
    if suffix == workbook.SUFFIX:
        return _tables(workbook.read(tree.content(path), str(path)), str(path))
    if suffix in _OTHERS and path.exists():
        raise UnreadableError(f"{path}: is another kind of workbook; save it as .xlsx.")
    if path.is_file() and (told := kinds.told(path, sheet=True)):
        raise UnreadableError(f"{path}: {told}")
    if suffix == ".csv" and path.exists():
        raise UnreadableError(f"{path}: is one table of a sheet; name the folder that it is in.")
    return shared.laid_out(tree.read(path))


def are_tables(path: Path) -> bool:
    """Tell whether what is to be written to a path is tables.

    Raises UsageError for a kind of table file that cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix in _OTHERS:
        raise UsageError(f"{path}: only .xlsx can be written; name such a file.")
    if suffix == ".csv":
        raise UsageError(
            f"{path}: a sheet is several tables, a folder of CSV files; name one that ends with "
            f"{csv_folder.SUFFIX}, such as {path.with_suffix(csv_folder.SUFFIX)}."
        )
    return suffix in (workbook.SUFFIX, csv_folder.SUFFIX) or path.is_dir()


def write_tables(
    data: Mapping[str, Any],
    path: Path,
    vocabulary: Vocabulary,
    *,
    draft: bool = False,
    blind: bool = False,
) -> None:
    """Write the content of a sheet (or with `draft`, the beginning of one) as tables.

    They are written whole or not at all, and read again before: what tables cannot hold as it is
    raises a UsageError. A draft, which is there to be filled in, never replaces anything. With
    `blind` the ids to choose from are those alone that no single reading brought.
    """
    rows, known = to_rows(data), choices(vocabulary, blind=blind)
    if path.suffix.lower() == workbook.SUFFIX:
        content = to_workbook(rows, known)
        _compare(data, workbook.read(content, str(path)), path, draft)
        writing.put(path, content, new=draft)
    else:
        files = csv_folder.to_files({**rows, KNOWN: known})
        grids = [csv_folder.grid(path / name, content) for name, content in files.items()]
        _compare(data, grids, path, draft)
        writing.put_folder(path, files)


def _compare(data: Mapping[str, Any], grids: Sequence[Grid], path: Path, draft: bool) -> None:
    found = to_tree(grids)
    if not draft and _said(found.value) != _said(data):
        reason = next((f" ({mistake})" for mistake in found.mistakes), "")
        raise UsageError(f"{path}: tables cannot hold this sheet as it is{reason}; write YAML.")


def _said(value: Any) -> Any:  # noqa: ANN401 - text, list or mapping
    """Return a value without what says nothing."""
    if isinstance(value, Mapping):
        every = {key: _said(each) for key, each in value.items()}
        return {key: each for key, each in every.items() if each not in (None, [], {})}
    return [_said(each) for each in value] if isinstance(value, list | tuple) else value


def _tables(grids: list[Grid], name: str) -> Tree:
    if HEAD not in {grid.name for grid in grids}:
        raise UnreadableError(
            f"{name}: has no worksheet {HEAD!r}, so that it is no sheet; make one with: ofmkg "
            "sheet new ID -o FILE.xlsx"
        )
    return to_tree(grids)
