"""Labels, texts, ids and addresses from foreign data are inert on every page."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from html_pages import Page

from ofmkg.api import state
from ofmkg.api.app import create_app
from ofmkg.api.settings import Settings

HOSTILE = (
    "<script>alert(1)</script>",
    '\\"><img src=x onerror=alert(1)>',
    "</title></style></textarea></pre><svg onload=alert(1)>",
    "{{7*7}} ${7*7} <%= 7*7 %>",
    "]]><!--<script>",
    "javascript:alert(1)",
    "‮evil\\u0000 " + "x" * 400,
)
TURTLE = """
@prefix ofm: <https://w3id.org/ofmkg/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix fabio: <http://purl.org/spar/fabio/> .
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client of a service over hostile data."""
    folder = tmp_path_factory.mktemp("hostile")
    lines = [TURTLE]
    for n, text in enumerate(HOSTILE):
        lines.append(
            f'<https://w3id.org/ofmkg/claim/c-evil-{n}> a ofm:Claim ; ofm:statement "{text}"@en ;'
            f' rdfs:label "{text}"@en ; ofm:assertedBy <https://w3id.org/ofmkg/publication/w-{n}> ;'
            f' ofm:about <https://w3id.org/ofmkg/vector/biosecurity> ; ofm:locator "{text}"@en ;'
            " ofm:readFrom <https://w3id.org/ofmkg/publication/kapoor-2024> ."
            f'<https://w3id.org/ofmkg/publication/w-{n}> a ofm:Work ; rdfs:label "{text}"@en ;'
            f' dcterms:title "{text}"@en ; fabio:hasURL "{text}" ;'
            " rdfs:seeAlso <javascript:alert(1)> , <data:text/html,evil> ."
        )
    (folder / "evil.ttl").write_text("\n".join(lines), encoding="utf-8")
    config = Settings(data=(folder,), reload_seconds=0)
    with TestClient(
        create_app(config, state.load(config)), raise_server_exceptions=False
    ) as client:
        yield client


PLACES = [
    *(f"/claim/c-evil-{n}" for n in range(len(HOSTILE))),
    *(f"/publication/w-{n}" for n in range(len(HOSTILE))),
    "/vector/biosecurity",
    "/standing?vector=biosecurity",
    "/rests?id=c-evil-0",
    "/search?q=alert",
    "/search?kind=Claim",
    "/queries/claims",
    "/queries/things?class=Claim",
    "/",
]


@pytest.mark.parametrize("path", PLACES)
def test_foreign_data_are_text(hostile: TestClient, path: str) -> None:
    answer = hostile.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    check(Page(answer.text))
    assert "<img src=x" not in answer.text
    assert "49 49" not in answer.text
    assert "\x00" not in answer.text


@pytest.mark.parametrize("text", [*HOSTILE[:3], "%00", "../../etc/passwd", "a" * 500])
@pytest.mark.parametrize(
    "form",
    ["/{}", "/study/{}", "/compare?a={}&b={}", "/search?q={}", "/search?kind={}", "/queries/{}",
     "/queries/missing?study={}", "/language/{}", "/sparql?example={}", "/matrix?collection={}"],
)  # fmt: skip
def test_hostile_addresses(hostile: TestClient, form: str, text: str) -> None:
    answer = hostile.get(form.replace("{}", quote(text, safe="")), headers={"Accept": "text/html"})
    assert answer.status_code in (200, 400, 404)
    check(Page(answer.text))


def check(page: Page) -> None:
    """Hold a page against what no page of ours has."""
    assert page.wrong == []
    assert page.tags["img"] == page.tags["iframe"] == 0
    assert page.tags["script"] <= 2
    assert page.tags["h1"] == page.tags["title"] == 1
    assert not any(link.lower().startswith(("javascript:", "data:")) for link in page.links)
