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
def held(request: pytest.FixtureRequest) -> RemoteStore:
    """Return a store on each server, with the made-up graph."""
    store: RemoteStore = request.getfixturevalue(request.param)
    loading.load(store, [parsing.read(path) for path in DOCUMENTS], everything=True)
    return store


@pytest.fixture(scope="module")
def memory() -> MemoryStore:
    """Return the same in memory."""
    return MemoryStore([parsing.read(path) for path in DOCUMENTS], DERIVED)


def test_nothing_is_the_matter(held: RemoteStore) -> None:
    assert [check for check in doctor.examine(held, write=True) if not check.fine] == []


def test_questions_with_parameters(held: RemoteStore, memory: MemoryStore) -> None:
    graph = small()

    def alike(case: Case) -> bool:
        return doctor.alike(graph.bound(case.name, dict(case.parameters)), held, memory)

    differ = [case.id for case in cases() if case.parameters and not alike(case)]
    assert differ == []
