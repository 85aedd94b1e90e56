"""Parameters that several analyses take, and those by which any data can be read otherwise."""

from dataclasses import replace

from ofmkg.analyses.declaration import Parameter
from ofmkg.graph.lexical import DATE

FRAMEWORK = Parameter(
    name="framework",
    metavar="ID",
    of="Framework",
    description="Id of a framework; without it, the default.",
)
CODER = Parameter(
    name="coder",
    metavar="ID",
    of="Coder",
    help="This coder's assessments.",
    description="Id of a coder, whose assessments count instead of those adopted.",
)
COLLECTION = Parameter(
    name="collection",
    metavar="ID",
    of="Collection",
    help="A collection, or all; without it, the default one.",
    description="Id of a collection of studies, or `all`; without it, the default one.",
)
WITHIN = replace(
    COLLECTION,
    default="all",
    help="One collection alone.",
    description="Id of a collection that alone is told of; without it all are, each apart.",
)
VECTOR = Parameter(
    name="vector",
    metavar="ID",
    of="MisuseVector",
    help="Only claims about this threat, or near it.",
    description="Only what is about this misuse vector, or near it.",
)

# How data are read otherwise than as they stand: what a `Scenario` is made of.
ALTERNATIVES = Parameter(
    name="alternatives",
    kind=bool,
    default=False,
    help="Take the alternatives of ambiguous codings.",
    description="Take the alternatives of ambiguous codings.",
    example=True,
)
WITHOUT = Parameter(
    name="without",
    many=True,
    metavar="ID",
    help="Leave out a stance, position, claim, study, work ...",
    description="Leave out a stance, claim, position, question, study or work by id; "
    "repeat for several.",
)
AS_OF = Parameter(
    name="as_of",
    metavar="DATE",
    help="What was known by 2024, 2024-02 or 2024-02-27: without later works.",
    description="What was known by the end of a date (2024, 2024-02 or 2024-02-27): "
    "without works that came out later, or may have.",
    pattern=f"^{DATE}$",
    example="2024-02-27",
)
WITH_INFERENCES = Parameter(
    name="with_inferences",
    kind=bool,
    default=False,
    query="inferences",
    help="Draw conclusions from what only we infer too, not from the word of sources alone.",
    description="Draw conclusions from what only we infer too, not from the word of sources alone.",
    example=True,
)
READING = (ALTERNATIVES, WITHOUT, AS_OF, WITH_INFERENCES)


def of_thing(kind: str, words: str, listed_by: str) -> Parameter:
    """Return the id of the one thing that an analysis is about.

    `kind` is its class, `words` name it in running text, and `listed_by` is the command that lists
    those there are.
    """
    return Parameter(
        name="id",
        argument=True,
        required=True,
        metavar="ID",
        of=kind,
        help=f"See: {listed_by}.",
        description=f"Id of a {words}.",
    )
