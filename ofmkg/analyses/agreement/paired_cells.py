"""Cells that two coders read, side by side: which can be compared, which are contested."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ofmkg.analyses.agreement.result import CellReading, LeftOutFor, PairedCell
from ofmkg.graph.model import Step
from ofmkg.graph.rows import Id

Places = Mapping[str, int]  # of outcomes on the scale, from the most
Read = dict[str, dict[str, dict[str, CellReading]]]  # by study, step and coder


@dataclass(frozen=True, slots=True)
class DoubleCoding:
    """A row of the question `double-codings`: how a coder read a step of a study."""

    study: Id
    study_label: str | None
    collection: Id
    step: Id
    coded_by: Id
    adopted: bool
    outcome: str
    lower_bound: bool = False
    independent: bool = True
    basis: str | None = None
    alternative: str | None = None
    confidence: str | None = None
    text_read: str | None = None
    read_at: str | None = None
    rationale: str | None = None
    note: str | None = None
    locator: str | None = None
    source: Id | None = None

    @property
    def reading(self) -> CellReading:
        """The reading without its place."""
        return CellReading(
            coder=self.coded_by,
            outcome=self.outcome,
            adopted=self.adopted,
            lower_bound=self.lower_bound,
            independent=self.independent,
            basis=self.basis,
            alternative=self.alternative,
            confidence=self.confidence,
            text_read=self.text_read,
            read_at=self.read_at,
            rationale=self.rationale,
            note=self.note,
            locator=self.locator,
            source=self.source,
        )


def readings(rows: Iterable[DoubleCoding], collection: str) -> Read:
    """Return the readings of a collection's studies.

    Of two assessments of one study by the same coder, the adopted one counts.
    """
    found: Read = {}
    for row in rows:
        if row.collection != collection:
            continue
        by_coder = found.setdefault(row.study, {}).setdefault(row.step, {})
        known = by_coder.get(row.coded_by)
        if known is None or (row.adopted and not known.adopted):
            by_coder[row.coded_by] = row.reading
    return found


def coders_of(steps: Mapping[str, Mapping[str, CellReading]]) -> set[str]:
    """Return the coders who coded any step of a study."""
    return {coder for by_coder in steps.values() for coder in by_coder}


def paired(
    read: Read,
    coders: tuple[str, str],
    steps: Sequence[Step],
    labels: Mapping[str, str],
    places: Places,
) -> list[PairedCell]:
    """Return the cells of studies that both coders read, study by study, step by step.

    A step that neither of them coded is no cell. `labels` maps studies to labels.
    """
    return [
        _cell((study, labels.get(study, study)), step, coders, by_coder, places)
        for study, by_step in sorted(read.items())
        for step in steps
        if (by_coder := by_step.get(step.step, {})).keys() & set(coders)
    ]


def usable(read: CellReading, places: Places) -> bool:
    """Tell whether a reading can be compared with any other."""
    return read.outcome in places and read.independent and not read.lower_bound


def contradict(a: CellReading, b: CellReading, places: Places) -> bool:
    """Tell whether two readings cannot both hold.

    What means at least this much contradicts only less; what is not judged contradicts nothing.
    """
    if a.outcome not in places or b.outcome not in places:
        return False
    above = places[b.outcome] - places[a.outcome]  # positive: A says more than B
    return above != 0 and not (a.lower_bound and above < 0) and not (b.lower_bound and above > 0)


def _cell(
    study: tuple[str, str],
    step: Step,
    coders: tuple[str, str],
    by_coder: Mapping[str, CellReading],
    places: Places,
) -> PairedCell:
    a, b = (by_coder.get(coder) for coder in coders)
    left_out = tuple(_reasons(a, b, places))
    return PairedCell(
        *study,
        step.step,
        step.label,
        *coders,
        a,
        b,
        left_out,
        a.outcome == b.outcome if a and b and not left_out else None,
        a is not None and b is not None and contradict(a, b, places),
    )


def _reasons(a: CellReading | None, b: CellReading | None, places: Places) -> Iterable[LeftOutFor]:
    there = [read for read in (a, b) if read]
    if len(there) < 2:
        yield "not-coded"
    if any(read.outcome not in places for read in there):
        yield "not-judged"
    if not all(read.independent for read in there):
        yield "not-independent"
    if any(read.lower_bound for read in there):
        yield "lower-bound"
