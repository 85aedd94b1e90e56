"""A sheet as tables: the same sheet and the same Turtle, whichever way it goes."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import Field
from sheet_commands import run
from sheets_strategies import TEXTS, sheets
from sheets_tables import EVERY, HONG, book_of, folder_of

from ofmkg.errors import UsageError
from ofmkg.graph import corpus, validation
from ofmkg.sheets import csv_folder, files, tree, workbook, write
from ofmkg.sheets.cells import taken, written
from ofmkg.sheets.check import check
from ofmkg.sheets.grids import to_tree
from ofmkg.sheets.model import Sheet
from ofmkg.sheets.parts import Part
from ofmkg.sheets.rows import choices, to_rows
from ofmkg.sheets.tables import Column, Form, layout
from ofmkg.sheets.values import Number, Slug, Slugs, Text, YesNo
from ofmkg.sheets.vocabulary import Vocabulary
from ofmkg.sheets.write_workbook import to_workbook

VOCABULARY = Vocabulary(corpus.load())
SLOW = settings(
    deadline=None,
    max_examples=12,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def test_tables_stand_in_the_order_of_the_form() -> None:
    assert [table.name for table in layout().tables[:6]] == [
        "authors",
        "analyses",
        "actors",
        "baselines",
        "codings",
        "positions",
    ]


def both(data: dict[str, Any]) -> dict[str, tree.Tree]:
    """Return a sheet as it comes back from a workbook and from CSV files."""
    rows = to_rows(data)
    made = csv_folder.to_files(rows).items()
    return {
        "workbook": to_tree(workbook.read(to_workbook(rows, choices(VOCABULARY)), "a.xlsx")),
        "CSV": to_tree([csv_folder.grid(Path(name), content) for name, content in made]),
    }


@pytest.mark.parametrize("path", EVERY, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_every_sheet_of_ours_comes_back_equal_from_tables(path: Path) -> None:
    found = tree.read(path)
    sheet = Sheet.model_validate(found.value)
    turtle = write.written(sheet, VOCABULARY).text
    for way, again in both(found.value).items():
        assert again.mistakes == (), way
        assert again.value == found.value, way
        assert write.written(Sheet.model_validate(again.value), VOCABULARY).text == turtle, way


@SLOW
@given(sheets(VOCABULARY))
def test_any_sheet_comes_back_equal_from_tables(data: dict[str, Any]) -> None:
    for way, again in both(data).items():
        checked = check(again, VOCABULARY)
        assert checked.mistakes == (), way
        assert checked.sheet == Sheet.model_validate(data), way


ITEMS = Column(("missing",), Form.LIST, needed=False, may_lack=False)


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_list_of_texts_fits_into_a_cell(items: list[str]) -> None:
    assert taken(written(items, ITEMS), ITEMS) == [item.strip("\xa0") for item in items]


def test_what_looks_like_something_else_stays_text() -> None:
    data = tree.read(HONG).value
    looks = ["=1+1", "+1", "-1", "@me", "'=1", "''-x", "'tis", "#N/A", "TRUE", "012", "2024-02-27"]
    looks += ["_x0041_", "a\n\n  b\tc", "=HYPERLINK(A1)", "1e3", "-", "＝1", '"', ";,", "a\n- b"]
    relations = data["claims"][0].pop("relations")
    claims = [{**data["claims"][0], "id": f"c-{n}", "statement": x} for n, x in enumerate(looks)]
    data["claims"] = claims
    claims[0]["relations"] = relations
    data["analyses"][0]["codings"][0]["missing"] = looks
    for way, again in both(data).items():
        assert again.value == data, way


def test_new_keys_of_the_form_are_new_columns_and_tables() -> None:
    class Reply(Part):
        to: Slug
        words: tuple[Text, ...] = ()

    class Letter(Part):
        id: Slug
        count: Number | None = None
        sent: YesNo = False
        seen: Slugs | None = None
        replies: tuple[Reply, ...] = ()

    class Post(Part):
        letters: tuple[Letter, ...] = Field(min_length=1)
        replies: tuple[Reply, ...] = ()

    form = layout(Post)
    letters, replies = form.tables
    assert [(c.name, c.form, c.needed) for c in letters.columns] == [
        ("id", Form.TEXT, True),
        ("count", Form.NUMBER, False),
        ("sent", Form.YES_NO, False),
        ("seen", Form.LIST, False),
    ]
    assert (replies.owner, replies.reference, replies.alone) == ("letters", "of_letter", True)
    assert to_rows({"letters": [{"id": "a", "seen": [], "replies": [{"to": "b"}]}]}, form) == {
        "work": [["key", "value"]],
        "letters": [["id", "count", "sent", "seen"], ["a", "", "", "-"]],
        "replies": [["of_letter", "to", "words"], ["a", "b", ""]],
    }

    class Bag(Part):
        letters: tuple[Letter, ...] = ()
        known: tuple[Reply, ...] = ()

    with pytest.raises(TypeError, match="every list that is called known"):
        layout(Bag)


def test_commands_take_and_give_tables(tmp_path: Path) -> None:
    for name in ("hong.xlsx", "hong.csvs"):
        target = tmp_path / name
        run("sheet", "export", "hong-2026", "-o", target)
        assert files.read(target).value == tree.read(HONG).value
        assert "nothing wrong" in run("sheet", "check", target).output
        new = tmp_path / f"new-{name}"
        run("sheet", "new", "smith-2026", "--vector", "biosecurity", "-o", new)
        made = files.read(new).value
        assert made["work"] == {"id": "smith-2026"}
        assert len(made["analyses"][0]["codings"]) == 6
        result = run("sheet", "check", new)
        assert result.exit_code == 1
        place = "codings!A2" if name.endswith("xlsx") else "codings.csv, line 2 (A2)"
        told = "codings: outcome, rationale, locator are missing in 6 rows (threat-identification,"
        assert f"{new}, {place}: {told}" in result.output
        with pytest.raises(UsageError, match="is there already"):
            run("sheet", "new", "smith-2026", "-o", new)


def test_add_writes_the_same_file_from_a_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What the shapes say does not depend on where a sheet came from, and takes long.
    monkeypatch.setattr(validation, "check_files", lambda *_, **__: validation.Report(1, ()))
    book = tmp_path / "hong.xlsx"
    book.write_bytes(book_of(HONG, VOCABULARY))
    assert run("add", book, "--data", tmp_path / "own").exit_code == 0
    committed = HONG.parent.parent / "hong-2026.ttl"
    assert (tmp_path / "own" / "hong-2026.ttl").read_bytes() == committed.read_bytes()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.csv", "name one that ends with .csvs, such as "),
        ("a.ods", "only .xlsx can be written"),
        ("a.xls", "only .xlsx can be written"),
    ],
)
def test_other_tables_are_not_written(name: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=said):
        run("sheet", "export", "hong-2026", "-o", tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_what_no_table_holds_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    data = tree.read(HONG).value
    two = [{"id": "q", "answers": [{"id": f"a{n}", "label": "x"}]} for n in range(2)]
    cases = [
        ({**data, "note": "x" * 32_768}, "a.xlsx", r"work!B\d+: is longer than the 32,767"),
        ({**data, "note": "a\x07"}, "a.xlsx", r"work!B\d+: holds a character that no workbook"),
        ({**data, "note": "a\x07"}, "a.csvs", r"tables cannot hold this sheet as it is \(work.csv"),
        ({**data, "note": "a\rb"}, "a.xlsx", "tables cannot hold this sheet as it is"),
        ({**data, "questions": two}, "a.xlsx", r"\(questions!A3: id: 'q' stands in two rows; keep"),
    ]
    for changed, name, said in cases:
        with pytest.raises(UsageError, match=said):
            files.write_tables(changed, tmp_path / name, VOCABULARY)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_not_written_over(tmp_path: Path) -> None:
    folder_of(HONG, tmp_path / "empty")
    (tmp_path / "other").mkdir()
    with pytest.raises(UsageError, match="is there already; name another folder"):
        run("sheet", "export", "hong-2026", "-o", tmp_path / "empty")
    run("sheet", "export", "hong-2026", "-o", tmp_path / "other")
    assert files.read(tmp_path / "other").value == tree.read(HONG).value
