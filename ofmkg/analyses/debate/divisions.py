"""Which questions divide works: incompatible answers of different works about one threat."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

from ofmkg.analyses.debate.answers import Answers
from ofmkg.analyses.debate.result import DividedSide, Division, Holding
from ofmkg.analyses.locators import Vectors
from ofmkg.graph.voices import weakest


def divisions(
    taken: Answers, against: Iterable[tuple[str, str]], vectors: Vectors
) -> list[Division]:
    """Return the questions on which different works give incompatible answers, vector by vector.

    Two answers about different, overlapping vectors are told at the narrower one. More works come
    first.
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
        dividing, both = _dividing(here, wider, rivals)
        if dividing:
            sides = [_side(p, taken.labels, here, wider, both) for p in sorted(dividing)]
            every = [h for side in sides for h in (*side.here, *side.wider)]
            found.append(
                Division(
                    question,
                    taken.labels[question],
                    vector,
                    len({h.work for h in every}),
                    tuple(sides),
                    "source" if _dividing(_said(here), _said(wider), rivals)[0] else "inference",
                    weakest(h.voice for h in every),
                )
            )
    return sorted(found, key=lambda each: (-each.works, each.question, each.vector or ""))


def added(sourced: Iterable[Division], every: Iterable[Division]) -> Iterable[Division]:
    """Yield what our inferences add: other divisions, and to those of sources what is ours."""
    known = {(d.question, d.vector): d for d in sourced}
    for division in every:
        before = known.get((division.question, division.vector))
        if before is None:
            yield replace(division, voice="inference")
            continue
        old = {h for side in before.sides for h in (*side.here, *side.wider)}
        sides = tuple(
            replace(
                side,
                here=tuple(h for h in side.here if h not in old),
                wider=tuple(h for h in side.wider if h not in old),
            )
            for side in division.sides
        )
        ours = tuple(side for side in sides if side.here or side.wider)
        if ours:
            works = {h.work for side in ours for h in (*side.here, *side.wider)}
            yield replace(division, sides=ours, works=len(works), voice="inference")


Held = Mapping[str, Mapping[str, Holding]]  # by position and work


def _dividing(here: Held, wider: Held, rivals: Mapping[str, Set[str]]) -> tuple[set[str], set[str]]:
    """Return the positions by which works are divided, and the works that hold both of two."""

    def all_of(position: str) -> set[str]:
        return {*here.get(position, ()), *wider.get(position, ())}

    dividing: set[str] = set()
    both: set[str] = set()
    for position, held in here.items():
        for rival in rivals.get(position, ()):
            torn = all_of(position) & all_of(rival)
            if held.keys() - torn and all_of(rival) - torn:
                dividing |= {position, rival}
                both |= torn
    return dividing, both


def _said(of: Held) -> Held:
    """Leave out what is our inference."""
    return {
        position: {work: h for work, h in held.items() if h.voice != "inference"}
        for position, held in of.items()
    }


def _side(
    position: str, labels: Mapping[str, str], here: Held, wider: Held, both: Set[str]
) -> DividedSide:
    own, rest = (
        {w: h for w, h in of.get(position, {}).items() if w not in both} for of in (here, wider)
    )
    return DividedSide(
        position,
        labels[position],
        len(own.keys() | rest.keys()),
        tuple(own[work] for work in sorted(own)),
        tuple(rest[work] for work in sorted(rest) if work not in own),
    )
