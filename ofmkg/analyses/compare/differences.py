"""Why two works differ: the kinds of difference that their rows show, and how sure each row is.

The kinds are the causes of disagreement of the ontology. A difference is computed only from what
is on record of both sides: what was not coded is neither alike nor different. Each says whether the
word of works shows it, or only what we infer.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from ofmkg.analyses.compare.because import (
    Apart,
    ByBaseline,
    ByDisagreement,
    ByQuestion,
    ByStep,
    ByVectors,
    Computed,
)
from ofmkg.analyses.compare.result import (
    AssumptionRow,
    Assumptions,
    BaselineRow,
    Difference,
    Documented,
    Share,
    StepRow,
    VectorRelation,
)
from ofmkg.graph.model import Cell, Origin, RowVoice, Stance
from ofmkg.graph.voices import by_source

# How a reading is known where no closed list of the ontology has a word for it.
AT_LEAST = "at-least"  # the coding is a lower bound
CODERS_DIFFER = "coders-differ"
FROM_STANCES = "from-stances"  # the vectors of a work that reports no study
NO_BASIS = "no-basis"
UNSURE = frozenset(
    {"ambiguous", "tacit", "unaffirmed", "our-inference", "credited"}
    | {AT_LEAST, CODERS_DIFFER, FROM_STANCES, NO_BASIS}
)
SAYS_NOTHING = "not-mentioned"  # the extent of a baseline of which the source says nothing
_DIFFERING: tuple[Apart, ...] = get_args(Apart)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A row that shows a difference, and for each study or work under it how it is known."""

    row: Computed
    known: Mapping[str, Sequence[str]]
    voice: RowVoice = "source"

    @property
    def is_unsure(self) -> bool:
        """Whether a reading under the row is not sure."""
        return any(reading in UNSURE for said in self.known.values() for reading in said)

    def written(self) -> Computed:
        """Return the row with its readings under `sure`, None where nothing is on record."""
        said = {who: ", ".join(sorted(set(readings))) for who, readings in self.known.items()}
        sure = "; ".join(f"{who}: {said[who]}" for who in sorted(said) if said[who])
        return replace(self.row, sure=sure or None)


def differences(
    vectors: tuple[Sequence[str], Sequence[str]],
    vector_relation: VectorRelation,
    asked: Assumptions,
    steps: Sequence[StepRow],
    compared: Sequence[BaselineRow],
    recorded: Sequence[Documented],
) -> tuple[Difference, ...]:
    """Return the kinds of difference that the rows show, then the recorded diagnoses.

    What the word of works shows and what only our inferences add are differences of their own, the
    former first.
    """
    answered = [
        _answer(row, kind, voice)
        for kind in _DIFFERING
        for row in asked.rows()
        for voice in (_voice_of(row, kind),)
        if voice
    ]
    apart = vector_relation in ("different", "overlapping")
    found = {
        "different-threat-scope": [_scope(vectors, steps, asked)] if apart else [],
        "different-steps": [shown for step in steps for shown in _step(step)],
        "different-assumptions": answered,
        "different-baseline": _baselines(compared),
        "conflicting-evidence": list(_conflicts(asked)),
    }
    voices: tuple[RowVoice, ...] = ("source", "inference")
    shown = [
        (kind, voice, [row for row in rows if row.voice == voice])
        for voice in voices
        for kind, rows in found.items()
    ]
    computed = [_computed(kind, voice, rows) for kind, voice, rows in shown if rows]
    every = (*computed, *_diagnosed(recorded))
    return tuple(sorted(every, key=lambda d: voices.index(d.voice)))


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
        all(any(s.is_answer for s in by_source(side)) for side in (row.a, row.b))
        for row in asked.rows()
    )
    needs = {
        "different-threat-scope": vector_relation != "unknown",
        "different-steps": any(_is_coded(step.a) and _is_coded(step.b) for step in steps),
        "different-assumptions": both_answer,
        "different-baseline": any(_says(row.a) and _says(row.b) for row in compared),
        "conflicting-evidence": any(_both_found(row, by_source) for row in asked.rows()),
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


def _computed(kind: str, voice: RowVoice, shown: Sequence[_Shown]) -> Difference:
    unsure = sum(each.is_unsure for each in shown)
    share: Share = "none" if not unsure else "all" if unsure == len(shown) else "some"
    rows = tuple(each.written() for each in shown)
    return Difference(
        kind=kind, because=rows, source="computed", origin="computed", voice=voice, unsure=share
    )


def _diagnosed(recorded: Iterable[Documented]) -> Iterable[Difference]:
    """Return the causes on record of what divides the works; ours if we drew cause or sides."""
    causes: dict[tuple[str, str, Origin, RowVoice], list[ByDisagreement]] = {}
    for entry in recorded:
        if entry.a == entry.b:  # a work beside itself, which may speak on both sides
            continue
        for cause in entry.causes:
            said = cause.origin == "source" and _on_opposite_sides(entry, by_source_alone=True)
            if said or _on_opposite_sides(entry):
                voice: RowVoice = "source" if said else "inference"
                key = (cause.cause, cause.diagnosed_by, cause.origin, voice)
                causes.setdefault(key, []).append(ByDisagreement(entry.disagreement))
    for (kind, who, origin, voice), rows in sorted(causes.items()):
        yield Difference(kind, tuple(rows), who, origin, voice)


def _on_opposite_sides(entry: Documented, *, by_source_alone: bool = False) -> bool:
    """Tell whether a diagnosis of the disagreement speaks of what divides these two works."""
    a, b = (
        {p.side for p in side if p.side and not (by_source_alone and p.voice == "inference")}
        for side in (entry.a, entry.b)
    )
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
    said = all(
        has_study or any(by_source(side) for side in sides)
        for has_study, sides in zip(
            coded,
            ([row.a for row in asked.rows()], [row.b for row in asked.rows()]),
            strict=True,
        )
    )
    a, b = (", ".join(side) for side in vectors)
    return _Shown(ByVectors(a, b), known, "source" if said else "inference")


def _step(step: StepRow) -> Iterable[_Shown]:
    """Return the step if the states of the two sides differ, by source or only as we infer."""
    a, b = ({cell.state for cell in side} for side in (step.a, step.b))
    if not a or not b or "uncoded" in a | b:
        return
    if a | b == {"addressed", "partial"} and any(
        cell.lower_bound and cell.state == "partial" for cell in (*step.a, *step.b)
    ):
        return  # partial that means "at least" may well be addressed
    said = [{cell.state_by_source for cell in side} for side in (step.a, step.b)]
    if a == b and said[0] == said[1]:
        return
    known = [(cell.study, cell_readings(cell)) for cell in (*step.a, *step.b)]
    yield _Shown(
        ByStep(step.step, ", ".join(sorted(a)), ", ".join(sorted(b))),
        _together(known),
        "source" if said[0] != said[1] else "inference",
    )


def _voice_of(row: AssumptionRow, kind: Apart) -> RowVoice | None:
    """Tell by whose word a question is answered in a way; None if it is not answered so.

    What the word of works places in a class is not told again by another class.
    """
    if row.by_source in _DIFFERING:
        return "source" if row.by_source == kind else None
    return "inference" if row.with_inferences == kind else None


def _answer(row: AssumptionRow, kind: Apart, voice: RowVoice) -> _Shown:
    sides = (row.a, row.b) if voice == "inference" else (by_source(row.a), by_source(row.b))
    known = [(s.holder, stance_readings(s)) for side in sides for s in side if s.is_answer]
    return _Shown(ByQuestion(row.question, kind), _together(known), voice)


def _conflicts(asked: Assumptions) -> Iterable[_Shown]:
    """Return the questions on which findings of both sides are opposed."""
    for row in asked.rows():
        voice = _voice_of(row, "opposed")
        if voice == "source" and _both_found(row, by_source):
            yield _answer(row, "opposed", "source")
        elif voice and _both_found(row, tuple):
            yield _answer(row, "opposed", "inference")


def _together(known: Iterable[tuple[str, Sequence[str]]]) -> dict[str, tuple[str, ...]]:
    """Return for each study or work all the ways that what it says is known."""
    found: dict[str, tuple[str, ...]] = {}
    for who, readings in known:
        found[who] = (*found.get(who, ()), *readings)
    return found


def _is_coded(cells: Sequence[Cell]) -> bool:
    return bool(cells) and all(cell.state != "uncoded" for cell in cells)


def _both_found(
    row: AssumptionRow, counted: Callable[[Iterable[Stance]], tuple[Stance, ...]]
) -> bool:
    return all(any(s.kind == "finding" for s in counted(side)) for side in (row.a, row.b))


def _says(extent: str | None) -> bool:
    """Tell whether an extent says that a comparison was made or was not."""
    return extent is not None and extent != SAYS_NOTHING


def _baselines(compared: Sequence[BaselineRow]) -> list[_Shown]:
    """Return the baselines with which one side compared to another extent than the other.

    Both must have that baseline on record with an extent that says something: what a source does
    not mention is no record of a comparison, nor of one left out.
    """
    return [
        _Shown(
            ByBaseline(row.baseline, row.a, row.b),
            {n.study: () for n in (*row.a_notes, *row.b_notes)},
        )
        for row in compared
        if row.a and row.b and row.a != row.b and _says(row.a) and _says(row.b)
    ]
