"""Pages as text for a terminal."""

import re

import pytest
from rich.console import Console

import ofmkg
from ofmkg.pages.blocks import Heading, Item, Items, Paragraph, Table
from ofmkg.pages.text import COLOURS, coloured, to_text
from ofmkg.pages.words import words


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


STATES = (
    Table(("Study", "Step"), (("a", "■\naddressed"), ("b", "◧ or ■ 2 – 1"))),
    Items((Item("· not coded"), Item("a: ◇ assumed"), Item("nobody – so far – says so"))),
)


def test_states_are_coloured_on_a_terminal() -> None:
    text = to_text(STATES, Console(width=60, force_terminal=True, color_system="standard"))
    for sign, code in (("■", 32), ("◧", 33), ("–", 36), ("·", 2), ("◇", 35)):
        assert f"\x1b[{code}m{sign}\x1b[0m" in text
    assert "nobody – so far – says so" in text  # a dash is no sign


def test_without_colour_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    refused = to_text(STATES, Console(width=60, force_terminal=True, color_system="standard"))
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", refused)
    piped = to_text(STATES, Console(width=60, color_system=None))
    assert "\x1b" not in piped
    assert "◧ or ■ 2 – 1" in piped and "- a: ◇ assumed" in piped


def test_each_sign_of_a_state_has_a_colour(kg: ofmkg.KnowledgeGraph) -> None:
    assert {state.symbol for state in words(kg).states.values()} == set(COLOURS)
    assert [span.style for span in coloured("■ ◧+ –* ·").spans] == [
        "green",
        "yellow",
        "cyan",
        "dim",
    ]
