"""What was done and found behind claims, from narrow queries laid out as typed records.

The question `evidence-records` tells the same for people who ask in SPARQL, and for briefs, in
rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ofmkg.analyses.compare.assumptions import Overlap
from ofmkg.analyses.compare.result import EvidenceRecord
from ofmkg.analyses.compare.sides import Side
from ofmkg.graph.asking import Graph, nodes
from ofmkg.graph.rows import Id, Identifier, grouped, records
from ofmkg.graph.terms import short

Collected = tuple[tuple[EvidenceRecord, str | None], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of `evidence-records`: a record (id), once for each vector, baseline and so on."""

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


@dataclass(frozen=True, slots=True)
class _Core:
    """A record of a claim in a reading (IRIs), once for each vector that the claim is about."""

    work: Id
    record: str
    reading: str
    claim: str
    source: Id
    coded_by: Id
    date: str | None
    collection: Id | None
    vector: Id | None


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of a record, of its claim, or of the reading."""

    statement: str | None = None
    study_design: Identifier | None = None
    design_as_stated: str | None = None
    sample_size: int | None = None
    sample_size_as_stated: int | None = None
    comparison_arm: tuple[Id, ...] = ()
    comparison_as_stated: str | None = None
    outcome_measure: str | None = None
    result_as_stated: str | None = None
    interval_as_stated: tuple[str, ...] = ()
    significance_as_stated: tuple[str, ...] = ()
    models_tested: str | None = None
    by_developer: bool | None = None
    text_read: Identifier | None = None
    locator: str | None = None


def collected(graph: Graph, works: Sequence[str]) -> Collected:
    """Return the records of works (IRIs), each with the collection (id) it was recorded for."""
    rows = records(graph.part("evidence-of", {"work": nodes(works)}), _Core)
    if not rows:
        return ()
    things = nodes(iri for row in rows for iri in (row.record, row.claim, row.reading))
    said = graph.said("said-of", _Said, {"node": things})
    return tuple(
        (_laid_out(own, said), own[0].collection)
        for own in grouped(rows, "record", "collection").values()
    )


def _laid_out(rows: Sequence[_Core], said: Mapping[str, _Said]) -> EvidenceRecord:
    first = rows[0]
    itself, reading = said[first.record], said[first.reading]
    size = itself.sample_size
    return EvidenceRecord(
        work=first.work,
        claim=short(first.claim),
        statement=said[first.claim].statement,
        vectors=tuple(dict.fromkeys(row.vector for row in rows if row.vector is not None)),
        design=itself.study_design,
        design_as_stated=itself.design_as_stated,
        sample=itself.sample_size_as_stated if size is None else size,
        baselines=itself.comparison_arm,
        comparison=itself.comparison_as_stated,
        measure=itself.outcome_measure,
        result=itself.result_as_stated,
        intervals=itself.interval_as_stated,
        significance=itself.significance_as_stated,
        models=itself.models_tested,
        date=first.date,
        by_developer=reading.by_developer,
        text_read=reading.text_read,
        locator=itself.locator,
        source=first.source,
        coder=first.coded_by,
    )


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
