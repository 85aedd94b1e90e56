"""Suggested studies, what calls for each, and the rule that puts them in order, as a document."""

from collections.abc import Iterable

from ofmkg.analyses.needed.result import NeededResearch, SuggestedStudy
from ofmkg.pages import places
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import (
    Text,
    bracketed,
    enumerated,
    hint,
    ident,
    join,
    joined,
    lower_first,
    name,
    number,
    put,
    say,
    sentence,
    typed,
    upper_first,
)
from ofmkg.pages.needed_entries import coverage, entries
from ofmkg.pages.words import Words

# Columns of counts, as wide as the longest word at their heads in either language.
_WIDTHS = {
    "disputed": 7,
    "claims": 6,
    "uncovered": 5,
    "missing": 7,
    "baselines": 7,
    "not-shown": 5,
    "unanswered": 6,
}


def document(result: NeededResearch, words: Words, top: int = 10) -> Page:
    """Return all suggestions as a table, and the first `top` of them in full."""
    return tuple(_blocks(result, words, top))


def _key(key: str) -> Text:
    """Say what a key counts."""
    return {
        "disputed": say(
            "disputed questions: works give incompatible answers about overlapping threats"
        ),
        "claims": say("claims that wait for it"),
        "uncovered": say("1 if no study that was coded on the step addresses it, even in part"),
        "missing": say("things recorded as missing from studies of the threat on the step"),
        "baselines": say("comparisons with a baseline not made, or made in part"),
        "not-shown": say("questions answered, but not shown with evidence by a coded study"),
        "unanswered": say("questions to which no work on record gives an answer"),
    }[key]


def _short(key: str) -> Text:
    """Return a few words for what a key counts."""
    return {
        "disputed": say("disputed questions"),
        "claims": say("claims that wait"),
        "uncovered": say("whether the step is uncovered"),
        "missing": say("what is recorded as missing"),
        "baselines": say("comparisons not made"),
        "not-shown": say("questions not shown with evidence"),
        "unanswered": say("questions without an answer"),
    }[key]


def _head(key: str) -> Text:
    """Return a word or two for a key, at the head of a column."""
    return {
        "disputed": say("In dispute"),
        "claims": say("Claims wait"),
        "uncovered": say("No study"),
        "missing": say("Missing"),
        "baselines": say("To compare"),
        "not-shown": say("Not shown"),
        "unanswered": say("No answer"),
    }[key]


def _blocks(n: NeededResearch, words: Words, top: int) -> Iterable[Block]:
    yield Heading(say("What research is called for?"), 1)
    yield Paragraph(
        number(
            len(n.suggestions),
            "{collections}. {n} suggested study, each of one threat and one step, from what is on "
            "record.",
            "{collections}. {n} suggested studies, each of one threat and one step, from what is "
            "on record.",
            collections=join("; ", map(places.dated, n.collections)),
        )
    )
    yield from _asked_for(n, words)
    if not n.suggestions and not n.by_inference:
        yield Paragraph(say("Nothing on record calls for a study here."))
        return
    yield from _order(n, words)
    for rank, each in enumerate(n.suggestions[:top], 1):
        yield from _suggestion(rank, each, n, words)
    yield from _rest(len(n.suggestions), top)
    if n.by_inference:
        yield Heading(say("By our inference"))
        for each in n.by_inference[:top]:
            yield from _inferred(each, n, words)
        yield from _rest(len(n.by_inference), top)
    yield Heading(say("How to read this"))
    yield Items(tuple(Item(text) for text in _notes(n)))


def _order(n: NeededResearch, words: Words) -> Iterable[Block]:
    """Say by what suggestions are put in order, and list all of them in it."""
    yield Heading(say("The order"))
    yield Paragraph(
        say(
            "Ordered by: {keys}. More of the first comes first; where two have as much, more of "
            "the second, and so on; then by name of the threat and order of the steps.{how}",
            keys=join(say(", then "), map(_short, n.order)),
            how=hint(say(" Another order: --order KEY,KEY.")),
        )
    )
    keys = [
        put("{head}{key}: {text}.", head=_head(key), key=typed(key), text=_key(key))
        for key in n.order
    ]
    yield Items(tuple(map(Item, keys)))
    several = len(n.collections) > 1
    steps = {each.step: name(each.short_label, each.step) for each in n.framework.steps}
    yield Table(
        (say("No."), say("Threat"), say("Step"), *map(_head, n.order)),
        tuple(
            (
                str(rank),
                join(
                    "",
                    (
                        words.vector(each.vector) if each.vector else say("across"),
                        bracketed(each.collection, "()") if several else "",
                    ),
                ),
                steps.get(each.step, ident(each.step)) if each.step else say("none named"),
                *(str(each.counts[key] or "·") for key in n.order),
            )
            for rank, each in enumerate(n.suggestions, 1)
        ),
        (3, 14 + 8 * several, 11, *(_WIDTHS[key] for key in n.order)),
    )


def _rest(found: int, top: int) -> Iterable[Block]:
    """Say how many suggestions are not printed in full."""
    if found > top:
        yield Paragraph(
            number(
                found - top,
                "{n} further suggestion is told in full where all is taken home as JSON{how}.",
                "{n} further suggestions are told in full where all is taken home as JSON{how}.",
                how=typed(f"--top {found}, --format json"),
            )
        )


def _asked_for(n: NeededResearch, words: Words) -> Iterable[Block]:
    """Tell what sources themselves ask of research, which is not counted."""
    if not n.asked_for:
        return
    yield Heading(say("What the sources ask for themselves"))
    labels = {step.step: lower_first(name(step.label)) for step in n.framework.steps}
    items = []
    for each in n.asked_for:
        steps = enumerated([labels[step] for step in each.steps if step in labels])
        told = joined(
            sentence(each.statement),
            sentence(each.rationale) if each.rationale else "",
            say("Bears on {steps}.", steps=steps) if steps else "",
            by=" ",
        )
        where = words.cite(each.source, each.locator)
        items.append(Item(put("{told} [{where}]", told=told, where=where)))
    yield Items(tuple(items))


def _place(s: SuggestedStudy, n: NeededResearch, words: Words) -> Text:
    threat = upper_first(words.vectors([s.vector])) if s.vector else say("Across threats")
    step = next((lower_first(name(x.label)) for x in n.framework.steps if x.step == s.step), "")
    return joined(threat, step, by=": ")


def _inferred(s: SuggestedStudy, n: NeededResearch, words: Words) -> Iterable[Block]:
    yield Heading(_place(s, n, words), 3)
    yield Paragraph(inferred(say("what is listed here calls for it as well")))
    yield Items(tuple(entries(s, words)))


def _suggestion(rank: int, s: SuggestedStudy, n: NeededResearch, words: Words) -> Iterable[Block]:
    yield Heading(put("{rank}. {place}", rank=rank, place=_place(s, n, words)))
    if s.vector:
        yield Paragraph(coverage(s.coverage, words))
    else:
        yield Paragraph(say("Bears on no single threat."))
    if s.voice == "inference":
        yield Paragraph(inferred(say("part of what is listed here calls for it")))
    if listed := entries(s, words):
        yield Items(tuple(listed))


def _notes(n: NeededResearch) -> Iterable[str]:
    yield say(
        "The numbers count what is on record and nothing else; they are no measure of how "
        "important, risky or likely anything is, and rank no study that was made."
    )
    yield say(
        "A claim waits if it rests on a stance on one of the questions, or if no evidence for it "
        "is on record and it is about this threat and step. By our inference it also waits if it "
        "expresses an answer to a disputed question, or to any and no evidence for it is on record."
    )
    yield say(
        "A question belongs to the threats that its answers are about; a narrower threat stands "
        "with the nearest one that a study analyses. Answers across threats count with each."
    )
    yield say(
        "A baseline belongs to the step whose coding points into the same passage. Of works that "
        "are credited with an answer, whether they show it is not known here."
    )
    caveats = dict.fromkeys(caveat for c in n.collections for caveat in c.caveats)
    yield from map(name, caveats)
