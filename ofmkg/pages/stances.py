"""Stances in words: who holds what, how openly, how it is known, and where it stands."""

from collections.abc import Iterable

from ofmkg.analyses.compare.differences import (
    AT_LEAST,
    CODERS_DIFFER,
    FROM_STANCES,
    NO_BASIS,
    UNSURE,
)
from ofmkg.analyses.compare.result import AssumptionRow, ComparedWork, Difference
from ofmkg.graph.model import Stance
from ofmkg.graph.voices import by_source
from ofmkg.pages.messages import enumerated, lower_first
from ofmkg.pages.sentences import about, noted, told
from ofmkg.pages.words import Words

NO_ANSWER = {
    "treats": "deals with it without an answer",
    "silent": "recorded as not taking it up",
    "uncoded": "nothing recorded",
}

OUR_INFERENCE = "our-inference"

_READINGS = {
    AT_LEAST: "at least this much",
    CODERS_DIFFER: "coders differ",
    FROM_STANCES: "vectors read off its stances",
    NO_BASIS: "no basis recorded",
}


def unsure(readings: Iterable[str], words: Words) -> list[str]:
    """Say which of the ways that something is known are not sure, each once."""
    return [reading_word(each, words) for each in dict.fromkeys(readings) if each in UNSURE]


def reading_word(reading: str, words: Words) -> str:
    """Return the words for a way that something is known."""
    for kind in ("CodingBasis", "AssumptionMode", "StanceBasis"):
        if (kind, reading) in words.lists:
            return words.word(kind, reading)
    return _READINGS.get(reading, reading)


def origin(d: Difference, words: Words) -> str:
    """Say who says that a difference is one, and whether it rests on unsure readings alone."""
    if d.origin == "computed":
        return "computed, from readings that are not sure" if d.unsure == "all" else "computed"
    return diagnosis(d.origin, d.source, words)


def diagnosis(kind: str, who: str, words: Words) -> str:
    """Say whose diagnosis it is: that of a work, or one that coders infer and put on record."""
    name = words.name(who)
    if kind == "source":
        return f"diagnosis of {name}"
    return f"inferred and put on record by {name}; no source says so"


def stance(s: Stance, side: ComparedWork, words: Words) -> str:
    """Return one stance of a side as a line with its source and its note."""
    return f"{told(s, words, side.label)} {about(s, words, side.vectors)}{noted(s)}"


def hedge(row: AssumptionRow, words: Words) -> str:
    """Say which answers of a row are tacit or credited by another work; empty if none is.

    Also say where works that differ share another answer to the question, and whose answers only
    we infer, if the row has its class from them.
    """
    unsure: dict[str, None] = {}
    counted = [
        tuple(s for s in (by_source(side) if row.voice == "source" else side) if s.is_answer)
        for side in (row.a, row.b)
    ]
    a, b = ({s.position for s in side} for side in counted)
    if a & b and a != b:
        unsure["they also share an answer"] = None
    for s in (*counted[0], *counted[1]):
        doubts = []
        if s.voice == "inference":
            doubts.append("as only we infer")
        elif s.mode == "tacit":
            doubts.append(words.word("AssumptionMode", s.mode))
        if s.basis == "credited" and s.voice == "another":
            doubts.append(f"credited by {words.name(s.source)}")
        if doubts:
            unsure[f"{words.name(s.holder)}: {', '.join(doubts)}"] = None
    return "; ".join(unsure)


def listed(rows: Iterable[AssumptionRow], words: Words) -> str:
    """Enumerate questions, each with what makes its answers unsure."""
    parts = []
    for row in rows:
        doubt = hedge(row, words)
        parts.append(lower_first(row.label) + (f" ({doubt})" if doubt else ""))
    return enumerated(parts)
