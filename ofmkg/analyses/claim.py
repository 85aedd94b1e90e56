"""The brief of a claim, which `briefs` makes."""

from ofmkg.analyses.declaration import Analysis
from ofmkg.analyses.parameters import of_thing
from ofmkg.analyses.tables import Level

ANALYSIS = Analysis(
    name="claim",
    place=180,
    line="everything on record of a claim",
    question="Everything on record of a claim, with sources.",
    summary="One claim",
    group="things",
    function="ofmkg.analyses.briefs:claim",
    layout="ofmkg.pages.briefs:document",
    glance="ofmkg.pages.brief_openings:glance",
    opening="ofmkg.pages.brief_openings:opening",
    of_thing=True,
    parameters=(of_thing("Claim", "claim", "ofmkg query claims"),),
    table=(Level(("sections",), ("id:section",)), Level(("rows", "by_inference"), named="part")),
)
