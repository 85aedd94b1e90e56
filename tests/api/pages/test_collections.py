"""Pages over several collections: each is named, and the default one stands alone unless asked."""

import re

import pytest
from fastapi.testclient import TestClient

HTML = {"Accept": "text/html"}


def tabs(page: str) -> list[tuple[str, bool]]:
    """Return the tabs of a page: where each leads, and whether it is the one shown."""
    (nav,) = re.findall(r'<nav class="tabs".*?</nav>', page, re.DOTALL)
    return [(href, bool(on)) for href, on in re.findall(r'href="([^"]+)"( aria-current)?', nav)]


def test_the_default_stands_alone_and_the_others_are_told(client: TestClient) -> None:
    text = client.get("/", headers=HTML).text
    assert '<a href="/matrix?collection=later">later literature, coded from texts</a>' in text
    assert text.count("<tr><th") == 1 + len(client.get("/matrix.json").json()["rows"]) == 8
    assert ("/matrix?collection=all", False) in tabs(text)


@pytest.mark.parametrize("path", ["/matrix", "/gaps", "/debate", "/needed", "/disagreements"])
def test_there_is_a_tab_for_each_collection_and_one_for_all(client: TestClient, path: str) -> None:
    def shown(named: str) -> list[tuple[str, bool]]:
        return tabs(client.get(f"{path}{named}", headers=HTML).text)

    ids = ["later", "second-codings", "all"]
    addresses = [path, *(f"{path}?collection={each}" for each in ids)]
    assert shown("") == [(each, each == path) for each in addresses]
    assert shown("?collection=later") == [(each, each.endswith("=later")) for each in addresses]
    assert shown("?collection=kapoor-2024") == shown("")


def test_a_tab_keeps_how_else_the_page_is_asked(client: TestClient) -> None:
    found = tabs(client.get("/gaps?threats=true&collection=later", headers=HTML).text)
    assert found[0] == ("/gaps?threats=true", False)
    assert found[1] == ("/gaps?threats=true&amp;collection=later", True)


def test_a_page_of_one_question_has_all_collections_unless_one_is_named(client: TestClient) -> None:
    address = "/question/closed-safeguards"
    assert (address, True) in tabs(client.get(address, headers=HTML).text)
    alone = client.get(f"{address}.json?collection=kapoor-2024").json()["recorded"]
    assert [each["collection"] for each in alone] == ["kapoor-2024"]
    every = client.get(f"{address}.json").json()["recorded"]
    assert every[0] == alone[0]
    assert [each["collection"] for each in every] == ["kapoor-2024", "later", "second-codings"]


def test_the_studies_of_each_collection_are_counted_apart(client: TestClient) -> None:
    told = client.get("/health").json()["studies"]
    assert told["kapoor-2024"] == len(client.get("/studies").json()["studies"]) == 7
    later = client.get("/studies?collection=later").json()["studies"]
    assert told["later"] == len(later)


def test_a_table_of_the_library_is_of_the_default_collection(client: TestClient) -> None:
    def rows(query: str) -> list[str]:
        text = client.get(f"/queries/cells.csv{query}").text
        return text.splitlines()[1:]

    every = rows("?collection=all")
    assert rows("") == [row for row in every if "/collection/kapoor-2024" in row]
    assert rows("?collection=later") == [row for row in every if "/collection/later" in row]
    assert rows("?study=mouton-2024")


def test_rows_stand_under_the_name_of_their_collection(client: TestClient) -> None:
    text = client.get("/matrix?collection=all", headers=HTML).text
    first, second = (
        text.index(f"{name} <span") for name in ("as read by Kapoor et al.", "coded from texts")
    )
    assert first < text.index("/study/thiel-2023") < second < text.index("/study/wan-2024")


def test_a_comparison_says_what_was_read(client: TestClient) -> None:
    address = "/compare?a=mouton-2024&b=hong-2026"
    text = client.get(address, headers=HTML).text
    assert "the two were not read to the same extent" in text
    assert "Evidence in detail: Hong et al. 2026" in text
    found = client.get(address).json()
    assert found["a"]["collection_label"] == "later literature, coded from texts"
    assert found["a"]["text_read"] == ["full"]
    assert found["evidence"]["b"][0]["work"] == "hong-2026"


def test_a_date_over_http(client: TestClient) -> None:
    rows = client.get("/matrix.json?collection=all&as_of=2024-02-27").json()["rows"]
    assert {row["collection"] for row in rows} == {"kapoor-2024", "later", "second-codings"}
    everything = client.get("/matrix.json?collection=all").json()["rows"]
    assert 0 < len(rows) < len(everything)
    assert client.get("/matrix.json?as_of=27.2.2024").status_code == 400


def test_what_is_found_is_told_apart(client: TestClient) -> None:
    address, name = "/search?q=no+difference", "later literature, coded from texts"
    assert name in client.get(address, headers=HTML).text
    found = client.get("/search?q=no+difference", headers={"Accept": "application/json"}).json()
    claims = {c["id"]: c["collections"] for c in found["found"] if "Claim" in c["kinds"]}
    assert claims["mouton-third-no-difference"] == ["later"]
    assert claims["cc-mouton-2024-no-difference"] == ["second-codings"]
    study = client.get("/search?q=hazell&kind=Study", headers={"Accept": "application/json"}).json()
    assert {c for each in study["found"] for c in each["collections"]} == {"kapoor-2024"}


def test_claims_and_disagreements_say_what_they_were_put_on_record_for(client: TestClient) -> None:
    usual = client.get("/standing.json").json()
    assert {claim["collection"] for claim in usual["claims"]} == {"kapoor-2024"}
    standing = client.get("/standing.json?collection=all").json()
    collections = {claim["collection"] for claim in standing["claims"]}
    assert collections == {"kapoor-2024", "later", "second-codings"}
    assert [each["id"] for each in standing["collections"]] == [
        "kapoor-2024",
        "later",
        "second-codings",
    ]
    found = {
        d["disagreement"]: d
        for d in client.get("/disagreements.json?collection=all").json()["disagreements"]
    }
    assert found["cd-bio-control-group"]["collection"] == "later"
    assert found["d-bio-information-access"]["collection"] == "kapoor-2024"
    assert found["d-bio-information-access"]["sources"] == ["kapoor-2024"]
    usual = client.get("/disagreements.json").json()
    assert {d["collection"] for d in usual["disagreements"]} == {"kapoor-2024"}
    count = sum(d["collection"] == "later" for d in found.values())
    assert usual["elsewhere"] == [["later literature, coded from texts", count]]
    text = client.get("/disagreements", headers=HTML).text
    assert 'href="/disagreements?collection=later"' in text  # a tab
    said = client.get("/disagreements.md").text
    assert f"Not shown: {count} disagreements of the collection" in said
