"""The brief of a model release, which `briefs` makes."""

from ofmkg.analyses.declaration import Analysis
from ofmkg.analyses.parameters import of_thing
from ofmkg.analyses.tables import Level

ANALYSIS = Analysis(
    name="release",
    place=195,
    line="everything on record of a model release",
    question="Everything on record of a model release, with sources.",
    summary="One model release",
    group="things",
    function="ofmkg.analyses.briefs:release",
    layout="ofmkg.pages.briefs:document",
    glance="ofmkg.pages.brief_openings:glance",
    opening="ofmkg.pages.brief_openings:opening",
    of_thing=True,
    parameters=(of_thing("ModelRelease", "model release", "ofmkg query releases"),),
    table=(Level(("sections",), ("id:section",)), Level(("rows", "by_inference"), named="part")),
)
