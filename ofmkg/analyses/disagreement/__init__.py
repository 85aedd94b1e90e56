"""The analysis disagreement."""

from ofmkg.analyses.declaration import Analysis, Output
from ofmkg.analyses.parameters import CODER, FRAMEWORK, of_thing
from ofmkg.analyses.tables import Level

ANALYSIS = Analysis(
    name="disagreement",
    place=150,
    line="who stands where in a disagreement, and why",
    question="Who stands where in a recorded disagreement, and why: on record, and computed now?",
    summary="One disagreement",
    group="things",
    function="ofmkg.analyses.disagreement.analysis:dispute",
    layout="ofmkg.pages.disagreement:document",
    glance="ofmkg.pages.disagreement_opening:glance",
    opening="ofmkg.pages.disagreement_opening:opening",
    outputs=(Output("svg", "ofmkg.pages.disagreement_svg:to_svg", drawn=True),),
    of_thing=True,
    parameters=(
        of_thing("Disagreement", "disagreement", "ofmkg disagreements"),
        FRAMEWORK,
        CODER,
    ),
    table=(
        Level(("dispute",), ("disagreement", "label:disagreement_label", "type", "collection")),
        Level(("parties",)),
    ),
)
