"""From the content of a sheet to the rows of its tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from ofmkg.sheets.cells import written
from ofmkg.sheets.tables import HEAD, KEY, VALUE, Column, Layout, Table, layout

Rows = list[list[str]]


def to_rows(data: Mapping[str, Any], form: Layout | None = None) -> dict[str, Rows]:
    """Return every table by name, the headings first; also those without rows, to be filled."""
    form = form or layout()
    found: dict[str, Rows] = {HEAD: [[KEY, VALUE]]}
    for column in form.head:
        found[HEAD].append([column.name, _at(data, column)])
    found.update({table.name: [list(table.headings)] for table in form.tables})
    for table in form.tables:
        if table.alone:
            _take(data, table, "", form, found)
    return found


def _take(
    owner: Mapping[str, Any], table: Table, reference: str, form: Layout, found: dict[str, Rows]
) -> None:
    for row in _within(owner, table.path) or ():
        first = [reference] if table.reference else []
        found[table.name].append([*first, *(_at(row, column) for column in table.columns)])
        for inner in form.tables:
            if inner.owner == table.name:
                _take(row, inner, str(row.get(table.key, "")), form, found)


def _at(data: Mapping[str, Any], column: Column) -> str:
    value = _within(data, column.path)
    return "" if value is None else written(value, column)


def _within(data: Any, path: Sequence[str]) -> Any:  # noqa: ANN401 - text, list or mapping
    for key in path:
        data = None if data is None else data.get(key)
    return data
