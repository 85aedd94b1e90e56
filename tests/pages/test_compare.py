"""A comparison as text: no line about a work without its source, and words that are fair."""

from rich.console import Console

import ofmkg
from ofmkg.pages.blocks import Items
from ofmkg.pages.compare import document
from ofmkg.pages.text import to_text
from ofmkg.pages.words import Words


def test_every_stance_line_of_a_comparison_carries_its_source(
    kg: ofmkg.KnowledgeGraph, said: Words
) -> None:
    c = kg.compare("gopal-2023", "kapoor-2024")
    blocks = document(c, said)
    titles = {
        row.label: len(row.a) + len(row.b)
        for name in c.assumptions.__slots__
        for row in getattr(c.assumptions, name)
    }
    seen = 0
    for block in blocks:
        for item in block.items if isinstance(block, Items) else ():
            if item.text.split(" (")[0] in titles and "bears on" in item.text:
                for line in item.details:
                    if not line.endswith("nothing recorded."):
                        assert "[" in line and "Kapoor et al. 2024, " in line, line
                        seen += 1
    assert seen == sum(titles.values())


def test_fair_words(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    works = [row.study for row in kg.matrix().rows] + ["kapoor-2024", "batalis-2023"]
    for other in works:
        text = to_text(
            document(kg.compare("gopal-2023", other), said), Console(width=80, color_system=None)
        ).lower()
        flat = " ".join(text.split())
        assert "incomplete does not mean flawed" in flat
        for word in (
            "failed to",
            "flaws",
            "admits",
            "fails to",
            "weakness of the study",
            "score of",
        ):
            assert word not in flat


def test_works_that_share_an_answer_are_said_to_have_others_not_to_share_one_more(
    every: ofmkg.KnowledgeGraph, said: Words
) -> None:
    found = to_text(
        document(every.compare("casper-2026", "sandoval-2026b"), said),
        Console(width=400, color_system=None),
    )
    assert (
        "They give the same answer on lasting effect of safeguards in open weights (they have "
        "other answers as well)." in found
    )
    assert "they also share an answer" not in found
