"""Who answers a question how, and who stands where in a disagreement."""

from ofmkg.knowledge import KnowledgeGraph

from .answers import Rows, Told, text
from .columns import elsewhere, of


def question(graph: KnowledgeGraph, loaded: str, id: str) -> str:
    """Return who answers a question how. Raises UnknownIdError."""
    found = graph.question(id)
    answers = [
        (each.position, each.label, each.excludes, each.definition) for each in found.positions
    ]
    columns = ("part", "study", "work", "label", "kind", "position", "mode", "voice", "vectors")
    more = ("collection", "coder", "text_read", "locator", "source")
    every = of("who answers, treats or is silent", found, (*columns, *more))
    at = every.columns.index("part")
    # Who answers about several threats stands under each.
    shown = list(dict.fromkeys(tuple(row) for row in every.rows if row[at] != "unrecorded"))
    left = len({row[1] for row in every.rows if row[at] == "unrecorded"})
    note = f"Of {left} studies nothing is recorded on it, which is no answer and no silence."
    return text(
        Told(
            f"{found.question.label}: {found.question.text or ''}".strip(" :"),
            loaded,
            found.collections,
            (note,) if left else (),
        ),
        (
            Rows("answers there are", ("position", "label", "excludes", "definition"), answers),
            Rows(every.name, columns[:1] + columns[2:] + more, [(r[0], *r[2:]) for r in shown]),
        ),
    )


def disagreement(graph: KnowledgeGraph, loaded: str, id: str | None = None) -> str:
    """Return who stands where in a disagreement, or which there are. Raises UnknownIdError."""
    if id is None:
        listed = graph.disagreements()
        return text(
            Told(
                "Which disagreements are on record?",
                loaded,
                listed.collections,
                elsewhere(listed.elsewhere),
            ),
            [
                Rows(
                    "disagreements",
                    ("disagreement", "label", "type", "works that take part", "causes on record"),
                    [
                        (
                            each.disagreement,
                            each.label,
                            each.type,
                            len({party.work for party in each.parties}),
                            tuple(cause.cause for cause in each.causes if cause.recorded),
                        )
                        for each in listed.disagreements
                    ],
                    "give the id of one",
                )
            ],
        )
    page = graph.disagreement(id)
    found = page.dispute
    causes = [
        (each.cause, each.agreement, tuple(by.diagnosed_by for by in each.recorded))
        for each in found.causes
    ]
    return text(
        Told(
            f"{found.label} ({found.type or 'kind not on record'})",
            loaded,
            tuple(each for each in graph.collections() if each.id == found.collection),
            (f"Explanation on record: {found.explanation}",) if found.explanation else (),
        ),
        (
            of(
                "parties",
                page,
                ("work", "side", "voice", "claim", "statement", "locator", "source"),
            ),
            Rows("causes", ("cause", "recorded and computed", "diagnosed by"), causes),
        ),
    )
