"""A file is replaced by the sheet that it was made from, and by no other that has its name."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ofmkg.cli import app as cli
from ofmkg.errors import UsageError
from ofmkg.graph.resources import room
from ofmkg.sheets.adding import add

HONG = (room("data") / "later" / "sheets" / "hong-2026.yaml").read_text(encoding="utf-8")


def sheet(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    """Write a sheet of a work of one's own."""
    text = HONG.replace("hong-2026", "smith-2026")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path = tmp_path / "sheet.yaml"
    path.write_text(text, encoding="utf-8")
    return path


OTHER_TITLE = ("title: ", "title: Another. ")
ANNA, BEN = (("coder:\n", f"coder:\n  label: {name}\n") for name in ("Anna", "Ben"))
NO_ADDRESS = [("  arxiv: '2602.16703'\n", ""), ("  url: https://arxiv.org/abs/2602.16703\n", "")]


@pytest.fixture(autouse=True)
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the check with the shapes, which has tests of its own and takes long."""
    from ofmkg.graph.validation import Report

    monkeypatch.setattr("ofmkg.sheets.adding.shaped", lambda *_: Report(1, ()))


def test_the_same_sheet_again_takes_its_place(tmp_path: Path) -> None:
    own = tmp_path / "own"
    first = add(sheet(tmp_path), own)
    assert first.target == own / "smith-2026.ttl"
    mended = add(sheet(tmp_path, OTHER_TITLE), own)  # by its address it is the same work
    assert mended.target == first.target
    assert b"Another." in (own / "smith-2026.ttl").read_bytes()
    assert [path.name for path in own.iterdir()] == ["smith-2026.ttl"]


def test_under_another_name_it_is_still_the_same(tmp_path: Path) -> None:
    own = tmp_path / "own"
    add(sheet(tmp_path), own)
    (own / "smith-2026.ttl").rename(own / "mine.ttl")
    assert add(sheet(tmp_path, OTHER_TITLE), own).target == own / "mine.ttl"
    assert [path.name for path in own.iterdir()] == ["mine.ttl"]


def as_trig(path: Path) -> None:
    """Give the file another format."""
    path.rename(path.with_suffix(".trig"))


def with_another(path: Path) -> None:
    """Put another file into the file."""
    with path.open("a", encoding="utf-8") as file:
        file.write("<graph/own/other> a owl:Ontology .\n")


def twice(path: Path) -> None:
    """Copy the file."""
    (path.parent / "copy.ttl").write_bytes(path.read_bytes())


@pytest.mark.parametrize(
    ("change", "changes", "message"),
    [
        (None, [ANNA, OTHER_TITLE, *NO_ADDRESS], "holds another work, 'Measuring"),
        (None, [BEN], "coder text-coder is 'Anna' there and 'Ben' here; give each coder an id"),
        (as_trig, [ANNA], "in another format; move it away"),
        (with_another, [ANNA], "among other things"),
        (twice, [ANNA], "both hold <"),
    ],
)
def test_what_is_not_the_same_is_not_replaced(
    tmp_path: Path,
    change: Callable[[Path], None] | None,
    changes: list[tuple[str, str]],
    message: str,
) -> None:
    own = tmp_path / "own"
    add(sheet(tmp_path, ANNA), own)
    if change:
        change(own / "smith-2026.ttl")
    before = {path.name: path.read_bytes() for path in own.iterdir()}
    with pytest.raises(UsageError, match=message):
        add(sheet(tmp_path, *changes), own)
    assert {path.name: path.read_bytes() for path in own.iterdir()} == before


def test_a_folder_with_a_blank_in_its_name_is_told_so_that_it_can_be_pasted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "my studies"
    monkeypatch.setattr("sys.argv", ["ofmkg", "add", str(sheet(tmp_path)), "--data", str(own)])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 0
    assert f"--data '{own}'\n" in capsys.readouterr().out
