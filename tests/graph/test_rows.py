"""Rows become typed records: what becomes of each kind of term, and what is refused."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

import pyoxigraph as ox
import pytest

from ofmkg.errors import DataError
from ofmkg.graph.rows import Id, Identifier, column, grouped, laid_out, properties, read, records
from ofmkg.graph.stores import Rows
from ofmkg.graph.terms import NS, PREFIXES

XSD = PREFIXES["xsd"]
A, B = ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/b")


@dataclass(frozen=True, slots=True)
class Told:
    """A record with a field of each type."""

    thing: str
    short_id: Id
    says: str | None
    sure: bool
    number: int
    share: Decimal | None
    day: date | None
    kind: Literal["one", "two"] = "one"
    sides: tuple[str, ...] = ()


COLUMNS = ("thing", "shortId", "says", "sure", "number", "share", "day", "unused")
ROW = (
    A,
    B,
    ox.Literal("words", language="en"),
    ox.Literal(True),
    ox.Literal(7),
    ox.Literal("0.5", datatype=ox.NamedNode(f"{XSD}decimal")),
    ox.Literal("2024-02-27", datatype=ox.NamedNode(f"{XSD}date")),
    B,
)


TEXTS = {"thing": "a", "shortId": "b", "sure": "1", "number": "7", "day": "2024-02-27"}


def test_rows_of_texts_become_records_and_what_they_lack_is_unbound() -> None:
    (told,) = read([{**TEXTS, "unused": "b"}], Told)
    assert told == Told("a", "b", None, True, 7, None, date(2024, 2, 27))


@pytest.mark.parametrize("name", ["thing", "sure", "number"])
def test_rows_of_texts_must_say_what_a_record_needs(name: str) -> None:
    with pytest.raises(DataError, match=f"{name} is not on record, and without it"):
        read([{key: value for key, value in TEXTS.items() if key != name}], Told)


def test_each_term_becomes_what_its_field_says() -> None:
    assert records(Rows(COLUMNS, (ROW,)), Told) == [
        Told(
            thing="https://example.org/a",
            short_id="b",
            says="words",
            sure=True,
            number=7,
            share=Decimal("0.5"),
            day=date(2024, 2, 27),
        )
    ]


@pytest.mark.parametrize(
    ("lexical", "value"), [("true", True), ("1", True), ("false", False), ("0", False)]
)
def test_booleans_are_booleans(lexical: str, value: bool) -> None:
    boolean = ox.Literal(lexical, datatype=ox.NamedNode(f"{XSD}boolean"))
    (found,) = records(Rows(COLUMNS, ((*ROW[:3], boolean, *ROW[4:]),)), Told)
    assert found.sure is value


def test_unbound_is_none_or_the_default() -> None:
    row = (A, B, None, ROW[3], ROW[4], None, None, None)
    (found,) = records(Rows(COLUMNS, (row,)), Told)
    assert (found.says, found.share, found.day, found.kind) == (None, None, None, "one")
    (found,) = records(Rows((*COLUMNS, "kind"), ((*row, None),)), Told)
    assert found.kind == "one"
    (found,) = records(Rows((*COLUMNS, "kind"), ((*row, ox.Literal("two")),)), Told)
    assert found.kind == "two"


@pytest.mark.parametrize(
    ("at", "term", "said"),
    [
        (0, None, "b: thing is not on record"),
        (3, ox.Literal("perhaps"), "a, b: sure cannot be 'perhaps'. See what is wrong"),
        (4, ox.Literal("seven"), "a, b: number cannot be"),
        (5, ox.Literal("half"), "a, b: share cannot be"),
        (6, ox.Literal("2024"), "a, b: day cannot be"),
        (7, ox.Literal("three"), "a, b: kind cannot be 'three'. See what is wrong"),
    ],
)
def test_what_is_missing_or_of_another_type_is_told(at: int, term: object, said: str) -> None:
    row = (*ROW[:at], term, *ROW[at + 1 :])
    with pytest.raises(DataError, match=said):
        records(Rows((*COLUMNS[:-1], "kind"), (row,)), Told)  # type: ignore[arg-type]


def test_a_field_without_a_column_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError, match=r"Told\.number has no column 'number'"):
        records(Rows(COLUMNS[:4], (ROW[:4],)), Told)


def test_fields_and_columns() -> None:
    assert [column(name) for name in ("study", "coded_by", "read_as_ko")] == [
        "study",
        "codedBy",
        "readAsKo",
    ]


def test_groups_stand_in_the_order_of_their_first() -> None:
    rows = Rows(COLUMNS, (ROW, (B, *ROW[1:]), ROW))
    assert {key: len(group) for key, group in grouped(records(rows, Told), "thing").items()} == {
        A.value: 2,
        B.value: 1,
    }
    assert list(grouped(records(rows, Told), "thing", "number")) == [(A.value, 7), (B.value, 7)]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a node."""

    locator: str | None = None
    read_from: Id | None = None
    lower_bound: bool = False
    missing: tuple[str, ...] = ()
    mode: Identifier | None = None


def _said(*rows: tuple[str, object, str | None]) -> Rows:
    return Rows(
        ("node", "property", "value", "identifier"),
        tuple(
            (A, ox.NamedNode(NS + name), value, None if known is None else ox.Literal(known))  # type: ignore[misc]
            for name, value, known in rows
        ),
    )


def test_what_is_said_is_laid_out() -> None:
    rows = _said(
        ("locator", ox.Literal("p. 2"), None),
        ("locator", ox.Literal("p. 1"), None),
        ("readFrom", B, "an identifier"),
        ("lowerBound", ox.Literal(True), None),
        ("missing", ox.Literal("y"), None),
        ("missing", ox.Literal("x"), None),
        ("missing", ox.Literal("x"), None),
        ("mode", B, "tacit"),
        ("unread", B, None),
    )
    assert laid_out(rows, Said) == {
        A.value: Said(
            locator="p. 1", read_from="b", lower_bound=True, missing=("x", "y"), mode="tacit"
        )
    }


def test_a_value_without_an_identifier_says_none() -> None:
    assert laid_out(_said(("mode", B, None)), Said) == {A.value: Said()}


def test_properties_are_those_of_the_fields() -> None:
    assert [each.value.removeprefix(NS) for each in properties(Said)] == [
        "locator",
        "readFrom",
        "lowerBound",
        "missing",
        "mode",
    ]


def test_rows_are_taken_by_the_text_of_a_column() -> None:
    one, two = ox.NamedNode("https://example.org/1"), ox.Literal("two")
    rows = Rows(("thing", "n"), ((one, two), (None, two), (two, None)))
    assert rows.where("thing", [one.value]).rows == ((one, two),)
    assert rows.where("thing", []).rows == ()
    with pytest.raises(ValueError, match="not in tuple"):
        rows.where("other", [])
