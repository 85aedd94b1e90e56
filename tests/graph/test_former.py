"""What is stated or asked with the former name of a term is understood, and the new one told."""

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest
from commands import run

from ofmkg.graph import former, parsing
from ofmkg.graph.terms import NS

OLD, NEW = f"{NS}developer", f"{NS}developedBy"
TURTLE = f"""
@prefix ofm: <{NS}> .
<urn:t#model> a ofm:ModelRelease ; ofm:developer <urn:t#firm> , <urn:t#other> .
"""
TOLD = "ofm:developer is now called ofm:developedBy."


def test_a_former_name_has_one_of_the_same_kind_in_its_place() -> None:
    assert former.names()[OLD] == NEW
    assert f"{NS}authors" not in former.names()  # a text, in whose place stand links to authors
    assert set(former.names().values()).isdisjoint(former.names())


def test_a_file_is_read_with_the_new_name(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    quads = parsing.read(path).quads
    properties = [quad.predicate.value for quad in quads]
    assert (properties.count(NEW), properties.count(OLD)) == (2, 0)
    assert [record.getMessage() for record in caplog.records] == [
        f"{path}: {TOLD} It stands there 2 times and is read with the new name; write that instead."
    ]


def test_a_file_without_one_is_read_as_it_is(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(TURTLE.replace("ofm:developer ", "ofm:developedBy "), encoding="utf-8")
    assert sum(quad.predicate.value == NEW for quad in parsing.read(path).quads) == 2
    assert caplog.records == []


def test_a_query_with_a_former_name_is_answered_and_the_new_one_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "who.rq"
    query = "SELECT ?release ?firm {{ ?release {} ?firm }} ORDER BY ?release ?firm"
    answers = {}
    for name in ("developer", "developedBy"):
        path.write_text(f"PREFIX ofm: <{NS}>\n{query.format(f'ofm:{name}')}", encoding="utf-8")
        code, answers[name], err = run(capsys, "query", str(path), "--format", "csv")
        assert code == 0
        assert (f"line 2, column 34: {TOLD}" in err) == (name == "developer")
    assert answers["developer"] == answers["developedBy"]
    assert "organization/openai" in answers["developer"]


def test_quads_too_many_to_be_kept_are_read_so_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quads = ox.parse(TURTLE.encode(), format=ox.RdfFormat.TURTLE)
    path = tmp_path / "many.nq.gz"
    graph = ox.NamedNode("https://example.org/g")
    written = ox.serialize((ox.Quad(*q.triple, graph) for q in quads), format=ox.RdfFormat.N_QUADS)
    path.write_bytes(gzip.compress(written or b""))
    store = tmp_path / "store"
    code, _, err = run(capsys, "load", str(path), "--store", str(store), "--no-infer")
    assert (code, TOLD in err) == (0, True)
