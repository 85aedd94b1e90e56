"""Results set against a baseline: frozen dataclasses whose fields are the JSON contract."""

from dataclasses import dataclass

from ofmkg.analyses.compare.result import EvidenceRecord
from ofmkg.analyses.results.stated import Interval
from ofmkg.graph import results
from ofmkg.graph.model import Collection


@dataclass(frozen=True, slots=True)
class Result:
    """One result: the record of it, and what is known of the work.

    `open_models` tells to what extent the work analyses open models (None: not on record),
    `intervals` what its intervals are in numbers, if it is set against this baseline alone;
    `collection` is the one that it was put on record for.
    """

    label: str
    design_label: str | None
    open_models: str | None
    collection: str | None
    intervals: tuple[Interval, ...]
    record: EvidenceRecord


@dataclass(frozen=True, slots=True)
class Results(results.Result):
    """The results set against a baseline, by design, endpoint and date; never pooled."""

    baseline: str
    label: str
    results: tuple[Result, ...]
    collections: tuple[Collection, ...]
