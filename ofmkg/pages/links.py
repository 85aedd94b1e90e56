"""Where the things of a graph stand: what an id that a text names is the address of."""

from collections.abc import Iterable, Mapping

from ofmkg.graph.asking import Graph
from ofmkg.graph.terms import BASE, short

# Of things that share an id, the one that people mean: the first of these.
_FIRST = ("study", "publication", "question", "position", "claim", "disagreement", "vector")


class Places:
    """Knows where the things of a graph stand."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Take rows of the query `things`."""
        self._known: set[str] = set()
        self._paths: dict[str, str] = {}
        iris = {row["thing"] for row in rows if row["thing"].startswith(BASE)}
        for iri in sorted((iri for iri in iris if "#" not in iri), key=rank):
            path = "/" + iri.removeprefix(BASE)
            self._known.add(path)
            self._paths.setdefault(short(iri), path)

    def path(self, thing: str) -> str | None:
        """Return the address of what an id or an IRI (or its path) means, or None.

        A study wins over a work of the same id.
        """
        path = "/" + thing.removeprefix(BASE)
        return path if path in self._known else self._paths.get(short(thing))

    def iri(self, thing: str) -> str | None:
        """Return the IRI of what an id or an IRI means, or None."""
        path = self.path(thing)
        return None if path is None else BASE + path.removeprefix("/")


def places(graph: Graph) -> Places:
    """Return where the things of a graph stand."""
    return Places(graph.query("things").dicts())


def rank(iri: str) -> tuple[int, int, str]:
    """Return by what things that share an id are put in order."""
    path = iri.removeprefix(BASE)
    kind = path.partition("/")[0]
    known = _FIRST.index(kind) if kind in _FIRST else len(_FIRST)
    return (path.count("/"), known, iri)  # a part of another thing comes last
