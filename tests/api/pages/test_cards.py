"""The dataset and works in the terms of schema.org, in a data block that no browser executes."""

import json
import re
from pathlib import Path

import pyoxigraph as ox
from fastapi.testclient import TestClient

from ofmkg.api.pages import cards
from ofmkg.graph.parsing import Document
from ofmkg.knowledge import KnowledgeGraph

BASE = "https://w3id.org/ofmkg/"
PAGE = {"Accept": "text/html"}
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)

MADE_UP = """
@base <https://w3id.org/ofmkg/> . @prefix ofm: <https://w3id.org/ofmkg/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix fabio: <http://purl.org/spar/fabio/> .
<publication/p> a ofm:Work , fabio:Report ;
    dcterms:title "</script><b>P</b>" ; dcterms:issued "2024" ;
    ofm:doi "10.1000/x(1)" ; fabio:hasArXivId "2401.00001v2" ; fabio:hasURL "javascript:alert(1)" .
<publication/p/author/2> ofm:authorOf <publication/p> ; ofm:order 2 ; rdfs:label "Institute"@en ;
    a prov:Organization .
<publication/p/author/1> ofm:authorOf <publication/p> ; ofm:order 1 ; rdfs:label "A. B."@en .
<publication/q> a ofm:Work ; ofm:doi "10.1000/with space" ; fabio:hasArXivId "none" .
<claim/c> a ofm:Claim .
"""


def made_up() -> KnowledgeGraph:
    quads = tuple(ox.parse(MADE_UP, format=ox.RdfFormat.TURTLE))
    return KnowledgeGraph([Document(Path("x.ttl"), BASE, quads)])


def test_a_work() -> None:
    assert cards.of_work(made_up(), f"{BASE}publication/p") == {
        "@context": "https://schema.org",
        "@id": f"{BASE}publication/p",
        "@type": ["CreativeWork", "Report"],
        "name": "</script><b>P</b>",
        "datePublished": "2024",
        "sameAs": ["https://arxiv.org/abs/2401.00001v2", "https://doi.org/10.1000/x(1)"],
        "author": [
            {"@type": "Person", "name": "A. B."},
            {"@type": "Organization", "name": "Institute"},
        ],
    }


def test_what_is_no_number_leads_nowhere() -> None:
    assert cards.of_work(made_up(), f"{BASE}publication/q") == {
        "@context": "https://schema.org",
        "@id": f"{BASE}publication/q",
        "@type": "CreativeWork",
    }


def test_what_is_no_work_has_no_card() -> None:
    assert cards.of_work(made_up(), f"{BASE}claim/c") == {}
    assert cards.of_dataset(made_up()) == {}


def test_the_dataset_on_the_first_page(client: TestClient) -> None:
    (block,) = BLOCK.findall(client.get("/", headers=PAGE).text)
    card = json.loads(block)
    assert (card["@context"], card["@type"]) == ("https://schema.org", "Dataset")
    assert card["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert card["creator"]["name"] == "The ofmkg authors"
    assert "not its authors' scores" in card["description"]
    assert card["isBasedOn"] == f"{BASE}publication/kapoor-2024"


def test_a_work_on_its_page_and_nothing_on_others(client: TestClient) -> None:
    answer = client.get("/publication/barrett-2023", headers=PAGE)
    (block,) = BLOCK.findall(answer.text)
    card = json.loads(block)
    assert card["sameAs"] == "https://doi.org/10.1561/3300000041"
    assert [author["name"] for author in card["author"]][:2] == ["C. Barrett", "B. Boyd"]
    # scripts of others are refused as before; a data block is none
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    for path in ("/vector/biosecurity", "/matrix", "/claim/c-guha-info-public"):
        assert BLOCK.findall(client.get(path, headers=PAGE).text) == []
