"""A comparison as a document that reads like a page of a brief."""

from collections.abc import Iterable
from dataclasses import replace

from ofmkg.analyses.compare.differences import cell_readings
from ofmkg.analyses.compare.result import (
    AssumptionRow,
    ComparedWork,
    Comparison,
    Difference,
    Documented,
    StepRow,
)
from ofmkg.graph.model import Cell
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.cells import cells, state
from ofmkg.pages.compare_brief import brief
from ofmkg.pages.compare_parts import actor_items, extent, record
from ofmkg.pages.inferences import BY_INFERENCE, inferred
from ofmkg.pages.messages import enumerated, joined, lower_first, sentence, upper_first
from ofmkg.pages.sentences import causes, taking_part
from ofmkg.pages.stances import NO_ANSWER, hedge, origin, stance, unsure
from ofmkg.pages.words import Words

_SHARES = (16, 30, 30)
_NO_DIFFERENCE = (
    "No difference of a kind that is computed is on record of them. That does not make them "
    "alike: what only one of them answers, and how each went about it, stands below."
)


_APART = (
    "What follows is no word of a source: it has its place here only with what we infer. Nothing "
    "above rests on it. Each line says what a source says, and what only we do."
)
_ORDER = ("opposed", "contrasting", "different", "shared", "only_a", "only_b", "unanswered")


def document(result: Comparison, words: Words) -> Page:
    """Return the comparison as headings, paragraphs, lists and tables."""
    return tuple(_blocks(result, words))


def _blocks(c: Comparison, words: Words) -> Iterable[Block]:
    names = (c.a.label, c.b.label)
    yield Heading(f"{names[0]} and {names[1]}", 1)
    yield Items(tuple(_work(side, words) for side in (c.a, c.b)))
    yield Heading("In brief")
    yield Paragraph(brief(c, words))
    apart = c.vector_relation == "different"
    yield Heading("Why not directly comparable" if apart else "Why they differ")
    if c.differences:
        yield Items(tuple(_difference(d, c, words) for d in c.differences))
    else:
        yield Paragraph(_NO_DIFFERENCE)
    for kind, title in (
        ("opposed", "Opposed: incompatible answers about the same or overlapping threats"),
        ("contrasting", "Contrasting: incompatible in general, but each about its own threat"),
        ("shared", "Shared: the same answer"),
        ("different", "Different: two answers that do not exclude each other"),
        ("only_a", f"Answered by {names[0]} only"),
        ("only_b", f"Answered by {names[1]} only"),
        ("unanswered", "On record, but answered by neither"),
    ):
        rows: tuple[AssumptionRow, ...] = getattr(c.assumptions, kind)
        if rows:
            yield Heading(title)
            yield Items(tuple(_question(row, c, words) for row in rows))
    yield from _by_inference(c, words)
    yield Heading("Steps of the framework, side by side")
    if c.a.studies or c.b.studies:
        if not c.same_extent:
            yield Paragraph(_unequal(c, words))
        yield Table(("Step", *names), tuple(_step(row, words) for row in c.steps), _SHARES, True)
    else:
        yield Paragraph("Neither work was coded step by step.")
    if c.baselines:
        yield Heading("Baselines compared")
        yield Table(
            ("Baseline", *names),
            tuple(
                (row.label, extent(row.a_notes, words), extent(row.b_notes, words))
                for row in c.baselines
            ),
            _SHARES,
            True,
        )
    actors = tuple(actor_items(c, words))
    if actors:
        yield Heading("Threat actors")
        yield Items(actors)
    for side, found in ((c.a, c.evidence.a), (c.b, c.evidence.b)):
        if found:
            yield Heading(f"Evidence in detail: {side.label}")
            yield Items(tuple(record(each, words) for each in found))
    if c.documented:
        yield Heading("Recorded disagreements")
        yield Items(tuple(_disagreement(d, c, words) for d in c.documented))
    yield Heading("How to read this")
    yield Items(tuple(Item(text) for text in (*c.caveats, *_legend(c, words))))


def _by_inference(c: Comparison, words: Words) -> Iterable[Block]:
    """Return what has its class, or makes a difference, only with what we infer."""
    rows = c.assumptions.by_inference
    if not rows and not c.by_inference:
        return
    yield Heading(BY_INFERENCE)
    yield Paragraph(_APART)
    if c.by_inference:
        yield Items(tuple(inferred_difference(d, c, words) for d in c.by_inference))
    ranked = sorted(rows, key=lambda row: _ORDER.index(row.with_inferences))
    yield Items(tuple(_question(row, c, words) for row in ranked))


def _work(side: ComparedWork, words: Words) -> Item:
    about = f"About {words.vectors(side.vectors)}." if side.vectors else "No vector on record."
    coded = (
        f"Coded step by step: {enumerated(side.studies)}."
        if side.studies
        else "Not coded step by step."
    )
    known = joined(
        f"came out {side.issued}" if side.issued else None,
        f"collection: {side.collection_label}" if side.collection_label else None,
        f"read: {_extents(side, words)}" if side.text_read else None,
    )
    details = (f"{about} {coded}", upper_first(sentence(known))) if known else (f"{about} {coded}",)
    return Item(f"{side.label} ({side.id}): {sentence(side.title)}", details)


def _extents(side: ComparedWork, words: Words) -> str:
    return enumerated([lower_first(words.word("TextExtent", x)) for x in side.text_read])


def _unequal(c: Comparison, words: Words) -> str:
    """Say that two works were not read to the same extent, and what that means for the steps."""
    sides = enumerated([f"{side.label}: {_extents(side, words)}" for side in (c.a, c.b)])
    return (
        f"Compare step by step with care: the two were not read to the same extent ({sides}). "
        'What is not coded, or coded "at least", may well be treated in what was not read.'
    )


def _difference(d: Difference, c: Comparison, words: Words) -> Item:
    rows = "; ".join(_because(row, c, words) for row in d.because)
    known = joined(origin(d, words), "only as we infer" if d.voice == "inference" else "")
    return Item(f"{upper_first(words.word('Cause', d.kind))} ({known}): {rows}.")


def inferred_difference(d: Difference, c: Comparison, words: Words) -> Item:
    """Return a difference that only our inferences make, as a sentence that says so."""
    rows = "; ".join(_because(row, c, words) for row in d.because)
    kind = lower_first(words.word("Cause", d.kind))
    sides = f"{c.a.label} and {c.b.label}"
    return Item(inferred(f"{sides} are set apart by {kind} ({origin(d, words)}): {rows}"))


def _because(row: dict[str, str | None], c: Comparison, words: Words) -> str:
    kind, name = row["row"], row.get("id") or ""
    if kind == "vectors":
        return f"{words.vectors(c.a.vectors)} / {words.vectors(c.b.vectors)}"
    if kind == "step":
        step = next(s for s in c.steps if s.step == name)
        sides = [
            enumerated(
                [
                    state(cell, words)
                    + "".join(f", {reading}" for reading in unsure(_doubts(cell), words))
                    for cell in side
                ]
            )
            for side in (step.a, step.b)
        ]
        return f"{lower_first(step.label)} ({sides[0]} / {sides[1]})"
    if kind == "baseline":
        baseline = next(x for x in c.baselines if x.baseline == name)
        extents = [words.word("Extent", row[k]) or NO_ANSWER["uncoded"] for k in "ab"]
        return f"{lower_first(baseline.label)} ({extents[0]} / {extents[1]})"
    if kind == "disagreement":
        return name
    asked = next(x for x in c.assumptions.rows() if x.question == name)
    doubt = hedge(asked, words)
    return f"{lower_first(asked.label)} ({row['class']}{f'; {doubt}' if doubt else ''})"


def _doubts(cell: Cell) -> Iterable[str]:
    """Return what makes a cell unsure beside what its state says already."""
    if cell.voice != "inference":
        return cell_readings(cell)
    return cell_readings(replace(cell, assumes=()))


def _question(row: AssumptionRow, c: Comparison, words: Words) -> Item:
    steps = {s.step: s.label for s in c.steps}
    where = enumerated([lower_first(steps.get(step, step)) for step in row.steps])
    title = f"{row.label} ({row.question}; bears on {where})."
    stands = row.by_source if row.voice == "source" else row.with_inferences
    if stands == "shared" and row.threats == "different":
        title += " Same answer, different threats."
    title += _other_class(row, c)
    lines = []
    for side, stances, status in ((c.a, row.a, row.a_status), (c.b, row.b, row.b_status)):
        lines += [stance(s, side, words) for s in stances]
        if not stances:
            lines.append(f"{side.label}: {NO_ANSWER[status]}.")
    return Item(title, tuple(lines))


def _other_class(row: AssumptionRow, c: Comparison) -> str:
    """Name the class that a question would have by the other reading, if it is another."""
    if row.by_source == row.with_inferences:
        return ""
    named = {
        "only_a": f"answered by {c.a.label} only",
        "only_b": f"answered by {c.b.label} only",
        "unanswered": "answered by neither",
    }
    if row.voice == "source":
        other = named.get(row.with_inferences, row.with_inferences)
        return f" With what only we infer: {other}."
    if row.by_source is None and row.with_inferences == "unanswered":
        return ""  # each of its lines says that it is our inference
    taken_in = named.get(row.with_inferences, row.with_inferences)
    said = named.get(row.by_source, row.by_source) if row.by_source else "nothing recorded"
    return f" As we infer: {taken_in}; by the word of the sources: {said}."


def _step(row: StepRow, words: Words) -> tuple[str, str, str]:
    return (f"{row.order} {row.label}", cells(row.a, words), cells(row.b, words))


def _disagreement(d: Documented, c: Comparison, words: Words) -> Item:
    both = bool(d.a and d.b)
    lines = []
    for side, claims in ((c.a, d.a), (c.b, d.b)):
        lines += [taking_part(side.label, claim, with_side=both) for claim in claims]
    if both:
        lines.append(sentence(d.explanation))
        lines += causes(d.causes, words)
    kind = words.word("DisagreementType", d.type)
    record = words.word("DisagreementBasis", d.on_record)
    known = joined(d.disagreement, kind, record, words.other_collection(d.collection))
    return Item(f"{d.label} ({known}) [{words.cite_all(d.sources, d.locator)}]", tuple(lines))


def _legend(c: Comparison, words: Words) -> Iterable[str]:
    """Explain those words of the page that say how sure a line is."""
    stances = [s for row in c.assumptions.rows() for s in (*row.a, *row.b)]
    cells = [cell for step in c.steps for cell in (*step.a, *step.b)]
    for kind, used in (
        ("AssumptionMode", {s.mode for s in stances}),
        ("StanceBasis", {s.basis for s in stances}),
        ("CodingBasis", {cell.basis for cell in cells}),
    ):
        for identifier in sorted(x for x in used if x and (kind, x) in words.lists):
            meaning = words.meaning(kind, identifier)
            yield f"{upper_first(words.word(kind, identifier))}: {lower_first(meaning)}"
