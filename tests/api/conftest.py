"""The service over the built-in graph."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from operation_helpers import STUDY

import ofmkg
from ofmkg.api import reload, state
from ofmkg.api.app import create_app
from ofmkg.api.settings import Settings


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out made-up requests where servers are: to name them takes seconds of each worker."""
    if collection_path.name == "test_analyses_fuzz.py" and "not server" in config.option.markexpr:
        return True
    return None


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """Return a client of the service over the built-in graph."""
    first = state.load(Settings())  # unchecked: what is served here has tests of its own
    with TestClient(create_app(Settings(), first), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of one's own with a vector called first."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "one.ttl").write_text(STUDY.format(name="first"))
    return tmp_path / "own"


@pytest.fixture(scope="session")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where it is remembered that the built-in data are valid, for services to start."""
    folder = tmp_path_factory.mktemp("state")
    reload.load(Settings(cache_dir=folder))
    return folder


@pytest.fixture(scope="session")
def kg(every: ofmkg.KnowledgeGraph) -> ofmkg.KnowledgeGraph:
    """Return the built-in graph with all its collections, as it is served and stored."""
    return every
