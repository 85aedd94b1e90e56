"""How the studies of each vector are coded, counted before it is asked what each study says.

A map needs to know how many studies are coded how, which comes by groups. What travels with the
state of each study (where it was read, by whom, what stands in) is asked for when somebody looks.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ofmkg.analyses.gaps.states import states
from ofmkg.analyses.gaps.study_cells import (
    Coding,
    Column,
    ContestedRow,
    Key,
    StudyCell,
    study_cells,
)
from ofmkg.graph import voices
from ofmkg.graph.asking import Graph
from ofmkg.graph.model import Framework, Voice
from ofmkg.graph.names import Bindings
from ofmkg.graph.once import Once, of_graph
from ofmkg.graph.rows import Id, grouped, records

Columns = dict[str, Column]  # by step, in the order of the framework


@dataclass(frozen=True, slots=True)
class Counted:
    """How the studies of a collection and vector are coded, and the cells of each of them.

    A collection without studies is in neither; `cells` are made at their first use.
    """

    columns: Mapping[tuple[str, str], Columns]
    cells: Callable[[], Mapping[tuple[str, str, str], list[StudyCell]]]

    def studies(self, place: str, vectors: Iterable[str], step: str) -> tuple[StudyCell, ...]:
        """Return the cells of a step, of the studies of some vectors, in the order of their ids."""
        every = self.cells()
        found = [cell for vector in vectors for cell in every.get((place, vector, step), ())]
        return tuple(sorted(found, key=lambda cell: cell.study))


@dataclass(frozen=True, slots=True)
class _Assessed:
    """A study in a collection, and an assessment (IRI) in use for it, if there is one."""

    study: Id
    vector: Id
    collection: Id
    assessment: str | None
    coded_by: Id | None


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Assessments (IRIs) that give a step an outcome: its state, and that where one stands in."""

    step: Id
    state: str
    if_assumed: str
    basis: str | None
    assessments: str
    lower_bound: bool = False


@dataclass(frozen=True, slots=True)
class _StandIn:
    """Assessments (IRIs) in which an assumption of this voice stands in for a step."""

    step: Id
    voice: Voice
    assessments: str


@dataclass(frozen=True, slots=True)
class _Differing:
    """Two coders who differ on a step of a study."""

    study: Id
    step: Id
    coded_by: Id
    other_coder: Id


@of_graph  # each cell and map asks for the same
def counted(graph: Graph, frame: Framework, coder: str | None = None) -> Counted:
    """Return how studies are coded on the steps of a framework, by the coder named.

    Raises UnknownIdError for an unknown coder, and DataError where two readings of one cell are in
    use at once.
    """
    reading = graph.read_as(frame.iri)
    terms = graph.read_as(frame.iri, coder)

    def cells() -> dict[Key, StudyCell]:
        # Who differs is told by both sides, whoever is asked for.
        differing = records(graph.asked("contested-cells", reading), ContestedRow)
        return study_cells(states(graph, frame, terms), differing)

    columns = _columns(graph, frame, terms, reading)
    if columns is None:  # several readings in use, which only the cells themselves can tell apart
        return of_cells(cells(), [step.step for step in frame.steps])
    return Counted(columns, Once(lambda: _by_vector(cells())))


def of_cells(cells: Mapping[Key, StudyCell], steps: Sequence[str]) -> Counted:
    """Count cells that are there already."""
    columns: dict[tuple[str, str], Columns] = {}
    for (place, study, step), cell in cells.items():
        at = columns.setdefault((place, cell.vector), {each: {} for each in steps})
        at[step].setdefault(cell.coding, []).append(study)
    found = _by_vector(cells)
    return Counted(columns, lambda: found)


def _by_vector(cells: Mapping[Key, StudyCell]) -> dict[tuple[str, str, str], list[StudyCell]]:
    found: dict[tuple[str, str, str], list[StudyCell]] = {}
    for (place, _, step), cell in cells.items():
        found.setdefault((place, cell.vector, step), []).append(cell)
    return found


def _columns(
    graph: Graph, frame: Framework, terms: Bindings, reading: Bindings
) -> dict[tuple[str, str], Columns] | None:
    """Return how studies are coded; None if a study has several readings or codings in use."""
    rows = records(graph.part("assessed-studies", terms), _Assessed)
    if len({(row.study, row.collection) for row in rows}) < len(rows):
        return None
    assessed = grouped(rows, "assessment")
    unread = assessed.pop(None, [])
    marks = _marks(graph, reading)
    outcomes = grouped(records(graph.part("assessments-by-outcome", terms), _Outcome), "step")
    columns: dict[tuple[str, str], Columns] = {
        (row.collection, row.vector): {step.step: {} for step in frame.steps} for row in rows
    }
    for step in (step.step for step in frame.steps):
        coded: list[str] = []
        for outcome in outcomes.get(step, ()):
            names = outcome.assessments.split()
            coded += names
            plain: dict[tuple[str, str], list[str]] = {}  # most: neither assumed nor contested
            for row in (row for name in names for row in assessed.get(name, ())):
                home = row.collection, row.vector
                if marks.any(step, row):
                    columns[home][step].setdefault(marks.coding(outcome, row), []).append(row.study)
                elif home in plain:
                    plain[home].append(row.study)
                else:
                    plain[home] = [row.study]
            for home, studies in plain.items():
                coding = Coding(outcome.state, outcome.basis, outcome.lower_bound)
                columns[home][step].setdefault(coding, []).extend(studies)
        known = set(coded)
        if len(known) < len(coded):
            return None
        silent = (rows for name, rows in assessed.items() if name not in known)
        for row in (*unread, *(each for rows in silent for each in rows)):
            columns[row.collection, row.vector][step].setdefault(_UNCODED, []).append(row.study)
    return columns


_UNCODED = Coding("uncoded")


@dataclass(frozen=True, slots=True)
class _Marks:
    """What few codings have: assumptions that stand in, by step and assessment, other coders."""

    stand_ins: Mapping[str, Mapping[str, set[Voice]]]
    differing: Mapping[tuple[str, str], set[str]]  # coders by study and step

    def any(self, step: str, row: _Assessed) -> bool:
        """Tell whether there is any such thing of a study on a step."""
        return (row.study, step) in self.differing or row.assessment in self.stand_ins[step]

    def coding(self, of: _Outcome, row: _Assessed) -> Coding:
        """Return how a study is coded."""
        said = self.stand_ins[of.step].get(row.assessment or "", set())
        state = of.if_assumed if said else of.state
        differing = self.differing.get((row.study, of.step), ())
        inferred = voices.of_state(state, said) == "inference"
        return Coding(state, of.basis, of.lower_bound, row.coded_by in differing, inferred)


def _marks(graph: Graph, reading: Bindings) -> _Marks:
    stand_ins: dict[str, dict[str, set[Voice]]] = defaultdict(dict)
    for row in records(graph.part("assessments-by-stand-in"), _StandIn):
        for name in row.assessments.split():
            stand_ins[row.step].setdefault(name, set()).add(row.voice)
    differing: dict[tuple[str, str], set[str]] = {}
    for pair in records(graph.part("differing-coders", reading), _Differing):
        both = differing.setdefault((pair.study, pair.step), set())
        both |= {pair.coded_by, pair.other_coder}
    return _Marks(stand_ins, differing)


def merged(found: Iterable[Columns], steps: Sequence[str]) -> Iterator[tuple[str, Column]]:
    """Yield for each step how the studies of several vectors are coded."""
    every = list(found)
    for step in steps:
        column: Column = {}
        for columns in every:
            for coding, studies in columns[step].items():
                column.setdefault(coding, []).extend(studies)
        yield step, column
