"""The argument on record as a graph of networkx, for other analyses and other tools.

Nodes are claims, the stances that claims rest on, the positions that these take or that claims
express, and the works that assert claims or are cited by them. Each has `kind`, `label` and `iri`.

Edges run as they are read: evidence supports, disputes or qualifies a claim; a claim rests-on a
stance, expresses a position, is asserted-by a work and cites-as-evidence a work; a stance
takes-position and is held-by a work; a position is incompatible-with another (one edge, from the
lesser id). Each edge has `relation`, and `basis`, `voice` (itself, another, or inference where only
we say so), `drawnBy`, `locator` and `source` where they are on record; an edge for a line of
evidence has its id under `line`. What is not on record is left
out, since formats for graphs know no empty values.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ofmkg.analyses.argument.result import OURS, RESTS_ON, SOURCE, Argument, Bearing
from ofmkg.graph.model import Voice
from ofmkg.graph.terms import BASE, short, short_if

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Attributes = dict[str, str]
Edge = tuple[str, str, Attributes]


def key(iri: str) -> str:
    """Return the id of a node: the path of an IRI of ours, the IRI of another."""
    return iri.removeprefix(BASE)


def to_networkx(on_record: Argument) -> "MultiDiGraph[str]":
    """Return the argument as a graph; nodes and edges come in the same order every time."""
    from networkx import MultiDiGraph

    graph: MultiDiGraph[str] = MultiDiGraph(name="The argument on record")
    edges = sorted(_edges(on_record), key=lambda edge: (edge[0], edge[1], sorted(edge[2].items())))
    used = {end for edge in edges for end in edge[:2]}
    for iri, attributes in sorted(_nodes(on_record).items()):
        if attributes["kind"] in ("claim", "stance") or iri in used:
            graph.add_node(key(iri), **attributes, iri=iri)
    for number, (start, end, attributes) in enumerate(edges, 1):
        graph.add_edge(key(start), key(end), key=f"e{number}", **attributes)
    return graph


def _nodes(on_record: Argument) -> dict[str, Attributes]:
    nodes = {iri: _told(kind="work", label=label) for iri, label in on_record.works.items()}
    for premise in on_record.premises.values():
        if premise.work:
            nodes.setdefault(premise.work, _told(kind="work", label=short(premise.work)))
    for expression in on_record.expressions:
        nodes[expression.position] = _told(kind="position", label=expression.label)
    for premise in on_record.premises.values():
        if premise.position:
            label = premise.position_label or short(premise.position)
            nodes[premise.position] = _told(kind="position", label=label)
        nodes[premise.iri] = _told(
            kind="stance",
            label=premise.label,
            mode=premise.mode,
            basis=premise.basis,
            voice=premise.voice,
            locator=premise.locator,
            source=short_if(premise.source),
        )
    for claim in on_record.claims.values():
        nodes[claim.iri] = _told(
            kind="claim",
            label=claim.statement,
            claimKind=claim.kind,
            vectors=" ".join(short(vector) for vector in claim.vectors) or None,
            collection=short_if(claim.collection),
            locator=claim.locator,
            source=short_if(claim.source),
        )
    return nodes


def _edges(on_record: Argument) -> Iterable[Edge]:
    for b in on_record.bearings:
        yield _bearing(b)
    for claim in on_record.claims.values():
        for work in claim.works:
            whose: Voice = "itself" if claim.source == work else "another"
            read = _read(claim.source, claim.locator)
            yield claim.iri, work, _edge("asserted-by", SOURCE, whose, *read)
    for e in on_record.expressions:
        yield e.claim, e.position, _edge("expresses", OURS, "inference", None, e.locator, e.source)
    for c in on_record.citations:
        whose = "itself" if c.source in on_record.claims[c.claim].works else "another"
        told = _edge("cites-as-evidence", SOURCE, whose, *_read(c.source, c.locator))
        yield c.claim, c.work, told
    positions = {e.position for e in on_record.expressions}
    for p in on_record.premises.values():
        told = _edge("", p.basis, p.voice, short_if(p.coder), p.locator, p.source)
        if p.position:
            positions.add(p.position)
            yield p.iri, p.position, {**told, "relation": "takes-position"}
        if p.work:
            yield p.iri, p.work, {**told, "relation": "held-by"}
    for x in on_record.exclusions:
        if x.a in positions and x.b in positions:
            told = _edge("incompatible-with", OURS, "inference", None, x.locator, x.source)
            yield x.a, x.b, told


def _bearing(b: Bearing) -> Edge:
    told = _edge(b.relation, b.basis, b.voice, short_if(b.drawn_by), b.locator, b.source)
    if b.line:
        told["line"] = key(b.line)
    return (b.end, b.start, told) if b.relation == RESTS_ON else (b.start, b.end, told)


def _read(source: str | None, locator: str | None) -> tuple[str | None, str | None, str | None]:
    """Return who draws a relation that is the word of a source, and where."""
    return short_if(source), locator, source


def _edge(
    relation: str,
    basis: str | None,
    voice: Voice,
    drawn_by: str | None,
    locator: str | None,
    source: str | None,
) -> Attributes:
    return _told(
        relation=relation,
        basis=basis,
        voice=voice,
        drawnBy=drawn_by,
        locator=locator,
        source=short_if(source),
    )


def _told(**attributes: str | None) -> Attributes:
    return {name: value for name, value in attributes.items() if value is not None}
