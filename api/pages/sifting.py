"""Lists that are sifted: by threat, date, extent of reading, and by analyses of open models."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from ofmkg.graph.extents import THROUGH_ANOTHER
from ofmkg.graph.once import of_graph
from ofmkg.graph.terms import short
from ofmkg.knowledge import KnowledgeGraph

from ..routes.studies import ListedStudy, Studies
from .lists import EXTENTS, Beside, ListedWork, Works, beside

T = TypeVar("T")
ORDERS = ("name", "date", "read")
OPEN_MODELS = ("yes", "partly", "no", "not-mentioned")


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a list is asked for; None does not matter.

    `vector` is the id of a threat, `read` an extent of reading, `since` a date as exactly as it is
    known, `open_models` an answer to whether open models are analysed, `sort` one of the orders.
    """

    vector: str | None = None
    read: str | None = None
    since: str | None = None
    open_models: str | None = None
    sort: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether all there is stays, in the order of names."""
        return self == Sieve()


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a sieve looks at."""

    vectors: tuple[str, ...]
    read: str | None
    date: str | None
    open_models: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Sieves:
    """What a list can be sifted by: threats (id, label) that were studied, extents, answers."""

    vectors: tuple[tuple[str, str], ...]
    extents: tuple[str, ...]
    open_models: tuple[str, ...]


@of_graph
def sieves(graph: KnowledgeGraph) -> Sieves:
    """Return what lists of a graph can be sifted by."""
    labels = graph.labels("MisuseVector")
    used = {short(row["vector"]) for row in graph.ask("studies")}
    answers = {each for those in beside(graph).open_models.values() for each in those}
    ordered = tuple(each for each in OPEN_MODELS if each in answers)
    vectors = sorted(((each, labels.get(each, each)) for each in used), key=lambda each: each[1])
    return Sieves(tuple(vectors), EXTENTS, ordered)


def studies(found: Studies, sieve: Sieve, graph: KnowledgeGraph) -> Studies:
    """Return the studies that a sieve lets through. Raises UnknownIdError for an unknown threat."""
    if sieve.is_empty:
        return found
    known = beside(graph)

    def seen(study: ListedStudy) -> _Seen:
        return _Seen(
            (study.vector,),
            known.read.get(study.iri, THROUGH_ANOTHER),
            known.dates.get(study.work),
            known.open_models.get(study.work, ()),
            study.label.lower(),
        )

    return replace(found, studies=tuple(_sifted(found.studies, seen, _named(sieve, graph))))


def works(found: Works, sieve: Sieve, graph: KnowledgeGraph) -> Works:
    """Return the works that a sieve lets through. Raises UnknownIdError for an unknown threat."""
    if sieve.is_empty:
        return found
    known: Beside = beside(graph)

    def seen(work: ListedWork) -> _Seen:
        return _Seen(
            tuple(each.id for each in work.vectors),
            work.read,
            work.issued,
            known.open_models.get(work.id, ()),
            work.label.lower(),
        )

    return replace(found, works=tuple(_sifted(found.works, seen, _named(sieve, graph))))


def _named(sieve: Sieve, graph: KnowledgeGraph) -> Sieve:
    if sieve.vector is None:
        return sieve
    return replace(sieve, vector=short(graph.find(sieve.vector, "MisuseVector").value))


def _sifted(things: Iterable[T], seen: Callable[[T], _Seen], sieve: Sieve) -> list[T]:
    kept = [thing for thing in things if _passes(seen(thing), sieve)]
    match sieve.sort:
        case "date":  # the latest first, those without a date last
            return sorted(kept, key=lambda thing: seen(thing).date or "", reverse=True)
        case "read":
            return sorted(kept, key=lambda thing: _rank(seen(thing).read))
        case "name":
            return sorted(kept, key=lambda thing: seen(thing).name)
    return kept


def _rank(extent: str | None) -> int:
    return EXTENTS.index(extent) if extent in EXTENTS else len(EXTENTS)


def _passes(seen: _Seen, sieve: Sieve) -> bool:
    return (
        (sieve.vector is None or sieve.vector in seen.vectors)
        and (sieve.read is None or sieve.read == seen.read)
        and (sieve.since is None or (seen.date is not None and _since(seen.date, sieve.since)))
        and (sieve.open_models is None or sieve.open_models in seen.open_models)
    )


def _since(date: str, since: str) -> bool:
    """Tell whether a date is as late, as far as both are known: 2024 may be later than 2024-03."""
    shared = min(len(date), len(since))
    return date[:shared] >= since[:shared]
