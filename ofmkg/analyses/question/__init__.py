"""The analysis question."""

from ofmkg.analyses.declaration import Analysis, Output
from ofmkg.analyses.parameters import CODER, FRAMEWORK, WITHIN, of_thing
from ofmkg.analyses.tables import Level

ANALYSIS = Analysis(
    name="question",
    place=140,
    line="who answers a question how, and who only treats it",
    question="Who answers a question how, who only treats it, and who is silent?",
    summary="One question",
    group="things",
    function="ofmkg.analyses.question.analysis:answers",
    layout="ofmkg.pages.question:document",
    glance="ofmkg.pages.question_opening:glance",
    opening="ofmkg.pages.question_opening:opening",
    outputs=(Output("svg", "ofmkg.pages.question_svg:to_svg", drawn=True),),
    of_thing=True,
    parameters=(
        of_thing("Question", "question", "ofmkg query questions"),
        WITHIN,
        FRAMEWORK,
        CODER,
    ),
    table=(
        Level(("vectors",)),
        Level(("answers", "treatments", "silences", "unrecorded", "by_inference"), named="part"),
    ),
)
