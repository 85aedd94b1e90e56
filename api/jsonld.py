"""JSON-LD with short names, and the context that says what these stand for.

Each answer brings the part of the context along that it needs, so that it means the same to whoever
is offline; the whole of it stands at `/context`.
"""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from ofmkg.graph import canonical
from ofmkg.graph.export import serialize
from ofmkg.graph.once import of_graph
from ofmkg.graph.stores import Term
from ofmkg.graph.terms import NS, PREFIXES
from ofmkg.knowledge import KnowledgeGraph

if TYPE_CHECKING:
    from rdflib.term import Node

_MOST = 20_000  # statements

Context = dict[str, Any]


@of_graph
def context(graph: KnowledgeGraph) -> Context:
    """Return prefixes and the terms of the ontology by their short names."""
    names: Context = {}
    for row in graph.table("context").dicts():
        name = row["term"].removeprefix(NS)
        term = f"ofm:{name}"
        names[name] = {"@id": term, "@type": "@id"} if row["kind"] == "relation" else term
    return {**PREFIXES, **names}


def document(graph: KnowledgeGraph) -> str:
    """Return the whole context as a document of its own."""
    return _text({"@context": context(graph)})


def written(quads: Iterable[ox.Quad], graph: KnowledgeGraph) -> str | bytes:
    """Return statements as JSON-LD, the same for the same statements.

    Names are short unless there are so many statements that shortening them takes seconds.
    """
    import rdflib
    from rdflib.plugins.serializers.jsonld import from_rdf

    every = list(quads)
    if len(every) > _MOST:
        return serialize(every, "jsonld")
    stated = rdflib.Graph(bind_namespaces="none")
    for quad in canonical.named(every):
        stated.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    whole = context(graph)
    made = _ordered(from_rdf(stated, context_data=whole))  # type: ignore[no-untyped-call]
    nodes = made.pop("@graph", [made] if len(made) > 1 else [])
    used = set(_words(nodes))
    prefixes = {word.partition(":")[0] for word in used} | {"ofm"}
    needed = {name: what for name, what in whole.items() if name in used | prefixes}
    return _text({"@context": needed, "@graph": nodes})


def _term(term: Term) -> "Node":
    """Return a term as that of rdflib."""
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    assert isinstance(term, ox.Literal)  # no file may hold triples as terms
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = rdflib.URIRef(term.datatype.value)
    plain = None if datatype == rdflib.XSD.string else datatype
    return rdflib.Literal(term.value, datatype=plain, normalize=False)


def _ordered(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return a value with all that has no order sorted; lists of RDF stay as they are."""
    if isinstance(value, dict):
        return {
            key: each if key == "@context" else _list(each) if key == "@list" else _ordered(each)
            for key, each in sorted(value.items())
        }
    if isinstance(value, list):
        return sorted(map(_ordered, value), key=_key)
    return value


def _list(values: Any) -> Any:  # noqa: ANN401 - as above
    return [_ordered(each) for each in values] if isinstance(values, list) else _ordered(values)


def _key(value: Any) -> tuple[str, str]:  # noqa: ANN401 - as above
    named = value.get("@id", "") if isinstance(value, dict) else ""
    return named, json.dumps(value, sort_keys=True)


def _words(value: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """Yield all keys, and all texts that may be names."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from _words(each)
    elif isinstance(value, list):
        for each in value:
            yield from _words(each)
    elif isinstance(value, str):
        yield value


def _text(value: Any) -> str:  # noqa: ANN401 - as above
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
