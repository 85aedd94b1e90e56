"""Puts what is recorded of two works side by side: steps, baselines, actors, disagreements."""

from collections.abc import Iterable, Mapping, Sequence

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


def baselines(rows: Sequence[Row], a: Sequence[str], b: Sequence[str]) -> tuple[BaselineRow, ...]:
    """Put the baselines of both sides' studies (IRIs; query `baselines`) side by side.

    A side of several studies shows the greatest extent of them.
    """
    rank = {row["extent"]: int(row["rank"]) for row in rows}
    labels = {short(row["baseline"]): row.get("label", short(row["baseline"])) for row in rows}
    result = []
    for baseline in sorted(labels):
        here = [row for row in rows if short(row["baseline"]) == baseline]
        notes = [
            tuple(
                BaselineNote(
                    short(row["study"]),
                    row["extent"],
                    row.get("statement"),
                    row.get("locator"),
                    short_if(row.get("source")),
                )
                for row in here
                if row["study"] in side
            )
            for side in (a, b)
        ]
        best = [min((n.extent for n in note), key=rank.__getitem__, default=None) for note in notes]
        result.append(BaselineRow(baseline, labels[baseline], best[0], best[1], notes[0], notes[1]))
    return tuple(result)


def actors(rows: Iterable[Row], a: Sequence[str], b: Sequence[str]) -> Actors:
    """Sort the actors of both sides' studies by whose they are.

    `a` and `b` are IRIs of studies, `rows` those of the query `actors-and-omissions`.
    """
    found: list[dict[tuple[str, bool], Actor]] = [{}, {}]
    notes: dict[ActorNote, None] = {}
    for row in rows:
        where = (row.get("locator"), short_if(row.get("source")))
        if "note" in row:
            notes[ActorNote(short(row["study"]), row["note"], *where)] = None
        if "actor" not in row:
            continue
        actor = Actor(
            short(row["actor"]),
            row.get("actorLabel", short(row["actor"])),
            row["relation"] == "omits",
            *where,
        )
        for side, studies in zip(found, (a, b), strict=True):
            if row["study"] in studies:
                side[actor.id, actor.omitted] = actor
    left, right = found
    return Actors(
        tuple(left[key] for key in left if key in right),
        tuple(left[key] for key in left if key not in right),
        tuple(right[key] for key in right if key not in left),
        tuple(notes),
    )


def documented(rows: Iterable[Row], a: str, b: str) -> tuple[Documented, ...]:
    """Return the recorded disagreements of either work (IRI), from the query `documented`."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["disagreement"], []).append(row)
    return tuple(_documented(group, a, b) for _, group in sorted(grouped.items()))


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
