"""Which rows belong to collections, and how vectors lie above each other."""

from collections.abc import Iterable, Mapping, Set

from ofmkg.graph.asking import Graph
from ofmkg.graph.terms import short


def sources_of(graph: Graph) -> dict[str, set[str]]:
    """Return the works (IRIs) that each collection (short id) is read from."""
    found: dict[str, set[str]] = {}
    for row in graph.query("collection-works").dicts():
        found.setdefault(short(row["collection"]), set()).add(row["work"])
    return found


def within(
    rows: Iterable[Mapping[str, str]], inside: Set[str], sources: Mapping[str, Set[str]]
) -> list[dict[str, str]]:
    """Keep the rows of the query `positions-on-question` that belong to collections (short ids).

    A study, and a work read as a whole, has its collection; a worked analysis, and what a work
    credits another with, belongs to those that are read from that work (`sources`). What comes
    from a work that no collection is read from belongs to each.
    """
    ours = set().union(*(sources.get(each, ()) for each in inside))
    every = set().union(*sources.values())

    def belongs(row: Mapping[str, str]) -> bool:
        if "collection" in row:
            return short(row["collection"]) in inside
        source = row.get("source", "")
        return source in ours or source not in every

    return [dict(row) for row in rows if belongs(row)]


class Vectors:
    """Misuse vectors and those above them, from rows of the query `vector-relations`."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Take the rows; a vector stands above itself too."""
        self._above: dict[str, set[str]] = {}
        for row in rows:
            self._above.setdefault(short(row["vector"]), set()).add(short(row["above"]))

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
