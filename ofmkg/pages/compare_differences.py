"""What sets two works apart, each with the rows that show it and who says so."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ofmkg.analyses.compare.because import (
    Because,
    ByBaseline,
    ByDisagreement,
    ByQuestion,
    ByStep,
    ByVectors,
)
from ofmkg.analyses.compare.differences import cell_readings
from ofmkg.analyses.compare.result import Comparison, Difference
from ofmkg.graph.model import Cell
from ofmkg.pages.blocks import Item
from ofmkg.pages.cells import state
from ofmkg.pages.compare_classes import named_class
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
    put,
    say,
    upper_first,
)
from ofmkg.pages.stances import hedge, no_answer, origin, unsure
from ofmkg.pages.words import Words


def difference(d: Difference, c: Comparison, words: Words) -> Item:
    ours = say("only as we infer") if d.voice == "inference" else ""
    return Item(
        put(
            "{kind} ({known}): {rows}.",
            kind=upper_first(words.word("Cause", d.kind)),
            known=joined(origin(d, words), ours),
            rows=joined(*(_because(row, c, words) for row in d.because)),
        )
    )


def inferred_difference(d: Difference, c: Comparison, words: Words) -> Item:
    """Return a difference that only our inferences make, as a sentence that says so."""
    return Item(
        inferred(
            say(
                "{a} and {b} are set apart by {kind} ({known}): {rows}",
                a=name(c.a.label, c.a.id),
                b=name(c.b.label, c.b.id),
                kind=lower_first(words.word("Cause", d.kind)),
                known=origin(d, words),
                rows=joined(*(_because(row, c, words) for row in d.because)),
            )
        )
    )


def _because(row: Because, c: Comparison, words: Words) -> Text:
    match row:
        case ByVectors():
            return join(" / ", (words.vectors(c.a.vectors), words.vectors(c.b.vectors)))
        case ByStep():
            step = next(s for s in c.steps if s.step == row.id)
            sides = [enumerated([_sure(cell, words) for cell in side]) for side in (step.a, step.b)]
            return _told(lower_first(name(step.label, step.step)), sides)
        case ByBaseline():
            baseline = next(x for x in c.baselines if x.baseline == row.id)
            extents = [
                words.word("Extent", each) or no_answer("uncoded") for each in (row.a, row.b)
            ]
            return _told(lower_first(name(baseline.label, baseline.baseline)), extents)
        case ByDisagreement():
            return ident(row.id)
        case ByQuestion():
            asked = next(x for x in c.assumptions.rows() if x.question == row.id)
            question = lower_first(name(asked.label, f"question/{asked.question}"))
            known = joined(named_class(row.class_, c), hedge(asked, words))
            return join("", (question, bracketed(known, "()")))


def _told(of: Text, sides: Sequence[str]) -> Text:
    return put("{of} ({sides})", of=of, sides=join(" / ", sides))


def _sure(cell: Cell, words: Words) -> Text:
    return join(", ", (state(cell, words), *unsure(_doubts(cell), words)))


def _doubts(cell: Cell) -> Iterable[str]:
    """Return what makes a cell unsure beside what its state says already."""
    if cell.voice != "inference":
        return cell_readings(cell)
    return cell_readings(replace(cell, assumes=()))
