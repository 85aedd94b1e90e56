"""What spreadsheet programs do to cells is taken exactly, or refused with the cell and a remedy."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart
from openpyxl.worksheet.formula import ArrayFormula
from sheets_tables import HONG, book_of, spoilt, told, value

from ofmkg.errors import UnreadableError
from ofmkg.sheets import files, tree, workbook
from ofmkg.sheets.vocabulary import Vocabulary

PLAIN = tree.read(HONG).value
Change = Callable[[Workbook], object]


@pytest.fixture(scope="module")
def content(vocabulary: Vocabulary) -> bytes:
    """Return a sheet of ours as a workbook."""
    return book_of(HONG, vocabulary)


def put(sheet: str, cell: str, what: Any, shown: str = "General") -> Change:  # noqa: ANN401
    """Return a change of one cell."""

    def change(book: Workbook) -> None:
        book[sheet][cell] = what
        book[sheet][cell].number_format = shown

    return change


def head(key: str, what: Any, shown: str = "General") -> Change:  # noqa: ANN401
    """Return a change of what stands behind a key."""

    def change(book: Workbook) -> None:
        row = next(row for row in book["work"].iter_rows() if row[0].value == key)
        row[1].value, row[1].number_format = what, shown

    return change


AS_TEXT = "format the cell as text and write the value again."
FORMULA = "holds a formula; copy the cell and paste it as a value."
# What is done to the workbook, and every line that is said of it.
WRONG: list[tuple[Change, list[str]]] = [
    (put("codings", "C2", "=A1"), [f"codings!C2: outcome: {FORMULA}"]),
    (put("codings", "C2", ArrayFormula("C2", "=A1")), [f"codings!C2: outcome: {FORMULA}"]),
    (
        put("codings", "I2", "='[other.xlsx]Sheet1'!A1"),
        [f"codings!I2: rationale: {FORMULA}"],
    ),
    (put("codings", "C1", "=A1"), [f"codings!C1: {FORMULA}"]),
    (put("work", "A2", "=A1"), [f"work!A2: {FORMULA}"]),
    (
        put("codings", "K2", date(2026, 3, 4), "yyyy-mm-dd"),
        [f"codings!K2: locator: is a date (2026-03-04); {AS_TEXT}"],
    ),
    (
        head("coded_on", datetime(2026, 11, 22, 10, 30), "yyyy-mm-dd"),
        [f"work!B27: coded_on: holds a time (2026-11-22 10:30:00); {AS_TEXT}"],
    ),
    (
        head("work.issued", date(2026, 2, 1), "mmm-yy"),
        [
            "work!B6: issued: was made a date that does not show year, month and day; " + AS_TEXT,
        ],
    ),
    (
        head("work.issued", date(2026, 2, 1), 'd-mmm" yy"'),
        [
            "work!B6: issued: was made a date that does not show year, month and day; " + AS_TEXT,
        ],
    ),
    (
        put("codings", "K2", time(12, 30), "h:mm"),
        [f"codings!K2: locator: holds a time (12:30:00); {AS_TEXT}"],
    ),
    (
        put("codings", "K2", timedelta(hours=30), "[h]:mm"),
        [f"codings!K2: locator: holds a time (1 day, 6:00:00); {AS_TEXT}"],
    ),
    (head("work.arxiv", 2412.1), [f"work!B16: arxiv: is a number (2412.1); {AS_TEXT}"]),
    (head("work.issued", 2026), [f"work!B6: issued: is a number (2026); {AS_TEXT}"]),
    (put("codings", "A2", 12), [f"codings!A2: of_analysis: is a number (12); {AS_TEXT}"]),
    (
        put("claims", "K2", 12.5),
        [
            "claims!K2: n: '12.5' must be a whole number such as 120, without unit or leading "
            "zero, or words, such as nearly 1,300."
        ],
    ),
    (
        put("codings", "E2", True),
        ["codings!E2: lower_bound: is the truth value TRUE; write yes or no."],
    ),
    (
        put("codings", "K2", False),
        [f"codings!K2: locator: is the truth value FALSE; {AS_TEXT}"],
    ),
    (
        put("codings", "K2", "#N/A"),
        ["codings!K2: locator: holds the error #N/A; write the value itself."],
    ),
    (
        lambda book: book["codings"].merge_cells("B2:B3"),
        [
            "codings!B2:B3: these cells are merged; unmerge them, and write each value into its "
            "own cell.",
        ],
    ),
    (
        put("codings", "C1", "outcom"),
        [
            "codings!C1: 'outcom' is no column of codings; correct or remove it. Did you mean "
            "outcome?"
        ],
    ),
    (
        put("relations", "E1", "zzz"),
        [
            "relations!E1: 'zzz' is no column of relations; correct or remove it. Columns: "
            "of_claim, direction, claim, drawn_by."
        ],
    ),
    (
        put("codings", "D1", "outcome"),
        ["codings!D1: gives 'outcome' a second time (first in codings!C1); keep one of them."],
    ),
    (
        put("codings", "N3", "lost"),
        ["codings!N3: stands in a column without a heading; add it, or remove this."],
    ),
    (
        lambda book: book.create_sheet("coding").append(["step"]),
        [
            "coding: 'coding' is no table of a sheet; remove it, or correct its name. Did you mean "
            "codings?"
        ],
    ),
    (
        lambda book: book.create_chartsheet("Chart1").add_chart(BarChart()),
        ["Chart1: 'Chart1' is no table of a sheet; remove it, or correct its name."],
    ),
    (
        put("work", "A3", "work.labl"),
        [
            "work!A3: 'work.labl' is no key of a sheet; correct or remove it. Did you mean "
            "work.label or work.url or coder.label?"
        ],
    ),
    (put("work", "A3", None), ["work!A3: a value without a key; correct or remove it."]),
    (
        put("work", "A3", "work.id"),
        ["work!A3: gives 'work.id' a second time (first in work!A2); keep one of them."],
    ),
    (
        put("codings", "A3", "biosecurty"),
        [
            "codings!A3: of_analysis: no row of analyses has the vector 'biosecurty'; correct one "
            "of them. Did you mean biosecurity?"
        ],
    ),
    (
        put("codings", "A3", None),
        ["codings!A3: of_analysis: is missing; write the vector of a row of analyses."],
    ),
    (
        put("claims", "L2", "one\n two"),
        [],
    ),
    (
        put("codings", "J2", "one\n two"),
        [
            "codings!J2: missing: has a line that begins with a blank ('two'); write one item a "
            "line, or begin a further line of the same item with four blanks."
        ],
    ),
    (
        put("codings", "J2", "a_x0007_"),
        ["codings!J2: missing: holds a character that no text has ('\\x07'); remove it."],
    ),
    (
        lambda book: book["analyses"].append(["", "biosecurity"]),
        ["analyses!B3: vector: 'biosecurity' stands in two rows; keep one of them."],
    ),
    # What the form and its rules say is said of the cell, in the words that it has for YAML.
    (
        put("codings", "C2", "adressed"),
        ["codings!C2: outcome: there is no outcome 'adressed'. Did you mean addressed?"],
    ),
    (
        put("codings", "B3", "threat-identification"),
        ["codings!B3: step: 'threat-identification' stands in two rows; keep one of them."],
    ),
    (
        put("codings", "I2", None),
        ["codings!I2: rationale: is missing; add it."],
    ),
    (
        lambda book: book["codings"].delete_cols(9),
        ["codings!A2: rationale: is missing; add it."],
    ),
    (
        lambda book: book["positions"].delete_cols(1),
        ["positions!A1: has no column of_analysis; add it."],
    ),
    (put("claims", "I2", None), ["claims!I2: design: is missing; add it."]),
    (head("text_read.extent", None), ["work!B30: extent: is missing; add it."]),
    (
        head("work.url", "ftp://a"),
        [
            "work!B18: url: 'ftp://a' is no web address; write it as https://example.org/text, "
            "without blanks."
        ],
    ),
]


@pytest.mark.parametrize(("change", "said"), WRONG, ids=[" ".join(said)[:60] for _, said in WRONG])
def test_a_trap_is_told_with_its_cell(
    change: Change, said: list[str], content: bytes, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    found = told(spoilt(content, change, tmp_path / "a.xlsx"), vocabulary)
    assert found[: len(said)] == said
    assert bool(found) == bool(said)
    assert len(found) == len(said) or len(set(map(tail, found))) == 1


def tail(line: str) -> str:
    """Return what is said, without where."""
    return line.partition(": ")[2]


def hidden(book: Workbook) -> None:
    """Hide a row, a column and a worksheet."""
    book["codings"].row_dimensions[2].hidden = True
    book["codings"].column_dimensions["C"].hidden = True
    book["claims"].sheet_state = "hidden"


def roomy(book: Workbook) -> None:
    """Leave rows empty and blanks around values, as one does."""
    book["codings"].insert_rows(3, 4)
    book["codings"]["B4"] = "  "
    book["codings"]["C2"] = f" {book['codings']['C2'].value} \n"
    book["codings"]["C1"] = " outcome "
    book["work"].insert_rows(4)
    del book["known"]


def another_order(book: Workbook) -> None:
    """Move a worksheet and a column, and remove a worksheet and a column without values."""
    book.move_sheet("claims", -3)
    book["codings"].move_range("C1:C20", cols=20)
    del book["answers"]
    book["codings"].delete_cols(3)


# What changes nothing of what is said.
RIGHT: list[Change] = [
    lambda book: None,
    hidden,
    roomy,
    another_order,
    put("claims", "K2", 153),
    put("claims", "K2", 153.0),
    head("coded_on", date(2026, 11, 22), "dd.mm.yyyy"),
    head("coded_on", datetime(2026, 11, 22), "[$-409]d\\-mmm\\-yyyy;@"),
    lambda book: setattr(book["codings"]["A1"], "hyperlink", "https://example.org"),
]


@pytest.mark.parametrize("change", RIGHT)
def test_what_says_the_same_is_taken(change: Change, content: bytes, tmp_path: Path) -> None:
    assert value(spoilt(content, change, tmp_path / "a.xlsx")) == PLAIN


def packed(parts: dict[str, bytes]) -> bytes:
    """Return a zip file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            way = zipfile.ZIP_STORED if name == "mimetype" else None
            file.writestr(name, part, way)
    return made.getvalue()


def with_part(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook with a change in one of its parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = {each: file.read(each) for each in file.namelist()}
    assert old in parts[name]
    return packed({**parts, name: parts[name].replace(old, new, 1)})


OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
MADE_OF = "xl/worksheets/sheet1.xml"
ENTITIES = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>\n<worksheet'
BROKEN: list[tuple[Callable[[bytes], bytes], str]] = [
    (lambda book: b"", "is no .xlsx file inside; open it"),
    (lambda book: b"work,id\n", "is no .xlsx file inside; open it"),
    (lambda book: book[: len(book) // 2], "is no .xlsx file inside; open it"),
    (lambda book: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "is an old .xls file or has a password"),
    (lambda book: packed({"mimetype": OPEN_DOCUMENT}), "is an OpenDocument file inside"),
    (lambda book: packed({"word/document.xml": b"<a/>"}), "holds no workbook inside"),
    (
        lambda book: packed({"xl/workbook.xml": b"<a/>", "b": b"0" * 20_000_000}),
        "unpacks to 20,000,004 bytes, longer than any sheet",
    ),
    (lambda book: packed({"xl/workbook.xml": b"<a/>"}), "cannot be read as a workbook ("),
    (
        lambda book: with_part(book, MADE_OF, b"<worksheet", ENTITIES),
        "cannot be read as a workbook (",
    ),
    (lambda book: with_part(book, MADE_OF, b"</row>", b""), "cannot be read as a workbook ("),
    (
        lambda book: with_part(
            book,
            MADE_OF,
            b"</sheetData>",
            b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
        "merges or links cells beyond row 5000",
    ),
]


@pytest.mark.parametrize(("make", "said"), BROKEN, ids=[said for _, said in BROKEN])
def test_what_is_no_workbook_cannot_be_read(
    make: Callable[[bytes], bytes], said: str, content: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(make(content))
    with pytest.raises(UnreadableError, match=re.escape(said)) as caught:
        value(file)
    assert str(caught.value).startswith(f"{file}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "a.xlsm", "a.numbers"])
def test_other_workbooks_are_refused_by_name(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(UnreadableError, match=r"is another kind of workbook; save it as \.xlsx"):
        value(tmp_path / name)
    with pytest.raises(UnreadableError, match="does not exist"):
        value(tmp_path / f"no-{name}")


def test_a_workbook_that_is_no_sheet_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    Workbook().save(file)
    with pytest.raises(UnreadableError, match="has no worksheet 'work'"):
        value(file)
    spoilt(content, put("codings", "A6000", "far"), file)
    with pytest.raises(UnreadableError, match="codings: reaches to row 6000 and column M, further"):
        value(file)
    spoilt(content, put("codings", "ZZ1", "far"), file)
    with pytest.raises(UnreadableError, match="codings: reaches to row 7 and column ZZ, further"):
        value(file)


def test_tables_that_are_all_but_empty_cells_are_refused_before_they_are_made(
    tmp_path: Path,
) -> None:
    """Each within the limits of a table, together they would take gigabytes."""
    book = Workbook()
    for number in range(4):
        sheet = book.create_sheet(f"t{number}")
        sheet["A1"], sheet["GR1000"] = "a", "b"
    path = tmp_path / "wide.xlsx"
    book.save(path)
    with pytest.raises(UnreadableError) as refused:
        workbook.read(path.read_bytes(), path.name)
    assert str(refused.value) == (
        "wide.xlsx: its tables reach over 800,001 cells, more than any sheet has; copy what you "
        "wrote into a new workbook."
    )


def test_nothing_that_we_write_is_a_formula(vocabulary: Vocabulary, tmp_path: Path) -> None:
    text = HONG.read_text(encoding="utf-8").replace("rationale: ", "rationale: =1+1 ", 1)
    file = tmp_path / "hong.yaml"
    file.write_text(text, encoding="utf-8")
    book = book_of(file, vocabulary)
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/"):
                cells = parts.read(name)
                assert b"<f>" not in cells and b"<f " not in cells
                assert set(re.findall(rb' t="([^"]*)"', cells)) <= {b"s", b"inlineStr"}
    cell = load_workbook(io.BytesIO(book))["codings"]["I2"]
    assert str(cell.value).startswith("=1+1 ")
    assert (cell.data_type, cell.number_format) == ("s", "@")


def test_a_workbook_is_pleasant_to_fill_in(content: bytes, vocabulary: Vocabulary) -> None:
    book = load_workbook(io.BytesIO(content))
    lists: dict[str, str] = {}
    for name in book.sheetnames:
        assert book[name].freeze_panes == "A2"
        assert book[name]["A1"].alignment.wrap_text
        for each in book[name].data_validations.dataValidation:
            lists[f"{name}!{each.sqref}"] = each.formula1
    assert lists["codings!E2:E1000"] == '"yes,no"'
    assert lists["relations!D2:D1000"].startswith("=known!")  # coder, work, or another coder
    assert lists["codings!A2:A1000"] == "=analyses!$B$2:$B$1000"
    for place, kind in [("codings!C2:C1000", "Outcome"), ("codings!B2:B1000", "FrameworkStep")]:
        first, last = re.findall(r"\$B\$(\d+)", lists[place])
        cells = book["known"][f"B{first}:B{last}"]
        assert tuple(row[0].value for row in cells) == vocabulary.ids(kind)
    bold = {cell.value: cell.font.b for cell in book["codings"][1]}
    assert bold["outcome"] and not bold["note"]
    assert book["codings"].column_dimensions["I"].width > 40
    assert book["codings"].column_dimensions["C"].number_format == "@"


def test_a_strict_workbook_is_called_by_its_name(content: bytes, tmp_path: Path) -> None:
    """Its worksheets are there; whoever made a new one would lose what they wrote."""
    strict = tmp_path / "strict.xlsx"
    ours, theirs = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(strict, "w") as other:
        for part in book.namelist():
            other.writestr(part, book.read(part).replace(ours, theirs))
    with pytest.raises(UnreadableError, match="is a Strict Open XML workbook; save it as Excel"):
        files.read(strict)
