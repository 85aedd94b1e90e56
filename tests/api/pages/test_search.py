"""The page of a search: words marked in texts, and what stands there where nothing is found."""

import pytest
from fastapi.testclient import TestClient

from ofmkg.api.pages.search import marked


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("A <b> risk", ["risk"], "A &lt;b&gt; <mark>risk</mark>"),
        ("<script>", ["script"], "&lt;<mark>script</mark>&gt;"),
        ("nothing here", ["other"], "nothing here"),
        ("Zoë", ["zoe"], "<mark>Zoë</mark>"),
        ("Fine-tuning", ["finetuning"], "<mark>Fine-tuning</mark>"),
        ("3.3 and 3", ["3_3"], "<mark>3.3</mark> and 3"),
        ("Metasploit, Meta", ["meta"], "Metasploit, <mark>Meta</mark>"),
        ("허위 정보의", ["허위정보"], "<mark>허위 정보</mark>의"),
        ("x" * 100 + " risk", ["risk"], "…" + "x" * 79 + " <mark>risk</mark>"),
    ],
)
def test_marks(text: str, marks: list[str], expected: str) -> None:
    assert str(marked(text, marks)) == expected


def test_over_http(client: TestClient) -> None:
    answer = client.get("/search", params={"q": "pathogen info", "kind": "Claim"})
    assert [each["id"] for each in answer.json()["found"]] == [
        "c-gopal-open-models-give-pathogen-info",
        "c-guha-info-public",
    ]
    page = client.get("/search", params={"q": "pathogen"}, headers={"Accept": "text/html"})
    assert "<mark>pathogen</mark>" in page.text
    assert client.get("/search", params={"kind": "Clam"}).status_code == 404
    assert client.get("/search", params={"q": "x" * 201}).status_code == 400
    assert client.get("/search", params={"words": "x"}).status_code == 400
    assert client.get("/search", params={"q": "meta", "format": "csv"}).text.splitlines()[1] == (
        "meta,/organization/meta,Organization,Organization,,Meta,label,Meta,,,"
    )


def test_a_form_with_nothing_in_it_shows_the_kinds(client: TestClient) -> None:
    page = client.get("/search?q=&kind=", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert 'href="/search?kind=MisuseVector"' in page.text


def test_a_page_without_results_leads_on(client: TestClient) -> None:
    page = client.get("/search?q=frad zebra", headers={"Accept": "text/html"}).text
    assert "Nothing has all of these words." in page
    assert 'href="/search?q=fraud"' in page
    assert 'href="/vector/biosecurity"' in page
    assert 'href="/question/actor-skill"' in page


def test_a_name_stands_for_an_id(client: TestClient) -> None:
    assert client.get("/study/Gopal").json() == client.get("/study/gopal-2023").json()
    page = client.get("/compare?a=Hazell 2023&b=Musser", headers={"Accept": "text/html"})
    assert page.status_code == 200
    several = client.get("/release/Llama")
    assert (several.status_code, several.json()["detail"][:30]) == (
        404,
        "'Llama' may be any of 6: llama",
    )
