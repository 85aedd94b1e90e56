"""Recorded disagreements: who stands where, why on record, and what can be computed of it now.

A cause on record is a diagnosis of a work or one that coders recorded; a cause computed now is a
difference between works on opposite sides, from the comparison of the two. The two are put side by
side, and where nothing can be computed that is said: it is neither agreement nor disagreement.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice
from typing import Literal

from ofmkg.analyses.compare.analysis import compare
from ofmkg.analyses.disagreement.context import Context, context
from ofmkg.analyses.disagreement.grounds import Pair, ShownDifference, pair
from ofmkg.analyses.disagreement.parties import Party, diagnoses, parties, placed
from ofmkg.graph.asking import Graph
from ofmkg.graph.model import Collection, Diagnosed
from ofmkg.graph.terms import short, short_if

Row = Mapping[str, str]
MOST_PAIRS = 60
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
    def works(self) -> tuple[str, ...]:
        """Return the works that take part, by side."""
        return tuple(dict.fromkeys(p.work for p in self.parties if p.work))


@dataclass(frozen=True, slots=True)
class Disputes:
    """All recorded disagreements, with the collections that they are of."""

    disagreements: tuple[Dispute, ...]
    collections: tuple[Collection, ...] = ()


@dataclass(frozen=True, slots=True)
class DisputePage:
    """One disagreement with what is on record of its parties: answers, steps, baselines."""

    dispute: Dispute
    context: Context


def disputes(graph: Graph, framework: str | None = None, coder: str | None = None) -> Disputes:
    """Return every recorded disagreement with its causes, recorded and computed."""
    found = tuple(_disputes(graph, {}, framework, coder))
    named = {each.collection for each in found}
    return Disputes(found, tuple(c for c in graph.collections() if c.id in named))


def dispute(
    graph: Graph, name: str, framework: str | None = None, coder: str | None = None
) -> DisputePage:
    """Return one disagreement, named by short id or IRI. Raises UnknownIdError."""
    (found,) = _disputes(graph, {"disagreement": name}, framework, coder)
    claims = tuple(dict.fromkeys(p.claim for p in found.parties if p.claim))
    asserted = graph.query("claims", claim=claims).dicts() if claims else []
    found = replace(found, parties=placed(found.parties, asserted))
    return DisputePage(found, context(graph, found.works, claims, framework, coder))


def causes(
    recorded: Sequence[Diagnosed], pairs: Sequence[Pair], labels: Mapping[str, str]
) -> tuple[CauseCheck, ...]:
    """Put recorded and computed causes side by side, each cause once, in order of their names."""
    found = _showing((each, each.differences) for each in pairs)
    inferred = _showing((each, each.by_inference) for each in pairs)
    return tuple(
        _check(
            name,
            [d for d in recorded if d.cause == name],
            found.get(name, []),
            inferred.get(name, []),
            pairs,
            labels,
        )
        for name in sorted({d.cause for d in recorded} | set(found) | set(inferred))
    )


def _showing(
    pairs: Iterable[tuple[Pair, tuple[ShownDifference, ...]]],
) -> dict[str, list[Pair]]:
    """Return by kind of difference the pairs that show it."""
    found: dict[str, list[Pair]] = {}
    for each, differences in pairs:
        for difference in differences:
            found.setdefault(difference.kind, []).append(each)
    return found


def _check(
    name: str,
    recorded: Sequence[Diagnosed],
    shown: Sequence[Pair],
    inferred: Sequence[Pair],
    pairs: Sequence[Pair],
    labels: Mapping[str, str],
) -> CauseCheck:
    computable = sum(name in each.computable for each in pairs)
    agreement: Agreement = "recorded-not-found" if computable else "recorded-not-computable"
    if shown:
        agreement = "agree" if recorded else "computed-only"
    elif not recorded:
        agreement = "inferred-only"
    rests = [d.unsure for each in shown for d in each.differences if d.kind == name]
    return CauseCheck(
        name,
        recorded[0].label if recorded else labels.get(name, name),
        agreement,
        tuple(recorded),
        tuple((each.a, each.b) for each in shown),
        computable,
        bool(rests) and all(share == "all" for share in rests),
        tuple((each.a, each.b) for each in inferred),
    )


def opposite(parties: Iterable[Party]) -> tuple[PairsOf, tuple[tuple[str, str], ...]]:
    """Return the pairs of different works to put side by side, each once.

    Those on opposite sides; where no side is set, every two works.
    """
    those = [p for p in parties if p.work]
    sided = sorted({(p.side, p.work) for p in those if p.side is not None and p.work})
    if not sided:
        works = dict.fromkeys(p.work for p in those if p.work)
        return "all-works", tuple(combinations(works, 2))
    pairs: dict[frozenset[str], tuple[str, str]] = {}
    for (one, a), (other, b) in combinations(sided, 2):
        if one != other and a != b:
            pairs.setdefault(frozenset((a, b)), (a, b))
    return "opposite-sides", tuple(pairs.values())


def _disputes(
    graph: Graph, params: dict[str, str], framework: str | None, coder: str | None
) -> Iterator[Dispute]:
    rows = _by_disagreement(graph.query("disagreements", **params).dicts())
    parties = _by_disagreement(graph.query("disagreement-parties", **params).dicts())
    labels = {
        name: label for (kind, name), (label, _) in graph.vocabulary().items() if kind == "Cause"
    }
    for iri, group in rows.items():
        yield _dispute(graph, group, parties.get(iri, []), labels, framework, coder)


def _by_disagreement(rows: Iterable[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["disagreement"], []).append(row)
    return grouped


def _dispute(
    graph: Graph,
    rows: Sequence[Row],
    party_rows: Sequence[Row],
    labels: Mapping[str, str],
    framework: str | None,
    coder: str | None,
) -> Dispute:
    first = rows[0]
    taking_part = parties(party_rows)
    pairs_of, wanted = opposite(taking_part)
    iris = {short(row["work"]): row["work"] for row in party_rows if "work" in row}
    pairs = tuple(
        pair(compare(graph, iris[a], iris[b], framework, coder))
        for a, b in islice(wanted, MOST_PAIRS)
    )
    return Dispute(
        short(first["disagreement"]),
        first.get("label", short(first["disagreement"])),
        first.get("type"),
        first.get("basis"),
        first.get("explanation"),
        first.get("locator"),
        tuple(dict.fromkeys(short(row["source"]) for row in rows if "source" in row)),
        short_if(first.get("collection")),
        taking_part,
        tuple(dict.fromkeys(row["unattributed"] for row in party_rows if "unattributed" in row)),
        causes(diagnoses(rows), pairs, labels),
        pairs_of,
        pairs,
        max(0, len(wanted) - MOST_PAIRS),
    )
