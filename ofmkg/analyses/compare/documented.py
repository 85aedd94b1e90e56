"""The recorded disagreements in which works take part, from narrow queries."""

from collections.abc import Mapping, Sequence
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
