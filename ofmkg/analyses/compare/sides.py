"""The sides of a comparison: a work with its studies, and what is told of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ofmkg.analyses.compare import assumptions
from ofmkg.analyses.compare.result import ComparedWork
from ofmkg.analyses.stances import Held
from ofmkg.graph.asking import Graph, nodes
from ofmkg.graph.model import Cell, Collection, Stance
from ofmkg.graph.rows import Id, records
from ofmkg.graph.terms import short


@dataclass(frozen=True, slots=True)
class Reported:
    """A row of the question `sides`: a work, and a study or worked analysis that it reports."""

    work: str
    label: str | None
    title: str | None
    issued: str | None
    study: str | None
    vector: str | None
    collection: Id | None
    collection_label: str | None
    cutoff: str | None
    worked_analysis: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """A work with the studies asked for and everything that may hold stances for it (IRIs).

    `whole` is false where one of several studies was asked for. `aside` are its studies of other
    collections than that of the side, and `apart` (ids) these collections.
    """

    work: str
    whole: bool
    studies: tuple[str, ...]
    holders: tuple[str, ...]
    rows: tuple[Reported, ...]
    apart: frozenset[str | None] = frozenset()
    aside: tuple[str, ...] = ()

    def takes(self, collection: str | None) -> bool:
        """Return whether what was read for a collection (None: for none in particular) is of it."""
        return collection not in self.apart


def reported(graph: Graph, works: Sequence[str] = ()) -> list[Reported]:
    """Return works (IRIs; none: all) with the studies and worked analyses that they report."""
    return records(graph.asked("sides", {"work": nodes(works)} if works else {}), Reported)


def side(asked: str, rows: Sequence[Reported], default: str | None = None) -> Side:
    """Return a work with all its studies, or with the one asked for (IRI), from its rows.

    Nothing is told of two collections at once: of a work that has studies in several, those are
    taken that go with the study asked for, else those of the `default` collection (id).
    """
    work = rows[0].work
    collections = dict.fromkeys(row.collection for row in rows if row.study)
    own = next((row.collection for row in rows if row.study == asked), None)
    known = default if default in collections else next(iter(collections), None)
    only = (own or known) if len(collections) > 1 else None
    aside = dict.fromkeys(r.study for r in rows if only and r.study and r.collection != only)
    rows = [row for row in rows if only is None or not row.study or row.collection == only]
    every = tuple(dict.fromkeys(row.study for row in rows if row.study))
    worked = dict.fromkeys(row.worked_analysis for row in rows if row.worked_analysis)
    studies = every if work == asked else (asked,)
    return Side(
        work=work,
        whole=studies == every,
        studies=studies,
        holders=(*studies, work, *worked),
        rows=tuple(rows),
        apart=frozenset(collections) - {only, None} if only else frozenset(),
        aside=tuple(aside),
    )


def stances(side: Side, held: Iterable[Held], overlap: assumptions.Overlap) -> list[Stance]:
    """Return the stances of a side out of those of all holders."""
    return [each.stance for each in of_side(side, held, overlap)]


def of_side(side: Side, held: Iterable[Held], overlap: assumptions.Overlap) -> list[Held]:
    """Return what a side holds out of what all hold, with who holds it."""
    found = [each for each in held if each.holder in side.holders and side.takes(each.collection)]
    if side.whole:
        return found
    own = (row for row in side.rows if row.study in side.studies)
    vectors = {short(row.vector) for row in own if row.vector}
    every = [each.stance for each in found]
    kept = assumptions.within(every, short(side.studies[0]), vectors, overlap)
    return [each for each in found if each.stance in kept]


def wholly(side: Side, held: Iterable[Held]) -> tuple[Held, ...]:
    """Return the stances of readings of the work as a whole, if it has no studies, else none."""
    if side.studies:
        return ()
    return tuple(each for each in held if each.holder == side.work and each.collection)


def caveats(every: Iterable[Collection], named: set[str | None]) -> tuple[str, ...]:
    """Return what must be said of the collections named, or of the default one."""
    shown = [c for c in every if c.id in named] or [c for c in every if c.is_default]
    return tuple(dict.fromkeys(caveat for c in shown for caveat in c.caveats))


def compared(
    side: Side,
    taken: Iterable[Stance],
    wholly: Sequence[Held],
    every: Iterable[Collection],
    cells: Mapping[tuple[str, str], Cell],
) -> ComparedWork:
    """Return a side, with the collection and the extent that its studies were read in.

    Of a work without studies they are those of the readings `wholly` of it, if they are of one of
    the collections; what is known of any other reaches up to the cut-off of the default one.
    """
    own = [row for row in side.rows if row.study in side.studies]
    first = own[0] if own else side.rows[0]
    vectors = {short(row.vector) for row in own if row.vector} or {
        v for s in taken for v in s.vectors
    }
    read = [cell.text_read for (study, _), cell in cells.items() if study in side.studies]
    known = {each.collection for each in wholly}
    place = next((c for c in every if known == {c.id}), None)
    upto = place or next((c for c in every if c.is_default), None)
    return ComparedWork(
        id=short(side.work) if len(side.studies) != 1 or not own else short(side.studies[0]),
        iri=side.work,
        label=short(side.work) if first.label is None else first.label,
        title=short(side.work) if first.title is None else first.title,
        vectors=tuple(sorted(vectors)),
        studies=tuple(short(study) for study in side.studies),
        collection=first.collection if own else place.id if place else None,
        cutoff=first.cutoff if own else upto.cutoff if upto else None,
        collection_label=first.collection_label if own else place.label if place else None,
        issued=first.issued,
        text_read=tuple(sorted({x for x in (*read, *(h.text_read for h in wholly)) if x})),
        aside=tuple(short(study) for study in side.aside),
    )
