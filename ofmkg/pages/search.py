"""What a search found, as a list with who says it, and as CSV."""

from collections.abc import Iterable
from itertools import groupby

from ofmkg.analyses.search.result import Alone, Found, Kind, Results
from ofmkg.pages import csv_text
from ofmkg.pages.attribution import sayer
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph
from ofmkg.pages.messages import (
    Text,
    bracketed,
    enumerated,
    ident,
    join,
    joined,
    language,
    name,
    number,
    say,
    upper_first,
)
from ofmkg.pages.words import Words

COLUMNS = (
    "id", "iri_path", "kind", "kinds", "collections", "label", "role", "text", "who", "source",
    "voice",
)  # fmt: skip


def document(result: Results, words: Words) -> Page:
    """Return what was found, kind by kind; or what helps where nothing was."""
    return tuple(_blocks(result, words))


def to_csv(result: Results) -> str:
    """Return a row for each thing that was found, the best first."""
    return csv_text.to_csv((COLUMNS, *map(_row, result.found)))


def told(result: Results) -> tuple[Text, ...]:
    """Say how much was found, and where words were not taken as they were asked."""
    if result.how is None:
        return ()
    counted = number(result.total, "{n} thing found.", "{n} things found.")
    if result.total > len(result.found):
        counted = number(
            result.total,
            "{n} thing found, of which the first {most} are shown.",
            "{n} things found, of which the first {most} are shown.",
            most=len(result.found),
        )
    hows = {
        "whole": None,
        "beginning": say("Nothing has all the words whole; these have words that begin so."),
        "spelling": None,
    }
    instead = (
        say("Nothing has “{word}”; searched for “{other}”.", word=each.word, other=by)
        for each in result.instead
        for by in each.by
    )
    return tuple(text for text in (counted, hows[result.how], *instead) if text)


def alone(each: Alone) -> Text:
    """Say of a word by itself how many things have it, or which words are near."""
    if each.things:
        return number(
            each.things,
            "“{word}” stands in {n} thing.",
            "“{word}” stands in {n} things.",
            word=each.word,
        )
    if each.near:
        near = enumerated([f"“{word}”" for word in each.near])
        return say("“{word}” stands nowhere; near to it are {near}.", word=each.word, near=near)
    return say("“{word}” stands nowhere, and no word is near to it.", word=each.word)


def called(kind: Kind) -> str:
    """Return what a kind is called in the language that is spoken."""
    return kind.korean if language() == "ko" else kind.label


def groups(result: Results) -> list[tuple[Text, tuple[Found, ...]]]:
    """Return what was found under headings: what is called so, then kind by kind."""
    kinds = {each.id: each for each in result.kinds}
    grouped = groupby(result.found, key=lambda f: (f.exact, "" if f.exact else f.group))
    return [
        (say("Called so") if exact else upper_first(Text(called(kinds[kind]))), tuple(those))
        for (exact, kind), those in grouped
    ]


def _blocks(r: Results, words: Words) -> Iterable[Block]:
    yield Heading(say("Search"), 1)
    if r.total == 0 and r.words:
        yield Paragraph(say("Nothing found has all of these words: {words}", words=r.words))
        yield Items(tuple(Item(alone(each)) for each in r.alone))
        yield Paragraph(
            say(
                "What there is: ofmkg query vectors lists the threats, ofmkg query questions what "
                "the debate turns on, ofmkg search --kind Study the studies."
            )
        )
        return
    if not r.words and r.kind is None:
        yield Paragraph(say("What can be found:"))
        counted = (join(": ", (called(each), str(each.things))) for each in r.kinds)
        yield Items(tuple(Item(text) for text in counted))
        return
    if told(r):
        yield Paragraph(joined(*told(r), by=" "))
    for title, those in groups(r):
        yield Heading(title)
        yield Items(tuple(_item(each, r, words) for each in those))


def _item(f: Found, r: Results, words: Words) -> Item:
    kinds = {each.id: called(each) for each in r.kinds}
    places = [words.collection(each) for each in f.collections]
    known = joined(*(kinds[each] for each in f.kinds), ident(f.id), *places)
    who = sayer(f.said) if f.said else ""
    title = join(
        "", (join(": ", [t for t in (who, name(f.label)) if t]), " ", bracketed(known, "()"))
    )
    return Item(title, (f.text,) if f.text != f.label else ())


def _row(f: Found) -> tuple[str | None, ...]:
    return (
        f.id,
        f.href,
        f.group,
        " ".join(f.kinds),
        " ".join(f.collections),
        f.label,
        f.role,
        f.text,
        "; ".join(f.said.who) if f.said else None,
        f.said.source if f.said else None,
        f.said.voice if f.said else None,
    )
