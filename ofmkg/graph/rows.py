"""Rows of answers as typed records: the one place where columns of terms become Python values.

A record is a frozen dataclass whose fields bear the names of columns (`coded_by` is the column
`codedBy`). Its annotations say what becomes of a term: `str` its text (of a node its IRI), `Id` the
short id of a node, `bool`, `int`, `Decimal` and `date` the value of a literal. A field that may be
None, or has a default, may be unbound, and a field with a default needs no column.
"""

import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from operator import attrgetter
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import pyoxigraph as ox

from ofmkg.errors import DataError
from ofmkg.graph.stores.base import Rows, Term, text
from ofmkg.graph.terms import NS, short

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Record = TypeVar("Record", bound=DataclassInstance)
else:
    Record = TypeVar("Record")

_NAMED = 2  # things of a row by which an error names it
Id = Annotated[str, short]  # the short id of a node
Identifier = Annotated[str, "identifier"]  # that of a value: a column beside it
_Convert = Callable[[Any], Any]
_Row = tuple[Term | None, ...]


def records(rows: Rows, kind: type[Record]) -> list[Record]:
    """Return each row as a record, in the order of the rows.

    Raises TypeError if a field has neither a column nor a default, and DataError if a value that a
    record needs is unbound or is not of its type.
    """
    read = _readers(kind, rows.columns)
    try:
        return [kind(*[value(row) for value in read]) for row in rows.rows]
    except DataError:
        for row in rows.rows:  # which of them it was is looked for only now
            _made(kind, read, row)
        raise


def _made(kind: type[Record], read: Sequence[Callable[[_Row], Any]], row: _Row) -> Record:
    """Return a row as a record. Raises DataError that names what the row is about."""
    try:
        return kind(*[value(row) for value in read])
    except DataError as error:
        about = [short(term.value) for term in row if isinstance(term, ox.NamedNode)][:_NAMED]
        raise DataError(f"{', '.join(about) or 'Something'}: {error}") from error


def read(rows: Iterable[Mapping[str, str]], kind: type[Record]) -> list[Record]:
    """Return rows that are texts by column as records; what a row lacks is unbound.

    Raises as `records` does.
    """
    columns = tuple(column(field.name) for field in fields(kind))
    terms = (
        tuple(ox.Literal(row[name]) if name in row else None for name in columns) for row in rows
    )
    return records(Rows(columns, tuple(terms)), kind)


def laid_out(rows: Rows, kind: type[Record]) -> dict[str, Record]:
    """Return what is said of each node (IRI) as a record, from rows of node, property and value.

    A field bears the name of a property of ours (`lower_bound` is `ofm:lowerBound`); what has no
    field is passed over. Of several values a field takes the least, and a tuple all, in order.
    Raises as `records` does, where a field has no default.
    """
    plan = _layout(kind)
    node, predicate, value, identifier = map(
        rows.columns.index, ("node", "property", "value", "identifier")
    )
    found: dict[Term | None, dict[_Field, set[Any]]] = {}
    for row in rows.rows:
        said = found.setdefault(row[node], {})
        of = plan.get(row[predicate])  # type: ignore[arg-type]  # another has no field
        if of is not None and (term := row[identifier if of.identified else value]) is not None:
            said.setdefault(of, set()).add(term)
    return {
        text(each): _laid_out(kind, text(each), said)
        for each, said in found.items()
        if each is not None
    }


def _laid_out(kind: type[Record], thing: str, said: "Mapping[_Field, set[Any]]") -> Record:
    try:
        return kind(**_laid(said))
    except DataError as error:
        raise DataError(f"{short(thing)}: {error}") from error


def properties(kind: type) -> tuple[ox.NamedNode, ...]:
    """Return the properties that `laid_out` reads for records of a kind."""
    return tuple(_layout(kind))


def grouped(found: Iterable[Record], *by: str) -> dict[Any, list[Record]]:
    """Return records by the value of a field (of several: by a tuple), in the order of the first.

    Raises AttributeError for a field that there is not.
    """
    key = attrgetter(*by)
    groups: dict[Any, list[Record]] = {}
    for record in found:
        groups.setdefault(key(record), []).append(record)
    return groups


def column(field: str) -> str:
    """Return the name of the column of a field."""
    first, *rest = field.split("_")
    return first + "".join(word.capitalize() for word in rest)


@cache
def _readers(kind: type, columns: tuple[str, ...]) -> tuple[Callable[[_Row], Any], ...]:
    """Return what reads each field of a record from a row."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(_of_row(kind, field, hints[field.name], columns) for field in fields(kind))


def _of_row(
    kind: type, field: Field[Any], hint: object, columns: tuple[str, ...]
) -> Callable[[_Row], Any]:
    name, where = column(field.name), f"{kind.__name__}.{field.name}"
    hint, optional = _required(hint)
    missing = None if optional and field.default is MISSING else field.default
    if name not in columns:
        if field.default is MISSING:
            raise TypeError(f"{where} has no column {name!r}")
        return lambda row: missing
    at, convert = columns.index(name), _reader(name, hint)

    def read(row: _Row) -> object:
        term = row[at]
        if term is None and missing is not MISSING:
            return missing
        return convert(term)

    return _quick(hint, at, read)


def _quick(hint: object, at: int, read: Callable[[_Row], Any]) -> Callable[[_Row], Any]:
    """Return what reads most values at once, and leaves to `read` what is unbound or unfit."""
    of_value = _of_value(hint)

    def quick(row: _Row) -> object:
        try:
            return of_value(row[at].value)  # type: ignore[union-attr]  # else it is unbound
        except (AttributeError, LookupError, ValueError, ArithmeticError):
            return read(row)

    def plain(row: _Row) -> object:
        try:
            return row[at].value  # type: ignore[union-attr]  # else it is unbound
        except AttributeError:
            return read(row)

    return quick if of_value is not str else plain


@dataclass(frozen=True, slots=True, eq=False)
class _Field:
    """A field of a record of what is said of a node."""

    field: str
    many: bool
    identified: bool
    convert: "_Convert"


@cache
def _layout(kind: type) -> dict[ox.NamedNode, _Field]:
    """Return the fields of a record by property."""
    hints = get_type_hints(kind, include_extras=True)
    found: dict[ox.NamedNode, _Field] = {}
    for field in fields(kind):
        hint, _ = _required(hints[field.name])
        many = get_origin(hint) is tuple
        if many:
            hint = get_args(hint)[0]
        name = column(field.name)
        found[ox.NamedNode(NS + name)] = _Field(
            field.name, many, hint == Identifier, _at_once(hint, _reader(name, hint))
        )
    return found


def _at_once(hint: object, read: _Convert) -> _Convert:
    """Return what makes most values at once, and leaves to `read` what is unfit."""
    of_value = _of_value(hint)

    def quick(term: Term) -> object:
        try:
            return of_value(term.value)  # type: ignore[union-attr]  # else it is a triple
        except (AttributeError, LookupError, ValueError, ArithmeticError):
            return read(term)

    return quick if of_value is not str else text


def _laid(said: Mapping[_Field, set[Any]]) -> dict[str, object]:
    values: dict[str, object] = {}
    for of, found in said.items():
        terms = sorted(found, key=text) if len(found) > 1 else found
        if of.many:
            values[of.field] = tuple(map(of.convert, terms))
        else:
            values[of.field] = of.convert(next(iter(terms)))
    return values


def _required(hint: object) -> tuple[object, bool]:
    """Return a type without None, and whether it may be None."""
    if get_origin(hint) in (Union, types.UnionType):
        (inner,) = (each for each in get_args(hint) if each is not type(None))
        return inner, True
    return hint, False


def _reader(name: str, hint: object) -> _Convert:
    """Return what makes the value of a field of a term. It raises DataError if there is none."""
    convert = _converter(hint)

    def read(term: Term | None) -> object:
        if term is None:
            raise DataError(
                f"{name} is not on record, and without it this cannot be answered. See what is "
                "wrong: ofmkg validate"
            )
        try:
            return convert(term)
        except (LookupError, ValueError, ArithmeticError) as error:
            raise DataError(
                f"{name} cannot be {text(term)!r}. See what is wrong: ofmkg validate"
            ) from error

    return read


def _converter(hint: object) -> _Convert:
    of_value = _of_value(hint)
    return text if of_value is str else lambda term: of_value(text(term))


def _of_value(hint: object) -> Callable[[str], Any]:
    """Return what makes the value of a field of a text; `str` where the text is the value."""
    if get_origin(hint) is Annotated and hint != Identifier:
        return _cached(get_args(hint)[1])
    if get_origin(hint) is Literal:
        return {value: value for value in get_args(hint)}.__getitem__
    return _VALUES.get(hint, str)


@cache
def _cached(of_text: Callable[[str], Any]) -> Callable[[str], Any]:
    return lru_cache(maxsize=65536)(of_text)  # things stand in many rows


_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_VALUES: dict[object, Callable[[str], Any]] = {
    bool: _BOOLEANS.__getitem__,
    int: int,
    Decimal: Decimal,
    date: date.fromisoformat,
}
