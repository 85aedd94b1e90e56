"""The analysis robustness."""

from ofmkg.analyses.declaration import Analysis
from ofmkg.analyses.parameters import CODER, COLLECTION, FRAMEWORK
from ofmkg.analyses.tables import Level

ANALYSIS = Analysis(
    name="robustness",
    place=350,
    line="which findings hold under other readings of the data",
    question="Which findings hold under other readings of the same data?",
    summary="Robust findings",
    group="corpus",
    function="ofmkg.analyses.robustness.analysis:robustness",
    layout="ofmkg.pages.robustness:document",
    parameters=(COLLECTION, FRAMEWORK, CODER),
    table=(Level(("findings", "by_inference"), named="part"),),
)
