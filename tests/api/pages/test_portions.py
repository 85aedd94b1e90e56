"""Pages too long for one: no page is heavy, and all that stood on one is on its pages."""

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from ofmkg.api.pages.portions import Section, anchored, fitting, leading, portions
from ofmkg.pages.blocks import Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.messages import ident, put

MOST = 150_000  # bytes
LONG = "a-claim"


def items(n: int, name: str) -> Items:
    return Items(tuple(Item(put("{a} {b}", a=f"{name} {i}", b=ident(LONG))) for i in range(n)))


DOCUMENT: Page = (
    Heading("Title", 1),
    Paragraph("What it is."),
    Heading("Short"),
    items(2, "short"),
    Heading("Long"),
    Paragraph("Of this there is much."),
    items(30, "long"),
    Heading("Longest"),
    Items((Item("One", tuple(f"detail {i}" for i in range(60)), "one"),)),
    Table(("a", "b"), tuple((f"row {i}", "x") for i in range(200))),
)


def lines(sections: Iterator[Section] | list[Section] | tuple[Section, ...]) -> list[str]:
    found: list[str] = []
    for part in (part for section in sections for part in section.parts):
        block = part.block
        if isinstance(block, Items):
            for item in block.items:
                found += (item.text, *item.details)
        elif isinstance(block, Table):
            found += (cell for row in block.rows for cell in row)
        else:
            found.append(block.text)
    return found


def test_a_page_that_fits_is_one_page() -> None:
    split = portions(anchored(DOCUMENT), room=100_000)
    assert (split.pages, split.apart, split.last) == ((), {}, 1)
    parts = anchored(DOCUMENT)
    assert list(split.first(parts)) == parts


def test_the_longest_sections_leave_first_and_nothing_is_lost() -> None:
    parts = anchored(DOCUMENT)
    split = portions(parts, room=7_000)
    assert split.apart == {"longest": (2, 3, 4, 5)}
    assert split.last == 5
    shown = [part.anchor for part in split.first(parts) if part.level]
    assert shown == ["title", "short", "long", "longest"]  # a heading says where its section is
    told = lines(split.pages)
    details = [f"detail {i}" for i in range(60)]
    rows = [cell for i in range(200) for cell in (f"row {i}", "x")]
    assert [line for line in told if line != "One"] == details + rows
    assert {page.head.anchor for page in split.pages} == {"longest"}
    anchors = [
        item.anchor
        for page in split.pages
        for part in page.parts
        if isinstance(part.block, Items)
        for item in part.block.items
        if item.anchor
    ]
    assert anchors == ["one"]  # an address is there once
    assert len(leading(parts)) == 2


def test_more_leave_where_there_is_less_room() -> None:
    split = portions(anchored(DOCUMENT), room=2_000)
    assert split.apart.keys() == {"long", "longest"}
    numbers = [number for those in split.apart.values() for number in those]
    assert numbers == list(range(2, split.last + 1))


HEAVY = [
    "/robustness?collection=all",
    "/vector/biosecurity",
    "/vector/cybersecurity",
    "/publication/kapoor-2024",
    "/matrix?collection=all",
    "/needed?collection=all",
    "/debate?collection=all",
    "/disagreement/cd-bio-paper-or-bench",
    "/works",
    "/studies?collection=all",
]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("path", HEAVY)
def test_no_page_is_heavy_and_each_leads_to_its_further_pages(
    client: TestClient, path: str, language: str
) -> None:
    asked = {"Accept": "text/html", "Accept-Language": language}
    first = client.get(path, headers=asked)
    assert first.status_code == 200
    assert len(first.content) < MOST
    bare = path.partition("?")[0]
    further = re.findall(rf'href="({re.escape(bare)}\?[^"#]*page=\d+)"', first.text)
    for address in (each.replace("&amp;", "&") for each in further):
        page = client.get(address, headers=asked)
        assert (page.status_code, len(page.content) < MOST) == (200, True), address
        assert re.search(rf'href="{re.escape(bare)}(\?[^"]*)?#', page.text)  # the way back


def test_pages_are_as_many_in_every_language(client: TestClient) -> None:
    found = []
    for language in ("en", "ko"):
        asked = {"Accept": "text/html", "Accept-Language": language}
        text = client.get("/robustness?collection=all", headers=asked).text
        found.append(re.findall(r"[?;]page=(\d+)", text))
    assert found[0] == found[1]
    assert len(found[0]) > 2


@pytest.mark.parametrize(
    ("path", "accept", "status", "words"),
    [
        ("/vector/biosecurity?page=99", "text/html", 404, "There is no page 99 here"),
        ("/works?page=2", "text/html", 404, "the last is 1"),
        ("/vector/biosecurity?page=x", "text/html", 400, "page"),
        ("/vector/biosecurity?page=0", "text/html", 400, "page"),
    ],
)
def test_a_page_that_is_not_there_is_told(
    client: TestClient, path: str, accept: str, status: int, words: str
) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert (answer.status_code, words in answer.text) == (status, True), answer.text[-600:]


def test_other_formats_have_all_at_once_whatever_the_page(client: TestClient) -> None:
    whole, further = (
        client.get(path, headers={"Accept": "application/json"})
        for path in ("/vector/csam", "/vector/csam?page=2")
    )
    assert further.is_success
    assert further.json() == whole.json()


def test_rows_keep_their_addresses_when_a_table_is_split_each_once() -> None:
    rows = tuple((f"row {i}", "x" * 90) for i in range(60))
    anchors = tuple(f"claim-{i % 50}" for i in range(60))
    page: Page = (
        Heading("Title", 1),
        Heading("Claims"),
        Table(("a", "b"), rows, (), True, anchors),
    )
    split = portions(anchored(page), room=4_000)
    assert len(split.pages) > 2
    tables = [p.block for s in split.pages for p in s.parts if isinstance(p.block, Table)]
    assert [row for table in tables for row in table.rows] == list(rows)
    kept = [anchor for table in tables for anchor in table.anchors]
    assert kept == [f"claim-{i}" if i < 50 else "" for i in range(60)]
    assert all(len(table.anchors) == len(table.rows) for table in tables)


def test_of_a_table_as_many_rows_are_shown_as_fit() -> None:
    rows = [["https://example.org/x", "x" * 40]] * 10
    assert fitting(rows, most=4) == rows[:4]
    size = 30 + 2 * 21 + 30 + 40
    assert fitting(rows, 10, room=3 * size) == rows[:3]
    assert fitting(rows, 10, room=1) == rows[:1]
    assert fitting([], 10) == []


@pytest.mark.parametrize("name", ["statements", "evidence-records", "cells"])
def test_no_table_of_a_question_is_heavy(client: TestClient, name: str) -> None:
    page = client.get(f"/queries/{name}", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert len(page.content) < MOST
    assert "are shown" in page.text
