"""What rests on what, as a page: what changes if something is given up, with the chain."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ofmkg.analyses.rests.result import Change, Given, Link, Loss, Retraction
from ofmkg.pages.bearings import STANDS, bearing, claim, tally
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph
from ofmkg.pages.inferences import BY_INFERENCE, inferred
from ofmkg.pages.messages import enumerated, joined, lower_first, upper_first
from ofmkg.pages.readers import dated_and_read
from ofmkg.pages.standing import HOW
from ofmkg.pages.words import Words, count

# In the order of the page: what falls, what is weakened, what is relieved, and what goes with it.
_TITLES: Mapping[Loss, tuple[str, str, str]] = {
    "unsupported": ("No support on record is left", "loses all support", "lose all support"),
    "need-lost": (
        "Something that the claim needs is lost, other support is left",
        "loses something that it needs",
        "lose something that they need",
    ),
    "weakened": ("Weakened", "is weakened", "are weakened"),
    "relieved": (
        "No longer disputed or qualified by it",
        "is no longer disputed or qualified by it",
        "are no longer disputed or qualified by it",
    ),
    "relabelled": (
        "Only where it stands changes",
        "changes only where it stands",
        "change only where they stand",
    ),
    "says-the-same": (
        "Expresses a position that is given up, in our reading",
        "says the same, in our reading",
        "say the same, in our reading",
    ),
    "citation-lost": (
        "Cited as evidence, which is not support",
        "cites it as evidence",
        "cite it as evidence",
    ),
    "withdrawn": ("Goes with it", "goes with it", "go with it"),
}
_BECAME = {
    "gone": "",
    "line-gone": "; the line of evidence is given up",
    "weakened": "; itself weakened",
}
_HOW = (
    "What if: nothing is said of whether it should be given up. Lines of evidence and what rests "
    "on what are those that sources draw; each can be looked up where it is said to stand. Lines "
    "that only we drew, and stances that only we infer, carry nothing on: they stand apart.",
    "A claim on record without evidence does not need any; one that has evidence on record needs "
    "at least one piece of it, and each stance that it rests on. Claims that support each other in "
    "a circle do not found each other.",
    "With a work go the claims that no other work asserts, the lines that it draws and the stances "
    "of its studies; with a position or question, the stances on it. A claim that "
    "expresses the position is only named: whoever asserts it may hold on to it.",
)


def document(result: Retraction, words: Words) -> Page:
    """Return what rests on what as headings and lists."""
    return tuple(_blocks(result, words))


def _blocks(r: Retraction, words: Words) -> Iterable[Block]:
    names = enumerated(list(dict.fromkeys(each.thing for each in r.given_up)))
    yield Heading(f"What rests on {names}", 1)
    yield Items(tuple(Item(_given(each, words)) for each in r.given_up))
    yield Paragraph(_brief(r, words))
    for loss, (title, _, _) in _TITLES.items():
        rows = [change for change in r.changes if change.loss == loss]
        if rows:
            yield Heading(f"{title}: {count(len(rows), 'claim')}")
            yield Items(tuple(_change(change, r, words) for change in rows))
    if r.by_inference:
        yield Heading(BY_INFERENCE)
        for loss, (title, _, _) in _TITLES.items():
            rows = [change for change in r.by_inference if change.loss == loss]
            if rows:
                yield Heading(f"{title}: {count(len(rows), 'claim')}", 3)
                yield Items(tuple(_change(change, r, words) for change in rows))
    yield Heading("How to read this")
    yield Items(tuple(Item(text) for text in (*_HOW, HOW[0], *dated_and_read(r.collections))))


def _given(each: Given, words: Words) -> str:
    who = joined(
        f"{each.kind_label} {each.thing}", enumerated([words.name(h) for h in each.holders])
    )
    where = words.cite(each.source, each.locator)
    return f"Given up: {each.label} ({who})" + (f" [{where}]" if where else "")


def _brief(r: Retraction, words: Words) -> str:
    """Count what changes by the word of sources, collection by collection."""
    given = "If it is given up" if len(r.given_up) == 1 else "If they are given up"
    if not r.changes:
        total = _on_record(r, words)
        ours = " What would change by our inference stands apart." if r.by_inference else ""
        return f"{given}, by the word of sources no claim on record changes ({total}).{ours}"
    told = []
    for place, number in sorted(r.by_collection.items(), key=lambda x: (x[0] != words.usual, x[0])):
        changes = [c for c in r.changes if c.collection == place]
        if changes:
            rest = number - len(changes)
            what = (
                f"of {count(number, 'claim')} on record, {_losses(changes)}; {rest} do not change"
            )
            told.append(f"{words.collection(place)}: {what}")
    apart = [c for c in r.changes if c.collection not in r.by_collection]
    told += [f"of no collection: {_losses(apart)}"] if apart else []
    only = told[0].partition(": ")[2] if len(told) == 1 and len(r.by_collection) < 2 else None
    return f"{given}: {only or '. '.join(upper_first(each) for each in told)}."


def _losses(changes: Sequence[Change]) -> str:
    counts = Counter(change.loss for change in changes)
    return enumerated(
        [
            f"{number} {one if number == 1 else many}"
            for loss, (_, one, many) in _TITLES.items()
            if (number := counts[loss])
        ]
    )


def _on_record(r: Retraction, words: Words) -> str:
    parts = [
        joined(words.collection(place), count(number, "claim"), by=": ")
        for place, number in sorted(r.by_collection.items())
    ]
    return "; ".join(parts) or count(r.claims, "claim")


def _change(change: Change, r: Retraction, words: Words) -> Item:
    who = claim(change.statement, change.claim, change.works, change.collection, words)
    text = f"{who} [{words.cite(change.source, change.locator)}]"
    if change.voice == "inference":
        text = f"{inferred('this claim changes')} {text}"
    return Item(text, tuple(_details(change, r, words)))


def _details(change: Change, r: Retraction, words: Words) -> Iterable[str]:
    if change.loss == "withdrawn":
        return
    for link in change.lost:
        yield f"Lost: {_link(link, words)}"
    for link in change.weaker:
        yield f"Weakened: {_link(link, words)}"
    chain = r.chain(change.claim, inferred=change.voice == "inference")
    if len(chain) > 1:
        steps = " > ".join([*(link.bears.thing for link in chain), change.claim])
        yield f"Chain: {steps}"
    if change.loss in ("need-lost", "weakened"):
        yield f"Left: {tally(change.left)}."
    for link in change.relief:
        yield f"No longer: {_link(link, words)}"
    if change.expresses:
        yield f"Expresses: {enumerated(change.expresses)}."
    if change.cited_lost:
        cited = enumerated([words.name(work) for work in change.cited_lost])
        others = count(change.cited_left, "other work") if change.cited_left else "no other work"
        yield f"Cites {cited} as evidence, and {others}."
    if change.before != change.after:
        yield f"Before: {STANDS[change.before]}. After: {STANDS[change.after]}."


def _link(link: Link, words: Words) -> str:
    told = bearing(link.bears, words, label=False)
    return f"{lower_first(told)}{_BECAME[link.became]}"
