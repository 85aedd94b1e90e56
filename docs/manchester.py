"""Writes class expressions in Manchester syntax, in pieces, so that names can become links.

https://www.w3.org/TR/owl2-manchester-syntax/
"""

from collections.abc import Iterator

import pyoxigraph as ox

from ofmkg.graph.terms import PREFIXES

Piece = str | ox.NamedNode  # a word of the syntax, or a name
Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_OWL = PREFIXES["owl"]
_RDF = PREFIXES["rdf"]
_JOINED = {"intersectionOf": "and", "unionOf": "or"}
_QUANTIFIED = {"someValuesFrom": "some", "allValuesFrom": "only", "hasValue": "value"}
_COUNTED = {"minCardinality": "min", "maxCardinality": "max", "cardinality": "exactly"}
_COUNTED_OF = {
    "minQualifiedCardinality": "min",
    "maxQualifiedCardinality": "max",
    "qualifiedCardinality": "exactly",
}


def expression(store: ox.Store, node: Node, nested: bool = False) -> Iterator[Piece]:
    """Yield the pieces of a class expression, in brackets where it is nested in another one.

    Raises ValueError for an expression of a kind that is not known here.
    """
    if not isinstance(node, ox.BlankNode):
        yield node if isinstance(node, ox.NamedNode) else str(node)
        return
    parts = {
        quad.predicate.value.removeprefix(_OWL): quad.object
        for quad in store.quads_for_pattern(node, None, None)
    }
    if nested:
        yield "("
    yield from _plain(store, parts)
    if nested:
        yield ")"


def chain(store: ox.Store, head: Node) -> Iterator[Piece]:
    """Yield the pieces of a chain of properties."""
    for place, node in enumerate(items(store, head)):
        if place:
            yield "o"
        yield from expression(store, node, nested=True)


def items(store: ox.Store, head: Node) -> Iterator[Node]:
    """Yield the items of an RDF list."""
    while head != ox.NamedNode(_RDF + "nil"):
        yield _value(store, head, _RDF + "first")
        head = _value(store, head, _RDF + "rest")


def _plain(store: ox.Store, parts: dict[str, Node]) -> Iterator[Piece]:
    for key, word in _JOINED.items():
        if key in parts:
            for place, item in enumerate(items(store, parts[key])):
                if place:
                    yield word
                yield from expression(store, item, nested=True)
            return
    if "complementOf" in parts:
        yield "not"
        yield from expression(store, parts["complementOf"], nested=True)
    elif "inverseOf" in parts:
        yield "inverse"
        yield from expression(store, parts["inverseOf"], nested=True)
    elif "oneOf" in parts:
        yield "{"
        for place, item in enumerate(items(store, parts["oneOf"])):
            if place:
                yield ","
            yield from expression(store, item)
        yield "}"
    elif "onProperty" in parts:
        yield from _restriction(store, parts)
    else:
        raise ValueError(f"No Manchester syntax is known here for {sorted(parts)}")


def _restriction(store: ox.Store, parts: dict[str, Node]) -> Iterator[Piece]:
    yield from expression(store, parts["onProperty"], nested=True)
    if "hasSelf" in parts:
        yield "Self"
        return
    for key, word in _QUANTIFIED.items():
        if key in parts:
            yield word
            yield from expression(store, parts[key], nested=True)
            return
    for key, word in (_COUNTED | _COUNTED_OF).items():
        if key in parts:
            yield word
            yield _text(parts[key])
            if of := parts.get("onClass") or parts.get("onDataRange"):
                yield from expression(store, of, nested=True)
            return
    raise ValueError(f"No Manchester syntax is known here for {sorted(parts)}")


def _value(store: ox.Store, node: Node, predicate: str) -> Node:
    assert isinstance(node, ox.BlankNode | ox.NamedNode)
    (quad,) = store.quads_for_pattern(node, ox.NamedNode(predicate), None)
    return quad.object


def _text(term: Node) -> str:
    assert isinstance(term, ox.Literal)
    return term.value
