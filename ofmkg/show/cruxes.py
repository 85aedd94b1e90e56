"""Cruxes as a page: opposed positions, who holds them, and the claims that hang on them."""

from collections.abc import Iterable

from ofmkg.analyses.cruxes import Crux, Cruxes, Side
from ofmkg.analyses.hanging import EXPRESSES, Hanging
from ofmkg.analyses.holdings import Holding
from ofmkg.show.bearings import claim
from ofmkg.show.blocks import Block, Document, Heading, Item, Items, Paragraph
from ofmkg.show.reading import collections, meanings
from ofmkg.show.sentences import about, noted, told
from ofmkg.show.words import Words, count, enumerated, lower_first

_HOW = (
    "Opposed: the two positions cannot both hold of the same threat, in our reading, and different "
    "works are recorded with them about threats that overlap.",
    "A claim hangs on a position if it expresses it (always our reading), if it rests on a stance "
    "that takes it (by the word of the source), or if a claim that hangs on it supports it. It may "
    "have other support: ofmkg rests ID tells what it would lose.",
    "A crux tells where a disagreement turns. It does not tell who is right.",
)


def document(result: Cruxes, words: Words) -> Document:
    """Return cruxes as headings and lists."""
    return tuple(_blocks(result, words))


def _blocks(r: Cruxes, words: Words) -> Iterable[Block]:
    where = (
        f"about {words.vectors([r.a])}"
        if r.b is None
        else f"between {words.name(r.a)} and {words.name(r.b)}"
    )
    yield Heading(f"Cruxes {where}", 1)
    yield Paragraph(_brief(r, where))
    for crux in r.cruxes:
        yield from _crux(crux, words)
    if r.without_claims:
        yield Heading("Opposed, with no claim on record that hangs on it")
        for crux in r.without_claims:
            yield from _crux(crux, words, level=3)
    if r.apart:
        yield Heading("Incompatible answers about different threats")
        yield Paragraph("They do not contradict each other.")
        for crux in r.apart:
            yield from _crux(crux, words, level=3)
    yield Heading("How to read this")
    held = [h.stance for crux in (*r.cruxes, *r.without_claims, *r.apart) for h in _holders(crux)]
    legend = meanings(
        words,
        ("AssumptionMode", {s.mode for s in held}),
        ("StanceBasis", {s.basis for s in held}),
    )
    yield Items(tuple(Item(text) for text in (*collections(r.collections), *legend, *_HOW)))


def _brief(r: Cruxes, where: str) -> str:
    if not r.cruxes and not r.without_claims:
        apart = " Incompatible answers are on record about different threats only." * bool(r.apart)
        besides = "" if r.b is None else f" What else differs: ofmkg compare {r.a} {r.b}."
        return f"No opposed positions {where} are on record.{apart}{besides}"
    found = enumerated([lower_first(crux.label) for crux in r.cruxes])
    claims = {h.claim for crux in r.cruxes for side in (crux.a, crux.b) for h in side.claims}
    more = count(len(r.without_claims), "further question")
    bare = f" On {more} positions are opposed, but no claim on record hangs on them."
    return (
        f"{count(len(r.cruxes), 'crux', 'cruxes')} {where}"
        + (
            f": {found}. {count(len(claims), 'claim')} on record hang on the answers."
            if found
            else "."
        )
        + bare * bool(r.without_claims)
    )


def _crux(crux: Crux, words: Words, level: int = 2) -> Iterable[Block]:
    yield Heading(f"{crux.label} ({crux.question})", level)
    yield Items((*_side(crux.a, words), *_side(crux.b, words)))


def _side(side: Side, words: Words) -> Iterable[Item]:
    holders = tuple(_holder(h, words) for h in side.holders)
    claims = tuple(_hanging(h, words) for h in side.claims)
    none = () if claims else ("No claim on record hangs on it.",)
    yield Item(f'"{side.label}" ({side.position})', (*holders, *claims, *none))


def _holder(h: Holding, words: Words) -> str:
    s = h.stance
    read = f"read by {words.name(h.coder)}" if h.coder else ""
    return f"{told(s, words)} {about(s, words, (), read)}{noted(s)}"


def _hanging(h: Hanging, words: Words) -> str:
    who = claim(h.statement, h.claim, h.works, h.collection, words)
    where = words.cite(h.source, h.locator)
    return f"Hangs on it: {who} {_via(h, words)} [{where}]"


def _via(h: Hanging, words: Words) -> str:
    if h.via == EXPRESSES:
        return "It expresses the position, in our reading."
    if h.via == "rests-on":
        return f"It rests on {h.on}, which takes the position, by the word of the source."
    drawn = f", a line drawn by {words.name(h.drawn_by)}" if h.drawn_by else ""
    return f"{h.on} supports it{drawn}."


def _holders(crux: Crux) -> tuple[Holding, ...]:
    return (*crux.a.holders, *crux.b.holders)
