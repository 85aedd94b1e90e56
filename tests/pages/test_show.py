"""How results look: the parts that a wrong line would hide in."""

from rich.console import Console

import ofmkg
from ofmkg.graph.stores.memory import MemoryStore
from ofmkg.pages.blocks import Heading, Item, Items, Paragraph, Table
from ofmkg.pages.compare import document
from ofmkg.pages.markdown import to_markdown
from ofmkg.pages.messages import enumerated, lower_first, sentence
from ofmkg.pages.rows import rows_to_text
from ofmkg.pages.text import to_text
from ofmkg.pages.words import Words, count


def console(width: int = 80) -> Console:
    """Return a console of some width without colour."""
    return Console(width=width, color_system=None)


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


def test_text_wraps_and_indents() -> None:
    text = to_text(
        (Heading("Title", 1), Items((Item("word " * 20, ("more " * 20,)),)), Paragraph("End.")),
        console(40),
    )
    lines = text.splitlines()
    assert lines[:2] == ["Title", "====="]
    assert lines[2].startswith("- word")
    assert lines[3].startswith("  word")
    assert lines[-1] == "End."
    assert max(map(len, lines)) <= 40
    assert not any(line.endswith(" ") for line in lines)


def test_markdown_escapes_what_it_would_read_as_markup() -> None:
    text = to_markdown((Paragraph("*a* [b](c) <d> | e_f"), Table(("x",), (("a|b\nc",),))))
    assert r"\*a\* \[b\](c) \<d\> \| e\_f" in text
    assert text.endswith("| x |\n| --- |\n| a\\|b<br>c |\n")


def test_rows_become_records_where_they_are_too_wide() -> None:
    store = MemoryStore()
    rows = store.select('SELECT ("x" AS ?a) ("y" AS ?b) {}')
    assert rows_to_text(rows, console()) == "a b\n───\nx y\n"
    wide = store.select(f'SELECT ("{"x " * 30}" AS ?a) ("{"y " * 30}" AS ?b) (1/0 AS ?c) {{}}')
    lines = rows_to_text(wide, console(40)).splitlines()
    assert lines[0] == "1."
    assert lines[1].startswith("  a  x x")
    assert lines[2].startswith("     x x")
    assert not any("  c " in line for line in lines)
    assert rows_to_text(store.select("SELECT ?x { ?x ?y ?z }"), console()) == "(no rows)\n"


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
        text = to_text(document(kg.compare("gopal-2023", other), said), console()).lower()
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
