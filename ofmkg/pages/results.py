"""Results set against a baseline as a page, and as CSV: side by side, never pooled."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from ofmkg.analyses.results.result import Result, Results
from ofmkg.analyses.results.stated import Interval
from ofmkg.pages import csv_text
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.compare_parts import record
from ofmkg.pages.messages import (
    Text,
    bare,
    bracketed,
    join,
    joined,
    lower_first,
    name,
    number,
    put,
    say,
    upper_first,
)
from ofmkg.pages.readers import collections
from ofmkg.pages.words import Words

COLUMNS = (
    "baseline",
    "design",
    "measure",
    "date",
    "work",
    "claim",
    "open_models",
    "by_developer",
    "sample",
    "result",
    "interval",
    "ratio",
    "low",
    "high",
    "significance",
    "models",
    "text_read",
    "locator",
    "source",
    "coder",
    "collection",
)


def document(result: Results, words: Words) -> Page:
    """Return the results by design as headings and lists."""
    return tuple(_blocks(result, words))


def to_csv(result: Results) -> str:
    """Return a row for each result and interval; one without an interval takes one row."""
    rows = (
        _row(result, each, interval)
        for each in result.results
        for interval in each.intervals or (None,)
    )
    return csv_text.to_csv((COLUMNS, *rows))


def title(result: Results) -> Text:
    """Return what the results are set against."""
    return say("Results set against: {baseline}", baseline=lower_first(name(result.label)))


def summed(result: Results) -> Text:
    """Say how many results there are, and that they are never pooled."""
    works = len({each.record.work for each in result.results})
    results = number(len(result.results), "{n} result", "{n} results")
    return say(
        "{results} of {works} on record. They stand side by side and are never pooled: designs, "
        "endpoints, models and dates differ.",
        results=results,
        works=number(works, "{n} work", "{n} works"),
    )


def by_design(result: Results) -> Iterator[tuple[Text, list[Result]]]:
    """Yield the results of each design, with what it is called."""
    for label, found in groupby(result.results, key=lambda each: each.design_label):
        yield upper_first(name(label)) if label else say("Design not recorded"), list(found)


def tested(each: Result, words: Words) -> Text:
    """Say whether the work analyses open models, and whether it is by the models' developer."""
    extent = words.word("Extent", each.open_models) or say("not recorded")
    return joined(
        say("open models analysed: {extent}", extent=lower_first(extent)), developer(each)
    )


def developer(each: Result) -> Text:
    """Say who assessed the models: their developer, others, or that this is not on record."""
    if each.record.by_developer is None:
        return say("not on record whether by the models' developer")
    if each.record.by_developer:
        return say("by the models' developer")
    return say("not by the models' developer")


def _blocks(r: Results, words: Words) -> Iterable[Block]:
    yield Heading(title(r), 1)
    if not r.results:
        yield Paragraph(say("No result on record is set against it."))
        return
    yield Paragraph(summed(r))
    yield Paragraph(
        say(
            "Ordered by design, endpoint and date. No result is ranked above another: which "
            "evidence is stronger is not said here."
        )
    )
    yield _table(r, words)
    for heading, found in by_design(r):
        yield Heading(heading)
        yield Items(tuple(_item(each, words) for each in found))
    yield Heading(say("How to read this"))
    yield Items(tuple(map(Item, _notes(r))))


def _table(r: Results, words: Words) -> Table:
    """Return a line for each result, to scan; the lists after it tell the rest."""
    heads = (say("Work"), say("Date"), say("Result, in the words on record"))
    return Table(
        (*heads, say("Open models analysed")),
        tuple(
            (
                _read(each, words),
                each.record.date or "–",
                joined(*map(bare, stated(each))),
                words.word("Extent", each.open_models) or say("not recorded"),
            )
            for each in r.results
        ),
        (20, 12, 44, 12),
        True,
    )


def _read(each: Result, words: Words) -> Text:
    """Return the work of a result, with how much of it was read where that is not all of it."""
    work = name(each.label, f"publication/{each.record.work}")
    if each.record.text_read in (None, "full"):
        return work
    read = lower_first(words.word("TextExtent", each.record.text_read))
    return join("", (work, bracketed(read, "()")))


def stated(each: Result) -> Iterator[Text]:
    """Yield what a work states as its result, then intervals that it does not say in that."""
    known = each.record
    yield Text(known.result or known.statement or known.claim)
    for interval in known.intervals:
        if interval not in (known.result or ""):
            yield say("Interval: {interval}", interval=interval)


def _item(each: Result, words: Words) -> Item:
    told = record(each.record, words)
    place = words.collection(each.collection) if each.collection else None
    known = joined(
        upper_first(tested(each, words)),
        say("collection: {collection}", collection=place) if place else None,
    )
    work = name(each.label, f"publication/{each.record.work}")
    return Item(put("{work}: {result}", work=work, result=told.text), (*told.details, f"{known}."))


def _notes(r: Results) -> Iterator[Text]:
    yield say(
        "Open models analysed: whether the work as a whole does so, not whether this result is "
        "about one."
    )
    yield say(
        "An interval is given as the work states it; where the work does not say at which level of "
        "confidence, that is not known here."
    )
    yield from collections(r.collections)


def _row(r: Results, each: Result, interval: Interval | None) -> tuple[csv_text.Value, ...]:
    known = each.record
    return (
        r.baseline,
        known.design,
        known.measure,
        known.date,
        known.work,
        known.claim,
        each.open_models,
        {True: "true", False: "false", None: None}[known.by_developer],
        known.sample,
        known.result,
        interval.stated if interval else None,
        interval.ratio if interval else None,
        interval.low if interval else None,
        interval.high if interval else None,
        "; ".join(known.significance) or None,
        known.models,
        known.text_read,
        known.locator,
        known.source,
        known.coder,
        each.collection,
    )
