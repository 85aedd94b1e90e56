"""`ofmkg doctor` says what a store lacks, and each fault is found."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import fakes
import pyoxigraph as ox
import pytest
import servers
import seven

from ofmkg.errors import QueryError
from ofmkg.graph import doctor, inference, library, loading
from ofmkg.graph.stores import Result, Rows
from ofmkg.graph.stores.memory import MemoryStore
from ofmkg.graph.stores.remote import RemoteStore
from ofmkg.graph.stores.settings import Remote, remote
from ofmkg.graph.terms import BASE


def found(store: MemoryStore | RemoteStore, *, write: bool = False) -> dict[str, tuple[bool, str]]:
    """Return by name whether each check is fine, and what it says."""
    return {check.name: (check.fine, check.said) for check in doctor.examine(store, write=write)}


@pytest.fixture
def store() -> MemoryStore:
    made = MemoryStore()
    loading.load(made, seven.documents())
    return made


def test_all_is_fine(store: MemoryStore) -> None:
    checks = found(store)
    assert list(checks) == ["answers", "content", "inferences", "merge", "answers like memory"]
    assert all(fine for fine, _ in checks.values())


def test_nothing_in_it() -> None:
    fine, said = found(MemoryStore())["content"]
    assert not fine
    assert "ofmkg load" in said


def test_inferences_that_are_missing(store: MemoryStore) -> None:
    store.replace([], [inference.GRAPH])
    fine, said = found(store)["inferences"]
    assert not fine
    assert "--infer" in said


def test_a_merge_that_misses_something(store: MemoryStore) -> None:
    study = ox.NamedNode(f"{BASE}study/gopal-2023")
    held = store._held.store
    for quad in list(held.quads_for_pattern(study, None, None, ox.DefaultGraph())):
        held.remove(quad)
    checks = found(store)
    assert not checks["merge"][0]
    assert "load again" in checks["merge"][1]
    fine, said = checks["answers like memory"]
    assert not fine
    assert "cells" in said
    assert "vocabulary" not in said


def test_a_question_that_is_not_answered() -> None:
    class Slow(MemoryStore):
        def run(self, sparql: str) -> Result:
            if "?valueLabel" in sparql:
                raise QueryError("it takes too long")
            return super().run(sparql)

    slow = Slow()
    loading.load(slow, seven.documents())
    fine, said = found(slow)["answers like memory"]
    assert not fine
    assert said == (
        f"1 of {len(library.names())} questions of the library are not answered: statements. "
        "it takes too long"
    )


def test_a_store_that_does_not_answer() -> None:
    class Silent(MemoryStore):
        def select(self, sparql: str) -> Rows:
            raise QueryError("it sleeps")

    assert found(Silent()) == {"answers": (False, "it sleeps")}


class Server(RemoteStore):
    """A server whose answers come from memory and whose faults are given."""

    def __init__(self, memory: MemoryStore, seen: int = 0, numbers: bool = False) -> None:
        super().__init__(Remote("http://127.0.0.1:9/sparql"))
        self.memory, self.seen = memory, seen
        self.numbers = numbers

    @property
    def numbers_for_booleans(self) -> bool:
        return self.numbers

    def run(self, sparql: str) -> Result:
        return self.memory.run(sparql)

    def select(self, sparql: str) -> Rows:
        return self.memory.select(sparql)

    def graphs(self) -> tuple[str, ...]:
        return self.memory.graphs()

    def counts(self) -> dict[str, int]:
        return self.memory.counts()

    def quads(self) -> Iterator[ox.Quad]:
        return self.memory.quads()

    def count_in(self, graph: str) -> int:
        return self.seen


def test_a_server_on_which_no_dataset_can_be_chosen(store: MemoryStore) -> None:
    checks = found(Server(store, seen=17, numbers=True))
    assert not checks["dataset"][0]
    assert "default-graph-uri" in checks["dataset"][1]
    assert checks["booleans"] == (
        True,
        "It writes 1 and 0 for true and false; that is set right on arrival.",
    )
    assert "it is only read" in checks["addresses"][1]


def test_a_server_that_takes_no_updates(store: MemoryStore) -> None:
    fine, said = found(Server(store), write=True)["writing"]
    assert not fine
    assert "OFMKG_STORE_UPDATE" in said


@pytest.mark.server
@pytest.mark.skipif(servers.VIRTUOSO is None, reason="virtuoso-t is not installed")
def test_answers_that_are_cut_short_are_no_answers(tmp_path: Path) -> None:
    with contextlib.ExitStack() as stack:
        address, environment = stack.enter_context(servers.virtuoso(tmp_path, rows=50))
        store = RemoteStore(remote(address, environment))
        graph, says = ox.NamedNode(f"{BASE}graph/own/a"), ox.NamedNode(f"{BASE}says")
        store.replace((ox.Quad(graph, says, ox.Literal(str(n)), graph) for n in range(60)), [])
        assert len(store.select("SELECT ?o WHERE { ?s ?p ?o } LIMIT 40")) == 40
        with pytest.raises(QueryError, match="cut its answer short"):
            store.select("SELECT ?o WHERE { ?s ?p ?o }")


@pytest.mark.parametrize(
    "content",
    [
        b'[{"x":"true"}]',
        b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":"true"}]}}',
        b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"true"}}]}}',
        b'{"head":{"vars":["n"]},"results":{"bindings":[{}]}}',
        b'{"head":{},"boolean":true}',
    ],
)
def test_a_server_that_says_something_else_whatever_it_is_asked(content: bytes) -> None:
    with fakes.serving(fakes.saying(fakes.answer(content))) as fake:
        checks = found(RemoteStore(remote(fake.address, {})))
    fine, said = checks["answers"]
    assert not fine
    assert said.startswith(f"{fake.address}: answers no SPARQL results (")
    assert "\n" not in said


@pytest.mark.parametrize("rows", [[{}], [], [{"n": "true"}]])
def test_a_count_that_is_no_number(
    store: MemoryStore, monkeypatch: pytest.MonkeyPatch, rows: list[dict[str, str]]
) -> None:
    terms = [tuple(ox.Literal(row["n"]) if "n" in row else None for _ in "n") for row in rows]
    asked = store.select

    def select(sparql: str) -> Rows:
        return Rows(("n",), tuple(terms)) if "COUNT(*)" in sparql else asked(sparql)

    monkeypatch.setattr(store, "select", select)
    fine, said = found(store)["answers"]
    assert (fine, "a server that answers COUNT with a number is needed" in said) == (False, True)
