"""The analysis agreement."""

from ofmkg.analyses.declaration import Analysis, Output, Parameter
from ofmkg.analyses.parameters import COLLECTION, FRAMEWORK
from ofmkg.analyses.tables import Level

FEWEST = 2  # comparable cells: of one alone nothing can be computed
MINIMUM = 10
RESAMPLES = 2000
SEED = 1

ANALYSIS = Analysis(
    name="agreement",
    place=380,
    line="how coders agree who read the same studies",
    question="Do coders agree who read the same studies, and which cells should they talk about?",
    more="Only cells that can be compared count; of the others it is told why not. As CSV, a row "
    "for each\ncell and pair of coders, with both readings and their sources.",
    summary="Agreement between coders",
    group="corpus",
    function="ofmkg.analyses.agreement.analysis:agreement",
    layout="ofmkg.pages.agreement:document",
    outputs=(
        Output(
            "csv",
            "ofmkg.pages.agreement_csv:to_csv",
            beside="ofmkg.pages.beside:of_parts",
            named=True,
        ),
    ),
    parameters=(
        Parameter(
            name="minimum",
            kind=int,
            default=MINIMUM,
            least=FEWEST,
            most_served=10_000,
            help="Comparable cells that a figure needs.",
            description="Comparable cells that a figure needs; below, there are counts alone.",
            example=5,
        ),
        Parameter(
            name="resamples",
            kind=int,
            default=RESAMPLES,
            least=1,
            most_served=5000,
            help="Resamples that intervals are taken from.",
            description="Resamples that intervals are taken from.",
            example=500,
        ),
        Parameter(
            name="seed",
            kind=int,
            default=SEED,
            least=0,
            most_served=2**31 - 1,
            help="The same seed gives the same intervals.",
            description="The same seed gives the same intervals.",
            example=7,
        ),
        COLLECTION,
        FRAMEWORK,
    ),
    table=(Level(("parts",), ("collection.id:collection",)), Level(("cells",))),
)
