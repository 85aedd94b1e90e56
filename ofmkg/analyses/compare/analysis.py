"""What differs between two works or studies: asks for the rows, and puts the parts together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ofmkg.analyses import frameworks
from ofmkg.analyses.cells import cells
from ofmkg.analyses.compare import assumptions as comparison
from ofmkg.analyses.compare import evidence, sides, steps
from ofmkg.analyses.compare.documented import OnRecord, documented, on_record
from ofmkg.analyses.compare.result import ComparedWork, Comparison, Evidence
from ofmkg.analyses.compare.sides import Side
from ofmkg.analyses.locators import Vectors, incompatible
from ofmkg.analyses.stances import Held, stances
from ofmkg.errors import UnknownIdError
from ofmkg.graph.asking import Graph, nodes
from ofmkg.graph.model import Cell, Collection, Framework, Stance
from ofmkg.graph.names import Bindings
from ofmkg.graph.rows import grouped, records


@dataclass(frozen=True, slots=True)
class _Reported:
    """A study and the work that reports it (IRIs)."""

    study: str
    work: str


@dataclass(frozen=True, slots=True)
class Read:
    """Works side by side: each with its stances and what is told of it, and the cells of all."""

    sides: tuple[Side, ...]
    taken: tuple[list[Stance], ...]
    works: tuple[ComparedWork, ...]
    frame: Framework
    asked: Bindings
    cells: Mapping[tuple[str, str], Cell]
    vectors: Vectors
    collections: Sequence[Collection]

    @property
    def studies(self) -> bool:
        """Whether any of the works reports a study."""
        return any(side.studies for side in self.sides)


def read_beside(
    graph: Graph, names: Sequence[str], framework: str | None, coder: str | None
) -> Read:
    """Return works or studies, named by short id or IRI, as they are read beside each other.

    Raises UnknownIdError for an unknown id.
    """
    every = graph.collections()
    default = next((c.id for c in every if c.is_default), None)
    found = _sides(graph, default, *names)
    frame = graph.frame(framework)
    held = _held(graph, found, framework, coder)
    vectors = Vectors.of(graph)
    taken = tuple(sides.stances(each, held, vectors.overlap) for each in found)
    studies = nodes(list(dict.fromkeys(study for each in found for study in each.studies)))
    asked: Bindings = {**graph.read_as(framework, coder), "study": studies}
    read = cells(graph, frame, asked) if studies else {}
    works = tuple(
        sides.compared(each, own, sides.wholly(each, held), every, read)
        for each, own in zip(found, taken, strict=True)
    )
    return Read(tuple(found), taken, works, frame, asked, read, vectors, every)


@dataclass(frozen=True, slots=True)
class Beside:
    """Works as they are read beside each other, with all that any two of them are compared by."""

    read: Read
    baselines: Sequence[steps.Baseline]
    considered: Sequence[steps.Considered]
    evidence: evidence.Collected
    on_record: OnRecord
    incompatible: frozenset[tuple[str, str]]
    with_inferences: bool


def beside(
    graph: Graph, names: Sequence[str], framework: str | None = None, coder: str | None = None
) -> Beside:
    """Return works or studies, named by short id or IRI, to be compared two by two.

    Raises UnknownIdError for an unknown id.
    """
    read = read_beside(graph, names, framework, coder)
    works = tuple(dict.fromkeys(side.work for side in read.sides))
    return Beside(
        read=read,
        baselines=records(graph.asked("baselines", read.asked), steps.Baseline)
        if read.studies
        else (),
        considered=records(graph.asked("actors-and-omissions", read.asked), steps.Considered)
        if read.studies
        else (),
        evidence=evidence.collected(graph, works),
        on_record=on_record(graph, works),
        incompatible=frozenset(incompatible(graph)),
        with_inferences=graph.reading.with_inferences,
    )


def compare(
    graph: Graph, a: str, b: str, framework: str | None = None, coder: str | None = None
) -> Comparison:
    """Return what differs between two works or studies, named by short id or IRI.

    Raises UnknownIdError for an unknown id.
    """
    return compared(beside(graph, (a, b), framework, coder), 0, 1)


def compared(every: Beside, one: int, other: int) -> Comparison:
    """Return what differs between two of several works, named by their places in the row."""
    read, taking_in = every.read, every.with_inferences
    left, right = read.sides[one], read.sides[other]
    work_a, work_b = read.works[one], read.works[other]
    overlap, studies = read.vectors.overlap, {*left.studies, *right.studies}
    relation = comparison.relation(work_a.vectors, work_b.vectors, overlap)
    assumptions = comparison.assumptions(
        read.taken[one],
        read.taken[other],
        every.incompatible,
        overlap,
        with_inferences=taking_in,
    )
    rows = steps.step_rows(read.frame.steps, read.cells, left.studies, right.studies)
    own_baselines = [each for each in every.baselines if each.study in studies]
    baselines = steps.baselines(own_baselines, left.studies, right.studies)
    considered = (each for each in every.considered if each.study in studies)
    recorded = documented(every.on_record, left.work, right.work)
    differences = comparison.differences(
        (work_a.vectors, work_b.vectors),
        relation,
        assumptions,
        steps=rows,
        compared=baselines,
        recorded=recorded,
    )
    said = tuple(d for d in differences if d.voice == "source" or taking_in)
    return Comparison(
        a=work_a,
        b=work_b,
        framework=read.frame,
        vector_relation=relation,
        assumptions=assumptions,
        steps=rows,
        baselines=baselines,
        actors=steps.actors(considered, left.studies, right.studies),
        differences=said,
        documented=recorded,
        caveats=sides.caveats(read.collections, {work_a.collection, work_b.collection}),
        evidence=Evidence(
            evidence.of_side(every.evidence, left, work_a.vectors, overlap),
            evidence.of_side(every.evidence, right, work_b.vectors, overlap),
        ),
        by_inference=tuple(d for d in differences if d not in said),
    )


def _held(
    graph: Graph, several: Sequence[Side], framework: str | None, coder: str | None
) -> list[Held]:
    """Return the stances of all sides, each read with the framework that it was coded with.

    Only steps belong to a framework; what a work holds can be compared across them.
    """
    by_framework: dict[str | None, list[str]] = {}
    for each in several:
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
    reporting = records(graph.part("reporting", {"study": nodes(asked)}), _Reported)
    reported = {each.study: each.work for each in reversed(reporting)}
    works = [reported.get(node, node) for node in asked]
    rows = grouped(sides.reported(graph, works), "work")
    for work, name in zip(works, names, strict=True):
        if work not in rows:
            raise UnknownIdError(f"{name} names neither a work nor a study.")
    return [sides.side(node, rows[work], default) for node, work in zip(asked, works, strict=True)]
