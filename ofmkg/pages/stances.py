"""Stances in words: who holds what, how openly, how it is known, and where it stands."""

from collections.abc import Iterable

from ofmkg.analyses.compare.differences import (
    AT_LEAST,
    CODERS_DIFFER,
    FROM_STANCES,
    NO_BASIS,
    UNSURE,
)
from ofmkg.analyses.compare.result import AssumptionRow, ComparedWork, Difference, Status
from ofmkg.graph.model import Stance
from ofmkg.graph.voices import by_source
from ofmkg.pages.messages import Text, bracketed, enumerated, join, joined, lower_first, name, say
from ofmkg.pages.sentences import about, noted, told
from ofmkg.pages.words import Words

OUR_INFERENCE = "our-inference"


def no_answer(status: Status) -> Text:
    """Say how a side that takes no position stands to a question."""
    if status == "treats":
        return say("deals with it without an answer")
    if status == "silent":
        return say("recorded as not taking it up")
    return say("nothing recorded")


def unsure(readings: Iterable[str], words: Words) -> list[Text]:
    """Say which of the ways that something is known are not sure, each once."""
    return [reading_word(each, words) for each in dict.fromkeys(readings) if each in UNSURE]


def reading_word(reading: str, words: Words) -> Text:
    """Return the words for a way that something is known."""
    for kind in ("CodingBasis", "AssumptionMode", "StanceBasis"):
        if (kind, reading) in words.lists:
            return words.word(kind, reading)
    if reading == AT_LEAST:
        return say("at least this much")
    if reading == CODERS_DIFFER:
        return say("coders differ")
    if reading == FROM_STANCES:
        return say("vectors read off its stances")
    if reading == NO_BASIS:
        return say("no basis recorded")
    return Text(reading)


def origin(d: Difference, words: Words) -> Text:
    """Say who says that a difference is one, and whether it rests on unsure readings alone."""
    if d.origin != "computed":
        return diagnosis(d.origin, d.source, words)
    if d.unsure == "all":
        return say("computed, from readings that are not sure")
    return say("computed")


def diagnosis(kind: str, identifier: str, words: Words) -> Text:
    """Say whose diagnosis it is: that of a work, or one that coders infer and put on record."""
    who = words.name(identifier)
    if kind == "source":
        return say("diagnosis of {who}", who=who)
    return say("inferred and put on record by {who}; no source says so", who=who)


def stance(s: Stance, side: ComparedWork, words: Words) -> Text:
    """Return one stance of a side as a line with its source and its note."""
    told_of = join(" ", (told(s, words, name(side.label, side.id)), about(s, words, side.vectors)))
    return join("", (told_of, noted(s)))


def hedge(row: AssumptionRow, words: Words) -> Text:
    """Say which answers of a row are tacit or credited by another work; empty if none is.

    Also say where works that differ share another answer to the question, or works that share one
    have others, and whose answers only we infer, if the row has its class from them.
    """
    unsure: dict[Text, None] = {}
    a, b = counted(row)
    if sharing := also_shared(row):
        unsure[sharing] = None
    for s in (*a, *b):
        doubts: list[str] = []
        if s.voice == "inference":
            doubts.append(say("as only we infer"))
        elif s.mode == "tacit":
            doubts.append(words.word("AssumptionMode", s.mode))
        if s.basis == "credited" and s.voice == "another":
            doubts.append(say("credited by {source}", source=words.name(s.source)))
        if doubts:
            unsure[join(": ", (words.name(s.holder), join(", ", doubts)))] = None
    return joined(*unsure)


def counted(row: AssumptionRow) -> tuple[tuple[Stance, ...], tuple[Stance, ...]]:
    """Return the answers of both sides that a row has its class from."""
    a, b = (by_source(side) if row.voice == "source" else side for side in (row.a, row.b))
    return tuple(s for s in a if s.is_answer), tuple(s for s in b if s.is_answer)


def also_shared(row: AssumptionRow) -> Text:
    """Say that works which differ share another answer, or the reverse; else nothing."""
    a, b = ({s.position for s in side} for side in counted(row))
    if not a & b or a == b:
        return Text()
    stands = row.by_source if row.voice == "source" else row.with_inferences
    if stands == "shared":
        return say("they have other answers as well")
    return say("they also share an answer")


def listed(rows: Iterable[AssumptionRow], words: Words) -> Text:
    """Enumerate questions, each with what makes its answers unsure."""
    return enumerated([_asked(row, words) for row in rows])


def _asked(row: AssumptionRow, words: Words) -> Text:
    question = lower_first(name(row.label, f"question/{row.question}"))
    return join("", (question, bracketed(hedge(row, words), "()")))
