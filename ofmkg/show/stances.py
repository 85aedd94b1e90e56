"""Stances in words: who holds what, how openly, how it is known, and where it stands."""

from collections.abc import Iterable

from ofmkg.comparison_result import AssumptionRow, ComparedWork, Difference
from ofmkg.differences import (
    AT_LEAST,
    CODERS_DIFFER,
    FROM_STANCES,
    NO_BASIS,
    UNSURE,
)
from ofmkg.model import Stance
from ofmkg.show.words import Words, enumerated, joined, lower_first, sentence

NO_ANSWER = {
    "treats": "deals with it without an answer",
    "silent": "recorded as not taking it up",
    "uncoded": "nothing recorded",
}

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
    """Say whose diagnosis it is: that of a work, or one that coders recorded."""
    name = words.name(who)
    return f"diagnosis of {name}" if kind == "source" else f"recorded by {name}, not by a source"


def stance(s: Stance, side: ComparedWork, words: Words) -> str:
    """Return one stance of a side as a line with its source.

    How the holder relates to the position comes before the position itself, so that the line
    cannot be quoted as saying more than it does.
    """
    about = ""
    if not s.vectors:
        about = "across vectors"
    elif s.vectors != side.vectors:
        about = f"about {words.vectors(s.vectors)}"
    text = sentence(s.label) + (f" {sentence(s.statement)}" if s.statement else "")
    source = joined(about, words.cite(s.source, s.locator))
    note = f" Note: {sentence(s.note)}" if s.note else ""
    return f"{side.label} {verb(s, words)}: {text} [{source}]{note}"


def verb(s: Stance, words: Words) -> str:
    """Say how the holder of a stance relates to what it says, and how that is known."""
    known = words.word("StanceBasis", s.basis)
    if s.kind == "attributed":
        if s.source == s.holder:
            return "says itself"
        return f"is credited by {words.name(s.source)} (the work itself was not read) with"
    if s.basis == "credited":
        known = f"according to {words.name(s.source)}"
    if s.kind == "finding":
        return f"shows with evidence ({known})"
    if s.kind == "treatment":
        return f"{NO_ANSWER['treats']} ({known})"
    if s.kind == "silence":
        return f"is {NO_ANSWER['silent']} ({known})"
    how = words.word("AssumptionMode", s.mode)
    if s.mode == "unaffirmed":
        return f"is linked with an assumption ({how}; {known})"
    return f"assumes ({how}; {known})"


def hedge(row: AssumptionRow, words: Words) -> str:
    """Say which answers are tacit, unaffirmed, credited or inferred; empty if none is.

    Also say where works that differ share another answer to the question.
    """
    unsure: dict[str, None] = {}
    a, b = ({s.position for s in side if s.position} for side in (row.a, row.b))
    if a & b and a != b:
        unsure["they also share an answer"] = None
    for s in (*row.a, *row.b):
        if not s.position:
            continue
        doubts = []
        if s.mode in ("tacit", "unaffirmed"):
            doubts.append(words.word("AssumptionMode", s.mode))
        if s.basis == "our-inference":
            doubts.append(words.word("StanceBasis", s.basis))
        if s.basis == "credited" and s.source != s.holder:
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
