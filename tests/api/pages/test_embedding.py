"""A figure may stand in a page of others, and follows the data; nothing else may."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

FIGURES = ("/gaps", "/matrix?collection=later", "/results", "/disagreement/d-bio-bottleneck")


def policy(client: TestClient, path: str, accept: str = "text/html") -> list[str]:
    answer = client.get(path, headers={"Accept": accept})
    assert "x-frame-options" not in answer.headers
    return answer.headers["content-security-policy"].split("; ")


@pytest.mark.parametrize("path", FIGURES)
def test_the_figure_that_a_page_offers_may_be_framed(client: TestClient, path: str) -> None:
    text = unescape(client.get(path, headers={"Accept": "text/html"}).text)
    framed, pictured = (
        re.search(f'<{tag} src="([^"]+)"', text.split('class="cite"')[1])
        for tag in ("iframe", "img")
    )
    assert framed and pictured and framed[1] == pictured[1]
    address = urlsplit(framed[1].removeprefix("https://w3id.org/ofmkg"))
    figure = client.get(address.geturl())
    assert figure.headers["content-type"].startswith("image/svg+xml")
    assert "frame-ancestors *" in policy(client, address.geturl(), "image/svg+xml")
    assert "default-src 'none'" in policy(client, address.geturl(), "image/svg+xml")
    assert figure.headers["etag"]  # it is asked again, and changes with the data
    assert "cross-origin-resource-policy" not in figure.headers


@pytest.mark.parametrize(
    "path",
    ["/", "/gaps", "/nope", "/code", "/search?q=x", "/matrix.json", "/gaps.csv", "/llms.txt"],
)
def test_nothing_else_may_be_framed(client: TestClient, path: str) -> None:
    found = policy(client, path)
    assert "frame-ancestors 'none'" in found
    assert not any("*" in each for each in found)
