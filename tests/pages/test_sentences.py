"""Sentences that speak of works: all are on a list with their voices, and inferences say so."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import get_args

import pytest
from sentences import listed, templates
from told_stances import TOLD, WORDS, stance

import ofmkg
from ofmkg.analyses.briefs import brief
from ofmkg.analyses.crux.analysis import cruxes
from ofmkg.analyses.debate.analysis import debate
from ofmkg.analyses.disagreement.analysis import dispute
from ofmkg.analyses.gaps.analysis import gaps
from ofmkg.analyses.needed.analysis import needed
from ofmkg.analyses.question.analysis import answers
from ofmkg.analyses.rests.analysis import retraction
from ofmkg.analyses.robustness.analysis import robustness
from ofmkg.analyses.standing.analysis import standing
from ofmkg.graph.model import Voice
from ofmkg.pages.blocks import Heading, Items, Page, Paragraph
from ofmkg.pages.briefs import document as brief_page
from ofmkg.pages.compare import document as comparison_page
from ofmkg.pages.crux import document as crux_page
from ofmkg.pages.debate import document as debate_page
from ofmkg.pages.disagreement import document as dispute_page
from ofmkg.pages.gaps import document as gaps_page
from ofmkg.pages.inferences import inferred
from ofmkg.pages.matrix import document as matrix_page
from ofmkg.pages.needed import document as needed_page
from ofmkg.pages.question import document as question_page
from ofmkg.pages.rests import document as rests_page
from ofmkg.pages.robustness import document as robust_page
from ofmkg.pages.sentences import told
from ofmkg.pages.standing import document as standing_page
from ofmkg.pages.words import Words, words

VOICES = get_args(Voice)


def test_every_template_is_on_the_list_with_its_voices() -> None:
    known = listed()
    assert sorted(known) == templates(), "write the list anew: python tests/helpers/sentences.py"
    for template, voices in known.items():
        named = voices.split(", ") if voices else []
        assert named, f"in which voices may it be printed? {template}"
        assert set(named) <= set(VOICES), template


def test_the_word_of_a_work_and_our_inference_share_no_template_that_says_what_it_holds() -> None:
    """In the module of such sentences none may be printed both for a work and for an inference."""
    for (function, template), voices in listed().items():
        if function.startswith("sentences."):
            assert voices == "inference" or "inference" not in voices, template


@pytest.mark.parametrize("case", TOLD, ids=lambda case: "-".join(map(str, case)))
def test_a_stance_is_told_in_its_voice(case: tuple[str, str | None, Voice]) -> None:
    assert told(stance(*case), WORDS) == TOLD[case]


def test_a_work_that_was_read_is_not_said_to_be_unread() -> None:
    read = Words(WORDS.names, {}, {}, {}, {}, read=frozenset({"one"}))
    assert told(stance("attributed", None, "another"), read) == (
        "One 2023 is credited by Judge 2024 with: They hold."
    )


def pages(kg: ofmkg.KnowledgeGraph, said: Words) -> Iterator[Page]:
    """Yield every page of a kind that speaks of works, on the real graph."""
    matrix = kg.matrix()
    yield matrix_page(matrix, said)
    for a, b in combinations([row.study for row in matrix.rows], 2):
        yield comparison_page(kg.compare(a, b), said)
    for row in kg.query("questions").dicts():
        yield question_page(answers(kg, row["question"]), said)
    for kind, name in (("study", "Study"), ("claim", "Claim"), ("vector", "MisuseVector")):
        for row in kg.query("things", **{"class": name}).dicts():
            yield brief_page(brief(kg, kind, row["thing"]), said)
    for row in kg.query("things", **{"class": "Disagreement"}).dicts():
        yield dispute_page(dispute(kg, row["thing"]), said)
    for vector in kg.labels("MisuseVector"):
        yield crux_page(cruxes(kg, vector), said)
    yield debate_page(debate(kg), said)
    yield standing_page(standing(kg), said, True)
    yield needed_page(needed(kg), said, 100)
    yield robust_page(robustness(kg), said)
    yield gaps_page(gaps(kg, threats=True), said)
    for work in ("gopal-2023", "kapoor-2024", "qi-2023", "existing-defenses-hold"):
        yield rests_page(retraction(kg, work), said)


def lines(page: Page) -> Iterator[str]:
    """Yield the lines of a page up to how it is to be read."""
    for block in page:
        if isinstance(block, Heading | Paragraph):
            if block.text == "How to read this":
                return
            yield block.text
        elif isinstance(block, Items):
            for item in block.items:
                yield from (item.text, *item.details)


def test_no_page_puts_an_inference_in_brackets_behind_a_word_of_the_work(
    kg: ofmkg.KnowledgeGraph,
) -> None:
    said = words(kg)
    every = [line for page in pages(kg, said) for line in lines(page)]
    assert not [line for line in every if re.search(r"[(;,\[] ?our inference", line)]
    told_so = [line for line in every if "We infer that" in line]
    assert len(told_so) > 100
    assert not [line for line in told_so if inferred("x")[-28:] not in line]
