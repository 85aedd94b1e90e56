"""Where claims stand in the argument on record, taking into account what supports them.

The method is the grounded semantics of argumentation frameworks with necessities (F. Nouioua and
V. Risch 2011; see `ofmkg.analyses.necessities`), read off the record as follows:

- A claim that disputes another attacks it. A claim that qualifies another does not: it limits it
  without contradicting it.
- A claim that has evidence on record (claims that support it) needs at least one of them. A claim
  without is taken as it is asserted.
- A claim that rests on stances needs each of them.
- Works cited as evidence, positions expressed and answers that exclude each other take no part:
  being cited is not support, and that two positions oppose each other is for `cruxes` to show.

A label is a fact about the graph, not a verdict on the world. It changes with every line of
evidence that is added; it knows nothing of how good evidence is; what nobody disputes on record is
in, even if it has no evidence; and a claim whose only evidence is disputed is out, where the same
claim without any would be in. Claims that support each other and have no other evidence are out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from typing import Literal

from ofmkg.analyses.argument import about, argument
from ofmkg.analyses.argument_result import (
    DISPUTES,
    OURS,
    RESTS_ON,
    SUPPORTS,
    Argument,
    Bearing,
    Claim,
)
from ofmkg.analyses.necessities import Label, grounded
from ofmkg.graph import KnowledgeGraph
from ofmkg.model import Collection
from ofmkg.terms import short, short_if

Why = Literal["undisputed", "disputes-out", "disputed", "evidence-out", "premise-out", "undecided"]

METHOD = (
    "grounded semantics of argumentation frameworks with necessities (Nouioua and Risch 2011): "
    "disputes attack; of the evidence for a claim at least one piece is needed, and each stance "
    "that it rests on; qualifies does not attack"
)
LIMITS = "A label is a fact about the graph, not a verdict on the world."


@dataclass(frozen=True, slots=True)
class Bears:
    """What bears on a claim, with its own label: a claim, or a stance that the claim rests on.

    `line` is the IRI of the line of evidence.
    """

    relation: str
    thing: str
    says: str
    label: Label
    line: str | None
    drawn_by: str | None
    basis: str | None
    locator: str | None
    source: str | None
    collection: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimStanding:
    """The label of a claim, why it has it, and everything on record that bears on it.

    `why` is undisputed or disputes-out (in); disputed, evidence-out or premise-out (out); or
    undecided. `sourced_label` is the label by lines that sources draw alone, without ours.
    """

    claim: str
    statement: str
    works: tuple[str, ...]
    vectors: tuple[str, ...]
    label: Label
    sourced_label: Label
    why: Why
    bearings: tuple[Bears, ...]
    locator: str | None
    source: str | None
    collection: str | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """How many lines of a relation (supports ...) somebody draws, and on what basis."""

    relation: str
    drawn_by: str | None
    basis: str | None
    lines: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The labels of claims, by the method named; `vector` None = of all claims.

    `drawn` counts the lines that bear on these claims; `collections` are those that the claims
    were put on record for.
    """

    method: str
    limits: str
    vector: str | None
    counts: dict[str, int]
    drawn: tuple[Drawn, ...]
    claims: tuple[ClaimStanding, ...]
    collections: tuple[Collection, ...]


def standing(graph: KnowledgeGraph, vector: str | None = None) -> Standing:
    """Return where claims stand: all, or those about a vector (or one above or below it).

    Labels are those in the whole argument, whatever is shown of it. Raises UnknownIdError.
    """
    on_record = argument(graph)
    shown = about(graph, on_record, vector) if vector else on_record.claims
    named = graph.query("vector-relations", vector=vector).dicts() if vector else []
    name = short(named[0]["vector"]) if named else None
    found = arranged(on_record, labels(on_record), sourced(on_record), shown, name)
    inside = {claim.collection for claim in found.claims}
    return replace(found, collections=tuple(c for c in graph.collections() if c.id in inside))


def labels(
    on_record: Argument, gone: Set[str] = frozenset(), *, disputes: bool = True
) -> dict[str, Label]:
    """Return the label of each claim and stance, by IRI.

    `gone` are IRIs of claims, stances and lines that are given up: what needed them needs them
    still. Without `disputes`, claims are labelled by what they stand on alone.
    """
    things = [*on_record.claims, *on_record.premises]
    evidence: dict[str, list[str]] = {}
    needs: list[tuple[str, list[str]]] = [(thing, []) for thing in things if thing in gone]
    attacks = []
    for b in on_record.bearings:
        kept = b.line not in gone
        if b.relation == SUPPORTS:
            alternatives = evidence.setdefault(b.end, [])
            if kept:
                alternatives.append(b.start)
        elif b.relation == RESTS_ON:
            needs.append((b.end, [b.start]))
        elif b.relation == DISPUTES and disputes and kept:
            attacks.append((b.start, b.end))
    return grounded(things, attacks, [*needs, *evidence.items()])


def sourced(on_record: Argument) -> dict[str, Label]:
    """Return the labels as if no line had been drawn by our inference."""
    kept = tuple(b for b in on_record.bearings if b.basis != OURS)
    return labels(replace(on_record, bearings=kept))


def arranged(
    on_record: Argument,
    found: Mapping[str, Label],
    found_sourced: Mapping[str, Label],
    shown: Iterable[str],
    vector: str | None = None,
) -> Standing:
    """Put the labels together with why claims have them; `shown` are IRIs of claims."""
    incoming: dict[str, list[Bearing]] = {}
    for bearing in on_record.bearings:
        incoming.setdefault(bearing.end, []).append(bearing)
    rows = tuple(
        _row(on_record.claims[iri], incoming.get(iri, []), found, found_sourced[iri], on_record)
        for iri in sorted(shown)
    )
    counts = Counter(row.label for row in rows)
    kinds: tuple[Label, ...] = ("in", "out", "undecided")
    return Standing(
        METHOD,
        LIMITS,
        vector,
        {kind: counts[kind] for kind in kinds},
        _drawn(rows),
        rows,
        (),
    )


def _drawn(rows: Iterable[ClaimStanding]) -> tuple[Drawn, ...]:
    """Count the lines by relation, who draws them and basis, the most first."""
    counts = Counter(
        (b.relation, b.drawn_by, b.basis) for row in rows for b in row.bearings if b.line
    )
    every = (Drawn(*kind, lines) for kind, lines in counts.items())
    return tuple(sorted(every, key=lambda d: (d.relation, -d.lines, d.drawn_by or "")))


def bears(bearing: Bearing, found: Mapping[str, Label], on_record: Argument) -> Bears:
    """Return what bears on a claim with its label."""
    claim = on_record.claims.get(bearing.start)
    return Bears(
        bearing.relation,
        short(bearing.start),
        on_record.label(bearing.start),
        found[bearing.start],
        bearing.line,
        short_if(bearing.drawn_by),
        bearing.basis,
        bearing.locator,
        short_if(bearing.source),
        short_if(claim.collection) if claim else None,
    )


def _row(
    claim: Claim,
    incoming: list[Bearing],
    found: Mapping[str, Label],
    by_sources: Label,
    on_record: Argument,
) -> ClaimStanding:
    return ClaimStanding(
        short(claim.iri),
        claim.statement,
        tuple(short(work) for work in claim.works),
        tuple(short(vector) for vector in claim.vectors),
        found[claim.iri],
        by_sources,
        _why(found[claim.iri], incoming, found),
        tuple(bears(bearing, found, on_record) for bearing in incoming),
        claim.locator,
        short_if(claim.source),
        short_if(claim.collection),
    )


def _why(label: Label, incoming: list[Bearing], found: Mapping[str, Label]) -> Why:
    disputing = {found[b.start] for b in incoming if b.relation == DISPUTES}
    evidence = {found[b.start] for b in incoming if b.relation == SUPPORTS}
    if label == "in":
        return "disputes-out" if disputing else "undisputed"
    if label == "undecided":
        return "undecided"
    if "in" in disputing:
        return "disputed"
    return "evidence-out" if evidence == {"out"} else "premise-out"
