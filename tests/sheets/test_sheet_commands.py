"""The commands about sheets, as one uses them."""

import json
import os
from pathlib import Path

import jsonschema
import pytest
from sheet_commands import run

from ofmkg.errors import UnknownIdError, UnreadableError, UsageError
from ofmkg.graph.resources import room
from ofmkg.sheets import tree

SHEETS = room("data") / "later" / "sheets"
HONG = SHEETS / "hong-2026.yaml"


def filled(path: Path) -> Path:
    """Make a new sheet and fill in what it asks for."""
    run("sheet", "new", "smith-2026", "--vector", "biosecurity", "-o", path)
    text = path.read_text(encoding="utf-8")
    answers = {
        "  label:\n": "  label: Smith 2026\n",
        "title:\n": "title: A test\n",
        "authors:\n": "authors: Smith, A.\n",
        "issued:\n": "issued: 2026-02\n",
        "kind:\n": "kind: report\n",
        "extent:\n": "extent: full\n",
        "source:\n": "source: the file of the publisher\n",
        "sections:\n": "sections: all\n",
        "value:\n": "value: partly\n",
        "outcome:\n": "outcome: partial\n",
        "rationale:\n": "rationale: Some of it is there.\n",
        "missing: []\n": "missing: [the rest]\n",
        "locator:\n": "locator: page 1\n",
    }
    for old, new in answers.items():
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return path


def test_from_a_new_sheet_to_ones_study_in_the_matrix(tmp_path: Path) -> None:
    sheet, own = filled(tmp_path / "smith.yaml"), tmp_path / "own"
    assert "nothing wrong" in run("sheet", "check", sheet).output
    added = run("add", sheet, "--data", own)
    assert added.exit_code == 0, added.output
    shown = run("matrix", "--collection", "own", "--data", own).output
    assert "Smith 2026" in shown
    back = run("sheet", "export", "smith-2026", "--data", own)
    assert tree.parse(back.output).value["work"]["title"] == "A test"
    again = tmp_path / "again.yaml"
    again.write_text(back.output, encoding="utf-8")
    before = (own / "smith-2026.ttl").read_bytes()
    assert run("add", again, "--data", own).exit_code == 0
    assert (own / "smith-2026.ttl").read_bytes() == before


def test_a_sheet_with_mistakes_writes_nothing(tmp_path: Path) -> None:
    sheet = tmp_path / "hong.yaml"
    sheet.write_text(HONG.read_text(encoding="utf-8").replace("step: existing-risk", "step: x"))
    for command in (["sheet", "check", sheet], ["add", sheet, "--data", tmp_path / "own"]):
        result = run(*command)
        assert result.exit_code == 1
        assert f"{sheet}, line " in result.output
        assert "Found 1 thing to mend." in result.output
    assert not (tmp_path / "own").exists()


def test_a_work_that_brings_a_question_and_an_answer_to_it(tmp_path: Path) -> None:
    sheet, own = filled(tmp_path / "smith.yaml"), tmp_path / "own"
    text = sheet.read_text(encoding="utf-8").replace(
        "  positions: []",
        "  positions:\n"
        "  - {id: p1, question: smith-q, answer: smith-yes, mode: stated,\n"
        "     statement: It does., locator: page 2}",
    )
    text += (
        "questions:\n- id: smith-q\n  label: Smith's question\n  text: Does it?\n"
        "  steps: [existing-risk]\n  answers:\n"
        "  - {id: smith-yes, label: It does}\n"
        "  - {id: smith-no, label: No, excludes: [smith-yes]}\n"
        "- id: web-information\n  answers:\n  - {id: smith-web, label: Hard to tell}\n"
    )
    sheet.write_text(text, encoding="utf-8")
    added = run("add", sheet, "--data", own)
    assert added.exit_code == 0, added.output
    assert "It does" in run("question", "smith-q", "--data", own).output
    back = tree.parse(run("sheet", "export", "smith-2026", "--data", own).output).value
    assert back["questions"] == tree.read(sheet).value["questions"]
    sheet.write_text(text.replace("  text: Does it?\n", ""), encoding="utf-8")
    assert "add text" in run("sheet", "check", sheet).output


def test_what_only_the_shapes_find_writes_nothing(tmp_path: Path) -> None:
    """Two sheets that describe one collection differently are each right, but not together."""
    own = tmp_path / "own"
    assert run("add", filled(tmp_path / "a.yaml"), "--data", own).exit_code == 0
    other = tmp_path / "b.yaml"
    text = (tmp_path / "a.yaml").read_text(encoding="utf-8")
    other.write_text(
        text.replace("smith-2026", "smith-2027").replace("  cutoff: '", "  cutoff: '1999' # '"),
        encoding="utf-8",
    )
    result = run("add", other, "--data", own)
    assert result.exit_code == 1
    assert "ofmsh:" not in result.output
    assert "up to which day" in result.output
    assert [path.name for path in own.iterdir()] == ["smith-2026.ttl"]


def test_a_write_that_breaks_off_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(UsageError, match="the disk is full"):
        run("add", HONG, "--data", tmp_path / "own")
    assert list((tmp_path / "own").iterdir()) == []


def test_a_file_of_another_sheet_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "hong-2026.ttl"
    target.write_text("<urn:a> <urn:b> <urn:c> .")
    with pytest.raises(UsageError, match="is there already"):
        run("add", HONG, "--data", tmp_path)
    assert target.read_text() == "<urn:a> <urn:b> <urn:c> ."


def test_a_new_sheet_never_overwrites_one(tmp_path: Path) -> None:
    sheet = tmp_path / "smith.yaml"
    run("sheet", "new", "smith-2026", "-o", sheet)
    with pytest.raises(UsageError, match="is there already"):
        run("sheet", "new", "smith-2026", "-o", sheet)


def test_errors_of_use() -> None:
    with pytest.raises(UsageError, match="is no id"):
        run("sheet", "new", "Smith 2026")
    with pytest.raises(UsageError, match=r"no misuse vector 'csm'\. Did you mean csam"):
        run("sheet", "new", "smith-2026", "--vector", "csm")
    with pytest.raises(UnreadableError, match="does not exist"):
        run("sheet", "check", "nowhere.yaml")
    with pytest.raises(UnknownIdError, match="Did you mean hong-2026"):
        run("sheet", "export", "hong-2025")
    with pytest.raises(UnknownIdError, match="There is no sheet of 'sastry-2021'"):
        run("sheet", "export", "sastry-2021")


@pytest.mark.parametrize("name", ["hong-2026", "bengio-2026-ncii"])
def test_a_study_leads_to_the_sheet_of_its_work(name: str) -> None:
    found = tree.parse(run("sheet", "export", name).output).value
    file = SHEETS / f"{found['work']['id']}.yaml"
    assert found == tree.read(file).value


def test_the_schema_takes_our_sheets_and_refuses_others() -> None:
    schema = json.loads(run("sheet", "schema").output)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for path in sorted(SHEETS.glob("*.yaml")):
        assert list(validator.iter_errors(tree.read(path).value)) == [], path
    wrong = tree.read(HONG).value
    wrong["analyses"][0]["codings"][0]["step"] = "none"
    (error,) = validator.iter_errors(wrong)
    assert "'none' is not one of" in error.message
