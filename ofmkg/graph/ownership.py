"""What a file of one's own says of things that come with ofmkg, and where it may not enter.

A file of one's own may speak of our things as it likes by things of its own, such as another
assessment. What it says of them directly changes our answers, and is told; a collection that is
complete takes in nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import pyoxigraph as ox

from ofmkg.errors import DataError
from ofmkg.graph import resources
from ofmkg.graph.parsing import Document, read
from ofmkg.graph.terms import NS, RDF_TYPE, short

_TYPE = ox.NamedNode(RDF_TYPE)
_COMPLETE = ox.NamedNode(NS + "isComplete")
_TRUE = ox.Literal(True)
_INTO = (ox.NamedNode(NS + "inCollection"), ox.NamedNode(NS + "forCollection"))

Statement = tuple[object, ox.NamedNode, object]


def changed(document: Document, ours: Sequence[Document]) -> Mapping[str, tuple[str, ...]]:
    """Return by IRI the things of `ours` of which a document says more, and with which terms."""
    return _changed(document, _on_record([document], ours))


def _changed(document: Document, on_record: Sequence[ox.Quad]) -> Mapping[str, tuple[str, ...]]:
    described = {quad.subject for quad in on_record if quad.predicate == _TYPE}
    stated = {_triple(quad) for quad in on_record}
    found: dict[str, dict[str, None]] = {}
    for quad in document.quads:
        if quad.subject in described and _triple(quad) not in stated:
            found.setdefault(_iri(quad.subject), {})[quad.predicate.value] = None
    return {thing: tuple(terms) for thing, terms in found.items()}


def changes(own: Sequence[Document], ours: Sequence[Document]) -> Iterator[str]:
    """Yield a line on each thing of `ours` of which a document of one's own says more."""
    on_record = _on_record(own, ours)  # looked for once, however many files there are
    for document in own if on_record else ():
        for thing, terms in _changed(document, on_record).items():
            yield f"{document.path}: {addition(thing, terms)}"


def addition(thing: str, terms: Sequence[str]) -> str:
    """Say that more is said of a thing that comes with ofmkg, and what to do."""
    return (
        f"says more of {short(thing)}, which comes with ofmkg ({', '.join(map(short, terms))}), so "
        "that answers on it change. Say it of things of your own, such as an assessment by your "
        "coder, or leave it out."
    )


def entering(document: Document, ours: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Yield what a document puts into a complete collection of `ours`: thing and collection."""
    return _entering(document, complete(ours))


def _entering(document: Document, complete: set[object]) -> Iterator[tuple[str, str]]:
    into = [q for q in document.quads if q.predicate in _INTO and q.object in complete]
    members = _members() if into else frozenset()
    for quad in into:
        if _triple(quad) not in members:
            yield _iri(quad.subject), _iri(quad.object)


def guard(own: Iterable[Document], ours: Sequence[Document]) -> None:
    """Raise DataError if a document of one's own puts something into a complete collection."""
    closed = complete(ours)
    for document in own:
        for thing, collection in _entering(document, closed):
            raise DataError(f"{document.path}: {refusal(thing, collection)}")


def refusal(thing: str, collection: str) -> str:
    """Say that a collection is complete, and what to do."""
    return (
        f"puts {short(thing)} into the collection {short(collection)}, which is complete and takes "
        "in nothing. Name a collection of your own instead."
    )


def _on_record(own: Iterable[Document], ours: Iterable[Document]) -> list[ox.Quad]:
    """Return what `ours` say of the things that documents of one's own speak of."""
    spoken_of = {quad.subject for document in own for quad in document.quads}
    return [quad for each in ours for quad in each.quads if quad.subject in spoken_of]


def complete(ours: Iterable[Document]) -> set[object]:
    """Return the collections of `ours` that are complete."""
    return {
        quad.subject
        for each in ours
        for quad in each.quads
        if quad.predicate == _COMPLETE and quad.object == _TRUE
    }


@cache
def _members() -> frozenset[Statement]:
    """Return what our own files put into collections."""
    return frozenset(
        _triple(quad)
        for document in map(read, resources.built_in())
        for quad in document.quads
        if quad.predicate in _INTO
    )


def _triple(quad: ox.Quad) -> Statement:
    return quad.subject, quad.predicate, quad.object


def _iri(node: object) -> str:
    return str(getattr(node, "value", ""))
