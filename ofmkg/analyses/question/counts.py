"""How many studies and works are recorded with what on a question, collection by collection."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ofmkg.analyses.holdings import Holding, StudyRow, unrecorded
from ofmkg.analyses.question.result import Held, Recorded

# What belongs to a collection (None: to none at all), with the studies there are in it.
Parts = Mapping[str | None, tuple[Sequence[Holding], Sequence[StudyRow]]]


def recorded(parts: Parts, *, with_inferences: bool = False) -> tuple[Recorded, ...]:
    """Return the counts of each collection."""
    return tuple(
        _recorded(collection, held, studies, with_inferences)
        for collection, (held, studies) in parts.items()
    )


def held(position: str, parts: Parts, *, with_inferences: bool = False) -> tuple[Held, ...]:
    """Return for how many works of each collection a position is on record, where it is."""
    found = (
        _held(position, collection, those, with_inferences)
        for collection, (those, _) in parts.items()
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


def _recorded(
    collection: str | None,
    those: Sequence[Holding],
    studies: Sequence[StudyRow],
    with_inferences: bool,
) -> Recorded:
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
        unrecorded=sum(map(len, unrecorded(those, studies).values())),
    )


def how(h: Holding) -> tuple[str, str | None]:
    """Return how the holder relates to the answer: the kind of stance, and its mode."""
    if h.stance.kind == "attributed":
        return ("own-words" if h.stance.source == h.stance.holder else "credited"), None
    return h.stance.kind, h.stance.mode if h.stance.kind == "assumption" else None


def _is_ours(h: Holding, with_inferences: bool) -> bool:
    return h.stance.voice == "inference" and not with_inferences
