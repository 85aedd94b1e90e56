"""What shows a computed difference: each reading under it, with its source and how it is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ofmkg.analyses.compare.because import (
    Because,
    ByBaseline,
    ByDisagreement,
    ByQuestion,
    ByStep,
    ByVectors,
)
from ofmkg.analyses.compare.differences import UNSURE, cell_readings, computable, stance_readings
from ofmkg.analyses.compare.result import BaselineNote, Comparison, Share, VectorRelation
from ofmkg.graph.model import Cell, RowVoice, Stance, Voice
from ofmkg.graph.voices import by_source


@dataclass(frozen=True, slots=True)
class Reading:
    """What one study or work says on one row, in the terms of the row.

    `says` is a cell state, the label of a position, an extent, or vectors; `known` holds how it was
    read (basis, mode and the like), `voice` whose word it is: None where that is not told apart.
    """

    holder: str
    says: str
    known: tuple[str, ...]
    locator: str | None
    source: str | None
    coder: str | None
    voice: Voice | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """A row that shows a difference.

    `row` is vectors, step, question or baseline; `relation` is the class of a question (opposed,
    contrasting or different); `unsure` tells that a reading under it is not sure.
    """

    row: str
    id: str | None
    label: str
    relation: str | None
    a: tuple[Reading, ...]
    b: tuple[Reading, ...]
    unsure: bool


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """A kind of difference that is computed now, with the rows that show it, and by whose word."""

    kind: str
    grounds: tuple[Ground, ...]
    unsure: Share
    voice: RowVoice


@dataclass(frozen=True, slots=True)
class Pair:
    """Two works side by side: what differs, and what could be computed of them at all.

    `differences` are shown by the word of works, `by_inference` only with what we infer.
    """

    a: str
    b: str
    vector_relation: VectorRelation
    computable: tuple[str, ...]
    differences: tuple[ShownDifference, ...]
    by_inference: tuple[ShownDifference, ...] = ()


def pair(c: Comparison) -> Pair:
    """Return what is computed of two works from their comparison.

    The threats that a work without studies has stances on are not those of its claim in one
    disagreement, so that scope counts only where both works report studies.
    """
    left_out = set() if c.a.studies and c.b.studies else {_SCOPE}
    kinds = computable(c.vector_relation, c.assumptions, c.steps, c.baselines)
    shown, inferred = (
        tuple(
            ShownDifference(
                d.kind, tuple(_ground(row, c) for row in d.because), d.unsure or "none", d.voice
            )
            for d in found
            if d.origin == "computed" and d.kind not in left_out
        )
        for found in (c.differences, c.by_inference)
    )
    known = kinds | {d.kind for d in shown}
    return Pair(
        a=c.a.id,
        b=c.b.id,
        vector_relation=c.vector_relation,
        computable=tuple(sorted(known - left_out)),
        differences=shown,
        by_inference=inferred,
    )


def _ground(row: Because, c: Comparison) -> Ground:
    label, a, b = _sides(row, c)
    known = [reading for side in (a, b) for each in side for reading in each.known]
    return Ground(
        row=row.row,
        id=None if isinstance(row, ByVectors) else row.id,
        label=label,
        relation=row.class_ if isinstance(row, ByQuestion) else None,
        a=a,
        b=b,
        unsure=any(each in UNSURE for each in known),
    )


Sides = tuple[str, tuple[Reading, ...], tuple[Reading, ...]]


def _sides(row: Because, c: Comparison) -> Sides:
    match row:
        case ByVectors():
            a = [cell for step in c.steps for cell in step.a]
            b = [cell for step in c.steps for cell in step.b]
            return "", tuple(_scope(a)), tuple(_scope(b))
        case ByStep():
            step = next(s for s in c.steps if s.step == row.id)
            return step.label, _cells(step.a), _cells(step.b)
        case ByQuestion():
            asked = next(r for r in c.assumptions.rows() if r.question == row.id)
            if row.class_ == asked.by_source:
                return asked.label, _stances(by_source(asked.a)), _stances(by_source(asked.b))
            return asked.label, _stances(asked.a), _stances(asked.b)
        case ByBaseline():
            compared = next(r for r in c.baselines if r.baseline == row.id)
            return compared.label, _notes(compared.a_notes), _notes(compared.b_notes)
        case ByDisagreement():
            raise AssertionError("what is recorded is not computed")


def _scope(cells: Sequence[Cell]) -> Iterable[Reading]:
    """Return the vector of each study, which is on record where the study was read."""
    for x in {cell.study: cell for cell in cells}.values():
        yield Reading(
            holder=x.study,
            says=x.vector,
            known=(),
            locator=x.read_at,
            source=x.source,
            coder=x.coder,
        )


def _cells(cells: Iterable[Cell]) -> tuple[Reading, ...]:
    return tuple(
        Reading(
            holder=x.study,
            says=x.state,
            known=cell_readings(x),
            locator=x.locator,
            source=x.source,
            coder=x.coder,
            voice="inference" if x.voice == "inference" else None,
        )
        for x in cells
    )


def _stances(stances: Iterable[Stance]) -> tuple[Reading, ...]:
    return tuple(
        Reading(
            holder=s.holder,
            says=s.label,
            known=stance_readings(s),
            locator=s.locator,
            source=s.source,
            coder=None,
            voice=s.voice,
        )
        for s in stances
        if s.is_answer
    )


def _notes(notes: Iterable[BaselineNote]) -> tuple[Reading, ...]:
    return tuple(
        Reading(
            holder=n.study,
            says=n.extent,
            known=(),
            locator=n.locator,
            source=n.source,
            coder=None,
        )
        for n in notes
    )


_SCOPE = "different-threat-scope"
