"""Puts what is recorded of two works side by side: steps, baselines, actors."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ofmkg.analyses.compare.result import (
    Actor,
    ActorNote,
    Actors,
    BaselineNote,
    BaselineRow,
    Documented,
    PartyClaim,
    StepRow,
)
from ofmkg.graph.model import Cell, Diagnosed, Origin, Step, Voice
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


def baselines(
    found: Sequence[Baseline], a: Sequence[str], b: Sequence[str]
) -> tuple[BaselineRow, ...]:
    """Put the baselines of both sides' studies (IRIs) side by side.

    A side of several studies shows the greatest extent of them.
    """
    rank = {each.extent: each.rank for each in found}
    result = []
    for baseline, here in sorted(grouped(found, "baseline").items()):
        notes = [tuple(each.note for each in here if each.study in side) for side in (a, b)]
        best = [min((n.extent for n in note), key=rank.__getitem__, default=None) for note in notes]
        result.append(
            BaselineRow(
                baseline=baseline,
                label=baseline if here[-1].label is None else here[-1].label,
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


@dataclass(frozen=True, slots=True)
class DocumentedRow:
    """A row of the question `documented`: a disagreement, a claim of a work in it, and a cause.

    The disagreement, the work and the claim are IRIs.
    """

    work: str
    disagreement: str
    type: str
    on_record: str
    claim: str
    label: str | None = None
    claim_statement: str | None = None
    claim_note: str | None = None
    side: int | None = None
    voice: Voice | None = None
    cause: str | None = None
    cause_label: str | None = None
    diagnosed_by: str = ""
    origin: Origin | None = None
    explanation: str = ""
    locator: str | None = None
    source: Id | None = None
    collection: Id | None = None


def documented(rows: Iterable[DocumentedRow], a: str, b: str) -> tuple[Documented, ...]:
    """Return the recorded disagreements of either work (IRI)."""
    groups = grouped(rows, "disagreement")
    return tuple(_documented(groups[iri], a, b) for iri in sorted(groups))


def _documented(rows: Sequence[DocumentedRow], a: str, b: str) -> Documented:
    first, name = rows[0], short(rows[0].disagreement)
    causes = {
        (row.cause, row.diagnosed_by): Diagnosed(
            cause=row.cause,
            label=row.cause if row.cause_label is None else row.cause_label,
            diagnosed_by=short(row.diagnosed_by),
            origin="ours" if row.origin == "ours" else "source",
        )
        for row in rows
        if row.cause is not None
    }
    return Documented(
        disagreement=name,
        label=name if first.label is None else first.label,
        type=first.type,
        on_record=first.on_record,
        causes=tuple(causes[key] for key in sorted(causes)),
        a=_claims(rows, a),
        b=_claims(rows, b),
        explanation=first.explanation,
        locator=first.locator,
        sources=tuple(dict.fromkeys(row.source for row in rows if row.source is not None)),
        collection=first.collection,
    )


def _claims(rows: Sequence[DocumentedRow], work: str) -> tuple[PartyClaim, ...]:
    """Return the claims by which a work takes part."""
    notes: dict[str, dict[str, None]] = {}
    for row in rows:
        if row.claim_note is not None:
            notes.setdefault(row.claim, {})[row.claim_note] = None
    own = {row.claim: row for row in rows if row.work == work}
    return tuple(
        PartyClaim(
            work=short(work),
            claim=short(iri),
            statement=short(iri) if row.claim_statement is None else row.claim_statement,
            side=row.side,
            voice=None if row.side is None else row.voice,
            notes=tuple(notes.get(iri, ())),
        )
        for iri, row in own.items()
    )
