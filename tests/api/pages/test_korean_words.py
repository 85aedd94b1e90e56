"""A Korean page has no English of ours, and says which words of others are English."""

import pytest
from english import Known, runs
from fastapi.testclient import TestClient

import ofmkg

KOREAN = {"Accept": "text/html", "Accept-Language": "ko"}
ENGLISH = {"Accept": "text/html", "Accept-Language": "en"}
# One page of each kind.
PAGES = (
    "/",
    "/compare?a=gopal-2023&b=batalis-2023",
    "/vector/spear-phishing",
    "/matrix?collection=all",
    "/gaps?collection=all",
    "/cell?vector=spear-phishing&step=existing-risk",
    "/question/closed-safeguards",
    "/claim/c-alignment-removable",
    "/release/llama-2",
    "/disagreement/d-bio-bottleneck",
    "/publication/kapoor-2024",
    "/search?q=zzzz",
    "/code",
)


@pytest.fixture(scope="module")
def known(client: TestClient, every: ofmkg.KnowledgeGraph) -> Known:
    return Known(every)


@pytest.mark.parametrize("path", PAGES)
def test_what_we_say_is_korean(client: TestClient, known: Known, path: str) -> None:
    found = list(runs(client.get(path, headers=KOREAN).text, words=3))
    assert [each.text for each in found if not known.says(each.text)] == []


@pytest.mark.parametrize("path", PAGES)
def test_what_others_say_in_english_says_so(client: TestClient, known: Known, path: str) -> None:
    found = list(runs(client.get(path, headers=KOREAN).text, words=4))
    bare = [each.text for each in found if not each.marked]
    assert [text for text in bare if not known.names(text)] == []


def test_english_of_ours_would_be_found(client: TestClient, known: Known) -> None:
    page = client.get("/gaps", headers=ENGLISH).text
    ours = [each.text for each in runs(page, words=3) if not known.says(each.text)]
    assert "How far do studies cover each step" in ours
    assert not known.says("A sentence that no data hold")
    (run,) = runs("<p>읽은 대로 <b>some words in a row</b></p>", words=4)
    assert (run.text, run.marked) == ("some words in a row", False)
    (run,) = runs('<p lang="en">some words in a row</p><code>not read as any prose</code>', words=4)
    assert run.marked
