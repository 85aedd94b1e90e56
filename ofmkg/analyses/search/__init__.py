"""The analysis search."""

from ofmkg.analyses.declaration import Analysis, Output, Parameter
from ofmkg.analyses.parameters import WITHIN
from ofmkg.analyses.tables import Level

ANALYSIS = Analysis(
    name="search",
    place=198,
    line="things by words in their names, or in what is said",
    question="Which things have these words in their names, or in what is said?",
    more="All the words have to be there, whole; endings, case and accents do not count. Where "
    "nothing has them\nwhole, words that begin so are taken, and then words spelled alike. "
    "Without words, the things of one\nkind; without a kind, the kinds there are.",
    summary="Search",
    group="things",
    function="ofmkg.analyses.search.analysis:search",
    layout="ofmkg.pages.search:document",
    outputs=(
        Output(
            "csv", "ofmkg.pages.search:to_csv", beside="ofmkg.pages.beside:of_found", named=True
        ),
    ),
    table=(Level(("found",)),),
    parameters=(
        Parameter(
            name="words",
            query="q",
            argument=True,
            many=True,
            metavar="[WORDS]",
            help="Without words: the things of one kind, or the kinds there are.",
            description="Words that all have to be there.",
            pattern=r"^[^\x00]*$",
            example=("pathogen information",),
        ),
        Parameter(
            name="kind",
            metavar="CLASS",
            help="Only things of this class, such as Claim.",
            description="Only things of this class of the ontology.",
            pattern="^[A-Za-z]*$",
            example="Claim",
        ),
        WITHIN,
    ),
)
