"""What was done and found behind claims: rows of the question `evidence-records` into records."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ofmkg.analyses.compare.assumptions import Overlap
from ofmkg.analyses.compare.result import EvidenceRecord
from ofmkg.analyses.compare.sides import Side
from ofmkg.graph.asking import Graph, nodes
from ofmkg.graph.rows import Id, grouped, records
from ofmkg.graph.terms import short

Collected = tuple[tuple[EvidenceRecord, str | None], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A record (id), once for each vector, baseline, interval and p-value that it has."""

    record: str
    work: Id
    claim: Id
    statement: str | None
    vector: Id | None
    design: str | None
    design_as_stated: str | None
    sample: int | None
    baseline: Id | None
    comparison: str | None
    measure: str | None
    result: str | None
    interval: str | None
    significance: str | None
    models: str | None
    date: str | None
    by_developer: bool | None
    text_read: str | None
    locator: str | None
    source: Id | None
    coded_by: Id | None
    collection: Id | None


def collected(graph: Graph, works: Sequence[str]) -> Collected:
    """Return the records of works (IRIs), each with the collection (id) it was recorded for."""
    if not graph.part("evidence-of", {"work": nodes(works)}).rows:
        return ()
    return of_rows(records(graph.asked("evidence-records", {"work": nodes(works)}), Row))


def of_rows(rows: Iterable[Row]) -> Collected:
    """Return the records in rows, each with the collection (id) it was recorded for."""
    return tuple(
        (_record(own), own[0].collection) for own in grouped(rows, "record", "collection").values()
    )


def of_side(
    every: Collected, side: Side, vectors: Sequence[str], overlap: Overlap
) -> tuple[EvidenceRecord, ...]:
    """Return the records of a side: those of its collection, and of its vectors if it is a part."""
    taken = (record for record, collection in every if side.takes(collection))
    return about(taken, side.work, None if side.whole else vectors, overlap)


def about(
    every: Iterable[EvidenceRecord], work: str, vectors: Sequence[str] | None, overlap: Overlap
) -> tuple[EvidenceRecord, ...]:
    """Return the records of a work (IRI); with `vectors`, those that are not about others only."""
    return tuple(
        each
        for each in every
        if each.work == short(work) and (vectors is None or about_any(each, vectors, overlap))
    )


def about_any(record: EvidenceRecord, vectors: Sequence[str], overlap: Overlap) -> bool:
    """Tell whether a record is about any of these vectors, or about none in particular."""
    return not record.vectors or any(overlap(x, y) for x in record.vectors for y in vectors)


def _record(rows: Sequence[Row]) -> EvidenceRecord:
    first = rows[0]

    def every(values: Iterable[str | None]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value for value in values if value is not None))

    return EvidenceRecord(
        work=first.work,
        claim=first.claim,
        statement=first.statement,
        vectors=every(row.vector for row in rows),
        design=first.design,
        design_as_stated=first.design_as_stated,
        sample=first.sample,
        baselines=every(row.baseline for row in rows),
        comparison=first.comparison,
        measure=first.measure,
        result=first.result,
        intervals=every(row.interval for row in rows),
        significance=every(row.significance for row in rows),
        models=first.models,
        date=first.date,
        by_developer=first.by_developer,
        text_read=first.text_read,
        locator=first.locator,
        source=first.source,
        coder=first.coded_by,
    )
