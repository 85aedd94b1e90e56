"""What the first page shows: the matrix, how sure it is, and three disagreements on record."""

import pickle
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ofmkg.analyses.compare.result import Comparison
from ofmkg.analyses.gaps.analysis import Gaps
from ofmkg.analyses.question.result import Answers
from ofmkg.graph.model import Matrix
from ofmkg.graph.once import of_graph
from ofmkg.graph.terms import short, short_if
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages.compare_glance import quoted
from ofmkg.pages.gaps_brief import counted
from ofmkg.pages.messages import Text, join
from ofmkg.pages.question import counts
from ofmkg.pages.words import Words

from .question_list import ListedQuestion, questions


@dataclass(frozen=True, slots=True)
class Certainty:
    """How many codings rest on what, by the basis of coding, and how many stances are inferred."""

    codings: int
    by_basis: dict[str, int]
    taken: int
    inferred: int


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a disagreement (None = left open) with who says what: work, label, claim ...

    `inferred` tells that only we put them on it.
    """

    number: int | None
    inferred: bool
    claims: tuple[Mapping[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Worked:
    """A worked question: a recorded disagreement with its sides."""

    disagreement: str
    label: str
    explanation: str
    locator: str | None
    source: str | None
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """Where to begin: two studies (id, label) to compare, and the question most works answer.

    With them come what answers the questions of the first page: the comparison, the gaps of the
    default collection, and who of it answers the question.
    """

    studies: tuple[tuple[str, str], ...]
    question: ListedQuestion | None
    compared: Comparison | None = None
    gaps: Gaps | None = None
    answers: Answers | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """What the first page shows."""

    start: Start
    matrix: Matrix
    certainty: Certainty
    worked: tuple[Worked, ...]


@of_graph  # only the words around it change
def home(graph: KnowledgeGraph) -> Home:
    """Return what the first page shows of a graph. Raises UsageError without any collection."""
    matrix = replace(graph.matrix())  # one that does not hold the graph that it was asked of
    collections = [c.id for c in matrix.collections]
    bases = Counter(cell.basis for row in matrix.rows for cell in row.cells if cell.basis)
    inferred = graph.query("inferred-stances", collection=collections).dicts()
    held = graph.query("stances", holder=[row.study for row in matrix.rows]).dicts()
    studies = {row.study for row in matrix.rows}
    return Home(
        _start(graph, matrix),
        matrix,
        Certainty(
            sum(bases.values()),
            dict(bases),
            _taken(row for row in held if short(row["holder"]) in studies),
            _taken(inferred),
        ),
        worked(graph.query("worked-questions").dicts()),
    )


def _start(graph: KnowledgeGraph, matrix: Matrix) -> Start:
    """Return two studies of different threats, and a question, whichever data there are."""
    first = matrix.rows[:1]
    others = [row for row in matrix.rows if first and row.vector != first[0].vector]
    asked = questions(graph).questions
    taken = max(asked, key=lambda each: sum(by.answering for by in each.by), default=None)
    two = tuple((row.study, row.label) for row in (*first, *others[:1]))
    place = matrix.collections[0].id if matrix.collections else None
    # Copies, which do not hold the graph that they were asked of.
    return Start(
        two,
        taken,
        replace(graph.compare(*(study for study, _ in two))) if len(two) > 1 else None,
        # Cells ask for their studies when these are looked at: what is pickled holds them.
        pickle.loads(pickle.dumps(graph.gaps())) if place else None,
        replace(graph.question(taken.id, collection=place)) if taken and place else None,
    )


def answered(start: Start, words: Words) -> tuple[Text, Text, Text]:
    """Return an answer to each question of the first page, in a sentence or two."""
    return (
        quoted(start.compared, words)[0] if start.compared else Text(),
        counted(start.gaps) if start.gaps else Text(),
        join(" ", counts(start.answers, words)) if start.answers else Text(),
    )


def worked(rows: Iterable[Mapping[str, str]]) -> tuple[Worked, ...]:
    """Return the worked questions in rows of the query `worked-questions`."""
    grouped: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        grouped.setdefault(row["disagreement"], []).append(row)
    return tuple(_worked(group) for group in grouped.values())


def _worked(rows: list[Mapping[str, str]]) -> Worked:
    first = rows[0]
    sides: dict[tuple[int | None, bool], list[Mapping[str, str | None]]] = {}
    for row in rows:
        number = int(row["side"]) if "side" in row else None
        ours = number is not None and row.get("voice") == "inference"
        sides.setdefault((number, ours), []).append(
            {
                "work": short(row["work"]),
                "name": row.get("workLabel", short(row["work"])),
                "claim": short_if(row.get("claim")),
                "statement": row.get("statement"),
                "locator": row.get("claimLocator"),
                "source": short_if(row.get("claimSource")),
            }
        )
    return Worked(
        short(first["disagreement"]),
        first.get("label", short(first["disagreement"])),
        first.get("explanation", ""),
        first.get("locator"),
        short_if(first.get("source")),
        tuple(Side(*side, tuple(claims)) for side, claims in sides.items()),
    )


def _taken(rows: Iterable[Mapping[str, str]]) -> int:
    """Count the stances that take a position, each once."""
    return len({row["stance"] for row in rows if "position" in row})
