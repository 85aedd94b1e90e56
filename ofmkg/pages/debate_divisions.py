"""Questions that divide works: on which threat, with who stands on which side."""

from ofmkg.analyses.debate.result import DividedSide, Division
from ofmkg.pages.blocks import Item
from ofmkg.pages.debate_words import holding, listed
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import (
    Text,
    enumerated,
    join,
    labelled,
    lower_first,
    name,
    number,
    put,
    say,
)
from ofmkg.pages.words import Words


def division(d: Division, words: Words) -> Item:
    """Say on what works are divided, with who stands on which side."""
    question = labelled(d.label, d.question)
    if d.vector:
        text = number(
            d.works,
            "{question}, on {threat}: {n} work",
            "{question}, on {threat}: {n} works",
            question=question,
            threat=words.vectors([d.vector]),
        )
    else:
        text = number(
            d.works,
            "{question}, across threats: {n} work",
            "{question}, across threats: {n} works",
            question=question,
        )
    sides = tuple(_side(side, words) for side in d.sides)
    if "inference" in (d.opposed, d.voice):
        return Item(join(" ", (inferred(_divided(d, words)), text)), sides)
    return Item(text, (*sides, _rests_on(d)))


def _divided(d: Division, words: Words) -> Text:
    """Say what only we say of a division, as a clause."""
    question = lower_first(name(d.label, d.question))
    threat = words.vectors([d.vector]) if d.vector else ""
    if d.opposed == "inference":
        if not threat:
            return say("works are divided on {question}, across threats", question=question)
        return say("works are divided on {question}, on {threat}", question=question, threat=threat)
    if not threat:
        return say("these answers belong to {question}, across threats, as well", question=question)
    return say(
        "these answers belong to {question}, on {threat}, as well",
        question=question,
        threat=threat,
    )


def _rests_on(d: Division) -> Text:
    """Say whose word a division rests on."""
    voices = [h.voice for side in d.sides for h in (*side.here, *side.wider)]
    parts: list[str] = []
    if n := voices.count("itself"):
        parts.append(
            number(n, "{n} answer that a work gives itself", "{n} answers that a work gives itself")
        )
    if n := voices.count("another"):
        parts.append(
            number(
                n,
                "{n} answer that another work says it gives",
                "{n} answers that another work says it gives",
            )
        )
    if n := voices.count("inference"):
        parts.append(number(n, "{n} answer that we infer", "{n} answers that we infer"))
    return say("It rests on {answers}.", answers=enumerated(parts))


def _side(side: DividedSide, words: Words) -> Text:
    lines = [holding(h, words) for h in side.here]
    lines += [say("more generally {who}", who=holding(h, words)) for h in side.wider]
    works = number(side.works, "{n} work", "{n} works")
    answer = name(side.label, side.position)
    return put("{answer} ({works}): {lines}.", answer=answer, works=works, lines=listed(lines))
