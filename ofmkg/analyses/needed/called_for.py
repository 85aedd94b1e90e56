"""What calls for research: rows of queries into how far steps are covered and what is missing."""

from collections.abc import Iterable, Mapping

from ofmkg.analyses.needed.result import AskedFor, Coverage, MissingBaseline, MissingPart
from ofmkg.graph.model import Framework
from ofmkg.graph.terms import short, short_if

Row = Mapping[str, str]
Place = tuple[str | None, str | None]  # a vector and a step


def asked_for(rows: Iterable[Row]) -> tuple[AskedFor, ...]:
    """Return what sources ask of research, from rows of the query `research-asked-for`."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["recommendation"], []).append(row)
    return tuple(
        AskedFor(
            short(iri),
            group[0].get("statement", short(iri)),
            group[0].get("rationale"),
            tuple(dict.fromkeys(short(row["step"]) for row in group if "step" in row)),
            group[0].get("locator"),
            short_if(group[0].get("source")),
        )
        for iri, group in grouped.items()
    )


def covered(
    rows: Iterable[Row],
    ambiguous: Iterable[Row],
    contested: Iterable[Row],
    assumed: Iterable[Row],
    studies: Mapping[str, str],
) -> dict[Place, Coverage]:
    """Return the coverage of each vector that a study analyses, by step.

    `rows` are of the query `coverage-by-vector`, the others of `ambiguous-codings`,
    `contested-cells` and `steps-assumed`; `studies` maps each study to its vector.
    """

    def placed(rows: Iterable[Row]) -> dict[Place, dict[str, list[Row]]]:
        by: dict[Place, dict[str, list[Row]]] = {}
        for row in rows:
            name = short(row["study"])
            place = (studies.get(name), short(row["step"]))
            by.setdefault(place, {}).setdefault(name, []).append(row)
        return by

    unsure, differing = placed(ambiguous), placed(contested)
    stand_ins = placed(row for row in assumed if row.get("state") == "assumed")
    inferred = {
        place: [n for n, rows in by.items() if {r["voice"] for r in rows} == {"inference"}]
        for place, by in stand_ins.items()
    }
    studied = set(studies.values())
    found: dict[Place, Coverage] = {}
    for row in rows:
        vector, step = short(row["vector"]), short(row["step"])
        if vector in studied:
            found[vector, step] = Coverage(
                int(row["addressed"]),
                int(row["partial"]),
                int(row["assumed"]),
                int(row["skipped"]),
                int(row["uncoded"]),
                int(row["atLeast"]),
                tuple(unsure.get((vector, step), ())),
                tuple(differing.get((vector, step), ())),
                tuple(inferred.get((vector, step), ())),
            )
    return found


def missing_parts(
    rows: Iterable[Row], studies: Mapping[str, str]
) -> dict[Place, list[MissingPart]]:
    """Return what is missing by (vector, step), from rows of the query `missing`."""
    found: dict[Place, list[MissingPart]] = {}
    for row in rows:
        name = short(row["study"])
        found.setdefault((studies.get(name), short(row["step"])), []).append(
            MissingPart(
                name,
                row["missing"],
                row.get("outcome"),
                row.get("basis"),
                row.get("locator"),
                short_if(row.get("source")),
            )
        )
    return found


def missing_baselines(
    rows: Iterable[Row], missing: Iterable[Row], frame: Framework, studies: Mapping[str, str]
) -> dict[Place, list[MissingBaseline]]:
    """Return the comparisons not made by (vector, step), from rows of the query `baseline-gaps`.

    A comparison belongs to the steps whose coding (rows of `missing`) points into the passage in
    which it is recorded, and to every step where no coding does.
    """
    passages: dict[str, dict[str, set[str]]] = {}
    for row in missing:
        for part in row.get("locator", "").split("; "):
            passages.setdefault(row["study"], {}).setdefault(short(row["step"]), set()).add(part)
    found: dict[Place, list[MissingBaseline]] = {}
    for row in rows:
        name = short(row["study"])
        where = row.get("locator", "").split("; ")
        steps = [
            step
            for step, parts in passages.get(row["study"], {}).items()
            if any(_same_passage(one, other) for one in where for other in parts)
        ]
        for step in steps or [each.step for each in frame.steps]:
            found.setdefault((studies.get(name), step), []).append(
                MissingBaseline(
                    name,
                    short(row["baseline"]),
                    row.get("baselineLabel", short(row["baseline"])),
                    row["extent"],
                    row.get("statement"),
                    row.get("locator"),
                    short_if(row.get("source")),
                    bool(steps),
                )
            )
    return found


def _same_passage(one: str, other: str) -> bool:
    """Tell whether two locators name one passage, if "B.1 Risk; Defenses" is B.1 in both parts."""
    return bool(one) and (one == other or other.endswith(f" {one}"))
