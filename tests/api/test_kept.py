"""Answers to queries that are asked again."""

import gc
import tracemalloc
import weakref
from collections.abc import Callable

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from sparql_helpers import app, node, numbers

import ofmkg
from ofmkg.analyses.search.analysis import catalogue
from ofmkg.api import keeping
from ofmkg.api.pages.additions import comparable
from ofmkg.api.pages.home import home
from ofmkg.api.pages.render import site
from ofmkg.api.sparql.copies import copy
from ofmkg.api.sparql.kept import Kept, Whole
from ofmkg.api.sparql.tasks import Query
from ofmkg.graph.once import of_graph
from ofmkg.knowledge import KnowledgeGraph

ASKED = "SELECT * { ?s ?p ?o }"


def test_an_answer_is_kept_for_its_query_data_and_format() -> None:
    kept = Kept(80_000)
    whole = Whole("text/csv", b"x" * 100)
    kept.put("one", Query(ASKED, table="text/csv"), whole)
    assert kept.get("one", Query(ASKED, table="text/csv")) == whole
    assert kept.get("one", Query(ASKED)) is None
    assert kept.get("two", Query(ASKED, table="text/csv")) is None
    assert kept.get("one", Query(ASKED, default_graphs=("urn:g",), table="text/csv")) is None
    kept.put("one", Query("ASK {}"), Whole("text/csv", b"x" * 10_000))  # more than an eighth
    assert kept.get("one", Query("ASK {}")) is None


def test_long_queries_take_no_more_memory_than_there_is_for_answers() -> None:
    most = 200_000
    kept = Kept(most)
    answer = Whole("application/sparql-results+json", b'{"head":{},"boolean":true}')
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for number in range(600):
            text = f"ASK {{}} # {number} " + "x" * 98_000
            kept.put("one", Query(text), answer)
        taken = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert kept.get("one", Query(text)) == answer
    assert taken < 10 * most  # of 59 MB; other threads may take a little meanwhile


@pytest.mark.parametrize("size", [0, 10, 1_000, 100_000])
def test_what_is_kept_counts_whole(size: int) -> None:
    most = 1_000_000
    kept: keeping.Kept[bytes] = keeping.Kept(most)
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for number in range(4 * most // (size + 1_000)):
            kept.put(b"%d" % number + bytes(size), f"/matrix?without={number}", "text/csv")
        taken = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert taken < most


def test_what_is_made_of_a_graph_is_made_once_and_goes_with_it() -> None:
    made = []

    @of_graph
    def things(graph: KnowledgeGraph) -> int:
        made.append(1)
        return len(list(graph.quads()))

    graph = KnowledgeGraph(())
    assert [things(graph), things(graph)] == [0, 0]
    assert len(made) == 1
    gone = weakref.ref(graph)
    del graph
    gc.collect()
    assert gone() is None


def test_of_a_graph_the_last_few_things_asked_for_are_kept() -> None:
    made = []

    @of_graph
    def things(graph: KnowledgeGraph, number: int, name: str | None = None) -> tuple[object, ...]:
        made.append(number)
        return graph, number, name  # what looks at the graph again goes with it, too

    graph, other = KnowledgeGraph(()), KnowledgeGraph(())
    assert things(graph, 1) == (graph, 1, None)
    assert things(graph, 1) is things(graph, 1)
    assert things(graph, 1, name="x") == (graph, 1, "x")
    assert things(other, 1) == (other, 1, None)
    assert made == [1, 1, 1]
    for number in range(20):
        things(graph, number)
    things(graph, 19)
    assert len(made) == 22
    things(graph, 0)  # long ago
    assert len(made) == 23
    gone = weakref.ref(graph)
    del graph
    gc.collect()
    assert gone() is None


def _cells(graph: KnowledgeGraph) -> object:
    graph.cell("biosecurity", "existing-risk")
    graph.needed("biosecurity")
    graph.disagreements(vector="biosecurity")
    return home(graph)


@pytest.mark.parametrize("make", [home, catalogue, site, comparable, _cells])
def test_pages_hold_no_graph_that_is_served_no_longer(
    make: Callable[[KnowledgeGraph], object],
) -> None:
    graph = ofmkg.load()
    assert make(graph) is make(graph)
    gone = weakref.ref(graph)
    del graph
    gc.collect()
    assert gone() is None


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
    kept = Kept(80_000)
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
