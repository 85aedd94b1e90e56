"""Makes the derived view: direct statements and names for people who write queries.

What a study addresses, assumes or leaves out stands in codings and stances of readings, of which
one is in use. The view says it in one statement each, by the queries in `queries/view/`, of the
readings in use alone; names for what has no label come first, from `queries/view/labels/`.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from ofmkg.graph import library
from ofmkg.graph.parsing import Document
from ofmkg.graph.stores import local
from ofmkg.graph.terms import VIEW

GRAPH = VIEW


def derive(documents: Iterable[Document]) -> tuple[ox.Quad, ...]:
    """Return the view of what `documents` state, without what they state already, sorted.

    It stands in the graph `GRAPH`.
    """
    store = ox.Store()
    for each in documents:
        local.add(store, each.merged())
    names = _new(store, library.of_view("labels"))
    local.add(store, (ox.Quad(*triple) for triple in names))  # some have to be told apart
    found = names | _new(store, library.of_view())
    graph = ox.NamedNode(GRAPH)
    return tuple(
        ox.Quad(triple.subject, triple.predicate, triple.object, graph)
        for triple in sorted(found, key=str)
    )


def document(documents: Iterable[Document]) -> Document:
    """Return the view of what `documents` state as a document of its own."""
    return Document(Path("view"), GRAPH, derive(documents))


def _new(store: ox.Store, queries: Iterable[str]) -> set[ox.Triple]:
    return {triple for query in queries for triple in _made(store, query)}


def _made(store: ox.Store, query: str) -> Iterator[ox.Triple]:
    found = store.query(query)
    assert isinstance(found, ox.QueryTriples)
    return (triple for triple in found if ox.Quad(*triple) not in store)
