"""Pages over several collections: each is named, and the default one stands alone unless asked."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from ofmkg.api import state
from ofmkg.api.app import create_app
from ofmkg.api.settings import Settings
from ofmkg.errors import UsageError
from ofmkg.knowledge import KnowledgeGraph

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def later() -> Iterator[TestClient]:
    """Return a client of the service with the later literature."""
    chosen = Settings(later=True)
    with TestClient(create_app(chosen, state.load(chosen))) as client:
        yield client


def test_the_default_stands_alone_and_the_others_are_told(
    client: TestClient, later: TestClient, kg: KnowledgeGraph
) -> None:
    plain, more = (each.get("/", headers=HTML).text for each in (client, later))
    assert "Held apart from these:" not in plain
    assert '<a href="/matrix?collection=later">later literature, coded from texts</a>' in more
    rows = len(kg.matrix().rows)
    assert plain.count("<tr><th") == more.count("<tr><th") == 1 + rows


def test_rows_stand_under_the_name_of_their_collection(later: TestClient) -> None:
    text = later.get("/matrix?collection=all", headers=HTML).text
    first, second = (
        text.index(f"{name} <span") for name in ("as read by Kapoor et al.", "coded from texts")
    )
    assert first < text.index("/study/thiel-2023") < second < text.index("/study/wan-2024")


def test_a_comparison_says_what_was_read(later: TestClient) -> None:
    address = "/compare?a=mouton-2024&b=hong-2026"
    text = later.get(address, headers=HTML).text
    assert "the two were not read to the same extent" in text
    assert "Evidence in detail: Hong et al. 2026" in text
    found = later.get(address).json()
    assert found["a"]["collection_label"] == "later literature, coded from texts"
    assert found["a"]["text_read"] == ["full"]
    assert found["evidence"]["b"][0]["work"] == "hong-2026"


def test_a_date_over_http(later: TestClient) -> None:
    rows = later.get("/matrix.json?collection=all&as_of=2024-02-27").json()["rows"]
    assert {row["collection"] for row in rows} == {"kapoor-2024", "later", "second-codings"}
    everything = later.get("/matrix.json?collection=all").json()["rows"]
    assert 0 < len(rows) < len(everything)
    assert later.get("/matrix.json?as_of=27.2.2024").status_code == 400


def test_later_works_do_not_come_into_a_store_by_serving() -> None:
    with pytest.raises(UsageError, match="ofmkg load --later --store somewhere"):
        state.load(Settings(later=True, store="somewhere"))


def test_what_is_found_is_told_apart(client: TestClient, later: TestClient) -> None:
    address, name = "/search?q=no+difference", "later literature, coded from texts"
    assert name in later.get(address, headers=HTML).text
    assert name not in client.get(address, headers=HTML).text
    found = later.get("/search?q=no+more+workable", headers={"Accept": "application/json"}).json()
    claims = {c["id"]: c["collections"] for c in found["found"] if "Claim" in c["kinds"]}
    assert claims["mouton-third-no-difference"] == ["later"]
    study = later.get("/search?q=hazell&kind=Study", headers={"Accept": "application/json"}).json()
    assert {c for each in study["found"] for c in each["collections"]} == {"kapoor-2024"}


def test_claims_and_disagreements_say_what_they_were_put_on_record_for(later: TestClient) -> None:
    usual = later.get("/standing.json").json()
    assert {claim["collection"] for claim in usual["claims"]} == {"kapoor-2024"}
    standing = later.get("/standing.json?collection=all").json()
    collections = {claim["collection"] for claim in standing["claims"]}
    assert collections == {"kapoor-2024", "later", "second-codings"}
    assert [each["id"] for each in standing["collections"]] == [
        "kapoor-2024",
        "later",
        "second-codings",
    ]
    found = {d["disagreement"]: d for d in later.get("/disagreements.json").json()["disagreements"]}
    assert found["cd-bio-control-group"]["collection"] == "later"
    assert found["d-bio-information-access"]["collection"] == "kapoor-2024"
    assert found["d-bio-information-access"]["sources"] == ["kapoor-2024"]
    text = later.get("/disagreements", headers=HTML).text
    assert "later literature, coded from texts: 20)" in text
