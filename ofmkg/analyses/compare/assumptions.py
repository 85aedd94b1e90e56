"""What differs between two works: pure functions over the rows of a few queries.

The classes of a question follow the design: where both sides take a position, the first that
fits of opposed (incompatible answers about overlapping vectors), contrasting (incompatible, each
about its own vector), shared (same answer) and different; where one side does, only_a or only_b;
where neither does, unanswered. A position that is named but not affirmed is no answer.

The class is drawn from what works say or are credited with. What has a class only with our
inferences, or compares two answers only with them, stands apart.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, product
from operator import attrgetter

from ofmkg.analyses.compare.differences import differences as differences
from ofmkg.analyses.compare.result import AssumptionRow, Assumptions, Class, Status, VectorRelation
from ofmkg.graph.model import Stance, Voice
from ofmkg.graph.rows import Id
from ofmkg.graph.terms import short
from ofmkg.graph.voices import by_source

Overlap = Callable[[str, str], bool]
COMPARED: frozenset[Class] = frozenset({"shared", "opposed", "contrasting", "different"})


def relation(a: Iterable[str], b: Iterable[str], overlap: Overlap) -> VectorRelation:
    """Tell how the vectors of two sides relate; "unknown" if a side has none."""
    left, right = set(a), set(b)
    if not left or not right:
        return "unknown"
    if left == right:
        return "same"
    return "overlapping" if any(overlap(x, y) for x, y in product(left, right)) else "different"


@dataclass(frozen=True, slots=True)
class StanceRow:
    """A row of the question `stances`: a stance (IRI) of a holder (IRI), a step and a vector."""

    holder: str
    kind: str
    stance: str
    question: Id
    source: Id
    voice: Voice
    question_label: str | None = None
    step: Id | None = None
    position: Id | None = None
    label: str | None = None
    mode: str | None = None
    statement: str | None = None
    basis: str | None = None
    vector: Id | None = None
    locator: str | None = None
    note: str | None = None


def stances(rows: Iterable[StanceRow]) -> list[Stance]:
    """Return stances (rows of one stance stand together)."""
    key = attrgetter("holder", "stance")  # stances of several holders may share a short id
    return [_stance(list(group)) for _, group in groupby(rows, key=key)]


def within(
    held: Iterable[Stance], study: str, vectors: Iterable[str], overlap: Overlap
) -> list[Stance]:
    """Keep what a work that reports several studies says on the threats of one of them.

    `study` is the id of that study, whose own stances are all kept.
    """
    asked = tuple(vectors)
    return [
        s
        for s in held
        if s.holder == study
        or not s.vectors
        or any(overlap(x, y) for x, y in product(s.vectors, asked))
    ]


def assumptions(
    a: Sequence[Stance],
    b: Sequence[Stance],
    incompatible: frozenset[tuple[str, str]],
    overlap: Overlap,
    *,
    with_inferences: bool = False,
) -> Assumptions:
    """Sort every question on which either side is recorded into its class.

    A question on which both sides answer by the word of works has its class from that alone, as has
    one whose class does not change with our inferences. Any other stands under `by_inference`,
    unless inferences are taken in.
    """
    places: dict[str, list[AssumptionRow]] = {}
    questions = {s.question: s for s in sorted([*a, *b], key=lambda s: s.question)}
    for question, sample in questions.items():
        left, right = (tuple(s for s in side if s.question == question) for side in (a, b))
        said = (by_source(left), by_source(right))
        named, threats_by_source = _classify(said[0], said[1], incompatible, overlap)
        taken_in, threats = _classify(left, right, incompatible, overlap)
        source = named if any(said) else None
        sure = source == taken_in or (not with_inferences and source in COMPARED)
        stands = source if sure and source and not with_inferences else taken_in
        place = stands if sure or with_inferences else "by_inference"
        places.setdefault(place, []).append(
            AssumptionRow(
                question=question,
                label=sample.question_label,
                steps=sample.steps,
                a=left,
                b=right,
                a_status=status(left),
                b_status=status(right),
                by_source=source,
                with_inferences=taken_in,
                voice="source" if sure else "inference",
                threats=threats_by_source if stands == source and not with_inferences else threats,
            )
        )
    return Assumptions(**{place: tuple(rows) for place, rows in places.items()})


def status(side: Iterable[Stance]) -> Status:
    """Tell the most that a side says on a question; a position not affirmed counts as treated."""
    held = tuple(side)
    if any(stance.is_answer for stance in held):
        return "takes-position"
    if any(stance.kind != "silence" for stance in held):
        return "treats"
    return "silent" if held else "uncoded"


def _classify(
    left: Sequence[Stance],
    right: Sequence[Stance],
    incompatible: frozenset[tuple[str, str]],
    overlap: Overlap,
) -> tuple[Class, VectorRelation | None]:
    taken = [[s for s in side if s.is_answer] for side in (left, right)]
    pairs = list(product(*taken))
    if not pairs:
        return ("only_a" if taken[0] else "only_b" if taken[1] else "unanswered"), None
    if taken[0] == taken[1]:  # a work beside itself, which may well hold two answers
        return "shared", "same"

    def threats(pair: tuple[Stance, ...]) -> VectorRelation:
        one, other = pair
        if not one.vectors and not other.vectors:
            return "same"
        if not one.vectors or not other.vectors:
            return "overlapping"
        return relation(one.vectors, other.vectors, overlap)

    related = [(pair, threats(pair)) for pair in pairs]
    clashing = [(p, t) for p, t in related if (p[0].position, p[1].position) in incompatible]
    order: dict[VectorRelation, int] = {"same": 0, "overlapping": 1, "different": 2}
    fits: tuple[tuple[Class, list[VectorRelation]], ...] = (
        ("opposed", [t for _, t in clashing if t != "different"]),
        ("contrasting", [t for _, t in clashing]),
        ("shared", [t for p, t in related if p[0].position == p[1].position]),
        ("different", [t for _, t in related]),
    )
    for kind, fitting in fits:
        if fitting:
            return kind, min(fitting, key=lambda t: order[t])
    raise AssertionError("pairs of positions always fall into a class")


def _stance(rows: Sequence[StanceRow]) -> Stance:
    first = rows[0]
    asked, answer = first.question_label, first.label
    return Stance(
        holder=short(first.holder),
        kind=first.kind,
        question=first.question,
        question_label=first.question if asked is None else asked,
        steps=tuple(sorted({row.step for row in rows if row.step is not None})),
        position=first.position,
        label=(first.position or short(first.stance)) if answer is None else answer,
        mode=first.mode,
        statement=first.statement,
        basis=first.basis,
        vectors=tuple(sorted({row.vector for row in rows if row.vector is not None})),
        locator=first.locator,
        source=first.source,
        note=" ".join(dict.fromkeys(row.note for row in rows if row.note)) or None,
        voice=first.voice,
    )
