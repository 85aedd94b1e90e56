"""What is on record of the works in a disagreement: their answers, steps, baselines, evidence."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from ofmkg.analyses.argument.result import SUPPORTS
from ofmkg.analyses.argument.rows import ExpressingRow
from ofmkg.analyses.cells import cells
from ofmkg.analyses.compare import steps as sidebyside
from ofmkg.analyses.compare.result import BaselineRow, StepRow
from ofmkg.analyses.compare.sides import reported
from ofmkg.analyses.stances import stances
from ofmkg.graph.asking import Graph, nodes
from ofmkg.graph.model import Collection, Stance, Voice
from ofmkg.graph.names import Bindings
from ofmkg.graph.rows import Id, grouped, records
from ofmkg.graph.terms import short, short_if


@dataclass(frozen=True, slots=True)
class DisputedQuestion:
    """A question that a claim of the disagreement answers in our reading, with what is on record.

    `claims` are (claim, label of the position that it expresses).
    """

    question: str
    label: str
    claims: tuple[tuple[str, str], ...]
    stances: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class Objection:
    """A claim that disputes or qualifies one of the disagreement, and who draws the relation.

    `voice` tells whose word the relation is.
    """

    claim: str
    direction: str
    evidence: str
    statement: str
    works: tuple[str, ...]
    drawn_by: str | None
    locator: str | None
    source: str | None
    voice: Voice


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """A row of the question `disputing-evidence`: a line of evidence, and who asserts it."""

    claim: Id
    direction: str
    evidence: Id
    voice: Voice
    evidence_statement: str | None = None
    evidence_by: Id | None = None
    drawn_by: str | None = None
    locator: str | None = None
    source: Id | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """A claim that supports another, where both stand in the disagreement, and who says so.

    `evidence` is the one that supports `claim`. `voice` tells whose word the relation is.
    """

    claim: str
    evidence: str
    drawn_by: str | None
    locator: str | None
    source: str | None
    voice: Voice


@dataclass(frozen=True, slots=True)
class LineRow:
    """A row of the question `evidence-lines`: a claim that bears on another."""

    claim: Id
    direction: str
    evidence: Id
    voice: Voice
    drawn_by: str | None = None
    locator: str | None = None
    source: Id | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What is on record of the works that take part.

    `steps` and `baselines` hold the readings of their studies on side a; `uncoded` are the works
    that report no coded study, of whose steps and baselines nothing is known. `supports` are among
    the claims that take part and those in `objections`.
    """

    questions: tuple[DisputedQuestion, ...]
    steps: tuple[StepRow, ...]
    baselines: tuple[BaselineRow, ...]
    uncoded: tuple[str, ...]
    objections: tuple[Objection, ...]
    collections: tuple[Collection, ...]
    supports: tuple[Support, ...] = ()


def context(
    graph: Graph,
    works: Sequence[str],
    claims: Sequence[str],
    framework: str | None = None,
    coder: str | None = None,
) -> Context:
    """Return what is on record of works and claims, given by short ids."""
    frame, asked = graph.frame(framework), graph.read_as(framework, coder)
    sides = reported(graph, [graph.find(work, "Work").value for work in works]) if works else []
    studies = list(dict.fromkeys(row.study for row in sides if row.study))
    holders = (each for row in sides for each in (row.work, row.study, row.worked_analysis) if each)
    of_studies: Bindings = {**asked, "study": nodes(studies)}
    read = cells(graph, frame, of_studies) if studies else {}
    compared = records(graph.asked("baselines", of_studies), sidebyside.Baseline) if studies else []
    held = stances(graph, {**asked, "holder": nodes(holders)}) if sides else []
    expressing = graph.query("claims-expressing", claim=claims) if claims else None
    disputing = graph.query("disputing-evidence", claim=claims) if claims else None
    against = objections(records(disputing, ObjectionRow) if disputing else ())
    lines = graph.query("evidence-lines", claim=claims) if claims else None
    coded = {row.work for row in sides if row.study}
    shown = {row.collection for row in sides if row.collection}
    every = graph.collections()
    return Context(
        questions=questions(
            records(expressing, ExpressingRow) if expressing else (),
            [each.stance for each in held],
        ),
        steps=sidebyside.step_rows(frame.steps, read, studies, ()) if read else (),
        baselines=sidebyside.baselines(compared, studies, ()),
        uncoded=tuple(w for w in works if w not in {short(iri) for iri in coded}),
        objections=against,
        collections=tuple(c for c in every if c.id in shown)
        or tuple(c for c in every if c.is_default),
        supports=supports(
            records(lines, LineRow) if lines else (), {*claims, *(o.evidence for o in against)}
        ),
    )


def questions(
    expressing: Iterable[ExpressingRow], held: Sequence[Stance]
) -> tuple[DisputedQuestion, ...]:
    """Return the questions that claims answer, with the stances on record of each."""
    found = grouped((row for row in expressing if row.question is not None), "question")
    return tuple(_question(short(iri), rows, held) for iri, rows in found.items())


def _question(name: str, rows: Sequence[ExpressingRow], held: Sequence[Stance]) -> DisputedQuestion:
    first = rows[0]
    claims = {
        (
            short(row.claim),
            short(row.position) if row.position_label is None else row.position_label,
        ): None
        for row in rows
    }
    return DisputedQuestion(
        question=name,
        label=name if first.question_label is None else first.question_label,
        claims=tuple(claims),
        stances=tuple(s for s in held if s.question == name),
    )


def objections(rows: Iterable[ObjectionRow]) -> tuple[Objection, ...]:
    """Return what speaks against or limits claims."""
    found = grouped(rows, "claim", "direction", "evidence", "drawn_by")
    return tuple(map(_objection, found.values()))


def supports(rows: Iterable[LineRow], among: Container[str]) -> tuple[Support, ...]:
    """Return which of some claims supports which, each line of evidence once."""
    found = (
        Support(row.claim, row.evidence, short_if(row.drawn_by), row.locator, row.source, row.voice)
        for row in rows
        if row.direction == SUPPORTS and row.evidence in among
    )
    return tuple(dict.fromkeys(found))


def _objection(rows: Sequence[ObjectionRow]) -> Objection:
    first = rows[0]
    says = first.evidence_statement
    return Objection(
        claim=first.claim,
        direction=first.direction,
        evidence=first.evidence,
        statement=first.evidence if says is None else says,
        works=tuple(dict.fromkeys(row.evidence_by for row in rows if row.evidence_by is not None)),
        drawn_by=short_if(first.drawn_by),
        locator=first.locator,
        source=first.source,
        voice=first.voice,
    )
