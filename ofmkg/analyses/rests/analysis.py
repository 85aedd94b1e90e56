"""What rests on what: which claims lose support if something is given up, and through which chain.

What may be given up: works, studies, stances (assumptions), positions, questions, claims and lines
of evidence. With a work go the claims that no other work asserts, the lines that it draws and the
stances of its studies; with a position or question go the stances on it. A claim that expresses, in
our reading, a position given up or taken by a stance given up is told, but nothing follows from it:
whoever asserts the claim may hold on to it.

Nothing propagates over lines that only we drew, or from stances that only we infer: what would
change with these as well stands apart.

What rests on what is read as in `analyses.standing`, but without what is disputed: of the
evidence on record for a claim at least one piece must be left, and each stance that it rests on; a
circle of claims that support each other founds nothing (as in J. Doyle, "A truth maintenance
system", Artificial Intelligence 12 (1979), pp. 231-272). The labels before and after take disputes
into account.
"""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from ofmkg.analyses.argument.analysis import recorded
from ofmkg.analyses.argument.network import key
from ofmkg.analyses.argument.result import RESTS_ON, SUPPORTS, Argument, Bearing
from ofmkg.analyses.rests.result import LOSSES, Change, Given, Link, Loss, Retraction
from ofmkg.analyses.standing.analysis import bears, labels, stands
from ofmkg.analyses.standing.result import LIMITS, METHOD
from ofmkg.errors import UsageError
from ofmkg.graph.asking import Graph
from ofmkg.graph.rows import Id, records
from ofmkg.graph.terms import BASE, short, short_if

_GROUNDS = (SUPPORTS, RESTS_ON)


@dataclass(frozen=True, slots=True)
class CanBeGivenUp:
    """A row of the question `can-be-given-up`; its thing, holder and position are IRIs."""

    thing: str
    kind: Id
    rank: int
    label: str | None = None
    kind_label: str | None = None
    holder: str | None = None
    position: str | None = None
    locator: str | None = None
    source: Id | None = None


def retraction(graph: Graph, *names: str) -> Retraction:
    """Return what follows if the things named by id, path or IRI are given up.

    A line of evidence is named by its IRI, or the path of that. Raises UnknownIdError, and
    UsageError for what nothing can rest on.
    """
    rows = [row for name in names for row in _named(graph, name)]
    on_record = recorded(graph)
    found = retract(on_record, rows, with_inferences=graph.reading.with_inferences)
    inside = tuple(c for c in graph.collections() if c.id in found.by_collection)
    return replace(found, collections=inside)


def retract(
    on_record: Argument, named: Iterable[CanBeGivenUp], *, with_inferences: bool = False
) -> Retraction:
    """Return what follows if things are given up."""
    rows = {row.thing: row for row in named}
    given = tuple(_given(on_record, row) for row in rows.values())
    gone = _gone(on_record, set(rows))
    answers = {row.position for row in rows.values() if row.position}
    by_sources, every = (
        {c.claim: c for c in _Losses(of, gone, set(rows), answers | set(rows)).changes()}
        for of in (on_record.sourced(), on_record)
    )
    ours = [c for c in every.values() if _differs(c, by_sources.get(c.claim))]
    apart = tuple(replace(change, voice="inference") for change in ours)
    changes = tuple(by_sources.values())
    if with_inferences:
        inferred = {change.claim for change in ours}
        changes = tuple(
            replace(c, voice="inference" if c.claim in inferred else "source")
            for c in every.values()
        )
        apart = ()
    places = Counter(short(c.collection) for c in on_record.claims.values() if c.collection)
    return Retraction(
        given_up=given,
        changes=changes,
        by_inference=apart,
        counts={loss: sum(change.loss == loss for change in changes) for loss in LOSSES},
        claims=len(on_record.claims),
        method=METHOD,
        limits=LIMITS,
        collections=(),
        by_collection=dict(places),
    )


def _differs(change: Change, before: Change | None) -> bool:
    """Tell whether a claim loses something else, or by another chain, than by sources alone."""

    def known(each: Change) -> object:
        link = each.through
        return each.loss, each.steps, link and (link.bears.thing, link.bears.line)

    return before is None or known(change) != known(before)


def _named(graph: Graph, name: str) -> list[CanBeGivenUp]:
    """Return what a name stands for: of all that share it, that of the least rank."""
    path = "/" in name and "://" not in name
    found = graph.query("can-be-given-up", thing=BASE + name if path else name)
    rows = records(found, CanBeGivenUp)
    if not rows:
        raise UsageError(
            f"Nothing rests on {name} as such. What can be given up: a work, study, claim, stance, "
            "position, question, or line of evidence."
        )
    least = min(row.rank for row in rows)
    return [row for row in rows if row.rank == least]


def _given(on_record: Argument, row: CanBeGivenUp) -> Given:
    iri = row.thing
    claim, premise = on_record.claims.get(iri), on_record.premises.get(iri)
    line = next((b for b in on_record.bearings if b.line == iri), None)
    holders = claim.works if claim else (row.holder,)
    told = claim or premise or line
    label = row.label or on_record.label(iri)
    if line:
        label = f"{short(line.start)} {line.relation} {short(line.end)}"
    return Given(
        thing=key(iri) if line else short(iri),
        iri=iri,
        kind=row.kind,
        kind_label=row.kind if row.kind_label is None else row.kind_label,
        label=label,
        holders=tuple(short(holder) for holder in holders if holder),
        locator=told.locator if told else row.locator,
        source=short_if(told.source) if told else row.source,
    )


def _gone(on_record: Argument, given: Set[str]) -> frozenset[str]:
    """Return the IRIs of claims, stances and lines that go with what is given up."""
    claims = {
        iri
        for iri, claim in on_record.claims.items()
        if iri in given or (claim.works and given >= set(claim.works))
    }
    premises = {
        p.iri
        for p in on_record.premises.values()
        if not given.isdisjoint((p.iri, p.holder, p.work, p.question, p.position))
    }
    lines = {
        b.line for b in on_record.bearings if b.line and (b.line in given or b.drawn_by in given)
    }
    return frozenset(claims | premises | lines)


class _Losses:
    """What each claim loses, from the labels before and after.

    `answers` are the positions given up or taken by what is given up, and questions given up.
    """

    def __init__(
        self, on_record: Argument, gone: frozenset[str], given: Set[str], answers: Set[str]
    ) -> None:
        self._record, self._gone, self._given = on_record, gone, given
        self._before = stands(on_record, labels(on_record))
        self._after = stands(on_record, labels(on_record, gone), gone)
        stood = labels(on_record, disputes=False)
        left = labels(on_record, gone, disputes=False)
        self._fallen = {iri for iri in stood if stood[iri] == "in" != left[iri]}
        self._incoming: dict[str, list[Bearing]] = {}
        self._outgoing: dict[str, list[Bearing]] = {}
        for b in on_record.bearings:
            self._incoming.setdefault(b.end, []).append(b)
            if b.relation in _GROUNDS:
                self._outgoing.setdefault(b.start, []).append(b)
        self._expressed: dict[str, list[str]] = {}
        for e in on_record.expressions:
            if e.position in answers or e.question in answers:
                self._expressed.setdefault(e.claim, []).append(e.position)
        self._first: dict[str, Bearing] = {}
        self._depth: dict[str, int] = {}
        self._reach()

    def _lost(self, b: Bearing) -> bool:
        return b.line in self._gone or b.start in self._fallen or b.start in self._gone

    def _reach(self) -> None:
        """Walk from what is given up to all that stands on it, nearest first.

        What falls is reached through what fell: of the support that it had none is merely weakened,
        unless a stance that it rests on is gone, and then that is nearest.
        """
        lines = [
            b for b in self._record.bearings if b.line in self._gone and b.relation in _GROUNDS
        ]
        cut = {b.line for b in lines}
        walk = sorted(iri for iri in self._gone if iri not in cut)
        self._depth = dict.fromkeys(walk, 0)
        for b in lines:
            self._step(b, 1, walk)
        for thing in walk:  # grows while it is walked through
            for b in self._outgoing.get(thing, ()):
                self._step(b, self._depth[thing] + 1, walk)

    def _step(self, b: Bearing, depth: int, walk: list[str]) -> None:
        if b.end not in self._depth:
            self._depth[b.end], self._first[b.end] = depth, b
            walk.append(b.end)

    def changes(self) -> Iterable[Change]:
        """Yield what changes, the heaviest loss first, and of each the nearest."""
        cited: dict[str, list[str]] = {}
        for citation in self._record.citations:
            cited.setdefault(citation.claim, []).append(citation.work)
        found = [
            change
            for iri in self._record.claims
            if (change := self._change(iri, cited.get(iri, ()))) is not None
        ]
        return sorted(found, key=lambda c: (LOSSES.index(c.loss), c.steps, c.claim))

    def _change(self, iri: str, cited: Sequence[str]) -> Change | None:
        incoming = self._incoming.get(iri, [])
        grounds = [b for b in incoming if b.relation in _GROUNDS]
        lost = [b for b in grounds if self._lost(b)]
        weaker = [b for b in grounds if not self._lost(b) and b.start in self._depth]
        relief = [b for b in incoming if b.relation not in _GROUNDS and self._lost(b)]
        left = [b for b in grounds if not self._lost(b)]
        cited_lost = [work for work in cited if work in self._given]
        before, after = self._before[iri], self._after[iri]
        loss: Loss
        if iri in self._gone:
            loss = "withdrawn"
        elif lost and not left:
            loss = "unsupported"
        elif iri in self._fallen:
            loss = "need-lost"
        elif lost or weaker:
            loss = "weakened"
        elif relief:
            loss = "relieved"
        elif before != after:
            loss = "relabelled"
        elif iri in self._expressed:
            loss = "says-the-same"
        elif cited_lost:
            loss = "citation-lost"
        else:
            return None
        claim = self._record.claims[iri]
        first = self._first.get(iri)
        return Change(
            claim=short(iri),
            statement=claim.statement,
            works=tuple(short(work) for work in claim.works),
            loss=loss,
            lost=tuple(map(self._link, lost)),
            weaker=tuple(map(self._link, weaker)),
            left=tuple(bears(b, self._after, self._record) for b in left),
            relief=tuple(map(self._link, relief)),
            expresses=tuple(short(position) for position in self._expressed.get(iri, ())),
            cited_lost=tuple(short(work) for work in cited_lost),
            cited_left=len(cited) - len(cited_lost),
            before=before,
            after=after,
            through=None if first is None or iri in self._gone else self._link(first),
            steps=self._depth.get(iri, 0),
            locator=claim.locator,
            source=short_if(claim.source),
            collection=short_if(claim.collection),
        )

    def _link(self, b: Bearing) -> Link:
        return Link(
            bears(b, self._after, self._record),
            short(b.end),
            "line-gone" if b.line in self._gone else "gone" if self._lost(b) else "weakened",
        )
