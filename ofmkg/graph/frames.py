"""Answers in the hands of Python: terms as values, tables for pandas and for notebooks."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from ofmkg.errors import UsageError
from ofmkg.graph.characters import writable
from ofmkg.graph.terms import BASE, NS, PREFIXES, short

if TYPE_CHECKING:
    from pandas import DataFrame

Value = str | int | float | bool | Decimal | date | None
_XSD = PREFIXES["xsd"]
_WHOLE = (
    "integer",
    "int",
    "long",
    "short",
    "byte",
    "nonNegativeInteger",
    "positiveInteger",
    "nonPositiveInteger",
    "negativeInteger",
    "unsignedInt",
    "unsignedLong",
    "unsignedShort",
    "unsignedByte",
)
_READ: dict[str, Callable[[str], Value]] = {
    **{f"{_XSD}{name}": int for name in _WHOLE},
    f"{_XSD}boolean": {"true": True, "1": True, "false": False, "0": False}.__getitem__,
    f"{_XSD}decimal": Decimal,
    f"{_XSD}double": float,
    f"{_XSD}float": float,
    f"{_XSD}date": date.fromisoformat,
    f"{_XSD}dateTime": datetime.fromisoformat,
}
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def value(term: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None) -> Value:
    """Return a term as Python has it: numbers, booleans and whole dates as such, else its text.

    A literal that is none of its type, and a date that is a year or a month alone, stay texts; a
    node is its IRI.
    """
    if term is None or isinstance(term, ox.Triple):
        return None if term is None else str(term)
    read = _READ.get(term.datatype.value) if isinstance(term, ox.Literal) else None
    if read is None:
        return term.value
    try:
        return read(term.value)
    except (LookupError, ValueError, ArithmeticError):
        return term.value


def shortened(found: Value) -> Value:
    """Return the short id of a thing of ours; all else, terms of the ontology too, as it is."""
    if isinstance(found, str) and found.startswith(BASE) and not found.startswith(NS):
        return short(found)
    return found


def frame(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> "DataFrame":
    """Return a table of pandas, with a type for each column whose values have one in common.

    Numbers and booleans may be missing; a column of whole dates (YYYY-MM-DD) is one of dates.
    Raises UsageError where pandas is not installed.
    """
    try:
        import pandas
    except ModuleNotFoundError as error:
        raise UsageError(
            "A table of pandas needs pandas, which is not installed: pip install 'ofmkg[pandas]'."
        ) from error
    every = list(rows)
    return pandas.DataFrame(
        {name: _column([row[n] for row in every]) for n, name in enumerate(columns)},
        columns=list(columns),
    )


def _column(values: list[object]) -> Any:  # noqa: ANN401 - whatever pandas makes of it
    import pandas

    there = [each for each in values if each is not None]
    kinds = {type(each) for each in there}
    if kinds == {bool}:
        return pandas.array(values, dtype="boolean")
    if kinds == {int}:
        return pandas.array(values, dtype="Int64")
    if kinds and kinds <= {int, float, Decimal}:
        return pandas.array([None if v is None else float(str(v)) for v in values], dtype="Float64")
    if (kinds and kinds <= {date, datetime}) or (kinds == {str} and all(map(_is_date, there))):
        return pandas.to_datetime(pandas.Series(values, dtype=object))
    return pandas.Series(values) if kinds == {str} else pandas.Series(values, dtype=object)


def _is_date(text: object) -> bool:
    if not isinstance(text, str) or not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def html_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterable[str]:
    """Yield the lines of a table of HTML; the first cell of a row names the row."""
    head = "".join(f'<th scope="col">{html_text(column)}</th>' for column in columns)
    yield "<table>"
    yield f"<thead><tr>{head}</tr></thead>"
    yield "<tbody>"
    for first, *rest in rows:
        cells = "".join(f"<td>{html_text(cell)}</td>" for cell in rest)
        yield f'<tr><th scope="row">{html_text(first)}</th>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"


def html_text(text: str) -> str:
    """Return a text with nothing that HTML would read as markup; lines stay lines."""
    return escape(writable(text)).replace("\n", "<br>")
