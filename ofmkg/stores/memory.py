"""The store in memory: documents in, SPARQL answers out.

Named graphs, one per file, are added when a query first looks at them, for they cost as much as all
else. So are derived graphs, such as what follows from the files.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from ofmkg.corpus import Document
from ofmkg.stores import local
from ofmkg.stores.base import Result, Rows, documents, selected

Derive = Callable[[Sequence[Document]], Iterable[ox.Quad]]


class MemoryStore:
    """An in-memory pyoxigraph store."""

    def __init__(
        self, stated: Iterable[Document] = (), derived: Mapping[str, Derive] | None = None
    ) -> None:
        """Load the documents `stated`.

        `derived` tells how to make each further graph, by its name, when a query asks for it.
        """
        self._documents = tuple(stated)
        self._derived = dict(derived or {})
        self._made: set[str] = set()  # of the derived graphs
        self._store = ox.Store()
        self._has_graphs = False
        for document in self._documents:
            self._store.bulk_extend(document.merged())

    def select(self, sparql: str) -> Rows:
        """Answer a SELECT query. Raises QueryError if it is malformed or of another form."""
        return selected(self.run(sparql))

    def run(self, sparql: str) -> Result:
        """Answer any query with the engine's own result. Raises QueryError if malformed."""
        if "graph" in sparql.lower():
            self._add_graphs()
            self._add_derived(sparql)
        return local.run(self._store, sparql)

    def has(self, iri: str) -> bool:
        """Tell whether anything is said of `iri` (nothing is of a text that is no IRI)."""
        return local.has(self._store, iri)

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every statement in its named graph."""
        if not self._documents:
            yield from local.stated(self._store)
        for document in self._documents:
            yield from document.named()

    def graphs(self) -> tuple[str, ...]:
        """Return the names of the graphs, derived ones among them, in order."""
        self._add_graphs()
        return local.graphs(self._store)

    def counts(self) -> dict[str, int]:
        """Return how many statements each named graph holds, derived ones among them."""
        self._add_graphs()
        return local.counts(self._store)

    def replace(self, quads: Iterable[ox.Quad], graphs: Collection[str] | None) -> None:
        """Put quads of named graphs in place of all that stands in `graphs` (None: in any)."""
        every = list(quads)  # nothing is changed if they cannot be read
        if graphs is None:
            self._store = ox.Store()
        else:
            self._add_graphs()
            local.take_out(self._store, graphs)
        self._made.clear()
        self._documents, self._has_graphs = (), True
        self._store.bulk_extend(local.with_merge(every))

    def derive(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Put a derived graph in place of the one of that name; it joins no default graph."""
        every = list(quads)
        self._made.add(graph)
        self._store.remove_graph(ox.NamedNode(graph))
        self._store.bulk_extend(every)

    def _add_graphs(self) -> None:
        if not self._has_graphs:
            self._store.bulk_extend(self.quads())
            self._has_graphs = True

    def _add_derived(self, sparql: str) -> None:
        """Add the derived graphs that a query may look at: only few do, and they take time."""
        named = {name for name in self._derived if f"<{name}>" in sparql}
        for name in (named or set(self._derived)) - self._made:
            self.derive(name, self._derived[name](self._documents or documents(self)))
