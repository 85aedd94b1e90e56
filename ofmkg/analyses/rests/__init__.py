"""The analysis rests."""

from ofmkg.analyses.declaration import Analysis, Parameter
from ofmkg.analyses.tables import Level

ANALYSIS = Analysis(
    name="rests",
    place=320,
    line="what would lose support if something were given up",
    question="What rests on it: which claims lose support if it is given up, through which chain?",
    summary="What rests on it",
    group="arguments",
    function="ofmkg.analyses.rests.analysis:retraction",
    layout="ofmkg.pages.rests:document",
    parameters=(
        Parameter(
            name="id",
            argument=True,
            required=True,
            many=True,
            metavar="ID ...",
            help="A work, study, claim, stance, position, question, or line of evidence.",
            description="What is given up: a work, study, claim, stance, position, question or "
            "line of evidence, by id, path or IRI; repeat for several.",
        ),
    ),
    table=(Level(("changes", "by_inference"), named="part"),),
)
