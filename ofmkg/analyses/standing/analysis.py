"""Where claims stand in the argument on record, taking into account what supports them.

The method is the grounded semantics of argumentation frameworks with necessities (F. Nouioua and
V. Risch 2011; see `ofmkg.analyses.standing.necessities`), read off the record as follows:

- Only lines that sources draw count. What our own lines would change stands apart.
- A claim that disputes another attacks it, if the other is of a kind that can be disputed: it says
  how things are. No label is given to recommendations, proposals and rules of method.
- A claim that qualifies another does not attack it: it limits it without contradicting it.
- A claim that has evidence on record (claims that support it) needs at least one of them. A claim
  without is taken as it is asserted.
- A claim that rests on stances needs each of them.
- Works cited as evidence, positions expressed and answers that exclude each other take no part:
  being cited is not support, and that two positions oppose each other is for `cruxes` to show.

A label is a fact about the graph, not a verdict on the world. It changes with every line of
evidence that is added; it knows nothing of how good evidence is; what no work disputes on record
is undisputed, even if it has no evidence; and a claim whose only evidence is disputed has lost it,
where the same claim without any would be undisputed. Claims that support each other and have no
other evidence have lost theirs.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

from ofmkg.analyses.argument.analysis import about, recorded
from ofmkg.analyses.argument.result import DISPUTES, RESTS_ON, SUPPORTS, Argument, Bearing, Claim
from ofmkg.analyses.standing.necessities import Label, grounded
from ofmkg.analyses.standing.result import (
    LIMITS,
    METHOD,
    Bears,
    ClaimStanding,
    Drawn,
    Standing,
    Stands,
)
from ofmkg.graph.asking import Graph
from ofmkg.graph.model import RowVoice
from ofmkg.graph.terms import short, short_if


def standing(graph: Graph, vector: str | None = None, collection: str | None = None) -> Standing:
    """Return where claims stand: all of a collection, or those about a vector (or one near it).

    Claims are those put on record for the default collection unless another, or "all", is named,
    and labels are those among them. Raises UnknownIdError.
    """
    places = graph.shown(collection)
    on_record = recorded(graph).of({each.id for each in places})
    chosen = about(graph, on_record, vector) if vector else on_record.claims
    name = short(graph.find(vector, "MisuseVector").value) if vector else None
    found = arranged(on_record, chosen, name, with_inferences=graph.reading.with_inferences)
    inside = {claim.collection for claim in (*found.claims, *found.not_labelled)}
    return replace(found, collections=tuple(c for c in places if c.id in inside))


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
        elif b.relation == DISPUTES and disputes and kept and on_record.claims[b.end].disputable:
            attacks.append((b.start, b.end))
    return grounded(things, attacks, [*needs, *evidence.items()])


def stands(
    on_record: Argument, found: Mapping[str, Label], gone: Set[str] = frozenset()
) -> dict[str, Stands]:
    """Return in fair terms where each claim and stance stands, from its label, by IRI."""
    incoming = _incoming(on_record)
    return {
        iri: _stands(iri, label, incoming.get(iri, ()), found=found, gone=gone, on_record=on_record)
        for iri, label in found.items()
    }


def arranged(
    on_record: Argument,
    chosen: Iterable[str],
    vector: str | None = None,
    *,
    with_inferences: bool = False,
) -> Standing:
    """Return the labels of claims with what bears on them; `chosen` are IRIs of claims."""
    sourced = on_record.sourced()
    by_sources = _Rows(sourced, stands(sourced, labels(sourced)))
    every = _Rows(on_record, stands(on_record, labels(on_record)))
    iris = sorted(chosen)
    disputable = [iri for iri in iris if on_record.claims[iri].disputable]
    voices: dict[str, RowVoice] = {
        iri: "source" if by_sources.told[iri] == every.told[iri] else "inference"
        for iri in disputable
    }
    apart: tuple[ClaimStanding, ...] = ()
    if with_inferences:
        rows = tuple(every.row(iri, voices[iri]) for iri in disputable)
        lines = every
    else:
        rows = tuple(by_sources.row(iri, "source") for iri in disputable)
        lines = by_sources
        apart = tuple(
            every.row(iri, "inference", ours=True)
            for iri in disputable
            if voices[iri] == "inference" or every.disputed_by_us(iri)
        )
    beside = tuple(lines.beside(iri) for iri in iris if iri not in voices and lines.disputed(iri))
    unlabelled = Counter(on_record.claims[iri].kind or "" for iri in iris if iri not in voices)
    return Standing(
        method=METHOD,
        limits=LIMITS,
        vector=vector,
        counts=_counts(rows),
        drawn=_drawn(every, iris),
        claims=rows,
        by_inference=apart,
        not_labelled=beside,
        left_out=dict(unlabelled),
        collections=(),
    )


class _Rows:
    """Rows of an argument, with where everything in it stands."""

    def __init__(self, on_record: Argument, told: Mapping[str, Stands]) -> None:
        self.told, self._record, self._incoming = told, on_record, _incoming(on_record)

    def bearings(self, iri: str) -> list[Bearing]:
        return self._incoming.get(iri, [])

    def disputed(self, iri: str) -> bool:
        return any(b.relation == DISPUTES for b in self.bearings(iri))

    def disputed_by_us(self, iri: str) -> bool:
        return any(b.relation == DISPUTES and b.voice == "inference" for b in self.bearings(iri))

    def row(self, iri: str, voice: RowVoice, *, ours: bool = False) -> ClaimStanding:
        """Return a row; with `ours`, of what bears on the claim only the lines that are ours."""
        kept = [b for b in self.bearings(iri) if not ours or b.voice == "inference"]
        return self._row(iri, self.told[iri], voice, kept)

    def beside(self, iri: str) -> ClaimStanding:
        """Return a claim of a kind that gets no label, with what bears on it."""
        return self._row(iri, "not-labelled", "source", self.bearings(iri))

    def _row(
        self, iri: str, label: Stands, voice: RowVoice, incoming: Iterable[Bearing]
    ) -> ClaimStanding:
        claim: Claim = self._record.claims[iri]
        return ClaimStanding(
            claim=short(claim.iri),
            statement=claim.statement,
            kind=claim.kind,
            works=tuple(short(work) for work in claim.works),
            vectors=tuple(short(vector) for vector in claim.vectors),
            label=label,
            voice=voice,
            bearings=tuple(bears(b, self.told, self._record) for b in incoming),
            locator=claim.locator,
            source=short_if(claim.source),
            collection=short_if(claim.collection),
        )


def _counts(rows: Iterable[ClaimStanding]) -> dict[str, dict[str, int]]:
    """Count the labels, collection by collection."""
    found: dict[str, Counter[str]] = {}
    for row in rows:
        found.setdefault(row.collection or "", Counter())[row.label] += 1
    return {place: dict(counts) for place, counts in found.items()}


def _drawn(rows: _Rows, iris: Iterable[str]) -> tuple[Drawn, ...]:
    """Count the lines by relation, who draws them and basis, the most first."""
    counts = Counter(
        (b.relation, short_if(b.drawn_by), b.basis, b.voice)
        for iri in iris
        for b in rows.bearings(iri)
        if b.line
    )
    every = (Drawn(*kind, lines) for kind, lines in counts.items())
    return tuple(sorted(every, key=lambda d: (d.relation, -d.lines, d.drawn_by or "")))


def bears(bearing: Bearing, told: Mapping[str, Stands], on_record: Argument) -> Bears:
    """Return what bears on a claim with where it stands itself."""
    claim = on_record.claims.get(bearing.start)
    return Bears(
        relation=bearing.relation,
        thing=short(bearing.start),
        says=on_record.label(bearing.start),
        label=told[bearing.start],
        line=bearing.line,
        drawn_by=short_if(bearing.drawn_by),
        basis=bearing.basis,
        locator=bearing.locator,
        source=short_if(bearing.source),
        voice=bearing.voice,
        collection=short_if(claim.collection) if claim else None,
    )


def _incoming(on_record: Argument) -> dict[str, list[Bearing]]:
    incoming: dict[str, list[Bearing]] = {}
    for bearing in on_record.bearings:
        incoming.setdefault(bearing.end, []).append(bearing)
    return incoming


def _stands(
    iri: str,
    label: Label,
    incoming: Iterable[Bearing],
    *,
    found: Mapping[str, Label],
    gone: Set[str],
    on_record: Argument,
) -> Stands:
    if iri in gone:
        return "given-up"
    claim = on_record.claims.get(iri)
    attacked = claim is not None and claim.disputable
    kept = [b for b in incoming if b.line not in gone and b.start not in gone]
    disputing = {found[b.start] for b in kept if b.relation == DISPUTES and attacked}
    supported = any(b.relation == SUPPORTS for b in incoming)
    evidence = {found[b.start] for b in kept if b.relation == SUPPORTS}
    if label == "in":
        return "disputed-replied" if disputing else "undisputed"
    if label == "undecided":
        return "disputed-both-ways"
    if "in" in disputing:
        return "disputed-no-reply"
    return "evidence-lost" if supported and evidence <= {"out"} else "premise-lost"
