"""Who says what a thing of the graph states: a title never shows a bare assertion."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ofmkg.graph.model import Voice
from ofmkg.graph.rows import grouped
from ofmkg.graph.terms import short


@dataclass(frozen=True, slots=True)
class SayingRow:
    """A row of the question `said-by`: a thing (IRI), and somebody (IRI) who says it."""

    thing: str
    voice: Voice
    who: str | None = None
    who_label: str | None = None
    source: str | None = None
    source_label: str | None = None
    question_label: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Into whose mouth a statement is put (names), in which text it was read, and by whose word.

    `question` is that of an answer, which by itself is nobody's word.
    """

    who: tuple[str, ...]
    source: str | None
    voice: Voice
    question: str | None = None


def said_by(rows: Iterable[SayingRow]) -> dict[str, Said]:
    """Return by IRI who says what a thing states.

    Several works may say it; where it is the word of one of them, it is its own.
    """
    return {iri: _said(group) for iri, group in grouped(rows, "thing").items()}


def _said(rows: Sequence[SayingRow]) -> Said:
    first = rows[0]
    names = dict.fromkeys(_named(row.who, row.who_label) for row in rows if row.who is not None)
    voices = {row.voice for row in rows}
    return Said(
        who=tuple(name for name in names if name is not None),
        source=_named(first.source, first.source_label),
        voice="inference"
        if "inference" in voices
        else "itself"
        if voices == {"itself"}
        else "another",
        question=first.question_label,
    )


def _named(iri: str | None, label: str | None) -> str | None:
    return short(iri) if label is None and iri is not None else label
