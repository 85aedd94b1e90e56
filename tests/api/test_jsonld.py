"""JSON-LD with short names says what the other formats say, and can be read offline."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from ofmkg.api import jsonld
from ofmkg.graph.parsing import Document
from ofmkg.graph.terms import BASE, NS
from ofmkg.knowledge import KnowledgeGraph

ONTOLOGY = """
@prefix ofm: <https://w3id.org/ofmkg/ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ofm:Study a owl:Class ; rdfs:isDefinedBy <https://w3id.org/ofmkg> .
ofm:reportedIn a owl:ObjectProperty ; rdfs:isDefinedBy <https://w3id.org/ofmkg> .
ofm:note a owl:AnnotationProperty ; rdfs:isDefinedBy <https://w3id.org/ofmkg> .
rdfs:label a owl:AnnotationProperty ; rdfs:isDefinedBy <http://www.w3.org/2000/01/rdf-schema> .
"""
STATED = """
@base <https://w3id.org/ofmkg/> . @prefix ofm: <https://w3id.org/ofmkg/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<study/s> a ofm:Study ; ofm:reportedIn <publication/p> , <publication/q> ;
    ofm:note "ofm:Study"@en , "둘"@ko , "plain" , 7 , 2.50 , "x"^^xsd:anyURI ;
    rdfs:label "S"@en ; <http://example.org/other> [ rdfs:label "blank" ] , ( 3 1 2 ) .
"""


def graph(text: str = ONTOLOGY) -> KnowledgeGraph:
    quads = tuple(ox.parse(text, format=ox.RdfFormat.TURTLE))
    return KnowledgeGraph([Document(Path("x.ttl"), BASE, quads)])


def canonical(quads: list[ox.Quad]) -> set[str]:
    """Return statements with blank nodes named by what is said of them."""
    found = ox.Dataset(quads)
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in found}


def test_short_names_say_the_same() -> None:
    stated = list(ox.parse(STATED, format=ox.RdfFormat.TURTLE))
    text = jsonld.written(stated, graph())
    assert canonical(list(ox.parse(text, format=ox.RdfFormat.JSON_LD))) == canonical(stated)
    assert jsonld.written(reversed(stated), graph()) == text
    found = json.loads(text)
    assert (
        found["@context"]
        == {
            "ofm": NS,
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
            "Study": "ofm:Study",
            "note": "ofm:note",
            "reportedIn": {"@id": "ofm:reportedIn", "@type": "@id"},
        }
        or "rdf" not in found["@context"]
    )
    node = next(each for each in found["@graph"] if each["@id"].endswith("study/s"))
    assert node["@type"] == "Study"
    assert node["reportedIn"] == [f"{BASE}publication/p", f"{BASE}publication/q"]
    assert node["rdfs:label"] == {"@language": "en", "@value": "S"}


def test_nothing_is_written_as_nothing() -> None:
    assert json.loads(jsonld.written([], graph()))["@graph"] == []


def test_one_statement_is_a_graph_too() -> None:
    one = list(ox.parse("<urn:a> <urn:b> 1 .", format=ox.RdfFormat.TURTLE))
    text = jsonld.written(one, graph())
    assert len(json.loads(text)["@graph"]) == 1
    assert list(ox.parse(text, format=ox.RdfFormat.JSON_LD)) == one


def test_very_many_statements_are_written_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonld, "_MOST", 1)
    stated = list(ox.parse(STATED, format=ox.RdfFormat.TURTLE))
    text = jsonld.written(stated, graph())
    assert canonical(list(ox.parse(text, format=ox.RdfFormat.JSON_LD))) == canonical(stated)
    assert isinstance(json.loads(text), list)


@pytest.mark.parametrize("path", ["/context", "/context.jsonld"])
def test_the_context_has_an_address(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "application/ld+json, */*;q=0.1"})
    assert answer.headers["content-type"] == "application/ld+json"
    names = answer.json()["@context"]
    assert names["ofm"] == NS
    assert names["Study"] == "ofm:Study"
    assert names["hasStance"] == {"@id": "ofm:hasStance", "@type": "@id"}
    said = client.get("/study/gopal-2023.jsonld").json()["@context"]
    assert said.items() <= names.items()
