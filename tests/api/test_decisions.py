"""The form to decide between readings: both readings, a command, a file; nothing is kept."""

from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import ofmkg
from ofmkg.sheets.adjudicating import Choice, adjudicate

HTML = {"Accept": "text/html"}
STUDY = "hazell-2023"


@pytest.fixture(scope="module")
def cell() -> dict[str, str]:
    """Return a cell on which coders differ."""
    rows = ofmkg.load().query("contested-cells", study=STUDY).dicts()
    return {"study": STUDY, "step": min(row["step"].rsplit("/", 1)[1] for row in rows)}


def test_both_readings_stand_beside_each_other(client: TestClient, cell: dict[str, str]) -> None:
    page = unescape(client.get("/decide", params=cell, headers=HTML).text)
    rows = ofmkg.load().query("double-codings", **cell).dicts()
    assert len(rows) == 2
    for row in rows:
        assert row["rationale"] in page
        assert row["locator"] in page
    assert "addressed if" in page
    assert "ofmkg adopt" not in page


def test_a_choice_becomes_a_command_and_the_file_that_it_writes(
    client: TestClient, cell: dict[str, str], tmp_path: Path
) -> None:
    said = {"coder": "second-coder", "reason": 'It\'s "so"; <b>', "by": "R. Reader"}
    page = client.get("/decide", params={**cell, **said}, headers=HTML).text
    assert "<b>" not in page
    command = unescape(page.split('<pre class="command" tabindex="0">')[1].split("</pre>")[0])
    assert command.startswith(f"ofmkg adopt {STUDY} --step {cell['step']} --coder second-coder")
    file = client.get("/decide.ttl", params={**cell, **said})
    assert file.headers["content-type"].startswith("text/turtle")
    given = Choice(
        cell["study"], cell["step"], "", *said.values(),
        client.app.state.served.now.loaded.date().isoformat(), "marginal-risk",
    )  # fmt: skip
    target, _ = adjudicate(given, tmp_path)
    assert target is not None
    assert file.text == target.read_text(encoding="utf-8")


def test_the_page_of_agreement_leads_there(client: TestClient, cell: dict[str, str]) -> None:
    page = client.get("/agreement", headers=HTML).text
    assert f"/decide?study={cell['study']}&amp;step={cell['step']}" in page


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"study": "nobody", "step": "existing-risk"}, 404),
        ({"study": STUDY, "step": "nothing"}, 404),
        ({"study": STUDY}, 400),
        ({"study": STUDY, "step": "existing-risk", "x": "y"}, 400),
    ],
)
def test_what_is_not_there(client: TestClient, params: dict[str, str], status: int) -> None:
    assert client.get("/decide", params=params, headers=HTML).status_code == status


def test_a_file_needs_a_choice(client: TestClient, cell: dict[str, str]) -> None:
    assert client.get("/decide.ttl", params=cell).status_code == 400
    said = {"coder": "nobody", "reason": "So.", "by": "R. Reader"}
    assert client.get("/decide.ttl", params={**cell, **said}).status_code == 400
