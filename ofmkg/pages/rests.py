"""What rests on what, as a page: what changes if something is given up, with the chain."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ofmkg.analyses.rests.result import Change, Given, Link, Loss, Retraction
from ofmkg.pages.bearings import bearing, claim, stands, tally
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import (
    Text,
    bracketed,
    enumerated,
    ident,
    join,
    joined,
    lower_first,
    name,
    number,
    say,
    upper_first,
)
from ofmkg.pages.readers import dated_and_read
from ofmkg.pages.standing import what_a_label_tells
from ofmkg.pages.words import Words

# In the order of the page: what falls, what is weakened, what is relieved, and what goes with it.
_LOSSES: tuple[Loss, ...] = (
    "unsupported",
    "need-lost",
    "weakened",
    "relieved",
    "relabelled",
    "says-the-same",
    "citation-lost",
    "withdrawn",
)


def document(result: Retraction, words: Words) -> Page:
    """Return what rests on what as headings and lists."""
    return tuple(_blocks(result, words))


def _title(loss: Loss) -> Text:
    """Return the heading over the claims that lose something."""
    return {
        "unsupported": say("No support on record is left"),
        "need-lost": say("Something that the claim needs is lost, other support is left"),
        "weakened": say("Weakened"),
        "relieved": say("No longer disputed or qualified by it"),
        "relabelled": say("Only where it stands changes"),
        "says-the-same": say("Expresses a position that is given up, in our reading"),
        "citation-lost": say("Cited as evidence, which is not support"),
        "withdrawn": say("Goes with it"),
    }[loss]


def _losing(loss: Loss, n: int) -> Text:
    """Say how many claims lose something."""
    return {
        "unsupported": number(n, "{n} loses all support", "{n} lose all support"),
        "need-lost": number(
            n, "{n} loses something that it needs", "{n} lose something that they need"
        ),
        "weakened": number(n, "{n} is weakened", "{n} are weakened"),
        "relieved": number(
            n,
            "{n} is no longer disputed or qualified by it",
            "{n} are no longer disputed or qualified by it",
        ),
        "relabelled": number(
            n, "{n} changes only where it stands", "{n} change only where they stand"
        ),
        "says-the-same": number(
            n, "{n} says the same, in our reading", "{n} say the same, in our reading"
        ),
        "citation-lost": number(n, "{n} cites it as evidence", "{n} cite it as evidence"),
        "withdrawn": number(n, "{n} goes with it", "{n} go with it"),
    }[loss]


def _how() -> Sequence[str]:
    return (
        say(
            "What if: nothing is said of whether it should be given up. Lines of evidence and what "
            "rests on what are those that sources draw; each can be looked up where it is said to "
            "stand. Lines that only we drew, and stances that only we infer, carry nothing on: "
            "they stand apart."
        ),
        say(
            "A claim on record without evidence does not need any; one that has evidence on record "
            "needs at least one piece of it, and each stance that it rests on. Claims that support "
            "each other in a circle do not found each other."
        ),
        say(
            "With a work go the claims that no other work asserts, the lines that it draws and the "
            "stances of its studies; with a position or question, the stances on it. A claim that "
            "expresses the position is only named: whoever asserts it may hold on to it."
        ),
        what_a_label_tells(),
    )


def _blocks(r: Retraction, words: Words) -> Iterable[Block]:
    names = enumerated([ident(thing) for thing in dict.fromkeys(x.thing for x in r.given_up)])
    yield Heading(say("What rests on {things}", things=names), 1)
    yield Items(tuple(Item(_given(each, words)) for each in r.given_up))
    yield Paragraph(_brief(r, words))
    yield from _changes(r.changes, r, words, 2)
    if r.by_inference:
        yield Heading(say("By our inference"))
        yield from _changes(r.by_inference, r, words, 3)
    yield Heading(say("How to read this"))
    yield Items(tuple(Item(text) for text in (*_how(), *dated_and_read(r.collections))))


def _changes(changes: Iterable[Change], r: Retraction, words: Words, level: int) -> Iterable[Block]:
    by: dict[Loss, list[Change]] = {}
    for change in changes:
        by.setdefault(change.loss, []).append(change)
    for loss in _LOSSES:
        if rows := by.get(loss):
            claims = number(len(rows), "{n} claim", "{n} claims")
            yield Heading(joined(_title(loss), claims, by=": "), level)
            yield Items(tuple(_change(change, r, words) for change in rows))


def _given(each: Given, words: Words) -> Text:
    kind = join(" ", (name(each.kind_label), ident(each.thing)))
    known = joined(kind, enumerated([words.name(h) for h in each.holders]))
    where = words.cite(each.source, each.locator)
    label = name(each.label, each.thing)
    what = join("", (label, bracketed(known, "()"), bracketed(where)))
    return say("Given up: {what}", what=what)


def _brief(r: Retraction, words: Words) -> Text:
    """Count what changes by the word of sources, collection by collection."""
    if not r.changes:
        unchanged = number(
            len(r.given_up),
            "If it is given up, by the word of sources no claim on record changes ({claims}).",
            "If they are given up, by the word of sources no claim on record changes ({claims}).",
            claims=_on_record(r, words),
        )
        ours = say("What would change by our inference stands apart.") if r.by_inference else ""
        return joined(unchanged, ours, by=" ")
    told: list[tuple[str, str]] = []
    for place, n in sorted(r.by_collection.items(), key=lambda x: (x[0] != words.usual, x[0])):
        changes = [c for c in r.changes if c.collection == place]
        if changes:
            what = number(
                n,
                "of {n} claim on record, {losses}; {rest} do not change",
                "of {n} claims on record, {losses}; {rest} do not change",
                losses=_losses(changes),
                rest=n - len(changes),
            )
            told.append((words.collection(place), what))
    apart = [c for c in r.changes if c.collection not in r.by_collection]
    told += [(say("of no collection"), _losses(apart))] if apart else []
    if len(told) == 1 and len(r.by_collection) < 2:
        every: str = told[0][1]
    else:
        every = join(". ", [upper_first(joined(*each, by=": ")) for each in told])
    return number(
        len(r.given_up), "If it is given up: {what}.", "If they are given up: {what}.", what=every
    )


def _losses(changes: Sequence[Change]) -> Text:
    counts = Counter(change.loss for change in changes)
    return enumerated([_losing(loss, n) for loss in _LOSSES if (n := counts[loss])])


def _on_record(r: Retraction, words: Words) -> Text:
    parts = [
        joined(words.collection(place), number(n, "{n} claim", "{n} claims"), by=": ")
        for place, n in sorted(r.by_collection.items())
    ]
    return join("; ", parts) or number(r.claims, "{n} claim", "{n} claims")


def _change(change: Change, r: Retraction, words: Words) -> Item:
    who = claim(change.statement, change.claim, change.works, change.collection, words)
    text = join("", (who, " [", words.cite(change.source, change.locator), "]"))
    if change.voice == "inference":
        text = join(" ", (inferred(say("this claim changes")), text))
    return Item(text, tuple(_details(change, r, words)))


def _details(change: Change, r: Retraction, words: Words) -> Iterable[str]:
    if change.loss == "withdrawn":
        return
    for link in change.lost:
        yield say("Lost: {what}", what=_link(link, words))
    for link in change.weaker:
        yield say("Weakened: {what}", what=_link(link, words))
    chain = r.chain(change.claim, inferred=change.voice == "inference")
    if len(chain) > 1:
        steps = [ident(each) for each in (*(link.bears.thing for link in chain), change.claim)]
        yield say("Chain: {steps}", steps=join(" > ", steps))
    if change.loss in ("need-lost", "weakened"):
        yield say("Left: {what}.", what=tally(change.left, words))
    for link in change.relief:
        yield say("No longer: {what}", what=_link(link, words))
    if change.expresses:
        yield say(
            "Expresses: {positions}.",
            positions=enumerated([ident(position) for position in change.expresses]),
        )
    if change.cited_lost:
        cited = enumerated([words.name(work) for work in change.cited_lost])
        if change.cited_left:
            yield number(
                change.cited_left,
                "Cites {works} as evidence, and {n} other work.",
                "Cites {works} as evidence, and {n} other works.",
                works=cited,
            )
        else:
            yield say("Cites {works} as evidence, and no other work.", works=cited)
    if change.before != change.after:
        yield say(
            "Before: {before}. After: {after}.",
            before=stands(change.before),
            after=stands(change.after),
        )


def _link(link: Link, words: Words) -> Text:
    told = lower_first(bearing(link.bears, words, label=False))
    became = {
        "gone": "",
        "line-gone": say("the line of evidence is given up"),
        "weakened": say("itself weakened"),
    }[link.became]
    return joined(told, became)
