"""The analysis changed."""

from ofmkg.analyses.declaration import Analysis, Output, Parameter
from ofmkg.analyses.parameters import CODER, FRAMEWORK
from ofmkg.analyses.tables import Level
from ofmkg.graph.lexical import DATE

_DATE = f"^({DATE})$"

ANALYSIS = Analysis(
    name="changed",
    place=147,
    line="what came between two dates: works, answers, cells",
    question="What came between two dates: works, answers, steps covered, disagreements?",
    more="A work that may have come out before the first date counts as new, as with `as_of`.",
    summary="What changed between two dates",
    group="corpus",
    function="ofmkg.analyses.changed.analysis:changed",
    layout="ofmkg.pages.changed:document",
    outputs=(
        Output("csv", "ofmkg.pages.changed:to_csv", named=True),
        Output("svg", "ofmkg.pages.changed_svg:to_svg", drawn=True),
    ),
    table=(Level(("cells",)),),
    parameters=(
        Parameter(
            name="since",
            metavar="DATE",
            pattern=_DATE,
            help="The last day before (2024, 2024-02, 2024-02-27); else that of the default "
            "collection's evidence.",
            description="The last day before; without it, that up to which the default collection "
            "takes evidence.",
            example="2024-02-27",
        ),
        Parameter(
            name="until",
            metavar="DATE",
            pattern=_DATE,
            help="The last day that counts; else no end.",
            description="The last day that counts; without it, there is no end.",
            example="2025-12-31",
        ),
        FRAMEWORK,
        CODER,
    ),
)
