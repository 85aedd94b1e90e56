"""Texts with links: what is named leads to things, and nothing in a text is markup."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

import ofmkg
from ofmkg.api.pages.links import Links, links
from ofmkg.api.pages.portions import anchored
from ofmkg.graph.terms import BASE
from ofmkg.pages.blocks import Heading, Paragraph
from ofmkg.pages.messages import ident, name, put

ROWS = [
    {"thing": f"{BASE}publication/ann-2020", "label": "Ann & Bo 2020"},
    {"thing": f"{BASE}study/ann-2020", "label": "Ann 2020: Fraud"},
    {"thing": f"{BASE}claim/c-one", "label": 'A "claim"'},
    {"thing": f"{BASE}vector/fraud", "label": "Fraud"},
    {"thing": f"{BASE}ns#Claim", "label": "claim"},
]
LINKS = Links(ROWS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            put("{a}: c-one", a=name("Ann & Bo 2020", "ann-2020")),
            '<a href="/study/ann-2020" title="Ann 2020: Fraud">Ann &amp; Bo 2020</a>: c-one',
        ),
        (
            put("<{a}>\n{b}", a=name("Ann", "publication/ann-2020"), b=ident("c-one")),
            '&lt;<a href="/publication/ann-2020">Ann</a>&gt;<br>'
            '<a href="/claim/c-one" title="A &#34;claim&#34;">c-one</a>',
        ),
        (
            name("Fraud", f"{BASE}vector/fraud"),
            '<a href="/vector/fraud">Fraud</a>',
        ),
        (name("Fraud", "no-such-thing"), "Fraud"),
        ("See c-one: <b>\x00", "See c-one: &lt;b&gt;�"),
    ],
)
def test_a_text_is_linked_where_it_names_things_and_nowhere_else(text: str, expected: str) -> None:
    assert str(LINKS.linked(text)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("vector/fraud", '<a href="/vector/fraud">fraud</a>'),
        ("graph/own", '<a href="/graph/own">own</a>'),
        ("publication/not-imported", "not-imported"),
    ],
)
def test_a_value_is_a_link_if_anything_stands_there(value: str, expected: str) -> None:
    shown = LINKS.value(BASE + value, None, lambda iri: iri == f"{BASE}graph/own")
    assert str(shown) == expected


def test_a_table_links_no_catalogue_that_nobody_has_imported(client: TestClient) -> None:
    page = client.get("/queries/catalogues", headers={"Accept": "text/html"}).text
    assert '<a href="/publication/bommasani-2023c"' in page
    assert "<td>epoch-ai-models</td>" in page
    assert 'href="/publication/epoch-ai-models' not in page


class Tags(HTMLParser):
    """Collects the tags of a piece of HTML, and its text."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag == "br":
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"])))
def test_any_text_keeps_its_words_and_gains_nothing_but_links(text: str) -> None:
    seen = Tags()
    seen.feed(str(LINKS.linked(put("{text} {claim} {text}", text=text, claim=ident("c-one")))))
    seen.close()
    assert seen.text == f"{text} c-one {text}"
    assert "a" in seen.tags
    assert seen.tags <= {"a", "br"}


@pytest.mark.parametrize(
    ("value", "label", "expected"),
    [
        (f"{BASE}claim/c-one", None, '<a href="/claim/c-one" title="A &#34;claim&#34;">c-one</a>'),
        (f"{BASE}ns#Claim", "claim", '<a href="/ontology#Claim">claim</a>'),
        ("https://x.org/?a=<", None, '<a href="https://x.org/?a=&lt;" rel="noreferrer">'),
        ("javascript:alert(1)", None, "javascript:alert(1)"),
        ("data:text/html,<b>", None, "data:text/html,&lt;b&gt;"),
    ],
)
def test_values(value: str, label: str | None, expected: str) -> None:
    assert str(LINKS.value(value, label)).startswith(expected)


def test_every_id_of_the_real_graph_leads_somewhere(kg: ofmkg.KnowledgeGraph) -> None:
    known = links(kg)
    assert known.path("gopal-2023") == "/study/gopal-2023"
    assert known.path("kapoor-2024") == "/publication/kapoor-2024"
    assert known.path("publication/gopal-2023") == "/publication/gopal-2023"
    assert known.path("no-such-thing") is None


def test_headings_have_anchors_of_their_own() -> None:
    parts = anchored(
        (Heading("A b", 1), Heading("A b"), Paragraph("x"), Heading("…"), Heading("Main"))
    )
    assert [(part.level, part.anchor) for part in parts] == [
        (1, "a-b"),
        (2, "a-b-2"),
        (0, ""),
        (2, "section"),
        (2, "main-2"),
    ]


def test_what_a_threat_leads_to_answers(client: TestClient) -> None:
    html = {"Accept": "text/html"}
    page = client.get("/vector/csam", headers=html).text
    led = [unescape(each) for each in re.findall(r'href="(/[a-z]+\?vector=csam[^"]*)"', page)]
    assert "/standing?vector=csam&collection=all" in led
    studies = client.get("/studies?vector=csam&collection=all", headers=html).text
    assert 'href="/matrix?collection=all"' in studies  # which knows no threat
    for address in led:
        assert client.get(address, headers=html).status_code == 200, address
