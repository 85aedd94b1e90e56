"""One store of each kind, empty for each test or with the built-in corpus for all of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import servers

import ofmkg
from ofmkg.graph import builtin, corpus, loading
from ofmkg.graph.stores import Store
from ofmkg.graph.stores.directory import DirectoryStore
from ofmkg.graph.stores.memory import MemoryStore
from ofmkg.graph.stores.remote import RemoteStore
from ofmkg.graph.stores.settings import remote

LOCAL = ("memory", "directory")
KINDS = [
    *LOCAL,
    *(pytest.param(name, marks=pytest.mark.server) for name in servers.KINDS),
]


def _server(name: str, folder: Path) -> Iterator[RemoteStore]:
    if name == "virtuoso" and servers.VIRTUOSO is None:
        pytest.skip("virtuoso-t is not installed (Debian: virtuoso-opensource-7)")
    run = servers.virtuoso if name == "virtuoso" else servers.oxigraph
    with run(folder) as (address, environment):
        yield RemoteStore(remote(address, environment))


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteStore]:
    """Return a store on an Oxigraph server."""
    yield from _server("oxigraph", tmp_path_factory.mktemp("oxigraph"))


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteStore]:
    """Return a store on a Virtuoso server."""
    yield from _server("virtuoso", tmp_path_factory.mktemp("virtuoso"))


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Return an empty store of each kind."""
    if request.param == "memory":
        return MemoryStore()
    if request.param == "directory":
        return DirectoryStore(tmp_path / "store", create=True)
    found: RemoteStore = request.getfixturevalue(request.param)
    found.replace([], None)
    return found


@pytest.fixture(scope="module", params=["directory", *KINDS[len(LOCAL) :], "kept"])
def full(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return a store on disk, on each server and kept in the cache, with the built-in corpus."""
    if request.param == "kept":
        builtin.store()
        return builtin.store()
    if request.param in servers.KINDS:
        store: Store = request.getfixturevalue(request.param)
    else:
        store = DirectoryStore(tmp_path_factory.mktemp("full") / "store", create=True)
    loading.load(store, list(corpus.built_in()), everything=True)
    return store


@pytest.fixture(scope="session")
def kg(every: ofmkg.KnowledgeGraph) -> ofmkg.KnowledgeGraph:
    """Return the built-in graph with all its collections, as it is served and stored."""
    return every
