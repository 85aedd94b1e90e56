"""The analysis compare."""

from ofmkg.analyses.declaration import Analysis, Output, Parameter
from ofmkg.analyses.parameters import CODER, FRAMEWORK
from ofmkg.analyses.tables import Level

ANALYSIS = Analysis(
    name="compare",
    place=110,
    line="which assumptions differ, and which steps each addressed",
    question="Which assumptions differ between A and B, and which steps did each address?",
    served="Which assumptions differ between `a` and `b`, and which steps did each address?",
    more="Every line has its source. `documented` are the disagreements on record in which they "
    "take part.\nWithout both a browser gets a page on which to choose.",
    summary="Compare two works",
    group="works",
    function="ofmkg.analyses.compare.analysis:compare",
    layout="ofmkg.pages.compare:document",
    glance="ofmkg.pages.compare_glance:glance",
    opening="ofmkg.pages.compare_glance:opening",
    beyond="columns",
    outputs=(
        Output(
            "csv", "ofmkg.pages.compare_csv:to_csv", beside="ofmkg.pages.beside:of_compared_works"
        ),
    ),
    parameters=(
        Parameter(
            name="a",
            argument=True,
            required=True,
            metavar="A",
            of="Study",
            help="Id of a work or study.",
            description="Id of a work or study.",
        ),
        Parameter(
            name="b",
            argument=True,
            required=True,
            metavar="B",
            of="Study",
            help="Id of another.",
            description="Id of another.",
        ),
        FRAMEWORK,
        CODER,
    ),
    table=(
        Level(("assumptions",)),
        Level(
            (
                "shared",
                "opposed",
                "contrasting",
                "different",
                "only_a",
                "only_b",
                "by_inference",
                "unanswered",
            ),
            ("label:question_label", "voice:row_voice"),
            "class",
        ),
        Level(("a", "b"), named="side"),
    ),
)
