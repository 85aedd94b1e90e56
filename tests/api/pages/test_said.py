"""Titles, headings and search results never show a bare assertion."""

import re

import pytest
from fastapi.testclient import TestClient

HTML = {"Accept": "text/html"}


@pytest.mark.parametrize(
    ("path", "by"),
    [
        ("/claim/c-musser-evasion-cost", "Musser 2023, in our reading of Kapoor et al. 2024: "),
        (
            "/assessment/hazell-2023/marginal-risk/first-coder/stance/hazell-a1",
            "Hazell 2023, in our reading of Kapoor et al. 2024: ",
        ),
        (
            "/assessment/gopal-2023/marginal-risk/first-coder/stance/gopal-a1",
            "Inferred by us of Gopal et al. 2023, no source says so: ",
        ),
        ("/position/safeguards-hold", "An answer to “Closed-model safeguards”: "),
    ],
)
def test_title_and_heading_name_who_says_it(client: TestClient, path: str, by: str) -> None:
    page = client.get(path, headers=HTML).text
    (title,) = re.findall("<title>(.*?)</title>", page)
    (heading,) = re.findall("<h1[^>]*>(.*?)</h1>", page, re.S)
    assert title.startswith(by)
    assert re.sub("<[^>]+>", "", heading).startswith(by)


def test_search_results_name_who_says_it(client: TestClient) -> None:
    found = client.get("/search", params={"q": "existing defenses will fail"}).json()["found"]
    stance = next(each for each in found if each["id"] == "hazell-a1")
    assert stance["said"]["who"] == ["Hazell 2023"]
    assert (stance["said"]["source"], stance["said"]["voice"]) == ("Kapoor et al. 2024", "another")
    page = client.get("/search", params={"q": "existing defenses will fail"}, headers=HTML).text
    text = re.sub(r"\s+", " ", re.sub("<[^>]+>", "", page))
    assert "Hazell 2023, in our reading of Kapoor et al. 2024: Existing defenses" in text


def test_a_cell_that_only_we_take_for_assumed_says_so(client: TestClient) -> None:
    for path in ("/matrix", "/", "/compare?a=gopal-2023&b=musser-2023"):
        text = re.sub("<[^>]+>", "", client.get(path, headers=HTML).text)
        assert "assumed, as we infer" in text, path


def test_what_only_we_infer_stands_apart_on_the_page_of_a_comparison(client: TestClient) -> None:
    path = "/compare?a=gopal-2023&b=musser-2023"
    page = client.get(path, headers=HTML).text
    assert "By our inference: no source says so" in page
    taken_in = client.get(f"{path}&inferences=true", headers=HTML).text
    assert "By our inference: no source says so" not in taken_in
    assert "with what only we infer taken in" in taken_in
