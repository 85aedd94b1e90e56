"""The analysis needed."""

from dataclasses import replace

from ofmkg.analyses.declaration import Analysis, Parameter
from ofmkg.analyses.parameters import CODER, COLLECTION, FRAMEWORK, VECTOR
from ofmkg.analyses.tables import Level

# A suggested study comes earlier the more it has of the first key, then of the second ...
KEYS = ("disputed", "claims", "uncovered", "missing", "baselines", "not-shown", "unanswered")

ANALYSIS = Analysis(
    name="needed",
    place=360,
    line="what research is called for, and by what on record",
    question="What research is called for, and by what on record?",
    summary="Needed research",
    group="corpus",
    function="ofmkg.analyses.needed.analysis:needed",
    layout="ofmkg.pages.needed:document",
    parameters=(
        replace(VECTOR, help="Only this threat and narrower ones."),
        Parameter(
            name="study",
            metavar="ID",
            of="Study",
            help="Only what this study calls for.",
            description="Only what this study calls for.",
        ),
        Parameter(
            name="order",
            many=True,
            metavar="KEY,...",
            choices=KEYS,
            help="What comes first: disputed, claims, uncovered, missing, baselines, not-shown, "
            "unanswered.",
            description="What comes first; repeat for what comes next.",
            example=("claims", "missing"),
        ),
        Parameter(
            name="top",
            kind=int,
            least=0,
            default=10,
            help="How many to tell in full.",
            only="terminal",
            layout=True,
        ),
        COLLECTION,
        FRAMEWORK,
        CODER,
    ),
    table=(Level(("suggestions", "by_inference"), named="part"),),
)
