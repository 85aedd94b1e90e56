"""How many studies and works are recorded with what on a question, collection by collection."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ofmkg.analyses.holdings import Holding, StudyRow, Unrecorded, unrecorded
from ofmkg.analyses.question.result import Held, Recorded


@dataclass(frozen=True, slots=True)
class Part:
    """What counts for a collection, and those of its studies without a record, by vector."""

    held: Sequence[Holding]
    unrecorded: Mapping[str, Sequence[Unrecorded]] = field(default_factory=dict)


Parts = Mapping[str | None, Part]  # None: what counts for no collection


def part(held: Sequence[Holding], studies: Sequence[StudyRow], place: str | None = None) -> Part:
    """Return of what is recorded with the studies of a collection that which counts for it.

    What counts for no collection is on record of their works all the same.
    """
    counted = [h for h in held if place is None or place in h.counts_for]
    return Part(counted, unrecorded(held, studies))


def recorded(parts: Parts, *, with_inferences: bool = False) -> tuple[Recorded, ...]:
    """Return the counts of each collection."""
    return tuple(_recorded(collection, part, with_inferences) for collection, part in parts.items())


def held(position: str, parts: Parts, *, with_inferences: bool = False) -> tuple[Held, ...]:
    """Return for how many works of each collection a position is on record, where it is."""
    found = (
        _held(position, collection, part.held, with_inferences)
        for collection, part in parts.items()
    )
    return tuple(each for each in found if each.works or each.inferred)


def _held(
    position: str, collection: str | None, those: Iterable[Holding], with_inferences: bool
) -> Held:
    by = {
        ours: {
            h.work
            for h in those
            if h.stance.position == position
            and h.stance.is_answer
            and _is_ours(h, with_inferences) == ours
        }
        for ours in (False, True)
    }
    return Held(collection, len(by[False]), len(by[True] - by[False]))


def _recorded(collection: str | None, part: Part, with_inferences: bool) -> Recorded:
    those = part.held
    said = [h for h in those if not _is_ours(h, with_inferences)]
    ordered = sorted(said, key=lambda h: (h.issued or "~", h.stance.holder, h.id))
    answering = [h for h in ordered if h.stance.is_answer]
    silent = {h.stance.holder for h in said if h.stance.kind == "silence"}
    others = [h for h in said if not h.stance.is_answer and h.stance.kind != "silence"]
    treating = {h.stance.holder for h in others}
    holders = {h.stance.holder for h in answering}
    ours = {h.stance.holder for h in those} - {h.stance.holder for h in said}
    return Recorded(
        collection=collection,
        answering=len(holders),
        works=len({h.work for h in answering}),
        kinds=tuple(Counter(map(how, answering)).items()),
        treating=len(treating - holders),
        silent=len(silent - holders),
        inferred=len(ours),
        unrecorded=sum(map(len, part.unrecorded.values())),
    )


def how(h: Holding) -> tuple[str, str | None]:
    """Return how the holder relates to the answer: the kind of stance, and its mode."""
    if h.stance.kind == "attributed":
        return ("own-words" if h.stance.source == h.stance.holder else "credited"), None
    return h.stance.kind, h.stance.mode if h.stance.kind == "assumption" else None


def _is_ours(h: Holding, with_inferences: bool) -> bool:
    return h.stance.voice == "inference" and not with_inferences
