"""`--lang`: pages in another language; formats for programs stay as they are."""

import pytest

from ofmkg.analyses.declaration import analyses
from ofmkg.cli import app as cli


def run(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> tuple[int, str, str]:
    """Return exit code, output and messages of a command."""
    monkeypatch.setattr("sys.argv", ["ofmkg", *command.split()])
    with pytest.raises(SystemExit) as left:
        cli.main()
    out, err = capsys.readouterr()
    assert isinstance(left.value.code, int)
    return left.value.code, out, err


@pytest.mark.parametrize("form", ["text", "md", "latex", "html"])
def test_pages_speak_korean(
    form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = f"timeline actor-skill --format {form}"
    code, korean, _ = run(f"{asked} --lang ko", capsys, monkeypatch)
    english = run(asked, capsys, monkeypatch)[1]
    assert code == 0
    assert "시기별 답: " in korean
    assert "Answers over time" not in korean
    assert "Answers over time" in english
    assert run(f"{asked} --lang en", capsys, monkeypatch)[1] == english
    if form == "html":
        assert '<html lang="ko">' in korean
        assert '<html lang="en">' in english


@pytest.mark.parametrize("form", ["json", "csv"])
def test_formats_for_programs_stay_english(
    form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = f"timeline actor-skill --format {form}"
    assert run(f"{asked} --lang ko", capsys, monkeypatch) == run(asked, capsys, monkeypatch)


@pytest.mark.parametrize("name", [each.name for each in analyses() if each.layout])
def test_another_language_is_one_line_and_code_two(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = run(f"{name} x y --lang xx", capsys, monkeypatch)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "--lang" in err
    assert "'xx' is not one of 'en', 'ko'" in err


def test_what_has_no_page_has_no_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, err = run("argument --format dot --lang ko", capsys, monkeypatch)
    assert code == 2
    assert "--lang" in err


@pytest.mark.parametrize("command", ["matrix", "compare gopal-2023 musser-2023", "load", "serve"])
def test_an_option_that_is_gone_says_so(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = run(f"{command} --later", capsys, monkeypatch)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "--later is not needed any more" in err
    assert "not needed" not in run(f"{command} --latter", capsys, monkeypatch)[2]


def test_a_table_on_studies_is_of_one_collection_and_says_of_which(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def rows(options: str) -> tuple[list[str], str]:
        code, out, err = run(f"query cells --format csv {options}", capsys, monkeypatch)
        assert code == 0
        return out.splitlines()[1:], err

    every, said = rows("--collection all")
    assert said == ""
    usual, said = rows("")
    assert said.startswith("ofmkg: Of the collection kapoor-2024; --collection all shows all")
    assert usual == [row for row in every if "/collection/kapoor-2024" in row]
    later, said = rows("--collection later")
    assert (later, said) == ([row for row in every if "/collection/later" in row], "")
    one, said = rows("--param study=mouton-2024")
    assert (len(one) > 0, said) == (True, "")
    listed = run("query collections --format csv", capsys, monkeypatch)
    assert "/collection/later" in listed[1]
    assert listed[2] == ""
