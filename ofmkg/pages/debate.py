"""The whole debate as a document: who answers alike, what divides works, what is left out."""

from collections.abc import Iterable, Sequence
from typing import get_args

from ofmkg.analyses.debate.result import (
    Debate,
    Group,
    Link,
    Part,
    SharedAnswer,
    StepCount,
)
from ofmkg.pages import places
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.debate_divisions import division
from ofmkg.pages.debate_words import MOST, holding, listed
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import (
    Text,
    enumerated,
    hint,
    ident,
    join,
    lower_first,
    name,
    number,
    put,
    say,
    typed,
)
from ofmkg.pages.words import Words


def document(result: Debate, words: Words) -> Page:
    """Return divisions, groups and steps left out, collection by collection."""
    return tuple(_blocks(result, words))


def _blocks(d: Debate, words: Words) -> Iterable[Block]:
    title = say("The whole debate: what divides works, who answers alike, what is left out")
    yield Heading(title, 1)
    for part in d.parts:
        yield from _part(part, words, several=len(d.parts) > 1)
    yield Heading(say("How to read this"))
    yield Items(tuple(Item(text) for text in _notes(d)))


def _part(p: Part, words: Words, *, several: bool) -> Iterable[Block]:
    label = places.counted(p.collection, max((s.studies for s in p.steps), default=0))
    if several:
        yield Heading(label)
    answers = say(
        "Answers on record: of {coded} by coding what they report, of {worked} by a worked "
        "analysis, of {itself} by what they say elsewhere, and of {credited} because another work "
        "credits them with an answer.",
        coded=number(p.coded, "{n} work", "{n} works"),
        worked=p.worked,
        itself=p.itself,
        credited=number(p.credited, "{n} work", "{n} works"),
    )
    yield Paragraph(answers if several else join(". ", (label, answers)))
    yield Heading(say("Questions that divide works on the same threat"))
    if p.divisions:
        yield Items(_capped([division(each, words) for each in p.divisions]))
    else:
        yield Paragraph(
            say(
                "None by the word of sources: no two works give incompatible answers about threats "
                "that overlap."
            )
        )
    for link in get_args(Link):
        groups = [group for group in p.groups if group.link == link]
        yield Heading(_grouped(link))
        if groups:
            yield Items(_capped([_group(group, words) for group in groups]))
        else:
            yield Paragraph(say("None: no two works share an answer in this way."))
    yield from _by_inference(p, words)
    if p.steps:
        yield Heading(say("Steps, those left out by most studies first"))
        yield _steps(p.steps)
        yield Paragraph(
            say(
                "Unsure: of those not addressed, how many were coded from a text that would bear "
                "another outcome. Or absent: how many of those addressed, also in part, the "
                "alternative would make absent."
            )
        )
        if notes := list(_flags(p.steps)):
            yield Items(tuple(Item(note) for note in notes))


def _grouped(link: Link) -> Text:
    """Say by what works are grouped, as a heading."""
    if link == "same-threat":
        return say("Works grouped by the same answer about the same threat")
    if link == "any-threat":
        return say("Works grouped by the same answer, even about different threats")
    return say("Works grouped by having exactly the same answers on record")


def _we_group(link: Link) -> Text:
    """Say by what works are grouped, as a clause."""
    if link == "same-threat":
        return say("works are grouped by the same answer about the same threat like this")
    if link == "any-threat":
        return say("works are grouped by the same answer, even about different threats like this")
    return say("works are grouped by having exactly the same answers on record like this")


def _by_inference(p: Part, words: Words) -> Iterable[Block]:
    if not p.by_inference and not p.groups_by_inference:
        return
    yield Heading(say("By our inference"))
    if p.by_inference:
        yield Items(_capped([division(each, words) for each in p.by_inference]))
    if p.groups_by_inference:
        items = [_group(group, words) for group in p.groups_by_inference]
        yield Items(_capped(items))


def _flags(steps: Sequence[StepCount]) -> Iterable[str]:
    """Say which of the outcomes that are counted could be otherwise, step by step."""
    if found := _flagged((step.label, step.inferred) for step in steps):
        yield say(
            "Assumed by our inference alone; the source does not say so: {steps}.", steps=found
        )
    if found := _flagged((step.label, step.contested) for step in steps):
        yield say("Read otherwise by another coder: {steps}.", steps=found)
    if found := _flagged((step.label, step.at_least) for step in steps):
        yield say("At least this much, since the study was not read in full: {steps}.", steps=found)


def _flagged(steps: Iterable[tuple[str, int]]) -> Text:
    return enumerated(
        [put("{step} {n}", step=lower_first(name(label)), n=n) for label, n in steps if n]
    )


def _group(g: Group, words: Words) -> Item:
    text = number(
        len(g.works),
        "{n} work: {works}.",
        "{n} works: {works}.",
        works=listed([ident(work) for work in g.works]),
    )
    if g.voice == "inference":
        text = join(" ", (inferred(_we_group(g.link)), text))
    return Item(text, _lines([_shared(answer, g, words) for answer in g.answers]))


def _shared(a: SharedAnswer, g: Group, words: Words) -> Text:
    about = words.vectors([a.vector]) if a.vector else say("across threats")
    question = lower_first(name(a.question_label, a.question))
    return put(
        "{question}: {answer} - {held}.",
        question=question if g.link == "any-threat" else join(", ", (question, about)),
        answer=lower_first(name(a.label, a.position)),
        held=listed([holding(h, words) for h in a.holdings]),
    )


def _steps(steps: Sequence[StepCount]) -> Table:
    heads = (
        say("Step"),
        say("Not addr."),
        say("Unsure"),
        say("Assumed"),
        say("In part"),
        say("Addressed"),
        say("Or absent"),
        say("No code"),
    )
    return Table(
        heads,
        tuple(
            (
                lower_first(name(s.label)),
                *(
                    str(studies)
                    for studies in (
                        s.skipped,
                        s.skipped_ambiguous,
                        s.assumed,
                        s.partial,
                        s.addressed,
                        s.otherwise_absent,
                        s.uncoded,
                    )
                ),
            )
            for s in steps
        ),
        (21, 6, 7, 8, 5, 10, 7, 5),
    )


def _lines(lines: Sequence[str]) -> tuple[str, ...]:
    rest = len(lines) - MOST
    return (*lines[:MOST], *([say("and {n} more answers.", n=rest)] if rest > 0 else []))


def _capped(items: Sequence[Item]) -> tuple[Item, ...]:
    rest = len(items) - MOST
    more = [Item(say("and {n} more{how}.", n=rest, how=typed("--format json")))] if rest > 0 else []
    return (*items[:MOST], *more)


def _notes(d: Debate) -> Iterable[str]:
    yield say(
        "A question divides works if different works give answers that cannot both hold, in our "
        "reading, about the same or overlapping threats; an answer across threats, or about a "
        "wider one, counts as more general. A work does not divide itself: one that is recorded "
        "with both answers stands on no side. An answer that a work is linked with but does not "
        "affirm is none. Questions with more works come first. Each answer is counted "
        "once; no work is compared with every other."
    )
    yield say(
        "Groups are connected components (union-find): a chain of works, each of which shares an "
        "answer with the next, so that two works of a group need not share any. One work with many "
        "answers ties much together{how}, and in a large corpus most works end up in one group; "
        "works with exactly the same answers are the other extreme. A group is no school of "
        "thought, and it may hold works that also disagree.",
        how=hint(say(" (see what remains without it: --without ID)")),
    )
    yield say(
        "Works that are credited with an answer are told by the word of the work that credits "
        "them; a work with no answer on record is in no group."
    )
    caveats = dict.fromkeys(caveat for part in d.parts for caveat in part.collection.caveats)
    yield from map(name, caveats)
