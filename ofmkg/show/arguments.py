"""Where claims stand, as a page."""

from collections.abc import Iterable

from ofmkg.analyses.argument_result import OURS
from ofmkg.analyses.necessities import Label
from ofmkg.analyses.standing import ClaimStanding, Drawn, Standing, Why
from ofmkg.show.bearings import bearing, claim, ordered, tally
from ofmkg.show.blocks import Block, Document, Heading, Item, Items, Paragraph
from ofmkg.show.reading import dated
from ofmkg.show.words import Words, count, enumerated

_WHY: dict[Why, str] = {
    "undisputed": "Nothing on record disputes it.",
    "disputes-out": "Every claim that disputes it is itself out.",
    "disputed": "A claim that is in disputes it.",
    "evidence-out": "All of its evidence on record is out.",
    "premise-out": "A stance that it rests on is out.",
    "undecided": "What disputes it, or what it needs, is undecided itself.",
}
_FULL: tuple[Label, ...] = ("out", "undecided")
HOW = (
    "A label is a fact about the graph, not a verdict on the world: it tells how the lines that "
    "were drawn between claims work out, and changes with every line that is added.",
    "In: all that disputes it is out, of its evidence on record at least one piece is in, and so "
    "is each stance that it rests on. A claim without evidence on record is taken as asserted.",
    "Out: a claim that is in disputes it, or all of its evidence is out, or a stance that it rests "
    "on is. Out does not mean untrue; it does not say how good the evidence on either side is.",
    "Undecided: neither follows, as where two claims dispute each other.",
    "Qualifying evidence limits a claim without contradicting it; it does not attack. Works cited "
    "as evidence are not support.",
    "Method: grounded semantics of argumentation frameworks with necessities (F. Nouioua and V. "
    "Risch, SUM 2011), which without support is that of P. M. Dung (1995).",
)


def document(result: Standing, words: Words, undisputed: bool = False) -> Document:
    """Return where claims stand as headings and lists.

    Claims that nothing disputes are listed if asked for, or if they are those about one vector.
    """
    return tuple(_blocks(result, words, undisputed))


def _blocks(r: Standing, words: Words, undisputed: bool) -> Iterable[Block]:
    about = f" about {words.vectors([r.vector])}" if r.vector else ""
    yield Heading(f"Where claims stand{about}", 1)
    yield Paragraph(_brief(r, about, words))
    if drawn := _drawn(r, words):
        yield Paragraph(drawn)
    for label in _FULL:
        rows = [row for row in r.claims if row.label == label]
        if rows:
            yield Heading(f"{label.capitalize()}: {count(len(rows), 'claim')}")
            yield Items(tuple(_full(row, words) for row in rows))
    defended = [row for row in r.claims if row.why == "disputes-out"]
    if defended:
        yield Heading(f"In, though disputed: {count(len(defended), 'claim')}")
        yield Items(tuple(_full(row, words) for row in defended))
    rest = [row for row in r.claims if row.why == "undisputed"]
    if rest:
        yield Heading(f"In, with nothing on record that disputes it: {count(len(rest), 'claim')}")
        if undisputed or r.vector:
            yield Items(tuple(_short(row, words) for row in rest))
        else:
            yield Paragraph(
                "That no dispute is on record says nothing for a claim. They are listed with --all."
            )
    yield Heading("How to read this")
    yield Items(tuple(Item(text) for text in (*HOW, *dated(r.collections))))


def _brief(r: Standing, about: str, words: Words) -> str:
    if not r.claims:
        return f"No claim{about} is on record."
    parts = enumerated([f"{number} {label}" for label, number in r.counts.items()])
    apart = words.by_collection(row.collection for row in r.claims)
    return f"Of {count(len(r.claims), 'claim')}{about} on record{apart}: {parts}. {r.limits}"


def _drawn(r: Standing, words: Words) -> str:
    """Say who draws the lines that dispute these claims, and which labels depend on ours."""
    disputing = [d for d in r.drawn if d.relation == "disputes"]
    if not disputing:
        return ""
    total = count(sum(d.lines for d in disputing), "line disputes", "lines dispute")
    by = enumerated([_drawer(d, words) for d in disputing])
    moved = [row.claim for row in r.claims if row.label != row.sourced_label]
    without = "" if len(disputing) == 1 and disputing[0].basis != OURS else _without(moved)
    return f"{total} claims here: {by}.{without}"


def _without(moved: list[str]) -> str:
    changed = f"{count(len(moved), 'label')} would change ({enumerated(moved)})"
    return f" Without lines drawn by us {changed if moved else 'no label would change'}."


def _drawer(d: Drawn, words: Words) -> str:
    who = words.name(d.drawn_by) if d.drawn_by else "somebody"
    return f"{d.lines} drawn by {who}"


def _full(row: ClaimStanding, words: Words) -> Item:
    lines = [bearing(b, words) for b in ordered(row.bearings)]
    ours = f" Without lines drawn by us it would be {row.sourced_label}."
    why = _WHY[row.why] + ours * (row.label != row.sourced_label)
    return Item(_claim(row, words), (why, *lines))


def _short(row: ClaimStanding, words: Words) -> Item:
    what = tally(row.bearings)
    return Item(_claim(row, words), (f"On record: {what}.",) if what else ())


def _claim(row: ClaimStanding, words: Words) -> str:
    who = claim(row.statement, row.claim, row.works, row.collection, words)
    return f"{who} [{words.cite(row.source, row.locator)}]"
