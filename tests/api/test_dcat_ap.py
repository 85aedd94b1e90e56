"""The description of the dataset has what catalogues of public data ask for (DCAT-AP 3)."""

from pathlib import Path

import pyshacl
import pytest
import rdflib
from fastapi.testclient import TestClient

DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SHAPES = Path(__file__).with_name("dcat-ap.ttl")


@pytest.fixture(scope="module")
def description(client: TestClient) -> rdflib.Graph:
    """Return what a catalogue reads of the dataset: not which terms are used how often."""
    asked = client.get("/dataset", headers={"Accept": "text/turtle"})
    whole = rdflib.Graph().parse(data=asked.text, format="turtle")
    unread = ("void#", "shacl#", "void-ext#")
    found = rdflib.Graph()
    for triple in whole:
        if not str(triple[1]).rpartition("/")[2].startswith(unread):
            found.add(triple)
    return found


def violations(graph: rdflib.Graph) -> str:
    """Return what is wrong with a description, and nothing if it is as it must be."""
    shapes = rdflib.Graph().parse(SHAPES)
    conforms, _, text = pyshacl.validate(graph, shacl_graph=shapes, inplace=False)
    return "" if conforms else text


def test_it_is_valid(description: rdflib.Graph) -> None:
    assert len(set(description.subjects(rdflib.RDF.type, DCAT.DataService))) == 1
    assert violations(description) == ""


@pytest.mark.parametrize("missing", [DCAT.accessURL, DCAT.endpointURL, rdflib.DCTERMS.title])
def test_what_is_missing_is_found(description: rdflib.Graph, missing: rdflib.URIRef) -> None:
    less = rdflib.Graph()
    for triple in description:
        if triple[1] != missing:
            less.add(triple)
    assert "MinCountConstraintComponent" in violations(less)
