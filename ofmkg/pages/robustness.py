"""The findings that hold under other readings, and what makes the others change, as a document."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from ofmkg.analyses.robustness.findings import Change, Finding, Ground, Kind, Robustness
from ofmkg.pages import places
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import (
    Text,
    bracketed,
    enumerated,
    ident,
    join,
    joined,
    lower_first,
    name,
    number,
    put,
    say,
    sentence,
    typed,
    upper_first,
)
from ofmkg.pages.robustness_words import (
    answers,
    kind_title,
    short_kind,
    subject,
    thing,
    value,
    whole,
)
from ofmkg.pages.words import Words

_MOST = 60  # items of one list; what is beyond them is counted, and is all there in the JSON
_KINDS: tuple[Kind, ...] = ("cell", "gap", "complete", "comparison")


def document(result: Robustness, words: Words) -> Page:
    """Return the readings tried, the counts, what changes and what is robust to all of it."""
    return tuple(_blocks(result, words))


def _blocks(r: Robustness, words: Words) -> Iterable[Block]:
    yield Heading(say("Which findings hold under other readings of the same data?"), 1)
    yield Paragraph(
        say(
            "{collections}. A finding is robust if no reading changes it. Findings are those that "
            "sources bear; what is one only by our inference stands apart.",
            collections=join("; ", map(places.dated, r.collections)),
        )
    )
    yield Items(tuple(_readings(r)))
    heads = (say("Findings"), say("All"), say("Alternatives"), say("Assumption"), say("Robust"))
    yield Table(
        heads,
        tuple(
            (short_kind(t.kind), *map(str, (t.total, t.alternatives, t.assumption, t.robust)))
            for t in r.tallies
        ),
        (20, 5, 13, 11, 6),
    )
    yield Paragraph(
        say(
            "Each column counts the findings that stay as they are: all findings, those that each "
            "of the two readings leaves alone, and those that both of them do."
        )
    )
    if r.pairs_left_out:
        yield Paragraph(
            say(
                "The studies were not compared with each other: {n} pairs are more than can be "
                "shown.",
                n=r.pairs_left_out,
            )
        )
    for kind in _KINDS:
        changed = [f for f in r.findings if f.kind == kind and f.changes]
        if changed:
            yield Heading(_what_changes(kind))
            yield Items(_capped([_changed(f, r, words) for f in changed]))
    yield Heading(say("Robust to all of it"))
    yield Items(_capped(list(_robust(r, words))))
    if r.by_inference:
        yield Heading(say("By our inference"))
        yield Items(_capped([_inferred(f, r, words) for f in r.by_inference]))
    if r.grounds:
        yield Heading(say("Stances that these findings rest on"))
        yield Items(_capped([_ground(g, words) for g in r.grounds]))
    yield Heading(say("How to read this"))
    yield Items(tuple(Item(text) for text in _notes(r)))


def _what_changes(kind: Kind) -> Text:
    return {
        "cell": say("Cells of the matrix (study and step): what changes"),
        "gap": say("How far a threat is covered (vector and step): what changes"),
        "complete": say("Whether a study addresses every step: what changes"),
        "comparison": say("Answers of two studies compared (pair and question): what changes"),
    }[kind]


def _readings(r: Robustness) -> Iterable[Item]:
    yield Item(
        number(
            r.ambiguous,
            "Alternatives: {n} ambiguous coding, all taken the other way{how}.",
            "Alternatives: {n} ambiguous codings, all taken the other way{how}.",
            how=typed("--alternatives"),
        )
    )
    yield Item(
        number(
            sum(ground.tried for ground in r.grounds),
            "Assumption: {n} assumption given up, one at a time{how}; those that stand "
            "in for a step or take part in a comparison, because no other changes a finding.",
            "Assumption: {n} assumptions given up, one at a time{how}; those that stand "
            "in for a step or take part in a comparison, because no other changes a finding.",
            how=typed("--without ID"),
        )
    )


def _changed(f: Finding, r: Robustness, words: Words) -> Item:
    by: dict[str, list[str]] = {}
    for change in f.changes:
        by.setdefault(change.becomes, []).append(_because(f, change))
    lines: list[str] = [
        say(
            "{becomes} {reasons}.",
            becomes=upper_first(value(f, becomes, words)),
            reasons=join(say(", or "), reasons),
        )
        for becomes, reasons in by.items()
    ]
    if f.note:
        lines.append(say("Note: {note}", note=sentence(f.note)))
    source = joined(
        words.word("CodingBasis", f.basis),
        words.cite(f.source, f.locator) if f.locator else "",
    )
    return Item(
        join("", (subject(f, r, words), ": ", value(f, f.value, words), bracketed(source))),
        tuple(lines),
    )


def _inferred(f: Finding, r: Robustness, words: Words) -> Item:
    """Tell a finding that is one only by our inference."""
    what = (answers(f, r) if f.kind == "comparison" else "") or say(
        "of {subject}, it holds: {value}",
        subject=subject(f, r, words),
        value=value(f, f.value, words),
    )
    resting = ""
    if f.rests_on:
        resting = say("Rests on {stances}.", stances=_stances(f.rests_on))
    where = words.cite(f.source, f.locator) if f.locator else ""
    return Item(join("", (joined(inferred(what), resting, by=" "), bracketed(where))))


def _stances(identifiers: Sequence[str]) -> Text:
    return enumerated([ident(each) for each in identifiers])


def _because(f: Finding, change: Change) -> Text:
    because = _stances(change.because)
    if change.reading != "alternatives":
        return say("if {stances} is given up", stances=because)
    if f.kind == "cell":
        return say("with the alternative")
    return say("with the alternative of {codings}", codings=because)


def _robust(r: Robustness, words: Words) -> Iterable[Item]:
    """Put together what is robust: by study, by vector, and one by one for comparisons."""
    for kind in _KINDS:
        robust = [f for f in r.findings if f.kind == kind and f.robust]
        title = join("", (kind_title(kind), ":"))
        if not robust:
            yield Item(say("{findings}: none.", findings=kind_title(kind)))
        elif kind == "comparison":
            yield Item(title, tuple(_shared(f, r, words) for f in robust))
        elif kind == "complete":
            lines = [
                put(
                    "{whole}: {studies}.",
                    whole=upper_first(whole(complete)),
                    studies=_stances([f.study or "" for f in group]),
                )
                for complete, group in _by_value(robust)
            ]
            yield Item(title, tuple(lines))
        else:
            by = groupby(robust, key=lambda f: f.study or f.vector)
            groups = [list(group) for _, group in by]
            lines = [
                put("{thing}: {values}.", thing=thing(g[0], words), values=_summed(g, r, words))
                for g in groups
            ]
            rest = len(lines) - _MOST
            more = [say("and {n} more", n=rest)] if rest > 0 else []
            yield Item(title, (*lines[:_MOST], *more))


def _summed(group: Sequence[Finding], r: Robustness, words: Words) -> Text:
    short = {s.step: lower_first(name(s.short_label)) for s in r.framework.steps}
    return join(
        "; ",
        [
            put(
                "{value}: {steps}",
                value=value(same[0], each, words),
                steps=join(", ", [short[f.step or ""] for f in same]),
            )
            for each, same in _by_value(group)
        ],
    )


def _by_value(group: Iterable[Finding]) -> Iterable[tuple[str, list[Finding]]]:
    found: dict[str, list[Finding]] = {}
    for finding in group:
        found.setdefault(finding.value, []).append(finding)
    return found.items()


def _shared(f: Finding, r: Robustness, words: Words) -> Text:
    return say(
        "{subject}: {value} (rests on {stances}).",
        subject=subject(f, r, words),
        value=value(f, f.value, words),
        stances=_stances(f.rests_on),
    )


def _ground(g: Ground, words: Words) -> Item:
    if g.kind == "finding":
        kind = say("shown with evidence")
    else:
        kind = words.word("AssumptionMode", g.mode)
    ours = g.voice == "inference"
    known = "" if ours else words.word("StanceBasis", g.basis)
    alone: str = say("not given up")
    if g.tried:
        alone = number(g.changes, "alone changes {n} finding", "alone changes {n} findings")
    told = put(
        "{stance} ({known}): {statement} [{where}]",
        stance=ident(g.id),
        known=joined(ident(g.holder), kind, known, alone),
        statement=sentence(g.statement),
        where=words.cite(g.source, g.locator),
    )
    return Item(say("As we infer, {what}", what=told) if ours else told)


def _notes(r: Robustness) -> Iterable[str]:
    yield say(
        "A finding that changes is not thereby doubtful, nor is a robust one true: this tells only "
        "what depends on which reading of the passages."
    )
    yield say(
        "Where a study's answer is one assumption, giving it up leaves the study without an "
        "answer, and every comparison of that answer ends."
    )
    yield say(
        "Alternatives change no comparison of answers, because answers are not codings of steps. "
        "The readings are tried one at a time, not together."
    )
    yield say(
        "Studies of a narrower threat count for the threats above it. Only studies of one "
        "collection are compared with each other."
    )
    caveats = dict.fromkeys(caveat for c in r.collections for caveat in c.caveats)
    yield from map(name, caveats)


def _capped(items: Sequence[Item]) -> tuple[Item, ...]:
    rest = len(items) - _MOST
    more = [Item(say("and {n} more{how}.", n=rest, how=typed("--format json")))] if rest > 0 else []
    return (*items[:_MOST], *more)
