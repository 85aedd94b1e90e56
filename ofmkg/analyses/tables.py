"""The rows of a result: which of its parts make them, and what they are given from above.

A result is nested; a table is flat. An analysis declares the way down (`Level` by level) to the
records that make its rows. The columns are the fields of these records, with those of a record
within a record, and what the levels above hand down. They follow from the types, so that a result
without rows has them too.
"""

import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

_Read = Callable[[Any], object]
_PLAIN = (str, int, float, bool, Decimal)


@dataclass(frozen=True, slots=True)
class Level:
    """A step down: the items of some fields (or a record that is no tuple, itself).

    `keep` names fields of the items that every row below them gets, as "field" or "field:column";
    `named` is the column that says in which of the fields an item stands.
    """

    fields: tuple[str, ...]
    keep: tuple[str, ...] = ()
    named: str = ""


def rows(
    result: object, levels: Sequence[Level]
) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Return the columns and rows of a result."""
    handed = [name for level in levels for name in _handed(level)]
    kinds = _kinds(type(result), levels)
    own = _columns(kinds, tuple(handed))
    found = list(_down(result, levels, {}))
    if not own:  # rows that are mappings have the columns that they have
        names = dict.fromkeys(name for _, item in found for name in item)
        own = {name: _getter(name) for name in names}
    columns = (*handed, *own)
    return columns, [
        (*(above.get(name) for name in handed), *(read(item) for read in own.values()))
        for above, item in found
    ]


def _handed(level: Level) -> Iterator[str]:
    if level.named:
        yield level.named
    yield from (column for _, column in map(_renamed, level.keep))


def _down(
    item: Any,  # noqa: ANN401 - a record of any kind
    levels: Sequence[Level],
    above: Mapping[str, object],
) -> Iterator[tuple[Mapping[str, object], Any]]:
    if not levels:
        yield above, item
        return
    level, *below = levels
    for name in level.fields:
        found = getattr(item, name)
        for each in (found,) if is_dataclass(found) else found or ():
            kept = {column: _of(each, field) for field, column in map(_renamed, level.keep)}
            told = {level.named: name} if level.named else {}
            yield from _down(each, below, {**above, **told, **kept})


def _renamed(kept: str) -> tuple[str, str]:
    field, _, column = kept.partition(":")
    return field, column or field


def _of(item: object, path: str) -> object:
    for name in path.split("."):
        item = getattr(item, name)
    return item


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _kinds(kind: type, levels: Sequence[Level]) -> tuple[type, ...]:
    """Return the classes of the records that make the rows."""
    found: tuple[Any, ...] = (kind,)
    for level in levels:
        found = tuple(
            dict.fromkeys(
                _item(_hints(each)[name])
                for each in found
                for name in level.fields
                if name in _hints(each)
            )
        )
    return found


def _item(hint: Any) -> Any:  # noqa: ANN401 - a type
    hint = _required(hint)
    return get_args(hint)[0] if get_origin(hint) is tuple else hint


def _required(hint: Any) -> Any:  # noqa: ANN401
    """Return a type without None and without what is said about it."""
    if get_origin(hint) is Annotated:
        return _required(get_args(hint)[0])
    if get_origin(hint) in (Union, types.UnionType):
        inner = [each for each in get_args(hint) if each is not type(None)]
        return _required(inner[0]) if len(inner) == 1 else str
    return hint


@cache
def _columns(kinds: tuple[type, ...], taken: tuple[str, ...]) -> dict[str, _Read]:
    """Return what reads each column of an item, of whichever of the classes it is."""
    found: dict[str, _Read] = {}
    for kind in kinds:
        if not is_dataclass(kind):
            continue
        paths = list(_paths(kind))
        plain = [path[-1] for path in paths if not _perhaps(kind, path)]
        for path in paths:
            alone = plain.count(path[-1]) == 1 and path[-1] not in taken
            own = len(path) == 1 or (alone and not _perhaps(kind, path))
            name = path[-1] if own else "_".join(path)
            if name in taken:
                continue  # what was handed down says it already
            found.setdefault(name, _reader(path))
    return found


def _paths(kind: Any) -> Iterator[tuple[str, ...]]:  # noqa: ANN401 - a class of records
    for field in fields(kind):
        hint = _required(_hints(kind)[field.name])
        if is_dataclass(hint):
            yield from ((field.name, *path) for path in _paths(hint))
        elif hint in _PLAIN or get_origin(hint) is Literal or _is_list(hint):
            yield (field.name,)


def _perhaps(kind: type, path: Sequence[str]) -> bool:
    """Tell whether a column is of a record that may be missing, which its name then says."""
    hint = _hints(kind)[path[0]]
    return len(path) > 1 and type(None) in get_args(hint)


def _is_list(hint: Any) -> bool:  # noqa: ANN401
    return get_origin(hint) is tuple and _required(get_args(hint)[0]) in _PLAIN


def _getter(name: str) -> _Read:
    return lambda item: item.get(name)


def _reader(path: tuple[str, ...]) -> _Read:
    def read(item: object) -> object:
        for name in path:
            item = getattr(item, name, None)
        return item

    return read
