"""What is asked for when cruxes are: a vector, or the two works between which they lie."""

from collections.abc import Iterable
from dataclasses import dataclass

from ofmkg.analyses.crux.hanging import overlaps
from ofmkg.analyses.holdings import Holding
from ofmkg.analyses.locators import Vectors
from ofmkg.errors import UnknownIdError, UsageError
from ofmkg.graph.asking import Graph
from ofmkg.graph.terms import short


def vector(graph: Graph, name: str) -> str:
    """Return the short id of a vector. Raises UnknownIdError, and UsageError for a work."""
    try:
        return short(graph.query("vector-relations", vector=name).dicts()[0]["vector"])
    except UnknownIdError as error:
        try:
            graph.query("sides", work=name)
        except UnknownIdError:
            raise error from None
        raise UsageError(f"{name} is a work: name another work beside it, or a vector.") from None


@dataclass(frozen=True, slots=True)
class Named:
    """A work or study as asked for, its work, all holders of its stances (IRIs).

    `vectors` are those of a study that was asked for by itself.
    """

    name: str
    work: str
    holders: tuple[str, ...]
    vectors: tuple[str, ...]


def side(graph: Graph, name: str) -> Named:
    """Return what a work or study is. Raises UnknownIdError."""
    vectors: tuple[str, ...] = ()
    asked = name
    try:
        rows = graph.query("sides", work=name).dicts()
    except UnknownIdError as error:
        try:
            (study, *_) = graph.query("studies", study=name).dicts()
        except UnknownIdError:
            raise error from None
        asked, vectors = study["study"], (short(study["vector"]),)
        rows = graph.query("sides", work=study["work"]).dicts()
    work = rows[0]["work"]
    parts = [row[key] for row in rows for key in ("study", "workedAnalysis") if key in row]
    holders = tuple(dict.fromkeys([work, *parts]))
    return Named(short(asked if vectors else work), short(work), holders, vectors)


def of(held: Iterable[Holding], asked: Named, vectors: Vectors) -> list[Holding]:
    """Keep what a work holds; of a study, what it holds itself and its work on the same threat."""
    return [
        h
        for h in held
        if h.work == asked.work
        and (
            not asked.vectors
            or h.stance.holder == asked.name
            or (h.collection is None and overlaps(asked.vectors, h.stance.vectors, vectors))
        )
    ]
