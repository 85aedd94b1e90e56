"""A comparison at a glance: answers by whose word they are, signs with what is doubtful."""

from dataclasses import replace
from itertools import combinations

import pytest
from seven import seven
from told_stances import WORDS, stance

import ofmkg
from ofmkg.analyses.compare.result import AssumptionRow, Assumptions, Comparison
from ofmkg.graph.model import Voice
from ofmkg.graph.scenarios import Scenario
from ofmkg.pages.blocks import Page, Paragraph, Table
from ofmkg.pages.compare_answers import told
from ofmkg.pages.compare_glance import citation, glance, quoted
from ofmkg.pages.words import Words

BY_SOURCE, BY_US = "Where their answers differ", "By our inference: no source says so"


def tables(page: Page) -> dict[str, Table]:
    """Return the tables of a page by the heading of their first column."""
    return {block.columns[0]: block for block in page if isinstance(block, Table)}


def prose(page: Page) -> str:
    """Return the running text of a page."""
    return " ".join(block.text for block in page if isinstance(block, Paragraph))


@pytest.mark.parametrize(
    ("kind", "mode", "voice", "shown"),
    [
        ("assumption", "tacit", "itself", 'assumes (tacit) "They hold"'),
        ("assumption", "tacit", "another", 'according to Judge 2024, assumes (tacit) "They hold"'),
        ("assumption", "tacit", "inference", 'we infer "They hold"'),
        ("finding", "found", "itself", 'shows with evidence "They hold"'),
        ("finding", "found", "another", 'according to Judge 2024, shows with evidence "They hold"'),
        ("finding", "found", "inference", 'we infer "They hold"'),
        ("attributed", None, "itself", 'says itself "They hold"'),
        (
            "attributed",
            None,
            "another",
            'credited by Judge 2024 (the work itself was not read) with "They hold"',
        ),
    ],
)
def test_an_answer_says_whose_word_it_is(
    kind: str, mode: str | None, voice: Voice, shown: str
) -> None:
    assert told([stance(kind, mode, voice)], WORDS) == shown


def test_that_a_work_was_not_read_is_not_said_of_one_that_was() -> None:
    read = replace(WORDS, read=frozenset({"one"}))
    assert told([stance("attributed", None, "another")], read) == (
        'credited by Judge 2024 with "They hold"'
    )


def test_what_only_we_infer_stands_apart(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    page = glance(kg.compare("gopal-2023", "musser-2023"), said)
    assert BY_SOURCE not in tables(page)
    assert tables(page)[BY_US].rows == (
        (
            "Skill of the relevant actors (different)",
            "according to Kapoor et al. 2024, assumes (stated) "
            '"People with little relevant skill can do it with model help"',
            'we infer "Organised operators such as propagandists"',
        ),
        (
            "Closed-model safeguards (different)",
            'we infer "They hold"',
            "according to Kapoor et al. 2024, assumes (stated) "
            '"Evasion is possible at a cost that can be modelled"',
        ),
    )
    assert "there is no question that both of them answer" in prose(page)


def test_in_no_comparison_is_an_inference_among_the_words_of_sources(
    every: ofmkg.KnowledgeGraph, said: Words
) -> None:
    seen = {BY_SOURCE: 0, BY_US: 0}
    works = ("gopal-2023", "musser-2023", "aisi-2025", "hazell-2023", "kapoor-2024", "hong-2026")
    for one, other in combinations(works, 2):
        c = every.compare(one, other)
        found = tables(glance(c, said))
        for row in found[BY_SOURCE].rows if BY_SOURCE in found else ():
            assert "we infer" not in " ".join(row)
            seen[BY_SOURCE] += 1
        for row in found[BY_US].rows if BY_US in found else ():
            assert "we infer" in row[1] + row[2]
            seen[BY_US] += 1
        by_source, _, *ours = quoted(c, said)
        assert "infer" not in by_source
        assert all(text.startswith("We infer that ") for text in ours)
    assert all(seen.values()), seen


def test_what_only_we_infer_is_not_on_record_when_inferences_are_taken_in(said: Words) -> None:
    c = seven(Scenario(with_inferences=True)).compare("gopal-2023", "musser-2023")
    assert [row.label for row in c.assumptions.only_b] == ["Cost of producing content"]
    page = glance(c, said)
    assert "cost of producing content" not in prose(page)
    assert BY_SOURCE not in tables(page) and len(tables(page)[BY_US].rows) == 2


def test_signs_carry_what_is_doubtful_of_a_cell(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    page = glance(kg.compare("gopal-2023", "musser-2023"), said)
    assert tables(page)["Step"].rows == (
        ("Gopal et al. 2023", "■", "–", "◧", "◇*i", "– or ◧*", "–"),
        ("Musser 2023", "■", "◧", "◧ or –", "◧ or –", "◧", "■"),
    )
    assert (
        "■ addressed; ◧ in part; ◇ assumed, not shown; – not addressed; two signs: ambiguous; "
        "i as we infer, the source does not say so; * coders differ." in prose(page)
    )
    assert "reviewed by no person" in prose(page)


def test_lower_bounds_and_unequal_extents_are_told(
    every: ofmkg.KnowledgeGraph, said: Words
) -> None:
    page = glance(every.compare("hong-2026", "gopal-2023"), said)
    assert tables(page)["Step"].rows[0][1:] == ("·", "·", "·", "◧+", "·", "◧+")
    text = prose(page)
    assert "They were not read to the same extent: what is not coded may well be treated" in text
    assert "Hong et al. 2026: came out 2026-02-18; later literature" in text
    assert "read: abstract only" in text and "+ at least this much" in text
    assert "On record as answered by Gopal et al. 2023 only: skill of the relevant actors." in text


def test_each_study_of_a_work_has_its_row(every: ofmkg.KnowledgeGraph, said: Words) -> None:
    rows = tables(glance(every.compare("aisi-2025", "musser-2023"), said))["Step"].rows
    assert [row[0] for row in rows] == [
        "AI Security Institute 2025a, biosecurity risk",
        "AI Security Institute 2025a, cybersecurity risk",
        "AI Security Institute 2025a, disinformation",
        "Musser 2023",
    ]


def test_what_was_not_coded_has_no_signs(every: ofmkg.KnowledgeGraph, said: Words) -> None:
    page = glance(every.compare("casper-2026", "sandoval-2026b"), said)
    assert "Step" not in tables(page)
    assert "Neither was coded step by step, which says nothing of the steps" in prose(page)
    assert "not directly comparable" not in prose(page)
    assert "the threats cannot be compared" in prose(page)
    assert "They give the same answer on lasting effect of safeguards" in prose(page)


@pytest.fixture
def many(kg: ofmkg.KnowledgeGraph) -> Comparison:
    """Return a comparison with five questions on which the sources have the works differ."""
    rows = tuple(
        AssumptionRow(
            f"q{n}",
            f"Question {n}",
            (),
            (stance("assumption", "tacit", "another"),),
            (replace(stance("finding", "found", "itself"), position="fail", label="They fail"),),
            "takes-position",
            "takes-position",
            "opposed",
            "opposed",
            "source",
        )
        for n in range(5)
    )
    return replace(kg.compare("gopal-2023", "musser-2023"), assumptions=Assumptions(opposed=rows))


def test_a_screen_shows_the_first_and_counts_the_others(many: Comparison, said: Words) -> None:
    words = replace(WORDS, states=said.states, lists={**said.lists, **WORDS.lists})
    page = glance(many, words)
    assert [row[0] for row in tables(page)[BY_SOURCE].rows] == [
        f"Question {n} (opposed)" for n in range(3)
    ]
    assert "2 more questions on which answers differ are not shown." in prose(page)
    assert quoted(many, words)[0].endswith(
        "Their answers are opposed on "
        + ", ".join(
            f"question {n} (Gopal et al. 2023: according to Judge 2024, assumes (tacit) "
            '"They hold"; Musser 2023: shows with evidence "They fail")'
            for n in range(3)
        )
        + " and 2 more."
    )


def test_a_citation_says_what_was_compared_and_up_to_when(
    kg: ofmkg.KnowledgeGraph, said: Words
) -> None:
    assert citation(kg.compare("gopal-2023", "musser-2023"), said) == (
        "(As read by Kapoor et al., evidence up to 2024-02-27. Codings are readings by coders, not "
        f"scores given by the authors.) Source: ofmkg {ofmkg.__version__}, "
        "https://w3id.org/ofmkg, comparison of gopal-2023 and musser-2023; framework for assessing "
        "the marginal misuse risk of open foundation models."
    )
