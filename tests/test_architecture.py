"""The rooms of the code: one direction, no circle, few floors, and a page that shows them."""

import networkx as nx
import pytest
import rooms


@pytest.fixture(scope="module")
def drawn() -> nx.DiGraph:
    """Return the imports of the code."""
    found = rooms.imports()
    assert len(found) > 150
    return found


def test_no_modules_import_each_other(drawn: nx.DiGraph) -> None:
    assert rooms.circles(drawn) == []
    assert rooms.circles(nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c")])) == [["a", "b"]]


def test_there_are_few_floors(drawn: nx.DiGraph) -> None:
    assert rooms.floors(drawn) <= 8
    text = "ofmkg.pages.text"
    tower = nx.DiGraph([("ofmkg.cli.app", text), (text, "ofmkg.errors")])
    assert rooms.floors(tower) == 3
    with pytest.raises(nx.NetworkXUnfeasible):  # an import that points back up
        rooms.floors(nx.DiGraph([*tower.edges, (text, "ofmkg.cli.output")]))


def test_the_page_shows_the_code_as_it_is(drawn: nx.DiGraph) -> None:
    page = rooms.PAGE.read_text(encoding="utf-8")
    assert rooms.written(page, drawn) == page, "bring it up to date: python docs/make.py"
