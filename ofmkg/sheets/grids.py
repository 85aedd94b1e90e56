"""From the cells of tables to the content of a sheet, with the cell of each value."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ofmkg.graph.terms import did_you_mean
from ofmkg.sheets.cells import Refused, Value, taken
from ofmkg.sheets.tables import HEAD, KEY, KNOWN, VALUE, Column, Form, Layout, Table, layout
from ofmkg.sheets.tree import Mistake, Place, Tree, put


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one table as they were read, the headings first.

    `place` says what a cell is called, as codings!D4, given its row and column counted from 0;
    `refused` what is wrong with places of it, whatever they hold.
    """

    name: str
    title: str
    rows: Sequence[Sequence[Value]]
    place: Callable[[int, int], str]
    refused: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Row:
    """One row: its values, where each stands, and the row of another table it belongs to."""

    values: dict[str, Any]
    lines: dict[Place, int]
    line: int
    reference: str | None = None
    reference_line: int = 0
    used: bool = False

    def key(self, table: Table) -> object:
        return self.values.get(table.key)


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    names: dict[int, str] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def at(self, place: str) -> int:
        """Give a place a number, by which mistakes are put in order."""
        number = len(self.names) + 1
        self.names[number] = place
        return number

    def say(self, line: int, message: str) -> None:
        self.mistakes.append(Mistake(line, message, self.names[line]))


def to_tree(grids: Sequence[Grid], form: Layout | None = None) -> Tree:
    """Return what tables say. If a cell or heading cannot be taken, only that is told."""
    form, reading = form or layout(), _Reading()
    by_name = {grid.name: grid for grid in grids}
    lines: dict[Place, int] = {}
    value = _head(by_name[HEAD], form, reading, lines) if HEAD in by_name else {}
    tables = {HEAD: None, **{table.name: table for table in form.tables}}
    rows: dict[str, list[_Row]] = {}
    for name, table in tables.items():
        if table and name in by_name:
            rows[name] = list(_rows(by_name[name], table, reading))
    for grid in grids:
        if grid is not by_name[grid.name]:
            reading.say(reading.at(grid.title), f"{grid.name!r} is there twice; keep one of them.")
        elif grid.name not in tables and grid.name != KNOWN:
            reading.say(
                reading.at(grid.title),
                f"{grid.name!r} is no table of a sheet; remove it, or correct its name."
                f"{did_you_mean(grid.name, tables)}",
            )
    for table in form.tables:
        if table.alone:
            _attach(table, None, value, (), rows, lines, form)
    _say_lost(form, rows, reading)
    return Tree(None if reading.mistakes else value, lines, tuple(reading.mistakes), reading.names)


def _head(grid: Grid, form: Layout, reading: _Reading, lines: dict[Place, int]) -> dict[str, Any]:
    """Return what stands once: one key a row, its value beside it."""
    keys = {column.name: column for column in form.head}
    value = _needed(form.head)
    lines[()] = reading.at(grid.place(0, 0))
    columns = _headings(grid, (KEY, VALUE), reading)
    seen: dict[str, str] = {}
    for number, row in enumerate(grid.rows[1:], 1):
        cells = {name: row[place] if place < len(row) else None for name, place in columns.items()}
        key, found = cells.get(KEY), cells.get(VALUE)
        name = key.strip() if isinstance(key, str) else key
        _say_beside(grid, number, reading)
        if not name and _blank(found):
            continue
        line = reading.at(grid.place(number, columns.get(KEY, 0)))
        if isinstance(name, Refused):
            reading.say(line, name.words)
            continue
        column = keys.get(name) if isinstance(name, str) else None
        if column is None:
            near = did_you_mean(str(name), keys) if name else ""
            wrong = f"{name!r} is no key of a sheet" if name else "a value without a key"
            reading.say(line, f"{wrong}; correct or remove it.{near}")
            continue
        if column.name in seen:
            reading.say(line, _again(column.name, seen[column.name]))
            continue
        seen[column.name] = reading.names[line]
        here = reading.at(grid.place(number, columns.get(VALUE, 1)))
        _mark(lines, column.path, here)
        _put(value, column, found, here, reading)
    return value


def _rows(grid: Grid, table: Table, reading: _Reading) -> Iterator[_Row]:
    columns = _headings(grid, table.headings, reading)
    known = {column.name: column for column in table.columns}
    unbound = table.reference is not None and table.reference not in columns
    if unbound and any(not all(map(_blank, cells)) for cells in grid.rows[1:]):
        # Rows without it would say something else, such as positions of the work as a whole.
        reading.say(reading.at(grid.place(0, 0)), f"has no column {table.reference}; add it.")
    for number, cells in enumerate(grid.rows[1:], 1):
        if all(map(_blank, cells)):
            continue
        _say_beside(grid, number, reading)
        row = _Row(_needed(table.columns), {}, reading.at(grid.place(number, 0)), used=unbound)
        for name, place in columns.items():
            cell = cells[place] if place < len(cells) else None
            here = reading.at(grid.place(number, place))
            if name == table.reference:
                row.reference_line = here
                found: dict[str, Any] = {}
                _put(found, Column((name,), Form.TEXT, False, False), cell, here, reading)
                row.reference = found.get(name)
                row.used = row.reference is None and not _blank(cell)  # which was told already
            else:
                _mark(row.lines, known[name].path, here)
                _put(row.values, known[name], cell, here, reading)
        yield row


def _needed(columns: Sequence[Column]) -> dict[str, Any]:
    """Return the parts that cannot be left out, so that what is missing in them is told."""
    values: dict[str, Any] = {}
    for column in columns:
        part = values
        for key in column.path[:-1] if column.needed else ():
            part = part.setdefault(key, {})
    return values


def _headings(grid: Grid, known: Sequence[str], reading: _Reading) -> dict[str, int]:
    """Return in which column each heading stands."""
    for place, words in grid.refused.items():
        reading.say(reading.at(place), words)
    found: dict[str, int] = {}
    for number, cell in enumerate(grid.rows[0] if grid.rows else ()):
        name = cell.strip() if isinstance(cell, str) else cell
        line = reading.at(grid.place(0, number))
        if not name:
            filled = [n for n, row in enumerate(grid.rows) if number < len(row) and row[number]]
            if filled:
                here = reading.at(grid.place(filled[0], number))
                reading.say(here, "stands in a column without a heading; add it, or remove this.")
        elif isinstance(name, Refused):
            reading.say(line, name.words)
        elif name not in known:
            near = did_you_mean(str(name), known) or f" Columns: {', '.join(known)}."
            reading.say(
                line, f"{str(name)!r} is no column of {grid.name}; correct or remove it.{near}"
            )
        elif str(name) in found:
            reading.say(line, _again(str(name), grid.place(0, found[str(name)])))
        else:
            found[str(name)] = number
    return found


def _say_beside(grid: Grid, row: int, reading: _Reading) -> None:
    """Say what a row has beside the last heading, as after a comma that is in no quotes."""
    width = len(grid.rows[0])
    if not all(map(_blank, grid.rows[row][width:])):
        line = reading.at(grid.place(row, width))
        reading.say(line, "stands beside the last heading; remove it, or put it in quotes.")


def _blank(cell: Value) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _again(name: str, first: str) -> str:
    return f"gives {name!r} a second time (first in {first}); keep one of them."


def _mark(lines: dict[Place, int], path: Sequence[str], line: int) -> None:
    """Note where a value stands; what stands around it is where its first value is."""
    for length in range(1, len(path) + 1):
        lines.setdefault(tuple(path[:length]), line)


def _put(values: dict[str, Any], column: Column, cell: Value, line: int, reading: _Reading) -> None:
    """Put what a cell says to the values of its row."""
    found = taken(cell, column)
    if isinstance(found, Refused):
        reading.say(line, f"{column.path[-1]}: {found.words}")
    elif found is not None:
        put(values, column.path, found)


def _attach(
    table: Table,
    key: object,
    value: dict[str, Any],
    place: Place,
    rows: dict[str, list[_Row]],
    lines: dict[Place, int],
    form: Layout,
) -> None:
    """Put rows where they belong: those that name `key`, and with them what names them."""
    own = [row for row in rows.get(table.name, ()) if row.reference == key and not row.used]
    if not own:
        return
    here = (*place, *table.path)
    put(value, table.path, [row.values for row in own])
    lines[here] = own[0].line
    for number, row in enumerate(own):
        row.used = True
        lines[(*here, number)] = row.line
        lines.update({(*here, number, *part): line for part, line in row.lines.items()})
        for inner in form.tables:
            if inner.owner == table.name and (name := row.key(table)) is not None:
                _attach(inner, name, row.values, (*here, number), rows, lines, form)


def _say_lost(form: Layout, rows: dict[str, list[_Row]], reading: _Reading) -> None:
    """Say of which rows one cannot tell where they belong."""
    by_name = {table.name: table for table in form.tables}
    for table in form.tables:
        if table.owner is None or table.reference is None:
            continue
        owner = by_name[table.owner]
        keys = [str(row.key(owner)) for row in rows.get(owner.name, ()) if row.key(owner)]
        named = {row.reference for row in rows.get(table.name, ())}
        for number, row in enumerate(rows.get(owner.name, ())):
            key = row.key(owner)
            earlier = [each.key(owner) for each in rows[owner.name][:number]]
            if key in named and key in earlier:
                line = row.lines[(owner.key,)]
                reading.say(line, f"{owner.key}: {key!r} stands in two rows; keep one of them.")
        for row in rows.get(table.name, ()):
            line = row.reference_line or row.line
            if row.reference is None and not row.used:
                reading.say(
                    line,
                    f"{table.reference}: is missing; write the {owner.key} of a row of "
                    f"{owner.name}.",
                )
            elif not row.used and row.reference not in keys:
                near = did_you_mean(row.reference or "", keys)
                listed = f" Known: {', '.join(keys)}." if keys else ""
                reading.say(
                    line,
                    f"{table.reference}: no row of {owner.name} has the {owner.key} "
                    f"{row.reference!r}; correct one of them.{near or listed}",
                )
