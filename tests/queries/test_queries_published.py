"""Files of the library as they are published, which other engines read without our loader.

There a parameter that nobody gives is a clause `VALUES ?name { UNDEF }`, which we take out.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jena
import pyoxigraph as ox
import pytest
from query_engines import TABLES, Row, Table, Term, small

from ofmkg.graph import library

LANGUAGE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
TEXT = "http://www.w3.org/2001/XMLSchema#string"
# What asks for all that there is, over which rdflib sits for half a minute.
WHOLE = ("search-texts", "statements", "terms")
OTHERS = sorted(set(library.names()) - set(TABLES))


def table(found: Mapping[str, Any]) -> Table:
    """Return a table of SPARQL JSON."""
    columns = tuple(found["head"]["vars"])
    return Table(columns, tuple(_row(columns, each) for each in found["results"]["bindings"]))


def _row(columns: tuple[str, ...], binding: Mapping[str, Mapping[str, str]]) -> Row:
    return tuple(_term(binding[each]) if each in binding else None for each in columns)


def _term(value: Mapping[str, str]) -> Term:
    if value["type"] == "uri":
        return ("iri", value["value"], "")
    language = value.get("xml:lang", "")
    return (LANGUAGE if language else value.get("datatype", TEXT), value["value"], language)


@pytest.mark.parametrize("name", TABLES)
def test_engines_that_we_test_with_read_files_as_they_are(name: str) -> None:
    graph = small()
    published = library.text(name)
    if "UNDEF" not in published:
        return  # the same text is asked in the tests of the small graph
    expected = graph.ask_oxigraph(library.bind(published, {}))
    assert graph.ask_oxigraph(published) == expected
    if name not in WHOLE:
        assert graph.ask_rdflib(published) == expected


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """Return what Jena answers to all files as they are."""
    folder, graph = tmp_path_factory.mktemp("jena"), small()
    data = folder / "small.nq"
    data.write_text(graph.nquads(), encoding="utf-8")
    files: dict[str, Path] = {}
    for name in library.names():
        files[name] = folder / f"{name}.rq"
        files[name].write_text(library.text(name), encoding="utf-8")
    found = jena.answers(data, list(files.values()))
    return {name: found[path] for name, path in files.items()}


@pytest.mark.java
@pytest.mark.skipif(jena.missing() is not None, reason=str(jena.missing()))
def test_jena_answers_alike(answers: Mapping[str, Any]) -> None:
    graph = small()
    refused = {name: told for name, told in answers.items() if str(told).startswith("failed")}
    assert refused == {}
    differ = [
        name
        for name in TABLES
        if table(answers[name]) != graph.ask_oxigraph(library.bind(library.text(name), {}))
    ]
    assert differ == []


@pytest.mark.java
@pytest.mark.skipif(jena.missing() is not None, reason=str(jena.missing()))
@pytest.mark.parametrize("name", OTHERS)
def test_jena_makes_the_same_graph(name: str, answers: Mapping[str, Any]) -> None:
    expected = small().graph_of_oxigraph(library.bind(library.text(name), {}))
    found = {quad.triple for quad in ox.parse(answers[name], format=ox.RdfFormat.N_TRIPLES)}
    assert _by_value(found) == _by_value(expected)


def _by_value(triples: set[ox.Triple]) -> set[tuple[str, str, str]]:
    """Return triples by their texts: numbers have several types, blank nodes no name."""
    return {(_value(t.subject), _value(t.predicate), _value(t.object)) for t in triples}


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else "_"


def test_a_table_is_read_as_it_is() -> None:
    told = '{"head": {"vars": ["a", "b"]}, "results": {"bindings": [{"a": {"type": "literal", "xml:lang": "ko", "value": "가"}}]}}'  # noqa: E501
    assert table(json.loads(told)) == Table(("a", "b"), (((LANGUAGE, "가", "ko"), None),))
