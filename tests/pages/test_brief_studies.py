"""The table of studies on the page of a vector."""

import ofmkg
from ofmkg.pages.blocks import Paragraph, Table
from ofmkg.pages.brief_studies import table
from ofmkg.pages.words import Words


def test_a_row_of_each_study(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    shown, note = table(kg.vector("spear-phishing"), said)
    assert isinstance(shown, Table) and isinstance(note, Paragraph)
    (row,) = (row for row in shown.rows if row[0].startswith("Hazell 2023"))
    assert row[0].split("\n")[1:] == [
        "Large Language Models Can Be Used To Effectively Scale Spear Phishing Campaigns.",
        "As read by Kapoor et al.",
    ]
    assert row[1] == "only as another work presents it [Kapoor et al. 2024, Table 1; B.1]"
    assert row[2].startswith("■ ◧ ◧ or –")
    assert row[3] == "–"  # what another work says of it is no answer by its own word
    assert note.text.startswith("■ addressed; ")


def test_answers_are_those_by_its_own_word(every: ofmkg.KnowledgeGraph, said: Words) -> None:
    brief = every.vector("spear-phishing")
    shown, _ = table(brief, said)
    assert isinstance(shown, Table)
    (row,) = (row for row in shown.rows if row[0].startswith("Heiding et al. 2024"))
    own = {
        each["positionLabel"]
        for each in brief.rows("answers")
        if each["holder"] == "heiding-2024" and each["voice"] == "itself"
    }
    assert row[3] == f'"They can be defeated"; {len(own) - 1} more'
    assert "They can be defeated" in {label.rstrip(".") for label in own}
    assert row[4] == "2024-11-30"
    (row,) = (row for row in shown.rows if row[0].startswith("Grattafiori et al. 2024"))
    assert row[3:] == ("–", "2024-07-31")  # dated, though it answers nothing about this threat


def test_a_brief_without_cells_has_none(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    assert list(table(kg.release("llama-2"), said)) == []
