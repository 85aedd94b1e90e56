"""Answers on record, and what is missing, as tables that one scans: whose word each row is."""

from collections import Counter

from seven import seven

import ofmkg
from ofmkg.analyses.holdings import HoldingRow, holdings
from ofmkg.graph.rows import read
from ofmkg.graph.scenarios import Scenario
from ofmkg.pages.blocks import Heading, Page, Table
from ofmkg.pages.briefs import document
from ofmkg.pages.words import Words

HEADS = ("Question", "Study or work", "How, and by whose word", "What is on record")


def tables(page: Page, title: str) -> list[Table]:
    """Return the tables below a heading of the second level."""
    heads = [n for n, block in enumerate(page) if isinstance(block, Heading) and block.level <= 2]
    here = next(n for n in heads if page[n].text == title)  # type: ignore[union-attr]
    end = next((n for n in heads if n > here), len(page))
    return [block for block in page[here:end] if isinstance(block, Table)]


def test_a_row_tells_whose_word_it_is(every: ofmkg.KnowledgeGraph, said: Words) -> None:
    brief = every.vector("biosecurity")
    found = tables(document(brief, said), "Answers on record, by question")
    assert [table.columns[:4] for table in found] == [HEADS] * 3  # of each collection one
    rows = [row for table in found for row in table.rows]
    section = next(s for s in brief.sections if s.id == "answers")
    held = holdings(read(section.rows, HoldingRow), "", ())
    assert len(rows) == len(held)
    others = [h for h in held if h.stance.voice == "another"]
    assert others
    told = Counter(row[2].rsplit(" ", 4)[0] for row in rows if "Kapoor et al. 2024" in row[2])
    assert sum(told.values()) == len(others)
    assert not any("we infer" in row[2] for row in rows)  # that stands apart


def test_inferences_that_are_taken_in_say_so_in_their_row(said: Words) -> None:
    kg = seven(Scenario(with_inferences=True))
    page = document(kg.study("gopal-2023"), said)
    (table,) = tables(page, "Answers on record, by question")
    ours = [row[1] for row in table.rows if row[0] == "Closed-model safeguards"]
    assert ours == ["As only we infer, the source does not say so: assumes (tacit)"]
    assert "In our words: " in next(r[2] for r in table.rows if r[0] == "Closed-model safeguards")


def test_who_answers_stands_once_where_it_is_the_same(
    every: ofmkg.KnowledgeGraph, said: Words
) -> None:
    page = document(every.study("gopal-2023"), said)
    (table,) = tables(page, "Answers on record, by question")
    assert table.columns == (HEADS[0], *HEADS[2:], "Read, and where")
    assert "question-actor-skill" in table.anchors


def test_what_is_missing_has_a_row_for_each_step_of_a_study(
    every: ofmkg.KnowledgeGraph, said: Words
) -> None:
    brief = every.vector("biosecurity")
    found = tables(document(brief, said), "Recorded as missing")
    steps = {(row["study"], row["step"]) for row in brief.rows("missing")}
    assert sum(len(table.rows) for table in found) == len(steps)
    for table in found:
        assert table.columns == ("Study", "Step", "What is missing", "As read", "Read, and where")
    lines = [line for table in found for row in table.rows for line in row[2].split("\n")]
    assert len(lines) == len(brief.rows("missing"))
