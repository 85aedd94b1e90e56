"""The service returns what the command line prints, and problems as problem+json."""

import json

import pytest
from fastapi.testclient import TestClient

import ofmkg
from ofmkg.api.app import create_app
from ofmkg.show.jsonout import to_json


@pytest.fixture(scope="module")
def client(kg: ofmkg.KnowledgeGraph) -> TestClient:
    """Return a client of the service over the built-in graph."""
    return TestClient(create_app(kg))


def test_compare_is_the_object_of_the_command_line(
    client: TestClient, kg: ofmkg.KnowledgeGraph
) -> None:
    answer = client.get("/compare", params={"a": "gopal-2023", "b": "batalis-2023"})
    assert answer.status_code == 200
    assert answer.json() == json.loads(to_json(kg.compare("gopal-2023", "batalis-2023")))


def test_matrix_and_health(client: TestClient, kg: ofmkg.KnowledgeGraph) -> None:
    assert client.get("/matrix").json() == json.loads(to_json(kg.matrix()))
    assert client.get("/health").json() == {"status": "ok", "version": ofmkg.__version__}


def test_problems(client: TestClient) -> None:
    answer = client.get("/compare", params={"a": "hazel-2023", "b": "musser-2023"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["type"] == "https://w3id.org/ofmkg/problems#UnknownIdError"
    assert "Did you mean hazell-2023" in body["detail"]
