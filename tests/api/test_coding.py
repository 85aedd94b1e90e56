"""What the form for coding asks of the service: its words, and a sheet read or checked; no more."""

import json
from pathlib import Path

import pytest
import yaml
from fastapi.testclient import TestClient

from ofmkg.api.settings import Settings
from ofmkg.graph.resources import room
from ofmkg.sheets.adding import check_file
from ofmkg.sheets.model import Sheet

YAML = {"Content-Type": "application/yaml"}
SHEET = """\
work: {id: x-2026, label: X 2026, title: A title, authors: "X, A.", issued: 2026, kind: report}
collection: {id: own, label: ours, cutoff: 2026-03-01, caveats: [Coded once.]}
coder: {id: me, label: me}
coded_on: 2026-03-01
framework: marginal-risk
text_read: {extent: full, source: the report, sections: all}
analyses:
- vector: biosecurity
  codings:
  - {step: existing-risk, outcome: addressed, rationale: It counts cases., locator: p. 3}
"""


def test_the_form_has_its_own_words_and_those_of_the_graph(client: TestClient) -> None:
    found = client.get("/code/schema.json").json()
    assert found["language"] == "en"
    assert set(found["schema"]["properties"]) == set(Sheet.model_fields)
    (framework,) = found["frameworks"]
    assert [each["id"] for each in framework["steps"]][:2] == [
        "threat-identification",
        "existing-risk",
    ]
    assert [each["label"] for each in framework["steps"][0]["criteria"]] == [
        "addressed if",
        "in part if",
        "absent if",
    ]
    question = next(each for each in found["questions"] if each["id"] == "closed-safeguards")
    assert question["steps"] == ["marginal-risk-evidence"]
    assert question["text"].startswith("Are safeguards on closed models effective")
    answers = {each["id"]: each for each in question["answers"]}
    assert answers["safeguards-hold"]["text"].startswith("The safeguards of closed models keep")
    assert answers["closed-not-compared"]["handling"] is True
    assert {each["id"] for each in found["kinds"]["Outcome"]} == {
        "addressed", "partial", "absent", "not-judged",
    }  # fmt: skip


def test_it_names_no_reading_of_others(client: TestClient) -> None:
    """Who codes a work must not see by the form what others read in it."""
    text = client.get("/code/schema.json").text
    assert "c-hazell" not in text
    assert '"Claim"' not in json.dumps(list(json.loads(text)["kinds"]))


def test_it_speaks_korean(client: TestClient) -> None:
    answer = client.get("/code/schema.json", headers={"Accept-Language": "ko"})
    assert "Accept-Language" in answer.headers["vary"]
    found = answer.json()
    assert found["say"]["parts"]["work"] == "문헌"
    assert {each["label"] for each in found["kinds"]["Outcome"]} >= {"다룸", "없음"}
    assert found["frameworks"][0]["steps"][0]["criteria"][0]["label"] != "addressed if"


def test_a_sheet_that_is_right(client: TestClient, tmp_path: Path) -> None:
    answer = client.post("/code/check", content=SHEET, headers=YAML)
    found = answer.json()
    assert (found["valid"], found["mistakes"]) == (True, [])
    assert {each["place"][0] for each in found["warnings"]} <= {"analyses"}
    assert "biosecurity: a new study, x-2026." in found["sentences"]
    assert answer.headers["cache-control"] == "no-store"
    (tmp_path / "x.yaml").write_text(SHEET, encoding="utf-8")
    assert check_file(tmp_path / "x.yaml").mistakes == ()


@pytest.mark.parametrize(
    ("before", "after", "place", "words"),
    [
        ("id: x-2026", "id: X 2026", ["work", "id"], "is no id"),
        ("sections: all", "", ["text_read", "sections"], "is missing; add it."),
        ("outcome: addressed", "outcome: adressed", ["analyses", 0, "codings", 0, "outcome"],
         "Did you mean addressed?"),
        ("extent: full", "extent: partial", ["analyses", 0, "codings", 0, "outcome"],
         "add lower_bound: yes"),
        ("step: existing-risk", "step: existing-risks", ["analyses", 0, "codings", 0, "step"],
         "existing-risk"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_as_on_the_command_line_with_its_place(
    client: TestClient, tmp_path: Path, before: str, after: str, place: list[str], words: str
) -> None:
    text = SHEET.replace(before, after)
    found = client.post("/code/check", content=text, headers=YAML).json()
    assert found["valid"] is False
    assert place in [each["place"] for each in found["mistakes"]]
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    told = [str(each) for each in check_file(tmp_path / "x.yaml").mistakes]
    assert [f"line {each['line']}: {each['message']}" for each in found["mistakes"]] == told
    assert any(words in each for each in told)


def test_a_sheet_is_read_as_the_text_that_is_written(client: TestClient) -> None:
    text = "work: {id: 012}\ncoded_on: 2026-03-01\nby_developer: no\nnote:\n"
    found = client.post("/code/read", content=text, headers=YAML).json()
    assert found == {
        "sheet": {"work": {"id": "012"}, "coded_on": "2026-03-01", "by_developer": "no"},
        "mistakes": [],
    }
    for path in sorted((room("data") / "later" / "sheets").glob("*.yaml"))[:5]:
        found = client.post("/code/read", content=path.read_bytes(), headers=YAML).json()
        assert found["sheet"] == yaml.load(path.read_text("utf-8"), yaml.BaseLoader)


def test_what_hides_something_is_told(client: TestClient) -> None:
    found = client.post("/code/read", content="work: &a {id: x}\n", headers=YAML).json()
    assert found["sheet"] is None
    assert "refers by & or *" in found["mistakes"][0]["message"]


@pytest.mark.parametrize("path", ["/code/read", "/code/check"])
@pytest.mark.parametrize(
    ("content", "headers", "status", "kind"),
    [
        (b"a: b: c\n", YAML, 400, "unreadable-sheet"),
        (b"", YAML, 400, "unreadable-sheet"),
        (b"\xff\xfe", YAML, 400, "bad-request"),
        (b'a: "\\ud800"\n', YAML, 400, "unreadable-sheet"),
        (b"a: b\n", {"Content-Type": "application/xml"}, 415, "unsupported-media-type"),
        (b"a: b\n", {**YAML, "Content-Encoding": "gzip"}, 415, "unsupported-media-type"),
        (b"a" * (Settings().sheet_max_bytes + 1), YAML, 413, "sheet-too-long"),
    ],
)
def test_what_is_refused(
    client: TestClient, path: str, content: bytes, headers: dict[str, str], status: int, kind: str
) -> None:
    answer = client.post(path, content=content, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"].endswith(f"#{kind}")


def test_nothing_is_written(client: TestClient) -> None:
    served = client.app.state.served  # type: ignore[attr-defined]
    digest = served.now.digest
    client.post("/code/check", content=SHEET, headers=YAML)
    assert served.now.digest == digest
    assert client.get("/publication/x-2026").status_code == 404


def test_scripts_that_name_each_other_are_asked_for_again(client: TestClient) -> None:
    page = client.get("/code", headers={"Accept": "text/html"}).text
    named = page.split('src="/static/code.js')[1].split('"')[0]
    lasting = client.get(f"/static/code.js{named}").headers
    assert "immutable" in lasting["cache-control"]
    plain = client.get("/static/code-yaml.js").headers
    assert plain["cache-control"] == "no-cache"
    assert client.get("/static/code.js?v=old").headers["cache-control"] == "no-cache"
