"""Where claims stand, as a page."""

from collections import Counter
from collections.abc import Iterable

from ofmkg.analyses.standing.result import ClaimStanding, Drawn, Standing, Stands
from ofmkg.pages.bearings import STANDS, bearing, claim, ordered, tally
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph
from ofmkg.pages.inferences import BY_INFERENCE, inferred
from ofmkg.pages.messages import enumerated, upper_first
from ofmkg.pages.readers import dated_and_read
from ofmkg.pages.words import Words, count

_FULL: tuple[Stands, ...] = (
    "disputed-no-reply",
    "evidence-lost",
    "premise-lost",
    "disputed-both-ways",
    "disputed-replied",
)
HOW = (
    "A label is a fact about the graph, not a verdict on the world: it tells how the lines that "
    "sources draw between claims work out, and changes with every line that is added. It does not "
    "say how good the evidence on either side is, and no reply on record may mean that none was "
    "looked for.",
    "A reply is a claim that disputes what disputes the claim. A claim without evidence on record "
    "is taken as asserted; one that has some needs at least one piece that is not disputed without "
    "a reply, and each stance that it rests on.",
    "Only claims that say how things are get a label. Recommendations, proposals and rules of "
    "method do not (ofmkg query claim-kinds).",
    "Qualifying evidence limits a claim without contradicting it; it does not dispute it. Works "
    "cited as evidence are not support.",
    "Method: grounded semantics of argumentation frameworks with necessities (F. Nouioua and V. "
    "Risch, SUM 2011), which without support is that of P. M. Dung (1995).",
)


def document(result: Standing, words: Words, undisputed: bool = False) -> Page:
    """Return where claims stand as headings and lists.

    Claims that nothing disputes are listed if asked for, or if they are those about one vector.
    """
    return tuple(_blocks(result, words, undisputed))


def _blocks(r: Standing, words: Words, undisputed: bool) -> Iterable[Block]:
    about = f" about {words.vectors([r.vector])}" if r.vector else ""
    yield Heading(f"Where claims stand{about}", 1)
    for text in _brief(r, about, words):
        yield Paragraph(text)
    for label in _FULL:
        rows = [row for row in r.claims if row.label == label]
        if rows:
            yield Heading(f"{upper_first(STANDS[label])}: {count(len(rows), 'claim')}")
            yield Items(tuple(_full(row, words) for row in rows))
    if r.not_labelled:
        yield Heading("Disputed on record, of a kind that gets no label")
        yield Items(tuple(_full(row, words) for row in r.not_labelled))
    rest = [row for row in r.claims if row.label == "undisputed"]
    if rest:
        yield Heading(f"{upper_first(STANDS['undisputed'])}: {count(len(rest), 'claim')}")
        if undisputed or r.vector:
            yield Items(tuple(_short(row, words) for row in rest))
        else:
            yield Paragraph(
                "That no dispute is on record says nothing for a claim. They are listed with --all."
            )
    if r.by_inference:
        yield Heading(BY_INFERENCE)
        yield Items(tuple(_ours(row, words) for row in r.by_inference))
    yield Heading("How to read this")
    yield Items(tuple(Item(text) for text in (*HOW, *dated_and_read(r.collections))))


def _brief(r: Standing, about: str, words: Words) -> Iterable[str]:
    """Count the labels, collection by collection, and say who draws the lines that dispute."""
    if not r.claims:
        yield f"No claim{about} that can be disputed is on record."
    for place, counts in r.counts.items():
        name = upper_first(words.collection(place)) if place else "Of no collection"
        parts = [f"{n} {STANDS[label]}" for label in _ORDER if (n := counts.get(label))]
        number = count(sum(counts.values()), "claim")
        yield f"{name}: of {number}{about} that can be disputed, {enumerated(parts)}."
    yield r.limits
    if r.left_out:
        kinds = enumerated([words.word("ClaimKind", kind) for kind in sorted(r.left_out)])
        number = count(sum(r.left_out.values()), "claim gets", "claims get")
        yield f"{number} no label, being of a kind that cannot be disputed ({kinds})."
    yield _lines(r, words)


def _lines(r: Standing, words: Words) -> str:
    drawn = [d for d in r.drawn if d.relation == "disputes"]
    said, ours = ([d for d in drawn if (d.voice == "inference") == mine] for mine in (False, True))
    parts = []
    if said:
        number = count(sum(d.lines for d in said), "line disputes", "lines dispute")
        parts.append(f"{number} claims here: {enumerated(_drawers(said, words))}.")
    else:
        parts.append("No source draws a line that disputes a claim here.")
    if ours:
        number = count(sum(d.lines for d in ours), "further line", "further lines")
        mine = "was" if sum(d.lines for d in ours) == 1 else "were"
        counted = "" if r.by_inference else " and counted"
        parts.append(f"{number} that would dispute one {mine} drawn by us alone{counted}.")
    return " ".join(parts)


def _drawers(drawn: Iterable[Drawn], words: Words) -> list[str]:
    by: Counter[str] = Counter()
    for d in drawn:
        by[words.name(d.drawn_by) if d.drawn_by else "somebody"] += d.lines
    return [f"{lines} drawn by {who}" for who, lines in by.items()]


def _full(row: ClaimStanding, words: Words) -> Item:
    lines = [bearing(b, words) for b in ordered(row.bearings)]
    ours = [inferred("it stands here")] if row.voice == "inference" else []
    return Item(_claim(row, words), (*ours, *lines))


def _ours(row: ClaimStanding, words: Words) -> Item:
    lines = [bearing(b, words) for b in ordered(row.bearings)]
    text = inferred(f"{row.claim} is {_INFERRED[row.label]}")
    return Item(f"{text} {_claim(row, words)}", tuple(lines))


def _short(row: ClaimStanding, words: Words) -> Item:
    what = tally(row.bearings)
    return Item(_claim(row, words), (f"On record: {what}.",) if what else ())


def _claim(row: ClaimStanding, words: Words) -> str:
    who = claim(row.statement, row.claim, row.works, row.collection, words)
    return f"{who} [{words.cite(row.source, row.locator)}]"


_ORDER: tuple[Stands, ...] = ("undisputed", *_FULL)
_INFERRED: dict[Stands, str] = {
    "undisputed": "undisputed once our lines are counted",
    "disputed-replied": "disputed, and each dispute is replied to",
    "disputed-both-ways": "disputed, and the disputes answer each other",
    "disputed-no-reply": "disputed, with no reply on record",
    "evidence-lost": "without evidence that is not itself disputed",
    "premise-lost": "without a stance that it rests on",
}
