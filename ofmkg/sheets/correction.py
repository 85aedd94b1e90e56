"""A sheet with which to contest a coding: what stands now is filled in, to be changed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ofmkg.analyses.cells import cells
from ofmkg.analyses.holdings import StudyRow
from ofmkg.errors import DataError, UnknownIdError
from ofmkg.graph.asking import Graph
from ofmkg.graph.model import Cell
from ofmkg.graph.rows import records
from ofmkg.graph.terms import short
from ofmkg.sheets.tree import dump


def correction(
    graph: Graph,
    study: str,
    steps: Sequence[str],
    today: str,
    framework: str | None = None,
) -> str:
    """Return a sheet for another reading of a study (id or IRI) on some steps, or on all.

    The reading stands beside the one in use (`adopted: no`) until somebody adopts it. Raises
    UnknownIdError for an unknown study, or a step that the framework has not, and DataError where
    nothing of it is on record.
    """
    frame = graph.frame(framework)
    known = {step.step: step for step in frame.steps}
    for name in steps:
        if name not in known:
            raise UnknownIdError(
                f"{name!r} is no step of {frame.id}; its steps: {', '.join(known)}."
            )
    studies = records(graph.query("studies", study=study), StudyRow)
    terms = {**graph.read_as(framework), "study": (graph.find(study, "Study"),)}
    by_step = {step: cell for (_, step), cell in cells(graph, frame, terms).items()}
    asked = {step: cell for step in known if (cell := by_step.get(step))}
    asked = {step: cell for step, cell in asked.items() if not steps or step in steps}
    if not studies or not asked:
        lacks = "a study with work and threat" if not studies else "a cell for these steps"
        raise DataError(
            f"{short(study)}: {lacks} is not on record, so that there is nothing to contest. See "
            "what is wrong: ofmkg validate"
        )
    work = studies[0].work
    text = "\n".join(_head(work, frame.id, today))
    return f"{text}\n{dump({'analyses': [_analysis(work, asked)]})}"


def _head(work: str, framework: str, today: str) -> Iterator[str]:
    yield "# Another reading of a study: what stands now is filled in below. Change what you read"
    yield "# otherwise, and say under rationale and locator which passage speaks for it. Remove"
    yield "# steps that you leave as they are. Your reading stands beside the one in use."
    yield "# Check it with: ofmkg sheet check FILE"
    yield "work:"
    yield f"  id: {work}"
    yield "collection:"
    yield "  id: own"
    yield "  label: our own readings"
    yield f"  cutoff: '{today}'"
    yield "  caveats:"
    yield "  - Coded once, by one coder."
    yield "coder:        # who you are; an author says so here"
    yield "  id: me"
    yield "  label: me"
    yield "  # kind is person, or software such as a language model"
    yield "  kind: person"
    yield f"coded_on: '{today}'"
    yield f"framework: {framework}"
    yield "text_read:"
    yield "  extent:     # full, partial or abstract-only: how much you read"
    yield "  source:     # the page or file that you read"
    yield "  sections:   # such as: all; or: abstract"


def _analysis(work: str, cells: Mapping[str, Cell]) -> dict[str, Any]:
    first = next(iter(cells.values()))
    named = {} if first.study == work else {"study": first.study}
    codings = [_coding(step, cell) for step, cell in cells.items()]
    return {**named, "vector": first.vector, "adopted": "no", "codings": codings}


def _coding(step: str, cell: Cell) -> dict[str, Any]:
    filled = {
        "step": step,
        "outcome": cell.outcome or "not-judged",
        "lower_bound": "yes" if cell.lower_bound else None,
        "rationale": cell.rationale,
        "missing": list(cell.missing),
        "locator": cell.locator,
    }
    return {key: value for key, value in filled.items() if value}
