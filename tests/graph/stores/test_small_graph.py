"""Own data with all the traps of the tests of questions: every server answers as memory does.

That is what one's own folder brings beside ours: questions, collections, readings and booleans.
"""

from collections.abc import Iterator

import jena
import pytest
from query_engines import HERE, Case, cases, small

from ofmkg.graph import doctor, loading, parsing
from ofmkg.graph.builtin import DERIVED
from ofmkg.graph.resources import room
from ofmkg.graph.stores.memory import MemoryStore
from ofmkg.graph.stores.remote import RemoteStore
from ofmkg.graph.stores.settings import remote
from ofmkg.knowledge import KnowledgeGraph

DOCUMENTS = (room("ontology") / "ofmkg.ttl", HERE / "small.ttl")
ARQ = pytest.mark.skipif(jena.missing() is not None, reason=str(jena.missing()))


@pytest.fixture(scope="module")
def arq() -> Iterator[RemoteStore]:
    """Return a store on Jena's ARQ."""
    with jena.serving() as (address, environment):
        yield RemoteStore(remote(address, environment))


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("virtuoso", marks=pytest.mark.server),
        pytest.param("arq", marks=[pytest.mark.java, ARQ]),
    ],
)
def server(request: pytest.FixtureRequest) -> str:
    """Return the name of each server."""
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def held(request: pytest.FixtureRequest, server: str) -> RemoteStore:
    """Return a store on each server, with the made-up graph."""
    store: RemoteStore = request.getfixturevalue(server)
    loading.load(store, [parsing.read(path) for path in DOCUMENTS], everything=True)
    return store


@pytest.fixture(scope="module")
def memory() -> MemoryStore:
    """Return the same in memory."""
    return MemoryStore([parsing.read(path) for path in DOCUMENTS], DERIVED)


# Of optional parts that stand in one another, Virtuoso 7.2 loses what is bound in the inner ones,
# with some data: doctor says so of one's own. Analyses ask in narrower queries, and all is well.
LOST = {"virtuoso": {"cells--coder=bob", "cells--study=alpha-2023"}, "arq": set()}


def test_questions_with_parameters(held: RemoteStore, memory: MemoryStore, server: str) -> None:
    graph = small()

    def alike(case: Case) -> bool:
        return doctor.alike(graph.bound(case.name, dict(case.parameters)), held, memory)

    differ = {case.id for case in cases() if case.parameters and not alike(case)}
    assert differ == LOST[server]


def test_all_questions_by_doctor(held: RemoteStore, server: str) -> None:
    found = {check.name: check for check in doctor.examine(held, write=True)}
    wrong = [check.said for check in found.values() if not check.fine]
    if server == "arq":
        assert wrong == []
    else:
        (said,) = wrong
        assert said.endswith("do not use it for: cells.")


def test_analyses(held: RemoteStore, memory: MemoryStore) -> None:
    there, here = KnowledgeGraph.over(held), KnowledgeGraph.over(memory)
    assert there.matrix("all") == here.matrix("all")
    assert there.compare("alpha-2023", "beta-2024") == here.compare("alpha-2023", "beta-2024")
    assert there.standing() == here.standing()
