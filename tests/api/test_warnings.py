"""At `/sparql` nothing is asked in vain in silence, and inferences can be taken in."""

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from ofmkg.api.sparql.warnings import header
from ofmkg.graph.doubts import Doubt

PREFIX = "PREFIX ofm: <https://w3id.org/ofmkg/ns#>\n"
INFERENCES = "https://w3id.org/ofmkg/graph/inferences"
STANCES = f"{PREFIX}SELECT (COUNT(*) AS ?n) {{ ?s a ofm:Stance }}"
ONLY_INFERRED = (
    '"ofm:Stance holds only by inference: no file states it. Ask with ?inferred=true, '
    f'or inside GRAPH <{INFERENCES}> {{ ... }}.";line=2;column=32'
)


def count(response: Response) -> int:
    assert response.status_code == 200, response.text
    (row,) = response.json()["results"]["bindings"]
    return int(row["n"]["value"])


def ask(client: TestClient, query: str, **more: str) -> Response:
    return client.get("/sparql", params={"query": query, **more})


def test_a_class_that_only_inferences_hold(client: TestClient) -> None:
    for _ in range(2):  # computed, and kept from before
        answer = ask(client, STANCES)
        assert count(answer) == 0
        assert answer.headers["ofmkg-warnings"] == ONLY_INFERRED


def test_misspelt_terms_are_told_with_the_closest(client: TestClient) -> None:
    answer = client.post("/sparql", data={"query": f"{PREFIX}ASK {{ ?s a ofm:Studdy }}"})
    assert answer.json()["boolean"] is False
    assert answer.headers["ofmkg-warnings"].startswith(
        '"The ontology has no term ofm:Studdy. Did you mean ofm:Study'
    )
    assert answer.headers["ofmkg-warnings"].endswith('";line=2;column=12')


@pytest.mark.parametrize(
    "query",
    [
        f"{PREFIX}SELECT * {{ ?s a ofm:Study }} LIMIT 1",
        f"{PREFIX}SELECT * {{ GRAPH <{INFERENCES}> {{ ?s a ofm:Stance }} }} LIMIT 1",
        "SELECT * { ?s ?p ?o } LIMIT 1",
    ],
)
def test_other_queries_are_told_nothing(client: TestClient, query: str) -> None:
    answer = ask(client, query)
    assert len(answer.json()["results"]["bindings"]) == 1
    assert "ofmkg-warnings" not in answer.headers


def test_scripts_of_other_sites_may_read_the_header(client: TestClient) -> None:
    headers = {"Origin": "https://example.org"}
    answer = client.get("/sparql", params={"query": STANCES}, headers=headers)
    assert "Ofmkg-Warnings" in answer.headers["access-control-expose-headers"]


@pytest.mark.parametrize("value", ["", "true"])
def test_inferences_can_be_taken_in(client: TestClient, value: str) -> None:
    inferred = f"{PREFIX}SELECT (COUNT(*) AS ?n) {{ GRAPH <{INFERENCES}> {{ ?s a ofm:Stance }} }}"
    answer = ask(client, STANCES, inferred=value)
    assert count(answer) == count(ask(client, inferred)) > 600
    assert "ofmkg-warnings" not in answer.headers
    assert count(ask(client, STANCES, inferred="false")) == 0


def test_what_is_inferred_joins_what_is_stated_and_named_graphs_stay(client: TestClient) -> None:
    query = (
        "SELECT (COUNT(*) AS ?n) { ?study ofm:hasStance ?s . ?s ofm:stanceOf ?study . "
        "GRAPH ?g { ?study a ofm:Study } }"
    )
    direct = {"Content-Type": "application/sparql-query"}
    sent = client.post("/sparql?inferred", content=PREFIX + query, headers=direct)
    assert count(sent) > 0
    form = client.post("/sparql", data={"query": PREFIX + query, "inferred": "true"})
    assert count(form) == count(sent)


def test_a_statement_counts_once_with_inferences(client: TestClient) -> None:
    every = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    once = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }"
    assert count(ask(client, every, inferred="true")) == count(ask(client, once, inferred="true"))
    assert count(ask(client, every, inferred="true")) > count(ask(client, every))


@pytest.mark.parametrize(
    ("query", "more", "said"),
    [
        (STANCES, {"inferred": "yes"}, "`inferred` is true or false"),
        (STANCES, {"inferred": "true", "default-graph-uri": INFERENCES}, "default-graph-uri"),
        (f"SELECT (1 AS ?n) FROM <{INFERENCES}> {{}}", {"inferred": "true"}, "FROM in the query"),
    ],
)
def test_inferences_join_no_dataset_of_the_client(
    client: TestClient, query: str, more: dict[str, str], said: str
) -> None:
    answer = ask(client, query, **more)
    assert answer.status_code == 400
    assert said in answer.json()["detail"]


def test_an_address_that_asks_for_nothing_describes_the_service(client: TestClient) -> None:
    answer = client.get("/sparql?inferred", headers={"Accept": "text/turtle"})
    assert answer.headers["content-type"].startswith("text/turtle")


def test_the_header_is_a_list_of_structured_fields() -> None:
    odd = Doubt('<https://w3id.org/ofmkg/"\\한\n>', 1, 2)
    assert header([odd, Doubt("ofm:x", 3, 4)]) == (
        '"There is no <https://w3id.org/ofmkg/\\"\\\\??>.";line=1;column=2, '
        '"The ontology has no term ofm:x.";line=3;column=4'
    )
    assert header([]) == ""
