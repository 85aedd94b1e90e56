"""Agreement between coders: on which cells can they be compared, and how often do they agree?

Figures count a cell only if both coders judged the step, neither knew the other's outcome, and
neither outcome means "at least this much"; every cell left out is counted under its reason. With
fewer comparable cells than a minimum there are counts and no coefficients.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from ofmkg.analyses.agreement import FEWEST, MINIMUM, RESAMPLES, SEED
from ofmkg.analyses.agreement.figures import Measure, Unit, figures
from ofmkg.analyses.agreement.paired_cells import (
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
    LeftOutFor,
    PairedCell,
    ScaleOutcome,
    StepFigures,
)
from ofmkg.errors import DataError, UsageError
from ofmkg.graph.asking import Graph
from ofmkg.graph.model import Collection, Framework
from ofmkg.graph.terms import short

Row = Mapping[str, str]


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
        graph.ask("double-codings", graph.read_as(framework)),
        graph.ask("outcomes"),
        graph.ask("coders"),
        graph.frame(framework),
        graph.shown(collection, some=True),
        minimum,
        resamples,
        seed,
    )


def agreed(
    rows: Sequence[Row],
    outcomes: Iterable[Row],
    coders: Iterable[Row],
    frame: Framework,
    collections: Iterable[Collection],
    minimum: int = MINIMUM,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Agreement:
    """Return agreement from rows of the queries `double-codings`, `outcomes` and `coders`.

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
    labels = {short(row["study"]): row["studyLabel"] for row in rows if "studyLabel" in row}
    read = [(place, readings(rows, place.id)) for place in collections]
    parts = tuple(_part(place, found, frame, labels, places, measure) for place, found in read)
    named = {coder for part in parts for pair in part.pairs for coder in pair.coders}
    return Agreement(
        frame,
        scale,
        tuple(each for each in _coders(coders) if each.id in named),
        parts,
        minimum,
        resamples,
        SHARE,
        seed,
    )


def _scale(rows: Iterable[Row]) -> tuple[ScaleOutcome, ...]:
    placed = {
        row["outcome"]: (int(row["place"]), row.get("label", row["outcome"]))
        for row in rows
        if "place" in row
    }
    if len(placed) < 2:
        raise DataError(
            "The outcomes have no order in these data; is the ontology of this version?"
        )
    ordered = sorted(placed.items(), key=lambda item: item[1][0])
    return tuple(ScaleOutcome(outcome, label) for outcome, (_, label) in ordered)


def _coders(rows: Iterable[Row]) -> list[CoderNotes]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(short(row["coder"]), []).append(row)
    return [
        CoderNotes(
            coder,
            next((row["label"] for row in group if "label" in row), coder),
            tuple(dict.fromkeys(row["note"] for row in group if "note" in row)),
            tuple(dict.fromkeys(row["caveat"] for row in group if "caveat" in row)),
            next((row["kind"] for row in group if "kind" in row), None),
        )
        for coder, group in grouped.items()
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
        pairs.append(_together(couple, len(studies), map(_unit, own), frame, measure))
        cells += own
    everyone = tuple(sorted({coder for couple in by_couple for coder in couple}))
    together = (
        _together(everyone, len(shared), _units(shared, frame, places), frame, measure)
        if len(everyone) > 2
        else None
    )
    return AgreementPart(place, len(shared), tuple(pairs), together, tuple(cells))


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
