"""Who says what a thing of the graph states: a title never shows a bare assertion."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ofmkg.graph.model import Voice
from ofmkg.graph.terms import short
from ofmkg.graph.voices import voice

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """Into whose mouth a statement is put (names), in which text it was read, and by whose word.

    `question` is that of an answer, which by itself is nobody's word.
    """

    who: tuple[str, ...]
    source: str | None
    voice: Voice
    question: str | None = None


def said_by(rows: Iterable[Row]) -> dict[str, Said]:
    """Return by IRI who says what a thing states, from rows of the query `said-by`.

    Several works may say it; where it is the word of one of them, it is its own.
    """
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["thing"], []).append(row)
    return {iri: _said(group) for iri, group in grouped.items()}


def _said(rows: list[Row]) -> Said:
    first = rows[0]
    names = dict.fromkeys(row.get("whoLabel", short(row["who"])) for row in rows if "who" in row)
    voices = {voice(row) for row in rows}
    source = first.get("sourceLabel", short(first["source"]) if "source" in first else None)
    return Said(
        tuple(names),
        source,
        "inference" if "inference" in voices else "itself" if voices == {"itself"} else "another",
        first.get("questionLabel"),
    )
