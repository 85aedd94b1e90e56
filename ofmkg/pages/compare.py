"""A comparison as a document that reads like a page of a brief."""

from collections.abc import Iterable

from ofmkg.analyses.compare.result import (
    AssumptionRow,
    Class,
    ComparedWork,
    Comparison,
    Documented,
    StepRow,
)
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.cells import cells
from ofmkg.pages.compare_brief import brief, named
from ofmkg.pages.compare_classes import ORDER, caption, named_class
from ofmkg.pages.compare_differences import difference, inferred_difference
from ofmkg.pages.compare_parts import actor_items, extent, record
from ofmkg.pages.messages import (
    Text,
    enumerated,
    ident,
    join,
    joined,
    lower_first,
    name,
    put,
    say,
    sentence,
    upper_first,
)
from ofmkg.pages.readers import meanings
from ofmkg.pages.sentences import causes, taking_part
from ofmkg.pages.stances import no_answer, stance
from ofmkg.pages.words import Words

_SHARES = (16, 30, 30)
# In the order in which a page shows the classes.
_SHOWN: tuple[Class, ...] = (
    "opposed",
    "contrasting",
    "shared",
    "different",
    "only_a",
    "only_b",
    "unanswered",
)


def document(result: Comparison, words: Words) -> Page:
    """Return the comparison as headings, paragraphs, lists and tables."""
    return tuple(_blocks(result, words))


def _blocks(c: Comparison, words: Words) -> Iterable[Block]:
    a, b = named(c.a), named(c.b)
    yield Heading(say("{a} and {b}", a=a, b=b), 1)
    yield Items(tuple(_work(side, words) for side in (c.a, c.b)))
    yield Heading(say("In brief"))
    yield Paragraph(brief(c, words))
    if c.vector_relation == "different":
        yield Heading(say("Why not directly comparable"))
    else:
        yield Heading(say("Why they differ"))
    if c.differences:
        yield Items(tuple(difference(d, c, words) for d in c.differences))
    else:
        yield Paragraph(
            say(
                "No difference of a kind that is computed is on record of them. That does not make "
                "them alike: what only one of them answers, and how each went about it, stands "
                "below."
            )
        )
    for kind in _SHOWN:
        rows: tuple[AssumptionRow, ...] = getattr(c.assumptions, kind)
        if rows:
            yield Heading(caption(kind, c))
            yield Items(tuple(_question(row, c, words) for row in rows))
    yield from _by_inference(c, words)
    yield from _steps(c, words)
    if c.baselines:
        yield Heading(say("Baselines compared"))
        yield Table(
            (say("Baseline"), a, b),
            tuple(
                (
                    name(row.label, row.baseline),
                    extent(row.a_notes, words),
                    extent(row.b_notes, words),
                )
                for row in c.baselines
            ),
            _SHARES,
            True,
        )
    actors = tuple(actor_items(c, words))
    if actors:
        yield Heading(say("Threat actors"))
        yield Items(actors)
    for side, found in ((c.a, c.evidence.a), (c.b, c.evidence.b)):
        if found:
            yield Heading(say("Evidence in detail: {work}", work=named(side)))
            yield Items(tuple(record(each, words) for each in found))
    if c.documented:
        yield Heading(say("Recorded disagreements"))
        yield Items(tuple(_disagreement(d, c, words) for d in c.documented))
    yield Heading(say("How to read this"))
    yield Items(tuple(Item(text) for text in (*map(name, c.caveats), *_legend(c, words))))


def _steps(c: Comparison, words: Words) -> Iterable[Block]:
    yield Heading(say("Steps of the framework, side by side"))
    if not c.a.studies and not c.b.studies:
        yield Paragraph(say("Neither work was coded step by step."))
        return
    if c.a.studies and c.b.studies and not c.same_extent:
        yield Paragraph(_unequal(c, words))
    columns = (say("Step"), named(c.a), named(c.b))
    yield Table(columns, tuple(_step(row, words) for row in c.steps), _SHARES, True)


def _by_inference(c: Comparison, words: Words) -> Iterable[Block]:
    """Return what has its class, or makes a difference, only with what we infer."""
    rows = c.assumptions.by_inference
    if not rows and not c.by_inference:
        return
    yield Heading(say("By our inference"))
    yield Paragraph(
        say(
            "What follows is no word of a source: it has its place here only with what we infer. "
            "Nothing above rests on it. Each line says what a source says, and what only we do."
        )
    )
    if c.by_inference:
        yield Items(tuple(inferred_difference(d, c, words) for d in c.by_inference))
    ranked = sorted(rows, key=lambda row: ORDER.index(row.with_inferences))
    yield Items(tuple(_question(row, c, words) for row in ranked))


def _work(side: ComparedWork, words: Words) -> Item:
    about = (
        say("About {threats}.", threats=words.vectors(side.vectors))
        if side.vectors
        else say("No vector on record.")
    )
    coded = (
        say("Coded step by step: {studies}.", studies=enumerated([ident(x) for x in side.studies]))
        if side.studies
        else say("Not coded step by step.")
    )
    known = joined(
        say("came out {date}", date=side.issued) if side.issued else None,
        say("collection: {collection}", collection=name(side.collection_label))
        if side.collection_label
        else None,
        say("read: {extent}", extent=_extents(side, words)) if side.text_read else None,
    )
    first = join(" ", (about, coded))
    details = (first, upper_first(sentence(known))) if known else (first,)
    head = put(
        "{work} ({id}): {title}", work=named(side), id=ident(side.id), title=sentence(side.title)
    )
    return Item(head, details)


def _extents(side: ComparedWork, words: Words) -> Text:
    return enumerated([lower_first(words.word("TextExtent", x)) for x in side.text_read])


def _unequal(c: Comparison, words: Words) -> Text:
    """Say that two works were not read to the same extent, and what that means for the steps."""
    return say(
        "Compare step by step with care: the two were not read to the same extent ({sides}). "
        'What is not coded, or coded "at least", may well be treated in what was not read.',
        sides=enumerated([join(": ", (named(side), _extents(side, words))) for side in (c.a, c.b)]),
    )


def _asked(row: AssumptionRow) -> Text:
    return name(row.label, f"question/{row.question}")


def _question(row: AssumptionRow, c: Comparison, words: Words) -> Item:
    steps = {s.step: s.label for s in c.steps}
    where = enumerated([lower_first(name(steps.get(step, step), step)) for step in row.steps])
    title = say(
        "{question} ({id}; bears on {steps}).",
        question=_asked(row),
        id=ident(row.question),
        steps=where,
    )
    stands = row.by_source if row.voice == "source" else row.with_inferences
    apart = stands == "shared" and row.threats == "different"
    same = say("Same answer, different threats.") if apart else ""
    told: list[Text] = []
    for side, stances, status in ((c.a, row.a, row.a_status), (c.b, row.b, row.b_status)):
        told += [stance(s, side, words) for s in stances]
        if not stances:
            told.append(put("{work}: {answer}.", work=named(side), answer=no_answer(status)))
    return Item(joined(title, same, _other_class(row, c), by=" "), tuple(told))


def _other_class(row: AssumptionRow, c: Comparison) -> Text:
    """Name the class that a question would have by the other reading, if it is another."""
    if row.by_source == row.with_inferences:
        return Text()
    taken_in = named_class(row.with_inferences, c)
    if row.voice == "source":
        return say("With what only we infer: {other}.", other=taken_in)
    if row.by_source is None and row.with_inferences == "unanswered":
        return Text()  # each of its lines says that it is our inference
    said = named_class(row.by_source, c) if row.by_source else no_answer("uncoded")
    return say("As we infer: {ours}; by the word of the sources: {said}.", ours=taken_in, said=said)


def _step(row: StepRow, words: Words) -> tuple[str, str, str]:
    step = put("{order} {step}", order=row.order, step=name(row.label, row.step))
    return (step, cells(row.a, words), cells(row.b, words))


def _disagreement(d: Documented, c: Comparison, words: Words) -> Item:
    both = bool(d.a and d.b)
    told: list[Text] = []
    for side, claims in ((c.a, d.a), (c.b, d.b)):
        told += [taking_part(named(side), claim, with_side=both) for claim in claims]
    if both:
        told.append(sentence(d.explanation))
        told += causes(d.causes, words)
    known = joined(
        ident(d.disagreement),
        words.word("DisagreementType", d.type),
        words.word("DisagreementBasis", d.on_record),
        words.other_collection(d.collection),
    )
    title = put(
        "{label} ({known}) [{where}]",
        label=name(d.label, f"disagreement/{d.disagreement}"),
        known=known,
        where=words.cite_all(d.sources, d.locator),
    )
    return Item(title, tuple(told))


def _legend(c: Comparison, words: Words) -> Iterable[str]:
    """Explain those words of the page that say how sure a line is."""
    stances = [s for row in c.assumptions.rows() for s in (*row.a, *row.b)]
    shown = [cell for step in c.steps for cell in (*step.a, *step.b)]
    return meanings(
        words,
        ("AssumptionMode", {s.mode for s in stances}),
        ("StanceBasis", {s.basis for s in stances}),
        ("CodingBasis", {cell.basis for cell in shown}),
    )
