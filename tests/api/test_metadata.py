"""What tools read before they ask: prefixes, schema, examples, and where the dataset is to be had.

The queries are those with which the editor of SIB asks an endpoint and, where that answers with
nothing, its service description.
"""

from collections import Counter, defaultdict

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from small_graph import small

from ofmkg.api import metadata
from ofmkg.api.app import create_app
from ofmkg.api.settings import Settings
from ofmkg.graph import library
from ofmkg.graph.corpus import load
from ofmkg.graph.export import _FORMATS
from ofmkg.graph.terms import NS, PREFIXES, RDF_TYPE

DATASET = "https://w3id.org/ofmkg/dataset"
ROOT = "https://graph.example.org/"
NAMESPACES = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX void-ext: <http://ldf.fi/void-ext#>
"""
EXAMPLES = """SELECT DISTINCT ?sq ?comment ?query WHERE {
  ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ;
    sh:select|sh:ask|sh:construct|sh:describe ?query . } ORDER BY ?sq"""


def described(client: TestClient, path: str) -> ox.Store:
    """Return what a service says at an address, which was asked of another host by https."""
    asked = client.get(
        path, headers={"Accept": "text/turtle", "Host": "graph.example.org"}, follow_redirects=True
    )
    assert asked.status_code == 200, asked.text
    store = ox.Store()
    store.load(asked.content, format=ox.RdfFormat.TURTLE, base_iri=ROOT)
    return store


def ask(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    """Return the rows of a query as plain values."""
    found = store.query(NAMESPACES + query)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple("" if term is None else term.value for term in row) for row in found]


@pytest.fixture(scope="module", params=["/sparql", "/dataset", "/.well-known/void"])
def description(request: pytest.FixtureRequest, client: TestClient) -> ox.Store:
    """Return each of the descriptions that tools find."""
    other = TestClient(client.app, base_url=ROOT)
    return described(other, request.param)


def test_prefixes(description: ox.Store) -> None:
    asked = "SELECT DISTINCT ?prefix ?namespace { [] sh:namespace ?namespace ; sh:prefix ?prefix }"
    assert dict(ask(description, asked)) == PREFIXES


def test_each_question_is_an_example_that_can_be_asked(description: ox.Store) -> None:
    found = {row[0].removeprefix(f"{ROOT}queries/"): row[1:] for row in ask(description, EXAMPLES)}
    assert set(found) == set(library.names())
    assert found["missing"] == (
        library.load("missing").summary,
        library.bare(library.bind(library.text("missing"), {})),
    )
    asked = "SELECT DISTINCT ?target { [] a sh:SPARQLExecutable ; schema:target ?target }"
    assert ask(description, asked) == [(f"{ROOT}sparql",)]
    graphs = "SELECT ?q { ?q a sh:SPARQLConstructExecutable ; sh:construct ?text }"
    assert {row[0].rpartition("/")[2] for row in ask(description, graphs)} == {
        "dataset-description",
        "description",
        "matrix-cube",
    }


def test_examples_are_answered_as_they_stand(client: TestClient) -> None:
    store = described(client, "/sparql")
    examples = {row[0].rpartition("/")[2]: row[2] for row in ask(store, EXAMPLES)}
    for name in ("studies", "open-releases"):
        answer = client.post("/sparql", data={"query": examples[name]})
        assert len(answer.json()["results"]["bindings"]) > 0


def test_where_it_is_to_be_had(description: ox.Store) -> None:
    assert ask(description, f"SELECT ?x {{ <{DATASET}> void:sparqlEndpoint ?x }}") == [
        (f"{ROOT}sparql",)
    ]
    assert ask(description, f"SELECT ?x {{ <{DATASET}> dcat:landingPage ?x }}") == [(ROOT,)]
    service = ask(
        description,
        "SELECT ?s ?url ?of ?title { ?s a dcat:DataService ; dcat:endpointURL ?url ; "
        "dcat:servesDataset ?of ; dcterms:title ?title FILTER(LANG(?title) = 'en') }",
    )
    address = f"{ROOT}sparql"
    assert service == [(address, address, DATASET, "SPARQL endpoint of ofmkg")]
    places = ask(
        description,
        f"SELECT ?d ?url {{ <{DATASET}> dcat:distribution ?d . ?d dcat:accessURL ?url }}",
    )
    formats = {f"{DATASET}/distribution/{name}": ROOT for name in _FORMATS if name != "ntriples"}
    assert dict(places) == {**formats, f"{DATASET}/distribution/sparql": address}
    assert len(places) == len(dict(places))
    without = "SELECT ?d { ?x dcat:distribution ?d FILTER NOT EXISTS { ?d dcat:accessURL ?url } }"
    assert ask(description, without) == []


SCHEMA = """SELECT DISTINCT ?class ?property ?triples ?other ?type WHERE {
  ?cp void:class ?class ; void:propertyPartition ?pp .
  ?pp void:property ?property ; void:triples ?triples .
  OPTIONAL { { ?pp void:classPartition [ void:class ?other ] }
    UNION { ?pp void-ext:datatypePartition [ void-ext:datatype ?type ] } } }"""


def test_what_things_of_each_class_have(description: ox.Store) -> None:
    counts: dict[tuple[str, str], int] = {}
    leads: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, term, triples, other, datatype in ask(description, SCHEMA):
        counts[kind, term] = int(triples)
        leads[kind, term] |= {each for each in (other, datatype) if each}
    quads = {quad.triple for document in load() for quad in document.quads}
    kinds: defaultdict[object, set[str]] = defaultdict(set)
    for triple in quads:
        individual = PREFIXES["owl"] + "NamedIndividual"
        if triple.predicate.value == RDF_TYPE and triple.object.value != individual:  # type: ignore[union-attr]
            kinds[triple.subject].add(triple.object.value)  # type: ignore[union-attr]
    expected: Counter[tuple[str, str]] = Counter()
    to: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for triple in quads:
        value = triple.object
        if not str(triple.subject).startswith("<https://w3id.org/ofmkg/"):
            continue
        for kind in kinds[triple.subject]:
            expected[kind, triple.predicate.value] += 1
            literal = {value.datatype.value} if isinstance(value, ox.Literal) else kinds[value]
            to[kind, triple.predicate.value] |= literal
    assert counts == expected
    assert {key: found for key, found in leads.items() if found} == {
        key: found for key, found in to.items() if found
    }
    assert f"{NS}Position" in leads[f"{NS}Assumption", f"{NS}takesPosition"]


def test_the_classes_of_the_schema_are_those_of_the_description(client: TestClient) -> None:
    store = described(client, "/dataset")
    twice = ask(
        store,
        f"SELECT ?class (COUNT(DISTINCT ?part) AS ?n) {{ <{DATASET}> void:classPartition ?part . "
        "?part void:class ?class } GROUP BY ?class",
    )
    assert twice
    assert {count for _, count in twice} == {"1"}


def test_a_service_without_sparql_names_none() -> None:
    settings = Settings(sparql=False)
    from ofmkg.api import state

    with TestClient(create_app(settings, state.load(settings)), base_url=ROOT) as client:
        store = described(client, "/dataset")
    assert ask(store, "SELECT ?x { ?x void:sparqlEndpoint ?y }") == []
    assert ask(store, "SELECT ?x { ?x a dcat:DataService }") == []
    assert ask(store, "SELECT ?x { ?x a sh:SPARQLExecutable }") == []
    assert ask(store, f"SELECT ?x {{ <{DATASET}> dcat:landingPage ?x }}") == [(ROOT,)]


def test_data_that_describe_no_dataset_have_addresses_all_the_same() -> None:
    found = {str(quad.triple) for quad in metadata.addresses(small(), ROOT, f"{ROOT}sparql")}
    assert any("endpointURL" in each for each in found)
    assert not any("license" in each for each in found)


def test_a_host_that_is_none_is_in_no_address(client: TestClient) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle", "Host": "<x>"})
    assert answer.status_code == 200
    assert "<x>" not in answer.text


def test_two_hosts_get_two_answers(client: TestClient) -> None:
    first, second = (
        client.get("/dataset", headers={"Accept": "text/turtle", "Host": host})
        for host in ("a.example.org", "b.example.org")
    )
    assert first.headers["etag"] != second.headers["etag"]
    assert "http://b.example.org/sparql" in second.text
    assert "a.example.org" not in second.text
