"""Every page says once who read, in the language of the page."""

import re

import pytest
from fastapi.testclient import TestClient

from ofmkg.api.pages.render import plain

EN = (
    "All readings here were made by software (language models following a written coding brief); "
    "no person has confirmed any of them."
)
KO = (
    "모든 읽기는 소프트웨어(서면 코딩 지침을 따르는 언어 모델)가 했습니다. 사람이 확인한 것은 "
    "하나도 없습니다."
)
PAGES = (
    "/",
    "/matrix",
    "/gaps",
    "/about",
    "/search?q=phishing",
    "/compare?a=hazell-2023&b=musser-2023",
    "/crux?vector=biosecurity",
    "/standing",
    "/debate",
    "/needed",
    "/agreement",
    "/disagreements",
    "/study/hazell-2023",
    "/claim/c-control-relinquished",
    "/queries",
)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("language", "sentence"), [("en", EN), ("ko", KO)])
def test_a_page_says_once_who_read(
    client: TestClient, page: str, language: str, sentence: str
) -> None:
    headers = {"accept": "text/html", "accept-language": language}
    found = client.get(page, headers=headers)
    assert found.status_code == 200
    plain = " ".join(re.sub(r"<[^>]+>", "", found.text).split())
    assert plain.count(sentence) == 1


def test_the_words_of_a_page_are_what_a_reader_sees() -> None:
    page = '<p title="x"\n class="y">Read\n by <b>one</b> &amp; all.</p><!-- no --> <p>a &lt;b&gt;'
    assert plain(page) == "Read by one & all. a <b>"
