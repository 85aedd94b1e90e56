"""Pages in Korean, as those who read them would say it, the three voices as clear as in English.

What the record says in English (statements, notes, locators, titles) stays English.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import ofmkg
from ofmkg.analyses.crux.analysis import cruxes
from ofmkg.analyses.debate.analysis import debate
from ofmkg.analyses.disagreement.analysis import dispute, disputes
from ofmkg.analyses.gaps.analysis import gaps
from ofmkg.analyses.needed.analysis import needed
from ofmkg.analyses.question.analysis import answers
from ofmkg.analyses.rests.analysis import retraction
from ofmkg.analyses.robustness.analysis import robustness
from ofmkg.analyses.standing.analysis import standing
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages import (
    agreement,
    crux,
    disagreement,
    disagreement_list,
    question,
    rests,
)
from ofmkg.pages import (
    robustness as robustness_page,
)
from ofmkg.pages.blocks import Items, Page, Table
from ofmkg.pages.debate import document as debate_page
from ofmkg.pages.gaps import document as gaps_page
from ofmkg.pages.gaps_svg import to_svg
from ofmkg.pages.needed import document as needed_page
from ofmkg.pages.standing import document as standing_page
from ofmkg.pages.translations import caveats, speech, translations
from ofmkg.pages.words import Words, words

PAGES: dict[str, Callable[[KnowledgeGraph, Words], Page]] = {
    "question": lambda kg, said: question.document(answers(kg, "closed-safeguards"), said),
    "silence": lambda kg, said: question.document(answers(kg, "actor-skill"), said),
    "gaps": lambda kg, said: gaps_page(gaps(kg, threats=True), said),
    "standing": lambda kg, said: standing_page(standing(kg), said),
    "crux": lambda kg, said: crux.document(cruxes(kg, "biosecurity"), said),
    "two-works": lambda kg, said: crux.document(cruxes(kg, "gopal-2023", "batalis-2023"), said),
    "disagreement": lambda kg, said: disagreement.document(
        dispute(kg, "d-bio-information-access"), said
    ),
    "inferred": lambda kg, said: disagreement.document(dispute(kg, "d-bio-bottleneck"), said),
    "disagreements": lambda kg, said: disagreement_list.listing(disputes(kg), said),
    "needed": lambda kg, said: needed_page(needed(kg), said),
    "debate": lambda kg, said: debate_page(debate(kg), said),
    "robustness": lambda kg, said: robustness_page.document(robustness(kg), said),
    "agreement": lambda kg, said: agreement.document(kg.agreement(), said),
    "rests": lambda kg, said: rests.document(retraction(kg, "gopal-2023"), said),
}


def expected() -> dict[str, list[str]]:
    """Return by page the lines that it must have."""
    found: dict[str, list[str]] = {}
    page: list[str] = []
    text = Path(__file__).with_name("korean.txt").read_text(encoding="utf-8")
    for line in filter(None, text.splitlines()[1:]):
        if named := re.fullmatch(r"\[([\w-]+)\]", line):
            page = found.setdefault(named[1], [])
        else:
            page.append(line)
    return found


@pytest.fixture(scope="module")
def korean(kg: ofmkg.KnowledgeGraph) -> dict[str, list[str]]:
    """Return the lines of each page in Korean."""
    said = words(kg)
    with speech(kg, "ko"):
        return {name: list(lines(page(kg, said))) for name, page in PAGES.items()}


def lines(page: Page) -> Iterator[str]:
    """Yield the lines of a page; of a table its columns."""
    for block in page:
        if isinstance(block, Items):
            for item in block.items:
                yield from (item.text, *item.details)
        elif isinstance(block, Table):
            yield " | ".join(block.columns)
        else:
            yield block.text


@pytest.mark.parametrize("name", PAGES)
def test_a_page_speaks_korean(name: str, korean: dict[str, list[str]]) -> None:
    found = korean[name]
    assert [line for line in expected()[name] if line not in found] == []


def test_an_inference_is_a_sentence_of_ours_and_says_that_no_source_says_so(
    korean: dict[str, list[str]],
) -> None:
    told = [line for page in korean.values() for line in page if "추론합니다" in line]
    assert len(told) > 20
    for line in told:
        assert line.count("고 추론합니다. 출처는 그렇게 말하지 않습니다") == line.count(
            "추론합니다"
        ), line
        assert re.search(r"(?<![이다])다고 추론합니다", line), line  # a verb: never "...이다고"
        assert "우리는 " in line


def test_nothing_of_a_message_is_left_in_a_page(korean: dict[str, list[str]]) -> None:
    every = [line for page in korean.values() for line in page]
    assert not [line for line in every if re.search(r"\{\w+\}", line)]
    english = re.compile(r"\b(on record|we infer|the source does not|not addressed|claims?:)\b")
    ours = [line for line in every if re.search("[가-힣]", line)]
    assert len(ours) > 500
    assert not [line for line in ours if english.search(line.split(" [")[0].split(": ")[0])]


def test_the_figure_speaks_korean_in_lines_that_fit(kg: ofmkg.KnowledgeGraph) -> None:
    said = words(kg)
    with speech(kg, "ko"):
        figure = to_svg(gaps(kg), said)
    english = to_svg(gaps(kg), said)
    assert ' lang="ko"' in figure and ' lang="' not in english
    assert ">연구들은 악용 경로별로 각 단계를 얼마나 다루는가?<" in figure
    assert ">읽은 한 연구에<" in figure
    assert "nobody" not in figure and ">addressed<" not in figure


def test_caveats_of_collections_are_korean_where_each_has_one() -> None:
    rows = [
        {"collection": place, "language": tongue, "caveat": text}
        for place, tongue, text in (
            ("one", "en", "Shared."),
            ("two", "en", "Shared."),
            ("one", "ko", "함께."),
            ("two", "ko", "함께."),
            ("one", "en", "Own."),
            ("one", "ko", "따로."),
            ("two", "en", "Without."),
        )
    ]
    assert caveats(rows) == {"Shared.": "함께.", "Own.": "따로."}


def test_all_caveats_of_the_data_and_names_of_answers_are_korean(kg: ofmkg.KnowledgeGraph) -> None:
    known = translations(kg)["ko"]
    assert [c for place in kg.collections() for c in place.caveats if c not in known] == []
    for kind in ("Question", "Position", "Handling", "Defense", "MisuseVector", "Baseline"):
        labels = [row["label"] for row in kg.query("things", **{"class": kind}).dicts()]
        assert labels
        assert {each for each in labels if each not in known} <= {"Metasploit", "StopNCII"}, kind
