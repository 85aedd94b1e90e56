"""The store of what was parsed before: the merge answers at once, all else when it is asked for.

Most questions look at the default graph alone. What looks at named graphs, or changes anything,
waits until the files are parsed, and is answered by a store in memory like any other.
"""

from collections.abc import Callable, Collection, Iterable, Iterator

import pyoxigraph as ox

from ofmkg.graph.once import Once
from ofmkg.graph.stores import local, looks
from ofmkg.graph.stores.base import Follow, Result, Rows, Store, nothing


class EarlyStore:
    """A store in memory that begins with its default graph; threads may share it."""

    def __init__(
        self, merge: ox.Store, whole: Callable[[], Store], again: Callable[[], Store]
    ) -> None:
        """Take the merge of all graphs, and how to make the store of these graphs.

        `again` makes the same store in another process, for those who pickle it.
        """
        self._merge: ox.Store | None = merge
        self._whole = Once(whole)
        self._again = again

    def __reduce__(self) -> tuple[object, ...]:
        """Let a store be pickled: as what makes it again, or with all it holds if it changed."""
        if self._merge is None:
            return _itself, (self._whole(),)
        return _made, (self._again,)

    def select(self, sparql: str) -> Rows:
        """Answer a SELECT query. Raises QueryError if it is malformed or of another form."""
        merge = self._enough(sparql)
        return self._whole().select(sparql) if merge is None else local.select(merge, sparql)

    def run(self, sparql: str) -> Result:
        """Answer any query with the engine's own result.

        Raises QueryError if it is malformed or cannot be answered.
        """
        merge = self._enough(sparql)
        return self._whole().run(sparql) if merge is None else local.run(merge, sparql)

    def has(self, iri: str) -> bool:
        """Tell whether anything is said of `iri` (nothing is of a text that is no IRI)."""
        merge = self._merge
        return self._whole().has(iri) if merge is None else local.has(merge, iri)

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every statement in its named graph."""
        return self._whole().quads()

    def graphs(self) -> tuple[str, ...]:
        """Return the names of the graphs, derived ones among them, in order."""
        return self._whole().graphs()

    def counts(self) -> dict[str, int]:
        """Return how many statements each named graph holds, derived ones among them."""
        return self._whole().counts()

    def replace(
        self,
        quads: Iterable[ox.Quad],
        graphs: Collection[str] | None,
        follow: Follow = nothing,
    ) -> None:
        """Put quads of named graphs in place of all that stands in `graphs` (None: in any)."""
        self._whole().replace(quads, graphs, follow)
        self._merge = None

    def _enough(self, sparql: str) -> ox.Store | None:
        """Return the merge if a query looks at nothing else."""
        alone = looks.named_graphs(sparql) == () and not looks.beside(sparql)
        return self._merge if alone else None


def _made(again: Callable[[], Store]) -> Store:
    return again()


def _itself(store: Store) -> Store:
    return store
