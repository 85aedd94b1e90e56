"""The recorded disagreements in which works take part, from narrow queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ofmkg.analyses.compare.result import Documented, PartyClaim
from ofmkg.graph.asking import Graph, nodes
from ofmkg.graph.model import Diagnosed, Origin, Voice
from ofmkg.graph.rows import Id, grouped, records
from ofmkg.graph.terms import short


@dataclass(frozen=True, slots=True)
class _Party:
    """A claim by which a work (IRI) takes part in a disagreement (IRI)."""

    work: str
    disagreement: str
    type: str
    on_record: str
    claim: str
    side: int | None
    voice: Voice | None


@dataclass(frozen=True, slots=True)
class _Diagnosis:
    """Why the parties of a disagreement (IRI) differ, by whose word."""

    disagreement: str
    cause: str
    label: str | None
    diagnosed_by: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of a disagreement, or of a claim."""

    explanation: str = ""
    locator: str | None = None
    read_from: tuple[Id, ...] = ()
    for_collection: Id | None = None
    statement: str | None = None
    note: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OnRecord:
    """The recorded disagreements (IRIs) of some works, with what is said of them."""

    parties: Mapping[str, Sequence[_Party]]
    causes: Mapping[str, Sequence[_Diagnosis]]
    said: Mapping[str, _Said]
    labels: Mapping[str, str]


def on_record(graph: Graph, works: Sequence[str]) -> OnRecord:
    """Return the recorded disagreements in which any of some works (IRIs) takes part."""
    parties = grouped(
        records(graph.part("parties", {"work": nodes(works)}), _Party), "disagreement"
    )
    if not parties:
        return OnRecord({}, {}, {}, {})
    claims = (each.claim for group in parties.values() for each in group)
    said = graph.said("said-of", _Said, {"node": nodes((*parties, *claims))})
    asked = nodes(parties)
    causes = grouped(
        records(graph.part("diagnoses", {"disagreement": asked}), _Diagnosis), "disagreement"
    )
    return OnRecord(parties, causes, said, graph.named(asked))


def documented(every: OnRecord, a: str, b: str) -> tuple[Documented, ...]:
    """Return those in which either of two works (IRI) takes part, by their IRIs."""
    return tuple(
        _documented(
            own, every.labels.get(iri, short(iri)), every.causes.get(iri, ()), every.said, (a, b)
        )
        for iri, group in sorted(every.parties.items())
        if (own := [each for each in group if each.work in (a, b)])
    )


def _documented(
    parties: Sequence[_Party],
    label: str,
    causes: Sequence[_Diagnosis],
    said: Mapping[str, _Said],
    works: tuple[str, str],
) -> Documented:
    first = parties[0]
    of = said[first.disagreement]
    why = {
        (each.cause, each.diagnosed_by): Diagnosed(
            cause=each.cause,
            label=each.cause if each.label is None else each.label,
            diagnosed_by=short(each.diagnosed_by),
            origin=each.origin,
        )
        for each in causes
    }
    a, b = (
        {each.claim: _claim(each, said) for each in parties if each.work == work} for work in works
    )
    return Documented(
        disagreement=short(first.disagreement),
        label=label,
        type=first.type,
        on_record=first.on_record,
        causes=tuple(why[key] for key in sorted(why)),
        a=tuple(a.values()),
        b=tuple(b.values()),
        explanation=of.explanation,
        locator=of.locator,
        sources=of.read_from,
        collection=of.for_collection,
    )


def _claim(party: _Party, said: Mapping[str, _Said]) -> PartyClaim:
    claim = said[party.claim]
    found = PartyClaim(
        work=short(party.work),
        claim=short(party.claim),
        statement=short(party.claim) if claim.statement is None else claim.statement,
        side=None,
        notes=claim.note,
    )
    return found if party.side is None else replace(found, side=party.side, voice=party.voice)


@dataclass(frozen=True, slots=True)
class DocumentedRow:
    """A row of the question `documented`: a disagreement, a claim of a work in it, and a cause.

    The disagreement, the work and the claim are IRIs.
    """

    work: str
    disagreement: str
    type: str
    on_record: str
    claim: str
    label: str | None = None
    claim_statement: str | None = None
    claim_note: str | None = None
    side: int | None = None
    voice: Voice | None = None
    cause: str | None = None
    cause_label: str | None = None
    diagnosed_by: str = ""
    origin: Origin | None = None
    explanation: str = ""
    locator: str | None = None
    source: Id | None = None
    collection: Id | None = None


def from_rows(rows: Iterable[DocumentedRow], a: str, b: str) -> tuple[Documented, ...]:
    """Return the recorded disagreements of either work (IRI)."""
    groups = grouped(rows, "disagreement")
    return tuple(_of_rows(groups[iri], a, b) for iri in sorted(groups))


def _of_rows(rows: Sequence[DocumentedRow], a: str, b: str) -> Documented:
    first, name = rows[0], short(rows[0].disagreement)
    causes = {
        (row.cause, row.diagnosed_by): Diagnosed(
            cause=row.cause,
            label=row.cause if row.cause_label is None else row.cause_label,
            diagnosed_by=short(row.diagnosed_by),
            origin="ours" if row.origin == "ours" else "source",
        )
        for row in rows
        if row.cause is not None
    }
    return Documented(
        disagreement=name,
        label=name if first.label is None else first.label,
        type=first.type,
        on_record=first.on_record,
        causes=tuple(causes[key] for key in sorted(causes)),
        a=_claims_of_rows(rows, a),
        b=_claims_of_rows(rows, b),
        explanation=first.explanation,
        locator=first.locator,
        sources=tuple(dict.fromkeys(row.source for row in rows if row.source is not None)),
        collection=first.collection,
    )


def _claims_of_rows(rows: Sequence[DocumentedRow], work: str) -> tuple[PartyClaim, ...]:
    """Return the claims by which a work takes part."""
    notes: dict[str, dict[str, None]] = {}
    for row in rows:
        if row.claim_note is not None:
            notes.setdefault(row.claim, {})[row.claim_note] = None
    own = {row.claim: row for row in rows if row.work == work}
    return tuple(
        PartyClaim(
            work=short(work),
            claim=short(iri),
            statement=short(iri) if row.claim_statement is None else row.claim_statement,
            side=row.side,
            voice=None if row.side is None else row.voice,
            notes=tuple(notes.get(iri, ())),
        )
        for iri, row in own.items()
    )
