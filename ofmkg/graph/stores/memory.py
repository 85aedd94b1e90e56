"""The store in memory: documents in, SPARQL answers out.

Named graphs, one per file, are added when a query first looks at them, for they cost as much as all
else. So are derived graphs, such as what follows from the files. Each is added in one step, by one
thread while others wait for it, so that no query ever sees a part of one.
"""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from ofmkg.graph.once import Kept, Once
from ofmkg.graph.parsing import Document
from ofmkg.graph.stores import local, looks
from ofmkg.graph.stores.base import Follow, Result, Rows, as_documents, nothing

Derive = Callable[[Sequence[Document]], Iterable[ox.Quad]]


@dataclass(frozen=True, slots=True)
class Given:
    """What a derived graph holds, where that is known: it need not be made of the documents."""

    quads: tuple[ox.Quad, ...]

    def __call__(self, _: Sequence[Document]) -> Iterable[ox.Quad]:
        """Return it."""
        return self.quads


class MemoryStore:
    """An in-memory pyoxigraph store, which threads may share."""

    def __init__(
        self, stated: Iterable[Document] = (), derived: Mapping[str, Derive] | None = None
    ) -> None:
        """Load the documents `stated`.

        `derived` tells how to make each further graph, by its name, when a query asks for it.
        """
        stated = tuple(stated)
        store = ox.Store()
        for document in stated:
            local.add(store, document.merged())
        self._derive = dict(derived or {})
        self._writing = threading.Lock()
        self._held = _Held(store, stated, self._derive)

    def select(self, sparql: str) -> Rows:
        """Answer a SELECT query. Raises QueryError if it is malformed or of another form."""
        beside = looks.beside(sparql)
        return local.select(self._looked_at(sparql, beside), sparql, beside)

    def run(self, sparql: str) -> Result:
        """Answer any query with the engine's own result.

        Raises QueryError if it is malformed or cannot be answered.
        """
        beside = looks.beside(sparql)
        return local.run(self._looked_at(sparql, beside), sparql, beside)

    def has(self, iri: str) -> bool:
        """Tell whether anything is said of `iri` (nothing is of a text that is no IRI)."""
        return local.has(self._held.store, iri)

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every statement in its named graph."""
        return self._held.quads()

    def graphs(self) -> tuple[str, ...]:
        """Return the names of the graphs, derived ones among them, in order."""
        return local.graphs(self._with_derived().store)

    def counts(self) -> dict[str, int]:
        """Return how many statements each named graph holds, derived ones among them."""
        return local.counts(self._with_derived().store)

    def replace(
        self,
        quads: Iterable[ox.Quad],
        graphs: Collection[str] | None,
        follow: Follow = nothing,
    ) -> None:
        """Put quads of named graphs in place of all that stands in `graphs` (None: in any).

        With what `follow` makes of the whole. Who asks meanwhile is answered from what stood here
        before.
        """
        every = list(quads)  # nothing is changed if they cannot be read
        with self._writing:
            store = ox.Store()
            if graphs is not None:
                local.add(store, self._whole().store)
                local.take_out(store, graphs)
            local.add(store, local.with_merge(every))
            made = local.follow(store, follow)
            later = {name: make for name, make in self._derive.items() if name not in made}
            self._held = _Held(store, (), later)

    def take(self, whole: bytes) -> None:
        """Hold what is written in N-Quads, and nothing else: all graphs, the merge among them."""
        store = ox.Store()
        store.load(whole, format=ox.RdfFormat.N_QUADS, lenient=True)
        self._held = _Held(store, (), self._derive)

    def __reduce__(self) -> tuple[object, ...]:
        """Let a store be pickled: with its documents, or with all that it holds if it changed."""
        return _again, self._held.kept()

    def _looked_at(self, sparql: str, beside: Collection[str]) -> ox.Store:
        held = self._held
        held.add_derived(beside)
        named = looks.named_graphs(sparql)
        if named != ():
            held.add_graphs()
            held.add_derived(named)
        return held.store

    def _whole(self) -> "_Held":
        held = self._held
        held.add_graphs()
        return held

    def _with_derived(self) -> "_Held":
        held = self._whole()
        held.add_derived(None)  # what is there must not hang on what was asked before
        return held


class _Held:
    """What a store holds between two changes: it only gains the graphs that it was to have."""

    def __init__(
        self, store: ox.Store, stated: tuple[Document, ...], derive: Mapping[str, Derive]
    ) -> None:
        """Take a store, the documents whose graphs it lacks, and how to make derived graphs."""
        self.store = store
        self.derive = derive
        self._stated = stated
        self._add_derived = Kept(self._derived)
        self.add_graphs = Once(lambda: local.add(store, self.quads()) if stated else None)

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every stated statement in its named graph."""
        if not self._stated:
            yield from local.stated(self.store)
        for document in self._stated:
            yield from document.named()

    def kept(self) -> tuple[tuple[Document, ...], bytes, Mapping[str, Derive]]:
        """Return what makes the same again: documents or N-Quads, and what is yet to derive."""
        if self._stated:
            return self._stated, b"", self.derive
        whole = self.store.dump(format=ox.RdfFormat.N_QUADS) or b""
        return (), whole, self.derive

    def add_derived(self, named: Collection[str] | None) -> None:
        """Add the derived graphs of some names (None: all): few queries look at any."""
        for name in self.derive:
            if named is None or name in named:
                self._add_derived(name)

    def _derived(self, name: str) -> None:
        local.add(self.store, self.derive[name](self._stated or as_documents(self.quads())))


def _again(stated: tuple[Document, ...], whole: bytes, derive: Mapping[str, Derive]) -> MemoryStore:
    made = MemoryStore(stated, derive)
    if whole:
        made.take(whole)
    return made
