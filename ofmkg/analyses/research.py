"""Which studies would settle most: from gaps, open questions, what is missing and what waits.

A suggested study is a threat and a step, with everything on record that calls for it. It is no
judgement of the studies there are, and its place in the list follows from counts that are shown.
"""

from collections.abc import Iterable, Mapping, Sequence

from ofmkg.analyses.needed import (
    KEYS,
    Coverage,
    MissingBaseline,
    MissingPart,
    NeededResearch,
    OpenQuestion,
    SuggestedStudy,
    ordering,
)
from ofmkg.analyses.open_questions import answers, open_questions
from ofmkg.analyses.places import Vectors, shown
from ofmkg.analyses.waiting_claims import Claims
from ofmkg.graph import KnowledgeGraph
from ofmkg.model import Framework
from ofmkg.terms import short, short_if

Row = Mapping[str, str]
Place = tuple[str | None, str | None]  # a vector and a step


def needed(
    graph: KnowledgeGraph,
    vector: str | None = None,
    study: str | None = None,
    collection: str | None = None,
    framework: str | None = None,
    coder: str | None = None,
    order: Sequence[str] | None = None,
) -> NeededResearch:
    """Return suggested studies, of one vector (and narrower ones) or what one study calls for.

    A vector that no study analyses stands with the nearest one above it that a study does.

    `order` names keys to order by before the others. Collections are taken one by one. Raises
    UnknownIdError for an unknown id and UsageError for an unknown key.
    """
    keys = ordering(order)
    within = {k: v for k, v in (("framework", framework), ("coder", coder)) if v}
    frame = graph.frame(framework)
    places = shown(graph, collection)
    vectors = Vectors(graph.query("vector-relations").dicts())
    wanted = _vector(graph, vector)
    named = _study(graph, study)
    positions = graph.query("positions-on-question", **within).dicts()
    asked = graph.query("questions", **({"framework": framework} if framework else {})).dicts()
    incompatible = frozenset(
        (short(row["position"]), short(row["against"]))
        for row in graph.query("incompatible").dicts()
    )
    claims = graph.query("claims-in-question").dicts()
    bare = {row["claim"] for row in graph.query("claims-without-evidence").dicts()}
    found: list[SuggestedStudy] = []
    for place in places:
        inside = {**within, "collection": place.id}
        studies = {
            short(row["study"]): short(row["vector"])
            for row in graph.query("studies", collection=place.id).dicts()
        }
        questions = open_questions(
            asked, answers(positions, place.id), incompatible, vectors, studies.values()
        )
        coverage = covered(
            graph.query("coverage-by-vector", **inside).dicts(),
            graph.query("ambiguous-codings", **inside).dicts(),
            studies,
        )
        missing = graph.query("missing", **inside).dicts()
        here = suggestions(
            place.id,
            frame,
            coverage,
            questions,
            missing_parts(missing, studies),
            missing_baselines(
                graph.query("baseline-gaps", **inside).dicts(), missing, frame, studies
            ),
            Claims(claims, bare, vectors, studies.values()),
        )
        home = wanted and vectors.home(wanted, studies.values())
        found += [
            each
            for each in here
            if not wanted
            or each.vector == home
            or (each.vector and wanted in vectors.above(each.vector))
        ]
    chosen = [each for each in found if named is None or _calls_for(each, *named)]
    return NeededResearch(frame, places, keys, tuple(ordered(chosen, keys, frame)))


def suggestions(
    collection: str,
    frame: Framework,
    coverage: Mapping[Place, Coverage],
    questions: Mapping[Place, Sequence[OpenQuestion]],
    missing: Mapping[Place, Sequence[MissingPart]],
    baselines: Mapping[Place, Sequence[MissingBaseline]],
    claims: Claims,
) -> list[SuggestedStudy]:
    """Return a suggestion for each vector and step that something calls for.

    That is: no study addresses the step in full, something is recorded as missing, a question on
    it is open, or a claim waits. Baselines alone call for nothing.
    """
    uncovered = {place for place, each in coverage.items() if not each.addressed}
    called = uncovered | set(questions) | set(missing) | claims.places
    found = []
    for place in called:
        here = coverage.get(place, Coverage())
        asked, parts = tuple(questions.get(place, ())), tuple(missing.get(place, ()))
        waiting = claims.waiting(place, asked)
        compared = tuple(baselines.get(place, ()))
        if not (asked or parts or waiting or place in uncovered):
            continue
        standing = [each.standing for each in asked]
        counts = {
            "disputed": standing.count("disputed"),
            "claims": len({each.claim for each in waiting}),
            "uncovered": int(here.nobody),
            "missing": len(parts),
            "baselines": len(compared),
            "not-shown": standing.count("not-shown"),
            "unanswered": standing.count("unanswered"),
        }
        found.append(
            SuggestedStudy(collection, *place, here, asked, compared, waiting, parts, counts)
        )
    return ordered(found, KEYS, frame)


def ordered(
    found: Iterable[SuggestedStudy], keys: Sequence[str], frame: Framework
) -> list[SuggestedStudy]:
    """Put suggestions in order: more of the first key first, then of the next; ties by name."""
    steps = {step.step: step.order for step in frame.steps}
    return sorted(
        found,
        key=lambda each: (
            *(-each.counts[key] for key in keys),
            each.vector or "",
            steps.get(each.step or "", 0),
            each.collection,
        ),
    )


def covered(
    rows: Iterable[Row], ambiguous: Iterable[Row], studies: Mapping[str, str]
) -> dict[Place, Coverage]:
    """Return the coverage of each vector that a study analyses, by step.

    `rows` are of the query `coverage-by-vector`, `studies` maps each study to its vector.
    """
    unsure: dict[Place, list[str]] = {}
    for row in ambiguous:
        name = short(row["study"])
        unsure.setdefault((studies.get(name), short(row["step"])), []).append(name)
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
                tuple(unsure.get((vector, step), ())),
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


def _vector(graph: KnowledgeGraph, name: str | None) -> str | None:
    if name is None:
        return None
    return short(graph.query("vector-relations", vector=name).dicts()[0]["vector"])


def _study(graph: KnowledgeGraph, name: str | None) -> tuple[str, str] | None:
    """Return the short ids of a study and its vector."""
    if name is None:
        return None
    row = graph.query("studies", study=name).dicts()[0]
    return short(row["study"]), short(row["vector"])


def _calls_for(each: SuggestedStudy, study: str, vector: str) -> bool:
    """Tell whether one study calls for a suggestion: by what it misses, or what it takes as given.

    A step that none of the studies of its threat addresses counts too.
    """
    holders = {a.holder for q in each.questions for a in q.answers}
    lacking = {part.study for part in each.missing} | {
        baseline.study for baseline in each.baselines if baseline.placed
    }
    return study in holders | lacking or (each.vector == vector and each.coverage.nobody)
