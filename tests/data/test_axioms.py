"""What the ontology says that each thing must have, each thing in our data has on record."""

import pyoxigraph as ox
import pytest

from ofmkg.graph import corpus, inference, view
from ofmkg.graph.parsing import Document, read
from ofmkg.graph.resources import room
from ofmkg.graph.terms import PREFIXES

# A class that is only defined, and a thing that lacks what its class must have.
LACKING = """
SELECT ?class ?property ?thing WHERE {
  ?class rdfs:subClassOf ?must .
  ?must owl:onProperty ?property ; owl:someValuesFrom ?value .
  ?thing a ?class .
  FILTER NOT EXISTS { ?thing ?property ?other . ?other a ?value }
}
"""
MUST = "SELECT DISTINCT ?class { ?class rdfs:subClassOf [ owl:someValuesFrom ?value ] }"
LINES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


def rows(documents: list[Document], query: str) -> set[tuple[str, ...]]:
    """Return what a query finds in documents and in what follows from them, in short names."""
    store = ox.Store()
    store.extend(ox.Quad(*q.triple) for each in documents for q in each.quads)
    for follows in (inference.infer, view.derive):
        store.extend(ox.Quad(*q.triple) for q in follows(documents))
    found = store.query(LINES + query)
    assert isinstance(found, ox.QuerySolutions)
    return {tuple(str(term).strip("<>").rpartition("#")[2] for term in row) for row in found}


@pytest.fixture(scope="module")
def ontology() -> Document:
    """Return the ontology."""
    return read(room("ontology") / "ofmkg.ttl")


def test_each_thing_has_what_its_class_must_have(ontology: Document) -> None:
    assert rows(list(corpus.built_in()), LACKING) == set()
    assert len(rows([ontology], MUST)) > 30


def test_one_that_lacks_it_is_found(ontology: Document) -> None:
    own = "@prefix ofm: <https://w3id.org/ofmkg/ns#> . <urn:t#a> a ofm:Position ."
    quads = tuple(ox.parse(own, format=ox.RdfFormat.TURTLE))
    made = Document(ontology.path, "urn:t", quads)
    assert rows([ontology, made], LACKING) == {("Position", "answers", "a")}
