"""What is on record of the works in a disagreement, as sections of its page."""

from collections.abc import Iterable

from ofmkg.analyses.compare.result import BaselineRow, StepRow
from ofmkg.analyses.disagreement.context import Context, DisputedQuestion, Objection
from ofmkg.pages.blocks import Block, Heading, Item, Items, Paragraph
from ofmkg.pages.cells import cells
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import enumerated, joined, sentence
from ofmkg.pages.sentences import about, noted, told
from ofmkg.pages.words import Words


def context(c: Context, words: Words) -> Iterable[Block]:
    """Return the questions, steps, baselines and objections as headings and lists."""
    if c.questions:
        yield Heading("Questions that its claims answer, as we infer")
        yield Items(tuple(_question(q, words) for q in c.questions))
    yield Heading("Steps of the framework")
    yield from _coded(tuple(_step(row, words) for row in c.steps), c, words)
    yield Heading("Baselines")
    if c.baselines:
        yield Items(tuple(_baseline(row, words) for row in c.baselines))
    else:
        yield Paragraph("Nothing recorded.")
    if c.objections:
        yield Heading("On record against its claims, or qualifying them")
        yield Items(tuple(_objection(o, words) for o in c.objections))


def _coded(items: tuple[Item, ...], c: Context, words: Words) -> Iterable[Block]:
    if items:
        yield Items(items)
    if c.uncoded:
        names = enumerated([words.name(work) for work in c.uncoded])
        yield Paragraph(
            f"Not coded: {names}. Nothing is on record of their steps and baselines, "
            "which says nothing of what they cover."
        )
    elif not items:
        yield Paragraph("Nothing recorded.")


def _question(q: DisputedQuestion, words: Words) -> Item:
    lines = [
        inferred(f'claim {claim} expresses "{label.rstrip(".")}"') for claim, label in q.claims
    ]
    for s in q.stances:
        lines.append(f"{told(s, words)} {about(s, words)}{noted(s)}")
    return Item(f"{q.label} ({q.question}):", tuple(lines))


def _step(row: StepRow, words: Words) -> Item:
    return Item(
        f"{row.order} {row.label}:",
        tuple(f"{words.name(cell.study)}: {_line(cells((cell,), words))}" for cell in row.a),
    )


def _line(text: str) -> str:
    """Set the lines of a cell one after the other."""
    state, *rest = text.split("\n")
    return " ".join((sentence(state), *rest))


def _baseline(row: BaselineRow, words: Words) -> Item:
    return Item(
        f"{row.label}:",
        tuple(
            f"{words.name(n.study)}: {words.word('Extent', n.extent)}."
            f"{f' {sentence(n.statement)}' if n.statement else ''}"
            f" [{words.cite(n.source, n.locator)}]"
            for n in row.a_notes
        ),
    )


def _objection(o: Objection, words: Words) -> Item:
    who = enumerated([words.name(work) for work in o.works])
    drawn = f"drawn by {words.name(o.drawn_by)}" if o.drawn_by else ""
    how = words.word("EvidenceDirection", o.direction)
    where = f"[{joined(who, drawn, words.cite(o.source, o.locator))}]"
    if o.voice == "inference":
        says = inferred(f"{o.evidence} {how} {o.claim}")
        return Item(f"{says} {o.evidence}: {sentence(o.statement)} {where}")
    return Item(f"{o.evidence} {how} {o.claim}: {sentence(o.statement)} {where}")
