"""What bears on claims, in words: who says so, where, and how the other end stands."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.standing.result import Bears, Stands
from ofmkg.pages.messages import Text, bracketed, enumerated, ident, join, joined, number, say
from ofmkg.pages.words import Words


def stands(label: Stands) -> Text:
    """Return in words where a claim stands."""
    return {
        "undisputed": say("undisputed on record"),
        "disputed-replied": say("disputed on record, each dispute replied to on record"),
        "disputed-both-ways": say("disputed on record, and the disputes answer each other"),
        "disputed-no-reply": say("disputed on record, no reply on record"),
        "evidence-lost": say("its evidence on record disputed, no reply on record"),
        "premise-lost": say("a stance that it rests on given up"),
        "given-up": say("given up"),
        "not-labelled": say("of a kind that gets no label"),
    }[label]


def claim(
    statement: str, name: str, works: Sequence[str], collection: str | None, words: Words
) -> Text:
    """Return a claim in its own words, with its id, who asserts it and another collection."""
    who = enumerated([words.name(work) for work in works])
    known = joined(ident(name), who, words.other_collection(collection))
    return join("", (statement, bracketed(known, "()")))


def bearing(b: Bears, words: Words, *, label: bool = True) -> Text:
    """Return a line: what bears on the claim, who drew the line, and where.

    With `label`, it tells where what bears on it stands itself, unless that is undisputed.
    """
    told = label and b.relation != "rests-on" and b.label != "undisputed"
    known = joined(
        ident(b.thing),
        stands(b.label) if told else "",
        words.other_collection(b.collection),
    )
    what = join("", (b.says, bracketed(known, "()"), " [", drawn(b, words), "]"))
    if b.voice == "inference":
        return {
            "supports": say("As we infer, supported by: {what}", what=what),
            "disputes": say("As we infer, disputed by: {what}", what=what),
            "qualifies": say("As we infer, qualified, not disputed, by: {what}", what=what),
            "rests-on": say("As we infer, rests on: {what}", what=what),
        }[b.relation]
    return {
        "supports": say("Supported by: {what}", what=what),
        "disputes": say("Disputed by: {what}", what=what),
        "qualifies": say("Qualified, not disputed, by: {what}", what=what),
        "rests-on": say("Rests on: {what}", what=what),
    }[b.relation]


def drawn(b: Bears, words: Words) -> Text:
    """Return who draws a line, and where it stands."""
    if b.relation == "rests-on":
        who = say("by the word of {work}", work=words.name(b.source)) if b.source else ""
        return joined(who, b.locator)
    who = say("drawn by {who}", who=words.name(b.drawn_by)) if b.drawn_by else ""
    return joined(who, words.cite(b.source, b.locator))


def ordered(bearings: Iterable[Bears]) -> list[Bears]:
    """Return what bears on a claim: what disputes it first, what qualifies it last."""
    order = ("disputes", "supports", "rests-on", "qualifies")
    return sorted(bearings, key=lambda b: (order.index(b.relation), b.thing))


def tally(bearings: Iterable[Bears], words: Words) -> Text:
    """Count what bears on a claim, by how it does, and that of each collection by itself."""
    groups: dict[str, list[str]] = {}
    for b in bearings:
        groups.setdefault(b.collection or words.usual or "", []).append(b.relation)
    if len(groups) < 2:
        return next(map(_tally, groups.values()), Text())
    order = sorted(groups, key=lambda place: (place != words.usual, place))
    return join("; ", [join(": ", (words.collection(p), _tally(groups[p]))) for p in order])


def _tally(every: Sequence[str]) -> Text:
    parts: list[str] = []
    if n := every.count("supports"):
        parts.append(number(n, "{n} piece of evidence", "{n} pieces of evidence"))
    if n := every.count("disputes"):
        parts.append(number(n, "{n} claim that disputes it", "{n} claims that dispute it"))
    if n := every.count("qualifies"):
        parts.append(number(n, "{n} claim that qualifies it", "{n} claims that qualify it"))
    if n := every.count("rests-on"):
        parts.append(number(n, "{n} stance that it rests on", "{n} stances that it rests on"))
    return enumerated(parts)
