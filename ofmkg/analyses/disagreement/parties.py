"""Who takes part in a recorded disagreement, through which claim, and what is said to cause it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ofmkg.graph.model import Diagnosed, Voice
from ofmkg.graph.terms import short, short_if
from ofmkg.graph.voices import voice

Row = Mapping[str, str]


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


def parties(rows: Iterable[Row]) -> tuple[Party, ...]:
    """Return who takes part, from rows of the query `disagreement-parties`."""
    found = {
        Party(
            short_if(row.get("work")),
            short_if(row.get("claim")),
            row.get("claimStatement"),
            int(row["side"]) if "side" in row else None,
            row.get("sideBasis"),
            voice=voice(row) if "side" in row else None,
        )
        for row in rows
        if "unattributed" not in row
    }
    return tuple(
        sorted(found, key=lambda p: (p.side is None, p.side or 0, p.work or "", p.claim or ""))
    )


def placed(those: Iterable[Party], rows: Iterable[Row]) -> tuple[Party, ...]:
    """Return the parties with the places of their claims, from rows of the query `claims`."""
    places: dict[str, list[Row]] = {}
    for row in rows:
        places.setdefault(short(row["claim"]), []).append(row)
    return tuple(_placed(party, places.get(party.claim or "", [{}])) for party in those)


def _placed(party: Party, rows: Sequence[Row]) -> Party:
    notes = tuple(dict.fromkeys(row["note"] for row in rows if "note" in row))
    where = (rows[0].get("locator"), short_if(rows[0].get("source")))
    return replace(party, locator=where[0], source=where[1], notes=notes)


def diagnoses(rows: Iterable[Row]) -> tuple[Diagnosed, ...]:
    """Return the recorded causes, from rows of the query `disagreements`."""
    found = {
        (row["cause"], row["diagnosedBy"]): Diagnosed(
            row["cause"],
            row.get("causeLabel", row["cause"]),
            short(row["diagnosedBy"]),
            "ours" if row.get("origin") == "ours" else "source",
        )
        for row in rows
        if "cause" in row and "diagnosedBy" in row
    }
    return tuple(found.values())
