"""Every analysis as a command: each format, other readings, and what is said of bad input."""

import json
from pathlib import Path

import pytest
from samples import crossed, every_nth

from ofmkg.cli import app as cli

# Each analysis as one asks for it, and a word that must be in what it shows.
COMMANDS = {
    "columns gopal-2023 hazell-2023 musser-2023": "they differ",
    "compare gopal-2023 hazell-2023 musser-2023": "they differ",
    "gaps": "addressed",
    "results": "10 results of 8 works on record",
    "question web-information": "What the internet already offers",
    "timeline actor-skill --vector biosecurity": "2023-11: According to Kapoor et al. 2024, Gopal",
    "disagreement d-bio-information-access": "diagnosis of Kapoor et al. 2024",
    "disagreements": "d-bio-information-access",
    "study gopal-2023": "first coder",
    "claim c-mouton-no-uplift": "Mouton et al. 2024",
    "vector biosecurity": "Mouton et al. 2024",
    "release llama-2": "inferred",
    "crux spear-phishing": "existing-defenses-hold",
    "crux hazell-2023 kapoor-2024": "existing-defenses-hold",
    "rests c-gopal-closed-safeguards": "1 goes with it",
    "standing": "not a verdict on the world",
    "needed": "What research is called for",
    "debate": "Questions that divide works",
    "robustness": "Alternatives",
    "agreement": "Cells to talk about",
    "cite gopal-2023": "Gopal, A.",
}


def run(arguments: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what a command prints that ends well."""
    monkeypatch.setattr("sys.argv", ["ofmkg", *arguments.split()])
    with pytest.raises(SystemExit) as left:
        cli.main()
    out, err = capsys.readouterr()
    assert left.value.code == 0, err
    return out


@pytest.mark.parametrize(("command", "form"), crossed(COMMANDS, ["text", "md", "latex", "html"]))
def test_shows_as_text(
    command: str, form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    shown = run(f"{command} --format {form}", capsys, monkeypatch)
    assert COMMANDS[command] in shown.replace("\\", "")
    assert shown.startswith("# ") is (form == "md")
    assert shown.startswith("<!DOCTYPE html>") is (form == "html")
    assert shown.startswith("%") is (form == "latex")


@pytest.mark.parametrize("command", every_nth(COMMANDS, 4))
def test_shows_in_korean(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    page = run(f"{command} --lang ko --format html", capsys, monkeypatch)
    assert '<html lang="ko">' in page
    assert json.loads(run(f"{command} --lang ko --format json", capsys, monkeypatch))


@pytest.mark.parametrize("command", COMMANDS)
def test_is_typed_json(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = json.loads(run(f"{command} --format json", capsys, monkeypatch))
    assert isinstance(found, dict)
    assert found


@pytest.mark.parametrize(
    "command", every_nth([name for name in COMMANDS if not name.startswith("cite")], 4)
)
def test_another_reading_is_named(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if command == "robustness":  # looks at all readings by itself
        return
    monkeypatch.setenv("COLUMNS", "400")
    shown = run(f"{command} --alternatives", capsys, monkeypatch)
    assert "What if? Read with the alternatives of ambiguous codings." in shown
    found = json.loads(run(f"{command} --alternatives --format json", capsys, monkeypatch))
    assert found["reading"] == {
        "alternatives": True,
        "without": [],
        "as_of": None,
        "with_inferences": False,
    }


@pytest.mark.parametrize(
    "command",
    [
        "question",
        "timeline",
        "disagreement",
        "study",
        "claim",
        "vector",
        "release",
        "crux",
        "rests",
        "cite",
    ],
)
def test_unknown_id_is_one_line_and_code_two(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["ofmkg", command, "nope-2099"])
    with pytest.raises(SystemExit) as left:
        cli.main()
    out, err = capsys.readouterr()
    assert (left.value.code, out) == (2, "")
    assert err.count("\n") == 1
    assert "nope-2099" in err


def test_nothing_is_shown_of_an_empty_corpus_but_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "note.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    for command in ("gaps", "debate", "needed", "robustness", "agreement", "disagreements"):
        run(f"{command} --data {tmp_path} --only-data", capsys, monkeypatch)
