"""Answers to queries that are asked again."""

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from sparql_helpers import app, node, numbers

from ofmkg.api.sparql.copies import copy
from ofmkg.api.sparql.kept import Kept, Whole
from ofmkg.api.sparql.tasks import Query

ASKED = "SELECT * { ?s ?p ?o }"


def test_an_answer_is_kept_for_its_query_data_and_format() -> None:
    kept = Kept(800)
    whole = Whole("text/csv", b"x" * 100)
    kept.put("one", Query(ASKED, table="text/csv"), whole)
    assert kept.get("one", Query(ASKED, table="text/csv")) == whole
    assert kept.get("one", Query(ASKED)) is None
    assert kept.get("two", Query(ASKED, table="text/csv")) is None
    assert kept.get("one", Query(ASKED, default_graphs=("urn:g",), table="text/csv")) is None
    kept.put("one", Query("ASK {}"), Whole("text/csv", b"x" * 101))  # more than an eighth
    assert kept.get("one", Query("ASK {}")) is None


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (RAND() AS ?x) {}",
        "SELECT (now() AS ?x) {}",
        "SELECT (UUID() AS ?x) {}",
        "SELECT (STRUUID() AS ?x) {}",
        "SELECT (BNODE() AS ?x) {}",
        "SELECT (RA\\u004ED() AS ?x) {}",
    ],
)
def test_what_changes_is_not_kept(text: str) -> None:
    kept = Kept(800)
    kept.put("one", Query(text), Whole("text/csv", b""))
    assert kept.get("one", Query(text)) is None


def test_the_second_time_no_worker_is_asked() -> None:
    made = app(numbers(3))
    with TestClient(made) as client:
        first = client.get("/sparql", params={"query": ASKED})
        pool = made.state.pool
        client.portal.call(pool.stop)  # type: ignore[union-attr]
        gone = client.get("/sparql", params={"query": ASKED})
        assert gone.status_code == 503  # a pool that is not running has no data
    made = app(numbers(3))
    with TestClient(made) as client:
        pool = made.state.pool
        assert client.get("/sparql", params={"query": ASKED}).content == first.content
        pool.run = None  # nobody is asked any more
        again = client.get("/sparql", params={"query": ASKED})
        assert (again.content, again.headers) == (first.content, first.headers)


def test_other_data_have_other_answers() -> None:
    made = app(numbers(3))
    with TestClient(made) as client:
        before = client.get("/sparql", params={"query": ASKED}).json()
        newer = copy([ox.Quad(node("x"), node("number"), ox.Literal(9))])
        client.portal.call(made.state.pool.replace, newer)  # type: ignore[union-attr]
        after = client.get("/sparql", params={"query": ASKED}).json()
    assert (len(before["results"]["bindings"]), len(after["results"]["bindings"])) == (3, 1)
