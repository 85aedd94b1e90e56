"""Findings whose robustness is told, in words: what they are about, and what they say of it."""

from ofmkg.analyses.robustness.findings import Finding, Kind, Robustness
from ofmkg.pages.messages import (
    Text,
    ident,
    joined,
    labelled,
    lower_first,
    name,
    say,
    upper_first,
)
from ofmkg.pages.words import Words


def kind_title(kind: Kind) -> Text:
    """Return what findings of a kind are about."""
    return {
        "cell": say("Cells of the matrix (study and step)"),
        "gap": say("How far a threat is covered (vector and step)"),
        "complete": say("Whether a study addresses every step"),
        "comparison": say("Answers of two studies compared (pair and question)"),
    }[kind]


def short_kind(kind: Kind) -> Text:
    """Return a few words for the findings of a kind."""
    return {
        "cell": say("Cells of the matrix"),
        "gap": say("Cover of threats"),
        "complete": say("Complete studies"),
        "comparison": say("Answers compared"),
    }[kind]


def subject(f: Finding, r: Robustness, words: Words) -> Text:
    """Return what a finding is about."""
    if f.kind == "comparison":
        return say(
            "{a} and {b} on {question}",
            a=ident(f.a or ""),
            b=ident(f.b or ""),
            question=_question(f, r),
        )
    step = ""
    if f.step:
        label = next(s.label for s in r.framework.steps if s.step == f.step)
        step = lower_first(name(label))
    return joined(thing(f, words), step, by=", ")


def thing(f: Finding, words: Words) -> Text:
    """Return the study or vector that a finding is about."""
    return ident(f.study) if f.study else upper_first(words.vectors([f.vector or ""]))


def value(f: Finding, found: str, words: Words) -> Text:
    """Say what a finding says, or would say."""
    if f.kind == "cell":
        return words.states[found].label
    if f.kind == "gap":
        return _level(found, at_least=f.at_least)
    if f.kind == "complete":
        return whole(found)
    if found == "only_a":
        return say("answered by {work} only", work=ident(f.a or ""))
    if found == "only_b":
        return say("answered by {work} only", work=ident(f.b or ""))
    told = {
        "unanswered": say("answered by neither"),
        "shared": say("shared"),
        "opposed": say("opposed"),
        "contrasting": say("contrasting"),
        "different": say("different"),
    }
    return told.get(found, Text(found))


def whole(found: str) -> Text:
    """Say whether a study addresses every step."""
    return {
        "complete": say("addresses every step"),
        "incomplete": say("does not address every step"),
        "unknown": say("not coded on every step"),
    }[found]


def _level(found: str, *, at_least: bool) -> Text:
    if found == "partial" and at_least:
        return say("treated at least in part; none seen to address it fully")
    return {
        "addressed": say("addressed by a study"),
        "partial": say("treated in part and by none in full"),
        "nobody": say("addressed by none of its studies, not even in part"),
        "not-in-those-read": say("not in the one study read, or in those that could be judged"),
        "uncoded": say("not coded"),
    }[found]


def answers(f: Finding, r: Robustness) -> Text:
    """Say how answers of two studies stand to each other, as a clause; nothing if one has none."""
    a, b, question = ident(f.a or ""), ident(f.b or ""), _question(f, r)
    if f.value == "shared":
        return say("{a} and {b} give the same answer on {question}", a=a, b=b, question=question)
    if f.value == "opposed":
        return say("{a} and {b} give opposed answers on {question}", a=a, b=b, question=question)
    if f.value == "contrasting":
        return say(
            "{a} and {b} give incompatible answers, about different threats, on {question}",
            a=a,
            b=b,
            question=question,
        )
    if f.value == "different":
        return say("{a} and {b} give different answers on {question}", a=a, b=b, question=question)
    return Text()


def _question(f: Finding, r: Robustness) -> Text:
    identifier = f.question or ""
    return lower_first(labelled(r.questions[identifier], identifier))
