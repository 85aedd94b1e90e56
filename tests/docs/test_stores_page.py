"""The page on stores names variables that are read, and commands that there are."""

import re
from pathlib import Path

from ofmkg.cli.app import app
from ofmkg.graph.stores import settings

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "stores.md").read_text(encoding="utf-8")


def test_every_variable_is_told_and_exists() -> None:
    told = set(re.findall(r"OFMKG_STORE_[A-Z_]+", PAGE))
    read = set(re.findall(r'"(OFMKG_STORE_[A-Z_]+)"', Path(settings.__file__).read_text("utf-8")))
    assert told == read


def test_commands_exist() -> None:
    named = {c.callback.__name__ for c in app.registered_commands if c.callback}
    told = set(re.findall(r"(?:\$ |`)ofmkg ([a-z]+)", PAGE))
    assert len(told) > 5
    assert told <= named


def test_the_tests_need_what_the_page_says_was_tried() -> None:
    needed = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "virtuoso-opensource-7" in needed
