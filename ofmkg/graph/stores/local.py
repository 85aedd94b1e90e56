"""What stores on this machine have in common: pyoxigraph answers, in memory or from a directory."""

import contextlib
from collections.abc import Collection, Iterable, Iterator, Sequence

import pyoxigraph as ox

from ofmkg.errors import QueryError
from ofmkg.graph.stores.base import (
    DERIVED,
    FOLLOWING,
    Follow,
    Result,
    Rows,
    malformed,
    selected,
)

_DEFAULT = ox.DefaultGraph()
_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_DAMAGE = ("Corruption:", "IO error:")  # how the engine begins what it says of its files


def run(store: ox.Store, sparql: str, beside: Sequence[str] = ()) -> Result:
    """Answer any query with a whole result of the engine, which needs the store no more.

    The graphs `beside` join the default graph for it: such as have no statement of it.
    Raises QueryError if the query is malformed or cannot be answered, and what the engine raises
    (RuntimeError, OSError) if what it reads is damaged.
    """
    with _told():
        return _whole(store.query(sparql, default_graph=_default(beside)))


def select(store: ox.Store, sparql: str, beside: Sequence[str] = ()) -> Rows:
    """Answer a SELECT query. Raises as `run`, and QueryError for a query of another form."""
    with _told():
        return selected(store.query(sparql, default_graph=_default(beside)))


def _default(
    beside: Sequence[str],
) -> list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None:
    return [_DEFAULT, *map(ox.NamedNode, beside)] if beside else None


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (SyntaxError, ValueError) as error:
        raise malformed(error) from error
    except (RuntimeError, OSError) as error:  # of evaluation, such as SERVICE without a network
        if is_damage(error):
            raise
        raise QueryError(f"The query could not be answered: {error}") from error


def is_damage(error: Exception) -> bool:
    """Tell whether the engine found that it cannot read what it once wrote."""
    return str(error).startswith(_DAMAGE)


def _whole(result: Result) -> Result:
    """Return a result that has been computed to its end.

    The engine works a result out while it is read. What fails in the middle then fails far from
    here, as does what else happens to the store meanwhile.
    """
    if isinstance(result, ox.QueryBoolean):
        return result
    if isinstance(result, ox.QuerySolutions):
        content = result.serialize(format=ox.QueryResultsFormat.JSON) or b""
        found = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
        assert isinstance(found, ox.QuerySolutions)
        return found
    return as_result(ox.Quad(each.subject, each.predicate, each.object) for each in result)


def as_result(quads: Iterable[ox.Quad]) -> Result:
    """Return quads of the default graph as the result of a query for a graph."""
    held = ox.Store()
    add(held, quads)
    return held.query(_EVERYTHING)


def add(store: ox.Store, quads: Iterable[ox.Quad]) -> None:
    """Add quads to a store in memory in one step: nobody sees a part of them.

    They are all there before the engine takes them: while it works through what Python makes one
    by one, it holds its own lock and needs that of Python, which threads may hold the other way
    round.
    """
    store.extend(list(quads))


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
    """Remove graphs, and from the merge what no other graph states."""
    leaving = {ox.NamedNode(name) for name in graphs}
    apart = {*leaving, *(ox.NamedNode(name) for name in DERIVED), _DEFAULT}
    for graph in leaving:
        for quad in list(store.quads_for_pattern(None, None, None, graph)):
            triple = (quad.subject, quad.predicate, quad.object)
            stands = (q.graph_name for q in store.quads_for_pattern(*triple, None))
            if all(other in apart for other in stands):
                store.remove(ox.Quad(*triple))
        store.remove_graph(graph)


def follow(store: ox.Store, make: Follow) -> tuple[str, ...]:
    """Let derived graphs be what `make` makes now, and return their names.

    Of the others of `FOLLOWING` nothing stays: they followed from what stood here before.
    """
    made = make(stated(store))
    for name in dict.fromkeys([*made, *FOLLOWING]):
        _exchange(store, name, made.get(name, ()))
    return tuple(made)


def _exchange(store: ox.Store, name: str, quads: Iterable[ox.Quad]) -> None:
    """Let a graph hold `quads`; what stands there already is not written again."""
    graph = ox.NamedNode(name)
    new = dict.fromkeys(quads)
    if not new:
        store.remove_graph(graph)
        return
    for quad in list(store.quads_for_pattern(None, None, None, graph)):
        if quad in new:
            del new[quad]
        else:
            store.remove(quad)
    store.bulk_extend(new)
