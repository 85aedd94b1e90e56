"""The brief of a misuse vector, which `briefs` makes."""

from ofmkg.analyses.declaration import Analysis
from ofmkg.analyses.parameters import CODER, FRAMEWORK, of_thing
from ofmkg.analyses.tables import Level

ANALYSIS = Analysis(
    name="vector",
    place=190,
    line="everything on record of a misuse vector",
    question="Everything on record of a misuse vector, with sources.",
    summary="One misuse vector",
    group="things",
    function="ofmkg.analyses.briefs:vector",
    layout="ofmkg.pages.briefs:document",
    glance="ofmkg.pages.brief_openings:glance",
    opening="ofmkg.pages.brief_openings:opening",
    of_thing=True,
    parameters=(
        of_thing("MisuseVector", "misuse vector", "ofmkg query vectors"),
        FRAMEWORK,
        CODER,
    ),
    table=(Level(("sections",), ("id:section",)), Level(("rows", "by_inference"), named="part")),
)
