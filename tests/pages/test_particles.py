"""Korean particles take the form that the word before them asks for."""

import pytest

from ofmkg.pages.messages import Span, Text, put
from ofmkg.pages.particles import fitted


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("연구", "은(는) 크다", "연구는 크다"),
        ("위험", "은(는) 크다", "위험은 크다"),
        ("위험", "이(가)", "위험이"),
        ("연구", "을(를)", "연구를"),
        ("위험", "와(과) 연구", "위험과 연구"),
        ("연구", "와(과) 위험", "연구와 위험"),
        ("기준점", "(으)로", "기준점으로"),
        ("서울", "(으)로", "서울로"),
        ("결과", "(이)라는", "결과라는"),
        ("위험", "(이)라는", "위험이라는"),
        ("Gopal et al. 2023", "와(과)", "Gopal et al. 2023과"),  # read 삼
        ("Beta 2024", "은(는)", "Beta 2024는"),  # read 사
        ("Beta 2020", "은(는)", "Beta 2020은"),  # read 십
        ("Beta 2017", "(으)로", "Beta 2017로"),  # read 칠
        ("CAISI 2025a", "이(가)", "CAISI 2025a가"),
        ("버틴다", "”은(는)", "버틴다”는"),  # the quotation mark stands in the message
        ("Zhang et al. 2026 (생물 보안 위험)", "이(가)", "Zhang et al. 2026 (생물 보안 위험)이"),
    ],
)
def test_a_particle_fits_the_word_before_it(before: str, after: str, whole: str) -> None:
    assert before + fitted(before, after) == whole


@pytest.mark.parametrize("word", ["Llama", "GPT", "(x)", ""])
def test_both_forms_stay_where_the_sound_is_not_known(word: str) -> None:
    assert fitted(word, "은(는)") == "은(는)"


@pytest.mark.parametrize("after", [" 은(는)", " (n)", "은", ""])
def test_what_does_not_begin_with_a_particle_stays(after: str) -> None:
    assert fitted("위험", after) == after


def test_links_after_a_particle_stay_at_their_words() -> None:
    filled = put("{a}와(과) {b}", a="위험", b=Text("연구", (Span(0, 2, "study/x"),)))
    assert filled == "위험과 연구"
    assert filled.spans == (Span(4, 6, "study/x"),)
