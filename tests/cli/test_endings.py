"""The ending of a file name says what is in the file, or the command says that it cannot."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ofmkg.cli import endings
from ofmkg.cli.app import app
from ofmkg.errors import UsageError
from ofmkg.sheets import files, tree


def run(*arguments: str | Path) -> Result:
    """Run a command; errors that the command line turns into a line and exit 2 are raised."""
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.parametrize(
    ("name", "kind", "fits"),
    [
        ("a.yaml", "YAML", True),
        ("a.YML", "YAML", True),
        ("a.xlsx", "YAML", False),
        ("a.json", "YAML", False),
        ("a.txt", "YAML", True),
        ("a", "YAML", True),
        ("a.b", "Turtle", True),
        ("a.owl", "RDF/XML", True),
        ("a.xml", "RDF/XML", True),
        ("a.owl", "Turtle", False),
        ("a.ttl.gz", "Turtle", False),
        ("a.json", "JSON-LD", True),
        ("a.jsonld", "JSON", False),
        ("a.xml", "GraphML", True),
    ],
)
def test_what_fits(name: str, kind: str, fits: bool) -> None:
    if fits:
        endings.require(Path(name), kind)
    else:
        with pytest.raises(UsageError, match=f"{name}: ends like .*, and {kind} is written; name"):
            endings.require(Path(name), kind)
    endings.require(None, kind)


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("m.docx", b"PK"),
        ("m.md", b"# Which steps"),
        ("m.TEX", b"% Made by ofmkg"),
        ("m.csv", b"study,"),
        ("m.json", b"{"),
        ("m.html", b"<!DOCTYPE html>"),
        ("m.svg", b"<?xml"),
        ("m.txt", b"Which steps"),
        ("m", b"Which steps"),
    ],
)
def test_a_file_is_written_in_the_format_that_it_ends_in(
    tmp_path: Path, name: str, begins: bytes
) -> None:
    run("matrix", "-o", tmp_path / name)
    assert (tmp_path / name).read_bytes().lstrip().startswith(begins)


def test_what_is_named_goes_before_what_a_file_ends_in(tmp_path: Path) -> None:
    run("matrix", "--format", "md", "-o", tmp_path / "m.txt")
    assert (tmp_path / "m.txt").read_bytes().startswith(b"# Which steps")
    for name in ("m.docx", "m.json"):
        with pytest.raises(UsageError, match="ends like"):
            run("matrix", "--format", "md", "-o", tmp_path / name)


@pytest.mark.parametrize("name", ["m.odt", "m.doc", "m.rtf"])
def test_no_text_is_written_where_a_document_is_hoped_for(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="ends like a document, and a text is written"):
        run("matrix", "-o", tmp_path / name)
    assert not (tmp_path / name).exists()


CORRECT = ("sheet", "correct", "gopal-2023", "--step", "existing-risk", "-o")


@pytest.mark.parametrize("name", ["c.xlsx", "c.csvs", "c.yaml"])
def test_a_correction_is_what_its_name_says(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    run(*CORRECT, target)
    assert target.is_dir() == (name == "c.csvs")
    if name == "c.xlsx":
        assert target.read_bytes()[:2] == b"PK"
    read = files.read(target).value
    assert read["work"]["id"] == "gopal-2023"
    assert [each["step"] for each in read["analyses"][0]["codings"]] == ["existing-risk"]
    assert read["analyses"][0]["codings"] == written(tmp_path)["analyses"][0]["codings"]
    before = target.stat().st_mtime_ns
    with pytest.raises(UsageError, match="is there already; name another"):
        run(*CORRECT, target)
    assert target.stat().st_mtime_ns == before


def written(folder: Path) -> dict[str, list[dict[str, object]]]:
    """Return the correction as YAML says it."""
    if not (folder / "plain.yml").exists():
        run(*CORRECT, folder / "plain.yml")
    value: dict[str, list[dict[str, object]]] = tree.read(folder / "plain.yml").value
    return value


@pytest.mark.parametrize(
    "command",
    [
        (*CORRECT, "c.ods"),
        (*CORRECT, "c.csv"),
        (*CORRECT, "c.json"),
        ("sheet", "new", "smith-2026", "-o", "s.docx"),
        ("sheet", "schema", "-o", "s.xlsx"),
        ("sheet", "export", "hong-2026", "-o", "s.html"),
        ("export", "--format", "turtle", "-o", "all.xlsx"),
        ("export", "--format", "nquads", "-o", "all.nq.gz"),
        ("argument", "--format", "dot", "-o", "a.svg"),
        ("backup", "all.ttl", "--store", "memory"),
    ],
)
def test_another_ending_is_refused_and_nothing_written(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as caught:
        run(*command)
    assert "\n" not in str(caught.value)
    assert command[-1] in str(caught.value) or "all.ttl" in str(caught.value)
    assert list(tmp_path.iterdir()) == []
