"""Asks the numbered questions of `questions.yaml` of the real graph; see there what they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import hermit
import pyoxigraph as ox
import pytest
import seven
import yaml

from ofmkg.graph import corpus, inference, parsing
from ofmkg.graph.export import serialize
from ofmkg.graph.terms import BASE, NS, PREFIXES
from ofmkg.knowledge import KnowledgeGraph

HERE = Path(__file__).parent
WAYS = ("class", "select", "query", "compare", "inconsistent")
_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_INFERRED = f"<{inference.GRAPH}>"

java = pytest.mark.skipif(hermit.missing() is not None, reason=str(hermit.missing()))


@dataclass(frozen=True, slots=True)
class Question:
    """A question with all that its entry says."""

    number: int
    text: str
    about: str
    way: str
    entry: Mapping[str, Any]

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The answer expected, in order; a single name stands for a row with one column."""
        found = [(row,) if isinstance(row, str) else tuple(row) for row in self.entry["answer"]]
        return sorted(found)


def questions() -> list[Question]:
    """Return all questions, in the order of the file."""
    entries = yaml.safe_load((HERE / "questions.yaml").read_text(encoding="utf-8"))
    found = []
    for entry in entries:
        (way,) = (way for way in WAYS if way in entry)
        found.append(Question(entry["number"], entry["question"], entry["about"], way, entry))
    return found


QUESTIONS = questions()


def of(*ways: str) -> pytest.MarkDecorator:
    """Return a parametrisation over the questions decided in some ways."""
    chosen = [question for question in QUESTIONS if question.way in ways]
    return pytest.mark.parametrize("question", chosen, ids=lambda q: f"{q.number:02}")


@cache
def graph(stating: str | None = None) -> KnowledgeGraph:
    """Return the real graph, with some Turtle on top."""
    return KnowledgeGraph(documents(stating))


def documents(
    stating: str | None, others: Iterable[parsing.Document] | None = None
) -> list[parsing.Document]:
    """Return the documents of the real graph, or `others`, with some Turtle on top."""
    own = []
    if stating:
        prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
        quads = ox.parse((prefixes + stating).encode(), format=ox.RdfFormat.TURTLE, base_iri=BASE)
        own = [parsing.Document(Path("stated.ttl"), f"{BASE}graph/own/stated", tuple(quads))]
    return [*(corpus.built_in() if others is None else others), *own]


def name(value: str) -> str:
    """Return an IRI relative to ours."""
    return value.replace(NS, "ofm:").removeprefix(BASE)


def test_numbers_are_those_of_the_order_and_answers_are_whole() -> None:
    assert [question.number for question in QUESTIONS] == list(range(1, len(QUESTIONS) + 1))
    assert len(QUESTIONS) >= 30
    assert {question.about for question in QUESTIONS} == {"completeness", "soundness"}
    assert all(question.text.endswith("?") for question in QUESTIONS)


@of("select")
def test_answer_of_sparql(question: Question, tmp_path: Path) -> None:
    path = tmp_path / "question.rq"
    sparql = question.entry["select"].replace("GRAPH inferred:", f"GRAPH {_INFERRED}")
    path.write_text(f"{_PREFIXES}BASE <{BASE}>\n{sparql}", encoding="utf-8")
    found = graph().query(str(path)).dicts()
    assert sorted(tuple(name(value) for value in row.values()) for row in found) == question.rows


@of("query")
def test_answer_of_the_library(question: Question) -> None:
    entry = question.entry
    found = graph(entry.get("stating")).query(entry["query"], **entry.get("parameters", {}))
    shown = [tuple(name(row[key]) for key in entry["columns"]) for row in found.dicts()]
    assert sorted(shown) == question.rows


@of("compare")
def test_opposed_questions_of_two_works(question: Question) -> None:
    opposed = graph().compare(*question.entry["compare"]).assumptions.opposed
    assert sorted((row.question,) for row in opposed) == question.rows


def test_studies_of_different_vectors_are_never_opposed() -> None:
    """Said of the seven of the paper, no two of which have a vector in common."""
    paper = f"{BASE}collection/kapoor-2024"
    found = [row for row in graph().query("studies").dicts() if row["collection"] == paper]
    ids = [row["study"].rpartition("/")[2] for row in found]
    pairs = [(a, b) for a in ids for b in ids if a < b]
    compared = [graph().compare(a, b) for a, b in pairs]
    assert {comparison.vector_relation for comparison in compared} == {"different"}
    assert [c for c in compared if c.assumptions.opposed] == []
    assert len(compared) == 21


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, hermit.Answer]:
    """Return what HermiT answers to the class expressions, asked all at once."""
    path = tmp_path_factory.mktemp("competency") / "all.owl"
    path.write_bytes(serialize(graph().quads(), "owl"))
    return hermit.reason(path, [q.entry["class"] for q in QUESTIONS if q.way == "class"]).answers


@java
@pytest.mark.java
@of("class")
def test_members_of_a_class_expression(
    question: Question, members: Mapping[str, hermit.Answer]
) -> None:
    found = members[question.entry["class"]].instances
    assert sorted((name(iri),) for iri in found) == question.rows


@java
@pytest.mark.java
@of("inconsistent")
def test_statement_is_inconsistent(question: Question, tmp_path: Path) -> None:
    path = tmp_path / "all.owl"
    # The seven studies are enough to contradict, and reasoned over in a third of the time.
    every = documents(question.entry["inconsistent"], seven.documents())
    quads = [quad for each in every for quad in each.named()]
    path.write_bytes(serialize(quads, "owl"))
    assert hermit.reason(path).consistent is False
