"""Rows that are written once for several: a coding for some steps, a part for some vectors.

`steps` in a coding stands for a coding of each step. An item of `analyses` with `vectors` stands in
the analysis of each vector: it joins the one that the sheet has, or is one of its own. What is laid
out has the lines in which it was written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ofmkg.sheets.tree import Mistake, Place, Tree

_ROWS = "analyses"
_VECTOR, _VECTORS = "vector", "vectors"
_CODINGS, _STEP, _STEPS = "codings", "step", "steps"
_POSITIONS = "positions"


def laid_out(tree: Tree) -> Tree:
    """Return a parsed sheet in which each row is of one vector and one step."""
    value = tree.value
    if not isinstance(value, Mapping) or not isinstance(value.get(_ROWS), list):
        return tree
    found = _Layout(tree)
    analyses = found.analyses(value[_ROWS])
    if not found.changed:
        return tree
    lines = {place: line for place, line in tree.lines.items() if place[:1] != (_ROWS,)}
    lines[_ROWS,] = tree.line((_ROWS,))
    for number, each in enumerate(analyses):
        lines |= dict(_placed(each, (_ROWS, number), tree))
    plain = {**value, _ROWS: [_plain(each) for each in analyses]}
    return replace(tree, value=plain, lines=lines, mistakes=(*tree.mistakes, *found.mistakes))


@dataclass(frozen=True, slots=True)
class _Row:
    """A part of a sheet, and where it was written; `held` are its keys, or it is as it stands.

    `shared` is what was written for several vectors.
    """

    value: Any
    place: Place
    held: dict[str, "_Row | list[_Row]"] | None = None
    shared: bool = False


@dataclass
class _Layout:
    """What is laid out of a sheet, and what is wrong with what it says of several."""

    tree: Tree
    mistakes: list[Mistake] = field(default_factory=list)
    changed: bool = False

    def analyses(self, rows: list[Any]) -> list[_Row]:
        """Return an analysis for each vector, in the order in which vectors are first named."""
        found: list[_Row] = []
        for number, value in enumerate(rows):
            row = self._codings(self._row(value, (_ROWS, number)))
            vectors = self._several(row, _VECTORS, _VECTOR)
            found += [row] if vectors is None else [_of_vector(row, each) for each in vectors]
        return self._joined(found)

    def _codings(self, row: _Row) -> _Row:
        """Return an analysis with a coding for each step."""
        codings = (row.held or {}).get(_CODINGS)
        if row.held is None or not isinstance(codings, list):
            return row
        laid: list[_Row] = []
        for each in codings:
            steps = self._several(each, _STEPS, _STEP)
            held = each.held or {}
            of_each = [_Row(None, each.place, {_STEP: step, **held}) for step in steps or ()]
            laid += [each] if steps is None else of_each
        return replace(row, held={**row.held, _CODINGS: laid})

    def _row(self, value: Any, place: Place) -> _Row:  # noqa: ANN401 - any part of a sheet
        if not isinstance(value, Mapping):
            return _Row(value, place)
        held: dict[str, _Row | list[_Row]] = {}
        for key, each in value.items():
            here = (*place, key)
            if isinstance(each, list):
                held[key] = [self._row(one, (*here, n)) for n, one in enumerate(each)]
            else:
                held[key] = self._row(each, here)
        return _Row(value, place, held)

    def _several(self, row: _Row, several: str, one: str) -> list[_Row] | None:
        """Return the values of the key that names several; None where the row has none."""
        if row.held is None or several not in row.held:
            return None
        self.changed = True
        place, named = (*row.place, several), row.held.pop(several)
        if one in row.held:
            wrong = f"stands beside {one}; keep one of them."
        elif (
            not isinstance(named, list)
            or not named
            or not all(isinstance(each.value, str) for each in named)
        ):
            wrong = "must be a list of ids, such as [a, b]."
        else:
            return named
        self._wrong(place, f"{several}: {wrong}")
        return [] if one not in row.held else None

    def _joined(self, rows: list[_Row]) -> list[_Row]:
        """Return rows of which those of one vector are one, where one of them is of several."""
        joined: list[_Row] = []
        for row in rows:
            vector = _vector(row)
            there = next((n for n, each in enumerate(joined) if vector == _vector(each)), None)
            if vector is None or there is None:
                joined.append(row)
            elif row.shared:
                joined[there] = self._join(joined[there], row)
            elif joined[there].shared:
                joined[there] = self._join(row, joined[there])
            else:  # two of one vector, both written out: the check says so
                joined.append(row)
        return joined

    def _join(self, own: _Row, shared: _Row) -> _Row:
        held = dict(own.held or {})
        for key, each in (shared.held or {}).items():
            there = held.get(key)
            if isinstance(there, list) and isinstance(each, list):
                held[key] = [*there, *each]
            elif there is None:
                held[key] = each
            elif key != _VECTOR:
                line = self.tree.line((*own.place, key))
                self._wrong(
                    (*shared.place, key),
                    f"{key}: is said of this vector in line {line}, too; keep one of them.",
                )
        return replace(own, held=held)

    def _wrong(self, place: Place, message: str) -> None:
        self.mistakes.append(self.tree.mistake(place, message))


def _vector(row: _Row) -> str | None:
    vector = (row.held or {}).get(_VECTOR)
    return vector.value if isinstance(vector, _Row) and isinstance(vector.value, str) else None


def _of_vector(row: _Row, vector: _Row) -> _Row:
    """Return a part for several vectors as that of one; an answer is of one thing, so is its id."""
    held = {_VECTOR: vector, **(row.held or {})}
    positions = held.get(_POSITIONS)
    if isinstance(positions, list):
        held[_POSITIONS] = [_renamed(each, str(vector.value)) for each in positions]
    return _Row(None, row.place, held, shared=True)


def _renamed(row: _Row, vector: str) -> _Row:
    name = (row.held or {}).get("id")
    if row.held is None or not isinstance(name, _Row) or not isinstance(name.value, str):
        return row
    return _Row(None, row.place, {**row.held, "id": _Row(f"{name.value}-{vector}", name.place)})


def _plain(row: _Row | list[_Row]) -> Any:  # noqa: ANN401 - any part of a sheet
    if isinstance(row, list):
        return [_plain(each) for each in row]
    if row.held is None:
        return row.value
    return {key: _plain(each) for key, each in row.held.items()}


def _placed(row: _Row | list[_Row], place: Place, tree: Tree) -> Iterator[tuple[Place, int]]:
    if isinstance(row, list):
        for number, one in enumerate(row):
            yield from _placed(one, (*place, number), tree)
        return
    yield place, tree.line(row.place)
    for key, each in (row.held or {}).items():
        here = (*place, key)
        if isinstance(each, list) and each:
            yield here, tree.line(each[0].place[:-1])
        yield from _placed(each, here, tree)
