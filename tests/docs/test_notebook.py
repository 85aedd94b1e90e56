"""The notebook runs, cell by cell, in fresh hands: what a cell ends in is shown in a notebook."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from ofmkg.graph.results import Figure

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "notebook.ipynb"


@pytest.fixture(scope="module")
def cells() -> list[dict[str, Any]]:
    """Return the cells of the notebook."""
    found: list[dict[str, Any]] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return found


def run(code: str, names: dict[str, Any]) -> object:
    """Run a cell, and return the value of its last line if that is an expression."""
    parsed = ast.parse(code)
    last = parsed.body[-1]
    if not isinstance(last, ast.Expr):
        exec(compile(parsed, NOTEBOOK.name, "exec"), names)
        return None
    parsed.body.pop()
    exec(compile(parsed, NOTEBOOK.name, "exec"), names)
    return eval(compile(ast.Expression(last.value), NOTEBOOK.name, "eval"), names)


def test_every_cell_runs_and_the_figure_is_drawn(cells: list[dict[str, Any]]) -> None:
    names: dict[str, Any] = {}
    shown = [run("".join(cell["source"]), names) for cell in cells if cell["cell_type"] == "code"]
    assert all(each is not None for each in [*shown[:1], *shown[2:]])  # the second one prints
    (figure,) = (each for each in shown if isinstance(each, Figure))
    assert "<svg " in figure.svg
    assert list(shown[-1]) == ["gaps.csv", "gaps.svg", "refs.bib"]  # type: ignore[call-overload]
    assert len(names["released"]) > 10
    assert len(names["results"]) > 5
    assert names["tables"]["kapoor-2024"].sum().sum() == 42


def test_it_holds_no_outputs_that_could_grow_old(cells: list[dict[str, Any]]) -> None:
    assert 18 <= len(cells) <= 26
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code)
    assert len({cell["id"] for cell in cells}) == len(cells)
