"""What differs between two works or studies: asks for the rows, and puts the parts together."""

from dataclasses import dataclass

from ofmkg.analyses.cells import Cells, cells
from ofmkg.analyses.compare import assumptions as comparison
from ofmkg.analyses.compare import evidence, sides, steps
from ofmkg.analyses.compare.result import Comparison, Evidence
from ofmkg.analyses.compare.sides import Side
from ofmkg.analyses.locators import Vectors
from ofmkg.errors import UnknownIdError
from ofmkg.graph.asking import Graph, Row, nodes
from ofmkg.graph.model import Framework
from ofmkg.graph.names import Bindings
from ofmkg.graph.terms import short


def compare(
    graph: Graph, a: str, b: str, framework: str | None = None, coder: str | None = None
) -> Comparison:
    """Return what differs between two works or studies, named by short id or IRI.

    Raises UnknownIdError for an unknown id.
    """
    left, right = side(graph, a), side(graph, b)
    asker = _Asker(graph, (left, right), framework, coder)
    frame, every = graph.frame(framework), graph.collections()
    held = asker.held()
    vectors = asker.vectors(held)
    taken = [
        sides.stances(each, (row for row in held if row["holder"] in each.holders), vectors.overlap)
        for each in (left, right)
    ]
    read = asker.cells(frame)
    cutoff = next((c.cutoff for c in every if c.is_default), None)
    work_a, work_b = (
        sides.compared(each, stances, cutoff, read)
        for each, stances in zip((left, right), taken, strict=True)
    )
    relation = comparison.relation(work_a.vectors, work_b.vectors, vectors.overlap)
    taking_in = graph.reading.with_inferences
    assumptions = comparison.assumptions(
        taken[0], taken[1], asker.incompatible(held), vectors.overlap, with_inferences=taking_in
    )
    rows = steps.step_rows(frame.steps, read, left.studies, right.studies)
    baselines = steps.baselines(asker.of_studies("baselines"), left.studies, right.studies)
    recorded = steps.documented(asker.of_works("documented"), left.work, right.work)
    differences = comparison.differences(
        (work_a.vectors, work_b.vectors), relation, assumptions, rows, baselines, recorded
    )
    said = tuple(d for d in differences if d.voice == "source" or taking_in)
    found = evidence.records(asker.of_works("evidence-records"))
    shown = (
        evidence.about(found, each.work, None if each.whole else work.vectors, vectors.overlap)
        for each, work in ((left, work_a), (right, work_b))
    )
    return Comparison(
        work_a,
        work_b,
        frame,
        relation,
        assumptions,
        rows,
        baselines,
        steps.actors(asker.of_studies("actors-and-omissions"), left.studies, right.studies),
        said,
        recorded,
        sides.caveats(every, {work_a.collection, work_b.collection}),
        Evidence(*shown),
        tuple(d for d in differences if d not in said),
    )


def side(graph: Graph, name: str) -> Side:
    """Return a side of a comparison: a work with its studies, or one study of it.

    Raises UnknownIdError if the name is that of neither.
    """
    node = graph.work_or_study(name)
    rows = graph.ask("sides", {"work": nodes([node])})
    if not rows:
        studies = graph.ask("studies", {"study": nodes([node])})
        if not studies:
            raise UnknownIdError(f"{name} names neither a work nor a study.")
        rows = graph.ask("sides", {"work": nodes([studies[0]["work"]])})
    work = rows[0]["work"]
    every = tuple(dict.fromkeys(row["study"] for row in rows if "study" in row))
    worked = dict.fromkeys(row["workedAnalysis"] for row in rows if "workedAnalysis" in row)
    asked = every if work == node else (node,)
    return Side(work, asked == every, asked, (*asked, work, *worked), tuple(rows))


@dataclass(frozen=True, slots=True)
class _Asker:
    """Asks a graph about two sides, by the reading of a framework and a coder."""

    graph: Graph
    sides: tuple[Side, Side]
    framework: str | None
    coder: str | None

    def held(self) -> list[Row]:
        """Return the stances of both sides."""
        holders = nodes(holder for each in self.sides for holder in each.holders)
        return self.graph.ask("stances", {**self._read(), "holder": holders})

    def of_studies(self, name: str, *, coded: bool = True) -> list[Row]:
        """Answer a question about the studies of both; not `coded`: it takes no coder."""
        studies = nodes(study for each in self.sides for study in each.studies)
        terms = self._read() if coded else self.graph.read_as(self.framework)
        return self.graph.ask(name, {**terms, "study": studies}) if studies else []

    def cells(self, frame: Framework) -> Cells:
        """Return the cells of the studies of both."""
        studies = nodes(study for each in self.sides for study in each.studies)
        return cells(self.graph, frame, {**self._read(), "study": studies}) if studies else {}

    def of_works(self, name: str) -> list[Row]:
        """Answer a question about the two works."""
        return self.graph.ask(name, {"work": nodes(each.work for each in self.sides)})

    def vectors(self, held: list[Row]) -> Vectors:
        """Return how the vectors lie that any row is about."""
        rows = (*held, *self.sides[0].rows, *self.sides[1].rows)
        named = sorted({row["vector"] for row in rows if "vector" in row})
        terms: Bindings = {"vector": nodes(named)}
        return Vectors(self.graph.ask("vector-relations", terms) if named else ())

    def incompatible(self, held: list[Row]) -> frozenset[tuple[str, str]]:
        """Return the pairs of positions (short ids) of which one excludes the other."""
        positions = sorted({row["position"] for row in held if "position" in row})
        if not positions:
            return frozenset()
        rows = self.graph.ask("incompatible", {"position": nodes(positions)})
        return frozenset((short(row["position"]), short(row["against"])) for row in rows)

    def _read(self) -> Bindings:
        return self.graph.read_as(self.framework, self.coder)
