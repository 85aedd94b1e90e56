"""What stores on this machine have in common: pyoxigraph answers, in memory or from a directory."""

from collections.abc import Collection, Iterable, Iterator

import pyoxigraph as ox

from ofmkg.errors import QueryError
from ofmkg.stores.base import DERIVED, Result, malformed
from ofmkg.terms import INFERENCES

_DEFAULT = ox.DefaultGraph()


def run(store: ox.Store, sparql: str) -> Result:
    """Answer any query with the engine's own result. Raises QueryError if malformed."""
    try:
        return store.query(sparql)
    except (SyntaxError, ValueError) as error:
        raise malformed(error) from error
    except OSError as error:  # evaluation errors, such as SERVICE without a network
        raise QueryError(f"The query could not be answered: {error}") from error


def has(store: ox.Store, iri: str) -> bool:
    """Tell whether anything is said of `iri` (nothing is of a text that is no IRI)."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return False
    return next(store.quads_for_pattern(node, None, None, _DEFAULT), None) is not None


def stated(store: ox.Store) -> Iterator[ox.Quad]:
    """Yield every statement of the named graphs that are not derived."""
    for graph in store.named_graphs():
        if graph.value not in DERIVED:
            yield from store.quads_for_pattern(None, None, None, graph)


def graphs(store: ox.Store) -> tuple[str, ...]:
    """Return the names of the named graphs in order."""
    return tuple(sorted(graph.value for graph in store.named_graphs()))


def counts(store: ox.Store) -> dict[str, int]:
    """Return how many statements each named graph holds."""
    found = {
        graph.value: sum(1 for _ in store.quads_for_pattern(None, None, None, graph))
        for graph in store.named_graphs()
    }
    return dict(sorted(found.items()))


def with_merge(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield quads of named graphs, each followed by the same statement in the default graph."""
    for quad in quads:
        yield quad
        yield ox.Quad(quad.subject, quad.predicate, quad.object)


def take_out(store: ox.Store, graphs: Collection[str]) -> None:
    """Remove graphs, from the merge what no other graph states, and what was derived before.

    Of inferences is known only that they followed from what stood here before.
    """
    leaving = {ox.NamedNode(name) for name in graphs}
    apart = {*leaving, *(ox.NamedNode(name) for name in DERIVED), _DEFAULT}
    for graph in leaving:
        for quad in list(store.quads_for_pattern(None, None, None, graph)):
            triple = (quad.subject, quad.predicate, quad.object)
            stands = (q.graph_name for q in store.quads_for_pattern(*triple, None))
            if all(other in apart for other in stands):
                store.remove(ox.Quad(*triple))
        store.remove_graph(graph)
    store.remove_graph(ox.NamedNode(INFERENCES))
