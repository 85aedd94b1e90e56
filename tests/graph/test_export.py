"""Exports: equal by value when loaded again, equal by byte when made again."""

from pathlib import Path

import pyoxigraph as ox
import pytest

import ofmkg
from ofmkg.errors import UsageError
from ofmkg.graph import corpus, parsing
from ofmkg.graph.export import serialize
from ofmkg.graph.stores.memory import MemoryStore

SUFFIX = {"owl": ".owl", "turtle": ".ttl", "trig": ".trig", "nquads": ".nq", "jsonld": ".jsonld"}
OWL = "http://www.w3.org/2002/07/owl#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def canonical(quads: list[ox.Quad]) -> set[ox.Quad]:
    """Return quads as a store keeps them, with blank nodes named by RDFC-1.0."""
    store = ox.Store()
    store.bulk_extend(quads)
    dataset = ox.Dataset(store)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def merged(quads: list[ox.Quad]) -> list[ox.Quad]:
    """Return quads without their graphs."""
    return [ox.Quad(q.subject, q.predicate, q.object) for q in quads]


@pytest.mark.parametrize("name", SUFFIX)
def test_load_export_load(kg: ofmkg.KnowledgeGraph, tmp_path: Path, name: str) -> None:
    original = list(kg.quads())
    path = tmp_path / f"all{SUFFIX[name]}"
    path.write_bytes(serialize(original, name))
    again = parsing.read(path)
    if name in ("trig", "nquads", "jsonld"):
        assert canonical(list(again.named())) == canonical(original)
        return
    expected = canonical(merged(original))
    if name == "owl":
        expected = {
            q
            for q in expected
            if q.predicate.value != f"{OWL}imports"
            and not (
                q.predicate.value == TYPE
                and q.object == ox.NamedNode(f"{OWL}Ontology")
                and q.subject != ox.NamedNode("https://w3id.org/ofmkg")
            )
        }
    assert canonical(merged(list(again.quads))) == expected


@pytest.mark.parametrize("name", SUFFIX)
def test_equal_content_gives_equal_bytes(every: ofmkg.KnowledgeGraph, name: str) -> None:
    once = serialize(every.quads(), name)
    backwards = MemoryStore(reversed(list(corpus.load())))
    assert serialize(backwards.quads(), name) == once


def test_owl_has_one_header_and_no_imports(kg: ofmkg.KnowledgeGraph) -> None:
    quads = list(ox.parse(serialize(kg.quads(), "owl"), format=ox.RdfFormat.RDF_XML))
    headers = [
        q.subject
        for q in quads
        if q.predicate.value == TYPE and q.object == ox.NamedNode(f"{OWL}Ontology")
    ]
    assert headers == [ox.NamedNode("https://w3id.org/ofmkg")]
    assert not any(q.predicate.value == f"{OWL}imports" for q in quads)


def test_an_unknown_format(kg: ofmkg.KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="choose from owl, turtle"):
        serialize(kg.quads(), "pdf")


def test_rdf_xml_cannot_hold_every_property() -> None:
    thing = ox.NamedNode("http://example.org/a")
    for last in ("1", "", "x/", "a(b)"):
        quad = ox.Quad(thing, ox.NamedNode(f"http://example.org/{last}"), thing)
        with pytest.raises(UsageError, match="does not end in a name; choose another format"):
            serialize([quad], "owl")
        assert serialize([quad], "turtle")
