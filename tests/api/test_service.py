"""The service as a whole: what every route does, and every error as one shape of problem+json."""

import json
from dataclasses import replace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

import ofmkg
from ofmkg.api import problems, state
from ofmkg.api.app import create_app
from ofmkg.api.settings import Settings
from ofmkg.errors import DataError, QueryError, UnknownIdError, UsageError
from ofmkg.graph import corpus
from ofmkg.pages.jsonout import to_json

PROBLEM = "application/problem+json"


def test_compare_is_the_object_of_the_command_line(
    client: TestClient, kg: ofmkg.KnowledgeGraph
) -> None:
    answer = client.get("/compare", params={"a": "gopal-2023", "b": "batalis-2023"})
    assert answer.status_code == 200
    assert answer.text == to_json(kg.compare("gopal-2023", "batalis-2023"))


def test_health_tells_version_and_data(client: TestClient) -> None:
    answer = client.get("/health")
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    assert (body["status"], body["version"]) == ("ok", ofmkg.__version__)
    assert body["documents"] > 0
    assert len(body["digest"]) == 32


def test_an_app_serves_the_snapshot_that_it_is_given() -> None:
    documents = tuple(corpus.load())
    first = replace(state.snapshot(documents), digest="of-this-snapshot")
    client = TestClient(create_app(Settings(), first))
    assert client.get("/health").json()["digest"] == "of-this-snapshot"


def test_a_graph_without_the_things_of_the_examples() -> None:
    app = create_app(Settings(), state.snapshot(()))
    client = TestClient(app, raise_server_exceptions=False)
    assert client.get("/studies").json() == {"studies": []}
    assert client.get("/compare?a=gopal-2023&b=batalis-2023").status_code == 404
    assert client.get("/matrix").status_code == 400  # no collection: what to do is said
    described = client.get("/openapi.json").json()["paths"]["/compare"]["get"]
    assert "example" not in described["responses"]["200"]["content"]["application/json"]


def test_an_unknown_id_is_404_with_what_is_near_and_where_to_look(client: TestClient) -> None:
    answer = client.get("/compare", params={"a": "hazel-2023", "b": "musser-2023"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == PROBLEM
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    near = body.pop("suggestions")
    assert near[0] == "hazell-2023"
    assert body == {
        "type": "https://w3id.org/ofmkg/problems#unknown-id",
        "title": "There is no such thing",
        "status": 404,
        "detail": f"There is no work or study 'hazel-2023'. Did you mean {' or '.join(near)}? "
        "See /queries/things?class=Study or /queries/things?class=Work.",
    }


@pytest.mark.parametrize(
    "error, status, slug",
    [
        (UnknownIdError("There is no x.", "List them with: ofmkg query"), 404, "unknown-id"),
        (UsageError("It makes no sense."), 400, "bad-request"),
        (QueryError("It cannot be answered."), 400, "bad-query"),
        (DataError("It is this, and it is that."), 500, "data"),
        (ofmkg.OfmkgError("Something."), 500, "unexpected"),
    ],
)
def test_every_error_of_the_package_is_a_problem(
    error: ofmkg.OfmkgError, status: int, slug: str
) -> None:
    problem = problems.of(error)
    assert (problem.status, problem.slug) == (status, slug)
    assert "ofmkg query" not in problem.detail


@pytest.mark.parametrize(
    "kinds, where",
    [
        ((), "See /queries/things for what there is."),
        (("Study",), "See /queries/things?class=Study."),
        (
            ("Study", "Work"),
            "See /queries/things?class=Study or /queries/things?class=Work.",
        ),
        (("Claim", "Stance", "Work"), "See /queries/things for what there is."),
        (("http://www.w3.org/2002/07/owl#Class",), "See /queries/things for what there is."),
    ],
)
def test_where_to_look_is_an_address(kinds: tuple[str, ...], where: str) -> None:
    error = UnknownIdError("There is no x.", "List them with: ofmkg x", kinds=kinds)
    assert str(error) == "There is no x. List them with: ofmkg x"
    assert problems.of(error).detail == f"There is no x. {where}"


def test_no_such_address_and_no_such_method(client: TestClient) -> None:
    for answer, status, slug in (
        (client.get("/no/such/address"), 404, "unknown-address"),
        (client.post("/matrix"), 405, "method-not-allowed"),
    ):
        assert answer.status_code == answer.json()["status"] == status
        assert answer.headers["content-type"] == PROBLEM
        assert answer.json()["type"] == f"https://w3id.org/ofmkg/problems#{slug}"


def test_what_nobody_foresaw_is_a_problem_without_a_traceback() -> None:
    app = FastAPI()
    problems.install(app)

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("a secret")

    answer = TestClient(app, raise_server_exceptions=False).get("/broken")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == PROBLEM
    assert "secret" not in answer.text
    assert json.loads(answer.text)["title"] == "Something went wrong"
