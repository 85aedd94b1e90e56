"""What is stated of a thing: as an object, and as statements in a format of RDF."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

import pyoxigraph as ox

from ofmkg.graph import inference, mappings, parsing, strays
from ofmkg.graph.export import serialize
from ofmkg.graph.resources import room
from ofmkg.graph.terms import BASE, RDF_TYPE, VIEW, short
from ofmkg.knowledge import KnowledgeGraph

from .. import jsonld
from .. import negotiation as media
from ..metadata import elsewhere
from ..state import Snapshot
from .library import GRAPHS

RDF = (media.TURTLE, media.JSON_LD, media.NTRIPLES, media.RDF_XML)
_SHAPES = f"{BASE}shapes"
_MADE = (inference.GRAPH, VIEW, mappings.GRAPH)
NO_THING = (_SHAPES, *_MADE)  # but statements
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


@dataclass(frozen=True, slots=True)
class Statement:
    """A property of the thing with its value, or of a thing that points to it."""

    property: str
    property_label: str | None
    value: str
    value_label: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Thing:
    """Everything stated of a thing, and what points to it (`incoming`); IRIs in full."""

    iri: str
    id: str
    label: str
    types: tuple[str, ...]
    statements: tuple[Statement, ...]
    incoming: tuple[Statement, ...]


def thing(graph: KnowledgeGraph, iri: str) -> Thing:
    """Return everything stated of a thing. Raises UnknownIdError."""
    rows = graph.query("statements", thing=iri).dicts()
    out, incoming = (
        tuple(
            Statement(
                row["property"],
                row.get("propertyLabel"),
                row["value"],
                row.get("valueLabel"),
                row.get("language"),
            )
            for row in rows
            if row["direction"] == direction and row["thing"] == iri
        )
        for direction in ("out", "in")
    )
    labels = {s.language: s.value for s in out if s.property == _LABEL}
    return Thing(
        iri,
        short(iri),
        labels.get("en") or next(iter(labels.values()), short(iri)),
        tuple(s.value for s in out if s.property == RDF_TYPE),
        out,
        incoming,
    )


def description(graph: KnowledgeGraph, iri: str, media_type: str) -> str | bytes:
    """Return the statements about a thing in a format of RDF, and where others describe it.

    Raises UnknownIdError.
    """
    result = graph.run("description", thing=iri)
    assert isinstance(result, ox.QueryTriples)
    stated = (ox.Quad(t.subject, t.predicate, t.object) for t in result)
    return written(chain(stated, elsewhere(graph, iri)), media_type, graph)


def written(quads: Iterable[ox.Quad], media_type: str, graph: KnowledgeGraph) -> str | bytes:
    """Return statements in a format of RDF, the same for the same statements.

    `graph` knows the short names that JSON-LD uses.
    """
    merged = (ox.Quad(q.subject, q.predicate, q.object) for q in quads)
    if media_type == media.JSON_LD:
        return jsonld.written(merged, graph)
    return serialize(merged, GRAPHS[media_type], headers=True)


def whole(now: Snapshot, iri: str) -> Iterable[ox.Quad] | None:
    """Return the statements of the ontology, of the shapes or of a named graph, else None."""
    if iri == _SHAPES:
        files = strays.without((room("ontology") / "shapes").glob("*.ttl"))
        return [quad for file in files for quad in parsing.read(file).quads]
    if iri not in (*now.graphs, *_MADE):
        return None
    return now.graph.in_graph(iri)
