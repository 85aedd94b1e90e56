"""All recorded disagreements as a page: each with its works and its causes."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.disagreement.result import Dispute, Disputes
from ofmkg.graph.readers import read_by
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph
from ofmkg.pages.disagreement import cause_of, legend
from ofmkg.pages.messages import (
    Text,
    bracketed,
    enumerated,
    ident,
    join,
    joined,
    name,
    number,
    say,
    upper_first,
)
from ofmkg.pages.words import Words


def listing(result: Disputes, words: Words) -> Page:
    """Return all disagreements, each with its works and its causes, recorded and computed."""
    groups: dict[str | None, list[Dispute]] = {c.id: [] for c in result.collections} or {None: []}
    for d in result.disagreements:
        groups.setdefault(d.collection, []).append(d)
    parts = (
        _of_collection(c, those, len(groups) > 1, words)
        for c, those in sorted(groups.items(), key=lambda each: words.other_collection(each[0]))
    )
    read = [name(text) for text in read_by(result.collections)]
    return (
        Heading(say("Recorded disagreements"), 1),
        *(block for part in parts for block in part),
        *(Paragraph(text) for text in _elsewhere(result)),
        Heading(say("How to read this")),
        Items(tuple(Item(text) for text in (*legend(), _beside(), *read))),
    )


def _beside() -> Text:
    return say(
        "Put side by side are works on opposite sides or, where no sides are set, all works that "
        "take part."
    )


def _elsewhere(result: Disputes) -> Iterable[Text]:
    for label, hidden in result.elsewhere:
        yield number(
            hidden,
            "Not shown: {n} disagreement of the collection {collection}; show all with "
            "--collection all.",
            "Not shown: {n} disagreements of the collection {collection}; show all with "
            "--collection all.",
            collection=repr(str(name(label))),
        )


def _of_collection(
    collection: str | None, every: Sequence[Dispute], apart: bool, words: Words
) -> Iterable[Block]:
    several = [d for d in every if len(d.works) > 1]
    agreeing = [d for d in several if any(c.agreement == "agree" for c in d.causes)]
    counted = number(
        len(every),
        "{n} disagreement on record{collections}, {several} of them between two works or more. For "
        "{agreeing} of these a cause on record is also computed now from what works put side by "
        "side say or are credited with. Sides are set for {sided} of them, by our inference unless "
        "said otherwise. See one with: ofmkg disagreement ID",
        "{n} disagreements on record{collections}, {several} of them between two works or more. "
        "For {agreeing} of these a cause on record is also computed now from what works put side "
        "by side say or are credited with. Sides are set for {sided} of them, by our inference "
        "unless said otherwise. See one with: ofmkg disagreement ID",
        collections=bracketed(words.other_collection(collection), "()"),
        several=len(several),
        agreeing=len(agreeing),
        sided=sum(d.sided for d in several),
    )
    if apart:
        yield Heading(upper_first(_of(collection, words)))
    yield Paragraph(counted)
    level = 3 if apart else 2
    yield from _listed(say("Between two works or more"), several, level, words)
    alone = [d for d in every if len(d.works) < 2]
    yield from _listed(say("With one work on record"), alone, level, words)


def _of(collection: str | None, words: Words) -> Text:
    return words.collection(collection) if collection else say("of no collection")


def _listed(title: str, those: Sequence[Dispute], level: int, words: Words) -> Iterable[Block]:
    if those:
        yield Heading(title, level)
        yield Items(tuple(_entry(d, words) for d in those))


def _entry(d: Dispute, words: Words) -> Item:
    works = enumerated([words.name(work) for work in d.works])
    if works:
        who = number(len(d.works), "Work: {works}.", "Works: {works}.", works=works)
    else:
        who = say("No work on record.")
    return Item(_title(d, words), (who, *(cause_of(cause, d, words) for cause in d.causes)))


def _title(d: Dispute, words: Words) -> Text:
    kind = words.word("DisagreementType", d.type)
    basis = words.word("DisagreementBasis", d.on_record)
    known = joined(ident(d.disagreement), kind, basis, words.other_collection(d.collection))
    where = words.cite_all(d.sources, d.locator)
    label = name(d.label, d.disagreement)
    return join("", (label, bracketed(known, "()"), " [", where, "]"))
