"""Works as columns: steps, answers, baselines and results, and the rows in which they differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from ofmkg.analyses.compare import evidence, sides, steps
from ofmkg.analyses.compare.analysis import Beside, Read, beside, compared
from ofmkg.analyses.compare.because import ByBaseline, ByQuestion, ByStep
from ofmkg.analyses.compare.result import BaselineNote, ComparedWork, EvidenceRecord
from ofmkg.analyses.declaration import Analysis, Parameter
from ofmkg.analyses.parameters import CODER, FRAMEWORK
from ofmkg.analyses.tables import Level
from ofmkg.errors import UsageError
from ofmkg.graph.asking import Graph
from ofmkg.graph.model import Cell, Framework, RowVoice, Stance
from ofmkg.graph.results import Result
from ofmkg.graph.voices import by_source

MOST = 8  # works that a page can show beside each other

ANALYSIS = Analysis(
    name="columns",
    place=115,
    line="up to eight works side by side, row by row",
    question="How do up to eight works stand side by side: steps, answers, baselines, results?",
    more="Rows tell whether works differ in them by the word of sources, or only with what we "
    "infer.\nWhere nothing is on record of a work, that is no difference.",
    summary="Several works as columns",
    group="works",
    function="ofmkg.analyses.columns:columns",
    layout="ofmkg.pages.columns:document",
    check="ofmkg.analyses.columns:require",
    parameters=(
        Parameter(
            name="work",
            argument=True,
            required=True,
            many=True,
            metavar="WORK ...",
            of="Study",
            help="Ids of two to eight works or studies.",
            description="Id of a work or study; repeat for two to eight.",
        ),
        Parameter(
            name="differing",
            kind=bool,
            default=False,
            help="Only rows in which they differ.",
            description="Only rows in which they differ.",
            example=True,
        ),
        FRAMEWORK,
        CODER,
    ),
    table=(Level(("answers",)), Level(("given",))),
)


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step with the cells of each work, one for each of its studies."""

    step: str
    label: str
    short_label: str
    order: int
    cells: tuple[tuple[Cell, ...], ...]
    differ: RowVoice | None


@dataclass(frozen=True, slots=True)
class Given:
    """What one work is recorded with on a question; nothing where `stances` is empty."""

    work: str
    stances: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question with what each work is recorded with on it."""

    question: str
    label: str
    given: tuple[Given, ...]
    differ: RowVoice | None


@dataclass(frozen=True, slots=True)
class BaselineLine:
    """A baseline with what is recorded of each work's comparison with it."""

    baseline: str
    label: str
    notes: tuple[tuple[BaselineNote, ...], ...]
    differ: RowVoice | None


@dataclass(frozen=True, slots=True)
class Columns(Result):
    """Works side by side.

    A row tells under `differ` whether works that have something on record differ in it: by the word
    of "source"s, or only with what we infer ("inference"); None if they do not. `differing` tells
    that only rows which differ are shown. `results` are the records of each work, never pooled.
    """

    works: tuple[ComparedWork, ...]
    framework: Framework
    differing: bool
    steps: tuple[StepLine, ...]
    answers: tuple[AnswerLine, ...]
    baselines: tuple[BaselineLine, ...]
    results: tuple[tuple[EvidenceRecord, ...], ...]
    caveats: tuple[str, ...]


def require(values: dict[str, object]) -> None:
    """Raise UsageError unless two to eight works are named, each once."""
    works = values["work"]
    named = list(works) if isinstance(works, tuple | list) else []
    if not 2 <= len(named) <= MOST:
        raise UsageError(f"Name two to {MOST} works; {len(named)} are named.")
    twice = next((each for each in named if named.count(each) > 1), None)
    if twice is not None:
        raise UsageError(f"{twice} is named twice.")


def columns(
    graph: Graph,
    *work: str,
    differing: bool = False,
    framework: str | None = None,
    coder: str | None = None,
) -> Columns:
    """Return two to eight works or studies, named by short id or IRI, side by side.

    Raises UsageError for fewer, more or the same twice, UnknownIdError for an unknown id.
    """
    require({"work": work})
    every = beside(graph, work, framework, coder)
    read, differ = every.read, _differing(every)
    rows_of_steps = _steps(read, differ)
    answers = _answers(read, differ)
    baselines = _baselines(every, differ)
    return Columns(
        works=read.works,
        framework=read.frame,
        differing=differing,
        steps=tuple(row for row in rows_of_steps if row.differ or not differing),
        answers=tuple(row for row in answers if row.differ or not differing),
        baselines=tuple(row for row in baselines if row.differ or not differing),
        results=tuple(
            evidence.of_side(every.evidence, side, each.vectors, read.vectors.overlap)
            for side, each in zip(read.sides, read.works, strict=True)
        ),
        caveats=sides.caveats(read.collections, {each.collection for each in read.works}),
    )


_Row = tuple[str, str]  # the kind of a row, and its id
_BY = (ByStep, ByQuestion, ByBaseline)


def _differing(every: Beside) -> Mapping[_Row, RowVoice]:
    """Return the rows in which any two of the works differ, by the rules of their comparison."""
    found: dict[_Row, RowVoice] = {}
    for one, other in combinations(range(len(every.read.works)), 2):
        two = compared(every, one, other)
        for each in (*two.differences, *two.by_inference):
            for why in each.because:
                if isinstance(why, _BY) and found.get((why.row, why.id)) != "source":
                    found[why.row, why.id] = each.voice
    return found


def _steps(read: Read, differ: Mapping[_Row, RowVoice]) -> Iterable[StepLine]:
    for step in read.frame.steps:
        cells = tuple(
            tuple(read.cells[study, step.step] for study in side.studies) for side in read.sides
        )
        voice = differ.get(("step", step.step))
        yield StepLine(step.step, step.label, step.short_label, step.order, cells, voice)


def _answers(read: Read, differ: Mapping[_Row, RowVoice]) -> Iterable[AnswerLine]:
    every = [s for own in read.taken for s in own]
    questions = {s.question: s.question_label for s in sorted(every, key=lambda s: s.question)}
    lines = []
    for question, label in questions.items():
        held = [tuple(s for s in own if s.question == question) for own in read.taken]
        given = tuple(Given(each.id, own) for each, own in zip(read.works, held, strict=True))
        lines.append(AnswerLine(question, label, given, differ.get(("question", question))))
    return sorted(lines, key=lambda line: (-_answering(line), line.label.lower()))


def _answering(line: AnswerLine) -> int:
    """Return how many works answer a question by the word of sources."""
    return sum(any(s.is_answer for s in by_source(each.stances)) for each in line.given)


def _baselines(every: Beside, differ: Mapping[_Row, RowVoice]) -> Iterable[BaselineLine]:
    studies = [side.studies for side in every.read.sides]
    for baseline, label, notes in steps.baseline_notes(every.baselines, studies):
        yield BaselineLine(baseline, label, notes, differ.get(("baseline", baseline)))
