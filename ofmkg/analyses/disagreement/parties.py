"""Who takes part in a recorded disagreement, through which claim, and what is said to cause it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ofmkg.analyses.argument.rows import ClaimRow
from ofmkg.graph.model import Diagnosed, Origin, Voice
from ofmkg.graph.rows import Id, grouped
from ofmkg.graph.terms import short, short_if


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A row of the question `disagreement-parties`: a party, or one that is no work.

    Disagreement and work are IRIs.
    """

    disagreement: str
    work: str | None = None
    claim: Id | None = None
    claim_statement: str | None = None
    side: int | None = None
    side_basis: str | None = None
    voice: Voice | None = None
    unattributed: str | None = None


@dataclass(frozen=True, slots=True)
class DisagreementRow:
    """A row of the question `disagreements`: one (IRI), and what somebody says causes it."""

    disagreement: str
    label: str | None = None
    type: str | None = None
    basis: str | None = None
    explanation: str | None = None
    locator: str | None = None
    source: Id | None = None
    collection: Id | None = None
    cause: str | None = None
    cause_label: str | None = None
    diagnosed_by: Id | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A work that takes part through a claim.

    `side`, `side_basis` and `voice` are None where the side is left open; `voice` tells who puts it
    there. `locator`, `source` and `notes` are those of the claim, where that was asked.
    """

    work: str | None
    claim: str | None
    statement: str | None
    side: int | None
    side_basis: str | None
    locator: str | None = None
    source: str | None = None
    voice: Voice | None = None
    notes: tuple[str, ...] = ()


def parties(rows: Iterable[PartyRow]) -> tuple[Party, ...]:
    """Return who takes part."""
    found = {
        Party(
            work=short_if(row.work),
            claim=row.claim,
            statement=row.claim_statement,
            side=row.side,
            side_basis=row.side_basis,
            voice=None if row.side is None else row.voice,
        )
        for row in rows
        if row.unattributed is None
    }
    return tuple(
        sorted(found, key=lambda p: (p.side is None, p.side or 0, p.work or "", p.claim or ""))
    )


def placed(those: Iterable[Party], rows: Iterable[ClaimRow]) -> tuple[Party, ...]:
    """Return the parties with the places of their claims."""
    places = {short(iri): group for iri, group in grouped(rows, "claim").items()}
    return tuple(_placed(party, places.get(party.claim or "", ())) for party in those)


def _placed(party: Party, rows: Sequence[ClaimRow]) -> Party:
    if not rows:
        return party
    first = rows[0]
    notes = tuple(dict.fromkeys(row.note for row in rows if row.note is not None))
    return replace(party, locator=first.locator, source=short_if(first.source), notes=notes)


def diagnoses(rows: Iterable[DisagreementRow]) -> tuple[Diagnosed, ...]:
    """Return the recorded causes."""
    found = {
        (row.cause, row.diagnosed_by): Diagnosed(
            cause=row.cause,
            label=row.cause if row.cause_label is None else row.cause_label,
            diagnosed_by=row.diagnosed_by,
            origin="ours" if row.origin == "ours" else "source",
        )
        for row in rows
        if row.cause is not None and row.diagnosed_by is not None
    }
    return tuple(found.values())
