"""Where claims stand, as a page."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ofmkg.analyses.standing.result import ClaimStanding, Drawn, Standing, Stands
from ofmkg.pages.bearings import bearing, claim, ordered, stands, tally
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import (
    Text,
    enumerated,
    ident,
    join,
    joined,
    number,
    say,
    translated,
    typed,
    upper_first,
)
from ofmkg.pages.readers import dated_and_read
from ofmkg.pages.words import Words

_FULL: tuple[Stands, ...] = (
    "disputed-no-reply",
    "evidence-lost",
    "premise-lost",
    "disputed-both-ways",
    "disputed-replied",
)
_ORDER: tuple[Stands, ...] = ("undisputed", *_FULL)


def document(result: Standing, words: Words, undisputed: bool = False) -> Page:
    """Return where claims stand as headings and lists.

    Claims that nothing disputes are listed if asked for, or if they are those about one vector.
    """
    return tuple(_blocks(result, words, undisputed))


def what_a_label_tells() -> Text:
    """Say how a label is to be read."""
    return say(
        "A label is a fact about the graph, not a verdict on the world: it tells how the lines "
        "that sources draw between claims work out, and changes with every line that is added. It "
        "does not say how good the evidence on either side is, and no reply on record may mean "
        "that none was looked for."
    )


def _how() -> Sequence[str]:
    return (
        what_a_label_tells(),
        say(
            "A reply is a claim that disputes what disputes the claim. A claim without evidence on "
            "record is taken as asserted; one that has some needs at least one piece that is not "
            "disputed without a reply, and each stance that it rests on."
        ),
        say(
            "Only claims that say how things are get a label. Recommendations, proposals and rules "
            "of method do not{how}.",
            how=typed("ofmkg query claim-kinds"),
        ),
        say(
            "Qualifying evidence limits a claim without contradicting it; it does not dispute it. "
            "Works cited as evidence are not support."
        ),
        say(
            "Method: grounded semantics of argumentation frameworks with necessities (F. Nouioua "
            "and V. Risch, SUM 2011), which without support is that of P. M. Dung (1995)."
        ),
    )


def _blocks(r: Standing, words: Words, undisputed: bool) -> Iterable[Block]:
    threat = words.vectors([r.vector]) if r.vector else ""
    if threat:
        yield Heading(say("Where claims stand about {threat}", threat=threat), 1)
    else:
        yield Heading(say("Where claims stand"), 1)
    for text in _brief(r, threat, words):
        yield Paragraph(text)
    yield Paragraph(
        say(
            "Ordered by label, then by id. No claim is ranked above another: which evidence is "
            "stronger is not said here."
        )
    )
    for label in _FULL:
        rows = [row for row in r.claims if row.label == label]
        if rows:
            yield Heading(_counted(label, len(rows)))
            yield Items(tuple(_full(row, words) for row in rows))
    if r.not_labelled:
        yield Heading(say("Disputed on record, of a kind that gets no label"))
        yield Items(tuple(_full(row, words) for row in r.not_labelled))
    rest = [row for row in r.claims if row.label == "undisputed"]
    if rest:
        yield Heading(_counted("undisputed", len(rest)))
        if undisputed or r.vector:
            yield Items(tuple(_short(row, words) for row in rest))
        else:
            yield Paragraph(
                say(
                    "That no dispute is on record says nothing for a claim. They are listed with "
                    "--all."
                )
            )
    if r.by_inference:
        yield Heading(say("By our inference"))
        yield Items(tuple(_ours(row, words) for row in r.by_inference))
    yield Heading(say("How to read this"))
    yield Items(tuple(Item(text) for text in (*_how(), *dated_and_read(r.collections))))


def _counted(label: Stands, claims: int) -> Text:
    return joined(upper_first(stands(label)), number(claims, "{n} claim", "{n} claims"), by=": ")


def _brief(r: Standing, threat: str, words: Words) -> Iterable[str]:
    """Count the labels, collection by collection, and say who draws the lines that dispute."""
    if not r.claims and threat:
        yield say("No claim about {threat} that can be disputed is on record.", threat=threat)
    elif not r.claims:
        yield say("No claim that can be disputed is on record.")
    for place, counts in r.counts.items():
        parts = enumerated(
            [
                say("{n} {standing}", n=n, standing=stands(label))
                for label in _ORDER
                if (n := counts.get(label))
            ]
        )
        where = upper_first(words.collection(place)) if place else say("Of no collection")
        total = sum(counts.values())
        if threat:
            yield number(
                total,
                "{collection}: of {n} claim about {threat} that can be disputed, {parts}.",
                "{collection}: of {n} claims about {threat} that can be disputed, {parts}.",
                collection=where,
                threat=threat,
                parts=parts,
            )
        else:
            yield number(
                total,
                "{collection}: of {n} claim that can be disputed, {parts}.",
                "{collection}: of {n} claims that can be disputed, {parts}.",
                collection=where,
                parts=parts,
            )
    yield translated(r.limits)
    if r.left_out:
        yield number(
            sum(r.left_out.values()),
            "{n} claim gets no label, being of a kind that cannot be disputed ({kinds}).",
            "{n} claims get no label, being of a kind that cannot be disputed ({kinds}).",
            kinds=enumerated([words.word("ClaimKind", kind) for kind in sorted(r.left_out)]),
        )
    yield join(" ", _lines(r, words))


def _lines(r: Standing, words: Words) -> Iterable[str]:
    drawn = [d for d in r.drawn if d.relation == "disputes"]
    said, ours = ([d for d in drawn if (d.voice == "inference") == mine] for mine in (False, True))
    if said:
        yield number(
            sum(d.lines for d in said),
            "{n} line disputes claims here: {drawn}.",
            "{n} lines dispute claims here: {drawn}.",
            drawn=enumerated(_drawers(said, words)),
        )
    else:
        yield say("No source draws a line that disputes a claim here.")
    lines = sum(d.lines for d in ours)
    if ours and r.by_inference:
        yield number(
            lines,
            "{n} further line that would dispute one was drawn by us alone.",
            "{n} further lines that would dispute one were drawn by us alone.",
        )
    elif ours:
        yield number(
            lines,
            "{n} further line that would dispute one was drawn by us alone and counted.",
            "{n} further lines that would dispute one were drawn by us alone and counted.",
        )


def _drawers(drawn: Iterable[Drawn], words: Words) -> list[Text]:
    by: Counter[str] = Counter()
    for d in drawn:
        by[words.name(d.drawn_by) if d.drawn_by else say("somebody")] += d.lines
    return [say("{n} drawn by {who}", n=lines, who=who) for who, lines in by.items()]


def _full(row: ClaimStanding, words: Words) -> Item:
    lines = [bearing(b, words) for b in ordered(row.bearings)]
    ours = [inferred(say("it stands here"))] if row.voice == "inference" else []
    return Item(_claim(row, words), (*ours, *lines))


def _ours(row: ClaimStanding, words: Words) -> Item:
    lines = [bearing(b, words) for b in ordered(row.bearings)]
    return Item(join(" ", (inferred(_becomes(row)), _claim(row, words))), tuple(lines))


def _becomes(row: ClaimStanding) -> Text:
    """Say where a claim stands once our lines are counted, as a clause."""
    claim = ident(row.claim)
    if row.label == "undisputed":
        return say("{claim} is undisputed once our lines are counted", claim=claim)
    if row.label == "disputed-replied":
        return say("{claim} is disputed, and each dispute is replied to", claim=claim)
    if row.label == "disputed-both-ways":
        return say("{claim} is disputed, and the disputes answer each other", claim=claim)
    if row.label == "disputed-no-reply":
        return say("{claim} is disputed, with no reply on record", claim=claim)
    if row.label == "evidence-lost":
        return say("{claim} is without evidence that is not itself disputed", claim=claim)
    return say("{claim} is without a stance that it rests on", claim=claim)


def _short(row: ClaimStanding, words: Words) -> Item:
    what = tally(row.bearings, words)
    return Item(_claim(row, words), (say("On record: {what}.", what=what),) if what else ())


def _claim(row: ClaimStanding, words: Words) -> Text:
    who = claim(row.statement, row.claim, row.works, row.collection, words)
    return join("", (who, " [", words.cite(row.source, row.locator), "]"))
