"""Things by their words, and what is stated of one."""

from typing import Any

from ofmkg.graph.frames import shortened
from ofmkg.graph.terms import short
from ofmkg.knowledge import KnowledgeGraph

from .answers import Rows, Told, text
from .columns import with_studies


def search(graph: KnowledgeGraph, loaded: str, words: str, kind: str | None = None) -> str:
    """Return things that have words in their names or statements. Raises UnknownIdError."""
    found = graph.search(*words.split(), kind=kind)
    made = [
        (each.id, each.kinds, each.label, _who(each.said), each.collections) for each in found.found
    ]
    return text(
        Told(
            f"What has the words {words!r}?",
            loaded,
            with_studies(graph),
            (
                f"{found.total} things were found.",
                *(
                    f"Nothing has {each.word!r}: {', '.join(each.by)} was looked for instead."
                    for each in found.instead
                ),
                *(
                    f"Nothing has {each.word!r}; near it are: {', '.join(each.near)}."
                    for each in found.alone
                    if each.near
                ),
                "A claim is what somebody asserts: say who.",
            ),
            across=True,
        ),
        [
            Rows(
                "found",
                ("id", "kinds", "label", "said by", "collections"),
                made,
                "give more words, or a kind such as Study, Claim or Question",
            )
        ],
    )


def thing(graph: KnowledgeGraph, loaded: str, id: str) -> str:
    """Return what is stated of a thing, and what points to it. Raises UnknownIdError."""
    found = graph.query("statements", thing=id)
    made = [
        (
            row["thing"],
            row["direction"],
            row["propertyLabel"] or shortened(row["property"]),
            shortened(row["value"]),
            row["valueLabel"],
        )
        for row in found
        if row["language"] in (None, "en")
    ]
    made.sort(key=lambda row: (row[1] == "in", str(row[0])))
    return text(
        Told(f"What is on record of {id}?", loaded, with_studies(graph), across=True),
        [
            Rows(
                "statements (out: of it; in: others that point to it)",
                ("thing", "direction", "property", "value", "label"),
                [(short(str(row[0])), *row[1:]) for row in made],
            )
        ],
    )


def _who(said: Any) -> str | None:  # noqa: ANN401 - who says it, as far as that is known
    return None if said is None else f"{', '.join(said.who)} ({said.voice})"
