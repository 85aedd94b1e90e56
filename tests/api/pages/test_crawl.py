"""The whole site, link by link: nothing leads nowhere, and every page keeps the rules."""

from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from html_pages import Page

from ofmkg.api.routes import coding, decisions, site

MOST = 260  # pages that are visited
SAME_KIND = 4  # pages of one kind, such as claims
ASKED = {"/cell"}  # of one kind as well, told apart by what they ask for
SAME_PAGE = 6  # of one page with different parameters, such as works that are compared
ROOT = "http://testserver"
VOID = {"meta", "link", "input", "br", "img"}


def crawl(client: TestClient) -> Iterator[tuple[str, Page, str]]:
    """Yield address, page and text of what can be reached from the first page."""
    waiting, seen, kinds = deque(["/"]), {"/"}, Counter[str]()
    visited = 0
    while waiting and visited < MOST:
        path = waiting.popleft()
        kind = "/".join(urlsplit(path).path.split("/")[:2])
        alike = urlsplit(path).path.count("/") > 1 or kind in ASKED
        if alike and kinds[kind] >= SAME_KIND:
            continue
        if urlsplit(path).query and kinds[kind] >= SAME_PAGE:
            continue
        kinds[kind] += 1
        visited += 1
        answer = client.get(path, headers={"Accept": "text/html, */*;q=0.1"})
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text[:200]}"
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        page = Page(answer.text)
        yield path, page, answer.text
        for link in page.links:
            target = urljoin(ROOT + path, link)
            if target.startswith(ROOT):
                bare = urldefrag(target.removeprefix(ROOT))[0] or "/"
                if bare not in seen and not bare.startswith("/language/"):
                    seen.add(bare)
                    waiting.append(bare)


@pytest.fixture(scope="module")
def pages(client: TestClient) -> dict[str, tuple[Page, str]]:
    """Return the pages of the site by address."""
    return {path: (page, text) for path, page, text in crawl(client)}


def test_every_link_leads_somewhere(pages: dict[str, tuple[Page, str]]) -> None:
    kinds = Counter(path.split("/")[1].partition("?")[0] for path in pages)
    assert len(pages) > 100
    some = {"study", "claim", "question", "vector", "disagreement", "publication", "queries"}
    assert some <= set(kinds)


def test_every_page_that_takes_nothing_is_led_to(
    client: TestClient, pages: dict[str, tuple[Page, str]]
) -> None:
    hidden = (route for part in (site, coding, decisions) for route in part.router.routes)
    described = client.app.openapi()["paths"]  # type: ignore[attr-defined]
    paths = {*described, *(each.path for each in hidden if isinstance(each, APIRoute))}
    # Of each question of the library there is an operation, but its page may have a form.
    addresses = sorted(p for p in paths if "{" not in p and not p.startswith("/queries/"))
    shown = {
        path
        for path in addresses
        if (answer := client.get(path, headers={"Accept": "text/html"})).status_code == 200
        and answer.headers["content-type"].startswith("text/html")
    }
    some = {"/debate", "/robustness", "/standing", "/crux", "/rests", "/timeline", "/needed"}
    assert some | {"/studies", "/works", "/releases", "/vectors", "/disagreements"} <= shown
    assert shown - {urlsplit(path).path for path in pages} == set()


def test_every_page_keeps_the_rules(pages: dict[str, tuple[Page, str]]) -> None:
    for path, (page, text) in pages.items():
        assert page.wrong == [], path
        assert page.lang == "en", path
        assert page.tags["h1"] == page.tags["main"] == page.tags["title"] == 1, path
        assert [i for i, n in Counter(page.ids).items() if n > 1] == [], path
        assert [f for f in page.fields if f not in page.labelled] == [], path
        assert all(each.startswith("/") for each in page.loaded), path
        assert "Evidence up to 2024-02-27" in text, path


def test_anchors_are_there(pages: dict[str, tuple[Page, str]]) -> None:
    for path, (page, _) in pages.items():
        for link in page.links:
            target, anchor = urldefrag(urljoin(ROOT + path, link))
            other = pages.get(target.removeprefix(ROOT) or "/")
            if anchor and other:
                assert unquote(anchor) in other[0].ids, f"{path} -> {link}"


def test_pages_have_a_twin_for_programs(
    client: TestClient, pages: dict[str, tuple[Page, str]]
) -> None:
    without = {
        "/about",
        "/cell",
        "/criteria",
        "/ontology",
        "/columns",
        "/compare",
        "/crux",
        "/rests",
        "/timeline",
        "/sparql",
        "/code",
        "/decide",
        "/docs",
    }  # pages alone
    choosing = {"/cell", "/crux", "/rests", "/timeline"}  # as long as nothing is chosen
    for path in pages:
        place = urlsplit(path)
        if place.path in without and (place.path not in choosing or not place.query):
            continue
        accept = "application/json, application/sparql-results+json;q=0.9, text/turtle;q=0.8"
        answer = client.get(path, headers={"Accept": accept})
        assert answer.status_code == 200, path
        assert not answer.headers["content-type"].startswith("text/html"), path


def test_every_page_is_guarded(client: TestClient) -> None:
    for path in ("/", "/nope", "/compare", "/gaps", "/search?q=x"):
        headers = client.get(path, headers={"Accept": "text/html"}).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
