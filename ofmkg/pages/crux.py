"""Cruxes as a page: opposed positions, who holds them, and the claims that hang on them."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.crux.hanging import EXPRESSES, Hanging
from ofmkg.analyses.crux.result import Crux, Cruxes, Side
from ofmkg.analyses.holdings import Holding
from ofmkg.pages.bearings import claim
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph
from ofmkg.pages.inferences import BY_INFERENCE, inferred
from ofmkg.pages.messages import enumerated, lower_first
from ofmkg.pages.readers import collections, meanings
from ofmkg.pages.sentences import about, noted, told
from ofmkg.pages.words import Words, count

_HOW = (
    "Opposed: the two positions cannot both hold of the same threat, in our reading, and different "
    "works are recorded with them about threats that overlap. Asked of a threat, a work that is "
    "recorded with both opposes no other.",
    "A claim hangs on a position if it rests on a stance that takes it, or if a claim that hangs "
    "on it supports it, by lines that sources draw. That a claim expresses a position, and lines "
    "that only we drew, are our inference and stand apart. It may have other support: ofmkg rests "
    "ID tells what it would lose.",
    "A crux tells where a disagreement turns. It does not tell who is right.",
)


def document(result: Cruxes, words: Words) -> Page:
    """Return cruxes as headings and lists."""
    return tuple(_blocks(result, words))


def _blocks(r: Cruxes, words: Words) -> Iterable[Block]:
    where = (
        f"about {words.vectors([r.a])}"
        if r.b is None
        else f"between {words.name(r.a)} and {words.name(r.b)}"
    )
    yield Heading(f"Cruxes {where}", 1)
    yield Paragraph(_brief(r, where, words))
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
    if r.by_inference:
        yield Heading(BY_INFERENCE)
        for crux in r.by_inference:
            yield Heading(f"{crux.label} ({crux.question})", 3)
            yield Paragraph(_we_infer(crux, words))
            yield Items(tuple(_sides(crux, words)))
    yield Heading("How to read this")
    held = [h.stance for crux in _every(r) for h in _holders(crux)]
    legend = meanings(
        words,
        ("AssumptionMode", {s.mode for s in held}),
        ("StanceBasis", {s.basis for s in held}),
    )
    yield Items(tuple(Item(text) for text in (*collections(r.collections), *legend, *_HOW)))


def _every(r: Cruxes) -> tuple[Crux, ...]:
    return (*r.cruxes, *r.without_claims, *r.apart, *r.by_inference)


def _brief(r: Cruxes, where: str, words: Words) -> str:
    names = enumerated([lower_first(each.label) for each in r.collections])
    where += f" ({names})" if r.b is None and names else ""
    apart = " Our inferences stand apart, at the end." * bool(r.by_inference)
    if not r.cruxes and not r.without_claims:
        other = " Incompatible answers are on record about different threats only." * bool(r.apart)
        besides = "" if r.b is None else f" What else differs: ofmkg compare {r.a} {r.b}."
        none = f"By the word of sources, no opposed positions {where} are on record."
        return f"{none}{other}{besides}{apart}"
    claims = {h.claim for crux in r.cruxes for side in (crux.a, crux.b) for h in side.claims}
    found = f"No crux {where} by the word of sources."
    if r.cruxes:
        named = enumerated([lower_first(crux.label) for crux in r.cruxes])
        found = (
            f"{count(len(r.cruxes), 'crux', 'cruxes')} {where}: {named}. "
            f"{count(len(claims), 'claim')} on record hang on the answers."
        )
    more = count(len(r.without_claims), "further question" if r.cruxes else "question")
    bare = f" On {more} positions are opposed, but by the word of sources no claim hangs on them."
    return found + bare * bool(r.without_claims) + apart


def _crux(crux: Crux, words: Words, level: int = 2) -> Iterable[Block]:
    yield Heading(f"{crux.label} ({crux.question})", level)
    yield Items(tuple(_sides(crux, words)))


def _we_infer(crux: Crux, words: Words) -> str:
    """Say of what our inferences add, what it is that only we say."""
    label = lower_first(crux.label)
    if crux.opposed == "inference":
        works = [enumerated(_works(side.holders, words)) for side in (crux.a, crux.b)]
        how = "are incompatible, about different threats" if crux.kind == "apart" else "are opposed"
        return inferred(f"answers on {label} {how} ({' against '.join(works)})")
    return inferred(f"this belongs to the opposed answers on {label} as well")


def _works(holders: Iterable[Holding], words: Words) -> list[str]:
    return list(dict.fromkeys(words.name(h.work) for h in holders))


def _sides(crux: Crux, words: Words) -> Iterable[Item]:
    for side in (crux.a, crux.b):
        lines = _side(side, words)
        if lines or crux.kind != "crux":
            bare = crux.kind == "crux" and not side.claims
            none = ("No claim on record hangs on it.",) if bare else ()
            yield Item(f'"{side.label}" ({side.position})', (*lines, *none))


def _side(side: Side, words: Words) -> Sequence[str]:
    holders = [_holder(h, words) for h in side.holders]
    return [*holders, *(_hanging(h, side, words) for h in side.claims)]


def _holder(h: Holding, words: Words) -> str:
    s = h.stance
    read = f"read by {words.name(h.coder)}" if h.coder else ""
    return f"{told(s, words)} {about(s, words, (), read)}{noted(s)}"


def _hanging(h: Hanging, side: Side, words: Words) -> str:
    who = claim(h.statement, h.claim, h.works, h.collection, words)
    where = words.cite(h.source, h.locator)
    if h.voice == "source":
        return f"Hangs on it: {who} {_via(h, words)} [{where}]"
    return f"{inferred('this claim hangs on it')} {who} {_via(h, words)} [{where}]"


def _via(h: Hanging, words: Words) -> str:
    if h.via == EXPRESSES:
        return "It expresses the position, in our reading."
    if h.via == "rests-on":
        return f"It rests on {h.on}, which takes the position."
    drawn = f", a line drawn by {words.name(h.drawn_by)}" if h.drawn_by else ""
    return f"{h.on} supports it{drawn}."


def _holders(crux: Crux) -> tuple[Holding, ...]:
    return (*crux.a.holders, *crux.b.holders)
