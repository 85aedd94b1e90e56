"""All recorded disagreements, each as the analysis disagreement tells it."""

from ofmkg.analyses.declaration import Analysis
from ofmkg.analyses.parameters import CODER, COLLECTION, FRAMEWORK
from ofmkg.analyses.tables import Level

ANALYSIS = Analysis(
    name="disagreements",
    place=160,
    line="the disagreements on record",
    question="Which disagreements are on record, and do recorded and computed causes agree?",
    summary="Recorded disagreements",
    group="corpus",
    function="ofmkg.analyses.disagreement.analysis:disputes",
    layout="ofmkg.pages.disagreement:listing",
    parameters=(COLLECTION, FRAMEWORK, CODER),
    table=(
        Level(
            ("disagreements",), ("disagreement", "label:disagreement_label", "type", "collection")
        ),
        Level(("parties",)),
    ),
)
