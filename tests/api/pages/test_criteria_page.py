"""What words mean, on pages: criteria with examples, definitions of answers, the method."""

import re

import pytest
from fastapi.testclient import TestClient

from ofmkg.api.pages import method
from ofmkg.api.pages.languages import LANGUAGES, Language

ENGLISH = {"Accept": "text/html", "Cookie": "lang=en"}
KOREAN = {"Accept": "text/html", "Cookie": "lang=ko"}
STEP = "/framework/marginal-risk/step/existing-risk"


def test_the_page_of_criteria_has_every_step_and_word(client: TestClient) -> None:
    page = client.get("/criteria", headers=ENGLISH).text
    for id in ("existing-risk", "uncertainty-assumptions", "addressed", "Silence", "talkingPast"):
        assert f'id="{id}"' in page
    assert page.count("Fits:") == page.count("Does not fit:") == 40
    assert page.count("<dt>addressed if</dt>") == 6
    assert f'href="{STEP}"' in page


def test_the_page_of_criteria_is_korean_in_korean(client: TestClient) -> None:
    page = client.get("/criteria", headers=KOREAN).text
    assert page.count("맞지 않는 예:") == 40
    assert page.count("<dt>다룸의 기준</dt>") == 6
    assert "invented" not in page


@pytest.mark.parametrize("path", ["/matrix", "/study/gopal-2023"])
def test_tables_of_outcomes_say_what_they_mean(client: TestClient, path: str) -> None:
    page = client.get(path, headers=ENGLISH).text
    (fold,) = re.findall(r'<details class="meanings">(.*?)</details>', page, re.DOTALL)
    assert re.findall(r"<strong>([^<]+)</strong>", fold) == [
        "addressed",
        "in part",
        "absent",
        "not judged",
    ]
    assert 'href="/criteria"' in fold
    assert "읽은 글에서 단계를 수행했다" in client.get(path, headers=KOREAN).text


def test_a_question_shows_what_its_answers_mean(client: TestClient) -> None:
    path = "/question/web-information"
    english, korean = (client.get(path, headers=each).text for each in (ENGLISH, KOREAN))
    assert (
        "did not do significantly better than people with the internet or search alone." in english
    )
    assert "인터넷이나 검색만 쓴 사람보다 유의하게 낫지 않았다는 답이다." in korean
    assert "did not do significantly better than people" not in korean


def test_a_step_shows_its_criteria_in_the_language_of_the_page(client: TestClient) -> None:
    english, korean = (client.get(STEP, headers=each).text for each in (ENGLISH, KOREAN))
    head = korean.partition("<h2>")[0]
    assert "<dt>없음의 기준</dt>" in head
    assert "absent if" not in head
    assert english.partition("<h2>")[0].count("<dt>") == 3


def test_the_ontology_shows_examples(client: TestClient) -> None:
    page = client.get("/ontology", headers=ENGLISH).text
    entry = page.partition('<dt id="Silence">')[2].partition("</dd>")[0]
    assert "Fits: The source on an invented study" in entry


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_about_ofmkg_holds_the_method(client: TestClient, language: Language) -> None:
    """Every heading and paragraph of the one text is on the page, under one first heading."""
    headers = {"Accept": "text/html", "Cookie": f"lang={language}"}
    page = client.get("/about", headers=headers).text
    heads = re.findall(r"^#+ (.+)$", method.text(language), re.MULTILINE)
    assert len(heads) == 8
    for head in heads:
        assert re.search(rf"<h[23][^>]*>{re.escape(head)}</h", page)
    assert page.count("<h1") == 1
    assert 'id="method"' in page
    said = {
        "en": "No person\nhas confirmed any of them.",
        "ko": "사람이 확인한 것은 하나도 없습니다.",
    }
    assert said[language] in page


def test_the_method_says_the_same_in_both_languages() -> None:
    """As many headings, items and commands, in the same order."""
    shapes = [
        [line[:1] for line in method.text(each).splitlines() if re.match(r"#|- |    ofmkg", line)]
        for each in LANGUAGES
    ]
    assert shapes[0] == shapes[1]
    command = r"(?:`|^    )(ofmkg [a-z]+(?: [a-z-]+)?)"
    said = [re.findall(command, method.text(each), re.MULTILINE) for each in LANGUAGES]
    assert said[0] == said[1]
    assert len(said[0]) == 7
