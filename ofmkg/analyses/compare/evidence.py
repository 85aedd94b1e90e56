"""What was done and found behind claims: rows of the query `evidence-records` into records."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from ofmkg.analyses.compare.assumptions import Overlap
from ofmkg.analyses.compare.result import EvidenceRecord
from ofmkg.graph.terms import short, short_if

Row = Mapping[str, str]


def records(rows: Iterable[Row]) -> tuple[EvidenceRecord, ...]:
    """Return the records; rows of one record stand together, by the order of the query."""
    grouped = groupby(rows, key=lambda row: row["record"])
    return tuple(_record(list(group)) for _, group in grouped)


def about(
    every: Iterable[EvidenceRecord], work: str, vectors: Sequence[str] | None, overlap: Overlap
) -> tuple[EvidenceRecord, ...]:
    """Return the records of a work (IRI); with `vectors`, those that are not about others only."""
    return tuple(
        each
        for each in every
        if each.work == short(work)
        and (
            vectors is None
            or not each.vectors
            or any(overlap(x, y) for x in each.vectors for y in vectors)
        )
    )


def _record(rows: Sequence[Row]) -> EvidenceRecord:
    first = rows[0]

    def every(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row[name] for row in rows if name in row))

    developer = first.get("byDeveloper")
    return EvidenceRecord(
        work=short(first["work"]),
        claim=short(first["claim"]),
        statement=first.get("statement"),
        vectors=tuple(map(short, every("vector"))),
        design=first.get("design"),
        design_as_stated=first.get("designAsStated"),
        sample=int(first["sample"]) if "sample" in first else None,
        baselines=tuple(map(short, every("baseline"))),
        comparison=first.get("comparison"),
        measure=first.get("measure"),
        result=first.get("result"),
        intervals=every("interval"),
        significance=every("significance"),
        models=first.get("models"),
        date=first.get("date"),
        by_developer=None if developer is None else developer in ("true", "1"),
        text_read=first.get("textRead"),
        locator=first.get("locator"),
        source=short_if(first.get("source")),
        coder=short_if(first.get("codedBy")),
    )
