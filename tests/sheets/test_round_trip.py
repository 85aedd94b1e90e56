"""Any sheet becomes Turtle and the same sheet again; any change is the same or is refused."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sheets_strategies import sheets

from ofmkg.errors import UnreadableError
from ofmkg.graph import corpus, parsing
from ofmkg.graph.resources import room
from ofmkg.sheets import tree
from ofmkg.sheets.back import to_data
from ofmkg.sheets.check import check
from ofmkg.sheets.model import Sheet
from ofmkg.sheets.parts import plain
from ofmkg.sheets.tree import dump
from ofmkg.sheets.vocabulary import Vocabulary
from ofmkg.sheets.write import written

VOCABULARY = Vocabulary(corpus.load())
SHEETS = sorted((room("data") / "later" / "sheets").glob("*.yaml"))
SLOW = settings(
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def back(sheet: Sheet) -> dict[str, Any]:
    """Return the sheet that the Turtle of a sheet says."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "sheet.ttl"
        file.write_text(written(sheet, VOCABULARY).text, encoding="utf-8", newline="")
        return to_data(parsing.read(file), VOCABULARY)


@SLOW
@given(sheets(VOCABULARY))
def test_any_sheet_comes_back_equal(data: dict[str, Any]) -> None:
    found = tree.parse(dump(data, "any sheet"))
    assert found.value == data
    checked = check(found, VOCABULARY)
    assert checked.mistakes == ()
    assert checked.sheet is not None
    again = back(checked.sheet)
    assert Sheet.model_validate(again) == Sheet.model_validate(plain(checked.sheet))
    read = written(Sheet.model_validate(again), VOCABULARY)
    assert read.text == written(checked.sheet, VOCABULARY).text


@st.composite
def changed(draw: Any) -> str:  # noqa: ANN401
    """Return a sheet of ours with one line removed, doubled, moved or changed in one sign."""
    lines = draw(st.sampled_from(SHEETS)).read_text(encoding="utf-8").splitlines()
    number = draw(st.integers(0, len(lines) - 1))
    line = lines[number]
    way = draw(st.sampled_from(["remove", "double", "move", "cut", "put"]))
    if way == "remove":
        del lines[number]
    elif way == "double":
        lines.insert(number, line)
    elif way == "move":
        lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(number))
    else:
        place = draw(st.integers(0, len(line)))
        sign = draw(st.sampled_from(list(" -:#&*!|>'\"x0~%@`[{,\t"))) if way == "put" else ""
        lines[number] = line[:place] + sign + line[place + (way == "cut") :]
    return "\n".join(lines) + "\n"


@settings(SLOW, max_examples=300)
@given(changed())
def test_any_change_is_refused_with_a_line_or_means_what_it_says(text: str) -> None:
    try:
        found = tree.parse(text)
    except UnreadableError as error:
        assert "\n" not in str(error)
        return
    checked = check(found, VOCABULARY)
    if checked.sheet is None:
        assert checked.mistakes
        for mistake in checked.mistakes:
            assert 1 <= mistake.line <= text.count("\n") + 1
            assert mistake.message.endswith((".", "?", ")")), mistake
    else:
        assert Sheet.model_validate(back(checked.sheet)) == checked.sheet


@pytest.mark.parametrize("path", SHEETS[:3], ids=lambda path: path.stem)
def test_a_sheet_written_anew_is_the_same(path: Path) -> None:
    value = tree.read(path).value
    assert tree.parse(dump(value)).value == value
