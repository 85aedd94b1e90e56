"""Linked data: every IRI of the graph answers under its path, in every format."""

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

import ofmkg
from ofmkg.api import state
from ofmkg.api.app import create_app
from ofmkg.api.settings import Settings
from ofmkg.graph import parsing
from ofmkg.graph.resources import room
from ofmkg.graph.terms import BASE, NS, ONTOLOGY, short
from ofmkg.version import __version__

FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
SUFFIXES = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".jsonld": "application/ld+json",
    ".rdf": "application/rdf+xml",
}
POSITION = "/position/safeguards-hold"


def triples(client: TestClient, path: str, accept: str | None = None) -> set[ox.Triple]:
    answer = client.get(path, headers={"Accept": accept} if accept else {})
    assert answer.status_code == 200, answer.text
    media_type = answer.headers["content-type"].partition(";")[0]
    assert accept is None or media_type == accept
    return {q.triple for q in ox.parse(answer.content, format=FORMATS[media_type])}


def test_every_iri_answers_with_what_is_stated_of_it(
    client: TestClient, kg: ofmkg.KnowledgeGraph
) -> None:
    stated: dict[str, set[ox.Triple]] = {}
    for quad in kg.quads():
        stated.setdefault(str(quad.subject), set()).add(quad.triple)
    things = [row["thing"] for row in kg.query("things").dicts()]
    made = {f"{BASE}graph/{name}" for name in ("inferences", "view", "mappings")}
    paths = [iri for iri in things if iri.startswith(BASE) and "#" not in iri and iri not in made]
    assert len(paths) > 900
    for iri in paths[::23]:
        found = triples(client, "/" + iri.removeprefix(BASE), "application/n-triples")
        assert found >= stated[f"<{iri}>"], iri
        told = client.get("/" + iri.removeprefix(BASE)).json()
        if "iri" in told:
            assert told["iri"] == iri
        else:
            told = told.get("question") or told["dispute"]
            assert short(iri) in (told.get("question"), told.get("disagreement"))


@pytest.mark.parametrize("accept", FORMATS)
def test_formats_say_the_same(client: TestClient, accept: str) -> None:
    found = triples(client, POSITION, accept)
    assert found == triples(client, POSITION, "application/n-triples")
    iri = ox.NamedNode(f"{BASE}position/safeguards-hold")
    answers = ox.NamedNode(f"{BASE}ns#answers")
    assert ox.Triple(iri, answers, ox.NamedNode(f"{BASE}question/closed-safeguards")) in found


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_suffix_chooses_the_format(client: TestClient, suffix: str) -> None:
    answer = client.get(POSITION + suffix, headers={"Accept": "application/json"})
    assert answer.headers["content-type"].startswith(SUFFIXES[suffix])
    assert triples(client, POSITION + suffix) == triples(client, POSITION, SUFFIXES[suffix])


def test_json_of_a_thing(client: TestClient) -> None:
    found = client.get(POSITION + ".json").json()
    assert (found["id"], found["label"]) == ("safeguards-hold", "They hold")
    assert f"{BASE}ns#Position" in found["types"]
    out = {(s["property_label"], s["value"]) for s in found["statements"]}
    assert ("answers", f"{BASE}question/closed-safeguards") in out
    incoming = {(s["property_label"], s["value"]) for s in found["incoming"]}
    gopal = f"{BASE}assessment/gopal-2023/marginal-risk/first-coder/stance/gopal-a1"
    assert ("takes position", gopal) in incoming
    label = next(s for s in found["statements"] if s["value"] == "They hold")
    assert label["language"] == "en"


@pytest.mark.parametrize("kind", ["study/gopal-2023", "question/actor-skill", "release/llama-2"])
def test_things_that_have_a_page_are_linked_data_too(client: TestClient, kind: str) -> None:
    for accept in FORMATS:
        found = triples(client, f"/{kind}", accept)
        assert any(t.subject == ox.NamedNode(BASE + kind) for t in found)
    assert client.get(f"/{kind}").headers["content-type"] == "application/json"


def test_a_variant_of_a_release_has_a_page_of_its_own(client: TestClient) -> None:
    """It stands beside the releases, and is none that a brief could be made of."""
    variant = client.get("/release/gpt-2-124m").json()
    assert variant["iri"] == f"{BASE}release/gpt-2-124m"
    assert f"{NS}ModelVariant" in variant["types"]
    page = client.get("/release/gpt-2-124m", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert variant["label"] in page.text
    assert client.get("/release/gpt-2-no-such").status_code == 404


def test_the_ontology_and_the_dataset(client: TestClient) -> None:
    header = ox.Triple(
        ox.NamedNode(ONTOLOGY),
        ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        ox.NamedNode("http://www.w3.org/2002/07/owl#Ontology"),
    )
    ontology = triples(client, "/ns", "text/turtle")
    assert header in ontology
    assert len(triples(client, f"/{__version__}.ttl")) == len(ontology)
    dataset = triples(client, "/dataset", "text/turtle")
    node = ox.NamedNode(f"{BASE}dataset")
    assert {
        t.object.value for t in dataset if t.subject == node and "type" in str(t.predicate)
    } >= {
        "http://www.w3.org/ns/dcat#Dataset",
        "http://rdfs.org/ns/void#Dataset",
    }
    home = triples(client, "/", "text/turtle")
    assert header in home
    assert {t for t in dataset if t.subject == node} - home == {
        t for t in dataset if t.predicate.value == "http://www.w3.org/ns/shacl#declare"
    }


def test_home_in_json_leads_on(client: TestClient) -> None:
    found = client.get("/").json()
    assert found["version"] == __version__
    assert {"/compare", "/matrix", "/queries", "/health"} <= set(found["addresses"])


def test_a_named_graph_is_the_file(client: TestClient, kg: ofmkg.KnowledgeGraph) -> None:
    graph = f"{BASE}graph/studies/hazell-2023"
    stated = {q.triple for q in kg.quads() if q.graph_name == ox.NamedNode(graph)}
    assert triples(client, "/graph/studies/hazell-2023", "text/turtle") == stated
    assert len(triples(client, "/graph/inferences", "text/turtle")) > 2000
    assert len(triples(client, "/shapes", "text/turtle")) > 1000


@pytest.mark.parametrize(
    ("path", "suggestions"),
    [
        ("/position/safeguard-hold", ["/position/safeguards-hold"]),
        ("/hazell-2023", ["/publication/hazell-2023", "/study/hazell-2023"]),
        ("/position/%00", []),
        ("/%C3%BC/%20/<x>", []),
    ],
)
def test_unknown_addresses(client: TestClient, path: str, suggestions: list[str]) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["type"] == f"{BASE}problems#unknown-address"
    assert body["suggestions"][: len(suggestions)] == suggestions


@pytest.fixture
def two_slashes(tmp_path: Path) -> Iterator[TestClient]:
    """Serve data with an IRI of ours with two slashes in a row, and without a framework."""
    file = tmp_path / "x.ttl"
    file.write_text(f"<{BASE}/evil.example/x> a <{NS}Study> . <{BASE}study/x> a <{NS}Study> .")
    now = state.snapshot([parsing.read(room("ontology") / "ofmkg.ttl"), parsing.read(file)])
    with TestClient(create_app(Settings(sparql=False), now)) as client:
        yield client


def test_no_address_that_is_suggested_leads_to_another_site(two_slashes: TestClient) -> None:
    """Browsers begin the name of a site with two slashes."""
    for path in ("/other/x", "/evil.example/x"):
        refused = two_slashes.get(path)
        assert refused.status_code == 404
        assert refused.json()["suggestions"] == ["/study/x"]


def test_where_no_page_can_be_made_the_problem_itself_is_told(two_slashes: TestClient) -> None:
    for path, status, said in (
        ("/study/none", 404, "There is no"),
        ("/matrix", 400, "The framework has no steps in these data; check ofm:hasStep."),
    ):
        told = two_slashes.get(path, headers={"Accept": "text/html"})
        assert told.status_code == status
        assert told.headers["content-type"] == "application/problem+json"
        assert said in told.json()["detail"]


def test_no_such_format(client: TestClient) -> None:
    answer = client.get(POSITION, headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.json()["offered"]
    assert client.get(POSITION + ".csv").status_code == 406


def test_another_reading_of_a_thing(client: TestClient) -> None:
    iri = "/assessment/gopal-2023/marginal-risk/first-coder/stance/gopal-a1"
    assert client.get(iri).status_code == 200
    assert client.get(iri, params={"without": "gopal-a1"}).status_code == 404


def test_json_ld_is_json(client: TestClient) -> None:
    found = json.loads(client.get(POSITION + ".jsonld").text)
    assert list(found) == ["@context", "@graph"]
    assert found["@context"]["answers"] == {"@id": "ofm:answers", "@type": "@id"}


# What the OWL API, owlready2 and rapper ask for by the address of a thing.
OWL_API = (
    "application/rdf+xml, application/xml; q=0.7, text/xml; q=0.6, text/plain; q=0.1, */*; q=0.09"
)
RAPPER = "application/rdf+xml, text/rdf;q=0.6, */*;q=0.1"


@pytest.mark.parametrize("accept", [OWL_API, RAPPER, "application/rdf+xml"])
@pytest.mark.parametrize(
    "path",
    ["/", "/ns", f"/{__version__}", "/shapes", "/dataset", "/study/gopal-2023", POSITION,
     "/question/actor-skill", "/publication/hazell-2023", "/graph/studies/gopal-2023",
     "/graph/inferences"],
)  # fmt: skip
def test_ontology_tools_get_rdf_xml(client: TestClient, path: str, accept: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/rdf+xml"
    if accept == OWL_API:
        found = {q.triple for q in ox.parse(answer.content, format=ox.RdfFormat.RDF_XML)}
        other = {t for t in triples(client, path, "text/turtle") if "_:" not in str(t)}
        assert other <= found


@pytest.mark.parametrize(
    "accept", ["text/turtle, */*;q=0.1", "application/ld+json;q=0.9, */*;q=0.5"]
)
def test_who_names_a_format_of_rdf_gets_it(client: TestClient, accept: str) -> None:
    for path in ("/", "/ns", POSITION, "/study/gopal-2023"):
        answer = client.get(path, headers={"Accept": accept})
        assert (
            answer.headers["content-type"].partition(";")[0]
            == accept.partition(",")[0].partition(";")[0]
        )


def test_a_file_in_rdf_xml_is_an_ontology_with_its_imports(client: TestClient) -> None:
    found = triples(client, "/graph/studies/gopal-2023", "application/rdf+xml")
    graph = ox.NamedNode(f"{BASE}graph/studies/gopal-2023")
    owl = "http://www.w3.org/2002/07/owl#"
    about = {(t.predicate.value, str(t.object)) for t in found if t.subject == graph}
    assert ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"<{owl}Ontology>") in about
    assert any(predicate == f"{owl}imports" for predicate, _ in about)


def test_works_lead_to_where_others_know_them(client: TestClient) -> None:
    found = triples(client, "/publication/barrett-2023", "text/turtle")
    same = ox.NamedNode("https://schema.org/sameAs")
    work = ox.NamedNode(f"{BASE}publication/barrett-2023")
    assert {t.object for t in found if t.predicate == same} == {
        ox.NamedNode("https://doi.org/10.1561/3300000041")
    }
    assert {t.subject for t in found if t.predicate == same} == {work}
    assert not any("sameAs" in str(t) for t in triples(client, POSITION, "text/turtle"))


@pytest.mark.parametrize("path", ["/graph/inferences", "/graph/mappings", "/graph/view", "/shapes"])
def test_what_consists_of_statements_has_a_page_that_leads_to_them(
    client: TestClient, path: str
) -> None:
    page = client.get(path, headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert f'href="{path}.ttl"' in page.text
    assert f'href="{path}.json"' not in page.text  # JSON is no format of statements
    assert client.get(f"{path}.json").status_code == 406
    plain = client.get(path, headers={"Accept": "*/*"})
    assert plain.headers["content-type"].startswith("text/turtle")
