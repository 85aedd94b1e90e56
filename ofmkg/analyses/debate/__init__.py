"""The analysis debate."""

from ofmkg.analyses.declaration import Analysis
from ofmkg.analyses.parameters import CODER, COLLECTION, FRAMEWORK
from ofmkg.analyses.tables import Level

ANALYSIS = Analysis(
    name="debate",
    place=370,
    line="what divides works, who answers alike, what is left out",
    question="Which questions divide works, who answers alike, and which steps are left out most?",
    summary="The debate as a whole",
    group="corpus",
    function="ofmkg.analyses.debate.analysis:debate",
    layout="ofmkg.pages.debate:document",
    parameters=(COLLECTION, FRAMEWORK, CODER),
    table=(
        Level(("parts",), ("collection.id:collection",)),
        Level(
            ("divisions", "by_inference"),
            ("question", "label:question_label", "vector", "opposed", "voice"),
            "part",
        ),
        Level(("sides",)),
    ),
)
