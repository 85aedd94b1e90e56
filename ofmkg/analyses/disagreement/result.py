"""What is told of recorded disagreements."""

from dataclasses import dataclass
from typing import Literal

from ofmkg.analyses.disagreement.context import Context
from ofmkg.analyses.disagreement.grounds import Pair
from ofmkg.analyses.disagreement.parties import Party
from ofmkg.graph.model import Collection, Diagnosed
from ofmkg.graph.results import Result

Agreement = Literal[
    "agree", "recorded-not-found", "recorded-not-computable", "computed-only", "inferred-only"
]
PairsOf = Literal["opposite-sides", "all-works"]


@dataclass(frozen=True, slots=True)
class CauseCheck:
    """One cause: who recorded it, and which pairs of works show it now.

    agree: recorded and computed. recorded-not-found: recorded; it could be computed for
    `computable` pairs, and none shows it. recorded-not-computable: recorded; what it takes is on
    record for no pair. computed-only: computed, but given by nobody as a cause. inferred-only:
    neither on record nor shown by the word of works, but by what we infer. `unsure` tells that all
    rows that show it rest on readings that are not sure. `by_inference` are the pairs that show it
    only with what we infer.
    """

    cause: str
    label: str
    agreement: Agreement
    recorded: tuple[Diagnosed, ...]
    shown_by: tuple[tuple[str, str], ...]
    computable: int
    unsure: bool
    by_inference: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """A recorded disagreement.

    `sources` are the works that it was read in, `collection` what it was put on record for.
    `pairs_of` tells which works were put side by side: those on opposite sides, or all of them
    where no sides are set; `pairs_left_out` counts those beyond the bound.
    """

    disagreement: str
    label: str
    type: str | None
    on_record: str | None
    explanation: str | None
    locator: str | None
    sources: tuple[str, ...]
    collection: str | None
    parties: tuple[Party, ...]
    unattributed: tuple[str, ...]
    causes: tuple[CauseCheck, ...]
    pairs_of: PairsOf
    pairs: tuple[Pair, ...]
    pairs_left_out: int = 0

    @property
    def sided(self) -> bool:
        """Return whether a side is set for any that takes part."""
        return any(party.side is not None for party in self.parties)

    @property
    def works(self) -> tuple[str, ...]:
        """Return the works that take part, by side."""
        return tuple(dict.fromkeys(p.work for p in self.parties if p.work))


@dataclass(frozen=True, slots=True)
class Disputes(Result):
    """Recorded disagreements, with the collections that they are of.

    `elsewhere` tells of the other collections (label) how many are on record of each.
    """

    disagreements: tuple[Dispute, ...]
    collections: tuple[Collection, ...] = ()
    elsewhere: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class DisputePage(Result):
    """One disagreement with what is on record of its parties: answers, steps, baselines."""

    dispute: Dispute
    context: Context
