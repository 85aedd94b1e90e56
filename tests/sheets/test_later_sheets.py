"""The later literature came in by sheets: each gives its file, and each file gives its sheet."""

from pathlib import Path

import pytest
from facts import Facts

from ofmkg.graph import parsing
from ofmkg.graph.resources import room
from ofmkg.sheets import tree
from ofmkg.sheets.adding import add
from ofmkg.sheets.back import to_data
from ofmkg.sheets.check import check
from ofmkg.sheets.parts import plain
from ofmkg.sheets.vocabulary import Vocabulary
from ofmkg.sheets.write import written

LATER = room("data") / "later"
SHEETS = sorted((LATER / "sheets").glob("*.yaml"))


def test_there_is_a_sheet_for_each_work_and_a_file_for_each_sheet(facts: Facts) -> None:
    files = {path.stem for path in LATER.glob("*.ttl") if not path.stem.startswith("adopted-")}
    lists = {"questions", "vectors", "disagreements", "works", "releases", "developers"}
    assert files - lists == {path.stem for path in SHEETS}
    read = "?x a ofm:WorkReading ; ofm:forCollection <https://w3id.org/ofmkg/collection/later>"
    assert len(SHEETS) == facts["later"][read]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_sheet_gives_the_committed_file_and_the_file_the_sheet(
    path: Path, vocabulary: Vocabulary
) -> None:
    found = tree.read(path)
    checked = check(found, vocabulary)
    assert checked.mistakes == ()
    assert checked.sheet is not None
    file = LATER / f"{path.stem}.ttl"
    assert written(checked.sheet, vocabulary).text == file.read_text(encoding="utf-8")
    assert to_data(parsing.read(file), vocabulary) == plain(checked.sheet) == found.value


def test_add_writes_the_committed_file(tmp_path: Path) -> None:
    done = add(LATER / "sheets" / "mouton-2024.yaml", tmp_path / "own")
    assert done.target == tmp_path / "own" / "mouton-2024.ttl"
    assert done.target.read_bytes() == (LATER / "mouton-2024.ttl").read_bytes()
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["mouton-2024.ttl"]


def test_what_is_known_through_another_work_says_through_which(vocabulary: Vocabulary) -> None:
    content = (LATER / "sheets" / "aisi-2026.yaml").read_text(encoding="utf-8")
    right = check(tree.parse(content), vocabulary)
    assert right.sheet is not None
    text = written(right.sheet, vocabulary).text
    assert "ofm:claimBasis ofm:creditedByAnother" in text
    assert "ofm:claimBasis ofm:namedBySource" not in text
    assert "ofm:readFrom work:aisi-2026 " not in text
    for wrong, said in (
        ("  through: aisi-2026-notes\n", "\n"),
        ("extent: through-another-work", "extent: partial"),
        ("through: aisi-2026-notes", "through: aisi-2026"),
    ):
        found = check(tree.parse(content.replace(wrong, said, 1)), vocabulary)
        assert any("through:" in mistake.message for mistake in found.mistakes), wrong
