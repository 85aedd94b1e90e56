"""The analysis results."""

from dataclasses import replace

from ofmkg.analyses.declaration import Analysis, Output, Parameter
from ofmkg.analyses.parameters import VECTOR
from ofmkg.analyses.tables import Level

ANALYSIS = Analysis(
    name="results",
    place=135,
    line="results set against a baseline, side by side, never pooled",
    question="Which results are set against a baseline, by design, endpoint and date?",
    more="Results stand side by side and are never pooled. As CSV, a row for each result and "
    "interval.",
    summary="Results against a baseline",
    group="corpus",
    function="ofmkg.analyses.results.analysis:results",
    layout="ofmkg.pages.results:document",
    outputs=(
        Output(
            "csv",
            "ofmkg.pages.results:to_csv",
            beside="ofmkg.pages.beside:of_collections",
            named=True,
        ),
        Output("svg", "ofmkg.pages.results_svg:to_svg", drawn=True),
    ),
    table=(Level(("results",)),),
    parameters=(
        Parameter(
            name="baseline",
            metavar="ID",
            of="Baseline",
            help="What the results are set against; without it, information on the internet.",
            description="Id of a baseline; without it, information on the internet.",
        ),
        replace(
            VECTOR,
            help="Only results about this threat, or near it.",
            description="Only results about this misuse vector, those above and those below it.",
        ),
    ),
)
