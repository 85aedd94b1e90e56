"""Sentences that say what a work holds, one for each voice: its own, another work's, our inference.

What only we infer is a sentence of its own, "We infer that ...; the source does not say so.", and
never a bracket behind a word of the work: a picture of the page loses brackets.
"""

from collections.abc import Iterable

from ofmkg.analyses.compare.result import PartyClaim
from ofmkg.graph.model import Diagnosed, Stance
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import (
    Text,
    bare,
    enumerated,
    ident,
    join,
    joined,
    lower_first,
    name,
    put,
    say,
    sentence,
)
from ofmkg.pages.words import Words


def told(s: Stance, words: Words, who: str | None = None) -> Text:
    """Say what a holder holds, in the voice in which it is known.

    `who` is the name to give the holder, where it is not that of the stance. How the holder relates
    to the position comes before the position itself, so that the line cannot be quoted as saying
    more than it does.
    """
    work = who or words.subject(s.holder)
    if s.voice == "inference":
        return _inferred(s, work)
    if s.kind == "attributed":
        return _own(s, work) if s.voice == "itself" else _credited(s, work, words)
    if s.voice == "another":
        return _reported(s, work, words)
    return _shown(s, work, words)


def taking_part(work: str, c: PartyClaim, *, with_side: bool = True) -> Text:
    """Say by which claim a work takes part in a disagreement, and on which side."""
    notes = [say("Note: {note}", note=sentence(note)) for note in c.notes]
    claim = join(" ", (put("{text} ({id})", text=sentence(c.statement), id=ident(c.claim)), *notes))
    if not with_side:
        return put("{work}: {claim}", work=work, claim=claim)
    if not c.side:
        return say("{work}, side left open: {claim}", work=work, claim=claim)
    if c.voice == "inference":
        ours = inferred(say("{work} stands on side {side}", work=work, side=c.side))
        return join(" ", (ours, say("Its claim: {claim}", claim=claim)))
    return say("{work}, on side {side}: {claim}", work=work, side=c.side, claim=claim)


def causes(recorded: Iterable[Diagnosed], words: Words) -> list[Text]:
    """Say what is diagnosed as the cause of a disagreement, a sentence for each who does."""
    by: dict[tuple[str, str], list[Text]] = {}
    for cause in recorded:
        by.setdefault((cause.origin, cause.diagnosed_by), []).append(name(cause.label))
    told = []
    for (origin, identifier), labels in by.items():
        who, named = words.name(identifier), enumerated(labels)
        if origin == "ours":
            ours = say("the cause is {causes} (put on record by {who})", causes=named, who=who)
            told.append(inferred(ours))
        else:
            told.append(say("Causes, as diagnosed by {who}: {causes}.", who=who, causes=named))
    return told


def about(s: Stance, words: Words, shown: tuple[str, ...] = (), *more: str) -> Text:
    """Return in brackets what a stance is about, where it was read, and what else is known of it.

    `shown` are the vectors that the page says already.
    """
    threats = Text()
    if not s.vectors:
        threats = say("across vectors")
    elif s.vectors != shown:
        threats = say("about {threats}", threats=words.vectors(s.vectors))
    return put("[{known}]", known=joined(threats, words.cite(s.source, s.locator), *more))


def noted(s: Stance) -> Text:
    """Return the note that goes with a stance wherever it is shown, after a space."""
    return join(" ", ("", say("Note: {note}", note=sentence(s.note)))) if s.note else Text()


def _inferred(s: Stance, work: str) -> Text:
    question = lower_first(name(s.question_label, f"question/{s.question}"))
    label = bare(_label(s))
    if s.kind == "treatment":
        says = say(
            '{work} deals with {question} without an answer ("{handled}")',
            work=work,
            question=question,
            handled=label,
        )
    elif s.kind == "silence":
        says = say(
            '{work} does not take up {question} ("{handled}")',
            work=work,
            question=question,
            handled=label,
        )
    elif not s.is_answer:
        says = say(
            '{work} is linked with "{position}" on {question}, without affirming it',
            work=work,
            position=label,
            question=question,
        )
    elif s.kind == "finding":
        says = say(
            'the evidence of {work} shows "{position}" on {question}',
            work=work,
            position=label,
            question=question,
        )
    else:
        says = say(
            '{work} takes the position "{position}" on {question}',
            work=work,
            position=label,
            question=question,
        )
    if not s.statement:
        return inferred(says)
    ours = say("In our words: {statement}", statement=sentence(s.statement))
    return join(" ", (inferred(says), ours))


def _own(s: Stance, work: str) -> Text:
    return say("{work} says itself: {text}", work=work, text=_text(s))


def _credited(s: Stance, work: str, words: Words) -> Text:
    by = words.name(s.source)
    if s.holder in words.read:
        return say(
            "{work} is credited by {source} with: {text}", work=work, source=by, text=_text(s)
        )
    return say(
        "{work} is credited by {source} (the work itself was not read) with: {text}",
        work=work,
        source=by,
        text=_text(s),
    )


def _shown(s: Stance, work: str, words: Words) -> Text:
    """Say what a work that was read holds."""
    text = _text(s)
    if s.kind == "finding":
        return say("{work} shows with evidence: {text}", work=work, text=text)
    if s.kind == "treatment":
        return say("{work} deals with it without an answer: {text}", work=work, text=text)
    if s.kind == "silence":
        return say("{work} is on record as not taking it up: {text}", work=work, text=text)
    mode = words.word("AssumptionMode", s.mode)
    if not s.is_answer:
        return say(
            "{work} is linked with an assumption ({mode}): {text}", work=work, mode=mode, text=text
        )
    return say("{work} assumes ({mode}): {text}", work=work, mode=mode, text=text)


def _reported(s: Stance, work: str, words: Words) -> Text:
    """Say what another work says that a work holds."""
    by, text = words.name(s.source), _text(s)
    if s.kind == "finding":
        return say(
            "According to {source}, {work} shows with evidence: {text}",
            source=by,
            work=work,
            text=text,
        )
    if s.kind == "treatment":
        return say(
            "According to {source}, {work} deals with it without an answer: {text}",
            source=by,
            work=work,
            text=text,
        )
    if s.kind == "silence":
        return say(
            "According to {source}, {work} is on record as not taking it up: {text}",
            source=by,
            work=work,
            text=text,
        )
    mode = words.word("AssumptionMode", s.mode)
    if not s.is_answer:
        return say(
            "According to {source}, {work} is linked with an assumption ({mode}): {text}",
            source=by,
            work=work,
            mode=mode,
            text=text,
        )
    return say(
        "According to {source}, {work} assumes ({mode}): {text}",
        source=by,
        work=work,
        mode=mode,
        text=text,
    )


def _label(s: Stance) -> Text:
    return name(s.label, f"position/{s.position}" if s.position else None)


def _text(s: Stance) -> Text:
    return joined(sentence(_label(s)), sentence(s.statement) if s.statement else "", by=" ")
