"""The argument on record: claims, what bears on them, and what they rest on.

`argument` asks a graph what is on record, and `arranged` puts rows of the queries together. Things
are told apart by their IRIs here, since a line of evidence may end in the id of a claim: whatever
names a thing is an IRI.
"""

from collections.abc import Iterable, Mapping

from ofmkg.analyses.argument.result import (
    OURS,
    RESTS_ON,
    SOURCE,
    Argument,
    Bearing,
    Citation,
    Claim,
    Exclusion,
    Expression,
    Premise,
)
from ofmkg.analyses.argument.rows import (
    AboutRow,
    ArgumentRows,
    ClaimRow,
    ExpressingRow,
    LineRow,
    PremiseRow,
    RestingRow,
)
from ofmkg.analyses.locators import Vectors
from ofmkg.graph.asking import Graph
from ofmkg.graph.once import of_graph
from ofmkg.graph.rows import grouped
from ofmkg.graph.terms import short


def argument(graph: Graph, vector: str | None = None, collection: str | None = None) -> Argument:
    """Return the argument on record, or the part of it about a vector.

    It is that of the default collection unless another, or "all", is named. Raises UnknownIdError.
    """
    found = recorded(graph)
    if collection != "all":
        found = found.of({place.id for place in graph.shown(collection)})
    return found.part(about(graph, found, vector)) if vector else found


@of_graph
def recorded(graph: Graph) -> Argument:
    """Return the argument on record in all collections."""
    return arranged(ArgumentRows.of(graph))


def about(graph: Graph, within: Argument, vector: str) -> frozenset[str]:
    """Return the claims (IRIs) about a vector (short id or IRI), one above or one below it.

    Raises UnknownIdError.
    """
    named = short(graph.find(vector, "MisuseVector").value)
    return within.about(named, Vectors.of(graph))


def arranged(rows: ArgumentRows) -> Argument:
    """Return the argument from its rows."""
    vectors = {row.vector for row in rows.vectors}
    about = (row for row in rows.about if row.thing in vectors)
    claims = _claims(rows.claims, about, {row.kind: row.disputable for row in rows.kinds})
    premises = _premises(rows.premises)
    known = {*claims, *premises}
    bearings = dict.fromkeys((*map(_line, rows.lines), *map(_rests, rows.resting)))
    expressing = (_expression(row) for row in rows.expressing if row.claim in claims)
    return Argument(
        claims=claims,
        premises=premises,
        bearings=tuple(b for b in bearings if b.end in claims and b.start in known),
        expressions=tuple(dict.fromkeys(expressing)),
        citations=tuple(
            Citation(row.claim, row.work, row.locator, row.source)
            for row in rows.cited
            if row.claim in claims
        ),
        exclusions=tuple(
            Exclusion(row.position, row.against, row.locator, row.source)
            for row in rows.excluding
            if row.position < row.against
        ),
        works=_works(rows),
    )


def _claims(
    rows: Iterable[ClaimRow], about: Iterable[AboutRow], kinds: Mapping[str, bool]
) -> dict[str, Claim]:
    vectors: dict[str, dict[str, None]] = {}
    for row in about:
        vectors.setdefault(row.claim, {})[row.thing] = None
    return {
        iri: Claim(
            iri=iri,
            statement=short(iri) if first.statement is None else first.statement,
            kind=first.kind,
            works=tuple(dict.fromkeys(row.work for row in (first, *more) if row.work)),
            vectors=tuple(vectors.get(iri, ())),
            locator=first.locator,
            source=first.source,
            collection=first.collection,
            disputable=kinds.get(first.kind or "", True),
        )
        for iri, (first, *more) in grouped(rows, "claim").items()
    }


def _premises(rows: Iterable[PremiseRow]) -> dict[str, Premise]:
    return {iri: _premise(first) for iri, (first, *_) in grouped(rows, "stance").items()}


def _premise(row: PremiseRow) -> Premise:
    return Premise(
        iri=row.stance,
        label=row.statement or row.position_label or short(row.stance),
        holder=row.holder,
        work=row.work,
        question=row.question,
        position=row.position,
        position_label=row.position_label,
        mode=row.mode,
        basis=row.basis,
        coder=row.coded_by,
        adopted=row.adopted,
        locator=row.locator,
        source=row.source,
        voice=row.voice,
    )


def _line(row: LineRow) -> Bearing:
    return Bearing(
        relation=row.direction,
        start=row.evidence,
        end=row.claim,
        line=row.line,
        drawn_by=row.drawn_by,
        basis=row.basis,
        locator=row.locator,
        source=row.source,
        voice=row.voice,
    )


def _rests(row: RestingRow) -> Bearing:
    """Return that a claim rests on a stance, which the source says; the stance may be ours."""
    return Bearing(
        relation=RESTS_ON,
        start=row.stance,
        end=row.claim,
        line=None,
        drawn_by=row.source,
        basis=OURS if row.voice == "inference" else SOURCE,
        locator=row.locator,
        source=row.source,
        voice=row.voice,
    )


def _expression(row: ExpressingRow) -> Expression:
    label = row.position_label
    return Expression(
        claim=row.claim,
        position=row.position,
        question=row.question,
        label=short(row.position) if label is None else label,
        locator=row.locator,
        source=row.source,
    )


def _works(rows: ArgumentRows) -> dict[str, str]:
    labels: dict[str, str] = {}
    named = [(row.work, row.work_label) for row in rows.claims]
    named += [(row.work, row.work_label) for row in rows.cited]
    for work, label in named:
        if work:
            labels[work] = short(work) if label is None else label
    return labels
