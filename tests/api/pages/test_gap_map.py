"""The map of gaps on its page: collections side by side, and each cell leads to its studies."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

HTML = {"Accept": "text/html", "Accept-Language": "en"}
_LINK = re.compile(r'<td class="level-([\w-]+)"><a href="(/cell\?[^"]+)" aria-label="([^"]+)">')


def cells(client: TestClient, query: str = "") -> list[tuple[str, str, str]]:
    """Return the cells of the map: level, where they lead, what they say in words."""
    text = client.get(f"/gaps{query}", headers=HTML).text
    return [tuple(map(unescape, found)) for found in _LINK.findall(text)]  # type: ignore[misc]


def test_each_cell_leads_to_its_studies_without_a_script(client: TestClient) -> None:
    found = cells(client)
    mapped = client.get("/gaps.json").json()["vectors"]
    assert len(found) == sum(len(row["cells"]) for row in mapped) > 40
    level, address, told = found[0]
    assert (level, address) == ("addressed", "/cell?vector=biosecurity&step=threat-identification")
    assert told == ("Biosecurity risk, threat identification, as read by Kapoor et al.: addressed")
    page = client.get(address, headers=HTML).text
    assert "<h1" in page and 'href="/study/gopal-2023"' in page
    assert "B.4 Threat identification" in page


def test_collections_stand_side_by_side(client: TestClient) -> None:
    text = client.get("/gaps?collection=all", headers=HTML).text
    begins = text.split('<tr class="begins">')[1:]
    (bio,) = (each for each in begins if 'href="/vector/biosecurity"' in each.split("</th>")[0])
    places = re.findall(r'<th scope="row" class="place">([^<]+)<', unescape(bio))
    assert places == [
        "as read by Kapoor et al.",
        "later literature, coded from texts",
        "second codings, from the works' own texts",
    ]
    assert 'rowspan="3"' in bio
    first, later, second = (
        re.findall(r'href="(/cell[^"]+existing-risk[^"]*)"', row)[0] for row in bio.split("<tr")[:3]
    )
    assert "collection" not in first
    assert later.endswith("collection=later") and second.endswith("collection=second-codings")


@pytest.mark.parametrize("query", ["?alternatives=true", "?without=gopal-2023&without=qi-2023"])
def test_a_cell_is_read_as_its_map_is(client: TestClient, query: str) -> None:
    assert {
        address.partition("&step")[2].partition("&")[2] for _, address, _ in cells(client, query)
    } == {query[1:]}
    _, address, _ = cells(client, query)[0]
    assert "What if?" in client.get(address, headers=HTML).text


def test_a_cell_leads_to_the_other_steps(client: TestClient) -> None:
    address = "/cell?vector=biosecurity&step=existing-risk&collection=later"
    text = unescape(client.get(address, headers=HTML).text)
    assert "/cell?vector=biosecurity&step=ease-of-defense&collection=later" in text
    found = client.get(address, headers={"Accept": "application/json"}).json()
    assert [part["collection"] for part in found["parts"]] == ["later"]
    assert client.get("/cell?vector=biosecurity&step=nope", headers=HTML).status_code == 404


def test_what_is_missing_can_be_chosen(client: TestClient) -> None:
    text = unescape(client.get("/cell", headers=HTML).text)
    assert 'href="/cell?vector=biosecurity&step=existing-risk"' in text
    assert client.get("/cell", headers={"Accept": "application/json"}).status_code == 400
