"""A sheet to contest a coding: filled in with what stands now, added beside it, never over it."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import ofmkg
from ofmkg.api import state
from ofmkg.api.app import create_app
from ofmkg.api.settings import Settings
from ofmkg.errors import UnknownIdError
from ofmkg.sheets import tree
from ofmkg.sheets.adding import add
from ofmkg.sheets.correction import correction

STEP = "marginal-risk-evidence"


@pytest.fixture(scope="module")
def kg() -> ofmkg.KnowledgeGraph:
    """Return the built-in graph."""
    return ofmkg.load()


def test_what_stands_now_is_filled_in(kg: ofmkg.KnowledgeGraph) -> None:
    data = tree.parse(correction(kg, "hazell-2023", [STEP], "2026-11-23")).value
    assert data["work"] == {"id": "hazell-2023"}
    (analysis,) = data["analyses"]
    assert (analysis["vector"], analysis["adopted"]) == ("spear-phishing", "no")
    cell = next(r for r in kg.matrix().rows if r.study == "hazell-2023").cells[3]
    (coding,) = analysis["codings"]
    assert coding == {
        "step": STEP,
        "outcome": "absent",
        "rationale": cell.rationale,
        "missing": list(cell.missing),
        "locator": cell.locator,
    }


def test_all_steps_come_in_order(kg: ofmkg.KnowledgeGraph) -> None:
    data = tree.parse(correction(kg, "hazell-2023", (), "2026-11-23")).value
    steps = [coding["step"] for coding in data["analyses"][0]["codings"]]
    assert steps == [step.step for step in kg.frame().steps]


def test_a_study_that_is_not_called_as_its_work_is_named() -> None:
    text = correction(ofmkg.load(), "bengio-2026-csam", [STEP], "2026-11-23")
    data = tree.parse(text).value
    assert data["work"]["id"] == "bengio-2026"
    assert data["analyses"][0]["study"] == "bengio-2026-csam"


def test_it_stands_beside_what_is_in_use(kg: ofmkg.KnowledgeGraph, tmp_path: Path) -> None:
    text = correction(kg, "hazell-2023", [STEP], "2026-11-23")
    for key, value in (("extent", "full"), ("source", "the paper"), ("sections", "all")):
        start = text.index(f"  {key}:")
        end = text.index("\n", start)
        text = f"{text[:start]}  {key}: {value}{text[end:]}"
    sheet = tmp_path / "mine.yaml"
    sheet.write_text(text.replace("outcome: absent", "outcome: addressed"), encoding="utf-8")
    done = add(sheet, tmp_path / "own")
    assert done.target is not None, (done.mistakes, done.report)
    row = next(r for r in ofmkg.load([tmp_path / "own"]).matrix().rows if r.study == "hazell-2023")
    assert (row.cells[3].outcome, row.cells[3].coder) == ("absent", "first-coder")
    assert [(o.coder, o.outcome, o.text_read) for o in row.cells[3].others] == [
        ("me", "addressed", "full"),
        ("second-coder", "partial", "full"),
    ]


def test_what_there_is_not(kg: ofmkg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownIdError, match=r"'nope' is no step of marginal-risk; its"):
        correction(kg, "hazell-2023", ["nope"], "2026-11-23")
    with pytest.raises(UnknownIdError, match="hazell-2023"):
        correction(kg, "hazel-2023", [STEP], "2026-11-23")


def test_over_http_and_linked_from_the_page() -> None:
    with TestClient(create_app(Settings(), state.load(Settings()))) as client:
        page = client.get("/study/hazell-2023", headers={"Accept": "text/html"}).text
        link = f"/correction?study=hazell-2023&amp;step={STEP}"
        assert link in page
        found = client.get(link.replace("&amp;", "&"))
        assert found.status_code == 200
        assert found.headers["content-type"].startswith("application/yaml")
        assert tree.parse(found.text).value["analyses"][0]["codings"][0]["step"] == STEP
        assert client.get("/correction?study=hazel-2023").status_code == 404
        assert client.get("/correction?study=hazell-2023&step=nope").status_code == 404
