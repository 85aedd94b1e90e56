"""Pages in two languages: chosen by the reader, else by the browser; every word has both."""

import re

import pytest
from babel.messages.extract import extract_from_dir
from fastapi.testclient import TestClient

from ofmkg.api.pages import ontology
from ofmkg.api.pages.languages import words
from ofmkg.api.pages.render import HERE, MENU

PLACES = re.compile(r"\{\w+\}")


def said() -> set[str]:
    """Return every text of the interface: in templates, and those that Python hands to them."""
    found = extract_from_dir(HERE / "templates", [("**.html", "jinja2")], keywords={"_": None})
    texts = {str(message) for _, _, message, _, _ in found}
    return texts | {name for _, name in MENU} | {*ontology.KINDS.values(), *ontology.LINKS.values()}


def test_every_text_of_the_interface_has_its_korean() -> None:
    korean = words("ko")
    assert len(said()) > 90
    assert {text for text in said() if text not in korean} == set()


def test_translations_keep_the_places_for_values() -> None:
    for english, korean in words("ko").items():
        assert sorted(PLACES.findall(english)) == sorted(PLACES.findall(korean)), english


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
