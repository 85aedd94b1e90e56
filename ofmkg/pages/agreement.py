"""Agreement between coders as a document: counts, figures, and the cells to talk about."""

from collections.abc import Callable, Iterable

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
from ofmkg.pages.agreement_notes import limits, methods
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.messages import (
    Text,
    bracketed,
    enumerated,
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
from ofmkg.pages.words import Words

_MOST = 60  # contested cells; what is beyond them is counted, and is all there in the CSV


def document(result: Agreement, words: Words) -> Page:
    """Return counts and figures, contested cells with both readings, limits and methods."""
    return tuple(_blocks(result, words))


def _reason(reason: LeftOutFor) -> Text:
    """Say why figures leave a cell out."""
    return {
        "not-coded": say("one of the coders has no coding of the step"),
        "not-judged": say("a coder could not judge the step from what was read"),
        "not-independent": say("a coder knew another outcome of the cell"),
        "lower-bound": say("an outcome means at least this much"),
        "one-reading": say("fewer than two readings are left that can be compared"),
    }[reason]


def _blocks(a: Agreement, words: Words) -> Iterable[Block]:
    yield Heading(say("Do coders agree who read the same studies?"), 1)
    for part in a.parts:
        if len(a.parts) > 1:
            yield Heading(upper_first(name(part.collection.label)))
        yield from _part(part, a, words)
    if not a.parts:
        yield Paragraph(say("The data hold no study."))
    yield Heading(say("What figures of agreement can tell, and what not"))
    yield Items(tuple(Item(text) for text in limits(a)))
    yield Heading(say("How this is computed"))
    yield Items(tuple(Item(text) for text in methods(a)))


def _part(p: AgreementPart, a: Agreement, words: Words) -> Iterable[Block]:
    label = upper_first(name(p.collection.label))
    if not p.pairs:
        yield Paragraph(say("{collection}: no study was coded by two coders.", collection=label))
        return
    yield Paragraph(
        number(
            p.studies,
            "{collection}: {n} study was coded by two coders or more.",
            "{collection}: {n} studies were coded by two coders or more.",
            collection=label,
        )
    )
    readers = p.collection.readers
    yield Paragraph(
        number(
            readers.codings,
            "Of {n} coding in use, persons have reviewed {reviewed}.",
            "Of {n} codings in use, persons have reviewed {reviewed}.",
            reviewed=readers.codings_reviewed,
        )
    )
    yield Heading(say("Two coders at a time"))
    for pair in p.pairs:
        yield Heading(upper_first(enumerated([words.name(coder) for coder in pair.coders])), 3)
        yield from _counts(pair, a, words)
    if p.together:
        yield Heading(say("All coders together"))
        yield from _counts(p.together, a, words)
    yield Heading(say("Cells to talk about"))
    yield from _contested([cell for cell in p.cells if cell.contested], words)


def _counts(c: CodersTogether, a: Agreement, words: Words) -> Iterable[Block]:
    f = c.overall
    shared = number(c.studies, "{n} study", "{n} studies")
    cells = number(f.cells, "{n} cell", "{n} cells")
    if f.comparable:
        yield Paragraph(
            say(
                "They share {shared}: {cells}, of which {comparable} can be compared, in "
                "{studies}; they agree on {agree} of these.",
                shared=shared,
                cells=cells,
                comparable=f.comparable,
                studies=number(f.studies, "{n} study", "{n} studies"),
                agree=f.agree,
            )
        )
    else:
        yield Paragraph(
            say(
                "They share {shared}: {cells}, of which {comparable} can be compared.",
                shared=shared,
                cells=cells,
                comparable=f.comparable,
            )
        )
    if f.left_out:
        yield Paragraph(
            say("Left out of all figures, each cell under the first reason that holds:")
        )
        yield Items(tuple(Item(_left_out(each)) for each in f.left_out))
    rows = [(say("All steps"), c.overall), *((name(s.label), s.figures) for s in c.steps)]
    yield Table(
        (say("Step"), say("Cells"), say("Comparable"), say("Agree"), say("Figures")),
        tuple(
            (step, str(f.cells), str(f.comparable), str(f.agree), join("\n", _figures(f, a)))
            for step, f in rows
        ),
        (19, 5, 10, 5, 36),
    )
    if c.extents:
        yield Table(
            (say("What the two read"), say("Cells"), say("Comparable"), say("Agree")),
            tuple(
                (_extents(e.extents, words), str(e.cells), str(e.comparable), str(e.agree))
                for e in c.extents
            ),
            (45, 7, 10, 7),
        )


def _extents(extents: tuple[str, ...], words: Words) -> Text:
    """Say how much two coders read: both the same, or each something else."""
    if not extents:
        return say("not on record")
    if len(extents) == 1:
        return say("both: {extent}", extent=words.word("TextExtent", extents[0]))
    return enumerated([words.word("TextExtent", each) for each in extents])


def _left_out(each: LeftOut) -> Text:
    if each.reason == "lower-bound":
        reason = say(
            "an outcome means at least this much, so that it cannot disagree unless it is higher "
            "than the other"
        )
    else:
        reason = _reason(each.reason)
    text = join(": ", (number(each.cells, "{n} cell", "{n} cells"), reason))
    listed = ""
    if each.contested:
        listed = say("contested and listed below: {n}", n=each.contested)
    return put("{text}.", text=joined(text, listed))


def _figures(f: Figures, a: Agreement) -> Iterable[str]:
    found = f.coefficients
    if found is None:
        yield say("too few cells ({n}) for a figure", n=f.comparable)
        return
    share = _estimate(found.agreement, a, lambda value: f"{100 * value:.0f}%")
    yield put("{name} {value}", name=say("agreement"), value=share)
    for label, estimate in (
        (say("kappa"), found.kappa),
        (say("weighted kappa"), found.weighted_kappa),
        (say("alpha, nominal"), found.alpha_nominal),
        (say("alpha, ordinal"), found.alpha_ordinal),
    ):
        if estimate:
            figure = _estimate(estimate, a, lambda value: f"{value:.2f}")
            yield put("{name} {value}", name=label, value=figure)


def _estimate(e: Estimate, a: Agreement, form: Callable[[float], str]) -> Text:
    if e.value is None:
        return say("does not exist: one outcome only")
    value = form(e.value)
    if e.low is None or e.high is None:
        return say(
            "{value} (no interval: exists in {n} of {resamples})",
            value=value,
            n=e.defined,
            resamples=a.resamples,
        )
    return say(
        "{value} ({low} to {high})",
        value=value,
        low=form(e.low),
        high=form(e.high),
    )


def _contested(cells: list[PairedCell], words: Words) -> Iterable[Block]:
    if not cells:
        yield Paragraph(say("None: no two readings on record exclude each other."))
        return
    yield Paragraph(
        say(
            "Readings that cannot both hold. That is no error of either coder: they may have read "
            "different texts, or one text in two ways. What is listed is where talking would help."
        )
    )
    items = [_cell(cell, words) for cell in cells[:_MOST]]
    rest = len(cells) - _MOST
    more = [Item(say("and {n} more{how}.", n=rest, how=typed("--format csv")))] if rest > 0 else []
    yield Items((*items, *more))


def _cell(c: PairedCell, words: Words) -> Item:
    readings = [_reading(each, words) for each in (c.a, c.b) if each]
    reasons = joined(*(_reason(reason) for reason in c.left_out))
    if reasons:
        counted = say("Left out of all figures: {reasons}.", reasons=reasons)
    else:
        counted = say("Counted in the figures.")
    title = join(", ", (name(c.study_label, c.study), lower_first(name(c.step_label))))
    return Item(title, (*readings, counted))


def _reading(r: CellReading, words: Words) -> Text:
    outcome: str = words.word("Outcome", r.outcome)
    if r.lower_bound:
        outcome = say("at least {outcome}", outcome=outcome)
    sure = joined(
        words.word("CodingBasis", r.basis),
        say("else {outcome}", outcome=words.word("Outcome", r.alternative))
        if r.alternative
        else "",
        words.word("Confidence", r.confidence),
        say("knew another outcome") if not r.independent else "",
        by=", ",
    )
    extent = words.word("TextExtent", r.text_read)
    read = joined(say("read: {extent}", extent=extent) if extent else "", r.read_at, by=", ")
    said = join("", (outcome, bracketed(sure, "()"), bracketed(words.cite(r.source, r.locator))))
    return joined(
        put("{who}: {said}.", who=words.name(r.coder), said=said),
        sentence(r.rationale) if r.rationale else "",
        say("Note: {note}", note=sentence(r.note)) if r.note else "",
        sentence(upper_first(read)) if read else "",
        by=" ",
    )
