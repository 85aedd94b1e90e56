"""Cruxes: opposed positions that conclusions rest on, with the claims that hang on them.

Two positions on a question are opposed if they are incompatible (in our reading) and different
works are recorded with them about threats that overlap; of a vector, a work that is recorded with
both opposes nobody. A claim hangs on a position if it rests on a stance that takes it, or if a
claim that hangs on it supports it, by lines that sources draw. That a claim expresses a position
is always our reading, and so are the lines that only we drew: what is opposed, or hangs, only with
these stands apart. Claims about other threats are left out, and so are positions that a work is
linked with but does not affirm.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ofmkg.analyses.argument.analysis import recorded
from ofmkg.analyses.argument.result import Argument
from ofmkg.analyses.crux.hanging import Hanging, HangingClaims, overlaps
from ofmkg.analyses.crux.result import Crux, Cruxes, Kind, Side
from ofmkg.analyses.crux.sides import of, vector
from ofmkg.analyses.crux.sides import side as side_of
from ofmkg.analyses.holdings import Holding, HoldingRow, holdings
from ofmkg.analyses.locators import Vectors, sources_of, within
from ofmkg.analyses.question.rows import AnswerRow
from ofmkg.errors import UsageError
from ofmkg.graph.asking import Graph
from ofmkg.graph.model import Collection
from ofmkg.graph.rows import grouped, records
from ofmkg.graph.terms import short


def crux(
    graph: Graph,
    target: str | None = None,
    other: str | None = None,
    framework: str | None = None,
    coder: str | None = None,
    collection: str | None = None,
    *,
    vector: str | None = None,
    a: str | None = None,
    b: str | None = None,
) -> Cruxes:
    """Return `cruxes` of a target; `vector` or both `a` and `b` name it by what it is.

    Raises UsageError where they name none, or more than one, and what `cruxes` raises.
    """
    if target is None:
        check({"vector": vector, "a": a, "b": b})
        target, other = vector or a, b
    assert target is not None
    return cruxes(graph, target, other, framework=framework, coder=coder, collection=collection)


def check(values: Mapping[str, object]) -> None:
    """Raise UsageError unless a vector is given, or both works or studies."""
    vector, a, b = (values[name] for name in ("vector", "a", "b"))
    if (vector is None) == (a is None) or (a is None) != (b is None):
        raise UsageError("Give either vector=, or both a= and b=.")


def cruxes(
    graph: Graph,
    target: str,
    other: str | None = None,
    framework: str | None = None,
    coder: str | None = None,
    collection: str | None = None,
) -> Cruxes:
    """Return the cruxes of a vector, or those between two works or studies (short ids or IRIs).

    Of a vector, they are those of one collection, the default one unless another, or "all", is
    named; between two works, those of all unless one is named. Raises UnknownIdError, and
    UsageError for a single work.
    """
    vectors = Vectors.of(graph)
    read = {k: v for k, v in (("framework", framework), ("coder", coder)) if v}
    sides = () if other is None else (side_of(graph, target), side_of(graph, other))
    of_sides = {"holder": tuple(h for side in sides for h in side.holders)} if sides else {}
    question, about = "positions-on-question", read | of_sides
    answer = graph.query(question, **about) if about else graph.asked_once(question)
    rows = records(answer, HoldingRow)
    on_record = recorded(graph)
    places = graph.shown("all" if sides and collection is None else collection)
    if not sides or collection not in (None, "all"):
        inside = {each.id for each in places}
        rows = within(rows, inside, sources_of(graph))
        on_record = on_record.of(inside)
    answers = records(graph.asked_once("answers"), AnswerRow)
    held = [h for h in _held(rows, answers) if h.stance.mode != "unaffirmed"]
    asked: tuple[str, ...] = ()
    against: str | None = None
    if sides:
        a, b = sides
        name, against = a.name, b.name
        left, right = of(held, a, vectors), of(held, b, vectors)
        known = {h.collection for h in (*left, *right)}
        places = tuple(c for c in places if c.id in known)
    else:
        name = vector(graph, target)
        asked = (name,)
        left = right = [h for h in held if overlaps(asked, h.stance.vectors, vectors)]
    every = arranged(answers, left, right, on_record, vectors, asked=asked)
    if graph.reading.with_inferences:
        return _result(name, against, every, (), places)
    said = [h for h in left if h.stance.voice != "inference"]
    others = said if left is right else [h for h in right if h.stance.voice != "inference"]
    sourced = arranged(answers, said, others, on_record.sourced(), vectors, asked=asked)
    return _result(name, against, sourced, tuple(added(sourced, every)), places)


def arranged(
    answers: Iterable[AnswerRow],
    left: Sequence[Holding],
    right: Sequence[Holding],
    on_record: Argument,
    vectors: Vectors,
    *,
    asked: tuple[str, ...] = (),
) -> tuple[Crux, ...]:
    """Return opposed positions with the claims that hang on them, and positions held apart.

    `left` and `right` are what the two sides hold (the same, if a vector is asked for, which is
    then in `asked`).
    """
    hanging = HangingClaims(on_record, vectors)
    one_side = left is right
    first, second = _by_position(left), _by_position(right)
    found: list[Crux] = []
    for p, q, row in _pairs(answers):
        if p not in first or q not in second or (one_side and p > q):
            continue
        ours, theirs = first[p], second[q]
        if one_side:
            both = {h.work for h in opposing(ours, theirs, vectors, itself=True)[0]}
            ours, theirs = ([h for h in side if h.work not in both] for side in (ours, theirs))
        a, b = opposing(ours, theirs, vectors)
        apart = not a
        if apart:
            a, b = ours, theirs
            works = [{h.work for h in side} for side in (a, b)]
            if not all(works) or (works[0] == works[1] and len(works[0]) == 1):
                continue  # one work by itself
        about = asked or _threats((*a, *b))
        claims = (hanging.on(p, about), hanging.on(q, about))
        kind: Kind = "apart" if apart else "crux" if any(claims) else "without-claims"
        sourced = all(any(h.stance.voice != "inference" for h in side) for side in (a, b))
        opposed = sourced and _opposed_by_sources(a, b, vectors, apart=apart)
        by_sources = opposed and (kind != "crux" or _source_claims(claims))
        found.append(
            Crux(
                question=short(row.question),
                label=_label(row),
                steps=a[0].stance.steps,
                a=Side(p, a[0].stance.label, tuple(a), claims[0]),
                b=Side(q, b[0].stance.label, tuple(b), claims[1]),
                kind=kind,
                opposed="source" if opposed else "inference",
                voice="source" if by_sources else "inference",
                locator=row.locator,
                source=row.source,
            )
        )
    return tuple(found)


def added(sourced: Iterable[Crux], every: Iterable[Crux]) -> Iterable[Crux]:
    """Yield what our inferences add: other oppositions, and to those of sources what is ours."""
    known = {(c.a.position, c.b.position): c for c in sourced}
    for crux in every:
        before = known.get((crux.a.position, crux.b.position))
        if before is None or (before.kind == "apart") != (crux.kind == "apart"):
            yield replace(crux, voice="inference")
            continue
        sides = [_beyond(now, old) for now, old in ((crux.a, before.a), (crux.b, before.b))]
        if any(side.holders or side.claims for side in sides):
            yield replace(crux, a=sides[0], b=sides[1], voice="inference")


def _beyond(now: Side, before: Side) -> Side:
    """Return what a side has more than it had."""
    holders = tuple(h for h in now.holders if h not in before.holders)
    claims = {h.claim for h in before.claims}
    return replace(
        now, holders=holders, claims=tuple(h for h in now.claims if h.claim not in claims)
    )


def _result(
    name: str,
    against: str | None,
    found: Iterable[Crux],
    by_inference: tuple[Crux, ...],
    places: tuple[Collection, ...],
) -> Cruxes:
    by: dict[Kind, list[Crux]] = {"crux": [], "without-claims": [], "apart": []}
    for crux in found:
        by[crux.kind].append(crux)
    return Cruxes(
        a=name,
        b=against,
        cruxes=tuple(by["crux"]),
        without_claims=tuple(by["without-claims"]),
        apart=tuple(by["apart"]),
        by_inference=by_inference,
        collections=places,
    )


def _opposed_by_sources(
    a: Sequence[Holding], b: Sequence[Holding], vectors: Vectors, *, apart: bool
) -> bool:
    """Tell whether two sides are opposed (or apart) by what is no inference of ours as well."""
    said = [[h for h in side if h.stance.voice != "inference"] for side in (a, b)]
    return apart or bool(opposing(said[0], said[1], vectors)[0])


def _source_claims(claims: Iterable[Sequence[Hanging]]) -> bool:
    return any(h.voice == "source" for side in claims for h in side)


def opposing(
    left: Sequence[Holding], right: Sequence[Holding], vectors: Vectors, *, itself: bool = False
) -> tuple[list[Holding], list[Holding]]:
    """Keep those of each side whom another work opposes about a threat that overlaps.

    With `itself`, those whom the same work opposes. Compares vectors and not pairs of works, so
    that it is linear in the works.
    """
    return _opposed_by(left, right, vectors, itself), _opposed_by(right, left, vectors, itself)


def _opposed_by(
    held: Sequence[Holding], others: Sequence[Holding], vectors: Vectors, itself: bool
) -> list[Holding]:
    works: dict[tuple[str, ...], set[str]] = {}
    for h in others:
        works.setdefault(h.stance.vectors, set()).add(h.work)
    against: dict[tuple[str, ...], set[str]] = {}
    for about in {h.stance.vectors for h in held}:
        near = [those for each, those in works.items() if overlaps(about, each, vectors)]
        against[about] = set().union(*near)
    if itself:
        return [h for h in held if h.work in against[h.stance.vectors]]
    return [h for h in held if against[h.stance.vectors] - {h.work}]


def _threats(held: Iterable[Holding]) -> tuple[str, ...]:
    """Return the vectors that stances are about; none if one of them is about no vector."""
    vectors = [h.stance.vectors for h in held]
    return tuple(sorted({v for each in vectors for v in each})) if all(vectors) else ()


def _pairs(answers: Iterable[AnswerRow]) -> list[tuple[str, str, AnswerRow]]:
    """Return the incompatible positions (short ids), each pair once for each order."""
    found = {
        (row.position, row.against): (short(row.position), row.against, row)
        for row in answers
        if row.position is not None and row.against is not None
    }
    return list(found.values())


def _by_position(held: Iterable[Holding]) -> dict[str, list[Holding]]:
    found: dict[str, list[Holding]] = {}
    for h in held:
        if h.stance.position:
            found.setdefault(h.stance.position, []).append(h)
    return found


def _held(rows: Iterable[HoldingRow], answers: Iterable[AnswerRow]) -> list[Holding]:
    steps: dict[str, dict[str, None]] = {}
    for row in answers:
        if row.step is not None:
            steps.setdefault(row.question, {})[row.step] = None
    return [
        h
        for question, group in grouped(rows, "question").items()
        for h in holdings(group, _label(group[0]), tuple(steps.get(question, ())))
    ]


def _label(row: HoldingRow | AnswerRow) -> str:
    """Return the name of the question of a row."""
    return short(row.question) if row.question_label is None else row.question_label
