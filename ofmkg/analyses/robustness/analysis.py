"""Which findings hold under other readings of the same data, and what makes the others change?

Findings are those that sources bear; what has another value, or is one at all, only with our
inferences stands apart. Two kinds of reading are tried, one at a time: the alternatives of all
ambiguous codings taken; each single assumption given up that stands in for a step or takes part in
a finding. Nothing is loaded again for it: a coding changes a cell by its
alternative, a stance changes a cell only where it stands in for the step and a comparison only on
its own question, so that each effect can be worked out where it falls. The tests hold the results
against the same analyses of a graph that is loaded under each `ofmkg.graph.scenarios.Scenario`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ofmkg.analyses.cell_states import rule
from ofmkg.analyses.compare.sides import reported
from ofmkg.analyses.locators import Vectors, incompatible
from ofmkg.analyses.matrix import matrix as studies_by_steps
from ofmkg.analyses.robustness.cell_findings import cell_findings, complete_findings, gap_findings
from ofmkg.analyses.robustness.findings import Finding, Ground, Kind, Robustness, Tally, Tried
from ofmkg.analyses.robustness.pair_findings import comparison_findings, holdings
from ofmkg.analyses.stances import Held, stances
from ofmkg.graph.asking import Graph
from ofmkg.graph.rows import Id, records
from ofmkg.graph.terms import short

MOST_PAIRS = 5000  # of studies; the number of pairs grows with the square of the studies


@dataclass(frozen=True, slots=True)
class _Ambiguous:
    """A row of the question `ambiguous-codings`: a cell, and why it is ambiguous."""

    study: Id
    step: Id
    note: str | None


def robustness(
    graph: Graph,
    collection: str | None = None,
    framework: str | None = None,
    coder: str | None = None,
    most_pairs: int = MOST_PAIRS,
) -> Robustness:
    """Return what holds of matrix, gaps and comparisons under other readings.

    Studies are compared with each other unless there are more than `most_pairs` pairs. Raises
    UnknownIdError for an unknown id and UsageError if there is no collection.
    """
    asked = {k: v for k, v in (("framework", framework), ("coder", coder)) if v}
    matrix = studies_by_steps(graph, collection, framework, coder)
    home = {row.study: row.collection for row in matrix.rows}
    sizes = Counter(home.values()).values()
    pairs = sum(size * (size - 1) // 2 for size in sizes)
    vectors = Vectors.of(graph)
    above = {row.vector: sorted(vectors.above(row.vector)) for row in matrix.rows}
    held = holdings(
        reported(graph),
        stances(graph, graph.read_as(framework, coder)),
        home,
        vectors.overlap,
    )
    every = {own.iri: own for side in held.values() for own in side}
    iris = {(own.stance.holder, short(iri)): iri for iri, own in every.items()}
    notes = {
        (row.study, row.step): row.note
        for row in records(graph.query("ambiguous-codings", **asked), _Ambiguous)
        if row.note is not None
    }
    clashes, states = frozenset(incompatible(graph)), rule(graph)

    few = pairs <= most_pairs

    def found(*, ours: bool) -> list[Finding]:
        cells = cell_findings(matrix, notes, iris, states, with_inferences=ours)
        said = {s: [h for h in side if ours or not h.inferred] for s, side in held.items()}
        return [
            *cells,
            *gap_findings(matrix, cells, above),
            *complete_findings(cells),
            *(comparison_findings(said, home, clashes, vectors.overlap) if few else ()),
        ]

    findings, with_ours = found(ours=False), found(ours=True)
    values = {each.about: each.value for each in findings}
    apart = [replace(f, voice="inference") for f in with_ours if values.get(f.about) != f.value]
    if graph.reading.with_inferences:
        ours = {f.about: f for f in apart}
        findings, apart = [ours.get(f.about, f) for f in with_ours], []
    named = _named([*findings, *apart], every)
    return Robustness(
        framework=matrix.framework,
        collections=tuple(
            c for c in matrix.collections if any(r.collection == c.id for r in matrix.rows)
        ),
        ambiguous=sum(cell.alternative is not None for row in matrix.rows for cell in row.cells),
        inferred=sum(own.inferred for own in every.values()),
        tallies=tallies(findings),
        findings=named[0][: len(findings)],
        by_inference=named[0][len(findings) :],
        grounds=named[1],
        questions={own.stance.question: own.stance.question_label for own in every.values()},
        pairs_left_out=0 if few else pairs,
    )


def tallies(findings: Iterable[Finding]) -> tuple[Tally, ...]:
    """Count the findings of each kind, and those that each reading leaves as they are."""
    grouped: dict[Kind, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.kind, []).append(finding)

    def kept(group: Iterable[Finding], reading: Tried) -> int:
        return sum(all(change.reading != reading for change in each.changes) for each in group)

    return tuple(
        Tally(
            kind,
            len(group),
            kept(group, "alternatives"),
            kept(group, "assumption"),
            sum(each.robust for each in group),
        )
        for kind, group in grouped.items()
    )


def _named(
    findings: Iterable[Finding], every: Mapping[str, Held]
) -> tuple[tuple[Finding, ...], tuple[Ground, ...]]:
    """Call stances by their short ids where these are unique, and return those that are named."""
    found = list(findings)
    named = {
        iri: None
        for each in found
        for iri in (*each.rests_on, *(x for c in each.changes for x in c.because))
        if iri in every
    }
    same = Counter(short(iri) for iri in named)
    ids = {iri: short(iri) if same[short(iri)] == 1 else iri for iri in named}
    alone = Counter(
        change.because[0]
        for each in found
        for change in each.changes
        if change.reading == "assumption"
    )
    grounds = [
        Ground(
            id=ids[iri],
            iri=iri,
            holder=stance.holder,
            kind=stance.kind,
            statement=stance.statement or stance.label,
            mode=stance.mode,
            basis=stance.basis,
            locator=stance.locator,
            source=stance.source,
            voice=stance.voice,
            tried=stance.kind == "assumption",
            changes=alone[iri],
        )
        for iri in sorted(named)
        for stance in (every[iri].stance,)
    ]
    return tuple(_renamed(each, ids) for each in found), tuple(grounds)


def _renamed(finding: Finding, ids: Mapping[str, str]) -> Finding:
    changes = tuple(
        replace(change, because=tuple(ids.get(x, x) for x in change.because))
        for change in finding.changes
    )
    return replace(
        finding, changes=changes, rests_on=tuple(ids.get(x, x) for x in finding.rests_on)
    )
