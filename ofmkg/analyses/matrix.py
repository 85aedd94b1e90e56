"""Studies by steps: which steps did each study address, assume or leave out?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ofmkg.analyses.declaration import Analysis, Output
from ofmkg.analyses.parameters import CODER, COLLECTION, FRAMEWORK
from ofmkg.analyses.tables import Level
from ofmkg.graph.asking import Graph, nodes
from ofmkg.graph.model import Collection, Matrix, MatrixRow
from ofmkg.graph.names import Bindings
from ofmkg.graph.rows import records
from ofmkg.graph.terms import short

if TYPE_CHECKING:
    from ofmkg.analyses.cell_states import CellState

ANALYSIS = Analysis(
    name="matrix",
    place=120,
    line="studies by steps: addressed, in part, assumed or left out",
    question="Which steps did each study address, assume or leave out?",
    more="As CSV, a row for each study with the states of its cells.",
    summary="Studies by steps",
    group="works",
    function="ofmkg.analyses.matrix:matrix",
    layout="ofmkg.pages.matrix:document",
    outputs=(
        Output(
            "csv", "ofmkg.pages.matrix:to_csv", beside="ofmkg.pages.beside:of_matrix", named=True
        ),
        Output("svg", "ofmkg.pages.matrix_svg:to_svg", drawn=True),
    ),
    parameters=(COLLECTION, FRAMEWORK, CODER),
    table=(Level(("rows",), ("label:study_label", "collection")), Level(("cells",))),
)


def matrix(
    graph: Graph,
    collection: str | None = None,
    framework: str | None = None,
    coder: str | None = None,
) -> Matrix:
    """Return studies by steps, for the default collection unless another, or "all", is named.

    Raises UnknownIdError for an unknown id and UsageError if there is no collection.
    """
    from ofmkg.analyses.cell_states import states
    from ofmkg.analyses.cells import cells

    every, frame = graph.collections(), graph.frame(framework)
    shown = graph.shown(collection, some=True)
    studies = records(graph.asked("studies"), _Study)
    names = {each.id for each in shown}
    inside = [each for each in studies if short(each.collection) in names]
    terms: Bindings = {
        **graph.read_as(framework, coder),
        "collection": nodes(each.collection for each in inside),
    }
    found = states(graph, terms) if inside else []
    made = cells(graph, frame, terms, found) if inside else {}
    labels = {each.study: each.label for each in inside if each.label is not None}
    displayed = {each.study for each in inside}
    elsewhere = [
        (
            each.label,
            len({s.study for s in studies if short(s.collection) == each.id} - displayed),
        )
        for each in every
    ]
    return Matrix(
        framework=frame,
        rows=tuple(
            MatrixRow(
                study=short(study),
                label=labels.get(study, short(study)),
                vector=made[study, frame.steps[0].step].vector,
                collection=place.id,
                cells=tuple(made[study, step.step] for step in frame.steps),
            )
            for place, study in _placed(found, shown)
        ),
        collections=shown,
        elsewhere=tuple((label, count) for label, count in elsewhere if count),
    )


def _placed(
    found: Iterable["CellState"], shown: Sequence[Collection]
) -> Iterator[tuple[Collection, str]]:
    """Yield each study in the first collection shown that it is of, in their order."""
    homes: dict[str, set[str]] = {}
    for each in found:
        homes.setdefault(each.study, set()).add(each.collection)
    placed = (
        (next((rank for rank, c in enumerate(shown) if c.id in where), None), study)
        for study, where in homes.items()
    )
    for rank, study in sorted((rank, study) for rank, study in placed if rank is not None):
        yield shown[rank], study


@dataclass(frozen=True, slots=True)
class _Study:
    """A study in a collection (IRIs)."""

    study: str
    collection: str
    label: str | None
