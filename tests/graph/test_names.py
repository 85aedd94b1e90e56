"""Names in place of ids: taken where they are clear, listed where they are not."""

import pytest

import ofmkg
from ofmkg.errors import QueryError, UnknownIdError
from ofmkg.graph import builtin, library
from ofmkg.graph.names import Names
from ofmkg.graph.terms import BASE


@pytest.mark.parametrize(
    ("name", "kind", "path"),
    [
        ("gopal-2023", "Study", "study/gopal-2023"),
        ("Gopal", "Study", "study/gopal-2023"),
        ("gopal 2023", "Study", "study/gopal-2023"),
        ("Llama 2", "ModelRelease", "release/llama-2"),
        ("llama 3", "ModelRelease", "release/llama-3"),  # and not Llama 3.1, which has the words
        ("bioweapon", "MisuseVector", "vector/biosecurity"),  # by another name
        ("허위 정보", "MisuseVector", "vector/disinformation"),
        ("Disinformation", "MisuseVector", "vector/disinformation"),
    ],
)
def test_a_clear_name_is_taken(
    every: ofmkg.KnowledgeGraph, name: str, kind: str, path: str
) -> None:
    assert every.find(name, kind).value == BASE + path


def test_of_a_work_and_its_study_with_one_id_the_work_is_meant(
    every: ofmkg.KnowledgeGraph,
) -> None:
    assert every.work_or_study("Hazell 2023") == f"{BASE}publication/hazell-2023"


def test_a_name_of_several_lists_them(every: ofmkg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownIdError) as refused:
        every.find("safeguards", "Question")
    assert str(refused.value) == (
        "'safeguards' may be any of 3: closed-safeguards, open-safeguards-as-shipped, "
        "safeguard-removal. Give one of these ids."
    )
    with pytest.raises(UnknownIdError, match=r"'Kapoor' may be any of \d+: kapoor-2023, "):
        every.work_or_study("Kapoor")


@pytest.mark.parametrize("name", ["biosecurit", "Gop", "", "   ", "?", "https://w3id.org/x y"])
def test_parts_of_words_name_nothing(every: ofmkg.KnowledgeGraph, name: str) -> None:
    for kind in ("MisuseVector", "Study"):
        with pytest.raises(UnknownIdError, match="There is no"):
            every.find(name, kind)


def test_what_is_near_is_still_told(every: ofmkg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownIdError, match=r"Did you mean biosecurity"):
        every.find("biosecurit", "MisuseVector")


def test_of_no_kind_in_particular_only_a_whole_name_counts(every: ofmkg.KnowledgeGraph) -> None:
    assert len(every.query("search-texts", thing="Gopal et al. 2023")) > 0
    with pytest.raises(UnknownIdError):
        every.query("search-texts", thing="Gopal")


def test_an_analysis_takes_names(every: ofmkg.KnowledgeGraph) -> None:
    assert every.study("Gopal") == every.study("gopal-2023")
    assert every.compare("Hazell 2023", "Musser") == every.compare("hazell-2023", "musser-2023")
    assert every.release("Llama 2").id == "llama-2"


@pytest.mark.parametrize("sign", ["\u2010", "\u2011", "\u2013", "\u2212", "\uff0d"])
def test_what_looks_like_a_hyphen_is_one_in_an_id(sign: str) -> None:
    names = Names(builtin.store())
    name = "gopal-2023".replace("-", sign)
    assert names.work_or_study(name).endswith("/publication/gopal-2023")
    assert names.find(name, "Study").value.endswith("/study/gopal-2023")


@pytest.mark.parametrize("value", ["1; DROP ALL", "2024-02-30", "yesterday", ""])
def test_a_date_is_one(value: str) -> None:
    asked = library.load("works-after")
    with pytest.raises(QueryError, match="is no date; write 2024, 2024-02 or 2024-02-27"):
        Names(builtin.store()).terms(asked, {"date": value})
    (term,) = Names(builtin.store()).terms(asked, {"date": "2024-02-29"})["date"]
    assert term.value == "2024-02-29"
