"""Puts what is recorded of two works side by side: steps, baselines, actors."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ofmkg.analyses.compare.result import (
    Actor,
    ActorNote,
    Actors,
    BaselineNote,
    BaselineRow,
    StepRow,
)
from ofmkg.graph.model import Cell, Step
from ofmkg.graph.rows import Id, grouped
from ofmkg.graph.terms import short


def step_rows(
    steps: Iterable[Step],
    cells: Mapping[tuple[str, str], Cell],
    a: Sequence[str],
    b: Sequence[str],
) -> tuple[StepRow, ...]:
    """Put the cells of both sides' studies (IRIs) side by side, in the order of the steps."""
    return tuple(
        StepRow(
            step.step,
            step.label,
            step.order,
            tuple(cells[study, step.step] for study in a),
            tuple(cells[study, step.step] for study in b),
        )
        for step in steps
    )


@dataclass(frozen=True, slots=True)
class Baseline:
    """A row of the question `baselines`: a study (IRI) beside a baseline."""

    study: str
    baseline: Id
    label: str | None
    extent: str
    rank: int
    statement: str | None
    locator: str | None
    source: Id | None

    @property
    def note(self) -> BaselineNote:
        """What is told of it."""
        return BaselineNote(
            study=short(self.study),
            extent=self.extent,
            statement=self.statement,
            locator=self.locator,
            source=self.source,
        )


def baseline_notes(
    found: Iterable[Baseline], sides: Sequence[Sequence[str]]
) -> Iterator[tuple[str, str, tuple[tuple[BaselineNote, ...], ...]]]:
    """Yield each baseline (id) with its label and the notes of each side's studies (IRIs) on it."""
    for baseline, here in sorted(grouped(found, "baseline").items()):
        notes = tuple(tuple(each.note for each in here if each.study in side) for side in sides)
        yield baseline, baseline if here[-1].label is None else here[-1].label, notes


def baselines(
    found: Sequence[Baseline], a: Sequence[str], b: Sequence[str]
) -> tuple[BaselineRow, ...]:
    """Put the baselines of both sides' studies (IRIs) side by side.

    A side of several studies shows the greatest extent of them.
    """
    rank = {each.extent: each.rank for each in found}
    result = []
    for baseline, label, notes in baseline_notes(found, (a, b)):
        best = [min((n.extent for n in note), key=rank.__getitem__, default=None) for note in notes]
        result.append(
            BaselineRow(
                baseline=baseline,
                label=label,
                a=best[0],
                b=best[1],
                a_notes=notes[0],
                b_notes=notes[1],
            )
        )
    return tuple(result)


@dataclass(frozen=True, slots=True)
class Considered:
    """A row of the question `actors-and-omissions`: an actor, a note on actors, or both."""

    study: str
    relation: str
    actor: Id | None
    actor_label: str | None
    note: str | None
    locator: str | None
    source: Id | None


def actors(found: Iterable[Considered], a: Sequence[str], b: Sequence[str]) -> Actors:
    """Sort the actors of both sides' studies (IRIs) by whose they are."""
    by_side: list[dict[tuple[str, bool], Actor]] = [{}, {}]
    notes: dict[ActorNote, None] = {}
    for each in found:
        if each.note is not None:
            note = ActorNote(
                study=short(each.study), note=each.note, locator=each.locator, source=each.source
            )
            notes[note] = None
        if each.actor is None:
            continue
        actor = Actor(
            id=each.actor,
            label=each.actor if each.actor_label is None else each.actor_label,
            omitted=each.relation == "omits",
            locator=each.locator,
            source=each.source,
        )
        for side, studies in zip(by_side, (a, b), strict=True):
            if each.study in studies:
                side[actor.id, actor.omitted] = actor
    left, right = by_side
    return Actors(
        tuple(left[key] for key in left if key in right),
        tuple(left[key] for key in left if key not in right),
        tuple(right[key] for key in right if key not in left),
        tuple(notes),
    )
