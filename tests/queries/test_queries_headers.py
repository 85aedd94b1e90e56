"""Every file of the query library: its header, its parameters, its form."""

import re

import pyoxigraph as ox
import pytest
from query_engines import TABLES, cases
from rdflib.plugins.sparql.parser import parseQuery

from ofmkg.cli.app import names as commands
from ofmkg.graph import library
from ofmkg.graph.folders import files, folders
from ofmkg.graph.resources import room
from ofmkg.graph.terms import NS, short

NAMES = library.names()
TYPES = {"string", "date", "integer", "thing", "class"}
READABLE = 15  # columns of a table that one takes in at a glance
CLAUSE = re.compile(r"VALUES\s+\?(\w+)\s*\{\s*([^{}]*?)\s*\}")


def test_each_question_stands_once_in_a_folder_with_a_heading() -> None:
    found = sorted(path.stem for path in room("queries").glob("questions/*/*.rq"))
    assert found == NAMES  # no two of one name
    assert not list(room("queries").glob("*.rq"))
    assert not list(room("queries").glob("questions/*.rq"))
    shelves = {path.name for path in (room("queries") / "questions").iterdir()}
    assert shelves == {folder.name for folder in folders()}
    assert all({"en", "ko"} == set(folder.headings) for folder in folders())
    assert {name: library.load(name).folder for name in NAMES} == {
        name: path.parent.name for name, path in files().items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_header_says_what_is_asked(name: str) -> None:
    question = library.load(name)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert question.summary.endswith("?")
    assert question.summary[0].isupper()
    assert question.description.endswith(".")
    assert question.tags
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", tag) for tag in question.tags)


@pytest.mark.parametrize("name", NAMES)
def test_parameters_are_described_and_typed(name: str) -> None:
    ontology = (room("ontology") / "ofmkg.ttl").read_text(encoding="utf-8")
    for parameter in library.load(name).parameters:
        assert parameter.description
        kind = parameter.type
        assert kind in TYPES or f"\n{kind} a owl:Class" in ontology, f"{name}: {kind}"


@pytest.mark.parametrize("name", NAMES)
def test_each_parameter_is_bound_by_clauses_that_hold_its_default(name: str) -> None:
    question = library.load(name)
    body = "\n".join(line for line in question.sparql.splitlines() if not line.startswith("#"))
    clauses: dict[str, set[str]] = {}
    for variable, content in CLAUSE.findall(body):
        clauses.setdefault(variable, set()).add(content)
    assert set(clauses) == {parameter.name for parameter in question.parameters}
    for parameter in question.parameters:
        (content,) = clauses[parameter.name]
        default = None if content == "UNDEF" else short(content.strip("<>"))
        assert default == parameter.default


def test_only_descriptions_answer_with_a_graph() -> None:
    assert set(NAMES) - set(TABLES) == {"dataset-description", "description", "matrix-cube"}


@pytest.mark.parametrize("name", TABLES)
def test_body_asks_the_default_graph_for_a_table_in_order(name: str) -> None:
    body = "\n".join(line for line in library.text(name).splitlines() if not line.startswith("#"))
    parseQuery(body)
    assert re.search(r"^SELECT ", body, re.MULTILINE)
    assert re.search(r"^ORDER BY ", body, re.MULTILINE)
    asked = re.sub(r"GRAPH <https://w3id.org/ofmkg/graph/(inferences|mappings)>", "", body)
    assert not re.search(r"\b(GRAPH|SERVICE|FROM|LIMIT|OFFSET|GROUP_CONCAT|SAMPLE)\b", asked)
    assert f"PREFIX ofm: <{NS}>" in body or "ofm:" not in body


@pytest.mark.parametrize("name", NAMES)
def test_prefixes_are_those_used(name: str) -> None:
    body = "\n".join(line for line in library.text(name).splitlines() if not line.startswith("#"))
    declared = set(re.findall(r"^PREFIX (\w+):", body, re.MULTILINE))
    rest = re.sub(r"^PREFIX .*$", "", body, flags=re.MULTILINE)
    rest = re.sub(r"<[^<> ]*>|\"[^\"]*\"", "", rest)
    assert set(re.findall(r"\b([a-z]+):\w", rest)) == declared


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_is_too_wide_to_read_says_why_and_no_other_does(name: str) -> None:
    question = library.load(name)
    found = ox.Store().query(library.bind(question.sparql, {}))
    assert isinstance(found, ox.QuerySolutions)
    assert bool(question.wide) == (len(found.variables) > READABLE)
    assert not question.wide or question.wide.endswith(".")
    for other in re.findall(r"Narrower: ([a-z, -]+)\.", question.wide):
        assert set(other.split(", ")) <= set(NAMES) - {name}
    assert set(re.findall(r"ofmkg ([a-z]+)", question.wide)) <= set(commands())


@pytest.mark.parametrize("name", TABLES)
def test_has_an_expected_result(name: str) -> None:
    assert any(case.name == name for case in cases()), (
        f"write queries/expected/{name}.tsv (python tests/helpers/query_engines.py {name})"
    )
