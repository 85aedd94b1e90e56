"""What each study of a misuse vector does on one step, with the passages that were read."""

from dataclasses import dataclass

from ofmkg.analyses import tables
from ofmkg.analyses.cells import cells
from ofmkg.analyses.declaration import Analysis, Output, Parameter
from ofmkg.analyses.gaps.analysis import NamedBy, VectorGaps, gaps
from ofmkg.analyses.gaps.cells import GapCell, Level
from ofmkg.analyses.parameters import CODER, COLLECTION, FRAMEWORK
from ofmkg.errors import UsageError
from ofmkg.graph.asking import Graph
from ofmkg.graph.model import Cell, Collection, Framework, Step
from ofmkg.graph.results import Result
from ofmkg.graph.terms import short

ANALYSIS = Analysis(
    name="cell",
    place=131,
    line="a cell of the map of gaps: its studies and their passages",
    question="What does each study of a misuse vector do on one step, and where does that stand?",
    more="A study counts for the vector that it analyses and for those above it. Each reading "
    "comes with its reason and passage, and\nwith coders who read otherwise.\n"
    "As CSV, a row for each collection and study.",
    summary="A cell of the map of gaps",
    group="corpus",
    function="ofmkg.analyses.cell:cell",
    layout="ofmkg.pages.cell:document",
    outputs=(Output("csv", "ofmkg.pages.cell:to_csv", named=True),),
    parameters=(
        Parameter(
            name="vector",
            argument=True,
            required=True,
            metavar="VECTOR",
            of="MisuseVector",
            help="See: ofmkg query vectors.",
            description="Id of a misuse vector.",
        ),
        Parameter(
            name="step",
            argument=True,
            required=True,
            metavar="STEP",
            of="FrameworkStep",
            help="See: ofmkg query steps.",
            description="Id of a step of the framework.",
        ),
        COLLECTION,
        FRAMEWORK,
        CODER,
    ),
    table=(tables.Level(("parts",), ("collection", "level")), tables.Level(("cells",))),
)


@dataclass(frozen=True, slots=True)
class CellPart:
    """The studies of one collection: what they add up to, as on the map, and each by itself.

    `level` and `at_least` are those of the map of gaps, `judged` counts the studies that were
    judged on the step. `named_by` are studies that only name the threat, and are coded for a vector
    above it.
    """

    collection: str
    level: Level
    at_least: bool
    judged: int
    cells: tuple[Cell, ...]
    named_by: tuple[NamedBy, ...]


@dataclass(frozen=True, slots=True)
class StepCell(Result):
    """A vector and a step, in each of the collections shown."""

    framework: Framework
    step: Step
    vector: str
    vector_label: str
    collections: tuple[Collection, ...]
    parts: tuple[CellPart, ...]


def cell(
    graph: Graph,
    vector: str,
    step: str,
    collection: str | None = None,
    framework: str | None = None,
    coder: str | None = None,
) -> StepCell:
    """Return what the studies of a vector do on a step (short ids or IRIs).

    Collections are shown as on the map of gaps. Raises UnknownIdError for an unknown id, and
    UsageError for a step of another framework.
    """
    iri = graph.find(vector, "MisuseVector").value
    wanted = graph.find(step, "FrameworkStep").value
    found = gaps(graph, collection, framework, coder, threats=True)
    asked = _step(found.framework, short(wanted))
    rows = [row for row in found.vectors if row.vector == short(iri)]
    at = found.framework.steps.index(asked)
    studies = dict.fromkeys(each.study for row in rows for each in row.cells[at].studies)
    terms = {
        **graph.read_as(framework, coder),
        "study": tuple(graph.find(study, "Study") for study in studies),
    }
    made = cells(graph, found.framework, terms) if studies else {}
    told = {each.study: each for each in made.values() if each.step == asked.step}
    return StepCell(
        found.framework,
        asked,
        short(iri),
        rows[0].label if rows else short(iri),
        found.collections,
        tuple(_part(row, row.cells[at], told) for row in rows),
    )


def _step(frame: Framework, wanted: str) -> Step:
    for each in frame.steps:
        if each.step == wanted:
            return each
    known = ", ".join(each.step for each in frame.steps)
    raise UsageError(f"{wanted!r} is no step of the framework {frame.id}; it has: {known}.")


def _part(row: VectorGaps, counted: GapCell, told: dict[str, Cell]) -> CellPart:
    return CellPart(
        row.collection,
        counted.level,
        counted.at_least,
        counted.judged,
        tuple(told[each.study] for each in counted.studies),
        row.named_by,
    )
