"""The answers to a question over time as a page, and as CSV."""

from collections.abc import Iterable

from ofmkg.analyses.holdings import Holding
from ofmkg.analyses.timeline import Timeline, VectorTimeline
from ofmkg.pages import csv_text
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph
from ofmkg.pages.messages import joined, name, number, say, upper_first
from ofmkg.pages.readers import collections, meanings, read_by
from ofmkg.pages.sentences import noted, told
from ofmkg.pages.words import Words

COLUMNS = (
    "question",
    "vector",
    "issued",
    "holder",
    "work",
    "position",
    "kind",
    "mode",
    "voice",
    "by_inference",
    "coder",
    "text_read",
    "locator",
    "source",
    "collection",
    "stance",
)


def document(result: Timeline, words: Words) -> Page:
    """Return the answers of each vector, in order of date, as headings and lists."""
    return tuple(_blocks(result, words))


def to_csv(result: Timeline) -> str:
    """Return a row for each answer and vector; an answer across vectors has none.

    `by_inference` tells that only we infer it.
    """
    held = ((group.vector, h) for group in result.vectors for h in group.answers)
    inferred = ((vector, h) for h in result.by_inference for vector in h.stance.vectors or (None,))
    rows = (_row(result, vector, h) for vector, h in (*held, *inferred))
    return csv_text.to_csv((COLUMNS, *rows))


def _row(result: Timeline, vector: str | None, h: Holding) -> tuple[str | None, ...]:
    s = h.stance
    return (
        result.question.question,
        vector,
        h.issued,
        s.holder,
        h.work,
        s.position,
        s.kind,
        s.mode,
        s.voice,
        "true" if s.voice == "inference" else "false",
        h.coder,
        h.text_read,
        s.locator,
        s.source,
        h.collection,
        h.id,
    )


def _blocks(r: Timeline, words: Words) -> Iterable[Block]:
    ask = r.question
    yield Heading(
        say("Answers over time: {question} ({id})", question=name(ask.label), id=ask.question), 1
    )
    if not r.vectors:
        yield Paragraph(say("By the word of the sources, nobody on record here answers it."))
    for group in r.vectors:
        yield Heading(_title(group, words))
        yield Items(tuple(_item(h, group.vector, r, words) for h in group.answers))
    if r.by_inference:
        yield Heading(say("By our inference"))
        yield Items(tuple(_item(h, None, r, words) for h in r.by_inference))
    yield Heading(say("How to read this"))
    yield Items(tuple(Item(text) for text in _notes(r, words)))


def _title(group: VectorTimeline, words: Words) -> str:
    if group.vector is None:
        return say("Across vectors, or about no vector in particular")
    return upper_first(words.vectors([group.vector]))


def _item(h: Holding, vector: str | None, r: Timeline, words: Words) -> Item:
    s = h.stance
    others = [each for each in s.vectors if each != vector]
    about = say("also about {vectors}", vectors=words.vectors(others)) if vector else ""
    where = joined(
        words.cite(s.source, s.locator),
        read_by(h, bool(h.text_read), words),
        words.collection(h.collection) if len(r.collections) > 1 and h.collection else "",
        (about or say("about {vectors}", vectors=words.vectors(others))) if others else "",
    )
    when = h.issued or say("No date on record")
    return Item(f"{when}: {told(s, words)} [{where}]{noted(s)}")


def _notes(r: Timeline, words: Words) -> Iterable[str]:
    held = [h for group in r.vectors for h in group.answers]
    every = [*held, *r.by_inference]
    yield say(
        "A date is that at which the work that gives the answer came out, also where another work "
        "says so, as exactly as it is on record; a year alone stands before its months. When "
        "somebody came to hold an answer is not known."
    )
    undated = {h.work for h in every if h.issued is None}
    if undated:
        yield number(
            len(undated),
            "{n} work has no date on record and stands last.",
            "{n} works have no date on record and stand last.",
        )
    if any(h.stance.voice == "inference" for h in held):
        yield say("Our inferences are taken in; whatever rests on one says so.")
    yield from collections(r.collections)
    yield from meanings(
        words,
        ("AssumptionMode", {h.stance.mode for h in every}),
        ("StanceBasis", {h.stance.basis for h in every}),
    )
