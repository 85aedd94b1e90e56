"""A recorded disagreement as a page: the sides, the causes, and what can be computed of it."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.disagreement.parties import Party
from ofmkg.analyses.disagreement.result import CauseCheck, Dispute, DisputePage
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph
from ofmkg.pages.disagreement_context import context
from ofmkg.pages.disagreement_pairs import pairs
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import (
    Text,
    bracketed,
    enumerated,
    ident,
    join,
    joined,
    name,
    number,
    say,
    sentence,
    upper_first,
)
from ofmkg.pages.readers import collections
from ofmkg.pages.stances import diagnosis
from ofmkg.pages.words import Words


def document(page: DisputePage, words: Words) -> Page:
    """Return one disagreement as headings, paragraphs and lists."""
    return tuple(_blocks(page, words))


def legend() -> Sequence[Text]:
    """Say how what is told of causes is to be read."""
    return (
        say(
            "A diagnosis of a work is what that work gives as the cause; recorded by coders means "
            "that we put it on record and no source is quoted for it."
        ),
        say(
            "Computed: works put side by side differ in this way by what is on record of them. "
            "That two works differ so does not show that they disagree because of it."
        ),
        say(
            "Cannot be computed: what it takes is not on record of the works put side by side, "
            "for instance because they were not coded. That is neither agreement nor disagreement "
            "with the diagnosis."
        ),
    )


def _blocks(page: DisputePage, words: Words) -> Iterable[Block]:
    d = page.dispute
    yield Heading(name(d.label, d.disagreement), 1)
    where = words.cite_all(d.sources, d.locator)
    yield Paragraph(what(d, words))
    yield Heading(say("In brief"))
    uncoded = enumerated([words.name(work) for work in page.context.uncoded])
    not_coded = say("Not coded step by step: {works}.", works=uncoded) if uncoded else ""
    yield Paragraph(joined(*standing(d, words), *diagnosed(d, words), not_coded, by=" "))
    yield Heading(say("Who stands where") if d.sided else say("Who takes part"))
    yield Items(tuple(_sides(d, words)))
    if d.explanation:
        yield Heading(say("Why, as put on record"))
        yield Paragraph(
            say(
                "{text} [put in our words, from {where}]",
                text=sentence(d.explanation),
                where=where,
            )
        )
    yield Heading(say("Causes: on record and computed now"))
    if d.causes:
        yield Items(tuple(Item(cause_of(cause, d, words)) for cause in d.causes))
    else:
        yield Paragraph(say("No cause is on record, and none is computed."))
    yield from pairs(d, words)
    yield from context(page.context, words)
    yield Heading(say("How to read this"))
    yield Items(tuple(Item(t) for t in (*legend(), *collections(page.context.collections))))


def what(d: Dispute, words: Words) -> Text:
    """Say of which kind a disagreement is, how it came on record, and where it stands."""
    kind = words.word("DisagreementType", d.type)
    basis = words.word("DisagreementBasis", d.on_record)
    known = joined(ident(d.disagreement), words.other_collection(d.collection))
    where = words.cite_all(d.sources, d.locator)
    of_kind = upper_first(joined(kind, basis))
    return join("", (of_kind, bracketed(known, "()"), " [", where, "]"))


def standing(d: Dispute, words: Words) -> Iterable[str]:
    """Say who stands on which side, by the word of the source, then by our inference, and who else.

    Of those who are on no side is said only that they take part.
    """
    for ours in (False, True):
        by: dict[int, dict[str, None]] = {}
        for party in d.parties:
            if party.side is not None and party.work and (party.voice == "inference") is ours:
                by.setdefault(party.side, {})[words.name(party.work)] = None
        for side, works in by.items():
            who = enumerated(list(works))
            if ours:
                what = number(
                    len(works),
                    "{works} stands on side {side}",
                    "{works} stand on side {side}",
                    works=who,
                    side=side,
                )
                yield inferred(what)
            else:
                yield number(
                    len(works),
                    "By the word of the source, {works} stands on side {side}.",
                    "By the word of the source, {works} stand on side {side}.",
                    works=who,
                    side=side,
                )
    placed = {party.work for party in d.parties if party.side is not None}
    others = dict.fromkeys(p.work for p in d.parties if p.work and p.work not in placed)
    if others:
        who = enumerated([words.name(work) for work in others])
        if placed:
            yield say("Side left open: {works}.", works=who)
        else:
            yield say("Taking part: {works}.", works=who)
    if d.unattributed:
        who = enumerated(d.unattributed)
        yield sentence(say("Without a work on record: {who}", who=who))


def diagnosed(d: Dispute, words: Words) -> Iterable[str]:
    """Say which causes are on record, by whose diagnosis, and what can be computed of them."""
    by: dict[tuple[str, str], list[str]] = {}
    for cause in d.causes:
        for each in cause.recorded:
            by.setdefault((each.origin, each.diagnosed_by), []).append(name(cause.label))
    for (kind, identifier), labels in sorted(by.items(), reverse=True):
        who, causes = words.name(identifier), enumerated(labels)
        if kind == "source":
            yield say("By the diagnosis of {who}: {causes}.", who=who, causes=causes)
        else:
            what = say("the cause is {causes}, as put on record by {who}", causes=causes, who=who)
            yield inferred(what)
    if causes := _causes(d, "agree"):
        yield say("Computed now, too: {causes}.", causes=causes)
    if causes := _causes(d, "recorded-not-found"):
        yield say("Not found among the works put side by side: {causes}.", causes=causes)
    if causes := _causes(d, "recorded-not-computable"):
        yield say("Cannot be computed from what is on record: {causes}.", causes=causes)
    if causes := _causes(d, "computed-only"):
        yield say("Computed now, but not on record as a cause: {causes}.", causes=causes)
    ours = [name(cause.label) for cause in d.causes if cause.by_inference and not cause.shown_by]
    if ours:
        yield inferred(say("works put side by side differ by {causes}", causes=enumerated(ours)))
    yield from _compared(d)


def _causes(d: Dispute, agreement: str) -> Text:
    return enumerated([name(cause.label) for cause in d.causes if cause.agreement == agreement])


def _compared(d: Dispute) -> Iterable[str]:
    if len(d.works) < 2:
        yield say("Fewer than two works are on record, so that there are none to put side by side.")
        return
    if d.pairs_of == "all-works":
        yield number(
            len(d.pairs),
            "No sides are set, so that all its works were put side by side ({n} pair).",
            "No sides are set, so that all its works were put side by side ({n} pairs).",
        )
    else:
        yield number(
            len(d.pairs),
            "Put side by side: {n} pair of works on opposite sides.",
            "Put side by side: {n} pairs of works on opposite sides.",
        )
    if d.pairs_left_out:
        yield number(d.pairs_left_out, "{n} further pair left out.", "{n} further pairs left out.")


def _sides(d: Dispute, words: Words) -> Iterable[Item]:
    grouped: dict[int | None, list[Party]] = {}
    for party in d.parties:
        grouped.setdefault(party.side, []).append(party)
    for side, those in grouped.items():
        for ours in (False, True):
            here = [p for p in those if (p.voice == "inference") is ours]
            if not here:
                continue
            if ours:
                title = inferred(say("the following stand together on side {side}", side=side))
            elif side is None:
                title = say("Side left open:") if d.sided else say("No sides are set:")
            else:
                title = say("Side {side}, by the word of the source:", side=side)
            yield Item(title, tuple(_party(party, words) for party in here))
    for unattributed in d.unattributed:
        yield Item(say("Without a work on record: {who}", who=unattributed))


def _party(party: Party, words: Words) -> Text:
    who = words.name(party.work) if party.work else say("No work on record")
    claim = ""
    if party.statement:
        where = bracketed(words.cite(party.source, party.locator)) if party.source else ""
        known = bracketed(ident(party.claim or ""), "()")
        claim = join("", (sentence(party.statement), known, where))
    notes = [say("Note: {note}", note=sentence(note)) for note in party.notes]
    told = join(": ", (who, claim)) if claim else sentence(who)
    return joined(told, *notes, by=" ")


def cause_of(cause: CauseCheck, d: Dispute, words: Words) -> Text:
    """Say of a cause by whom it is on record, and whether it is computed now."""
    who = [diagnosis(each.origin, each.diagnosed_by, words) for each in cause.recorded]
    recorded = joined(*who) or say("not on record as a cause")
    told = joined(recorded, _computed(cause, d, words))
    return join("", (upper_first(name(cause.label)), ": ", told, "."))


def _computed(cause: CauseCheck, d: Dispute, words: Words) -> Text:
    if cause.shown_by:
        shown = _named(cause.shown_by, words)
        if cause.unsure:
            return say("computed now for {pairs}, from readings that are not sure", pairs=shown)
        return say("computed now for {pairs}", pairs=shown)
    if cause.by_inference:
        return say(
            "not shown by the word of the sources; computed now only with what we infer, for "
            "{pairs}",
            pairs=_named(cause.by_inference, words),
        )
    if cause.agreement == "recorded-not-found":
        return number(
            cause.computable,
            "not found, though it could be computed for {n} pair",
            "not found, though it could be computed for {n} pairs",
        )
    if not d.pairs:
        return say("cannot be computed, for no two works can be put side by side")
    return say("cannot be computed, for what it takes is not on record of the works")


def _named(shown: Iterable[tuple[str, str]], words: Words) -> Text:
    return enumerated([join(" / ", map(words.name, pair)) for pair in shown])
