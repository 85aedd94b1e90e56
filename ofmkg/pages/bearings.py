"""What bears on claims, in words: who says so, where, and how the other end stands."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.standing.result import Bears, Stands
from ofmkg.pages.messages import enumerated, joined, lower_first
from ofmkg.pages.words import Words, count

STANDS: dict[Stands, str] = {
    "undisputed": "undisputed on record",
    "disputed-replied": "disputed on record, each dispute replied to on record",
    "disputed-both-ways": "disputed on record, and the disputes answer each other",
    "disputed-no-reply": "disputed on record, no reply on record",
    "evidence-lost": "its evidence on record disputed, no reply on record",
    "premise-lost": "a stance that it rests on given up",
    "given-up": "given up",
    "not-labelled": "of a kind that gets no label",
}

_BECOMES = {
    "supports": "Supported by",
    "disputes": "Disputed by",
    "qualifies": "Qualified, not disputed, by",
    "rests-on": "Rests on",
}
_THINGS = {
    "supports": ("piece of evidence", "pieces of evidence"),
    "disputes": ("claim that disputes it", "claims that dispute it"),
    "qualifies": ("claim that qualifies it", "claims that qualify it"),
    "rests-on": ("stance that it rests on", "stances that it rests on"),
}


def claim(
    statement: str, name: str, works: Sequence[str], collection: str | None, words: Words
) -> str:
    """Return a claim in its own words, with its id, who asserts it and another collection."""
    who = enumerated([words.name(work) for work in works])
    return f"{statement} ({joined(name, who, words.other_collection(collection))})"


def bearing(b: Bears, words: Words, *, label: bool = True) -> str:
    """Return a line: what bears on the claim, who drew the line, and where.

    With `label`, it tells where what bears on it stands itself, unless that is undisputed.
    """
    told = label and b.relation != "rests-on" and b.label != "undisputed"
    known = joined(b.thing, STANDS[b.label] if told else "", words.other_collection(b.collection))
    ours = "As we infer, " if b.voice == "inference" else ""
    how = f"{ours}{lower_first(_BECOMES[b.relation])}" if ours else _BECOMES[b.relation]
    return f"{how}: {b.says} ({known}) [{drawn(b, words)}]"


def drawn(b: Bears, words: Words) -> str:
    """Return who draws a line, and where it stands."""
    if b.relation == "rests-on":
        who = f"by the word of {words.name(b.source)}" if b.source else ""
        return joined(who, b.locator)
    who = f"drawn by {words.name(b.drawn_by)}" if b.drawn_by else ""
    return joined(who, words.cite(b.source, b.locator))


def ordered(bearings: Iterable[Bears]) -> list[Bears]:
    """Return what bears on a claim: what disputes it first, what qualifies it last."""
    order = ("disputes", "supports", "rests-on", "qualifies")
    return sorted(bearings, key=lambda b: (order.index(b.relation), b.thing))


def tally(bearings: Iterable[Bears]) -> str:
    """Count what bears on a claim, by how it does."""
    every = [b.relation for b in bearings]
    return enumerated(
        [count(every.count(kind), *names) for kind, names in _THINGS.items() if kind in every]
    )
