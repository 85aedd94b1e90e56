"""`--store` on the SPARQL endpoint of another ofmkg that is served."""

from collections.abc import Iterator
from socket import socket

import pyoxigraph as ox
import pytest
from fakes import Asked, Fake, answer, serving, well
from sparql_helpers import EX, EXTRA, FIRST, SECOND, small
from sparql_helpers import serving as served

from ofmkg.api.sparql.copies import copy
from ofmkg.errors import UsageError
from ofmkg.graph.stores.remote import RemoteStore
from ofmkg.graph.stores.service import SD, told_by
from ofmkg.graph.stores.settings import remote
from ofmkg.graph.terms import VIEW

pytestmark = pytest.mark.server
ASSUMES = "https://w3id.org/ofmkg/ns#assumes"


@pytest.fixture(scope="module")
def store() -> Iterator[RemoteStore]:
    """Return a store over a service with three statements, one more apart, and one in the view."""
    made = ox.Quad(
        ox.NamedNode(f"{EX}a"), ox.NamedNode(ASSUMES), ox.NamedNode(f"{EX}b"), ox.NamedNode(VIEW)
    )
    quads = [*ox.parse(small().quads, format=ox.RdfFormat.N_QUADS), made]
    with served(copy(quads)) as server:
        yield RemoteStore(remote(f"http://127.0.0.1:{server.port}/sparql", {}))


def test_which_graphs_it_holds(store: RemoteStore) -> None:
    assert store.graphs() == tuple(sorted((FIRST, SECOND, EXTRA, VIEW)))
    assert store.counts() == {FIRST: 2, SECOND: 2, EXTRA: 1, VIEW: 1}
    assert store.mark() is not None


def test_its_default_graph_is_the_merge(store: RemoteStore) -> None:
    knows = f"SELECT ?b WHERE {{ ?a <{EX}knows> ?b }} ORDER BY ?b"
    assert store.select(knows).rows == ((ox.NamedNode(f"{EX}b"),), (ox.NamedNode(f"{EX}c"),))
    assert store.has(f"{EX}a")
    assert not store.has(f"{EX}d")


def test_what_is_derived_joins_it_where_it_is_asked_for(store: RemoteStore) -> None:
    assert len(store.select(f"SELECT * WHERE {{ ?a <{ASSUMES}> ?b ; <{EX}knows> ?c }}")) == 1


def test_named_graphs(store: RemoteStore) -> None:
    asked = f"SELECT ?g WHERE {{ GRAPH ?g {{ ?a <{EX}knows> ?b }} }}"
    assert len(store.select(asked)) == 4
    stated = {quad.graph_name.value for quad in store.quads()}  # type: ignore[union-attr]
    assert stated == {FIRST, SECOND, EXTRA}


def test_it_is_only_read(store: RemoteStore) -> None:
    with pytest.raises(UsageError, match="is read here"):
        store.replace([], None)


@pytest.mark.parametrize(
    "description",
    [
        b"no Turtle",
        b"",
        f"<{EX}a> <{SD}defaultGraph> <{EX}d> .".encode(),
    ],
)
def test_other_servers_are_none(description: bytes) -> None:
    assert told_by(description) is None


def test_a_server_that_is_busy_is_asked_again_when_it_says() -> None:
    def behave(asked: Asked, connection: socket, fake: Fake) -> None:
        if len(fake.asked) == 1:
            busy = answer(b"", "text/plain", "429 Too Many Requests", "Retry-After: 1")
            connection.sendall(busy)
        else:
            well(asked, connection, fake)

    with serving(behave) as fake:
        assert len(RemoteStore(remote(fake.address, {})).select("SELECT ?x WHERE {}")) == 0
        assert len({asked.body for asked in fake.asked[:2]}) == 1
