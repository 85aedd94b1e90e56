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
from ofmkg.graph.model import Cell, Diagnosed, Step
from ofmkg.graph.rows import Id, grouped
from ofmkg.graph.terms import short, short_if
from ofmkg.graph.voices import voice

Row = Mapping[str, str]


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


def baselines(
    found: Sequence[Baseline], a: Sequence[str], b: Sequence[str]
) -> tuple[BaselineRow, ...]:
    """Put the baselines of both sides' studies (IRIs) side by side.

    A side of several studies shows the greatest extent of them.
    """
    rank = {each.extent: each.rank for each in found}
    result = []
    for baseline, here in sorted(grouped(found, "baseline").items()):
        notes = [
            tuple(
                BaselineNote(
                    study=short(each.study),
                    extent=each.extent,
                    statement=each.statement,
                    locator=each.locator,
                    source=each.source,
                )
                for each in here
                if each.study in side
            )
            for side in (a, b)
        ]
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


def documented(rows: Iterable[Row], a: str, b: str) -> tuple[Documented, ...]:
    """Return the recorded disagreements of either work (IRI), from the query `documented`."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["disagreement"], []).append(row)
    return tuple(_documented(group, a, b) for _, group in sorted(groups.items()))


def _documented(rows: Sequence[Row], a: str, b: str) -> Documented:
    first = rows[0]
    causes = {
        (row["cause"], row["diagnosedBy"]): Diagnosed(
            row["cause"],
            row.get("causeLabel", row["cause"]),
            short(row["diagnosedBy"]),
            "ours" if row["origin"] == "ours" else "source",
        )
        for row in rows
        if "cause" in row
    }

    def party(work: str) -> tuple[PartyClaim, ...]:
        claims = {
            row["claim"]: PartyClaim(
                short(work),
                short(row["claim"]),
                row.get("claimStatement", short(row["claim"])),
                int(row["side"]) if "side" in row else None,
                voice(row) if "side" in row else None,
                tuple(
                    dict.fromkeys(
                        each["claimNote"]
                        for each in rows
                        if each["claim"] == row["claim"] and "claimNote" in each
                    )
                ),
            )
            for row in rows
            if row["work"] == work
        }
        return tuple(claims.values())

    return Documented(
        short(first["disagreement"]),
        first.get("label", short(first["disagreement"])),
        first["type"],
        first["onRecord"],
        tuple(causes[key] for key in sorted(causes)),
        party(a),
        party(b),
        first.get("explanation", ""),
        first.get("locator"),
        tuple(dict.fromkeys(short(row["source"]) for row in rows if "source" in row)),
        short_if(first.get("collection")),
    )
