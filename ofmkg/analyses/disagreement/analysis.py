"""Recorded disagreements: who stands where, why on record, and what can be computed of it now.

A cause on record is a diagnosis of a work or one that coders recorded; a cause computed now is a
difference between works on opposite sides, from the comparison of the two. The two are put side by
side, and where nothing can be computed that is said: it is neither agreement nor disagreement.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from ofmkg.analyses.argument.rows import ClaimRow
from ofmkg.analyses.compare.analysis import beside, compared
from ofmkg.analyses.disagreement.context import context
from ofmkg.analyses.disagreement.grounds import Pair, ShownDifference, pair
from ofmkg.analyses.disagreement.parties import (
    DisagreementRow,
    Party,
    PartyRow,
    diagnoses,
    parties,
    placed,
)
from ofmkg.analyses.disagreement.result import (
    Agreement,
    CauseCheck,
    Dispute,
    DisputePage,
    Disputes,
    PairsOf,
)
from ofmkg.analyses.locators import Vectors
from ofmkg.graph.asking import Graph
from ofmkg.graph.model import Diagnosed
from ofmkg.graph.once import of_graph
from ofmkg.graph.rows import grouped, records
from ofmkg.graph.terms import short

MOST_PAIRS = 60
MOST_KEPT = 2_000  # disagreements of a graph, with their pairs: some fifty MB


def disputes(
    graph: Graph,
    framework: str | None = None,
    coder: str | None = None,
    collection: str | None = None,
    vector: str | None = None,
) -> Disputes:
    """Return recorded disagreements with their causes, recorded and computed.

    They are those of the default collection unless another, or "all", is named; what is of no
    collection stands with them unless one is named. With `vector` (an id) they are those with a
    claim about that threat, one above or one below it. Raises UnknownIdError.
    """
    every, shown = graph.collections(), {c.id for c in graph.shown(collection)}
    rows = records(graph.asked_once("disagreements"), DisagreementRow)
    if vector is not None:
        near = _near(graph, vector)
        rows = [row for row in rows if row.disagreement in near]
    places = {row.disagreement: row.collection for row in rows}
    anywhere, unplaced = collection == "all", collection in (None, "all")
    inside = {
        iri
        for iri, place in places.items()
        if anywhere or (unplaced if place is None else place in shown)
    }
    chosen = [row for row in rows if row.disagreement in inside]
    known = _known(graph, framework, coder)
    new = [row for row in chosen if row.disagreement not in known]
    if len(known) + len(new) > MOST_KEPT:
        known = dict(known)  # for this answer alone
    known.update(zip(_ids(new), _arranged(graph, new, {}, framework, coder), strict=True))
    found = tuple(known[iri] for iri in _ids(chosen))
    named = {each.collection for each in found}
    counts = Counter(place for iri, place in places.items() if iri not in inside)
    return Disputes(
        found,
        tuple(c for c in every if c.id in named),
        tuple((c.label, counts[c.id]) for c in every if counts[c.id]),
    )


@of_graph  # lists of one threat or collection have the same disagreements
def _known(_: Graph, framework: str | None, coder: str | None) -> dict[str, Dispute]:
    """Return what has been found of disagreements (IRIs), to be added to."""
    return {}


def _ids(rows: Iterable[DisagreementRow]) -> list[str]:
    """Return the disagreements of rows, each once."""
    return list(dict.fromkeys(row.disagreement for row in rows))


def _near(graph: Graph, vector: str) -> set[str]:
    """Return the disagreements (IRIs) with a claim about a threat, one above or one below it."""
    asked, overlap = short(graph.find(vector, "MisuseVector").value), Vectors.of(graph).overlap
    labels = graph.labels("MisuseVector")
    things = (
        (short(row["thing"]), row["claim"]) for row in graph.asked_once("claims-about").dicts()
    )
    claims = {short(claim) for thing, claim in things if thing in labels and overlap(thing, asked)}
    taking_part = records(graph.asked_once("disagreement-parties"), PartyRow)
    return {row.disagreement for row in taking_part if row.claim in claims}


def dispute(
    graph: Graph, name: str, framework: str | None = None, coder: str | None = None
) -> DisputePage:
    """Return one disagreement, named by short id or IRI. Raises UnknownIdError."""
    named = {"disagreement": name}
    rows = records(graph.query("disagreements", **named), DisagreementRow)
    (found,) = _arranged(graph, rows, named, framework, coder)
    claims = tuple(dict.fromkeys(p.claim for p in found.parties if p.claim))
    asserted = records(graph.query("claims", claim=claims), ClaimRow) if claims else []
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
            shown=found.get(name, []),
            inferred=inferred.get(name, []),
            pairs=pairs,
            labels=labels,
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
    *,
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
        cause=name,
        label=recorded[0].label if recorded else labels.get(name, name),
        agreement=agreement,
        recorded=tuple(recorded),
        shown_by=tuple((each.a, each.b) for each in shown),
        computable=computable,
        unsure=bool(rests) and all(share == "all" for share in rests),
        by_inference=tuple((each.a, each.b) for each in inferred),
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


def _arranged(
    graph: Graph,
    rows: Sequence[DisagreementRow],
    params: dict[str, str],
    framework: str | None,
    coder: str | None,
) -> Iterator[Dispute]:
    taking_part = records(graph.query("disagreement-parties", **params), PartyRow)
    by_disagreement = grouped(taking_part, "disagreement")
    labels = {
        name: label for (kind, name), (label, _) in graph.vocabulary().items() if kind == "Cause"
    }

    groups = grouped(rows, "disagreement")
    # Together, since many works take part in several and are asked about once.
    wanted = {two for iri in groups for two in _wanted(by_disagreement.get(iri, ()))[1]}
    works = tuple(sorted({work for two in wanted for work in two}))
    every = beside(graph, works, framework, coder) if works else None

    def side_by_side(a: str, b: str) -> Pair:
        assert every is not None  # a and b are among the works
        return pair(compared(every, works.index(a), works.index(b)))

    for iri, group in groups.items():
        yield _dispute(group, by_disagreement.get(iri, []), labels, side_by_side)


def _wanted(taking_part: Sequence[PartyRow]) -> tuple[PairsOf, list[tuple[str, str]], int]:
    """Return the pairs of works (IRIs) to put side by side, and how many are left out."""
    pairs_of, every = opposite(parties(taking_part))
    iris = {short(row.work): row.work for row in taking_part if row.work is not None}
    chosen = [(iris[a], iris[b]) for a, b in every[:MOST_PAIRS]]
    return pairs_of, chosen, len(every) - len(chosen)


def _dispute(
    rows: Sequence[DisagreementRow],
    taking_part: Sequence[PartyRow],
    labels: Mapping[str, str],
    side_by_side: Callable[[str, str], Pair],
) -> Dispute:
    """Return a disagreement; `side_by_side` compares two works (IRIs)."""
    first, those = rows[0], parties(taking_part)
    pairs_of, wanted, left_out = _wanted(taking_part)
    pairs = tuple(side_by_side(a, b) for a, b in wanted)
    others = (row.unattributed for row in taking_part if row.unattributed is not None)
    name = short(first.disagreement)
    return Dispute(
        disagreement=name,
        label=name if first.label is None else first.label,
        type=first.type,
        on_record=first.basis,
        explanation=first.explanation,
        locator=first.locator,
        sources=tuple(dict.fromkeys(row.source for row in rows if row.source is not None)),
        collection=first.collection,
        parties=those,
        unattributed=tuple(dict.fromkeys(others)),
        causes=causes(diagnoses(rows), pairs, labels),
        pairs_of=pairs_of,
        pairs=pairs,
        pairs_left_out=left_out,
    )
