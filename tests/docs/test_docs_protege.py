"""HermiT answers the queries of the walk-through as the walk-through says."""

import re
from dataclasses import dataclass
from pathlib import Path

import hermit
import pytest
from fences import blocks, read

import ofmkg
from ofmkg.graph.export import serialize
from ofmkg.graph.terms import PREFIXES, short

_QUERY = re.compile(r"^```manchester\n(.+?)\n```\n\nAnswer: (.*?)\.$", re.MULTILINE | re.DOTALL)
NOTHING = PREFIXES["owl"] + "Nothing"


@dataclass(frozen=True, slots=True)
class Query:
    """A query of the page with what should belong there, and whether anything can at all."""

    text: str
    answer: tuple[str, ...]
    possible: bool


def queries() -> list[Query]:
    """Return the queries of the page, in order."""
    return [
        Query(text, tuple(sorted(re.findall(r"`([^`]+)`", answer))), "can" not in answer.split())
        for text, answer in _QUERY.findall(read("protege.md"))
    ]


@pytest.fixture(scope="module")
def reasoned(tmp_path_factory: pytest.TempPathFactory) -> hermit.Reasoned:
    """Return what HermiT finds for all queries at once."""
    path = tmp_path_factory.mktemp("export") / "all.owl"
    path.write_bytes(serialize(ofmkg.load().quads(), "owl"))
    return hermit.reason(path, [query.text for query in queries()])


def test_every_query_has_an_answer_that_is_understood() -> None:
    assert [query.text for query in queries()] == [
        text.strip() for text in blocks("protege.md", "manchester")
    ]
    assert len(queries()) >= 10
    named = [answer for _, answer in _QUERY.findall(read("protege.md")) if "`" not in answer]
    assert set(named) <= {"nothing", "nothing, and nothing can"}


@pytest.mark.java
@pytest.mark.skipif(hermit.missing() is not None, reason=str(hermit.missing()))
@pytest.mark.parametrize("query", queries(), ids=lambda query: query.text)
def test_answers(query: Query, reasoned: hermit.Reasoned) -> None:
    found = reasoned.answers[query.text]
    assert reasoned.consistent
    assert tuple(sorted(short(iri) for iri in found.instances)) == query.answer
    assert (NOTHING not in found.equivalent) == query.possible


def test_files_that_the_page_names_are_there() -> None:
    root = Path(__file__).parents[2]
    named = re.findall(r"`((?:ontology|data)/[\w./-]+)`", read("protege.md") + read("modelling.md"))
    assert "ontology/everything.ttl" in named
    assert [name for name in named if not (root / name).exists()] == []
