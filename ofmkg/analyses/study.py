"""The brief of a study, which `briefs` makes."""

from ofmkg.analyses.declaration import Analysis
from ofmkg.analyses.parameters import CODER, FRAMEWORK, of_thing
from ofmkg.analyses.tables import Level

ANALYSIS = Analysis(
    name="study",
    place=170,
    line="everything on record of a study",
    question="Everything on record of a study, with sources.",
    summary="One study",
    group="things",
    function="ofmkg.analyses.briefs:study",
    layout="ofmkg.pages.briefs:document",
    glance="ofmkg.pages.brief_openings:glance",
    opening="ofmkg.pages.brief_openings:opening",
    of_thing=True,
    parameters=(
        of_thing("Study", "study", "ofmkg query studies"),
        FRAMEWORK,
        CODER,
    ),
    table=(Level(("sections",), ("id:section",)), Level(("rows", "by_inference"), named="part")),
)
