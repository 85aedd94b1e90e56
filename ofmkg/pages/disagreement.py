"""A recorded disagreement as a page: the sides, the causes, and what can be computed of it."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.disagreement.analysis import CauseCheck, Dispute, DisputePage, Disputes
from ofmkg.analyses.disagreement.grounds import Ground, Pair, Reading, ShownDifference
from ofmkg.analyses.disagreement.parties import Party
from ofmkg.graph.readers import read_by
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph
from ofmkg.pages.disagreement_context import context
from ofmkg.pages.inferences import BY_INFERENCE, inferred
from ofmkg.pages.messages import enumerated, joined, lower_first, sentence, upper_first
from ofmkg.pages.readers import collections
from ofmkg.pages.stances import NO_ANSWER, OUR_INFERENCE, diagnosis, reading_word
from ofmkg.pages.words import Words, count


def document(page: DisputePage, words: Words) -> Page:
    """Return one disagreement as headings, paragraphs and lists."""
    return tuple(_blocks(page, words))


def listing(result: Disputes, words: Words) -> Page:
    """Return all disagreements, each with its works and its causes, recorded and computed."""
    every = sorted(result.disagreements, key=lambda d: words.other_collection(d.collection))
    several = [d for d in every if len(d.works) > 1]
    agreeing = [d for d in several if any(c.agreement == "agree" for c in d.causes)]
    return (
        Heading("Recorded disagreements", 1),
        Paragraph(
            f"{count(len(every), 'disagreement')} on record"
            f"{words.by_collection(d.collection for d in every)}, {len(several)} of them between "
            f"two works or more. For {len(agreeing)} of these a cause on record is also computed "
            "now from what works say or are credited with, on opposite sides. The sides are our "
            "inference unless said otherwise. See one with: ofmkg disagreement ID"
        ),
        *_listed("Between two works or more", several, words),
        *_listed("With one work on record", [d for d in every if len(d.works) < 2], words),
        Heading("How to read this"),
        Items(tuple(Item(text) for text in (*_LEGEND, *read_by(result.collections)))),
    )


_LEGEND = (
    "A diagnosis of a work is what that work gives as the cause; recorded by coders means that we "
    "put it on record and no source is quoted for it.",
    "Computed: works on opposite sides differ in this way by what is on record of them. That two "
    "works differ so does not show that they disagree because of it.",
    "Cannot be computed: what it takes is not on record of the works on opposite sides, for "
    "instance because they were not coded. That is neither agreement nor disagreement with the "
    "diagnosis.",
)


def _listed(title: str, those: Sequence[Dispute], words: Words) -> Iterable[Block]:
    if those:
        yield Heading(title)
        yield Items(tuple(_entry(d, words) for d in those))


def _entry(d: Dispute, words: Words) -> Item:
    works = enumerated([words.name(work) for work in d.works])
    title = "Work" if len(d.works) == 1 else "Works"
    lines = [f"{title}: {works}." if works else "No work on record."]
    lines += [_cause(cause, d, words) for cause in d.causes]
    return Item(_title(d, words), tuple(lines))


def _title(d: Dispute, words: Words) -> str:
    kind = words.word("DisagreementType", d.type)
    basis = words.word("DisagreementBasis", d.on_record)
    known = joined(d.disagreement, kind, basis, words.other_collection(d.collection))
    return f"{d.label} ({known}) [{words.cite_all(d.sources, d.locator)}]"


def _blocks(page: DisputePage, words: Words) -> Iterable[Block]:
    d = page.dispute
    yield Heading(d.label, 1)
    kind = words.word("DisagreementType", d.type)
    basis = words.word("DisagreementBasis", d.on_record)
    where = words.cite_all(d.sources, d.locator)
    known = joined(d.disagreement, words.other_collection(d.collection))
    yield Paragraph(f"{upper_first(joined(kind, basis))} ({known}) [{where}]")
    yield Heading("In brief")
    uncoded = enumerated([words.name(work) for work in page.context.uncoded])
    not_coded = f"Not coded step by step: {uncoded}." if uncoded else ""
    yield Paragraph(" ".join((*_standing(d, words), *_brief(d, words), not_coded)).strip())
    yield Heading("Who stands where")
    yield Items(tuple(_sides(d, words)))
    if d.explanation:
        yield Heading("Why, as put on record")
        yield Paragraph(f"{sentence(d.explanation)} [put in our words, from {where}]")
    yield Heading("Causes: on record and computed now")
    if d.causes:
        yield Items(tuple(Item(_cause(cause, d, words)) for cause in d.causes))
    else:
        yield Paragraph("No cause is on record, and none is computed.")
    yield from _pairs(d, words)
    yield from context(page.context, words)
    yield Heading("How to read this")
    yield Items(tuple(Item(t) for t in (*_LEGEND, *collections(page.context.collections))))


def _standing(d: Dispute, words: Words) -> Iterable[str]:
    for ours in (False, True):
        by: dict[int, dict[str, None]] = {}
        for party in d.parties:
            if party.side is not None and party.work and (party.voice == "inference") is ours:
                by.setdefault(party.side, {})[words.name(party.work)] = None
        for side, works in by.items():
            verb = "stand" if len(works) > 1 else "stands"
            says = f"{enumerated(list(works))} {verb} on side {side}"
            yield inferred(says) if ours else f"By the word of the source, {says}."


def _brief(d: Dispute, words: Words) -> Iterable[str]:
    by: dict[tuple[str, str], list[str]] = {}
    for cause in d.causes:
        for each in cause.recorded:
            by.setdefault((each.origin, each.diagnosed_by), []).append(cause.label)
    for (kind, who), labels in sorted(by.items(), reverse=True):
        name = words.name(who)
        yield (
            f"By the diagnosis of {name}: {enumerated(labels)}."
            if kind == "source"
            else inferred(f"the cause is {enumerated(labels)}, as put on record by {name}")
        )
    for agreement, text in (
        ("agree", "Computed now, too: {}."),
        ("recorded-not-found", "Not found among the works on opposite sides: {}."),
        ("recorded-not-computable", "Cannot be computed from what is on record: {}."),
        ("computed-only", "Computed now, but not on record as a cause: {}."),
    ):
        names = [cause.label for cause in d.causes if cause.agreement == agreement]
        if names:
            yield text.format(enumerated(names))
    names = [cause.label for cause in d.causes if cause.by_inference and not cause.shown_by]
    if names:
        yield inferred(f"works on opposite sides differ by {enumerated(names)}")
    yield _compared(d)


def _compared(d: Dispute) -> str:
    if len(d.works) < 2:
        return "Fewer than two works are on record, so that there are none to put side by side."
    number = count(len(d.pairs), "pair")
    if d.pairs_of == "all-works":
        text = f"No sides are set, so that all its works were put side by side ({number})."
    else:
        text = f"Put side by side: {number} of works on opposite sides."
    if d.pairs_left_out:
        text += f" {count(d.pairs_left_out, 'further pair')} left out."
    return text


def _sides(d: Dispute, words: Words) -> Iterable[Item]:
    grouped: dict[int | None, list[Party]] = {}
    for party in d.parties:
        grouped.setdefault(party.side, []).append(party)
    for side, those in grouped.items():
        for ours in (False, True):
            here = [p for p in those if (p.voice == "inference") is ours]
            if not here:
                continue
            title = (
                "Side left open:" if side is None else f"Side {side}, by the word of the source:"
            )
            if ours:
                title = inferred(f"the following stand together on side {side}")
            yield Item(title, tuple(_party(party, words) for party in here))
    for unattributed in d.unattributed:
        yield Item(f"Without a work on record: {unattributed}")


def _party(party: Party, words: Words) -> str:
    who = words.name(party.work) if party.work else "No work on record"
    where = f" [{words.cite(party.source, party.locator)}]" if party.source else ""
    claim = f": {sentence(party.statement)} ({party.claim}){where}" if party.statement else "."
    notes = "".join(f" Note: {sentence(note)}" for note in party.notes)
    return f"{who}{claim}{notes}"


def _cause(cause: CauseCheck, d: Dispute, words: Words) -> str:
    who = [diagnosis(each.origin, each.diagnosed_by, words) for each in cause.recorded]
    recorded = joined(*who) or "not on record as a cause"
    return f"{upper_first(cause.label)}: {recorded}; {_computed(cause, d, words)}."


def _computed(cause: CauseCheck, d: Dispute, words: Words) -> str:
    if cause.shown_by:
        doubt = ", from readings that are not sure" if cause.unsure else ""
        return f"computed now for {_named(cause.shown_by, words)}{doubt}"
    if cause.by_inference:
        return (
            "not shown by the word of the sources; computed now only with what we infer, for "
            f"{_named(cause.by_inference, words)}"
        )
    if cause.agreement == "recorded-not-found":
        return f"not found, though it could be computed for {count(cause.computable, 'pair')}"
    if not d.pairs:
        return "cannot be computed, for no two works can be put side by side"
    return "cannot be computed, for what it takes is not on record of the works"


def _named(pairs: Iterable[tuple[str, str]], words: Words) -> str:
    return enumerated([" / ".join(map(words.name, pair)) for pair in pairs])


def _pairs(d: Dispute, words: Words) -> Iterable[Block]:
    shown = [pair for pair in d.pairs if pair.differences]
    if not d.pairs:
        return
    yield Heading("What is computed of works side by side")
    items = [
        Item(
            f"{words.name(pair.a)} and {words.name(pair.b)}:",
            tuple(line for each in pair.differences for line in _difference(each, words)),
        )
        for pair in shown
    ]
    nothing = [pair for pair in d.pairs if not pair.differences]
    items += [Item(_nothing(pair, words)) for pair in nothing]
    yield Items(tuple(items))
    ours = [
        Item(
            f"{words.name(pair.a)} and {words.name(pair.b)}:",
            tuple(
                inferred(line)
                for each in pair.by_inference
                for line in _inferred_difference(each, words)
            ),
        )
        for pair in d.pairs
        if pair.by_inference
    ]
    if ours:
        yield Heading(BY_INFERENCE)
        yield Items(tuple(ours))


def _inferred_difference(each: ShownDifference, words: Words) -> Iterable[str]:
    cause = lower_first(words.word("Cause", each.kind))
    for ground in each.grounds:
        yield f"the two are set apart by {cause}: {_ground(ground, words)}"


def _nothing(pair: Pair, words: Words) -> str:
    names = f"{words.name(pair.a)} and {words.name(pair.b)}"
    kinds = enumerated([words.word("Cause", kind) for kind in pair.computable])
    if not kinds:
        return f"{names}: nothing can be computed, for too little is on record of them."
    return f"{names}: no difference among what can be computed of them ({kinds})."


def _difference(each: ShownDifference, words: Words) -> Iterable[str]:
    cause = upper_first(words.word("Cause", each.kind))
    for ground in each.grounds:
        yield f"{cause}: {_ground(ground, words)}"


def _ground(ground: Ground, words: Words) -> str:
    title = lower_first(ground.label)
    about = f"{title} ({ground.relation})" if ground.relation else title
    sides = [
        joined(*(_reading(x, ground.row, words) for x in side)) or NO_ANSWER["uncoded"]
        for side in (ground.a, ground.b)
    ]
    return f"{about}{': ' if about else ''}{' / '.join(sides)}"


def _reading(x: Reading, row: str, words: Words) -> str:
    says = {
        "step": lambda: (
            words.states[x.says].label
            if x.voice != "inference"
            else f"{words.states[x.says].short_label}, as we infer"
        ),
        "baseline": lambda: words.word("Extent", x.says),
        "vectors": lambda: words.vectors([x.says]),
        "question": lambda: f'"{x.says}"',
    }[row]()
    ways = [each for each in dict.fromkeys(x.known) if each != OUR_INFERENCE]
    known = ", ".join(reading_word(each, words) for each in ways)
    if x.voice == "inference" and row == "question":
        known = "as only we infer"
    where = words.cite(x.source, x.locator)
    return f"{words.name(x.holder)} {says}{f' ({known})' if known else ''} [{where}]"
