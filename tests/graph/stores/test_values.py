"""Results that Virtuoso writes in its own way are set right; others pass as they are."""

import json

from ofmkg.graph.stores.values import as_boolean, as_standard

XSD = "http://www.w3.org/2001/XMLSchema#"


def number(value: str, kind: str = "integer") -> dict[str, str]:
    return {"type": "typed-literal", "datatype": XSD + kind, "value": value}


def results(*rows: dict[str, dict[str, str]]) -> bytes:
    return json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": rows}}).encode()


def rows(content: bytes) -> list[dict[str, dict[str, str]]]:
    found: list[dict[str, dict[str, str]]] = json.loads(content)["results"]["bindings"]
    return found


def test_stored_booleans_get_their_words() -> None:
    content = results({"x": number("1", "boolean")}, {"x": number("0", "boolean")})
    found = rows(as_standard(content, "SELECT ?x { ?s ?p ?x }"))
    assert [row["x"]["value"] for row in found] == ["true", "false"]


def test_tests_become_booleans_and_numbers_stay() -> None:
    sparql = "SELECT ?x ?n { OPTIONAL { ?a ?b ?c } BIND(BOUND(?c) AS ?x) BIND(1 AS ?n) }"
    (row,) = rows(as_standard(results({"x": number("1"), "n": number("1")}), sparql))
    assert row["x"] == number("true", "boolean")
    assert row["n"] == number("1")


def test_rows_are_told_apart_only_if_the_query_wants_that() -> None:
    twice = results({"x": number("7")}, {"x": number("7")}, {"x": number("8")})
    assert len(rows(as_standard(twice, "PREFIX a: <b:>\nSELECT DISTINCT ?x { ?s ?p ?x }"))) == 2
    assert len(rows(as_standard(twice, "SELECT ?x { { SELECT DISTINCT ?x { ?s ?p ?x } } }"))) == 3


def test_what_is_no_table_passes() -> None:
    content = b'{"head": {}, "boolean": true}'
    assert as_standard(content, "ASK { }") == content
    assert as_boolean(content) == content


def test_a_table_for_ask_becomes_a_boolean() -> None:
    assert json.loads(as_boolean(results({"x": number("1")})))["boolean"] is True
    assert json.loads(as_boolean(results({"x": number("0")})))["boolean"] is False
    assert json.loads(as_boolean(results()))["boolean"] is False
