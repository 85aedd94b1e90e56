"""Messages: values in places, links that survive, and the language spoken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofmkg.pages.messages import (
    Span,
    Text,
    all_of,
    bare,
    bracketed,
    enumerated,
    ident,
    join,
    joined,
    labelled,
    lower_first,
    meant,
    name,
    number,
    put,
    say,
    sentence,
    spans_of,
    speaking,
    split_lines,
    upper_first,
)
from ofmkg.pages.words import count


def links(text: str) -> list[tuple[str, str]]:
    """Return what of a text names something, with the thing."""
    return [(text[s.start : s.end], s.thing) for s in spans_of(text)]


ONE, TWO = name("Ann 2020", "ann-2020"), name("Bo 2021", "bo-2021")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (join(", ", (ONE, "x", TWO)), "Ann 2020, x, Bo 2021"),
        (put("{b} / {a}", a=ONE, b=TWO), "Bo 2021 / Ann 2020"),
        (say("{a} and {b}", a=ONE, b=TWO), "Ann 2020 and Bo 2021"),
        (number(2, "{n} of {a}", "{n} of {a}, {b}", a=ONE, b=TWO), "2 of Ann 2020, Bo 2021"),
        (enumerated([ONE, "x", TWO]), "Ann 2020, x and Bo 2021"),
        (all_of([ONE, "x", TWO]), "Ann 2020 and x and Bo 2021"),
        (joined(ONE, "", None, TWO), "Ann 2020; Bo 2021"),
        (put("({inner})", inner=put("<{inner}>", inner=join("", ("é", ONE, TWO)))), None),
    ],
)
def test_links_survive_what_texts_are_put_into(text: Text, shown: str | None) -> None:
    assert shown is None or text == shown
    assert sorted(links(text)) == [("Ann 2020", "ann-2020"), ("Bo 2021", "bo-2021")]


@pytest.mark.parametrize(
    ("text", "shown", "linked"),
    [
        (lower_first(ONE), "ann 2020", "ann 2020"),
        (upper_first(name("of it", "ann-2020")), "Of it", "Of it"),
        (lower_first(name("NCII", "ann-2020")), "NCII", "NCII"),
        (sentence(ONE), "Ann 2020.", "Ann 2020"),
        (sentence(name("Why?", "ann-2020")), "Why?", "Why?"),
        (bare(name("It holds.", "ann-2020")), "It holds", "It holds"),
        (bracketed(ONE), " [Ann 2020]", "Ann 2020"),
    ],
)
def test_links_survive_a_change_of_the_text(text: Text, shown: str, linked: str) -> None:
    assert (text, links(text)) == (shown, [(linked, "ann-2020")])


def test_a_label_with_its_id_links_twice() -> None:
    assert labelled("A claim", "c-one") == "A claim (c-one)"
    assert links(labelled("A claim", "c-one")) == [("A claim", "c-one"), ("c-one", "c-one")]


def test_lines_keep_their_own_links() -> None:
    text = join("\n", (ONE, "", put("see {b}", b=TWO)))
    assert split_lines(text) == ["Ann 2020", "", "see Bo 2021"]
    assert [links(line) for line in split_lines(text)] == [
        [("Ann 2020", "ann-2020")],
        [],
        [("Bo 2021", "bo-2021")],
    ]


@pytest.mark.parametrize("fill", [say, put])
def test_a_value_with_braces_is_not_filled_again(fill: object) -> None:
    assert callable(fill)
    assert fill("{a} and {b}", a="{b}", b="{a} {") == "{b} and {a} {"


@pytest.mark.parametrize("fill", [say, put])
def test_a_place_without_a_value_is_an_error(fill: object) -> None:
    assert callable(fill)
    with pytest.raises(KeyError, match="b"):
        fill("{a} and {b}", a="x")


@given(st.text(), st.text(), st.text())
def test_a_link_covers_exactly_the_name(before: str, label: str, after: str) -> None:
    text = join("", (before, name(label, "thing"), after))
    assert text == before + label + after
    assert spans_of(text) == (
        (Span(len(before), len(before) + len(label), "thing"),) if label else ()
    )


def test_numbers_choose_among_two_in_english_and_take_the_one_in_korean() -> None:
    assert number(1, "{n} study", "{n} studies") == "1 study"
    assert number(2, "{n} study", "{n} studies") == "2 studies"
    with speaking("ko"):
        assert number(1, "{n} study", "{n} studies") == "연구 1편"
        assert number(2, "{n} study", "{n} studies") == "연구 2편"


def test_a_name_is_that_of_the_language_spoken_and_an_id_stays() -> None:
    with speaking("ko", {"Fraud": "사기", "fraud": "사기"}):
        assert name("Fraud", "fraud") == "사기"
        assert links(name("Fraud", "fraud")) == [("사기", "fraud")]
        assert name("Other") == "Other"
        assert ident("fraud") == "fraud"
    assert name("Fraud") == "Fraud"


def test_a_word_of_several_meanings_is_said_as_it_is_meant() -> None:
    assert meant("claim", "About") == "About"
    with speaking("ko"):
        assert (meant("claim", "About"), say("About")) == ("대상", "소개")


def test_speaking_ends_with_its_block() -> None:
    with speaking("ko"), speaking("en"):
        assert say("Legend") == "Legend"
    with pytest.raises(ValueError, match="x"), speaking("ko"):
        assert say("Legend") == "범례"
        raise ValueError("x")
    assert say("Legend") == "Legend"


def test_what_has_no_korean_is_said_in_english() -> None:
    with speaking("ko"):
        assert say("No such message, {a}.", a=ONE) == "No such message, Ann 2020."


def test_words_in_sentences() -> None:
    assert [enumerated(x) for x in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert lower_first("Voice-cloning scams") == "voice-cloning scams"
    assert lower_first("NCII services") == "NCII services"
    assert sentence("Really?") == "Really?"
    assert sentence("So it is") == "So it is."
    assert (count(1, "study", "studies"), count(2, "step")) == ("1 study", "2 steps")
