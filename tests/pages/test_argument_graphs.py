"""The argument for other tools: each output is read back and compared with the graph."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest
import rdflib
import yaml
from rdflib import RDF
from typed import typed

import ofmkg
from ofmkg.analyses.argument.analysis import argument, arranged
from ofmkg.analyses.argument.network import key, to_networkx
from ofmkg.analyses.argument.result import Argument
from ofmkg.analyses.argument.rows import ArgumentRows, ClaimRow, LineRow
from ofmkg.analyses.declaration import analysis
from ofmkg.graph.terms import BASE, NS, short
from ofmkg.pages.argument_aif import AIF, to_aif
from ofmkg.pages.argument_argdown import to_argdown
from ofmkg.pages.argument_graphs import to_dot, to_gexf, to_graphml

Graph = nx.MultiDiGraph
NASTY = (
    "a [b] <c> @d #e #(f g) {h: i} *j* _k_ **l**\nnew line",
    "1. no list; ==== // x // /* y */ <!-- z --> & \"quoted\" 'single' \\ back\\",
    "+ plus -> arrow :smile: U.S.A. [link](http://example.org/a_b#c) 한국어",
    "a control character: \x0b and a null: \x00.",
)


def nasty() -> Argument:
    """Return claims with all that is markup somewhere, each disputing the next, and itself."""
    names = [f"{BASE}claim/c{n}" for n in range(len(NASTY))]
    work = f"{BASE}publication/w"
    lines = [
        {
            "line": f"{BASE}evidence-line/{n}",
            "evidence": start,
            "claim": end,
            "direction": direction,
            "drawnBy": work,
            "basis": "named-by-source",
            "voice": "another",
            "locator": '§1 } \\ " { # x',
            "source": work,
        }
        for n, (start, end, direction) in enumerate(
            [
                *((a, b, "disputes") for a, b in pairwise(names)),
                (names[0], names[0], "disputes"),
                (names[0], names[1], "qualifies"),
                (names[0], names[2], "supports"),
            ]
        )
    ]
    claims = [
        {"claim": name, "statement": text, "work": work, "source": work, "locator": "p. 1"}
        for name, text in zip(names, NASTY, strict=True)
    ]
    return arranged(ArgumentRows(typed(ClaimRow, claims), lines=typed(LineRow, lines)))


@pytest.fixture(scope="module", params=["real", "nasty"])
def on_record(request: pytest.FixtureRequest, kg: ofmkg.KnowledgeGraph) -> Argument:
    """Return the real argument, and one with all that is markup somewhere."""
    return argument(kg) if request.param == "real" else nasty()


def plain(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)


def content(graph: Graph, *more: str) -> tuple[object, ...]:
    """Return nodes and edges with what is said of them, except for what a format adds."""

    def told(attributes: dict[str, str]) -> dict[str, str]:
        return {k: plain(v) for k, v in attributes.items() if k not in more}

    return (
        {node: told(attributes) for node, attributes in graph.nodes(data=True)},
        {(u, v, k): told(attributes) for u, v, k, attributes in graph.edges(keys=True, data=True)},
    )


def test_graphml_reads_back(on_record: Argument) -> None:
    graph = to_networkx(on_record)
    read = nx.read_graphml(BytesIO(to_graphml(graph).encode()), force_multigraph=True)
    assert content(read) == content(graph)
    assert read.is_directed()


def test_gexf_reads_back(on_record: Argument) -> None:
    graph = to_networkx(on_record)
    text = to_gexf(graph)
    read = nx.read_gexf(BytesIO(text.encode()))
    assert isinstance(read, Graph)
    assert content(read, "id", "label") == content(graph, "label")
    labels = nx.get_node_attributes(read, "label")
    assert labels == {n: plain(x) for n, x in nx.get_node_attributes(graph, "label").items()}
    assert all(d["label"] == d["relation"] for _, _, d in read.edges(data=True))
    assert "lastmodifieddate" not in text
    assert nx.__version__ not in text


_QUOTED = r'"((?:[^"\\]|\\.)*)"'
_NODE = re.compile(rf"^  {_QUOTED} \[label={_QUOTED}, shape=(\w+)", re.MULTILINE)
_EDGE = re.compile(rf"^  {_QUOTED} -> {_QUOTED} \[id={_QUOTED}, label={_QUOTED}", re.MULTILINE)


def test_dot_reads_back(on_record: Argument) -> None:
    graph = to_networkx(on_record)
    text = to_dot(graph)
    assert {node for node, *_ in _NODE.findall(text)} == set(graph)
    assert _EDGE.findall(text) == [
        (u, v, k, "we infer: " * (d["voice"] == "inference") + d["relation"])
        for u, v, k, d in graph.edges(keys=True, data=True)
    ]
    shown = {node: label for node, label, _ in _NODE.findall(text)}
    for node, attributes in graph.nodes(data=True):
        unescaped = re.sub(r"\\(.)", lambda m: " " if m[1] == "n" else m[1], shown[node])
        assert "".join(unescaped.split()) == "".join(plain(attributes["label"]).split())


@pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz")
def test_graphviz_reads_it(kg: ofmkg.KnowledgeGraph) -> None:
    graph = to_networkx(argument(kg))
    result = subprocess.run(
        ["dot", "-Tcanon"], input=to_dot(graph), capture_output=True, text=True, check=True
    )
    assert result.stdout.count("->") >= len(graph.edges)
    assert result.stderr == ""


_STATEMENT = re.compile(r"^\[([^\]]+)\]: (.*) #(claim|stance) (\{.*\})$")
_RELATION = re.compile(r"^  ([+_-]) \[([^\]]+)\]$")
Read = tuple[dict[str, str], dict[str, dict[str, object]], Counter[tuple[str, str, str]]]


def read_argdown(text: str) -> Read:
    """Return statements, their data and the relations of a text as this project writes it.

    The parser of Argdown itself was asked the same once, by hand (@argdown/core 1.7.5).
    """
    front, _, body = text.partition("\n===\n")
    assert yaml.safe_load(front.removeprefix("===\n")) == {"title": "The argument on record"}
    texts: dict[str, str] = {}
    data: dict[str, dict[str, object]] = {}
    relations: Counter[tuple[str, str, str]] = Counter()
    for block in body.strip().split("\n\n"):
        first, *lines = block.split("\n")
        found = _STATEMENT.match(first)
        assert found, first
        assert not re.search(r"(?<!\\)(?:\\\\)*[\[\]<>@#{}*_]", found[2]), "markup in a text"
        assert found[4].count("{") - 1 == found[4].count('"from"'), "a brace in a text of the data"
        texts[found[1]] = re.sub(r"\\(.)", r"\1", found[2])
        data[found[1]] = yaml.safe_load(found[4])
        for line in lines:
            relation = _RELATION.match(line)
            assert relation, line
            relations[relation[2], found[1], relation[1]] += 1
    return texts, data, relations


@pytest.mark.parametrize("ours", [False, True])
def test_argdown_reads_back(kg: ofmkg.KnowledgeGraph, ours: bool) -> None:
    on_record = argument(kg)
    texts, data, relations = read_argdown(to_argdown(on_record, with_inferences=ours))
    drawn = [b for b in on_record.bearings if ours or b.voice != "inference"]
    assert ours or len(drawn) < len(on_record.bearings)
    every = {*on_record.claims, *on_record.premises}
    assert texts == {key(iri): " ".join(on_record.label(iri).split()) for iri in every}
    signs = {"supports": "+", "rests-on": "+", "disputes": "-", "qualifies": "_"}
    assert set(relations) == {(key(b.start), key(b.end), signs[b.relation]) for b in drawn}
    assert any(sign == "_" for _, _, sign in relations)
    assert set(relations.values()) == {1}
    qualified = {
        (start, name)
        for name, told in data.items()
        for start in told.get("qualifiedBy", [])  # type: ignore[attr-defined]
    }
    assert qualified == {(key(b.start), key(b.end)) for b in drawn if b.relation == "qualifies"}
    lines = [line for told in data.values() for line in told.get("lines", [])]  # type: ignore[attr-defined]
    assert len(lines) == len(on_record.bearings)
    told = {"relation", "from", "drawnBy", "source", "locator", "voice"}
    assert all(told <= set(line) for line in lines)


def test_argdown_takes_nothing_in_a_text_for_markup() -> None:
    on_record = nasty()
    claims = {iri: c for iri, c in on_record.claims.items() if "control" not in c.statement}
    texts, data, relations = read_argdown(to_argdown(on_record))
    for iri, claim in claims.items():
        assert texts[key(iri)] == " ".join(claim.statement.split())
    assert data["claim/c1"]["lines"][0]["locator"] == '§1 } \\ " { # x'  # type: ignore[index]
    assert relations["claim/c0", "claim/c0", "-"] == 1
    assert ("claim/c0", "claim/c1", "+") not in relations  # it disputes and qualifies
    assert relations["claim/c0", "claim/c1", "_"] == relations["claim/c0", "claim/c1", "-"] == 1


@pytest.mark.parametrize("ours", [False, True])
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_aif_reads_back_as_rdf(on_record: Argument, ours: bool) -> None:
    text = to_aif(on_record, with_inferences=ours)
    graph = rdflib.Graph().parse(StringIO(text), format="json-ld")
    aif, ofm = rdflib.Namespace(AIF), rdflib.Namespace(NS)
    said = {
        str(node): str(graph.value(node, aif.claimText))
        for node in graph.subjects(RDF.type, aif["I-node"])
    }
    assert said == {iri: on_record.label(iri) for iri in (*on_record.claims, *on_record.premises)}

    def nodes(kind: str) -> Counter[tuple[str, str]]:
        return Counter(
            (str(start), str(graph.value(node, aif.Conclusion)))
            for node in graph.subjects(RDF.type, aif[kind])
            for start in graph.objects(node, aif.Premise)
        )

    def bearings(*relations: str) -> Counter[tuple[str, str]]:
        return Counter(
            (b.start, b.end)
            for b in on_record.bearings
            if b.relation in relations and (ours or b.voice != "inference")
        )

    assert nodes("RA-node") == bearings("supports", "rests-on")
    assert nodes("CA-node") == bearings("disputes")
    qualifying = set(graph.subjects(ofm.direction, ofm.qualifies))
    assert len(qualifying) == sum(b.relation == "qualifies" for b in on_record.bearings)
    assert not any(graph.value(node, aif.Conclusion) for node in qualifying)
    for b in on_record.bearings:
        if b.line:
            node = rdflib.URIRef(b.line)
            assert str(graph.value(node, ofm.drawnBy)) == b.drawn_by
            assert str(graph.value(node, ofm.readFrom)) == b.source
            assert str(graph.value(node, ofm.locator)) == b.locator


def test_aif_says_of_claims_what_the_data_say(kg: ofmkg.KnowledgeGraph) -> None:
    nodes = {node["@id"]: node for node in json.loads(to_aif(argument(kg)))["@graph"]}
    told = nodes[f"{BASE}claim/c-mouton-no-uplift"]
    (row,) = kg.query("claims", claim="c-mouton-no-uplift").dicts()
    assert told["aif:claimText"] == row["statement"]
    assert told["ofm:assertedBy"] == [{"@id": row["work"]}]
    assert told["ofm:locator"]["@value"] == row["locator"]


DECLARED = analysis("argument")
assert DECLARED is not None
FORMATS = DECLARED.formats


def written(form: str, target: Path, *options: str, seed: int = 0) -> str:
    """Write the argument to a file by the command, under a seed of hashes, and return it."""
    command = ["argument", "--format", form, "-o", str(target), *options]
    subprocess.run(
        [sys.executable, "-m", "ofmkg", *command],
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
        check=True,
        timeout=120,
    )
    return target.read_bytes().decode()


@pytest.mark.parametrize("form", FORMATS)
def test_bytes_are_the_same_every_time(form: str, tmp_path: Path) -> None:
    one, two = (written(form, tmp_path / str(seed), seed=seed) for seed in (0, 1))
    assert one == two


@pytest.mark.parametrize("form", FORMATS)
def test_a_vector_gives_a_part(form: str, tmp_path: Path) -> None:
    whole = written(form, tmp_path / "whole")
    text = written(form, tmp_path / "part", "--vector", "biosecurity")
    assert len(text) < len(whole)
    assert "claim/c-gopal-closed-safeguards" in text
    assert "claim/c-api-safeguards-fallible" in text  # disputes it, though about no vector
    assert "c-thiel-low-prevalence" not in text


def test_short_ids_of_the_graph_are_those_of_the_data(kg: ofmkg.KnowledgeGraph) -> None:
    graph = to_networkx(argument(kg))
    assert all(short(d["iri"]) == n.rpartition("/")[2] for n, d in graph.nodes(data=True))
