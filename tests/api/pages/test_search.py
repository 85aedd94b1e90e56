"""Search: which words find what, in which order, and how it is shown."""

import pytest
from fastapi.testclient import TestClient

import ofmkg
from ofmkg.api.pages.search import Index, folded, index, marked
from ofmkg.errors import UnknownIdError
from ofmkg.graph.terms import BASE, NS


def row(path: str, kind: str, role: str, text: str) -> dict[str, str]:
    return {"thing": BASE + path, "kind": NS + kind, "role": role, "text": text}


INDEX = Index(
    [
        row("claim/c-one", "Claim", "statement", "Open weights raise the risk."),
        row("question/risk", "Question", "label", "Risk of weights"),
        row("publication/zoë-2020", "Work", "label", "Zoë 2020"),
        row("publication/zoë-2020", "Work", "reference", "Weights and risk"),
        row("vector/fraud", "MisuseVector", "label", "Fraud"),
        row("vector/fraud", "MisuseVector", "label", "보이스피싱 사기"),
    ]
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("weights risk", ["risk", "c-one", "zoë-2020"]),  # label, then what is said, then title
        ("RISK weig", ["risk", "c-one", "zoë-2020"]),  # any order and case, beginnings of words
        ("eights", []),  # but not their middles
        ("zoe", ["zoë-2020"]),  # without accents
        ("c-one", ["c-one"]),
        ("피싱", ["fraud"]),  # within a Korean word
        ("weights zebra", []),
        ("   ", []),
    ],
)
def test_words(words: str, expected: list[str]) -> None:
    results = INDEX.search(words)
    assert [each.id for each in results.found] == expected
    assert results.total == len(expected)


def test_kinds() -> None:
    assert [(k.id, k.things) for k in INDEX.kinds] == [
        ("Claim", 1),
        ("MisuseVector", 1),
        ("Question", 1),
        ("Work", 1),
    ]
    assert [each.id for each in INDEX.search("risk", "Claim").found] == ["c-one"]
    assert [each.id for each in INDEX.search("", "Work").found] == ["zoë-2020"]
    with pytest.raises(UnknownIdError, match=r"There is no kind 'Clam'\. Did you mean Claim\?"):
        INDEX.search("risk", "Clam")


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("A <b> risk", "RISK", "A &lt;b&gt; <mark>risk</mark>"),
        ("<script>", "script", "&lt;<mark>script</mark>&gt;"),
        ("nothing here", "other", "nothing here"),
        ("Zoë", "zoe", "<mark>Zoë</mark>"),
        ("x" * 100 + " risk", "risk", "…" + "x" * 79 + " <mark>risk</mark>"),
    ],
)
def test_marks(text: str, words: str, expected: str) -> None:
    assert str(marked(text, words)) == expected


def test_folded() -> None:
    assert folded("ÉCOLE Straße 위험") == "ecole strasse 위험"


def test_everything_that_has_a_label_is_found_by_it(kg: ofmkg.KnowledgeGraph) -> None:
    found = index(kg)
    for name in ("gopal-2023", "c-guha-info-public", "biosecurity", "llama-2"):
        assert found.search(name).found[0].id == name
    assert found.search("위험").total >= 3


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
