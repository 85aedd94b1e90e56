"""Studies by steps: which steps did each study address, assume or leave out?"""

from ofmkg.analyses import coverage
from ofmkg.analyses.declaration import Analysis, Output
from ofmkg.analyses.parameters import CODER, COLLECTION, FRAMEWORK
from ofmkg.graph.asking import Graph, nodes
from ofmkg.graph.model import Matrix
from ofmkg.graph.terms import short

ANALYSIS = Analysis(
    name="matrix",
    place=120,
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
    ),
    parameters=(COLLECTION, FRAMEWORK, CODER),
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
    every, frame = graph.collections(), graph.frame(framework)
    studies = graph.ask("studies")
    shown = graph.shown(collection, some=True)
    names = {c.id for c in shown}
    inside = [row for row in studies if short(row["collection"]) in names]
    asked = {
        **graph.read_as(framework, coder),
        "collection": nodes(row["collection"] for row in inside),
    }
    displayed = {row["study"] for row in inside}
    elsewhere = [
        (
            c.label,
            len({r["study"] for r in studies if short(r["collection"]) == c.id} - displayed),
        )
        for c in every
    ]
    return coverage.matrix(
        graph.ask("cells", asked) if inside else [],
        {row["study"]: row["label"] for row in inside if "label" in row},
        frame,
        shown,
        [(label, count) for label, count in elsewhere if count],
        graph.ask("replies", graph.read_as(framework)),
        graph.reviews(frame),
    )
