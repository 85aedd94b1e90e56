"""What is on record of the works in a disagreement: their answers, steps, baselines, evidence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ofmkg.analyses.cells import cells
from ofmkg.analyses.compare import steps as sidebyside
from ofmkg.analyses.compare.result import BaselineRow, StepRow
from ofmkg.analyses.compare.sides import reported
from ofmkg.analyses.stances import stances
from ofmkg.graph.asking import Graph, nodes
from ofmkg.graph.model import Collection, Stance, Voice
from ofmkg.graph.names import Bindings
from ofmkg.graph.rows import records
from ofmkg.graph.terms import short, short_if
from ofmkg.graph.voices import voice

Row = Mapping[str, str]


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
class Context:
    """What is on record of the works that take part.

    `steps` and `baselines` hold the readings of their studies on side a; `uncoded` are the works
    that report no coded study, of whose steps and baselines nothing is known.
    """

    questions: tuple[DisputedQuestion, ...]
    steps: tuple[StepRow, ...]
    baselines: tuple[BaselineRow, ...]
    uncoded: tuple[str, ...]
    objections: tuple[Objection, ...]
    collections: tuple[Collection, ...]


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
    expressing = graph.query("claims-expressing", claim=claims).dicts() if claims else []
    coded = {row.work for row in sides if row.study}
    shown = {row.collection for row in sides if row.collection}
    every = graph.collections()
    return Context(
        questions(expressing, [each.stance for each in held]),
        sidebyside.step_rows(frame.steps, read, studies, ()) if read else (),
        sidebyside.baselines(compared, studies, ()),
        tuple(w for w in works if w not in {short(iri) for iri in coded}),
        objections(graph.query("disputing-evidence", claim=claims).dicts() if claims else ()),
        tuple(c for c in every if c.id in shown) or tuple(c for c in every if c.is_default),
    )


def questions(expressing: Iterable[Row], held: Sequence[Stance]) -> tuple[DisputedQuestion, ...]:
    """Return the questions that claims answer, with the stances on record of each."""
    grouped: dict[str, list[Row]] = {}
    for row in expressing:
        grouped.setdefault(short(row["question"]), []).append(row)
    return tuple(
        DisputedQuestion(
            question,
            rows[0].get("questionLabel", question),
            tuple(
                dict.fromkeys(
                    (short(row["claim"]), row.get("positionLabel", short(row["position"])))
                    for row in rows
                )
            ),
            tuple(s for s in held if s.question == question),
        )
        for question, rows in grouped.items()
    )


def objections(rows: Iterable[Row]) -> tuple[Objection, ...]:
    """Return what speaks against or limits claims, from rows of `disputing-evidence`."""
    grouped: dict[tuple[str, str, str, str], list[Row]] = {}
    for row in rows:
        key = (row["claim"], row["direction"], row["evidence"], row.get("drawnBy", ""))
        grouped.setdefault(key, []).append(row)
    return tuple(
        Objection(
            short(claim),
            direction,
            short(evidence),
            group[0].get("evidenceStatement", short(evidence)),
            tuple(dict.fromkeys(short(row["evidenceBy"]) for row in group if "evidenceBy" in row)),
            short_if(drawn_by or None),
            group[0].get("locator"),
            short_if(group[0].get("source")),
            voice(group[0]),
        )
        for (claim, direction, evidence, drawn_by), group in grouped.items()
    )
