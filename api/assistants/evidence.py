"""What was studied of each threat, and what came out against a baseline."""

from ofmkg.graph.library import load as question_of
from ofmkg.knowledge import KnowledgeGraph

from .answers import Told, text
from .columns import INCOMPLETE, elsewhere, of, picked, with_studies

_RESULTS = (
    "date",
    "work",
    "design",
    "measure",
    "result",
    "interval",
    "significance",
    "sample",
    "models",
    "openModels",
    "byDeveloper",
    "textRead",
    "locator",
    "source",
    "codedBy",
    "claim",
)


def gaps(graph: KnowledgeGraph, loaded: str, collection: str | None = None) -> str:
    """Return how many studies of each threat do what on each step. Raises UnknownIdError."""
    found = graph.gaps(collection)
    columns = ("collection", "vector", "step", "level", "addressed", "partial", "assumed")
    more = ("skipped", "uncoded", "unsure", "inferred", "at_least")
    return text(
        Told(
            "How many studies of each threat address, treat in part, assume or leave out each "
            "step?",
            loaded,
            found.collections,
            (
                "level: nobody = two or more studies were judged and none addresses it; "
                "not-in-those-read and no-study say nothing of the world.",
                INCOMPLETE,
                *elsewhere(found.elsewhere),
            ),
        ),
        [of("threats by steps", found, (*columns, *more))],
    )


def results(
    graph: KnowledgeGraph, loaded: str, baseline: str | None = None, work: str | None = None
) -> str:
    """Return results that are set against a baseline. Raises UnknownIdError."""
    given = {"baseline": baseline, "work": work}
    asked = {name: each for name, each in given.items() if each}
    found = graph.query("results-against-baseline", **asked)
    return text(
        Told(
            question_of("results-against-baseline").summary,
            loaded,
            with_studies(graph),
            (
                "Results stand side by side and are never pooled: designs, measures, models and "
                "dates differ.",
            ),
            across=True,
        ),
        [picked("results", found, _RESULTS, "name a work or a baseline")],
    )
