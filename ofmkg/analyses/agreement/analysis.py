"""Agreement between coders: on which cells can they be compared, and how often do they agree?

Figures count a cell only if both coders judged the step, neither knew the other's outcome, and
neither outcome means "at least this much"; every cell left out is counted under its reason. With
fewer comparable cells than a minimum there are counts and no coefficients.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ofmkg.analyses.agreement import FEWEST, MINIMUM, RESAMPLES, SEED
from ofmkg.analyses.agreement.figures import Measure, Unit, figures
from ofmkg.analyses.agreement.paired_cells import (
    DoubleCoding,
    Places,
    Read,
    coders_of,
    contradict,
    paired,
    readings,
    usable,
)
from ofmkg.analyses.agreement.resampling import SHARE
from ofmkg.analyses.agreement.result import (
    Agreement,
    AgreementPart,
    CoderNotes,
    CodersTogether,
    ExtentCounts,
    LeftOutFor,
    PairedCell,
    ScaleOutcome,
    StepFigures,
)
from ofmkg.errors import DataError, UsageError
from ofmkg.graph.asking import Graph
from ofmkg.graph.model import Collection, Framework
from ofmkg.graph.rows import Id, grouped, records


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """A row of the question `outcomes`: an outcome, and its place on the scale if it has one."""

    outcome: str
    place: int | None
    label: str | None


@dataclass(frozen=True, slots=True)
class CoderRow:
    """A row of the question `coders`: a coder, with what is noted of them."""

    coder: Id
    label: str | None
    kind: str | None
    note: str | None
    caveat: str | None


def agreement(
    graph: Graph,
    collection: str | None = None,
    framework: str | None = None,
    minimum: int = MINIMUM,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Agreement:
    """Return how coders agree who read the same studies, and every cell that they read.

    Of the default collection unless another, or "all", is named. Raises UnknownIdError for an
    unknown id, UsageError for numbers that are too small or if there is no collection, and
    DataError if outcomes have no order.
    """
    return agreed(
        records(graph.asked("double-codings", graph.read_as(framework)), DoubleCoding),
        records(graph.asked("outcomes"), OutcomeRow),
        records(graph.asked("coders"), CoderRow),
        graph.frame(framework),
        graph.shown(collection, some=True),
        minimum=minimum,
        resamples=resamples,
        seed=seed,
    )


def agreed(
    rows: Sequence[DoubleCoding],
    outcomes: Iterable[OutcomeRow],
    coders: Iterable[CoderRow],
    frame: Framework,
    collections: Iterable[Collection],
    *,
    minimum: int = MINIMUM,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Agreement:
    """Return agreement of coders; outcomes are read as a scale.

    Collections are never counted together. Raises DataError if outcomes have no order, and
    UsageError for a minimum or a number of resamples that is too small.
    """
    if minimum < FEWEST:
        raise UsageError(f"Figures need {FEWEST} comparable cells or more: raise the minimum.")
    if resamples < 1:
        raise UsageError("Intervals need one resample or more.")
    scale = _scale(outcomes)
    places = {each.outcome: place for place, each in enumerate(scale)}
    measure = Measure(tuple(places), minimum, resamples, seed)
    labels = {row.study: row.study_label for row in rows if row.study_label is not None}
    read = [(place, readings(rows, place.id)) for place in collections]
    parts = tuple(_part(place, found, frame, labels, places, measure) for place, found in read)
    named = {coder for part in parts for pair in part.pairs for coder in pair.coders}
    return Agreement(
        frame,
        scale,
        tuple(each for each in _coders(coders) if each.id in named),
        parts,
        minimum=minimum,
        resamples=resamples,
        interval=SHARE,
        seed=seed,
    )


def _scale(rows: Iterable[OutcomeRow]) -> tuple[ScaleOutcome, ...]:
    placed = {row.outcome: row for row in rows if row.place is not None}
    if len(placed) < 2:
        raise DataError(
            "The outcomes have no order in these data; is the ontology of this version?"
        )
    ordered = sorted(placed.values(), key=lambda row: row.place or 0)
    return tuple(
        ScaleOutcome(row.outcome, row.outcome if row.label is None else row.label)
        for row in ordered
    )


def _coders(rows: Iterable[CoderRow]) -> list[CoderNotes]:
    return [
        CoderNotes(
            coder,
            next((row.label for row in group if row.label is not None), coder),
            tuple(dict.fromkeys(row.note for row in group if row.note is not None)),
            tuple(dict.fromkeys(row.caveat for row in group if row.caveat is not None)),
            next((row.kind for row in group if row.kind is not None), None),
        )
        for coder, group in grouped(rows, "coder").items()
    ]


def _part(
    place: Collection,
    read: Read,
    frame: Framework,
    labels: Mapping[str, str],
    places: Places,
    measure: Measure,
) -> AgreementPart:
    shared = {study: steps for study, steps in read.items() if len(coders_of(steps)) > 1}
    by_couple: dict[tuple[str, str], Read] = {}
    for study, steps in shared.items():
        for couple in combinations(sorted(coders_of(steps)), 2):
            by_couple.setdefault(couple, {})[study] = steps
    cells: list[PairedCell] = []
    pairs = []
    for couple, studies in sorted(by_couple.items()):
        own = paired(studies, couple, frame.steps, labels, places)
        together = _together(couple, len(studies), map(_unit, own), frame, measure)
        pairs.append(replace(together, extents=tuple(_by_extent(own))))
        cells += own
    everyone = tuple(sorted({coder for couple in by_couple for coder in couple}))
    all_together = (
        _together(everyone, len(shared), _units(shared, frame, places), frame, measure)
        if len(everyone) > 2
        else None
    )
    return AgreementPart(place, len(shared), tuple(pairs), all_together, tuple(cells))


def _together(
    coders: tuple[str, ...],
    studies: int,
    units: Iterable[Unit],
    frame: Framework,
    measure: Measure,
) -> CodersTogether:
    every = tuple(units)
    return CodersTogether(
        coders,
        studies,
        figures(every, len(coders), measure),
        tuple(
            StepFigures(
                step.step,
                step.label,
                figures((unit for unit in every if unit.step == step.step), len(coders), measure),
            )
            for step in frame.steps
        ),
    )


def _by_extent(cells: Iterable[PairedCell]) -> Iterable[ExtentCounts]:
    """Yield the counts of cells that both coders coded by how much was read, most cells first."""
    found: dict[tuple[str, ...], list[PairedCell]] = {}
    for cell in cells:
        if cell.a and cell.b:
            read = {each for each in (cell.a.text_read, cell.b.text_read) if each}
            known = tuple(sorted(read)) if cell.a.text_read and cell.b.text_read else ()
            found.setdefault(known, []).append(cell)
    for extents, group in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        counted = [each for each in group if not each.left_out]
        agree = sum(each.agree is True for each in counted)
        yield ExtentCounts(extents, len(group), len(counted), agree)


def _unit(cell: PairedCell) -> Unit:
    outcomes = tuple(read.outcome for read in (cell.a, cell.b) if read)
    left_out = next(iter(cell.left_out), None)
    return Unit(cell.study, cell.step, outcomes, left_out, cell.contested)


def _units(read: Read, frame: Framework, places: Places) -> Iterable[Unit]:
    """Yield each cell once, with all its readings that can be compared."""
    for study, by_step in read.items():
        for step in frame.steps:
            every = by_step.get(step.step, {}).values()
            outcomes = tuple(sorted(each.outcome for each in every if usable(each, places)))
            left_out: LeftOutFor | None = None if len(outcomes) > 1 else "one-reading"
            contested = any(contradict(a, b, places) for a, b in combinations(every, 2))
            if every:
                yield Unit(study, step.step, outcomes, left_out, contested)
