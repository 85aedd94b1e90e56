"""The SPARQL 1.1 Protocol, by the cases that its specification describes."""

import csv
import io
import json
from collections.abc import Iterator
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sparql_helpers import EX, EXTRA, FIRST, SECOND, app, small

from ofmkg.api.sparql.copies import snapshot
from ofmkg.graph.corpus import load

ALL = "SELECT ?s ?o WHERE { ?s <http://example.org/knows> ?o } ORDER BY ?s"
NAMED = "SELECT ?g ?s WHERE { GRAPH ?g { ?s <http://example.org/knows> ?o } } ORDER BY ?g ?s"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(app(small()), raise_server_exceptions=False) as client:
        yield client


def rows(response: Response) -> list[tuple[str, ...]]:
    """Return the values of a JSON result without the namespace of the example."""
    assert response.status_code == 200, response.text
    found = response.json()
    names = found["head"]["vars"]
    return [
        tuple(row[name]["value"].removeprefix(EX) for name in names)
        for row in found["results"]["bindings"]
    ]


def problem(response: Response, status: int, slug: str) -> dict[str, object]:
    """Check that a response is a problem of some kind and return it."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert status == 405 or response.headers["vary"] == "Accept"
    found: dict[str, object] = response.json()
    assert found["type"] == f"https://w3id.org/ofmkg/problems#{slug}"
    assert found["status"] == status
    return found


def direct(client: TestClient, query: str, path: str = "/sparql", **headers: str) -> Response:
    return client.post(path, content=query, headers={"Content-Type": DIRECT, **headers})


# How a query may be sent (section 2.1.1 to 2.1.3)


def test_query_get(client: TestClient) -> None:
    assert rows(client.get("/sparql", params={"query": ALL})) == [("a", "b"), ("b", "c")]


def test_query_post_form(client: TestClient) -> None:
    assert rows(client.post("/sparql", data={"query": ALL})) == [("a", "b"), ("b", "c")]


def test_query_post_direct(client: TestClient) -> None:
    assert rows(direct(client, ALL)) == [("a", "b"), ("b", "c")]


@pytest.mark.parametrize(
    "content_type", [f"{DIRECT}; charset=UTF-8", f'{DIRECT};charset="utf-8"', DIRECT.upper()]
)
def test_content_type_has_parameters_and_no_case(client: TestClient, content_type: str) -> None:
    sent = client.post("/sparql", content=ALL, headers={"Content-Type": content_type})
    assert rows(sent) == [("a", "b"), ("b", "c")]


def test_text_beyond_ascii(client: TestClient) -> None:
    query = "SELECT ('Zürich 😀' AS ?x) {}"
    for sent in (
        direct(client, query),
        client.get("/sparql", params={"query": query}),
        client.post("/sparql", data={"query": query}),
    ):
        assert rows(sent) == [("Zürich 😀",)]


# Which dataset is asked (section 2.1.4)


def test_default_graph_is_the_merge_of_the_files(client: TestClient) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s <http://example.org/knows> ?o }"
    assert rows(client.get("/sparql", params={"query": count})) == [("2",)]


def test_graphs_can_be_named_in_the_query(client: TestClient) -> None:
    assert rows(client.get("/sparql", params={"query": NAMED})) == [
        ("graph/extra", "c"),
        ("graph/first", "a"),
        ("graph/second", "a"),
        ("graph/second", "b"),
    ]


@pytest.mark.parametrize("how", ["get", "form", "direct"])
@pytest.mark.parametrize(
    ("query", "default", "named", "expected"),
    [
        (ALL, [FIRST], [], [("a", "b")]),
        (ALL, [FIRST, EXTRA], [], [("a", "b"), ("c", "a")]),
        (ALL, [FIRST, SECOND], [], [("a", "b"), ("b", "c")]),  # a merge: a knows b once
        (NAMED, [], [EXTRA], [("graph/extra", "c")]),
        (NAMED, [], [EXTRA, FIRST], [("graph/extra", "c"), ("graph/first", "a")]),
        (NAMED, [FIRST], [EXTRA], [("graph/extra", "c")]),
        (ALL, [FIRST], [EXTRA], [("a", "b")]),
        (ALL, [], [EXTRA], []),  # named graphs alone leave the default graph empty
        (NAMED, [FIRST], [], []),  # and a default graph alone leaves no named ones
        (ALL, [EX + "none"], [], []),
    ],
)
def test_query_dataset(
    client: TestClient,
    how: str,
    query: str,
    default: list[str],
    named: list[str],
    expected: list[tuple[str, ...]],
) -> None:
    graphs = [("default-graph-uri", iri) for iri in default]
    graphs += [("named-graph-uri", iri) for iri in named]
    if how == "get":
        sent = client.get("/sparql", params=[("query", query), *graphs])
    elif how == "form":
        body = urlencode([("query", query), *graphs])
        sent = client.post("/sparql", content=body, headers={"Content-Type": FORM})
    else:
        sent = direct(client, query, f"/sparql?{urlencode(graphs)}")
    assert rows(sent) == expected


def test_query_multiple_dataset(client: TestClient) -> None:
    """The dataset of the protocol takes the place of that of the query."""
    query = f"SELECT ?s ?o FROM <{EXTRA}> {{ ?s <{EX}knows> ?o }}"
    assert rows(client.get("/sparql", params={"query": query})) == [("c", "a")]
    sent = client.get("/sparql", params={"query": query, "default-graph-uri": FIRST})
    assert rows(sent) == [("a", "b")]
    query = NAMED.replace("WHERE", f"FROM NAMED <{EXTRA}> WHERE")
    assert rows(client.get("/sparql", params={"query": query})) == [("graph/extra", "c")]
    sent = client.get("/sparql", params={"query": query, "named-graph-uri": FIRST})
    assert rows(sent) == [("graph/first", "a")]


@pytest.mark.parametrize(
    ("beginning", "clauses"),
    [
        ("", f"FROM <{FIRST}> FROM <{SECOND}>"),
        ("", f"from <{FIRST}> # FROM\nFROM\n<{SECOND}>from named <{EXTRA}>"),
        (f"PREFIX g: <{EX}graph/> PREFIX : <{FIRST}>", "FROM : FROM g:second"),
        (f"BASE <{EX}> PREFIX g: <graph/>", "FROM g:first FROM <graph/second>"),
        (f"PREFIX g: <{EX}>", "FROM g:graph\\/first FROM <http://example.org/\\u0067raph/second>"),
    ],
)
def test_several_graphs_in_the_query_are_merged(
    client: TestClient, beginning: str, clauses: str
) -> None:
    query = f"{beginning} SELECT ?s ?o {clauses} {{ ?s <{EX}knows> ?o }} ORDER BY ?s"
    assert rows(direct(client, query)) == [("a", "b"), ("b", "c")]
    query = f"{beginning} SELECT DISTINCT ?g {clauses} {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    assert rows(direct(client, query)) == ([("graph/extra",)] if "named" in clauses else [])


def test_a_malformed_dataset_is_left_to_the_engine(client: TestClient) -> None:
    for clauses in ("FROM x:a FROM x:b", "FROM FROM", "FROM <http://a b>"):
        problem(direct(client, f"SELECT * {clauses} {{ ?s ?p ?o }}"), 400, "bad-query")


def test_bad_graph_name(client: TestClient) -> None:
    for iri in ("graph", "http://a b", ""):
        sent = client.get("/sparql", params={"query": ALL, "default-graph-uri": iri})
        assert "no absolute IRI" in str(problem(sent, 400, "bad-request")["detail"])


# In which format the answer comes (section 2.1.5 and 2.1.6)

TABLES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
}
GRAPHS = {
    "turtle": "text/turtle; charset=utf-8",
    "nt": "application/n-triples",
    "xml": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
NAME = "SELECT ?s ?name { ?s <http://example.org/name> ?name }"


def get(client: TestClient, query: str, accept: str | None) -> Response:
    headers = {"Accept": accept} if accept else {}
    return client.get("/sparql", params={"query": query}, headers=headers)


@pytest.mark.parametrize("query", [NAME, "ASK {}", "ASK { ?s ?s ?s }"])
@pytest.mark.parametrize("kind", TABLES)
def test_query_content_type_select_and_ask(client: TestClient, query: str, kind: str) -> None:
    sent = get(client, query, TABLES[kind].partition(";")[0])
    assert sent.status_code == 200
    assert sent.headers["content-type"] == TABLES[kind]
    assert sent.headers["vary"] == "Accept"
    assert int(sent.headers["content-length"]) == len(sent.content)
    text = sent.text
    if query != NAME:
        truth = "true" if query == "ASK {}" else "false"
        expected = {
            "json": f'"boolean":{truth}',
            "xml": f"<boolean>{truth}</boolean>",
            "csv": truth,
            "tsv": truth,
        }
        assert expected[kind] in text
    elif kind == "json":
        assert json.loads(text)["results"]["bindings"][0]["name"] == {
            "type": "literal",
            "value": 'A, "a"',
            "xml:lang": "en",
        }
    elif kind == "xml":
        (literal,) = ElementTree.fromstring(text).iter(
            "{http://www.w3.org/2005/sparql-results#}literal"
        )
        assert literal.text == 'A, "a"'
    elif kind == "csv":
        assert list(csv.reader(io.StringIO(text))) == [["s", "name"], [f"{EX}a", 'A, "a"']]
    else:
        assert text == f'?s\t?name\n<{EX}a>\t"A, \\"a\\""@en\n'


@pytest.mark.parametrize("form", ["CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", f"DESCRIBE <{EX}a>"])
@pytest.mark.parametrize("kind", GRAPHS)
def test_query_content_type_construct_and_describe(
    client: TestClient, form: str, kind: str
) -> None:
    media_type = GRAPHS[kind].partition(";")[0]
    sent = get(client, form, media_type)
    assert sent.status_code == 200
    assert sent.headers["content-type"] == GRAPHS[kind]
    found = set(ox.parse(sent.content, format=ox.RdfFormat.from_media_type(media_type)))
    assert {str(quad.predicate) for quad in found} == {f"<{EX}knows>", f"<{EX}name>"}
    assert len(found) == (2 if form.startswith("DESCRIBE") else 3)


def test_relative_iris_are_those_of_the_endpoint(client: TestClient) -> None:
    sent = get(client, "CONSTRUCT { <s> <#p> <> } WHERE {}", "text/turtle")
    assert sent.status_code == 200, sent.text
    (quad,) = ox.parse(sent.content, format=ox.RdfFormat.TURTLE)
    address = "http://testserver/sparql"
    assert str(quad.triple) == f"<http://testserver/s> <{address}#p> <{address}>"
    sent = get(client, f"BASE <{EX}> CONSTRUCT {{ <s> <p> <o> }} WHERE {{}}", "text/turtle")
    (quad,) = ox.parse(sent.content, format=ox.RdfFormat.TURTLE)
    assert str(quad.triple) == f"<{EX}s> <{EX}p> <{EX}o>"


@pytest.mark.parametrize(
    ("accept", "table", "graph"),
    [
        (None, TABLES["json"], GRAPHS["turtle"]),
        ("*/*", TABLES["json"], GRAPHS["turtle"]),
        ("text/csv;q=0.5, application/sparql-results+xml", TABLES["xml"], 406),
        ("text/*", TABLES["csv"], GRAPHS["turtle"]),
        ("application/json", "application/json", 406),
        ("application/n-triples, */*;q=0.1", TABLES["json"], GRAPHS["nt"]),
        ("text/turtle", 406, GRAPHS["turtle"]),
        ("text/csv;q=0", 406, 406),
        ("image/png", 406, 406),
        ("text/html", 406, 406),
    ],
)
def test_what_the_client_accepts(
    client: TestClient, accept: str | None, table: object, graph: object
) -> None:
    for query, expected in ((ALL, table), ("ASK {}", table), (f"DESCRIBE <{EX}a>", graph)):
        sent = get(client, query, accept or "")
        if expected == 406:
            assert problem(sent, 406, "not-acceptable")["offered"]
            assert sent.headers["vary"] == "Accept"
        else:
            assert sent.headers["content-type"] == expected


def test_an_empty_graph_is_an_empty_answer(client: TestClient) -> None:
    sent = get(client, "CONSTRUCT { ?s ?s ?s } { ?s ?s ?s }", "application/n-triples")
    assert (sent.status_code, sent.content) == (200, b"")


# What is wrong with a request


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_bad_query_method(client: TestClient, method: str) -> None:
    sent = client.request(method, "/sparql", params={"query": ALL})
    problem(sent, 405, "method-not-allowed")
    assert {"GET", "POST"} <= set(sent.headers["allow"].split(", "))


def test_options(client: TestClient) -> None:
    sent = client.options("/sparql")
    assert (sent.status_code, sent.content) == (204, b"")
    assert {"GET", "POST"} <= set(sent.headers["allow"].split(", "))
    assert DIRECT in sent.headers["accept-post"]


def test_bad_multiple_queries(client: TestClient) -> None:
    twice = urlencode([("query", "ASK {}"), ("query", "ASK {}")])
    for sent in (
        client.get(f"/sparql?{twice}"),
        client.post("/sparql", content=twice, headers={"Content-Type": FORM}),
        direct(client, "ASK {}", f"/sparql?{urlencode({'query': 'ASK {}'})}"),
    ):
        assert "2 queries" in str(problem(sent, 400, "bad-request")["detail"])
    problem(direct(client, "ASK {} ASK {}"), 400, "bad-query")
    problem(direct(client, "ASK {} ; ASK {}"), 400, "bad-query")


def test_no_query(client: TestClient) -> None:
    for sent in (
        client.get("/sparql", params={"default-graph-uri": FIRST}),
        client.post("/sparql", content="", headers={"Content-Type": FORM}),
        client.post("/sparql", data={"other": "ASK {}"}),
    ):
        assert "no query" in str(problem(sent, 400, "bad-request")["detail"])
    for empty in (client.get("/sparql?query="), direct(client, "")):
        problem(empty, 400, "bad-query")


@pytest.mark.parametrize("content_type", ["text/plain", "application/json", "multipart/form-data"])
def test_bad_query_wrong_media_type(client: TestClient, content_type: str) -> None:
    sent = client.post("/sparql", content="ASK {}", headers={"Content-Type": content_type})
    assert content_type in str(problem(sent, 415, "unsupported-media-type")["detail"])


def test_bad_query_missing_type(client: TestClient) -> None:
    for body in (b"ASK {}", urlencode({"query": "ASK {}"}).encode()):
        sent = client.post("/sparql", content=body)
        assert "(none)" in str(problem(sent, 415, "unsupported-media-type")["detail"])


def test_bad_query_sent_as_the_other_kind(client: TestClient) -> None:
    sent = client.post("/sparql", content="ASK {}", headers={"Content-Type": FORM})
    problem(sent, 400, "bad-request")
    problem(direct(client, urlencode({"query": "ASK {}"})), 400, "bad-query")


def test_bad_query_non_utf8(client: TestClient) -> None:
    query = "SELECT ('ü' AS ?x) {}"
    utf16, latin = query.encode("utf-16"), query.encode("latin-1")
    for body in (utf16, latin):
        sent = client.post("/sparql", content=body, headers={"Content-Type": DIRECT})
        assert sent.status_code == 400
    declared = {"Content-Type": f"{DIRECT}; charset=utf-16"}
    problem(client.post("/sparql", content=utf16, headers=declared), 415, "unsupported-media-type")
    for sent in (
        client.get(f"/sparql?query={quote(latin)}"),
        client.post("/sparql", content=f"query={quote(latin)}", headers={"Content-Type": FORM}),
    ):
        assert "UTF-8" in str(problem(sent, 400, "bad-request")["detail"])


def test_compressed_body(client: TestClient) -> None:
    sent = direct(client, "ASK {}", **{"Content-Encoding": "gzip"})
    problem(sent, 415, "unsupported-media-type")


def test_bad_query_syntax(client: TestClient) -> None:
    found = problem(direct(client, "SELECT *\nWHERE { ?s ?p }"), 400, "bad-query")
    assert (found["line"], found["column"]) == (2, 16)
    assert "line 2, column 16" in str(found["detail"])
    assert len(str(found["detail"])) < 300
    found = problem(direct(client, "SELECT ?x {\n  ?x ?y 'z }"), 400, "refused-query")
    assert (found["line"], found["column"]) == (2, 9)
    assert "A string has no end" in str(found["detail"])


@pytest.mark.parametrize(
    ("triple", "accept"),
    [
        ("<http://e/s> <http://e/> 1", "application/rdf+xml"),  # no name to make an element of
        ("<http://e/s> <http://e/1> 1", "application/rdf+xml"),
        ("<http://e/s> <http://e/p> <<( <http://e/s> <http://e/p> 1 )>>", "application/ld+json"),
    ],
)
def test_result_that_a_format_cannot_hold(client: TestClient, triple: str, accept: str) -> None:
    query = f"CONSTRUCT {{ {triple} }} {{}}"
    assert get(client, query, "text/turtle").status_code == 200
    problem(get(client, query, accept), 400, "query-failed")


def test_too_long(client: TestClient) -> None:
    with TestClient(app(small(), sparql_max_query_bytes=1_000)) as short:
        exact = "ASK {}" + " " * 994
        assert direct(short, exact).status_code == 200
        assert short.post("/sparql", data={"query": exact}).status_code == 200
        found = problem(direct(short, exact + " "), 413, "query-too-long")
        assert found["max_bytes"] == 1_000
        problem(short.post("/sparql", data={"query": exact + " "}), 413, "query-too-long")
        problem(short.get("/sparql", params={"query": exact + " "}), 413, "query-too-long")
        pieces = iter([exact.encode(), b" "])  # of unannounced length
        problem(
            short.post("/sparql", content=pieces, headers={"Content-Type": DIRECT}),
            413,
            "query-too-long",
        )


# It is read-only


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <http://e/a> <http://e/a> <http://e/a> }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1/>",
        "CLEAR ALL",
        "DROP GRAPH <http://e/a>",
        "CREATE GRAPH <http://e/a>",
        "ADD <http://e/a> TO DEFAULT",
        "MOVE <http://e/a> TO DEFAULT",
        "COPY <http://e/a> TO DEFAULT",
        "WITH <http://e/a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(client: TestClient, update: str) -> None:
    assert "read-only" in str(problem(direct(client, update), 400, "refused-query")["detail"])
    problem(client.post("/sparql", data={"update": update}), 400, "read-only")
    problem(client.get("/sparql", params={"update": update}), 400, "read-only")
    headers = {"Content-Type": "application/sparql-update"}
    problem(client.post("/sparql", content=update, headers=headers), 400, "read-only")
    assert rows(direct(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")) == [("3",)]


# What it says of itself


@pytest.mark.parametrize("kind", GRAPHS)
def test_service_description(client: TestClient, kind: str) -> None:
    media_type = GRAPHS[kind].partition(";")[0]
    sent = client.get("/sparql", headers={"Accept": media_type})
    assert sent.headers["content-type"] == GRAPHS[kind]
    assert sent.headers["vary"] == "Accept"
    store = ox.Store()
    store.load(sent.content, format=ox.RdfFormat.from_media_type(media_type))
    prefixes = (
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>"
        "PREFIX schema: <https://schema.org/>"
    )

    def ask(query: str) -> list[tuple[str, ...]]:
        return [tuple(term.value for term in row) for row in store.query(prefixes + query)]  # type: ignore[union-attr]

    assert ask("SELECT ?e { ?s a sd:Service ; sd:endpoint ?e }") == [("http://testserver/sparql",)]
    assert ask(
        "SELECT ?n { ?s sd:defaultDataset/sd:namedGraph [ a sd:NamedGraph ; sd:name ?n ] } "
        "ORDER BY ?n"
    ) == [(EXTRA,), (FIRST,), (SECOND,)]
    assert len(ask("SELECT ?f { ?s sd:resultFormat ?f }")) == 8
    assert ask(
        "SELECT ?unit ?value { ?s schema:additionalProperty ?p . "
        "?p schema:unitText ?unit ; schema:value ?value } ORDER BY ?value"
    ) == [
        ("queries", "4"),
        ("seconds", "20"),
        ("bytes", "100000"),
        ("rows", "1000000"),
        ("bytes", "100000000"),
    ]


def test_service_description_for_a_browser_is_turtle(client: TestClient) -> None:
    sent = client.get("/sparql", headers={"Accept": "text/html, */*;q=0.8"})
    assert sent.headers["content-type"] == GRAPHS["turtle"]
    problem(client.get("/sparql", headers={"Accept": "text/html"}), 406, "not-acceptable")


@pytest.mark.parametrize("host", ["a b", "<x>", "[", "x:y:z", "\\", "%%"])
def test_service_description_for_a_host_that_is_none(client: TestClient, host: str) -> None:
    sent = client.get("/sparql", headers={"Host": host})
    assert sent.status_code == 200
    assert "sd:endpoint" in sent.text


# The copy of the built-in data


def test_snapshot_of_the_built_in_data() -> None:
    documents = load()
    made = snapshot(documents)
    store = ox.Store()
    store.load(made.quads, format=ox.RdfFormat.N_QUADS)
    assert {f"<{graph}>" for graph in made.graphs} == {str(name) for name in store.named_graphs()}
    files = {document.graph for document in documents}
    names = ("inferences", "view", "mappings")
    derived = {f"https://w3id.org/ofmkg/graph/{name}" for name in names}
    assert set(made.graphs) == files | derived
    stated = {quad.triple for document in documents for quad in document.quads}
    merged = {quad.triple for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    assert len(merged) == len(stated)
    assert made.digest == snapshot(documents).digest


def test_openapi_documents_the_endpoint(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]["/sparql"]
    assert set(paths) == {"get", "post"}
    assert [each["name"] for each in paths["get"]["parameters"]] == [
        "query",
        "default-graph-uri",
        "named-graph-uri",
        "inferred",
    ]
    assert set(paths["post"]["requestBody"]["content"]) == {FORM, DIRECT}
    assert set(paths["get"]["responses"]) == {
        "200",
        "400",
        "406",
        "408",
        "413",
        "415",
        "429",
        "503",
    }
