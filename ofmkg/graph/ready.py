"""All that a SPARQL server holds which ofmkg only reads, so that anybody can load it there."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ofmkg.graph import inference, mappings, view
from ofmkg.graph.parsing import Document
from ofmkg.graph.stores.layout import MERGED, STATE, listed


def quads(documents: Iterable[Document]) -> Iterator[ox.Quad]:
    """Yield what files state, what is derived from it, the merge, and the list of these graphs.

    Raises DataError where `ofmkg.graph.inference.infer` does.
    """
    stated = tuple(documents)
    merged, state = ox.NamedNode(MERGED), ox.NamedNode(STATE)
    for document in stated:
        yield from document.named()
        for quad in document.merged():
            yield ox.Quad(quad.subject, quad.predicate, quad.object, merged)
    yield from inference.infer(stated)
    yield from view.derive(stated)
    yield from mappings.built_in().named()
    names = {document.graph for document in stated} | {
        inference.GRAPH,
        view.GRAPH,
        mappings.GRAPH,
    }
    for quad in listed(names):
        yield ox.Quad(quad.subject, quad.predicate, quad.object, state)
