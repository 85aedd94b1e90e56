"""What is asked for when cruxes are: a vector, or the two works between which they lie."""

from collections.abc import Iterable
from dataclasses import dataclass

from ofmkg.analyses.crux.hanging import overlaps
from ofmkg.analyses.holdings import Holding
from ofmkg.analyses.locators import Vectors
from ofmkg.errors import UnknownIdError, UsageError
from ofmkg.graph.asking import Graph
from ofmkg.graph.rows import Id, records
from ofmkg.graph.terms import short


@dataclass(frozen=True, slots=True)
class _Side:
    """A row of the question `sides`: a work, and a study or worked analysis of it (IRIs)."""

    work: str
    study: str | None
    worked_analysis: str | None


@dataclass(frozen=True, slots=True)
class _Study:
    """A row of the question `studies`: a study (IRI) of a work (IRI)."""

    study: str
    work: str
    vector: Id


def vector(graph: Graph, name: str) -> str:
    """Return the short id of a vector. Raises UnknownIdError, and UsageError for a work."""
    try:
        return short(graph.find(name, "MisuseVector").value)
    except UnknownIdError as error:
        try:
            graph.find(name, "Work")
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
        rows = records(graph.query("sides", work=name), _Side)
    except UnknownIdError as error:
        try:
            study, *_ = records(graph.query("studies", study=name), _Study)
        except UnknownIdError:
            raise error from None
        asked, vectors = study.study, (study.vector,)
        rows = records(graph.query("sides", work=study.work), _Side)
    work = rows[0].work
    parts = [part for row in rows for part in (row.study, row.worked_analysis) if part]
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
