"""What other readings do to the cells of a matrix, and to what is counted from them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from ofmkg.analyses.cell_states import Rule
from ofmkg.analyses.gaps.cells import level_of
from ofmkg.analyses.robustness.findings import Change, Finding, settled
from ofmkg.graph.model import Cell, Matrix, StandIn


def cell_findings(
    matrix: Matrix,
    notes: Mapping[tuple[str, str], str],
    iris: Mapping[tuple[str, str], str],
    rule: Rule,
    *,
    with_inferences: bool = False,
) -> list[Finding]:
    """Return a finding for each cell.

    `notes` says by (study, step) which way an ambiguous text leans, `iris` gives the IRIs of
    stances by (study, short id), `rule` tells the states of outcomes. An assumption that only we
    infer stands in for no step, unless `with_inferences` takes it in.
    """
    return [
        Finding(
            "cell",
            rule[cell.outcome, bool(assumed)],
            *settled(_cell_changes(cell, step.step, assumed, iris, rule)),
            row.collection,
            study=cell.study,
            vector=cell.vector,
            step=step.step,
            rests_on=tuple(iris.get((cell.study, each.id), each.id) for each in assumed),
            basis=cell.basis,
            alternative=cell.alternative,
            note=notes.get((cell.study, step.step)),
            locator=cell.locator,
            source=cell.source,
            at_least=cell.lower_bound,
        )
        for row in matrix.rows
        for step, cell in zip(matrix.framework.steps, row.cells, strict=True)
        for assumed in (
            [each for each in cell.assumes if with_inferences or each.voice != "inference"],
        )
    ]


def gap_findings(
    matrix: Matrix, cells: Iterable[Finding], above: Mapping[str, Iterable[str]]
) -> list[Finding]:
    """Return how far each vector's studies cover each step, as changed by changes of cells.

    `above` gives for a vector itself and those above it, for which its studies count too.
    """
    grouped: dict[tuple[str, str, int], list[Finding]] = {}
    order = {step.step: n for n, step in enumerate(matrix.framework.steps)}
    for cell in cells:
        for vector in above.get(cell.vector or "", (cell.vector or "",)):
            key = (cell.collection, vector, order[cell.step or ""])
            grouped.setdefault(key, []).append(cell)
    return [
        Finding(
            "gap",
            *_measured(group, level_of),
            place,
            vector=vector,
            step=group[0].step,
            at_least=any(cell.at_least or cell.value == "uncoded" for cell in group),
        )
        for (place, vector, _), group in sorted(grouped.items())
    ]


def complete_findings(cells: Iterable[Finding]) -> list[Finding]:
    """Return for each study whether it addresses every step."""
    grouped: dict[str, list[Finding]] = {}
    for cell in cells:
        grouped.setdefault(cell.study or "", []).append(cell)
    return [
        Finding("complete", *_measured(group, _whole), group[0].collection, study=study)
        for study, group in grouped.items()
    ]


def _cell_changes(
    cell: Cell,
    step: str,
    assumed: Sequence[StandIn],
    iris: Mapping[tuple[str, str], str],
    rule: Rule,
) -> list[Change]:
    changes = []
    state = rule[cell.outcome, bool(assumed)]
    if cell.alternative:
        becomes = rule[cell.alternative, bool(assumed)]
        changes.append(Change("alternatives", becomes, (f"{cell.study}/{step}",)))
    if len(assumed) == 1:  # where several stand in, giving up one leaves the others
        becomes = rule[cell.outcome, False]
        given_up = iris.get((cell.study, assumed[0].id), assumed[0].id)
        changes.append(Change("assumption", becomes, (given_up,)))
    return [change for change in changes if change.becomes != state]


def _measured(
    cells: Sequence[Finding], measure: Callable[[Counter[str]], str]
) -> tuple[str, bool, tuple[Change, ...]]:
    """Return what is measured on the count of states, and what changes of cells do to it.

    Only alternatives can: dropping an assumption leaves a step that is not shown by the study, and
    no measure here tells such steps apart by what is assumed in their place.
    """
    plain = Counter(cell.value for cell in cells)
    moved = plain.copy()
    because: list[str] = []
    for cell in cells:
        for change in cell.changes:
            if change.reading == "alternatives":
                moved[cell.value] -= 1
                moved[change.becomes] += 1
                because += change.because
    value, becomes = measure(plain), measure(moved)
    if becomes == value:
        return value, True, ()
    return value, False, (Change("alternatives", becomes, tuple(sorted(because))),)


def _whole(states: Counter[str]) -> str:
    if states["addressed"] == states.total():
        return "complete"
    left_out = states["partial"] + states["assumed"] + states["skipped"]
    return "incomplete" if left_out else "unknown"
