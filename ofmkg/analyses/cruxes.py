"""Cruxes: opposed positions that conclusions rest on, with the claims that hang on them.

Two positions on a question are opposed if they are incompatible (in our reading) and different
works are recorded with them about threats that overlap. A claim hangs on a position if it
expresses it (in our reading), if it rests on a stance that takes it (by the word of the source),
or if a claim that hangs on it supports it. Claims about other threats are left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ofmkg.analyses.argument import Argument, argument
from ofmkg.analyses.hanging import Hanging, HangingClaims, overlaps
from ofmkg.analyses.holdings import Holding, holdings
from ofmkg.analyses.places import Vectors
from ofmkg.errors import UnknownIdError, UsageError
from ofmkg.graph import KnowledgeGraph
from ofmkg.model import Collection
from ofmkg.terms import short, short_if

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Side:
    """A position with those who are recorded with it, and the claims that hang on it."""

    position: str
    label: str
    holders: tuple[Holding, ...]
    claims: tuple[Hanging, ...]


@dataclass(frozen=True, slots=True)
class Crux:
    """Two opposed positions on a question; locator and source are those of the first position."""

    question: str
    label: str
    steps: tuple[str, ...]
    a: Side
    b: Side
    locator: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Cruxes:
    """What turns on which question, for a vector (`b` None) or between two works.

    `without_claims` are opposed positions that no claim on record hangs on; `apart` incompatible
    positions that are held about different threats only, and so do not contradict each other.
    """

    a: str
    b: str | None
    cruxes: tuple[Crux, ...]
    without_claims: tuple[Crux, ...]
    apart: tuple[Crux, ...]
    collections: tuple[Collection, ...]


def cruxes(
    graph: KnowledgeGraph,
    target: str,
    other: str | None = None,
    framework: str | None = None,
    coder: str | None = None,
    collection: str | None = None,
) -> Cruxes:
    """Return the cruxes of a vector, or those between two works or studies (short ids or IRIs).

    `collection` keeps the studies of one collection. Raises UnknownIdError, and UsageError for a
    single work.
    """
    vectors = Vectors(graph.query("vector-relations").dicts())
    read = {k: v for k, v in (("framework", framework), ("coder", coder)) if v}
    sides = () if other is None else (_side(graph, target), _side(graph, other))
    of_sides = {"holder": tuple(h for side in sides for h in side.holders)} if sides else {}
    rows = graph.query("positions-on-question", **read, **of_sides).dicts()
    only = {"collection": collection} if collection and collection != "all" else {}
    inside = {row["study"] for row in graph.query("studies", **only).dicts()}
    rows = [row for row in rows if "collection" not in row or row["holder"] in inside]
    answers = graph.query("answers").dicts()
    held = _held(rows, answers)
    asked: tuple[str, ...] = ()
    against: str | None = None
    if sides:
        a, b = sides
        name, against = a.name, b.name
        left, right = _of(held, a, vectors), _of(held, b, vectors)
    else:
        name = _vector(graph, target)
        asked = (name,)
        left = right = [h for h in held if overlaps(asked, h.stance.vectors, vectors)]
    found = arranged(answers, left, right, argument(graph), vectors, asked)
    shown = {h.collection for h in (*left, *right)}
    return Cruxes(name, against, *found, tuple(c for c in graph.collections() if c.id in shown))


def arranged(
    answers: Iterable[Row],
    left: Sequence[Holding],
    right: Sequence[Holding],
    on_record: Argument,
    vectors: Vectors,
    asked: tuple[str, ...] = (),
) -> tuple[tuple[Crux, ...], tuple[Crux, ...], tuple[Crux, ...]]:
    """Return cruxes, opposed positions without claims, and positions held apart.

    `answers` are rows of that query, `left` and `right` what the two sides hold (the same, if a
    vector is asked for, which is then in `asked`).
    """
    hanging = HangingClaims(on_record, vectors)
    one_side = left is right
    first, second = _by_position(left), _by_position(right)
    results: tuple[list[Crux], list[Crux], list[Crux]] = ([], [], [])
    for row in _pairs(answers):
        p, q = short(row["position"]), short(row["against"])
        if p not in first or q not in second or (one_side and p > q):
            continue
        a, b = opposing(first[p], second[q], vectors)
        apart = not a
        if apart:
            a, b = first[p], second[q]
            if {h.work for h in a} == {h.work for h in b} and len({h.work for h in a}) == 1:
                continue  # one work by itself
        about = asked or _threats((*a, *b))
        crux = Crux(
            short(row["question"]),
            row.get("questionLabel", short(row["question"])),
            a[0].stance.steps,
            Side(p, a[0].stance.label, tuple(a), hanging.on(p, about)),
            Side(q, b[0].stance.label, tuple(b), hanging.on(q, about)),
            row.get("locator"),
            short_if(row.get("source")),
        )
        results[2 if apart else 0 if crux.a.claims or crux.b.claims else 1].append(crux)
    return tuple(results[0]), tuple(results[1]), tuple(results[2])


def opposing(
    left: Sequence[Holding], right: Sequence[Holding], vectors: Vectors
) -> tuple[list[Holding], list[Holding]]:
    """Keep those of each side whom another work opposes about a threat that overlaps.

    Compares vectors and not pairs of works, so that it is linear in the works.
    """
    return _opposed_by(left, right, vectors), _opposed_by(right, left, vectors)


def _opposed_by(
    held: Sequence[Holding], others: Sequence[Holding], vectors: Vectors
) -> list[Holding]:
    works: dict[tuple[str, ...], set[str]] = {}
    for h in others:
        works.setdefault(h.stance.vectors, set()).add(h.work)
    against: dict[tuple[str, ...], set[str]] = {}
    for about in {h.stance.vectors for h in held}:
        near = [those for each, those in works.items() if overlaps(about, each, vectors)]
        against[about] = set().union(*near)
    return [h for h in held if against[h.stance.vectors] - {h.work}]


def _threats(held: Iterable[Holding]) -> tuple[str, ...]:
    """Return the vectors that stances are about; none if one of them is about no vector."""
    vectors = [h.stance.vectors for h in held]
    return tuple(sorted({v for each in vectors for v in each})) if all(vectors) else ()


def _pairs(answers: Iterable[Row]) -> list[Row]:
    """Return the rows of incompatible positions, each pair once for each order."""
    found = {(row["position"], row["against"]): row for row in answers if "against" in row}
    return list(found.values())


def _by_position(held: Iterable[Holding]) -> dict[str, list[Holding]]:
    found: dict[str, list[Holding]] = {}
    for h in held:
        if h.stance.position:
            found.setdefault(h.stance.position, []).append(h)
    return found


def _held(rows: Iterable[Row], answers: Iterable[Row]) -> list[Holding]:
    steps: dict[str, dict[str, None]] = {}
    for row in answers:
        if "step" in row:
            steps.setdefault(row["question"], {})[short(row["step"])] = None
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["question"], []).append(row)
    return [
        h
        for question, group in grouped.items()
        for h in holdings(
            group,
            group[0].get("questionLabel", short(question)),
            tuple(steps.get(question, ())),
        )
    ]


def _vector(graph: KnowledgeGraph, name: str) -> str:
    try:
        return short(graph.query("vector-relations", vector=name).dicts()[0]["vector"])
    except UnknownIdError as error:
        try:
            graph.query("sides", work=name)
        except UnknownIdError:
            raise error from None
        raise UsageError(f"{name} is a work: name another work beside it, or a vector.") from None


@dataclass(frozen=True, slots=True)
class _Named:
    """A work or study as asked for, its work, all holders of its stances (IRIs).

    `vectors` are those of a study that was asked for by itself.
    """

    name: str
    work: str
    holders: tuple[str, ...]
    vectors: tuple[str, ...]


def _side(graph: KnowledgeGraph, name: str) -> _Named:
    """Return what a work or study is. Raises UnknownIdError."""
    vectors: tuple[str, ...] = ()
    asked = name
    try:
        rows = graph.query("sides", work=name).dicts()
    except UnknownIdError as error:
        try:
            (study, *_) = graph.query("studies", study=name).dicts()
        except UnknownIdError:
            raise error from None
        asked, vectors = study["study"], (short(study["vector"]),)
        rows = graph.query("sides", work=study["work"]).dicts()
    work = rows[0]["work"]
    parts = [row[key] for row in rows for key in ("study", "workedAnalysis") if key in row]
    holders = tuple(dict.fromkeys([work, *parts]))
    return _Named(short(asked if vectors else work), short(work), holders, vectors)


def _of(held: Iterable[Holding], side: _Named, vectors: Vectors) -> list[Holding]:
    """Keep what a work holds; of a study, what it holds itself and its work on the same threat."""
    return [
        h
        for h in held
        if h.work == side.work
        and (
            not side.vectors
            or h.stance.holder == side.name
            or (h.collection is None and overlaps(side.vectors, h.stance.vectors, vectors))
        )
    ]
