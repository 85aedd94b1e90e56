"""What came between two dates, on rows made for it and on the made-up graph."""

from xml.etree import ElementTree

import pytest
from small_graph import small

from ofmkg.analyses.changed.analysis import _filled, _joined, _PartyRow, _StudyRow, changed
from ofmkg.errors import UsageError
from ofmkg.graph.model import Cell, MatrixRow
from ofmkg.pages.changed import document
from ofmkg.pages.changed_svg import to_svg
from ofmkg.pages.words import words

FRAME = small().frame()
STEPS = [step.step for step in FRAME.steps]


def _row(study: str, *states: str) -> MatrixRow:
    every = (*states, *["skipped"] * (len(STEPS) - len(states)))
    cells = tuple(Cell(study, "v", state) for state in every)
    return MatrixRow(study, study, "v", "c", cells)


def _studies(*names: str) -> list[_StudyRow]:
    return [_StudyRow(name, f"w-{name}", "v", "c", "V") for name in names]


def test_a_cell_is_filled_by_a_new_study_that_does_more_than_any_earlier_one() -> None:
    rows = [_row("old", "partial", "addressed"), _row("new", "addressed", "partial", "partial")]
    found = list(_filled(rows, FRAME, _studies("old", "new"), {"w-new"}, set()))
    assert [(each.step, each.was, each.becomes) for each in found] == [
        (STEPS[0], "partial", "addressed"),
        (STEPS[2], None, "partial"),
    ]
    assert found[0].studies == (("new", "c"),)


def test_what_came_later_fills_nothing() -> None:
    rows = [_row("late", "addressed")]
    assert not list(_filled(rows, FRAME, _studies("late"), set(), {"w-late"}))


@pytest.mark.parametrize(
    ("parties", "opened"),
    [
        ([("old", "1"), ("new", "2")], True),
        ([("old", "1"), ("older", "2"), ("new", "2")], False),
        ([("old", "1"), ("new", "1")], False),
        ([("old", None), ("new", None)], True),
        ([("old", "1"), ("new", "2"), ("late", "2")], True),
    ],
)
def test_a_disagreement_opens_when_its_second_side_comes_out(
    parties: list[tuple[str, str | None]], opened: bool
) -> None:
    rows = [_PartyRow("d", work, side) for work, side in parties]
    (found,) = _joined(rows, {"new"}, {"late"})
    assert (found.opened, found.works) == (opened, ("new",))


def test_a_disagreement_without_new_works_is_left_out() -> None:
    assert not _joined([_PartyRow("d", "old", "1"), _PartyRow("d", "older", "2")], {"new"}, set())


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [("2024-13", None, "is no date"), ("2025", "2024", "is not after"), ("2024", "2024", "is not")],
)
def test_what_is_no_span_is_refused(since: str, until: str | None, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        changed(small(), since, until)


def test_works_of_a_span_are_those_after_the_one_date_and_not_after_the_other() -> None:
    graph = small()
    assert [each.work for each in changed(graph, "1900").works] == ["alpha-2023"]
    assert [each.work for each in changed(graph, "2022", "2023").works] == ["alpha-2023"]
    assert not changed(graph, "1900", "2022").works
    assert not changed(graph, "2023").works


def test_page_and_figure_say_the_same_of_cells_and_disagreements() -> None:
    graph = small()
    found, known = changed(graph, "1900"), words(small())
    assert document(found, known)
    root = ElementTree.fromstring(to_svg(found, known))
    titles = [each.text for each in root.iter("{http://www.w3.org/2000/svg}title")]
    assert len(titles) == 1 + len(found.cells)
