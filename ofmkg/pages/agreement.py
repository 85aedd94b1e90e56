"""Agreement between coders as a document: counts, figures, and the cells to talk about."""

from collections.abc import Iterable

from ofmkg.analyses.agreement.result import (
    Agreement,
    AgreementPart,
    CellReading,
    CodersTogether,
    Estimate,
    Figures,
    LeftOut,
    LeftOutFor,
    PairedCell,
)
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.messages import bracketed, enumerated, joined, lower_first, sentence, upper_first
from ofmkg.pages.words import Words, count

_MOST = 60  # contested cells; what is beyond them is counted, and is all there in the CSV
_REASONS: dict[LeftOutFor, str] = {
    "not-coded": "one of the coders has no coding of the step",
    "not-judged": "a coder could not judge the step from what was read",
    "not-independent": "a coder knew another outcome of the cell",
    "lower-bound": "an outcome means at least this much",
    "one-reading": "fewer than two readings are left that can be compared",
}


def document(result: Agreement, words: Words) -> Page:
    """Return counts and figures, contested cells with both readings, limits and methods."""
    return tuple(_blocks(result, words))


def _blocks(a: Agreement, words: Words) -> Iterable[Block]:
    yield Heading("Do coders agree who read the same studies?", 1)
    for part in a.parts:
        if len(a.parts) > 1:
            yield Heading(upper_first(part.collection.label))
        yield from _part(part, a, words)
    if not a.parts:
        yield Paragraph("The data hold no study.")
    yield Heading("What figures of agreement can tell, and what not")
    yield Items(tuple(Item(text) for text in _limits(a)))
    yield Heading("How this is computed")
    yield Items(tuple(Item(text) for text in _methods(a)))


def _part(p: AgreementPart, a: Agreement, words: Words) -> Iterable[Block]:
    label = upper_first(p.collection.label)
    if not p.pairs:
        yield Paragraph(f"{label}: no study was coded by two coders.")
        return
    yield Paragraph(
        f"{label}: {count(p.studies, 'study was', 'studies were')} coded by two coders or more."
    )
    yield Paragraph(_reviewed(p))
    yield Heading("Two coders at a time")
    for pair in p.pairs:
        yield Heading(upper_first(enumerated([words.name(coder) for coder in pair.coders])), 3)
        yield from _counts(pair, a)
    if p.together:
        yield Heading("All coders together")
        yield from _counts(p.together, a)
    yield Heading("Cells to talk about")
    yield from _contested([cell for cell in p.cells if cell.contested], words)


def _reviewed(p: AgreementPart) -> str:
    r = p.collection.readers
    return f"Of {count(r.codings, 'coding')} in use, persons have reviewed {r.codings_reviewed}."


def _counts(c: CodersTogether, a: Agreement) -> Iterable[Block]:
    f = c.overall
    yield Paragraph(
        f"They share {count(c.studies, 'study', 'studies')}: {count(f.cells, 'cell')}, of which "
        f"{f.comparable} can be compared"
        + (
            f", in {count(f.studies, 'study', 'studies')}; they agree on {f.agree} of these."
            if f.comparable
            else "."
        )
    )
    if f.left_out:
        yield Paragraph("Left out of all figures, each cell under the first reason that holds:")
        yield Items(tuple(Item(_left_out(each)) for each in f.left_out))
    rows = [("All steps", c.overall), *((s.label, s.figures) for s in c.steps)]
    yield Table(
        ("Step", "Cells", "Comparable", "Agree", "Figures"),
        tuple(
            (name, str(f.cells), str(f.comparable), str(f.agree), "\n".join(_figures(f, a)))
            for name, f in rows
        ),
        (19, 5, 10, 5, 36),
    )


def _left_out(each: LeftOut) -> str:
    text = f"{count(each.cells, 'cell')}: {_REASONS[each.reason]}"
    if each.reason == "lower-bound":
        text += ", so that it cannot disagree unless it is higher than the other"
    return (
        f"{text}; contested and listed below: {each.contested}." if each.contested else f"{text}."
    )


def _figures(f: Figures, a: Agreement) -> Iterable[str]:
    found = f.coefficients
    if found is None:
        yield f"too few cells ({f.comparable}) for a figure"
        return
    named = (
        ("agreement", found.agreement),
        ("kappa", found.kappa),
        ("weighted kappa", found.weighted_kappa),
        ("alpha, nominal", found.alpha_nominal),
        ("alpha, ordinal", found.alpha_ordinal),
    )
    for name, estimate in named:
        if estimate:
            yield f"{name} {_estimate(estimate, a, percent=name == 'agreement')}"


def _estimate(e: Estimate, a: Agreement, *, percent: bool) -> str:
    if e.value is None:
        return "does not exist: one outcome only"
    if e.low is None or e.high is None:
        return f"{_number(e.value, percent)} (no interval: exists in {e.defined} of {a.resamples})"
    return f"{_number(e.value, percent)} ({_number(e.low, percent)} to {_number(e.high, percent)})"


def _number(value: float, percent: bool) -> str:
    return f"{100 * value:.0f}%" if percent else f"{value:.2f}"


def _contested(cells: list[PairedCell], words: Words) -> Iterable[Block]:
    if not cells:
        yield Paragraph("None: no two readings on record exclude each other.")
        return
    yield Paragraph(
        "Readings that cannot both hold. That is no error of either coder: they may have read "
        "different texts, or one text in two ways. What is listed is where talking would help."
    )
    items = [_cell(cell, words) for cell in cells[:_MOST]]
    rest = len(cells) - _MOST
    yield Items((*items, *([Item(f"and {rest} more (--format csv).")] if rest > 0 else [])))


def _cell(c: PairedCell, words: Words) -> Item:
    readings = [_reading(each, words) for each in (c.a, c.b) if each]
    reasons = "; ".join(_REASONS[reason] for reason in c.left_out)
    counted = f"Left out of all figures: {reasons}." if reasons else "Counted in the figures."
    return Item(f"{c.study_label}, {lower_first(c.step_label)}", (*readings, counted))


def _reading(r: CellReading, words: Words) -> str:
    outcome = words.word("Outcome", r.outcome)
    other = words.word("Outcome", r.alternative)
    sure = joined(
        words.word("CodingBasis", r.basis),
        f"else {other}" if other else "",
        words.word("Confidence", r.confidence),
        "knew another outcome" if not r.independent else "",
        by=", ",
    )
    said = f"{'at least ' if r.lower_bound else ''}{outcome}{f' ({sure})' if sure else ''}"
    extent = words.word("TextExtent", r.text_read)
    read = joined(f"read: {extent}" if extent else "", r.read_at, by=", ")
    return joined(
        f"{words.name(r.coder)}: {said}{bracketed(words.cite(r.source, r.locator))}.",
        sentence(r.rationale) if r.rationale else "",
        f"Note: {sentence(r.note)}" if r.note else "",
        sentence(upper_first(read)) if read else "",
        by=" ",
    )


def _limits(a: Agreement) -> Iterable[str]:
    yield (
        "Agreement is not truth: two coders may agree and both be wrong, and where they differ one "
        "or both may be right about what they read. A figure is no mark for a coder or a study."
    )
    yield (
        "Coders may have read different texts, so that a difference can be one of the texts and "
        "not of judgement; what each read stands with each cell."
    )
    yield from _of_one_kind(a)
    for coder in a.coders:
        yield from (f"{upper_first(coder.label)}: {note}" for note in coder.notes)
    places = (caveat for part in a.parts for caveat in part.collection.caveats)
    own = (caveat for coder in a.coders for caveat in coder.caveats)
    yield from dict.fromkeys((*places, *own))


def _of_one_kind(a: Agreement) -> Iterable[str]:
    """Say where coders are of one kind, so that their agreement shows less."""
    kinds = {coder.kind for coder in a.coders}
    shown = {"software": "software", "person": "persons"}
    if len(kinds) == 1 and (kind := kinds.pop()) in shown:
        yield (
            f"All these coders are of one kind: {shown[kind]}. Coders of one kind share their "
            "errors, so that their agreement shows less than that of persons and software would."
        )
    elif None in kinds:
        yield "It is not on record of each of these coders whether it is a person or software."


def _methods(a: Agreement) -> Iterable[str]:
    scale = " > ".join(each.label for each in a.scale)
    yield (
        "A cell is a study on a step. It can be compared if both coders judged the step, neither "
        "knew another outcome of it, and neither outcome means at least this much. What means at "
        "least this much contradicts only less, and confirms nothing: to count it only where it "
        "contradicts would make agreement look lower than it is. It is listed there all the same."
    )
    yield (
        f"Under {count(a.minimum, 'comparable cell')} there is no figure (--minimum). Cells of one "
        "study are not independent of each other, so that intervals are rather too narrow, most of "
        "all where few studies are behind them."
    )
    yield (
        f"Agreement is the share of comparable cells with equal outcomes. Kappa (Cohen 1960) and "
        f"alpha (Krippendorff 2011) are 1 for full agreement and 0 for what chance would give; "
        f"weighted kappa (Cohen 1968, linear weights) and ordinal alpha take the order of outcomes "
        f"into account, {scale}. None of these exists if only one outcome was given."
    )
    yield (
        f"In brackets: the middle {100 * a.interval:.0f}% of {a.resamples} resamples of cells "
        f"(percentile bootstrap, Efron and Tibshirani 1993; --resamples, --seed {a.seed}). Where a "
        "coefficient exists in too few resamples, there is no interval."
    )
