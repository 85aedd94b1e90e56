"""Search: which words find what, in which order, and what is said where nothing is found."""

import pytest

import ofmkg
from ofmkg.analyses.search.analysis import Catalogue, search
from ofmkg.analyses.search.entries import TextRow, entries, kinds
from ofmkg.analyses.search.result import Alone, Instead, Results
from ofmkg.errors import UnknownIdError
from ofmkg.graph.spelling import asked, folded
from ofmkg.graph.terms import BASE, NS
from ofmkg.pages.search import COLUMNS, to_csv


def row(path: str, kind: str, role: str, text: str, collection: str | None = None) -> TextRow:
    where = None if collection is None else f"{BASE}collection/{collection}"
    return TextRow(BASE + path, NS + kind, role, text, collection=where)  # type: ignore[arg-type]


ROWS = [
    row("claim/c-one", "Claim", "statement", "Open weights raise the risk.", "late"),
    row("question/risk", "Question", "label", "Risk of weights"),
    row("publication/zoë-2020", "Work", "label", "Zoë 2020"),
    row("publication/zoë-2020", "Work", "reference", "Weights and risk"),
    row("publication/meta-2021", "Work", "reference", "Finding Metasploit: a meta study"),
    row("publication/kit-2022", "Work", "reference", "Metasploit for fine-tuning"),
    row("organization/meta", "Organization", "label", "Meta"),
    row("release/llama-3", "ModelRelease", "label", "Llama 3"),
    row("claim/c-two", "Claim", "statement", "Llama was downloaded 3.3 million times.", "early"),
    row("vector/fraud", "MisuseVector", "label", "Fraud"),
    row("vector/fraud", "MisuseVector", "synonym", "phone scams"),
    row("vector/fraud", "MisuseVector", "label", "보이스피싱 사기"),
    row("vector/fakes", "MisuseVector", "label", "허위 정보"),
]
PLACES = {"MisuseVector": 1, "Question": 2, "Work": 4, "Organization": 6, "Claim": 9}
CATALOGUE = Catalogue(entries(ROWS, {}, PLACES), kinds(ROWS))


def ids(found: Results) -> list[str]:
    return [each.id for each in found.found]


@pytest.mark.parametrize(
    ("words", "expected", "how"),
    [
        ("weights risk", ["risk", "zoë-2020", "c-one"], "whole"),  # questions, works, claims
        ("RISKS weighted", ["risk", "zoë-2020", "c-one"], "whole"),  # endings do not count
        ("RISK weig", ["risk", "zoë-2020", "c-one"], "beginning"),
        ("ights", [], None),  # but not the middles of words
        ("zoe", ["zoë-2020"], "whole"),  # without accents
        ("c-one", ["c-one"], "whole"),
        ("meta", ["meta", "meta-2021"], "whole"),  # whole words, not Metasploit alone
        ("metas", ["meta-2021", "meta"], "whole"),
        ("metasp", ["meta-2021", "kit-2022"], "beginning"),
        ("Llama 3", ["llama-3"], "whole"),  # and not 3.3 million
        ("3.3", ["c-two"], "whole"),
        ("finetune", ["kit-2022"], "whole"),
        ("fine-tuned", ["kit-2022"], "whole"),
        ("fine tune", ["kit-2022"], "whole"),
        ("scam phone", ["fraud"], "whole"),  # a synonym, which is a name
        ("피싱", ["fraud"], "whole"),  # within a Korean word
        ("허위정보", ["fakes"], "whole"),  # without the space
        ("정보 허위", ["fakes"], "whole"),
        ("보이스피싱은", ["fraud"], "beginning"),  # with a particle
        ("Fruad", ["fraud"], "spelling"),
        ("weights zebra", [], None),
        ("fraud weights", [], None),  # each is there, but nothing has both
        ("   ", [], None),
        ("\x02 ' \" * ( )", [], None),
    ],
)
def test_words(words: str, expected: list[str], how: str | None) -> None:
    results = CATALOGUE.search(words)
    assert ids(results) == expected
    assert (results.how, results.total) == (how, len(expected))


def test_what_is_called_so_comes_first() -> None:
    found = CATALOGUE.search("Meta").found
    assert [(each.id, each.exact, each.group) for each in found] == [
        ("meta", True, "Organization"),
        ("meta-2021", False, "Work"),
    ]


def test_the_text_that_has_the_words_is_shown() -> None:
    found = CATALOGUE.search("scam").found[0]
    assert (found.label, found.text, found.role) == ("Fraud", "phone scams", "synonym")
    assert found.marks == ("scams",)


def test_a_word_that_nothing_has_is_replaced_and_told() -> None:
    assert CATALOGUE.search("wieghts risk").instead == (Instead("wieghts", ("weights",)),)
    assert CATALOGUE.search("weights").instead == ()


def test_where_nothing_has_all_words_each_is_told_of() -> None:
    assert CATALOGUE.search("fraud weights").alone == (
        Alone("fraud", 1, ()),
        Alone("weights", 3, ()),
    )
    assert CATALOGUE.search("fraud milions").alone == (
        Alone("fraud", 1, ()),
        Alone("milions", 0, ("million",)),
    )


def test_kinds() -> None:
    assert [(k.id, k.things) for k in CATALOGUE.kinds] == [
        ("Claim", 2),
        ("MisuseVector", 2),
        ("ModelRelease", 1),
        ("Organization", 1),
        ("Question", 1),
        ("Work", 3),
    ]
    assert ids(CATALOGUE.search("risk", "Claim")) == ["c-one"]
    assert ids(CATALOGUE.search("", "Organization")) == ["meta"]
    with pytest.raises(UnknownIdError, match=r"There is no kind 'Clam'\. Did you mean Claim\?"):
        CATALOGUE.search("risk", "Clam")


def test_numbers_belong_to_the_word_before() -> None:
    assert [word.text for word in asked("Llama 3.1 of 2024, GPT-4")] == [
        "llama 3_1",
        "of",
        "2024",
        "gpt-4",
    ]


def test_folded() -> None:
    assert folded("ÉCOLE Straße 위험") == "ecole strasse 위험"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("election", "disinfo-deepfakes"),
        ("terrorism", "bio-attack-planning"),
        ("finetune", "current-capability"),
        ("nonconsensual", "ncii"),
        ("export control", "limits-or-resilience"),
        ("disinformaton", "disinformation"),
        ("biosecurty", "biosecurity"),
        ("생물 무기", "biosecurity"),
        ("생물무기", "biosecurity"),
        ("허위정보", "disinformation"),
        ("개방형 안전장치 기본", "open-safeguards-as-shipped"),
        ("개방형 뒤처짐", "open-closed-gap"),
        ("deepfake porn", "ncii"),
        ("bioweapon", "biosecurity"),
        ("Meta", "meta"),
        ("Llama 3", "llama-3"),
        ("gopal-2023", "gopal-2023"),
        ("c-guha-info-public", "c-guha-info-public"),
        ("llama-2", "llama-2"),
    ],
)
def test_what_people_look_for(every: ofmkg.KnowledgeGraph, words: str, first: str) -> None:
    assert search(every, words).found[0].id == first


def test_a_korean_word_finds_all_questions_that_have_it(every: ofmkg.KnowledgeGraph) -> None:
    found = {f.id for f in search(every, "개방형", kind="Question").found}
    assert {"open-safeguards-as-shipped", "open-closed-gap", "safeguard-removal"} <= found


def test_parts_of_words_and_numbers_are_not_taken(every: ofmkg.KnowledgeGraph) -> None:
    for words, never in (("Meta", "metasploit"), ("Llama 3", "3.3 million")):
        assert not [f.id for f in search(every, words).found if never in f.text.lower()]


def test_what_is_found_says_who_and_where(every: ofmkg.KnowledgeGraph) -> None:
    claim = search(every, "c-guha-info-public").found[0]
    assert claim.said is not None
    assert (claim.kinds, claim.collections) == (("Claim",), ("kapoor-2024",))
    assert (claim.said.who, claim.said.voice) == (("Guha et al. 2023",), "another")
    work = search(every, "Gopal 2023", kind="Work").found[0]
    assert (work.id, work.collections) == ("gopal-2023", ("kapoor-2024",))
    stance = search(every, "pathogen", kind="Assumption").found[0]
    assert stance.collections == ("later",)


def test_a_collection_keeps_its_own_and_what_is_of_none(every: ofmkg.KnowledgeGraph) -> None:
    found = search(every, "biosecurity", collection="later")
    assert found.found[0].id == "biosecurity"  # a threat is of none
    assert {c for each in found.found for c in each.collections} >= {"later"}
    assert all("later" in each.collections or not each.collections for each in found.found)
    with pytest.raises(UnknownIdError):
        search(every, "biosecurity", collection="latest")


def test_csv_has_a_row_for_each_and_no_formula() -> None:
    lines = to_csv(CATALOGUE.search("weights risk", "Question")).splitlines()
    assert lines == [
        ",".join(COLUMNS),
        "risk,/question/risk,Question,Question,,Risk of weights,label,Risk of weights,,,",
    ]
