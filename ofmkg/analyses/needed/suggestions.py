"""Suggested studies: one for each vector and step that something on record calls for."""

from collections.abc import Iterable, Mapping, Sequence

from ofmkg.analyses.needed import KEYS
from ofmkg.analyses.needed.result import (
    Coverage,
    MissingBaseline,
    MissingPart,
    OpenQuestion,
    SuggestedStudy,
    WaitingClaim,
)
from ofmkg.analyses.needed.waiting_claims import Claims
from ofmkg.graph.model import Framework

Place = tuple[str | None, str | None]  # a vector and a step


def suggestions(
    collection: str,
    frame: Framework,
    *,
    coverage: Mapping[Place, Coverage],
    questions: Mapping[Place, Sequence[OpenQuestion]],
    missing: Mapping[Place, Sequence[MissingPart]],
    baselines: Mapping[Place, Sequence[MissingBaseline]],
    claims: Claims,
) -> list[SuggestedStudy]:
    """Return a suggestion for each vector and step that something calls for.

    That is: no study addresses the step in full, something is recorded as missing, a question on
    it is open, or a claim waits. Baselines alone call for nothing.
    """
    uncovered = {place for place, each in coverage.items() if not each.addressed}
    called = uncovered | set(questions) | set(missing) | claims.places
    found = []
    for place in called:
        here = coverage.get(place, Coverage())
        asked, parts = tuple(questions.get(place, ())), tuple(missing.get(place, ()))
        waiting = claims.waiting(place, asked)
        compared = tuple(baselines.get(place, ()))
        if asked or parts or waiting or place in uncovered:
            one = suggested(
                collection,
                place,
                here,
                asked=asked,
                compared=compared,
                waiting=waiting,
                parts=parts,
            )
            found.append(one)
    return ordered(found, KEYS, frame)


def suggested(
    collection: str,
    place: Place,
    here: Coverage,
    *,
    asked: tuple[OpenQuestion, ...] = (),
    compared: tuple[MissingBaseline, ...] = (),
    waiting: tuple[WaitingClaim, ...] = (),
    parts: tuple[MissingPart, ...] = (),
) -> SuggestedStudy:
    """Return a suggestion with the counts by which it is put in order."""
    standing = [each.standing for each in asked]
    counts = {
        "disputed": standing.count("disputed"),
        "claims": len({each.claim for each in waiting}),
        "uncovered": int(here.uncovered),
        "missing": len(parts),
        "baselines": len(compared),
        "not-shown": standing.count("not-shown"),
        "unanswered": standing.count("unanswered"),
    }
    vector, step = place
    return SuggestedStudy(
        collection=collection,
        vector=vector,
        step=step,
        coverage=here,
        questions=asked,
        baselines=compared,
        claims=waiting,
        missing=parts,
        counts=counts,
        voice="source",
    )


def ordered(
    found: Iterable[SuggestedStudy], keys: Sequence[str], frame: Framework
) -> list[SuggestedStudy]:
    """Put suggestions in order: more of the first key first, then of the next; ties by name."""
    steps = {step.step: step.order for step in frame.steps}
    return sorted(
        found,
        key=lambda each: (
            *(-each.counts[key] for key in keys),
            each.vector or "",
            steps.get(each.step or "", 0),
            each.collection,
        ),
    )
