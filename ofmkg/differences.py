"""Why two works differ: the kinds of difference that their rows show, and how sure each row is.

The kinds are the causes of disagreement of the ontology. A difference is computed only from what
is on record of both sides: what was not coded is neither alike nor different.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from ofmkg.comparison_result import (
    AssumptionRow,
    Assumptions,
    BaselineRow,
    Difference,
    Documented,
    Share,
    StepRow,
    VectorRelation,
)
from ofmkg.model import Cell, Origin, Stance

# How a reading is known where no closed list of the ontology has a word for it.
AT_LEAST = "at-least"  # the coding is a lower bound
CODERS_DIFFER = "coders-differ"
FROM_STANCES = "from-stances"  # the vectors of a work that reports no study
NOT_RECORDED = "not-recorded"  # of a study that was coded otherwise
NO_BASIS = "no-basis"
UNSURE = frozenset(
    {"ambiguous", "tacit", "unaffirmed", "our-inference", "credited"}
    | {AT_LEAST, CODERS_DIFFER, FROM_STANCES, NOT_RECORDED, NO_BASIS}
)
_NOTES = (attrgetter("a_notes"), attrgetter("b_notes"))

Row = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class _Shown:
    """A row that shows a difference, and for each study or work under it how it is known."""

    row: Row
    known: Mapping[str, Sequence[str]]

    @property
    def is_unsure(self) -> bool:
        """Whether a reading under the row is not sure."""
        return any(reading in UNSURE for said in self.known.values() for reading in said)

    def written(self) -> Row:
        """Return the row with its readings under `sure`, None where nothing is on record."""
        said = {who: ", ".join(sorted(set(readings))) for who, readings in self.known.items()}
        sure = "; ".join(f"{who}: {said[who]}" for who in sorted(said) if said[who])
        return {**self.row, "sure": sure or None}


def differences(
    vectors: tuple[Sequence[str], Sequence[str]],
    vector_relation: VectorRelation,
    asked: Assumptions,
    steps: Sequence[StepRow],
    compared: Sequence[BaselineRow],
    recorded: Sequence[Documented],
) -> tuple[Difference, ...]:
    """Return the kinds of difference that the rows show, then the recorded diagnoses."""
    answered = [
        _answer(row, kind)
        for kind in ("opposed", "contrasting", "different")
        for row in getattr(asked, kind)
    ]
    apart = vector_relation in ("different", "overlapping")
    found = {
        "different-threat-scope": [_scope(vectors, steps, asked)] if apart else [],
        "different-steps": [shown for step in steps for shown in _step(step)],
        "different-assumptions": answered,
        "different-baseline": _baselines(compared),
        "conflicting-evidence": [
            _answer(row, "opposed") for row in asked.opposed if _both_found(row)
        ],
    }
    computed = (_computed(kind, rows) for kind, rows in found.items() if rows)
    return (*computed, *_diagnosed(recorded))


def computable(
    vector_relation: VectorRelation,
    asked: Assumptions,
    steps: Sequence[StepRow],
    compared: Sequence[BaselineRow],
) -> frozenset[str]:
    """Return the kinds of difference for which both sides have on record what a difference needs.

    Where a kind is missing nothing can be computed, which is neither likeness nor difference.
    Values are nowhere on record as such, so that a difference of values is never computed.
    """
    both_answer = any(
        (row.a_status, row.b_status) == ("takes-position", "takes-position") for row in asked.rows()
    )
    needs = {
        "different-threat-scope": vector_relation != "unknown",
        "different-steps": any(_is_coded(step.a) and _is_coded(step.b) for step in steps),
        "different-assumptions": both_answer,
        "different-baseline": all(_compared_studies(compared)),
        "conflicting-evidence": any(_both_found(row) for row in asked.rows()),
    }
    return frozenset(kind for kind, met in needs.items() if met)


def stance_readings(s: Stance) -> tuple[str, ...]:
    """Say how a stance is known: how openly it is held, and on what basis it was read."""
    own_word = s.basis == "credited" and s.source == s.holder
    return tuple(x for x in (s.mode, None if own_word else s.basis) if x)


def cell_readings(cell: Cell) -> tuple[str, ...]:
    """Say how a cell is known; one that is assumed rests on the assumptions in its place too."""
    stand_ins = [x for s in cell.assumes for x in (s.mode, s.basis) if x]
    return (
        cell.basis or NO_BASIS,
        *((AT_LEAST,) if cell.lower_bound else ()),
        *((CODERS_DIFFER,) if cell.contested else ()),
        *(stand_ins if cell.state == "assumed" else ()),
    )


def _computed(kind: str, shown: Sequence[_Shown]) -> Difference:
    unsure = sum(each.is_unsure for each in shown)
    share: Share = "none" if not unsure else "all" if unsure == len(shown) else "some"
    return Difference(kind, tuple(each.written() for each in shown), "computed", "computed", share)


def _diagnosed(recorded: Iterable[Documented]) -> Iterable[Difference]:
    causes: dict[tuple[str, str, Origin], list[Row]] = {}
    for entry in recorded:
        if _on_opposite_sides(entry):
            for cause in entry.causes:
                key = (cause.cause, cause.diagnosed_by, cause.origin)
                causes.setdefault(key, []).append({"row": "disagreement", "id": entry.disagreement})
    for (kind, who, origin), rows in sorted(causes.items()):
        yield Difference(kind, tuple(rows), who, origin)


def _on_opposite_sides(entry: Documented) -> bool:
    """Tell whether a diagnosis of the disagreement speaks of what divides these two works."""
    if entry.a == entry.b:  # a work beside itself, which may speak on both sides
        return False
    a, b = ({party.side for party in side if party.side} for side in (entry.a, entry.b))
    return any(x != y for x in a for y in b)


def _scope(
    vectors: tuple[Sequence[str], Sequence[str]], steps: Sequence[StepRow], asked: Assumptions
) -> _Shown:
    """Return the vectors of both sides; a work without studies has them from its stances."""
    coded = (any(step.a for step in steps), any(step.b for step in steps))
    known = {
        stance.holder: (FROM_STANCES,)
        for row in asked.rows()
        for side, has_study in zip((row.a, row.b), coded, strict=True)
        for stance in side
        if not has_study
    }
    a, b = (", ".join(side) for side in vectors)
    return _Shown({"row": "vectors", "a": a, "b": b}, known)


def _step(step: StepRow) -> Iterable[_Shown]:
    a, b = ({cell.state for cell in side} for side in (step.a, step.b))
    if not a or not b or "uncoded" in a | b or a == b:
        return
    if a | b == {"addressed", "partial"} and any(
        cell.lower_bound and cell.state == "partial" for cell in (*step.a, *step.b)
    ):
        return  # partial that means "at least" may well be addressed
    known = [(cell.study, cell_readings(cell)) for cell in (*step.a, *step.b)]
    yield _Shown(
        {"row": "step", "id": step.step, "a": ", ".join(sorted(a)), "b": ", ".join(sorted(b))},
        _together(known),
    )


def _answer(row: AssumptionRow, kind: str) -> _Shown:
    known = [(s.holder, stance_readings(s)) for s in (*row.a, *row.b) if s.position]
    return _Shown({"row": "question", "id": row.question, "class": kind}, _together(known))


def _together(known: Iterable[tuple[str, Sequence[str]]]) -> dict[str, tuple[str, ...]]:
    """Return for each study or work all the ways that what it says is known."""
    found: dict[str, tuple[str, ...]] = {}
    for who, readings in known:
        found[who] = (*found.get(who, ()), *readings)
    return found


def _is_coded(cells: Sequence[Cell]) -> bool:
    return bool(cells) and all(cell.state != "uncoded" for cell in cells)


def _both_found(row: AssumptionRow) -> bool:
    return all(any(s.kind == "finding" for s in side) for side in (row.a, row.b))


def _compared_studies(compared: Sequence[BaselineRow]) -> list[list[str]]:
    """Return for each side the studies with a baseline on record."""
    return [sorted({n.study for row in compared for n in notes(row)}) for notes in _NOTES]


def _baselines(compared: Sequence[BaselineRow]) -> list[_Shown]:
    """Return the baselines with which one side compared to another extent than the other.

    Nothing is computed where a side has no baseline on record at all, for it was not coded.
    """
    studies = _compared_studies(compared)
    if not all(studies):
        return []
    return [
        _Shown(
            {"row": "baseline", "id": row.baseline, "a": row.a, "b": row.b},
            {
                study: () if any(n.study == study for n in notes(row)) else (NOT_RECORDED,)
                for side, notes in zip(studies, _NOTES, strict=True)
                for study in side
            },
        )
        for row in compared
        if row.a != row.b and {row.a, row.b} & {"yes", "partly"}
    ]
