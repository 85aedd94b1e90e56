"""Cruxes as a page: opposed positions, who holds them, and the claims that hang on them."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.crux.hanging import EXPRESSES, Hanging
from ofmkg.analyses.crux.result import Crux, Cruxes, Side
from ofmkg.analyses.holdings import Holding
from ofmkg.pages.bearings import claim
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import (
    Text,
    bracketed,
    enumerated,
    hint,
    ident,
    join,
    labelled,
    lower_first,
    name,
    number,
    say,
)
from ofmkg.pages.readers import collections, meanings
from ofmkg.pages.sentences import about, noted, told
from ofmkg.pages.words import Words


def document(result: Cruxes, words: Words) -> Page:
    """Return cruxes as headings and lists."""
    return tuple(_blocks(result, words))


def _blocks(r: Cruxes, words: Words) -> Iterable[Block]:
    if r.b is None:
        yield Heading(say("Cruxes about {threat}", threat=words.vectors([r.a])), 1)
    else:
        yield Heading(say("Cruxes between {a} and {b}", a=words.name(r.a), b=words.name(r.b)), 1)
    yield Paragraph(join(" ", _brief(r, words)))
    for crux in r.cruxes:
        yield from _crux(crux, words)
    if r.without_claims:
        yield Heading(say("Opposed, with no claim on record that hangs on it"))
        for crux in r.without_claims:
            yield from _crux(crux, words, level=3)
    if r.apart:
        yield Heading(say("Incompatible answers about different threats"))
        yield Paragraph(say("They do not contradict each other."))
        for crux in r.apart:
            yield from _crux(crux, words, level=3)
    if r.by_inference:
        yield Heading(say("By our inference"))
        for crux in r.by_inference:
            yield Heading(labelled(crux.label, crux.question), 3)
            yield Paragraph(_we_infer(crux, words))
            yield Items(tuple(_sides(crux, words)))
    yield Heading(say("How to read this"))
    held = [h.stance for crux in _every(r) for h in _holders(crux)]
    legend = meanings(
        words,
        ("AssumptionMode", {s.mode for s in held}),
        ("StanceBasis", {s.basis for s in held}),
    )
    yield Items(tuple(Item(text) for text in (*collections(r.collections), *legend, *_how())))


def _how() -> Sequence[str]:
    return (
        say(
            "Opposed: the two positions cannot both hold of the same threat, in our reading, and "
            "different works are recorded with them about threats that overlap. Asked of a threat, "
            "a work that is recorded with both opposes no other."
        ),
        say(
            "A claim hangs on a position if it rests on a stance that takes it, or if a claim that "
            "hangs on it supports it, by lines that sources draw. That a claim expresses a "
            "position, and lines that only we drew, are our inference and stand apart. It may have "
            "other support{how}.",
            how=hint(say(": ofmkg rests ID tells what it would lose")),
        ),
        say("A crux tells where a disagreement turns. It does not tell who is right."),
    )


def _every(r: Cruxes) -> tuple[Crux, ...]:
    return (*r.cruxes, *r.without_claims, *r.apart, *r.by_inference)


def _brief(r: Cruxes, words: Words) -> Iterable[str]:
    if r.cruxes or r.without_claims:
        yield from _found(r, words)
    else:
        yield from _none(r, words)
    if r.by_inference:
        yield say("Our inferences stand apart, at the end.")


def _threat(r: Cruxes, words: Words) -> Text:
    """Return the threat that is asked about, with the collections that answer."""
    shown = enumerated([lower_first(name(each.label)) for each in r.collections])
    return join("", (words.vectors([r.a]), bracketed(shown, "()")))


def _none(r: Cruxes, words: Words) -> Iterable[str]:
    if r.b is None:
        yield say(
            "By the word of sources, no opposed positions about {threat} are on record.",
            threat=_threat(r, words),
        )
    else:
        yield say(
            "By the word of sources, no opposed positions between {a} and {b} are on record.",
            a=words.name(r.a),
            b=words.name(r.b),
        )
    if r.apart:
        yield say("Incompatible answers are on record about different threats only.")
    if r.b is not None:
        else_differs = say("What else differs: ofmkg compare {a} {b}.", a=ident(r.a), b=ident(r.b))
        yield from filter(None, [hint(else_differs)])


def _found(r: Cruxes, words: Words) -> Iterable[str]:
    named = enumerated([lower_first(name(crux.label, crux.question)) for crux in r.cruxes])
    if r.cruxes and r.b is None:
        yield number(
            len(r.cruxes),
            "{n} crux about {threat}: {questions}.",
            "{n} cruxes about {threat}: {questions}.",
            threat=_threat(r, words),
            questions=named,
        )
    elif r.cruxes:
        yield number(
            len(r.cruxes),
            "{n} crux between {a} and {b}: {questions}.",
            "{n} cruxes between {a} and {b}: {questions}.",
            a=words.name(r.a),
            b=words.name(r.b or ""),
            questions=named,
        )
    elif r.b is None:
        yield say(
            "No crux about {threat} by the word of sources.",
            threat=_threat(r, words),
        )
    else:
        yield say(
            "No crux between {a} and {b} by the word of sources.",
            a=words.name(r.a),
            b=words.name(r.b),
        )
    if r.cruxes:
        claims = {h.claim for crux in r.cruxes for side in (crux.a, crux.b) for h in side.claims}
        yield say(
            "{claims} on record hang on the answers.",
            claims=number(len(claims), "{n} claim", "{n} claims"),
        )
    bare = len(r.without_claims)
    if bare and r.cruxes:
        yield number(
            bare,
            "On {n} further question positions are opposed, but by the word of sources no claim "
            "hangs on them.",
            "On {n} further questions positions are opposed, but by the word of sources no claim "
            "hangs on them.",
        )
    elif bare:
        yield number(
            bare,
            "On {n} question positions are opposed, but by the word of sources no claim hangs on "
            "them.",
            "On {n} questions positions are opposed, but by the word of sources no claim hangs on "
            "them.",
        )


def _crux(crux: Crux, words: Words, level: int = 2) -> Iterable[Block]:
    yield Heading(labelled(crux.label, crux.question), level)
    yield Items(tuple(_sides(crux, words)))


def _we_infer(crux: Crux, words: Words) -> str:
    """Say of what our inferences add, what it is that only we say."""
    question = lower_first(name(crux.label, crux.question))
    if crux.opposed != "inference":
        return inferred(
            say("this belongs to the opposed answers on {question} as well", question=question)
        )
    a, b = (enumerated(_works(side.holders, words)) for side in (crux.a, crux.b))
    if crux.kind == "apart":
        what = say(
            "answers on {question} are incompatible, about different threats ({a} against {b})",
            question=question,
            a=a,
            b=b,
        )
    else:
        what = say(
            "answers on {question} are opposed ({a} against {b})", question=question, a=a, b=b
        )
    return inferred(what)


def _works(holders: Iterable[Holding], words: Words) -> list[str]:
    return list(dict.fromkeys(words.name(h.work) for h in holders))


def _sides(crux: Crux, words: Words) -> Iterable[Item]:
    for side in (crux.a, crux.b):
        lines = _side(side, words)
        if lines or crux.kind != "crux":
            bare = crux.kind == "crux" and not side.claims
            none = (say("No claim on record hangs on it."),) if bare else ()
            title = say(
                '"{answer}" ({position})',
                answer=name(side.label, side.position),
                position=ident(side.position),
            )
            yield Item(title, (*lines, *none))


def _side(side: Side, words: Words) -> Sequence[str]:
    holders = [_holder(h, words) for h in side.holders]
    return [*holders, *(_hanging(h, words) for h in side.claims)]


def _holder(h: Holding, words: Words) -> str:
    s = h.stance
    read = say("read by {who}", who=words.name(h.coder)) if h.coder else ""
    return join("", (told(s, words), " ", about(s, words, (), read), noted(s)))


def _hanging(h: Hanging, words: Words) -> str:
    who = claim(h.statement, h.claim, h.works, h.collection, words)
    where = words.cite(h.source, h.locator)
    if h.voice == "source":
        return say(
            "Hangs on it: {claim} {how} [{where}]", claim=who, how=_via(h, words), where=where
        )
    ours = inferred(say("this claim hangs on it"))
    return join("", (join(" ", (ours, who, _via(h, words))), bracketed(where)))


def _via(h: Hanging, words: Words) -> str:
    if h.via == EXPRESSES:
        return say("It expresses the position, in our reading.")
    if h.via == "rests-on":
        return say("It rests on {thing}, which takes the position.", thing=ident(h.on))
    if h.drawn_by:
        return say(
            "{claim} supports it, a line drawn by {who}.",
            claim=ident(h.on),
            who=words.name(h.drawn_by),
        )
    return say("{claim} supports it.", claim=ident(h.on))


def _holders(crux: Crux) -> tuple[Holding, ...]:
    return (*crux.a.holders, *crux.b.holders)
