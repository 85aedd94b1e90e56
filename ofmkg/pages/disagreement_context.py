"""What is on record of the works in a disagreement, as sections of its page."""

from collections.abc import Iterable

from ofmkg.analyses.compare.result import BaselineRow, StepRow
from ofmkg.analyses.disagreement.context import Context, DisputedQuestion, Objection
from ofmkg.graph.model import Cell
from ofmkg.pages.blocks import Block, Heading, Item, Items, Paragraph
from ofmkg.pages.cells import cell_lines
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import (
    Text,
    enumerated,
    ident,
    join,
    joined,
    labelled,
    name,
    say,
    sentence,
)
from ofmkg.pages.sentences import about, noted, told
from ofmkg.pages.words import Words


def context(c: Context, words: Words) -> Iterable[Block]:
    """Return the questions, steps, baselines and objections as headings and lists."""
    if c.questions:
        yield Heading(say("Questions that its claims answer, as we infer"))
        yield Items(tuple(_question(q, words) for q in c.questions))
    yield Heading(say("Steps of the framework"))
    yield from _coded(tuple(_step(row, words) for row in c.steps), c, words)
    yield Heading(say("Baselines"))
    if c.baselines:
        yield Items(tuple(_baseline(row, words) for row in c.baselines))
    else:
        yield Paragraph(say("Nothing recorded."))
    if c.objections:
        yield Heading(say("On record against its claims, or qualifying them"))
        yield Items(tuple(_objection(o, words) for o in c.objections))


def _coded(items: tuple[Item, ...], c: Context, words: Words) -> Iterable[Block]:
    if items:
        yield Items(items)
    if c.uncoded:
        yield Paragraph(
            say(
                "Not coded: {works}. Nothing is on record of their steps and baselines, which says "
                "nothing of what they cover.",
                works=enumerated([words.name(work) for work in c.uncoded]),
            )
        )
    elif not items:
        yield Paragraph(say("Nothing recorded."))


def _question(q: DisputedQuestion, words: Words) -> Item:
    lines: list[str] = [
        inferred(
            say(
                'claim {claim} expresses "{answer}"',
                claim=ident(claim),
                answer=name(label.rstrip(".")),
            )
        )
        for claim, label in q.claims
    ]
    for s in q.stances:
        lines.append(join("", (told(s, words), " ", about(s, words), noted(s))))
    return Item(join("", (labelled(q.label, q.question), ":")), tuple(lines))


def _step(row: StepRow, words: Words) -> Item:
    return Item(
        join("", (f"{row.order} ", name(row.label), ":")),
        tuple(join(": ", (words.name(cell.study), _line(cell, words))) for cell in row.a),
    )


def _line(cell: Cell, words: Words) -> Text:
    """Set the lines of a cell one after the other."""
    state, *rest = cell_lines((cell,), words)
    return join(" ", (sentence(state), *rest))


def _baseline(row: BaselineRow, words: Words) -> Item:
    return Item(
        join("", (name(row.label), ":")),
        tuple(
            join(
                "",
                (
                    words.name(n.study),
                    ": ",
                    joined(
                        sentence(words.word("Extent", n.extent)),
                        sentence(n.statement) if n.statement else "",
                        by=" ",
                    ),
                    " [",
                    words.cite(n.source, n.locator),
                    "]",
                ),
            )
            for n in row.a_notes
        ),
    )


def _objection(o: Objection, words: Words) -> Item:
    who = enumerated([words.name(work) for work in o.works])
    drawn = say("drawn by {who}", who=words.name(o.drawn_by)) if o.drawn_by else ""
    where = join("", ("[", joined(who, drawn, words.cite(o.source, o.locator)), "]"))
    statement = sentence(o.statement)
    if o.voice == "inference":
        says = inferred(_clause(o, words))
        return Item(join("", (says, " ", ident(o.evidence), ": ", statement, " ", where)))
    says = say(
        "{evidence} {relation} {claim}",
        evidence=ident(o.evidence),
        relation=words.word("EvidenceDirection", o.direction),
        claim=ident(o.claim),
    )
    return Item(join("", (says, ": ", statement, " ", where)))


def _clause(o: Objection, words: Words) -> Text:
    """Say how a claim bears on another, as a clause."""
    evidence, claim = ident(o.evidence), ident(o.claim)
    if o.direction == "disputes":
        return say("{evidence} disputes {claim}", evidence=evidence, claim=claim)
    if o.direction == "qualifies":
        return say("{evidence} qualifies {claim}", evidence=evidence, claim=claim)
    return say(
        "{evidence} bears on {claim} ({relation})",
        evidence=evidence,
        claim=claim,
        relation=words.word("EvidenceDirection", o.direction),
    )
