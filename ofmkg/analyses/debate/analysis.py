"""The whole debate: who answers alike, which questions divide works, which steps are left out.

Each collection is taken by itself, together with the worked analyses and the positions credited to
works in what it is read from, which are told apart. Conclusions are drawn from what works say and
are said to say; what only our inferences add stands apart. An answer that a work is linked with but
does not affirm is none. Everything is counted in one pass over the answers on record: no work is
compared with every other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import get_args

from ofmkg.analyses.debate.answers import Answered, Answers, answers
from ofmkg.analyses.debate.divisions import added, divisions
from ofmkg.analyses.debate.groups import connected, same
from ofmkg.analyses.debate.result import (
    Debate,
    Group,
    Holding,
    How,
    Link,
    Part,
    SharedAnswer,
    StepCount,
)
from ofmkg.analyses.debate.step_counts import step_counts
from ofmkg.analyses.holdings import HoldingRow
from ofmkg.analyses.locators import Vectors, incompatible, sources_of, within
from ofmkg.graph.asking import Graph
from ofmkg.graph.model import Collection
from ofmkg.graph.rows import records


def debate(
    graph: Graph,
    collection: str | None = None,
    framework: str | None = None,
    coder: str | None = None,
) -> Debate:
    """Return groups, divisions and steps left out for a collection, the default one, or "all".

    Raises UnknownIdError for an unknown id.
    """
    asked = {k: v for k, v in (("framework", framework), ("coder", coder)) if v}
    places = graph.shown(collection)
    vectors = Vectors.of(graph)
    against = incompatible(graph)
    positions = records(graph.query("positions-on-question", **asked), HoldingRow)
    sources = sources_of(graph)
    taken_in = graph.reading.with_inferences
    return Debate(
        graph.frame(framework),
        tuple(
            _part(
                place,
                answers(within(positions, {place.id}, sources)),
                against,
                vectors,
                steps=step_counts(graph, place.id, framework, coder),
                taken_in=taken_in,
            )
            for place in places
        ),
    )


def _part(
    place: Collection,
    every: Answers,
    against: Iterable[tuple[str, str]],
    vectors: Vectors,
    *,
    steps: Iterable[StepCount],
    taken_in: bool,
) -> Part:
    sourced = every.sourced()
    ours = [list(divisions(each, against, vectors)) for each in (sourced, every)]
    linked = [groups(each, vectors) for each in (sourced, every)]
    known = {(g.link, g.works) for g in linked[0]}
    by_us = tuple(
        replace(g, voice="inference") for g in linked[1] if (g.link, g.works) not in known
    )
    taken = every if taken_in else sourced
    works: dict[str, set[str]] = {how: set() for how in get_args(How)}
    for holders in taken.held.values():
        for holding in holders.values():
            works[holding.how].add(holding.work)
    together = [*(g for g in linked[1] if (g.link, g.works) in known), *by_us]
    return Part(
        collection=place,
        coded=len(works["coded"]),
        worked=len(works["worked"]),
        itself=len(works["itself"]),
        credited=len(works["credited"]),
        answers=len(taken.held),
        groups=tuple(together if taken_in else linked[0]),
        divisions=tuple(ours[1] if taken_in else ours[0]),
        by_inference=() if taken_in else tuple(added(*ours)),
        groups_by_inference=() if taken_in else by_us,
        steps=tuple(steps),
    )


def groups(taken: Answers, vectors: Vectors) -> list[Group]:
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
                        question=question,
                        question_label=labels[question],
                        position=position,
                        label=labels[position],
                        vector=vector,
                        holdings=tuple(holdings),
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
            "source",
        )
        for number, works in enumerate(kept)
    ]
