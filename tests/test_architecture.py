"""The rooms of the code: one direction, no circle, few floors, and a page that shows them."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import networkx as nx
import pytest

DOCS = Path(__file__).resolve().parent.parent / "docs"


@pytest.fixture(scope="module")
def rooms() -> Iterator[ModuleType]:
    """Return the module that draws the rooms."""
    sys.path.insert(0, str(DOCS))
    import rooms

    yield rooms
    sys.path.remove(str(DOCS))


@pytest.fixture(scope="module")
def drawn(rooms: ModuleType) -> nx.DiGraph:
    """Return the imports of the code."""
    found = rooms.imports()
    assert len(found) > 150
    return found


def test_no_modules_import_each_other(rooms: ModuleType, drawn: nx.DiGraph) -> None:
    assert rooms.circles(drawn) == []
    assert rooms.circles(nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c")])) == [["a", "b"]]


def test_there_are_few_floors(rooms: ModuleType, drawn: nx.DiGraph) -> None:
    assert rooms.floors(drawn) <= 8
    text = "ofmkg.pages.text"
    tower = nx.DiGraph([("ofmkg.cli.app", text), (text, "ofmkg.errors")])
    assert rooms.floors(tower) == 3
    with pytest.raises(nx.NetworkXUnfeasible):  # an import that points back up
        rooms.floors(nx.DiGraph([*tower.edges, (text, "ofmkg.cli.output")]))


def test_the_page_shows_the_code_as_it_is(rooms: ModuleType, drawn: nx.DiGraph) -> None:
    page = rooms.PAGE.read_text(encoding="utf-8")
    assert rooms.written(page, drawn) == page, "bring it up to date: python docs/make.py"
