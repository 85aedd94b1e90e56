"""What differs between two works or studies: asks for the rows, and puts the parts together."""

from collections.abc import Sequence
from dataclasses import dataclass

from ofmkg.analyses import frameworks
from ofmkg.analyses.cells import cells
from ofmkg.analyses.compare import assumptions as comparison
from ofmkg.analyses.compare import evidence, sides, steps
from ofmkg.analyses.compare.documented import documented
from ofmkg.analyses.compare.result import Comparison, Evidence
from ofmkg.analyses.compare.sides import Side
from ofmkg.analyses.locators import Vectors, incompatible
from ofmkg.analyses.stances import Held, stances
from ofmkg.errors import UnknownIdError
from ofmkg.graph.asking import Graph, nodes
from ofmkg.graph.names import Bindings
from ofmkg.graph.rows import grouped, records


@dataclass(frozen=True, slots=True)
class _Reported:
    """A row of the question `studies`, of which only the work (IRI) counts here."""

    work: str


def compare(
    graph: Graph, a: str, b: str, framework: str | None = None, coder: str | None = None
) -> Comparison:
    """Return what differs between two works or studies, named by short id or IRI.

    Raises UnknownIdError for an unknown id.
    """
    every = graph.collections()
    default = next((c.id for c in every if c.is_default), None)
    left, right = _sides(graph, default, a, b)
    frame = graph.frame(framework)
    reading = graph.read_as(framework, coder)
    held = _held(graph, (left, right), framework, coder)
    vectors = Vectors.of(graph)
    taken = [sides.stances(each, held, vectors.overlap) for each in (left, right)]
    studies = nodes((*left.studies, *right.studies))
    asked: Bindings = {**reading, "study": studies}
    read = cells(graph, frame, asked) if studies else {}
    work_a, work_b = (
        sides.compared(each, own, sides.wholly(each, held), every, read)
        for each, own in zip((left, right), taken, strict=True)
    )
    relation = comparison.relation(work_a.vectors, work_b.vectors, vectors.overlap)
    taking_in = graph.reading.with_inferences
    clashes = incompatible(graph)
    assumptions = comparison.assumptions(
        taken[0], taken[1], frozenset(clashes), vectors.overlap, with_inferences=taking_in
    )
    rows = steps.step_rows(frame.steps, read, left.studies, right.studies)
    compared = records(graph.asked("baselines", asked), steps.Baseline) if studies else []
    baselines = steps.baselines(compared, left.studies, right.studies)
    considered = (
        records(graph.asked("actors-and-omissions", asked), steps.Considered) if studies else []
    )
    recorded = documented(graph, left.work, right.work)
    differences = comparison.differences(
        (work_a.vectors, work_b.vectors),
        relation,
        assumptions,
        steps=rows,
        compared=baselines,
        recorded=recorded,
    )
    said = tuple(d for d in differences if d.voice == "source" or taking_in)
    takes = {side.work: side.takes for side in (left, right)}
    found = evidence.evidence(graph, tuple(takes), takes)
    shown = (
        evidence.about(found, each.work, None if each.whole else work.vectors, vectors.overlap)
        for each, work in ((left, work_a), (right, work_b))
    )
    return Comparison(
        a=work_a,
        b=work_b,
        framework=frame,
        vector_relation=relation,
        assumptions=assumptions,
        steps=rows,
        baselines=baselines,
        actors=steps.actors(considered, left.studies, right.studies),
        differences=said,
        documented=recorded,
        caveats=sides.caveats(every, {work_a.collection, work_b.collection}),
        evidence=Evidence(*shown),
        by_inference=tuple(d for d in differences if d not in said),
    )


def _held(
    graph: Graph, two: Sequence[Side], framework: str | None, coder: str | None
) -> list[Held]:
    """Return the stances of both sides, each read with the framework that it was coded with.

    Only steps belong to a framework; what a work holds can be compared across them.
    """
    by_framework: dict[str | None, list[str]] = {}
    for each in two:
        own = framework or frameworks.of_studies(graph, each.studies, coder)
        by_framework.setdefault(own, []).extend(each.holders)
    found = [
        held
        for own, holders in by_framework.items()
        for held in stances(graph, {**graph.read_as(own, coder), "holder": nodes(holders)})
    ]
    return list({(held.holder, held.iri): held for held in found}.values())


def _sides(graph: Graph, default: str | None, *names: str) -> list[Side]:
    """Return the sides of a comparison, each a work with its studies, or one study of it."""
    asked = [graph.work_or_study(name) for name in names]
    rows = grouped(sides.reported(graph, asked), "work")
    works = [
        node if node in rows else _work_of(graph, node, name)
        for node, name in zip(asked, names, strict=True)
    ]
    missing = [work for work in works if work not in rows]
    if missing:
        rows |= grouped(sides.reported(graph, missing), "work")
    found = zip(asked, works, strict=True)
    return [sides.side(node, rows[work], default) for node, work in found]


def _work_of(graph: Graph, study: str, name: str) -> str:
    """Return the work (IRI) that reports a study. Raises UnknownIdError if that is none."""
    found = records(graph.asked("studies", {"study": nodes([study])}), _Reported)
    if not found:
        raise UnknownIdError(f"{name} names neither a work nor a study.")
    return found[0].work
