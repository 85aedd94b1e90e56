"""Terms as values of Python, and rows in its hands."""

import sys
from datetime import UTC, date, datetime
from decimal import Decimal

import pyoxigraph as ox
import pytest

from ofmkg.errors import UsageError
from ofmkg.graph.frames import frame, html_table, shortened, value
from ofmkg.graph.stores import Rows
from ofmkg.graph.terms import BASE, NS, PREFIXES


def literal(text: str, kind: str) -> ox.Literal:
    """Return a literal of a type of XML Schema."""
    return ox.Literal(text, datatype=ox.NamedNode(PREFIXES["xsd"] + kind))


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (literal("12", "integer"), 12),
        (literal("-3", "negativeInteger"), -3),
        (literal("2.50", "decimal"), Decimal("2.50")),
        (literal("1e3", "double"), 1000.0),
        (literal("true", "boolean"), True),
        (literal("0", "boolean"), False),
        (literal("2024-02-27", "date"), date(2024, 2, 27)),
        (literal("2024-02-27T10:00:00+00:00", "dateTime"), datetime(2024, 2, 27, 10, tzinfo=UTC)),
        (literal("2024", "gYear"), "2024"),
        (literal("2024-02", "gYearMonth"), "2024-02"),
        (ox.Literal("12"), "12"),
        (ox.Literal("Studie", language="de"), "Studie"),
        (ox.NamedNode(f"{BASE}study/x"), f"{BASE}study/x"),
        (literal("many", "integer"), "many"),
        (literal("yes", "boolean"), "yes"),
        (literal("2024-13-40", "date"), "2024-13-40"),
        (None, None),
    ],
)
def test_a_term_is_the_value_of_its_type(term: ox.Literal | None, expected: object) -> None:
    found = value(term)
    assert (found, type(found)) == (expected, type(expected))


def test_things_of_ours_have_short_ids_and_terms_of_the_ontology_keep_theirs() -> None:
    assert shortened(f"{BASE}study/hazell-2023") == "hazell-2023"
    assert shortened(f"{NS}Study") == f"{NS}Study"
    assert shortened("https://example.org/study/x") == "https://example.org/study/x"
    assert shortened(3) == 3


ROWS = Rows(
    ("study", "order", "issued", "open", "share"),
    (
        (
            ox.NamedNode(f"{BASE}study/a"),
            literal("1", "integer"),
            literal("2024-02-27", "date"),
            literal("true", "boolean"),
            literal("0.5", "decimal"),
        ),
        (ox.NamedNode(f"{BASE}study/b"), None, None, None, literal("2", "integer")),
    ),
)


def test_rows_are_read_as_values_and_written_as_texts() -> None:
    first, second = ROWS
    assert first == {
        "study": f"{BASE}study/a",
        "order": 1,
        "issued": date(2024, 2, 27),
        "open": True,
        "share": Decimal("0.5"),
    }
    assert second["order"] is None
    assert ROWS.dicts()[1] == {"study": f"{BASE}study/b", "share": "2"}
    assert ROWS.to_dict()["order"] == [1, None]
    assert repr(ROWS) == "<Rows: 2 of study, order, issued, open, share>"


def test_rows_become_a_table_of_pandas_with_a_type_for_each_column() -> None:
    table = ROWS.to_pandas()
    assert list(table.columns) == list(ROWS.columns)
    assert list(table["study"]) == ["a", "b"]
    kinds = {name: str(kind) for name, kind in table.dtypes.items()}
    assert kinds["order"] == "Int64"
    assert kinds["open"] == "boolean"
    assert kinds["share"] == "Float64"
    assert kinds["issued"].startswith("datetime64")
    assert table["order"].sum() == 1
    assert table["share"].sum() == 2.5
    assert list(ROWS.to_pandas(iris=True)["study"]) == [f"{BASE}study/a", f"{BASE}study/b"]


def test_texts_that_are_all_whole_dates_become_dates_and_others_stay_texts() -> None:
    table = frame(("whole", "mixed", "none"), [("2024-02-27", "2024", None), (None, "x", None)])
    assert str(table["whole"].dtype).startswith("datetime64")
    assert list(table["mixed"]) == ["2024", "x"]
    assert table["none"].isna().all()
    assert list(frame(("a", "b"), []).columns) == ["a", "b"]


def test_without_pandas_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"pip install 'ofmkg\[pandas\]'"):
        ROWS.to_pandas()


def test_what_stands_in_a_table_is_no_markup() -> None:
    lines = "".join(html_table(("a",), [("<script>&",)]))
    assert '<th scope="row">&lt;script&gt;&amp;</th>' in lines


def test_a_notebook_shows_a_hundred_rows_and_counts_the_rest() -> None:
    many = Rows(("n",), tuple((literal(str(n), "integer"),) for n in range(103)))
    shown = many._repr_html_()
    assert shown.count("<tr>") == 101
    assert "3 more rows" in shown
