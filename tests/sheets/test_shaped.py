"""What the shapes find in what a sheet says is told in the line of the sheet that says it."""

from pathlib import Path

from ofmkg.graph.resources import room
from ofmkg.sheets import tree
from ofmkg.sheets.adding import add, check_file
from ofmkg.sheets.check import check
from ofmkg.sheets.vocabulary import Vocabulary
from ofmkg.sheets.write import written

HONG = room("data") / "later" / "sheets" / "hong-2026.yaml"


def changed(tmp_path: Path, *changes: tuple[str, str]) -> tuple[Path, str]:
    """Write a sheet of ours with changes, and return it with its text."""
    text = HONG.read_text(encoding="utf-8").replace("hong-2026", "smith-2026")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = tmp_path / "sheet.yaml"
    path.write_text(text, encoding="utf-8")
    return path, text


def test_a_value_that_a_shape_refuses(tmp_path: Path) -> None:
    """What the form knows by itself is told in the same way as what only a shape knows."""
    path, text = changed(tmp_path, ("arxiv: '2602.16703'", "arxiv: none-yet"))
    line = text[: text.index("arxiv:")].count("\n") + 1
    found = check_file(path)
    assert found.sheet is None
    (mistake,) = found.mistakes
    assert str(mistake).startswith(f"line {line}: arxiv: 'none-yet' is no arXiv number;")
    done = add(path, tmp_path / "own")
    assert (done.target, done.mistakes) == (None, (mistake,))
    assert not (tmp_path / "own").exists()


def test_a_thing_that_a_shape_refuses(tmp_path: Path) -> None:
    """A violation of a stance stands where the sheet says what breaks the rule."""
    number = ("arxiv: '2602.16703'", "arxiv: '2602.99999'")
    path, text = changed(tmp_path, number, ("mode: found", "mode: found\n    basis: our-inference"))
    before = text[: text.index("mode: found")]
    (mistake,) = check_file(path).mistakes
    assert "A finding is shown by the study, so it cannot be our inference." in mistake.message
    assert text.splitlines()[mistake.line - 1] == "    basis: our-inference"
    assert mistake.line == before.count("\n") + 2


def test_a_sheet_that_is_right_is_found_right(tmp_path: Path) -> None:
    path, _ = changed(tmp_path, ("arxiv: '2602.16703'", "arxiv: '2602.99999'"))
    found = check_file(path)
    assert found.mistakes == ()
    assert found.sheet is not None


def test_what_two_works_share_is_told_of_the_new_one(tmp_path: Path) -> None:
    path, _ = changed(tmp_path)
    (mistake,) = check_file(path).mistakes
    assert mistake.message.startswith("arxiv: Another work has the same number. Check both;")


def test_each_thing_of_a_file_has_its_place(vocabulary: Vocabulary) -> None:
    """All that the file of a sheet describes stands somewhere in the sheet."""
    for path in sorted(HONG.parent.glob("*.yaml"))[:12]:
        read = tree.read(path)
        sheet = check(read, vocabulary).sheet
        assert sheet is not None
        made = written(sheet, vocabulary)
        described = made.text.count(" a owl:NamedIndividual")
        assert len(made.origins) == described
        for place, form in made.origins.values():
            assert place == () or place in read.lines
            value = read.value
            for key in place:
                value = value[key]
            assert set(value) <= set(form.part.model_fields)
