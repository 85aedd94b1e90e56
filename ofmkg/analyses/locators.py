"""Which rows belong to collections, how vectors lie above each other, which answers clash."""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from ofmkg.analyses.holdings import HoldingRow, Sources, counted_for
from ofmkg.graph.asking import Graph
from ofmkg.graph.rows import Id, grouped, records


@dataclass(frozen=True, slots=True)
class _CollectionWork:
    """A row of the question `collection-works`: a work (IRI) that a collection is read from."""

    collection: Id
    work: str


def sources_of(graph: Graph) -> dict[str, set[str]]:
    """Return the works (IRIs) that each collection (short id) is read from."""
    found = grouped(records(graph.asked("collection-works"), _CollectionWork), "collection")
    return {collection: {row.work for row in rows} for collection, rows in found.items()}


def within(rows: Iterable[HoldingRow], inside: Set[str], sources: Sources) -> list[HoldingRow]:
    """Keep the rows that belong to collections (short ids).

    A study, and a work read as a whole, has its collection; a worked analysis, and what a work
    credits another with, belongs to those that are read from that work (`sources`). What comes
    from a work that no collection is read from is kept with each, and counts for none.
    """
    found = ((row, counted_for(row, sources)) for row in rows)
    return [row for row, places in found if not places or places & inside]


@dataclass(frozen=True, slots=True)
class VectorRow:
    """A row of the question `vector-relations`: a vector, and one that stands above it."""

    vector: Id
    above: Id
    label: str | None = None


@dataclass(frozen=True, slots=True)
class _Incompatible:
    """A row of the question `incompatible`: an answer, and one that it excludes."""

    position: Id
    against: Id


def incompatible(graph: Graph) -> tuple[tuple[str, str], ...]:
    """Return the pairs of answers of which one excludes the other."""
    rows = records(graph.asked_once("incompatible"), _Incompatible)
    return tuple((row.position, row.against) for row in rows)


class Vectors:
    """Misuse vectors and those above them."""

    def __init__(self, rows: Iterable[VectorRow]) -> None:
        """Take the rows; a vector stands above itself too."""
        self._above: dict[str, set[str]] = {}
        for row in rows:
            self._above.setdefault(row.vector, set()).add(row.above)

    @classmethod
    def of(cls, graph: Graph) -> "Vectors":
        """Return the vectors of a graph."""
        return cls(records(graph.asked_once("vector-relations"), VectorRow))

    def above(self, vector: str) -> set[str]:
        """Return the vector itself and every vector that it is narrower than."""
        return self._above.get(vector, set()) | {vector}

    def overlap(self, one: str | None, other: str | None) -> bool:
        """Tell whether two vectors overlap; None, across vectors, overlaps every vector."""
        if one is None or other is None:
            return True
        return other in self.above(one) or one in self.above(other)

    def home(self, vector: str, studied: Iterable[str]) -> str:
        """Return the nearest vector, itself or above it, out of `studied`; else itself."""
        near = sorted(self.above(vector) & set(studied), key=lambda v: (-len(self.above(v)), v))
        return near[0] if near else vector
