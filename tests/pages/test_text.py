"""Pages as text for a terminal."""

from rich.console import Console

from ofmkg.pages.blocks import Heading, Item, Items, Paragraph
from ofmkg.pages.text import to_text


def test_text_wraps_and_indents() -> None:
    text = to_text(
        (Heading("Title", 1), Items((Item("word " * 20, ("more " * 20,)),)), Paragraph("End.")),
        Console(width=40, color_system=None),
    )
    lines = text.splitlines()
    assert lines[:2] == ["Title", "====="]
    assert lines[2].startswith("- word")
    assert lines[3].startswith("  word")
    assert lines[-1] == "End."
    assert max(map(len, lines)) <= 40
    assert not any(line.endswith(" ") for line in lines)
