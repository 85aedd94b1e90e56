"""All recorded disagreements, each as the analysis disagreement tells it."""

from dataclasses import replace

from ofmkg.analyses.declaration import Analysis
from ofmkg.analyses.parameters import CODER, COLLECTION, FRAMEWORK, VECTOR
from ofmkg.analyses.tables import Level

ANALYSIS = Analysis(
    name="disagreements",
    place=160,
    line="the disagreements on record",
    question="Which disagreements are on record, and do recorded and computed causes agree?",
    summary="Recorded disagreements",
    group="corpus",
    function="ofmkg.analyses.disagreement.analysis:disputes",
    layout="ofmkg.pages.disagreement_list:listing",
    parameters=(
        replace(
            VECTOR,
            help="Only those with a claim about this threat, or near it.",
            description="Only disagreements with a claim about this misuse vector, or near it.",
        ),
        COLLECTION,
        FRAMEWORK,
        CODER,
    ),
    table=(
        Level(
            ("disagreements",), ("disagreement", "label:disagreement_label", "type", "collection")
        ),
        Level(("parties",)),
    ),
)
