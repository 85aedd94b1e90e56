"""Sentences that say what a work holds, one for each voice: its own, another work's, our inference.

What only we infer is a sentence of its own, "We infer that ...; the source does not say so.", and
never a bracket behind a word of the work: a picture of the page loses brackets.
"""

from collections.abc import Iterable

from ofmkg.analyses.compare.result import PartyClaim
from ofmkg.graph.model import Diagnosed, Stance
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import enumerated, joined, lower_first, sentence
from ofmkg.pages.words import Words


def told(s: Stance, words: Words, who: str | None = None) -> str:
    """Say what a holder holds, in the voice in which it is known.

    `who` is the name to give the holder, where it is not that of the stance. How the holder relates
    to the position comes before the position itself, so that the line cannot be quoted as saying
    more than it does.
    """
    name = who or words.name(s.holder)
    if s.voice == "inference":
        return _inferred(s, name)
    if s.kind == "attributed":
        return _own(s, name) if s.voice == "itself" else _credited(s, name, words)
    return _shown(s, name, words)


def taking_part(name: str, c: PartyClaim, *, with_side: bool = True) -> str:
    """Say by which claim a work takes part in a disagreement, and on which side."""
    notes = "".join(f" Note: {sentence(note)}" for note in c.notes)
    claim = f"{sentence(c.statement)} ({c.claim}){notes}"
    if not with_side:
        return f"{name}: {claim}"
    if not c.side:
        return f"{name}, side left open: {claim}"
    if c.voice == "inference":
        return f"{inferred(f'{name} stands on side {c.side}')} Its claim: {claim}"
    return f"{name}, on side {c.side}: {claim}"


def causes(recorded: Iterable[Diagnosed], words: Words) -> list[str]:
    """Say what is diagnosed as the cause of a disagreement, a sentence for each who does."""
    by: dict[tuple[str, str], list[str]] = {}
    for cause in recorded:
        by.setdefault((cause.origin, cause.diagnosed_by), []).append(cause.label)
    lines = []
    for (origin, who), labels in by.items():
        name, named = words.name(who), enumerated(labels)
        if origin == "ours":
            lines.append(inferred(f"the cause is {named} (put on record by {name})"))
        else:
            lines.append(f"Causes, as diagnosed by {name}: {named}.")
    return lines


def about(s: Stance, words: Words, shown: tuple[str, ...] = (), *more: str) -> str:
    """Return in brackets what a stance is about, where it was read, and what else is known of it.

    `shown` are the vectors that the page says already.
    """
    threats = ""
    if not s.vectors:
        threats = "across vectors"
    elif s.vectors != shown:
        threats = f"about {words.vectors(s.vectors)}"
    return f"[{joined(threats, words.cite(s.source, s.locator), *more)}]"


def noted(s: Stance) -> str:
    """Return the note that goes with a stance wherever it is shown, after a space."""
    return f" Note: {sentence(s.note)}" if s.note else ""


def _inferred(s: Stance, name: str) -> str:
    question = lower_first(s.question_label)
    if s.kind == "treatment":
        says = f'{name} deals with {question} without an answer ("{_bare(s.label)}")'
    elif s.kind == "silence":
        says = f'{name} does not take up {question} ("{_bare(s.label)}")'
    elif not s.is_answer:
        says = f'{name} is linked with "{_bare(s.label)}" on {question}, without affirming it'
    elif s.kind == "finding":
        says = f'the evidence of {name} shows "{_bare(s.label)}" on {question}'
    else:
        says = f'{name} takes the position "{_bare(s.label)}" on {question}'
    ours = f" In our words: {sentence(s.statement)}" if s.statement else ""
    return inferred(says) + ours


def _own(s: Stance, name: str) -> str:
    return f"{name} says itself: {_text(s)}"


def _credited(s: Stance, name: str, words: Words) -> str:
    unread = "" if s.holder in words.read else " (the work itself was not read)"
    return f"{name} is credited by {words.name(s.source)}{unread} with: {_text(s)}"


def _shown(s: Stance, name: str, words: Words) -> str:
    """Say what a work that was read holds, or what another work says that it holds."""
    by = f"According to {words.name(s.source)}, {name}" if s.voice == "another" else name
    if s.kind == "finding":
        return f"{by} shows with evidence: {_text(s)}"
    if s.kind == "treatment":
        return f"{by} deals with it without an answer: {_text(s)}"
    if s.kind == "silence":
        return f"{by} is on record as not taking it up: {_text(s)}"
    mode = words.word("AssumptionMode", s.mode)
    if not s.is_answer:
        return f"{by} is linked with an assumption ({mode}): {_text(s)}"
    return f"{by} assumes ({mode}): {_text(s)}"


def _text(s: Stance) -> str:
    return sentence(s.label) + (f" {sentence(s.statement)}" if s.statement else "")


def _bare(label: str) -> str:
    return label.rstrip(".")
