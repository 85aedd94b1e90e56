"""The analysis gaps."""

from ofmkg.analyses.declaration import Analysis, Output, Parameter
from ofmkg.analyses.parameters import CODER, COLLECTION, FRAMEWORK
from ofmkg.analyses.tables import Level

ANALYSIS = Analysis(
    name="gaps",
    place=130,
    line="the map of gaps: how far studies cover each step",
    question="How far do the studies that were read cover each step of each misuse vector?",
    more="`changes` tells what another reading moves. As CSV, a row for each vector and step.",
    summary="The map of gaps",
    group="corpus",
    function="ofmkg.analyses.gaps.analysis:gaps",
    layout="ofmkg.pages.gaps:document",
    outputs=(
        Output(
            "csv", "ofmkg.pages.gaps:to_csv", beside="ofmkg.pages.beside:of_collections", named=True
        ),
        Output("svg", "ofmkg.pages.gaps_svg:to_svg", drawn=True),
    ),
    parameters=(
        Parameter(
            name="threats",
            kind=bool,
            default=False,
            help="With the narrower threats below each vector.",
            description="With the narrower threats below each vector.",
            example=True,
        ),
        COLLECTION,
        FRAMEWORK,
        CODER,
    ),
    against=True,
    table=(
        Level(("vectors",), ("collection", "vector", "label:vector_label")),
        Level(("cells",)),
    ),
)
