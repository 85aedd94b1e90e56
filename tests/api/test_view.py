"""The derived view over HTTP."""

from fastapi.testclient import TestClient

from ofmkg.graph.terms import BASE, NS, VIEW

PREFIX = f"PREFIX ofm: <{NS}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
STEP = f"<{BASE}framework/marginal-risk/step/marginal-risk-evidence>"


def ask(client: TestClient, query: str, **more: str) -> list[dict[str, str]]:
    """Return the rows of an answer of the endpoint."""
    answer = client.get("/sparql", params={"query": PREFIX + query, **more})
    assert answer.status_code == 200, answer.text
    rows = answer.json()["results"]["bindings"]
    return [{name: value["value"] for name, value in row.items()} for row in rows]


def test_a_query_that_uses_its_terms_needs_to_name_no_graph(client: TestClient) -> None:
    alone = f"SELECT ?study {{ ?study ofm:isInferredToAssumeStep {STEP} }}"
    assert ask(client, alone) == [{"study": f"{BASE}study/gopal-2023"}]
    named = f"SELECT ?study {{ GRAPH <{VIEW}> {{ ?study ofm:isInferredToAssumeStep {STEP} }} }}"
    assert ask(client, named) == ask(client, alone)
    beside = f"SELECT ?label {{ ?study ofm:isInferredToAssumeStep {STEP} ; rdfs:label ?label }}"
    assert ask(client, beside) == [{"label": "Gopal et al. 2023: Biosecurity risk"}]


def test_who_chooses_a_dataset_gets_that_one(client: TestClient) -> None:
    query = f"SELECT ?study {{ ?study ofm:isInferredToAssumeStep {STEP} }}"
    assert ask(client, query, **{"default-graph-uri": f"{BASE}graph/works"}) == []
    assert ask(client, query, **{"default-graph-uri": VIEW}) != []


def test_no_other_query_sees_it(client: TestClient) -> None:
    count = 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(STRENDS(STR(?p), "leavesOutStep")) }'
    assert ask(client, count) == [{"n": "0"}]
    labelled = "SELECT ?s { ?s a ofm:Coding ; rdfs:label ?label }"
    assert ask(client, labelled) == []


def test_it_is_a_graph_that_can_be_looked_at(client: TestClient) -> None:
    answer = client.get("/graph/view", headers={"Accept": "application/n-triples"})
    assert answer.status_code == 200
    stated = f"<{BASE}study/gopal-2023> <{NS}isInferredToAssumeStep> {STEP} ."
    assert stated in answer.text.splitlines()
