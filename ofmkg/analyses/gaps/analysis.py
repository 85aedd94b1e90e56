"""How far do studies cover each step, vector by vector, and where is nobody?

A study counts for the vector that it analyses and for those above it. A narrower threat that a
study only names is not thereby analysed: its outcomes are coded for the vector as a whole.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from ofmkg.analyses.gaps.cells import GapCell, Level, gap_cell, gap_cell_of
from ofmkg.analyses.gaps.counting import Counted, counted, merged
from ofmkg.analyses.gaps.study_cells import Column
from ofmkg.analyses.locators import VectorRow, Vectors
from ofmkg.graph.asking import Graph
from ofmkg.graph.model import Collection, Framework
from ofmkg.graph.results import Result
from ofmkg.graph.rows import Id, records


@dataclass(frozen=True, slots=True)
class NamedBy:
    """A study that is said to be about a threat among others, but was not coded for it."""

    study: str
    vector: str
    locator: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class VectorGaps:
    """One vector in one collection, with a cell per step of the framework.

    `broader` are the vectors above it (none for a top vector), `studies` those that analyse it or
    a narrower one. `complete` are the studies that address every step, `at_least_in_part` those
    that do so at least in part (the complete ones among them).
    """

    vector: str
    label: str
    collection: str
    broader: tuple[str, ...]
    studies: tuple[str, ...]
    named_by: tuple[NamedBy, ...]
    complete: tuple[str, ...]
    at_least_in_part: tuple[str, ...]
    cells: tuple[GapCell, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A study whose cell is another than in the data as they stand; None = not among them."""

    study: str
    was: str | None
    becomes: str | None


@dataclass(frozen=True, slots=True)
class GapChange:
    """A cell of the map that is another than in the data as they stand."""

    collection: str
    vector: str
    step: str
    was: Level
    becomes: Level
    moved: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class CompleteChange:
    """A vector for which other studies address every step than in the data as they stand."""

    collection: str
    vector: str
    was: tuple[str, ...]
    becomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gaps(Result):
    """Vectors by steps, in the collections shown.

    `elsewhere` counts studies of other collections, by the label of the collection. `changes` and
    `complete_changes` tell what another reading of the data moves; None where the data are read
    as they stand.
    """

    framework: Framework
    collections: tuple[Collection, ...]
    vectors: tuple[VectorGaps, ...]
    elsewhere: tuple[tuple[str, int], ...] = ()
    changes: tuple[GapChange, ...] | None = None
    complete_changes: tuple[CompleteChange, ...] | None = None


@dataclass(frozen=True, slots=True)
class Threat:
    """A row of the question `named-threats`: a threat that a study is said to be about, too."""

    study: Id
    collection: Id
    vector: Id
    threat: Id
    locator: str | None
    source: Id | None


def gaps(
    graph: Graph,
    collection: str | None = None,
    framework: str | None = None,
    coder: str | None = None,
    *,
    threats: bool = False,
    against: Graph | None = None,
) -> Gaps:
    """Return how far the studies of a collection cover each step of each top vector.

    Without `collection` the default one is taken; "all" takes all of them, one after the other.
    `threats` adds the vectors below the top ones. `against` is the graph of the data as they
    stand where `graph` is another reading of them. Raises UnknownIdError for an unknown id.
    """
    if against is not None:
        before = gaps(against, collection, framework, coder, threats=threats)
        return changed(before, gaps(graph, collection, framework, coder, threats=threats))
    places = graph.shown(collection)
    frame = graph.frame(framework)
    read = counted(graph, frame, coder)
    found = gap_map(
        read,
        records(graph.asked_once("vector-relations"), VectorRow),
        records(graph.asked("named-threats"), Threat),
        frame,
        places,
        threats=threats,
    )
    homes: dict[str, set[str]] = {}
    for (place, _), columns in read.columns.items():
        homes.setdefault(place, set()).update(*(_studies(each) for each in columns.values()))
    inside = set().union(*(homes.get(place.id, ()) for place in places))
    elsewhere = ((c.label, len(homes.get(c.id, set()) - inside)) for c in graph.collections())
    return Gaps(frame, places, found, tuple(each for each in elsewhere if each[1]))


def gap_map(
    read: Counted,
    relations: Iterable[VectorRow],
    named: Iterable[Threat],
    frame: Framework,
    places: Iterable[Collection],
    *,
    threats: bool = False,
) -> tuple[VectorGaps, ...]:
    """Return the vectors of each collection in turn, each top one before those below it."""
    listed = list(relations)
    above = Vectors(listed)
    labels = {row.vector: row.vector if row.label is None else row.label for row in listed}
    labels = {vector: vector for _, vector in read.columns} | labels
    order = [v for v in _order(labels, above) if threats or above.above(v) == {v}]
    below = {vector: [v for v in labels if vector in above.above(v)] for vector in order}
    naming: dict[tuple[str, str], dict[str, NamedBy]] = {}
    for row in named:
        by_study = naming.setdefault((row.collection, row.threat), {})
        by_study[row.study] = NamedBy(
            study=row.study, vector=row.vector, locator=row.locator, source=row.source
        )
    steps = [step.step for step in frame.steps]

    def row_of(place: str, vector: str) -> VectorGaps:
        homes = [(place, v) for v in below[vector] if (place, v) in read.columns]
        columns = dict(merged((read.columns[home] for home in homes), steps))
        vectors = [v for _, v in homes]
        cells = tuple(
            gap_cell_of(step, column, partial(read.studies, place, vectors, step))
            for step, column in columns.items()
        )
        studies = set().union(*map(_studies, columns.values()))
        whole, some = (
            studies.difference(*(_studies(column, but=of) for column in columns.values()))
            for of in (("addressed",), ("addressed", "partial"))
        )
        naming_it = naming.get((place, vector), {})
        return VectorGaps(
            vector=vector,
            label=labels[vector],
            collection=place,
            broader=tuple(sorted(above.above(vector) - {vector})),
            studies=tuple(sorted(studies)),
            named_by=tuple(naming_it[study] for study in sorted(set(naming_it) - studies)),
            complete=tuple(sorted(whole)),
            at_least_in_part=tuple(sorted(some)),
            cells=cells,
        )

    return tuple(row_of(place.id, vector) for place in places for vector in order)


def _studies(column: Column, but: Iterable[str] = ()) -> set[str]:
    """Return the studies of a step, without those in some states."""
    return {study for coding, those in column.items() if coding.state not in but for study in those}


def changed(before: Gaps, after: Gaps) -> Gaps:
    """Return `after` with what has changed in it since `before`.

    A collection or vector that is not in it any more is kept, without studies.
    """
    now = {(each.collection, each.vector): each for each in after.vectors}
    emptied: list[VectorGaps] = []
    changes: list[GapChange] = []
    complete: list[CompleteChange] = []
    for old in before.vectors:
        new = now.get((old.collection, old.vector))
        if new is None:
            cells = tuple(gap_cell(cell.step, ()) for cell in old.cells)
            new = replace(old, studies=(), complete=(), at_least_in_part=(), cells=cells)
            emptied.append(new)
        for was, becomes in zip(old.cells, new.cells, strict=True):
            moved = _moved(was, becomes)
            if moved:
                levels = (was.level, becomes.level)
                changes.append(GapChange(old.collection, old.vector, was.step, *levels, moved))
        if old.complete != new.complete:
            both = (old.complete, new.complete)
            complete.append(CompleteChange(old.collection, old.vector, *both))
    here = {each.id for each in after.collections}
    gone = (each for each in before.collections if each.id not in here)
    return replace(
        after,
        collections=(*after.collections, *gone),
        vectors=(*after.vectors, *emptied),
        changes=tuple(changes),
        complete_changes=tuple(complete),
    )


def _order(labels: Mapping[str, str], above: Vectors) -> list[str]:
    """Put vectors in the order of their labels, each one after those above it."""

    def key(vector: str) -> list[tuple[int, str, str]]:
        path = ((len(above.above(v)), labels.get(v, v).casefold(), v) for v in above.above(vector))
        return sorted(path)

    return sorted(labels, key=key)


def _moved(was: GapCell, becomes: GapCell) -> tuple[Moved, ...]:
    old, new = ({each.study: each.state for each in cell.studies} for cell in (was, becomes))
    return tuple(
        Moved(study, old.get(study), new.get(study))
        for study in sorted(old.keys() | new.keys())
        if old.get(study) != new.get(study)
    )
