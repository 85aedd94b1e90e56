"""How many studies of a collection are in each state on a step, and how sure that is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ofmkg.analyses.coded_steps import AssumedStep, StudyStep, inferred_steps
from ofmkg.analyses.debate.result import StepCount
from ofmkg.graph.asking import Graph
from ofmkg.graph.names import Bindings
from ofmkg.graph.rows import Id, records


@dataclass(frozen=True, slots=True)
class StepCoverage:
    """A row of the question `coverage-by-step`."""

    step: Id
    step_label: str | None
    order: int
    studies: int
    addressed: int
    partial: int
    assumed: int
    skipped: int
    uncoded: int
    skipped_ambiguous: int
    otherwise_absent: int
    at_least: int


def step_counts(
    graph: Graph, collection: str, framework: str | None, coder: str | None
) -> list[StepCount]:
    """Return the counts of a collection, step by step. Raises UnknownIdError for an unknown id."""
    place: Bindings = {"collection": (graph.find(collection, "Collection"),)}
    read = graph.read_as(framework, coder) | place
    differing = graph.read_as(framework) | place
    return counted(
        records(graph.asked("coverage-by-step", read), StepCoverage),
        records(graph.asked("steps-assumed", read), AssumedStep),
        records(graph.asked("contested-cells", differing), StudyStep),
    )


def counted(
    rows: Iterable[StepCoverage],
    assumed: Sequence[AssumedStep] = (),
    contested: Iterable[StudyStep] = (),
) -> list[StepCount]:
    """Return counts, steps most left out first."""
    inferred = Counter(step for _, step in inferred_steps(assumed))
    differing = Counter(each.step for each in set(contested))
    counts = [
        StepCount(
            step=row.step,
            label=row.step if row.step_label is None else row.step_label,
            order=row.order,
            studies=row.studies,
            addressed=row.addressed,
            partial=row.partial,
            assumed=row.assumed,
            skipped=row.skipped,
            uncoded=row.uncoded,
            skipped_ambiguous=row.skipped_ambiguous,
            otherwise_absent=row.otherwise_absent,
            inferred=inferred[row.step],
            contested=differing[row.step],
            at_least=row.at_least,
        )
        for row in rows
    ]
    return sorted(counts, key=lambda count: (-count.skipped, -count.assumed, count.order))
