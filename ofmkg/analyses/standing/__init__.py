"""The analysis standing."""

from ofmkg.analyses.declaration import Analysis, Parameter
from ofmkg.analyses.parameters import COLLECTION, VECTOR
from ofmkg.analyses.tables import Level

ANALYSIS = Analysis(
    name="standing",
    place=330,
    line="which claims are disputed on record, with a reply or none",
    question="Where do claims stand, given what supports and what disputes them on record?",
    more="A label is a fact about the graph, not a verdict on the world. Lines that only we drew "
    "stand\napart.",
    summary="Where claims stand",
    group="arguments",
    function="ofmkg.analyses.standing.analysis:standing",
    layout="ofmkg.pages.standing:document",
    parameters=(
        VECTOR,
        COLLECTION,
        Parameter(
            name="undisputed",
            kind=bool,
            default=False,
            option="--all",
            help="List the claims that nothing on record disputes, too.",
            only="terminal",
            layout=True,
        ),
    ),
    table=(Level(("claims", "by_inference", "not_labelled"), named="part"),),
)
