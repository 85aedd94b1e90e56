"""The claims around one dispute as a drawing: sides in columns, lines of evidence between them."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap

from ofmkg.analyses.argument.result import DISPUTES, QUALIFIES, SUPPORTS, Argument, Bearing
from ofmkg.analyses.disagreement.result import Dispute
from ofmkg.graph.terms import short
from ofmkg.pages.messages import Text, say

WIDE = 262
_MARGIN, _BETWEEN, _ABOVE, _LINE, _PAD = 88, 110, 36, 17, 9
_LETTERS = 33  # of a line of text in a box
_MOST = 14  # claims beside those of the parties; a drawing with more is no help
_SHOWN = (DISPUTES, SUPPORTS, QUALIFIES)


@dataclass(frozen=True, slots=True)
class Box:
    """A claim: its id, whose it is, its statement in lines, and where its box stands."""

    claim: str
    works: tuple[str, ...]
    lines: tuple[str, ...]
    x: int
    y: int
    height: int
    party: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """A line of evidence between two boxes, as a path, with where its word stands."""

    relation: str
    start: str
    end: str
    path: str
    x: int
    y: int
    ours: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing: headings with where they stand, boxes and edges; sizes in pixels.

    What stands under `others()` takes no side: it only bears on a claim in that column.
    """

    width: int
    height: int
    headings: tuple[tuple[int, int, str], ...]
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    left_out: int


def others() -> Text:
    """Return the heading over claims that take no side."""
    return say("Other claims that bear on these")


def drawn(dispute: Dispute, on_record: Argument) -> Drawn | None:
    """Return the drawing of a dispute; None if no line of evidence touches it.

    Claims of a side stand in its column; below them, under a heading of their own, stand other
    claims that bear on them, or that they bear on. What touches most comes first; the rest is
    left out and counted.
    """
    ids = {short(iri): iri for iri in on_record.claims}
    sides: dict[str, list[str]] = {}
    for party in dispute.parties:
        if party.claim in ids:
            name = say("Side {n}", n=party.side) if party.side else say("Side left open")
            column = sides.setdefault(name, [])
            if all(ids[party.claim] not in each for each in sides.values()):
                column.append(ids[party.claim])
    parties = {iri for column in sides.values() for iri in column}
    touching = [
        b
        for b in on_record.bearings
        if b.relation in _SHOWN
        and (b.start in parties or b.end in parties)
        and b.start in on_record.claims
    ]
    if not touching:
        return None
    ends = [end for b in touching for end in (b.start, b.end)]
    besides = sorted(set(ends) - parties, key=lambda iri: (-ends.count(iri), iri))
    kept = besides[:_MOST]
    columns = [(name, [*claims]) for name, claims in sides.items() if claims]
    for iri in kept:
        near = [b.end if b.start == iri else b.start for b in touching if iri in (b.start, b.end)]
        most = max(columns, key=lambda column: sum(end in sides[column[0]] for end in near))
        most[1].append(iri)
    boxes = {box.claim: box for box in _boxes(columns, parties, on_record)}
    inside = parties | set(kept)
    edges = tuple(
        _edge(b, boxes, len(columns)) for b in touching if b.start in inside and b.end in inside
    )
    return Drawn(
        2 * _MARGIN + len(columns) * (WIDE + _BETWEEN) - _BETWEEN,
        max(box.y + box.height for box in boxes.values()) + 2,
        tuple(_headings(columns, boxes)),
        tuple(boxes.values()),
        edges,
        len(besides) - len(kept),
    )


def _left(column: int) -> int:
    return _MARGIN + column * (WIDE + _BETWEEN)


def _boxes(
    columns: Iterable[tuple[str, list[str]]], parties: set[str], on_record: Argument
) -> Iterable[Box]:
    for n, (_, claims) in enumerate(columns):
        y = _ABOVE
        for iri in claims:
            if iri not in parties and claims[claims.index(iri) - 1] in parties:
                y += _ABOVE
            claim = on_record.claims[iri]
            lines = tuple(wrap(claim.statement, _LETTERS))
            height = (len(lines) + 1) * _LINE + 2 * _PAD
            works = tuple(on_record.works.get(work, short(work)) for work in claim.works)
            yield Box(short(iri), works, lines, _left(n), y, height, iri in parties)
            y += height + 18


def _headings(
    columns: Iterable[tuple[str, list[str]]], boxes: dict[str, Box]
) -> Iterable[tuple[int, int, str]]:
    for n, (name, claims) in enumerate(columns):
        yield _left(n), _ABOVE // 2, name
        bearing = [boxes[short(iri)] for iri in claims if not boxes[short(iri)].party]
        if bearing:
            yield _left(n), bearing[0].y - _ABOVE // 2, others()


def _edge(b: Bearing, boxes: dict[str, Box], columns: int) -> Edge:
    start, end = boxes[short(b.start)], boxes[short(b.end)]
    y, to_y = start.y + start.height // 2, end.y + end.height // 2
    if start.x != end.x:
        right = end.x > start.x
        x, to_x = (start.x + WIDE, end.x) if right else (start.x, end.x + WIDE)
        bend = to_bend = (x + to_x) // 2
    else:  # above each other: around the outer edge of the column
        outside = -1 if start.x == _left(0) and columns > 1 else 1
        x = to_x = start.x + (WIDE if outside > 0 else 0)
        bend = to_bend = x + outside * min(_MARGIN - 24, 30 + abs(to_y - y) // 10)
    path = f"M{x},{y} C{bend},{y} {to_bend},{to_y} {to_x},{to_y}"
    at = _point((x, bend, to_bend, to_x)), _point((y, y, to_y, to_y))
    ours = b.basis == "our-inference"
    return Edge(b.relation, start.claim, end.claim, path, *at, ours)


def _point(ends: tuple[int, int, int, int], t: float = 0.3) -> int:
    """Return one coordinate of a point of a Bézier curve, a part `t` of the way along."""
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    return round(sum(w * end for w, end in zip(weights, ends, strict=True)))
