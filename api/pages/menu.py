"""The way around: what stands in the header of each page, in groups."""

# By what a reader wants to do: a name, and addresses with theirs.
MENU = (
    (
        "Read",
        (
            ("/studies", "Studies"),
            ("/works", "Works"),
            ("/vectors", "Threats"),
            ("/releases", "Model releases"),
        ),
    ),
    (
        "Compare",
        (
            ("/compare", "Two works"),
            ("/columns", "Up to eight works"),
            ("/matrix", "Studies by steps"),
            ("/robustness", "What holds if codings change"),
            ("/agreement", "Coders"),
        ),
    ),
    (
        "Map",
        (
            ("/gaps", "Gaps"),
            ("/results", "Results set against a baseline"),
            ("/needed", "Research needed"),
            ("/timeline", "Answers over time"),
            ("/changed", "What changed"),
        ),
    ),
    (
        "Argue",
        (
            ("/questions", "Questions"),
            ("/disagreements", "Disagreements"),
            ("/debate", "What divides works"),
            ("/crux", "Cruxes of a threat"),
            ("/standing", "Which claims are disputed"),
            ("/rests", "What rests on what"),
        ),
    ),
    (
        "Ask",
        (
            ("/search", "Search"),
            ("/queries", "Queries"),
            ("/sparql", "SPARQL"),
            ("/criteria", "What the words mean"),
            ("/ontology", "Ontology"),
            ("/about", "About"),
        ),
    ),
    (
        "Add",
        (
            ("/code", "Code a work"),
            ("/about#contest", "Contest a coding"),
        ),
    ),
)
