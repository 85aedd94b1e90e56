"""Pages in two languages: chosen by the reader, else by the browser; every word has both."""

import ast
import re
from collections.abc import Iterator

import pytest
from babel.messages.extract import extract_from_dir
from fastapi.testclient import TestClient

from ofmkg.analyses.argument.result import DISPUTES, QUALIFIES, SUPPORTS
from ofmkg.analyses.standing.result import LIMITS
from ofmkg.api.pages import ontology
from ofmkg.api.pages.languages import words
from ofmkg.api.pages.menu import MENU
from ofmkg.api.pages.render import HERE
from ofmkg.graph.resources import room
from ofmkg.pages.messages import catalogue
from ofmkg.pages.translations import translated

PLACES = re.compile(r"\{\w+\}")
TITLES = {
    "Other works",
    "Questions that the debate turns on",
    "Studies",
    "Where studies of open foundation models agree, and where they talk past each other",
    "Works",
    "Threats",
    "Model releases",
}  # of lists of the service
HOUSE = room("queries").parent
# Which of its arguments a function says.
GIVEN = {"say": slice(0, 1), "number": slice(1, 3), "meant": slice(0, 2)}


def interface() -> set[str]:
    """Return every text of the interface: in templates, and those that Python hands to them."""
    found = extract_from_dir(HERE / "templates", [("**.*", "jinja2")], keywords={"_": None})
    texts = {str(message) for _, _, message, _, _ in found}
    texts |= {name for name, _ in MENU} | {name for _, those in MENU for _, name in those}
    texts |= {*ontology.KINDS.values(), *ontology.LINKS.values()}
    return texts | {SUPPORTS, DISPUTES, QUALIFIES} | {LIMITS} | TITLES


def messages() -> Iterator[tuple[str, ...]]:
    """Yield every message that is said: one text, or the two that a number chooses from."""
    for call in (node for node in nodes() if isinstance(node, ast.Call)):
        if isinstance(call.func, ast.Name) and call.func.id in GIVEN:
            given = call.args[GIVEN[call.func.id]]
            texts = [x.value for x in given if isinstance(x, ast.Constant)]
            if texts and len(texts) == len(given):  # else it says what it is given
                yield ("\4".join(texts),) if call.func.id == "meant" else tuple(texts)


def nodes() -> Iterator[ast.AST]:
    for folder in ("ofmkg", "api"):
        for path in (HOUSE / folder).rglob("*.py"):
            yield from ast.walk(ast.parse(path.read_text("utf-8")))


def places(text: str) -> list[str]:
    return sorted(PLACES.findall(text))


def test_every_text_of_the_interface_has_its_korean() -> None:
    korean = words("ko")
    assert len(interface()) > 90
    assert {text for text in interface() if text not in korean} == set()


def test_every_message_has_its_korean_with_the_same_places() -> None:
    korean = catalogue("ko")
    said = set(messages())
    assert len(said) > 250
    assert sorted(each[0] for each in said if each[0] not in korean) == []
    for each in said:
        for form in korean[each[0]]:
            # a number may be written out, where the English has one form for one alone
            assert {*places(form)} <= {*places("".join(each)), "{n}"}, each
            assert {*places(each[0])} <= {*places(form), "{n}"}, each


def test_no_korean_is_left_of_what_is_said_no_more() -> None:
    said = interface() | {text for each in messages() for text in each}
    assert sorted(text for text in catalogue("ko") if text not in said) == []


def test_translations_keep_the_places_for_values() -> None:
    for english, korean in words("ko").items():
        assert {*places(english)} - {"{n}"} == {*places(korean)} - {"{n}"}, english


@pytest.mark.parametrize(
    ("headers", "lang"),
    [
        ({}, "en"),
        ({"Accept-Language": "ko-KR,ko;q=0.9,en;q=0.8"}, "ko"),
        ({"Accept-Language": "fr"}, "en"),
        ({"Accept-Language": "ko", "Cookie": "lang=en"}, "en"),
        ({"Cookie": "lang=xx"}, "en"),
    ],
)
def test_the_language_is_chosen(client: TestClient, headers: dict[str, str], lang: str) -> None:
    answer = client.get("/about", headers={"Accept": "text/html", **headers})
    assert f'<html lang="{lang}">' in answer.text
    assert ("ofmkg 소개" in answer.text) is (lang == "ko")
    assert "Accept-Language" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("to", "goes"),
    [
        ("/matrix?x=1", "/matrix?x=1"),
        ("https://evil.org", "/"),
        ("//evil.org", "/"),
        ("/\\evil", "/"),
    ],
)
def test_choosing_goes_back_to_the_page_and_nowhere_else(
    client: TestClient, to: str, goes: str
) -> None:
    answer = client.get("/language/ko", params={"to": to}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, goes)
    assert "lang=ko" in answer.headers["set-cookie"]
    client.cookies.clear()


def test_other_languages_are_not_there(client: TestClient) -> None:
    assert client.get("/language/xx").status_code == 400


KOREAN = {"Accept": "text/html", "Cookie": "lang=ko"}


def test_names_of_things_come_from_the_graph(client: TestClient) -> None:
    page = client.get("/matrix", headers=KOREAN).text
    assert "위협 식별" in page  # the label of a step
    assert re.search(r"</span> 일부 다룸", page)  # the short label of a state
    assert re.search(r"</span> in part", page) is None
    assert re.search(
        r"</span> in part", client.get("/matrix", headers={"Accept": "text/html"}).text
    )


def test_a_name_that_means_two_things_is_left_as_it_is() -> None:
    row = {"language": "ko", "name": "Risk"}
    rows = [
        {**row, "translation": "위험"},
        {**row, "translation": "위기"},
        {"language": "ko", "name": "Step", "translation": "단계"},
        {"language": "ko", "name": "Step", "translation": "단계"},
    ]
    later = [{**row, "translation": "위험"}, {"language": "ko", "name": "Of", "translation": "의"}]
    assert translated(rows) == {"ko": {"Step": "단계"}}
    assert translated(rows, later) == {"ko": {"Step": "단계", "Of": "의"}}


@pytest.mark.parametrize(
    "path",
    [
        "/matrix",
        "/gaps",
        "/debate",
        "/robustness",
        "/needed",
        "/crux?vector=spear-phishing",
        "/rests?id=qi-2023",
        "/agreement",
        "/compare?a=gopal-2023&b=batalis-2023",
        "/timeline?question=actor-skill",
        "/results",
    ],
)
def test_headings_of_analyses_are_in_korean(client: TestClient, path: str) -> None:
    page = client.get(path, headers=KOREAN).text
    heads = re.findall(r"<h2[^>]*>([^<]+)</h2>", page)
    english = [head for head in heads if not re.search("[가-힣]", head)]
    # what holds the name of a work or collection, or a number, is not in the catalogue
    assert [head for head in english if not re.search(r"\d", head)] == []
    assert len(heads) > 2
