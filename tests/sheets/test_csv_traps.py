"""What programs do to CSV files is taken exactly, or refused with file, line and a remedy."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sheets_tables import HONG, folder_of, told, value

from ofmkg.errors import UnreadableError
from ofmkg.sheets import csv_folder, tree
from ofmkg.sheets.vocabulary import Vocabulary

PLAIN = tree.read(HONG).value
Change = Callable[[bytes], bytes]


def test_what_is_written_is_utf_8_with_a_mark_and_no_formula(tmp_path: Path) -> None:
    text = HONG.read_text(encoding="utf-8").replace("rationale: ", "rationale: =1+1 ", 1)
    (tmp_path / "hong.yaml").write_text(text, encoding="utf-8")
    folder = folder_of(tmp_path / "hong.yaml", tmp_path / "hong.csvs")
    codings = (folder / "codings.csv").read_bytes()
    assert codings.startswith(b"\xef\xbb\xbfof_analysis,step,outcome,")
    assert b",'=1+1 " in codings
    assert value(folder) == tree.parse(text).value
    # Where no apostrophe was put, the text is taken as it stands.
    (folder / "codings.csv").write_bytes(codings.replace(b",'=1+1 ", b",=1+1 "))
    assert value(folder) == tree.parse(text).value


def parted_by(separator: str) -> Change:
    """Return a change of what stands between cells, as a European Excel writes semicolons."""

    def change(content: bytes) -> bytes:
        made = io.StringIO(newline="")
        rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        csv.writer(made, delimiter=separator).writerows(rows)
        return made.getvalue().encode("utf-8-sig")

    return change


SAME: list[Change] = [
    lambda content: content,
    lambda content: content.removeprefix(b"\xef\xbb\xbf"),
    lambda content: content.replace(b"\r\n", b"\n"),
    parted_by(";"),
    parted_by("\t"),
    lambda content: content + b"\r\n,,,\r\n\r\n",
    lambda content: content.replace(b"of_analysis,step", b' of_analysis ,"step"'),
    lambda content: content.replace(b"biosecurity,", b"  biosecurity ,"),
]


@pytest.mark.parametrize("change", SAME)
def test_what_says_the_same_is_taken_from_csv(change: Change, tmp_path: Path) -> None:
    folder = folder_of(HONG, tmp_path / "hong.csvs")
    (folder / "notes.txt").write_text("not ours")
    (folder / ".hidden.csv").write_text("not ours")
    file = folder / "codings.csv"
    file.write_bytes(change(file.read_bytes()))
    assert value(folder) == PLAIN


# the table, what is replaced in it, by what, and every line that is said
WRONG = [
    (
        "codings",
        b",not-judged,",
        b",not-judgd,",
        [
            "codings.csv, line 2 (C2): outcome: there is no outcome 'not-judgd'. Did you mean "
            "not-judged?"
        ],
    ),
    (
        "codings",
        b"of_analysis,step,outcome",
        b"of_analysis,step,outcom",
        [
            "codings.csv, line 1 (C1): 'outcom' is no column of codings; correct or remove it. Did "
            "you mean outcome?"
        ],
    ),
    (
        "codings",
        b"step,outcome,basis",
        b"step,outcome,step",
        [
            "codings.csv, line 1 (D1): gives 'step' a second time (first in codings.csv, line 1 "
            "(B1)); keep one of them."
        ],
    ),
    (
        "work",
        b"coded_on,2026-11-22",
        b"coded_on,22.11.2026",
        [
            "work.csv, line {line} (B{line}): coded_on: '22.11.2026' is no day; write it as "
            "2024-02-27."
        ],
    ),
    (
        "work",
        b"coded_on,2026-11-22",
        b"coded_on,2026-11-22, in the evening",
        [
            "work.csv, line {line} (C{line}): stands beside the last heading; remove it, or put it "
            "in quotes."
        ],
    ),
    (
        "analyses",
        b"\r\n,biosecurity,",
        b"\r\n,biosecurity,,,,lost",
        [
            "analyses.csv, line 2 (G2): stands beside the last heading; remove it, or put it in "
            "quotes."
        ],
    ),
    (
        "work",
        b"work.issued,",
        b"work.issued,Feb-",
        [
            "work.csv, line 6 (B6): issued: 'Feb-{issued}' is no date; write 2024, "
            "2024-02 or 2024-02-27."
        ],
    ),
]


@pytest.mark.parametrize(("table", "old", "new", "said"), WRONG)
def test_a_trap_is_told_with_file_and_line(
    table: str, old: bytes, new: bytes, said: list[str], tmp_path: Path, vocabulary: Vocabulary
) -> None:
    folder = folder_of(HONG, tmp_path / "hong.csvs")
    file = folder / f"{table}.csv"
    content = file.read_bytes()
    assert old in content
    file.write_bytes(content.replace(old, new, 1))
    line = content[: content.index(old)].count(b"\r\n") + 1
    issued = PLAIN["work"]["issued"]
    assert told(folder, vocabulary) == [each.format(line=line, issued=issued) for each in said]


def test_lines_are_those_of_the_file_and_rows_those_of_the_table(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    folder = folder_of(HONG, tmp_path / "hong.csvs")
    (folder / "actors.csv").write_bytes(
        b"of_analysis,actor,considered,statement,locator\r\n"
        b'biosecurity,untrained-individuals-bio,,"two\r\nlines",here\r\n'
        b"\r\n"
        b"biosecurity,nobody,,one,there\r\n"
    )
    (line,) = told(folder, vocabulary)
    assert line.startswith("actors.csv, line 5 (B4): actor: there is no threat actor 'nobody'.")


def test_an_unknown_table_is_refused(tmp_path: Path, vocabulary: Vocabulary) -> None:
    folder = folder_of(HONG, tmp_path / "hong.csvs")
    (folder / "coding.csv").write_text("step\n")
    assert told(folder, vocabulary) == [
        "coding.csv: 'coding' is no table of a sheet; remove it, or correct its name. Did you mean "
        "codings?"
    ]


def test_a_table_in_two_files_is_refused(tmp_path: Path, vocabulary: Vocabulary) -> None:
    folder = folder_of(HONG, tmp_path / "hong.csvs")
    (folder / "codings.CSV").write_text("step\n")
    if len(list(folder.glob("codings.*"))) == 1:
        pytest.skip("this file system takes both names for one")
    assert told(folder, vocabulary) == ["codings.CSV: 'codings' is there twice; keep one of them."]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "a\nr\u00e9sum\u00e9".encode("cp1252"),
            "codings.csv, line 2: is not in UTF-8; save the file as CSV UTF-8.",
        ),
        (
            "step,outcome".encode("utf-16"),
            "codings.csv, line 1: is not in UTF-8; save the file as CSV UTF-8.",
        ),
        (b'step\n"a"b\n', "codings.csv, line 2: is not CSV ("),
        (b'step\n"a\n', "codings.csv, line 2: is not CSV ("),
        (b"step\n" + b"a\n" * 6000, "codings.csv: has more than 5000 rows"),
        (b"a" * 4_000_001, "codings.csv: is longer than any sheet"),
        (b"step\n" + b"a" * 200_000, "codings.csv, line 2: is not CSV (field larger than"),
    ],
)
def test_what_is_no_csv_cannot_be_read(content: bytes, said: str, tmp_path: Path) -> None:
    folder = folder_of(HONG, tmp_path / "hong.csvs")
    (folder / "codings.csv").write_bytes(content)
    with pytest.raises(UnreadableError, match=re.escape(said)) as caught:
        value(folder)
    assert "\n" not in str(caught.value)


def test_a_single_table_or_another_folder_is_no_sheet(tmp_path: Path) -> None:
    folder = folder_of(HONG, tmp_path / "hong.csvs")
    with pytest.raises(UnreadableError, match="is one table of a sheet; name the folder"):
        value(folder / "codings.csv")
    (folder / "work.csv").unlink()
    with pytest.raises(UnreadableError, match="is a folder; name a sheet in it"):
        value(folder)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_line_by_which_excel_knows_what_stands_between_cells(sign: str) -> None:
    content = f'sep={sign}\r\nkey{sign}value\r\nwork.id{sign}"a;b,c"\r\n'.encode("utf-8-sig")
    read = csv_folder.grid(Path("work.csv"), content)
    assert read.rows == [["key", "value"], ["work.id", "a;b,c"]]
    assert read.place(1, 1) == "work.csv, line 3 (B2)"
    with pytest.raises(UnreadableError, match=r"work\.csv, line 3: is not CSV"):
        csv_folder.grid(Path("work.csv"), f'sep={sign}\nkey{sign}value\n"x"y{sign}z\n'.encode())
