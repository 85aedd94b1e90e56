"""The analysis crux."""

from dataclasses import replace

from ofmkg.analyses.declaration import Analysis, Parameter
from ofmkg.analyses.parameters import CODER, COLLECTION, FRAMEWORK
from ofmkg.analyses.tables import Level

ANALYSIS = Analysis(
    name="crux",
    place=310,
    line="opposed positions, and the claims that hang on them",
    question="On which opposed positions does it turn, and which claims hang on them?",
    more="Asked of a vector (`vector=`), or of two works or studies (`a=` and `b=`).",
    summary="Cruxes",
    group="arguments",
    function="ofmkg.analyses.crux.analysis:crux",
    layout="ofmkg.pages.crux:document",
    check="ofmkg.analyses.crux.analysis:check",
    parameters=(
        Parameter(
            name="target",
            argument=True,
            required=True,
            metavar="VECTOR|A",
            help="Id of a vector, or a work.",
            only="terminal",
        ),
        Parameter(
            name="other",
            argument=True,
            metavar="[B]",
            help="Id of another work.",
            only="terminal",
        ),
        Parameter(
            name="vector",
            of="MisuseVector",
            description="Id of a misuse vector; or else:",
            only="service",
        ),
        Parameter(
            name="a", of="Study", description="Id of a work or study; with `b`.", only="service"
        ),
        Parameter(name="b", of="Study", description="Id of another; with `a`.", only="service"),
        replace(
            COLLECTION,
            help="A collection, or all; else of a vector the default one.",
            description="Id of a collection, or `all`; without it, of a vector the default one, "
            "between two works all.",
        ),
        FRAMEWORK,
        CODER,
    ),
    table=(
        Level(
            ("cruxes", "without_claims", "apart", "by_inference"),
            ("question", "label:question_label", "kind:crux_kind", "voice:crux_voice"),
            "part",
        ),
        Level(("a", "b"), ("position", "label:position_label"), "side"),
        Level(("holders",)),
    ),
)
