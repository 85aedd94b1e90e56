"""The query library over HTTP."""

import csv
import io

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from markupsafe import escape

import ofmkg
from ofmkg.graph import library
from ofmkg.graph.folders import folders
from ofmkg.graph.terms import BASE

RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}


def test_every_question_is_listed_with_its_parameters(client: TestClient) -> None:
    listed = {each["name"]: each for each in client.get("/queries").json()["questions"]}
    assert sorted(listed) == library.names()
    missing = listed["missing"]
    assert missing["href"] == "/queries/missing"
    assert missing["folder"] == "studies-and-steps"
    assert {p["name"]: p["type"] for p in missing["parameters"]}["study"] == "ofm:Study"
    assert "text/csv" in missing["formats"]
    assert "text/turtle" in listed["dataset-description"]["formats"]
    tagged = client.get("/queries", params={"tag": "matrix"}).json()["questions"]
    assert 0 < len(tagged) < len(listed)
    assert all("matrix" in each["tags"] for each in tagged)


@pytest.mark.parametrize("tongue", ["en", "ko"])
def test_questions_are_listed_by_folder_under_its_heading(client: TestClient, tongue: str) -> None:
    headers = {"Accept": "text/html", "Accept-Language": tongue}
    for path in ("/queries", "/sparql"):
        page = client.get(path, headers=headers).text
        places = [page.index(f">{folder.heading(tongue)}</h2>") for folder in folders()]
        assert places == sorted(places), path
        for question in map(library.load, library.names()):
            after = [at for at in places if at < page.index(str(escape(question.summary)))]
            assert folders()[len(after) - 1].name == question.folder, (path, question.name)
    listed = client.get("/queries", headers={"Accept": "application/json"}).json()["folders"]
    assert listed == [
        {"name": folder.name, "heading": folder.heading("en")} for folder in folders()
    ]


@pytest.mark.parametrize("accept", RESULTS)
def test_answers_in_every_format(client: TestClient, kg: ofmkg.KnowledgeGraph, accept: str) -> None:
    answer = client.get(
        "/queries/missing", params={"study": "gopal-2023"}, headers={"Accept": accept}
    )
    assert answer.headers["content-type"].startswith(accept)
    found = ox.parse_query_results(answer.content, format=RESULTS[accept])
    assert isinstance(found, ox.QuerySolutions)
    rows = kg.query("missing", study="gopal-2023")
    assert [tuple(row) for row in found] == list(rows.rows)


def test_csv_and_the_question_itself(client: TestClient, kg: ofmkg.KnowledgeGraph) -> None:
    answer = client.get("/queries/missing.csv", params={"study": "gopal-2023"})
    lines = list(csv.DictReader(io.StringIO(answer.text)))
    assert [line["step"] for line in lines] == [
        row["step"] for row in kg.query("missing", study="gopal-2023").dicts()
    ]
    assert client.get("/queries/missing.rq").text == library.text("missing")


def test_several_values_and_other_readings(client: TestClient) -> None:
    def rows(**params: object) -> int:
        answer = client.get("/queries/stances.csv", params=params)  # type: ignore[arg-type]
        assert answer.status_code == 200, answer.text
        return len(answer.text.splitlines()) - 1

    one, other = rows(holder="gopal-2023"), rows(holder="hazell-2023")
    assert rows(holder=["gopal-2023", "hazell-2023"]) == one + other
    assert 0 < rows(holder="gopal-2023", without="gopal-a1") < one
    graph = client.get("/queries/dataset-description", headers={"Accept": "text/turtle"})
    assert graph.headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize(
    ("path", "status", "slug", "detail"),
    [
        ("/queries/mising", 404, "unknown-question", "Did you mean missing"),
        ("/queries/missing?stud=x", 400, "bad-query", "Did you mean study"),
        ("/queries/missing?study=gopal-203", 404, "unknown-id", "Did you mean gopal-2023"),
        ("/queries/missing?study=", 400, "bad-query", "1 to 200"),
        ("/queries/missing?study=%3E%20%7D%20SELECT", 404, "unknown-id", "no study"),
        ("/queries/missing?inferred=maybe", 400, "bad-parameter", "true or false"),
        ("/queries/missing.ttl", 406, "not-acceptable", "text/csv"),
        ("/queries/dataset-description.csv", 406, "not-acceptable", "text/turtle"),
        ("/queries/%2Fetc%2Fpasswd", 404, "unknown-address", "no address"),
        ("/queries/x.rq", 404, "unknown-question", "x"),
        ("/queries?tga=matrix", 400, "unknown-parameter", "Did you mean tag"),
    ],
)
def test_problems(client: TestClient, path: str, status: int, slug: str, detail: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == f"{BASE}problems#{slug}"
    assert detail in answer.json()["detail"]


def test_answers_are_kept_by_others(client: TestClient) -> None:
    first = client.get("/queries/steps.csv")
    again = client.get("/queries/steps.csv", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "Accept" in first.headers["vary"]
    head = client.head("/queries/steps.csv")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == first.headers["etag"]
    other = client.get("/queries/steps.tsv")
    assert other.headers["etag"] != first.headers["etag"]
