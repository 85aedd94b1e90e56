"""What research is called for: by gaps, open questions, what is missing and claims that wait.

A suggested study is a threat and a step, with everything on record that calls for it. It is no
judgement of the studies there are, and its place in the list follows from counts that are shown.
Whatever is counted is of the collection named. What only our inferences call for stands apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ofmkg.analyses.holdings import StudyRow
from ofmkg.analyses.locators import Vectors
from ofmkg.analyses.needed.called_for import Recommended, asked_for
from ofmkg.analyses.needed.record import record
from ofmkg.analyses.needed.result import Coverage, NeededResearch, SuggestedStudy, ordering
from ofmkg.analyses.needed.suggestions import ordered, suggested
from ofmkg.graph.asking import Graph
from ofmkg.graph.rows import records
from ofmkg.graph.terms import short


def needed(
    graph: Graph,
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
    frame = graph.frame(framework)
    places = graph.shown(collection)
    vectors = Vectors.of(graph)
    wanted = _vector(graph, vector)
    named = _study(graph, study)
    known = record(graph, framework, coder)
    sourced: list[SuggestedStudy] = []
    every: list[SuggestedStudy] = []
    for place in places:
        found = known.suggestions(place.id, by_sources=True), known.suggestions(place.id)
        home = wanted and vectors.home(wanted, known.studied(place.id))
        for kept, here in zip((sourced, every), found, strict=True):
            kept += [
                each
                for each in here
                if (
                    not wanted
                    or each.vector == home
                    or (each.vector and wanted in vectors.above(each.vector))
                )
                and (named is None or _calls_for(each, *named))
            ]
    by_inference = list(added(sourced, every))
    if graph.reading.with_inferences:
        ours = {(s.collection, s.vector, s.step) for s in by_inference}
        sourced = [
            replace(s, voice="inference" if (s.collection, s.vector, s.step) in ours else "source")
            for s in every
        ]
        by_inference = []
    return NeededResearch(
        framework=frame,
        collections=places,
        order=keys,
        asked_for=asked_for(records(graph.asked_once("research-asked-for"), Recommended)),
        suggestions=tuple(ordered(sourced, keys, frame)),
        by_inference=tuple(ordered(by_inference, keys, frame)),
    )


def added(
    sourced: Iterable[SuggestedStudy], every: Iterable[SuggestedStudy]
) -> Iterable[SuggestedStudy]:
    """Yield what our inferences add: other suggestions, and to those of sources what is ours."""
    known = {(s.collection, s.vector, s.step): s for s in sourced}
    for each in every:
        before = known.get((each.collection, each.vector, each.step))
        if before is None:
            yield replace(each, voice="inference")
            continue
        open_before = {(q.question, q.standing) for q in before.questions}
        waiting = {claim.claim for claim in before.claims}
        questions = tuple(q for q in each.questions if (q.question, q.standing) not in open_before)
        claims = tuple(claim for claim in each.claims if claim.claim not in waiting)
        if questions or claims:
            place = (each.vector, each.step)
            more = suggested(each.collection, place, Coverage(), asked=questions, waiting=claims)
            yield replace(more, coverage=each.coverage, voice="inference")


def _vector(graph: Graph, name: str | None) -> str | None:
    if name is None:
        return None
    return short(graph.find(name, "MisuseVector").value)


def _study(graph: Graph, name: str | None) -> tuple[str, str] | None:
    """Return the short ids of a study and its vector."""
    if name is None:
        return None
    row = records(graph.query("studies", study=name), StudyRow)[0]
    return row.study, row.vector


def _calls_for(each: SuggestedStudy, study: str, vector: str) -> bool:
    """Tell whether one study calls for a suggestion: by what it misses, or what it takes as given.

    A step that none of the studies of its threat addresses counts too.
    """
    holders = {a.holder for q in each.questions for a in q.answers}
    lacking = {part.study for part in each.missing} | {
        baseline.study for baseline in each.baselines if baseline.placed
    }
    return study in holders | lacking or (each.vector == vector and each.coverage.uncovered)
