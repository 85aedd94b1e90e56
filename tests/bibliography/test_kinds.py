"""A file that was given where another was expected is named, with the way in that it has."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ofmkg.bibliography import catalogues, kinds, reading
from ofmkg.errors import UnreadableError
from ofmkg.graph import parsing
from ofmkg.sheets import files

CONTENT = {
    "refs.bib": "@article{a, title={A}}",
    "refs.ris": "TY  - JOUR\nER  - \n",
    "refs.json": '[{"id": "a", "type": "book", "title": "A"}]',
    "other.json": '{"id": "a"}',
    "deep.json": "[" * 100_000,
    "robvis.csv": "Study,D1,D2,Overall,Weight\nA,Low,Low,High,1\n",
    "epoch.csv": "Model,Model accessibility\nA,Open weights\n",
    "some.csv": "a,b\n1,2\n",
    "assets.yaml": "---\n- type: model\n  name: A\n".removeprefix("---\n"),
    "sheet.yaml": "id: smith-2026\n",
    "list.yaml": "- one\n- two\n",
    "data.ttl": "<a> <b> <c> .",
    "text.txt": "text",
}
BIBLIOGRAPHY = "begin sheets with its works: ofmkg sheet new --from {} -o sheets"
IMPORT = "take over what it states on weights: ofmkg import {} --data DIR"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a file of each kind."""
    for name, text in CONTENT.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("refs.bib", f"is a bibliography (BibTeX); {BIBLIOGRAPHY}"),
        ("refs.ris", f"is a bibliography (RIS); {BIBLIOGRAPHY}"),
        ("refs.json", f"is a bibliography (CSL JSON); {BIBLIOGRAPHY}"),
        ("other.json", None),
        ("deep.json", None),
        (
            "robvis.csv",
            "is a table of judgements on the risk of bias, as robvis draws them; these have no "
            "place here. Which steps a study addresses is coded in a sheet: ofmkg sheet new ID",
        ),
        ("epoch.csv", f"is the table of Epoch AI; {IMPORT}"),
        ("some.csv", None),
        ("assets.yaml", f"lists assets of Ecosystem Graphs; {IMPORT}"),
        ("sheet.yaml", "is a coding sheet by its name; check it with: ofmkg sheet check {}"),
        ("data.ttl", None),
        ("text.txt", None),
        ("missing.csv", None),
    ],
)
def test_a_file_is_told_by_name_and_content(folder: Path, name: str, told: str | None) -> None:
    found = kinds.told(folder / name)
    assert found == (told and told.format(folder / name))


def test_what_is_given_as_a_sheet_is_no_news_as_one(folder: Path) -> None:
    assert kinds.told(folder / "sheet.yaml", sheet=True) is None
    assert kinds.told(folder / "list.yaml", sheet=True) is None
    assert kinds.told(folder / "data.ttl", sheet=True) == (
        f"is RDF by its name, and no sheet; check it with: ofmkg validate {folder / 'data.ttl'}"
    )


def test_a_name_with_spaces_is_quoted(tmp_path: Path) -> None:
    assert "--from 'my refs.bib' -o" in str(kinds.told(Path("my refs.bib")))


@pytest.mark.parametrize(
    ("read", "name"),
    [
        (parsing.read, "refs.bib"),
        (parsing.read, "robvis.csv"),
        (parsing.read, "assets.yaml"),
        (parsing.read, "sheet.yaml"),
        (files.read, "refs.ris"),
        (files.read, "refs.json"),
        (files.read, "robvis.csv"),
        (files.read, "assets.yaml"),
        (files.read, "data.ttl"),
        (catalogues.read, "refs.bib"),
        (catalogues.read, "robvis.csv"),
        (reading.read, "assets.yaml"),
        (reading.read, "epoch.csv"),
    ],
)
def test_who_expected_another_kind_says_what_it_is(
    folder: Path, read: Callable[[Path], object], name: str
) -> None:
    path = folder / name
    told = kinds.told(path, sheet=read is files.read)
    assert told
    with pytest.raises(UnreadableError) as refused:
        read(path)
    assert str(refused.value) == f"{path}: {told}"


def test_a_folder_without_rdf_says_what_else_lies_in_it(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(CONTENT["refs.bib"], encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"holds no RDF file .* refs\.bib is a bibliography"):
        parsing.read_folder(tmp_path)
