"""What calls for research: how far steps are covered, and what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ofmkg.analyses.coded_steps import AssumedStep, StudyStep, inferred_steps
from ofmkg.analyses.needed.result import AskedFor, Coverage, MissingBaseline, MissingPart
from ofmkg.graph.model import Framework
from ofmkg.graph.rows import Id, grouped

Place = tuple[str | None, str | None]  # a vector and a step


@dataclass(frozen=True, slots=True)
class Recommended:
    """A row of the question `research-asked-for`: a recommendation, and a step it is on."""

    recommendation: Id
    statement: str | None
    rationale: str | None
    step: Id | None
    locator: str | None
    source: Id | None


@dataclass(frozen=True, slots=True)
class VectorCoverage:
    """A row of the question `coverage-by-vector`."""

    vector: Id
    step: Id
    addressed: int
    partial: int
    assumed: int
    skipped: int
    uncoded: int
    at_least: int


@dataclass(frozen=True, slots=True)
class Missing:
    """A row of the question `missing`."""

    study: Id
    step: Id
    missing: str
    outcome: str | None
    basis: str | None
    locator: str | None
    source: Id | None


@dataclass(frozen=True, slots=True)
class BaselineGap:
    """A row of the question `baseline-gaps`."""

    study: Id
    baseline: Id
    baseline_label: str | None
    extent: str
    statement: str | None
    locator: str | None
    source: Id | None


def asked_for(rows: Iterable[Recommended]) -> tuple[AskedFor, ...]:
    """Return what sources ask of research."""
    return tuple(
        AskedFor(
            name,
            name if group[0].statement is None else group[0].statement,
            group[0].rationale,
            tuple(dict.fromkeys(row.step for row in group if row.step)),
            locator=group[0].locator,
            source=group[0].source,
        )
        for name, group in grouped(rows, "recommendation").items()
    )


def covered(
    rows: Iterable[VectorCoverage],
    ambiguous: Iterable[StudyStep],
    contested: Iterable[StudyStep],
    assumed: Iterable[AssumedStep],
    studies: Mapping[str, str],
) -> dict[Place, Coverage]:
    """Return the coverage of each vector that a study analyses, by step.

    `studies` maps each study to its vector.
    """

    def placed(found: Iterable[tuple[str, str]]) -> dict[Place, dict[str, None]]:
        by: dict[Place, dict[str, None]] = {}
        for study, step in found:
            by.setdefault((studies.get(study), step), {})[study] = None
        return by

    unsure, differing = (placed((e.study, e.step) for e in of) for of in (ambiguous, contested))
    inferred = placed(inferred_steps(assumed))
    studied = set(studies.values())
    return {
        (row.vector, row.step): Coverage(
            addressed=row.addressed,
            partial=row.partial,
            assumed=row.assumed,
            skipped=row.skipped,
            uncoded=row.uncoded,
            at_least=row.at_least,
            ambiguous=tuple(unsure.get((row.vector, row.step), ())),
            contested=tuple(differing.get((row.vector, row.step), ())),
            inferred=tuple(inferred.get((row.vector, row.step), ())),
        )
        for row in rows
        if row.vector in studied
    }


def missing_parts(
    rows: Iterable[Missing], studies: Mapping[str, str]
) -> dict[Place, list[MissingPart]]:
    """Return what is missing by (vector, step)."""
    found: dict[Place, list[MissingPart]] = {}
    for row in rows:
        found.setdefault((studies.get(row.study), row.step), []).append(
            MissingPart(
                study=row.study,
                text=row.missing,
                outcome=row.outcome,
                basis=row.basis,
                locator=row.locator,
                source=row.source,
            )
        )
    return found


def missing_baselines(
    rows: Iterable[BaselineGap],
    missing: Iterable[Missing],
    frame: Framework,
    studies: Mapping[str, str],
) -> dict[Place, list[MissingBaseline]]:
    """Return the comparisons not made by (vector, step).

    A comparison belongs to the steps whose coding (one with something `missing`) points into the
    passage in which it is recorded, and to every step where no coding does.
    """
    passages: dict[str, dict[str, set[str]]] = {}
    for each in missing:
        for part in (each.locator or "").split("; "):
            passages.setdefault(each.study, {}).setdefault(each.step, set()).add(part)
    found: dict[Place, list[MissingBaseline]] = {}
    for row in rows:
        where = (row.locator or "").split("; ")
        steps = [
            step
            for step, parts in passages.get(row.study, {}).items()
            if any(_same_passage(one, other) for one in where for other in parts)
        ]
        for step in steps or [each.step for each in frame.steps]:
            found.setdefault((studies.get(row.study), step), []).append(
                MissingBaseline(
                    study=row.study,
                    baseline=row.baseline,
                    label=row.baseline if row.baseline_label is None else row.baseline_label,
                    extent=row.extent,
                    statement=row.statement,
                    locator=row.locator,
                    source=row.source,
                    placed=bool(steps),
                )
            )
    return found


def _same_passage(one: str, other: str) -> bool:
    """Tell whether two locators name one passage, if "B.1 Risk; Defenses" is B.1 in both parts."""
    return bool(one) and (one == other or other.endswith(f" {one}"))
