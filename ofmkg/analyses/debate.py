"""The whole debate: who answers alike, which questions divide works, which steps are left out.

Each collection is taken by itself, together with the worked analyses and the positions that works
are credited with, which belong to no collection and are told apart. Everything is counted in one
pass over the answers on record: no work is compared with every other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ofmkg.analyses.debate_result import (
    Debate,
    DividedSide,
    Division,
    Group,
    Holding,
    How,
    Link,
    Part,
    SharedAnswer,
    StepCount,
)
from ofmkg.analyses.groups import connected, same
from ofmkg.analyses.places import Vectors, shown
from ofmkg.graph import KnowledgeGraph
from ofmkg.model import Collection
from ofmkg.terms import short, short_if

Row = Mapping[str, str]
Answered = tuple[str, str, str | None]  # question, position, vector (None = across vectors)


@dataclass(slots=True)
class _Answers:
    """The answers on record: by question, position and vector the holdings of each work."""

    held: dict[Answered, dict[str, Holding]]
    labels: dict[str, str]


def debate(
    graph: KnowledgeGraph,
    collection: str | None = None,
    framework: str | None = None,
    coder: str | None = None,
) -> Debate:
    """Return groups, divisions and steps left out for a collection, the default one, or "all".

    Raises UnknownIdError for an unknown id.
    """
    asked = {k: v for k, v in (("framework", framework), ("coder", coder)) if v}
    places = shown(graph, collection)
    vectors = Vectors(graph.query("vector-relations").dicts())
    against = [
        (short(row["position"]), short(row["against"]))
        for row in graph.query("incompatible").dicts()
    ]
    positions = graph.query("positions-on-question", **asked).dicts()
    steps = graph.query("coverage-by-step", **asked).dicts()
    return Debate(
        graph.frame(framework),
        tuple(_part(place, positions, steps, against, vectors) for place in places),
    )


def _part(
    place: Collection,
    positions: Iterable[Row],
    steps: Iterable[Row],
    against: Iterable[tuple[str, str]],
    vectors: Vectors,
) -> Part:
    taken = answers(positions, place.id)
    works: dict[str, set[str]] = {"coded": set(), "worked": set(), "credited": set()}
    for holders in taken.held.values():
        for holding in holders.values():
            works[holding.how].add(holding.work)
    return Part(
        place,
        len(works["coded"]),
        len(works["worked"]),
        len(works["credited"]),
        len(taken.held),
        tuple(groups(taken, vectors)),
        tuple(divisions(taken, against, vectors)),
        tuple(step_counts(row for row in steps if short(row["collection"]) == place.id)),
    )


def answers(rows: Iterable[Row], collection: str) -> _Answers:
    """Sort the rows of the query `positions-on-question`, leaving out other collections.

    Where a work gives an answer in several ways, what was coded comes before what it is credited
    with.
    """
    rank = {"coded": 0, "worked": 1, "credited": 2}
    found = _Answers({}, {})
    for row in rows:
        if short(row.get("collection", collection)) != collection:
            continue
        how: How = (
            "credited"
            if row["kind"] == "credited"
            else "coded"
            if "collection" in row
            else "worked"
        )
        question, position = short(row["question"]), short(row["position"])
        found.labels[question] = row.get("questionLabel", question)
        found.labels[position] = row.get("positionLabel", position)
        holding = Holding(
            short(row["work"]),
            how,
            row["kind"],
            row.get("basis"),
            row.get("locator"),
            short_if(row.get("source")),
        )
        key = (question, position, short_if(row.get("vector")))
        holders = found.held.setdefault(key, {})
        known = holders.get(holding.work)
        if known is None or rank[how] < rank[known.how]:
            holders[holding.work] = holding
    return found


def groups(taken: _Answers, vectors: Vectors) -> list[Group]:
    """Return the groups of two works or more, by each kind of link.

    same-threat: a chain of works that give the same answer about the same or overlapping vectors;
    any-threat: the same answer, whatever the vector; exactly: all answers on record the same.
    """
    about = {key: tuple(held) for key, held in taken.held.items()}
    wider = [
        (key, (*key[:2], above))
        for key in about
        for above in vectors.above(key[2] or "") - {key[2]}
        if key[2] and (*key[:2], above) in about
    ]
    anywhere: dict[Answered, dict[str, Holding]] = {}
    for key, held in taken.held.items():
        anywhere.setdefault((*key[:2], None), {}).update(held)
    return [
        *_groups("same-threat", connected(about, wider), taken.held, taken.labels),
        *_groups("any-threat", connected(anywhere), anywhere, taken.labels),
        *_groups("exactly", same(about), taken.held, taken.labels),
    ]


def divisions(
    taken: _Answers, against: Iterable[tuple[str, str]], vectors: Vectors
) -> list[Division]:
    """Return the questions on which incompatible answers are given about overlapping vectors.

    Two answers about different vectors are told at the narrower one. More works come first.
    """
    rivals: dict[str, set[str]] = {}
    for position, other in against:
        rivals.setdefault(position, set()).add(other)
    places: dict[tuple[str, str | None], dict[str, dict[str, Holding]]] = {}
    for (question, position, vector), held in taken.held.items():
        places.setdefault((question, vector), {})[position] = held
    found = []
    for (question, vector), here in places.items():
        above = [*(vectors.above(vector) - {vector}), None] if vector else []
        wider: dict[str, dict[str, Holding]] = {}
        for place in above:
            for position, held in places.get((question, place), {}).items():
                wider.setdefault(position, {}).update(held)
        dividing = set()
        for position, held in here.items():
            for rival in rivals.get(position, ()):
                others = here.get(rival, {}).keys() | wider.get(rival, {}).keys()
                if others and len(others | held.keys()) > 1:  # not one work by itself
                    dividing |= {position, rival}
        if dividing:
            sides = [_side(p, taken.labels, here, wider) for p in sorted(dividing)]
            works = {h.work for side in sides for h in (*side.here, *side.wider)}
            found.append(
                Division(question, taken.labels[question], vector, len(works), tuple(sides))
            )
    return sorted(found, key=lambda each: (-each.works, each.question, each.vector or ""))


def step_counts(rows: Iterable[Row]) -> list[StepCount]:
    """Return counts from rows of the query `coverage-by-step`; steps most left out come first."""
    counts = [
        StepCount(
            short(row["step"]),
            row.get("stepLabel", short(row["step"])),
            int(row["order"]),
            int(row["studies"]),
            int(row["addressed"]),
            int(row["partial"]),
            int(row["assumed"]),
            int(row["skipped"]),
            int(row["uncoded"]),
            int(row["skippedAmbiguous"]),
            int(row["otherwiseAbsent"]),
        )
        for row in rows
    ]
    return sorted(counts, key=lambda count: (-count.skipped, -count.assumed, count.order))


def _side(
    position: str,
    labels: Mapping[str, str],
    here: Mapping[str, Mapping[str, Holding]],
    wider: Mapping[str, Mapping[str, Holding]],
) -> DividedSide:
    own, rest = here.get(position, {}), wider.get(position, {})
    return DividedSide(
        position,
        labels[position],
        len(own.keys() | rest.keys()),
        tuple(own[work] for work in sorted(own)),
        tuple(rest[work] for work in sorted(rest) if work not in own),
    )


def _groups(
    link: Link,
    found: Iterable[tuple[str, ...]],
    held: Mapping[Answered, Mapping[str, Holding]],
    labels: Mapping[str, str],
) -> list[Group]:
    """Add to each group of two or more the answers that two or more of its works give."""
    kept = [works for works in found if len(works) > 1]
    home = {work: number for number, works in enumerate(kept) for work in works}
    shared: list[list[SharedAnswer]] = [[] for _ in kept]
    for (question, position, vector), holders in held.items():
        inside: dict[int, list[Holding]] = {}
        for work in sorted(holders):
            if work in home:
                inside.setdefault(home[work], []).append(holders[work])
        for number, holdings in inside.items():
            if len(holdings) > 1:
                shared[number].append(
                    SharedAnswer(
                        question,
                        labels[question],
                        position,
                        labels[position],
                        vector,
                        tuple(holdings),
                    )
                )
    return [
        Group(
            link,
            works,
            tuple(
                sorted(
                    shared[number],
                    key=lambda a: (-len(a.holdings), a.question, a.position, a.vector or ""),
                )
            ),
        )
        for number, works in enumerate(kept)
    ]
