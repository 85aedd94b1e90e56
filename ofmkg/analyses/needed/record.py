"""What is on record of questions, claims and steps of a collection, to suggest studies from."""

from collections.abc import Iterable, Mapping, Sequence

from ofmkg.analyses.argument.rows import CitedRow, ClaimRow, LineRow
from ofmkg.analyses.coded_steps import AssumedStep, StudyStep
from ofmkg.analyses.holdings import HoldingRow, StudyRow
from ofmkg.analyses.locators import Vectors, incompatible, sources_of, within
from ofmkg.analyses.needed.called_for import (
    BaselineGap,
    Missing,
    VectorCoverage,
    covered,
    missing_baselines,
    missing_parts,
)
from ofmkg.analyses.needed.open_questions import QuestionRow, answers, open_questions
from ofmkg.analyses.needed.result import Coverage, MissingBaseline, MissingPart, SuggestedStudy
from ofmkg.analyses.needed.suggestions import suggestions
from ofmkg.analyses.needed.waiting_claims import ClaimInQuestion, Claims
from ofmkg.graph.asking import Graph
from ofmkg.graph.names import Bindings
from ofmkg.graph.once import Kept, of_graph
from ofmkg.graph.rows import Record as Typed
from ofmkg.graph.rows import records
from ofmkg.graph.terms import short_if

Place = tuple[str | None, str | None]  # a vector and a step
_Missing = Mapping[Place, Sequence[MissingPart]]
_Baselines = Mapping[Place, Sequence[MissingBaseline]]


@of_graph  # what is asked of one threat or study comes from the same
def record(graph: Graph, framework: str | None, coder: str | None) -> "Record":
    """Return what is on record, by the framework and coder named. Raises UnknownIdError."""
    return Record(graph, framework, coder)


class Record:
    """What is on record of questions and claims, to be looked at collection by collection."""

    def __init__(self, graph: Graph, framework: str | None, coder: str | None) -> None:
        """Take a graph, and the framework and coder asked for."""
        asked = {k: v for k, v in (("framework", framework), ("coder", coder)) if v}
        self._graph, self._asked, self._frame = graph, asked, graph.frame(framework)
        self._vectors = Vectors.of(graph)
        of_frame = {k: v for k, v in asked.items() if k == "framework"}
        rows = records(graph.query("questions", **of_frame), QuestionRow)
        self._questions = list(dict.fromkeys(rows))  # one for each collection that answers
        self._positions = records(graph.query("positions-on-question", **asked), HoldingRow)
        self._incompatible = frozenset(incompatible(graph))
        self._claims = records(graph.asked("claims-in-question"), ClaimInQuestion)
        asserted = records(graph.asked("claims"), ClaimRow)
        self._homes = {row.claim: short_if(row.collection) for row in asserted}
        self._cited = {row.claim for row in records(graph.asked("cited-as-evidence"), CitedRow)}
        self._lines = records(graph.asked("evidence-lines"), LineRow)
        self._sources = sources_of(graph)
        self._studies: dict[str, dict[str, str]] = {}
        self._of_studies: dict[str, tuple[dict[Place, Coverage], _Missing, _Baselines]] = {}
        self._suggestions = Kept(self._suggested)

    def studied(self, place: str) -> Iterable[str]:
        """Return the vectors that studies of a collection analyse."""
        return self._vectors_of(place).values()

    def suggestions(self, place: str, *, by_sources: bool = False) -> list[SuggestedStudy]:
        """Return the suggestions for a collection, by what sources say or by everything."""
        return self._suggestions((place, by_sources))

    def _suggested(self, key: tuple[str, bool]) -> list[SuggestedStudy]:
        place, by_sources = key
        studies = self._vectors_of(place)
        positions = within(self._positions, {place}, self._sources)
        claims = [row for row in self._claims if row.collection in (place, None)]
        asked, bare = self._asked_in(place, positions), self._bare(place)
        if by_sources:
            positions = [row for row in positions if row.voice != "inference"]
            claims = [row for row in claims if row.voice != "inference"]
        questions = open_questions(
            asked,
            answers(positions),
            self._incompatible,
            self._vectors,
            studies.values(),
        )
        coverage, missing, baselines = self._read(place)
        waiting = Claims(claims, bare, self._vectors, studies.values())
        return suggestions(
            place,
            self._frame,
            coverage=coverage,
            questions=questions,
            missing=missing,
            baselines=baselines,
            claims=waiting,
        )

    def _asked_in(self, place: str, positions: Sequence[HoldingRow]) -> list[QuestionRow]:
        """Return the questions of a collection: those answered in it, or asked in its sources.

        A question that no source asks belongs to it too, unless another collection answers it.
        """
        here = {row.question for row in positions}
        anywhere = {row.question for row in self._positions}
        known = set().union(*self._sources.values())
        ours = self._sources.get(place, set())
        return [
            row
            for row in self._questions
            if row.question in here
            or row.source in ours
            or (row.source not in known and row.question not in anywhere)
        ]

    def _bare(self, place: str) -> set[str]:
        """Return the claims of a collection that cite no evidence and that none of it supports."""
        inside = {claim for claim, home in self._homes.items() if home in (place, None)}
        supported = {
            row.claim
            for row in self._lines
            if row.direction == "supports" and row.evidence in inside
        }
        return inside - supported - self._cited

    def _vectors_of(self, place: str) -> dict[str, str]:
        if place not in self._studies:
            self._studies[place] = {
                row.study: row.vector
                for row in records(self._graph.query("studies", collection=place), StudyRow)
            }
        return self._studies[place]

    def _read(self, place: str) -> "tuple[dict[Place, Coverage], _Missing, _Baselines]":
        """Return coverage, what is missing and baselines, which are the same for both voices."""
        if place not in self._of_studies:
            studies = self._vectors_of(place)
            here: Bindings = {"collection": (self._graph.find(place, "Collection"),)}
            of_frame = self._graph.read_as(self._asked.get("framework")) | here
            inside = here | self._graph.read_as(**self._asked)

            def ask(name: str, kind: type[Typed], terms: Bindings) -> list[Typed]:
                return records(self._graph.asked(name, terms), kind)

            missing = ask("missing", Missing, inside)
            self._of_studies[place] = (
                covered(
                    ask("coverage-by-vector", VectorCoverage, inside),
                    ask("ambiguous-codings", StudyStep, inside),
                    ask("contested-cells", StudyStep, of_frame),
                    ask("steps-assumed", AssumedStep, inside),
                    studies,
                ),
                missing_parts(missing, studies),
                missing_baselines(
                    ask("baseline-gaps", BaselineGap, inside), missing, self._frame, studies
                ),
            )
        return self._of_studies[place]
