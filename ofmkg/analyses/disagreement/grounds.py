"""What shows a computed difference: each reading under it, with its source and how it is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
    return Pair(c.a.id, c.b.id, c.vector_relation, tuple(sorted(known - left_out)), shown, inferred)


def _ground(row: dict[str, str | None], c: Comparison) -> Ground:
    kind, name, relation = str(row["row"]), row.get("id"), row.get("class")
    label, a, b = _SIDES[kind](str(name), relation or "", c)
    known = [reading for side in (a, b) for each in side for reading in each.known]
    return Ground(kind, name, label, relation, a, b, any(each in UNSURE for each in known))


Sides = tuple[str, tuple[Reading, ...], tuple[Reading, ...]]


def _vectors(_name: str, _relation: str, c: Comparison) -> Sides:
    a = [cell for step in c.steps for cell in step.a]
    b = [cell for step in c.steps for cell in step.b]
    return "", tuple(_scope(a)), tuple(_scope(b))


def _scope(cells: Sequence[Cell]) -> Iterable[Reading]:
    """Return the vector of each study, which is on record where the study was read."""
    for x in {cell.study: cell for cell in cells}.values():
        yield Reading(x.study, x.vector, (), x.read_at, x.source, x.coder)


def _step(name: str, _relation: str, c: Comparison) -> Sides:
    step = next(s for s in c.steps if s.step == name)
    return step.label, _cells(step.a), _cells(step.b)


def _cells(cells: Iterable[Cell]) -> tuple[Reading, ...]:
    return tuple(
        Reading(
            x.study,
            x.state,
            cell_readings(x),
            x.locator,
            x.source,
            x.coder,
            "inference" if x.voice == "inference" else None,
        )
        for x in cells
    )


def _question(name: str, relation: str, c: Comparison) -> Sides:
    row = next(r for r in c.assumptions.rows() if r.question == name)
    if relation == row.by_source:
        return row.label, _stances(by_source(row.a)), _stances(by_source(row.b))
    return row.label, _stances(row.a), _stances(row.b)


def _stances(stances: Iterable[Stance]) -> tuple[Reading, ...]:
    return tuple(
        Reading(s.holder, s.label, stance_readings(s), s.locator, s.source, None, s.voice)
        for s in stances
        if s.is_answer
    )


def _baseline(name: str, _relation: str, c: Comparison) -> Sides:
    row = next(r for r in c.baselines if r.baseline == name)
    return row.label, _notes(row.a_notes), _notes(row.b_notes)


def _notes(notes: Iterable[BaselineNote]) -> tuple[Reading, ...]:
    return tuple(Reading(n.study, n.extent, (), n.locator, n.source, None) for n in notes)


_SCOPE = "different-threat-scope"
_SIDES = {"vectors": _vectors, "step": _step, "question": _question, "baseline": _baseline}
