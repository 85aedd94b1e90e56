"""Which results are set against a baseline: asks for them, and puts them in order."""

from dataclasses import dataclass

from ofmkg.analyses.compare.evidence import about_any, collected
from ofmkg.analyses.compare.result import EvidenceRecord
from ofmkg.analyses.locators import Vectors
from ofmkg.analyses.results.result import Result, Results
from ofmkg.analyses.results.stated import Interval, interval
from ofmkg.graph import library
from ofmkg.graph.asking import Graph
from ofmkg.graph.rows import Id, records
from ofmkg.graph.terms import BASE, short

_QUESTION = "results-against-baseline"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the question: a result of a work (IRI), in the reading of a coder."""

    work: str
    work_label: str | None
    claim: Id
    design_label: str | None
    open_models: str | None
    coded_by: Id


def results(graph: Graph, baseline: str | None = None, vector: str | None = None) -> Results:
    """Return the results set against a baseline (short id or IRI), or the one usually asked about.

    `vector` keeps those about it, about one above or below it, or about none in particular. Data
    that do not know the usual baseline have no results against it. Raises UnknownIdError.
    """
    usual = _usual()
    if vector is not None:
        graph.find(vector, "MisuseVector")
    if baseline is None and not graph.has(f"{BASE}baseline/{usual}"):
        return Results(usual, usual, (), ())
    wanted = graph.find(baseline or usual, "Baseline")
    rows = records(graph.asked(_QUESTION, {"baseline": (wanted,)}), _Row)
    known = {(row.claim, row.coded_by): row for row in rows}
    works = list(dict.fromkeys(row.work for row in rows))
    found = [
        Result(
            label=row.work_label or record.work,
            design_label=row.design_label,
            open_models=row.open_models,
            collection=collection,
            intervals=_intervals(record),
            record=record,
        )
        for record, collection in (collected(graph, works) if works else ())
        if short(wanted.value) in record.baselines
        and (row := known.get((record.claim, record.coder or "")))
    ]
    if vector is not None:
        near = (short(graph.find(vector, "MisuseVector").value),)
        overlap = Vectors.of(graph).overlap
        found = [each for each in found if about_any(each.record, near, overlap)]
    shown = {each.collection for each in found}
    return Results(
        baseline=short(wanted.value),
        label=graph.labels("Baseline").get(short(wanted.value), short(wanted.value)),
        results=tuple(sorted(found, key=_place)),
        collections=tuple(each for each in graph.collections() if each.id in shown),
    )


def _intervals(record: EvidenceRecord) -> tuple[Interval, ...]:
    """Return the intervals of a record; against which of several baselines one is, none tells."""
    if len(record.baselines) == 1:
        return tuple(map(interval, record.intervals))
    return tuple(map(Interval, record.intervals))


def _usual() -> str:
    """Return the baseline that the question itself asks about where none is named."""
    asked = library.load(_QUESTION)
    return next(str(each.default) for each in asked.parameters if each.name == "baseline")


def _place(each: Result) -> tuple[str, str, str, str]:
    """Put results by design, endpoint and date; what is not on record comes last."""
    record, last = each.record, "~"
    return (
        each.design_label or last,
        record.measure or last,
        record.date or last,
        record.claim,
    )
