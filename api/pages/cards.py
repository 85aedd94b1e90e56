"""What search engines read on a page: the dataset, or a work, in JSON-LD of schema.org.

It stands in a data block, which browsers do not execute.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from ofmkg.graph.terms import BASE, RDF_TYPE
from ofmkg.knowledge import KnowledgeGraph

from ..metadata import SCHEMA, elsewhere

Card = dict[str, Any]


def of_dataset(graph: KnowledgeGraph) -> Card:
    """Return the dataset as a card; an empty one if it is not described."""
    card = _card(f"{BASE}dataset", graph.told("card-of-dataset", {}))
    return card if "name" in card else {}


def of_work(graph: KnowledgeGraph, iri: str) -> Card:
    """Return a work as a card, with its authors in order; an empty one if it is none."""
    found = graph.told("card-of-work", {"work": (ox.NamedNode(iri),)})
    if not found:
        return {}
    card = _card(iri, [*found, *elsewhere(graph, iri)])
    for row in graph.ask("authors", {"work": (ox.NamedNode(iri),)}):
        if "label" in row:
            kind = "Organization" if row.get("kind") == "organization" else "Person"
            card.setdefault(row["role"], []).append({"@type": kind, "name": row["label"]})
    return card


def _card(iri: str, quads: Iterable[ox.Quad]) -> Card:
    """Return what quads say of a thing, and of what it leads to, in the words of schema.org."""
    said: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
    for quad in sorted(quads, key=str):
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.BlankNode):
            values = said.setdefault(quad.subject.value, {})
            values.setdefault(quad.predicate.value, []).append(quad.object)  # type: ignore[arg-type]
    return {"@context": SCHEMA.rstrip("/"), **_node(iri, said)}


def _node(iri: str, said: Mapping[str, Mapping[str, list[ox.NamedNode | ox.Literal]]]) -> Card:
    node: Card = {"@id": iri}
    for term, values in said.get(iri, {}).items():
        if term == RDF_TYPE:
            node["@type"] = _one([value.value.removeprefix(SCHEMA) for value in values])
        else:
            written = [
                _node(value.value, said) if value.value in said else value.value for value in values
            ]
            node[term.removeprefix(SCHEMA)] = _one(written)
    return node


def _one(values: list[Any]) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return the only value, or all of them."""
    return values[0] if len(values) == 1 else values
