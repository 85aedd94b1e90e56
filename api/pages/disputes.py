"""The recorded disagreements as a table: a line each."""

from collections.abc import Mapping
from dataclasses import dataclass

from ofmkg.analyses.disagreement.result import Dispute, Disputes
from ofmkg.pages.blocks import Heading, Page
from ofmkg.pages.messages import (
    Text,
    bracketed,
    enumerated,
    join,
    joined,
    lower_first,
    name,
    say,
    upper_first,
)
from ofmkg.pages.stances import diagnosis
from ofmkg.pages.words import Words

from .portions import Part, anchored


@dataclass(frozen=True, slots=True)
class Side:
    """The works (ids) that stand together, and what that is called; by whose word is part of it."""

    name: Text
    works: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A disagreement in a line: its kind, who takes part, and why by whom."""

    id: str
    label: str
    kind: Text
    sides: tuple[Side, ...]
    causes: tuple[Text, ...]


def lines(result: Disputes, document: Page, words: Words) -> Mapping[str, object]:
    """Return what the template of the list needs beside the result, collection by collection."""
    groups: dict[str | None, list[Line]] = {}
    for each in result.disagreements:
        groups.setdefault(each.collection, []).append(_line(each, words))
    last = max((n for n, block in enumerate(document) if isinstance(block, Heading)), default=0)
    notes: list[Part] = anchored(document[last:])
    several = len(groups) > 1
    return {
        "lines": [
            (_of(collection, words) if several else "", those)
            for collection, those in groups.items()
        ],
        "notes": notes,
    }


def _of(collection: str | None, words: Words) -> Text:
    return upper_first(words.collection(collection) if collection else say("of no collection"))


def _line(d: Dispute, words: Words) -> Line:
    kind = words.word("DisagreementType", d.type)
    basis = words.word("DisagreementBasis", d.on_record)
    return Line(d.disagreement, d.label, joined(kind, basis), _sides(d), _causes(d, words))


def _sides(d: Dispute) -> tuple[Side, ...]:
    found: dict[tuple[int | None, bool], dict[str, None]] = {}
    for party in d.parties:
        if party.work:
            ours = party.side is not None and party.voice == "inference"
            found.setdefault((party.side, ours), {})[party.work] = None
    told = any(side is not None for side, _ in found)
    ordered = sorted(found, key=lambda each: (each[0] is None, each[0] or 0, each[1]))
    return tuple(
        Side(_called(side, ours) if told else Text(), tuple(found[side, ours]))
        for side, ours in ordered
    )


def _called(side: int | None, ours: bool) -> Text:
    if side is None:
        return say("Sides left open")
    return say("Side {n}, as we infer", n=side) if ours else say("Side {n}", n=side)


def _causes(d: Dispute, words: Words) -> tuple[Text, ...]:
    """Return the causes on record, a line for each way in which they are diagnosed."""
    by: dict[Text, list[Text]] = {}
    for cause in d.causes:
        if cause.recorded:
            whose = joined(*(diagnosis(r.origin, r.diagnosed_by, words) for r in cause.recorded))
            by.setdefault(whose, []).append(lower_first(name(cause.label)))
    return tuple(
        join("", (upper_first(enumerated(causes)), bracketed(whose, "()")))
        for whose, causes in by.items()
    )
