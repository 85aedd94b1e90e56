"""The service over the built-in graph."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from ofmkg.api import state
from ofmkg.api.app import create_app
from ofmkg.api.settings import Settings


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """Return a client of the service over the built-in graph."""
    first = state.load(Settings())  # unchecked: what is served here has tests of its own
    with TestClient(create_app(Settings(), first), raise_server_exceptions=False) as client:
        yield client
