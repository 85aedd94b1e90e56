"""What any address answers beside GET: OPTIONS, files that the client has, general formats."""

import pytest
from fastapi.testclient import TestClient

PAGES = {"Accept": "text/html"}


@pytest.mark.parametrize("path", ["/", "/matrix", "/study/gopal-2023", "/static/style.css"])
def test_options_tell_what_may_be_asked(client: TestClient, path: str) -> None:
    answer = client.options(path)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


def test_other_methods_are_refused_as_before(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = client.request(method, "/matrix")
        assert (answer.status_code, answer.json()["status"]) == (405, 405)
        assert "GET" in answer.headers["allow"]


def test_browsers_may_ask_from_elsewhere(client: TestClient) -> None:
    headers = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    answer = client.options("/matrix", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"


def test_a_file_is_sent_once(client: TestClient) -> None:
    first = client.get("/static/style.css")
    assert first.status_code == 200
    assert first.headers["content-type"] == "text/css; charset=utf-8"
    again = client.get("/static/style.css", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = client.get("/static/style.css", headers={"If-None-Match": '"another"'})
    assert (other.status_code, other.content) == (200, first.content)
    assert client.get("/static/home.css").headers["etag"] != first.headers["etag"]
    assert client.get("/static/nothing.css").status_code == 404


def test_a_table_comes_as_json_where_that_is_asked_for(client: TestClient) -> None:
    general = client.get("/queries/missing", headers={"Accept": "application/json"})
    assert general.status_code == 200
    assert general.headers["content-type"] == "application/json"
    own = client.get("/queries/missing", headers={"Accept": "application/sparql-results+json"})
    assert own.headers["content-type"] == "application/sparql-results+json"
    assert general.json() == own.json()
    for path in ("/queries/missing", "/queries/missing.json"):
        assert client.get(path).headers["content-type"] == own.headers["content-type"]
    graph = client.get("/queries/dataset-description", headers={"Accept": "application/json"})
    assert graph.status_code == 406  # JSON is no format of RDF
