"""Sheets begun from bibliographies: what is taken, what is told, what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from commands import run

from ofmkg.analyses.cite import bibliography
from ofmkg.bibliography.reading import read
from ofmkg.errors import UnreadableError
from ofmkg.knowledge import load
from ofmkg.pages.cite_bibtex import to_bibtex
from ofmkg.pages.cite_csl import to_csl
from ofmkg.pages.cite_ris import to_ris
from ofmkg.sheets import tree
from ofmkg.sheets.bibliography import begun

BIBTEX = r"""
@article{trial,
  title = {A {{Trial}} of \textbraceleft{}things \& other 50\% matters},
  author = {Smith, J{\"o}rg and {RAND Corporation} and King, Jr., M. L. and others},
  journal = {Nature}, month = feb, year = 2026, volume = {3}, number = {2}, pages = {1--52},
  doi = {https://doi.org/10.1234/abc_d}, url = {https://example.org/a%20b},
}
"""
RIS = """TY  - JOUR
ID  - trial
TI  - A Trial of {things & other 50% matters
AU  - Smith, Jörg
AU  - RAND Corporation
AU  - King, M. L., Jr.
AU  - et al.
PY  - 2026
DA  - 2026/02//
T2  - Nature
VL  - 3
IS  - 2
SP  - 1
EP  - 52
DO  - 10.1234/abc_d
UR  - https://example.org/a%20b
ER  -
"""
CSL = json.dumps(
    [
        {
            "id": "trial",
            "type": "article-journal",
            "title": "A Trial of {things & other 50% matters",
            "author": [
                {"family": "Smith", "given": "Jörg"},
                {"literal": "RAND Corporation"},
                {"family": "King", "given": "M. L.", "suffix": "Jr."},
                {"family": "others", "given": ""},
            ],
            "issued": {"date-parts": [["2026", 2]]},
            "container-title": "Nature",
            "volume": 3,
            "issue": "2",
            "page": "1–52",
            "DOI": "10.1234/abc_d",
            "URL": "https://example.org/a%20b",
        }
    ]
)
WORK = {
    "id": "smith-2026",
    "label": "Smith et al. 2026",
    "title": "A Trial of {things & other 50% matters",
    "authors": [
        {"family": "Smith", "given": "Jörg"},
        {"organization": "RAND Corporation"},
        {"family": "King", "given": "M. L.", "suffix": "Jr."},
    ],
    "more_authors": "yes",
    "issued": "2026-02",
    "kind": "research-paper",
    "venue": "Nature",
    "volume": "3",
    "issue": "2",
    "pages": "1-52",
    "doi": "10.1234/abc_d",
    "url": "https://example.org/a%20b",
}


def begin(path: Path, text: str, *ids: str) -> list[Any]:
    """Return the works that a bibliography makes."""
    path.write_text(text, encoding="utf-8")
    format, found = read(path)
    return list(begun(found, format, load(), ids))


@pytest.mark.parametrize(("name", "text"), [("a.bib", BIBTEX), ("a.ris", RIS), ("a.json", CSL)])
def test_three_formats_say_the_same(name: str, text: str, tmp_path: Path) -> None:
    (only,) = begin(tmp_path / name, text)
    assert only.work == WORK
    assert (only.known, only.missing, only.left_out) == (False, (), ())


def test_ids_do_not_meet_each_other_or_what_is_there(tmp_path: Path) -> None:
    text = "".join(BIBTEX.replace("{trial,", f"{{{key},") for key in ("a", "b"))
    made = begin(tmp_path / "a.bib", text.replace("10.1234/abc_d", ""), "smith-2026")
    assert [each.id for each in made] == ["smith-2026b", "smith-2026c"]


def test_a_work_on_record_is_named_by_its_id_alone(tmp_path: Path) -> None:
    text = "@misc{h, title={LLMs}, author={Hazell, J}, journal={arXiv preprint arXiv:2305.06972}}"
    (only,) = begin(tmp_path / "a.bib", text)
    assert only.work == {"id": "hazell-2023"}
    assert str(only) == "h: is already described as hazell-2023; the sheet gives its id only."


def test_a_preprint_is_known_by_its_number(tmp_path: Path) -> None:
    text = "@misc{x, title={T}, author={De Gregorio, A.}, eprint={2609.01234}, archivePrefix=arXiv}"
    text = text.replace("archivePrefix=arXiv", "archivePrefix={arXiv}")
    (only,) = begin(tmp_path / "a.bib", text)
    assert only.work["arxiv"] == "2609.01234"
    assert only.work["kind"] == "preprint"
    assert only.id == "degregorio"
    assert only.missing == ("issued",)


def test_what_no_sheet_takes_is_left_out_and_told(tmp_path: Path) -> None:
    (only,) = begin(tmp_path / "a.bib", BIBTEX.replace("1--52", "a b"))
    assert "pages" not in only.work
    assert str(only) == "trial: becomes smith-2026. Left out as not valid: pages."


@pytest.mark.parametrize(
    ("ending", "write"), [(".bib", to_bibtex), (".ris", to_ris), (".json", to_csl)]
)
def test_our_own_references_come_back(ending: str, write: Any, tmp_path: Path) -> None:  # noqa: ANN401
    """What is written of each work is read again: names, date, and where it appeared."""
    ours = bibliography(load())
    path = tmp_path / f"a{ending}"
    path.write_text(write(ours), encoding="utf-8")
    _, found = read(path)
    assert [each.key for each in found] == [ref.id for ref in ours.references]
    for ref, each in zip(ours.references, found, strict=True):
        assert each.more_authors == ref.and_others
        assert [name.label for name in each.authors] == [name.label for name in ref.authors]
        assert each.fields.get("title") == " ".join((ref.title or "").split())
        assert each.fields["issued"] == (ref.issued or "")[: 7 if ending == ".bib" else 10]
        for name in ("volume", "issue", "pages", "doi", "arxiv", "url"):
            if ending != ".bib" or name != "issue" or ref.bibtex == "article":
                assert each.fields.get(name) == getattr(ref, name), (ref.id, name)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.bib", "@article{a, title={x", "is not BibTeX (syntax error in line 1"),
        ("a.bib", "@misc{a, title={x}}\n@misc{a, title={y}}", "is not BibTeX (repeated"),
        ("a.bib", "no reference", "holds no reference"),
        ("a.ris", "no reference", "holds no reference"),
        ("a.json", "{", "is not JSON"),
        ("a.json", "[1]", "is not CSL JSON"),
        ("a.json", '[{"a": 1}]', "is not CSL JSON"),
        ("a.json", "[]", "holds no reference"),
        ("a.txt", "", "is no bibliography by its name"),
    ],
)
def test_bad_input_gets_one_line(name: str, text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableError) as error:
        read(path)
    assert words in str(error.value)
    assert str(error.value).startswith(str(path)) and "\n" not in str(error.value)


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="does not exist"):
        read(tmp_path / "a.bib")
    (tmp_path / "b.bib").write_bytes(b"@misc{a, title={\xff}}")
    with pytest.raises(UnreadableError, match="not in UTF-8"):
        read(tmp_path / "b.bib")


def test_one_reference_fills_in_a_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.bib").write_text(BIBTEX, encoding="utf-8")
    code, out, err = run(
        capsys, "sheet", "new", "--from", str(tmp_path / "a.bib"), "--vector", "biosecurity"
    )
    assert code == 0
    assert tree.parse(out).value["work"] == WORK
    assert [each["vector"] for each in tree.parse(out).value["analyses"]] == ["biosecurity"]
    assert err == f"ofmkg: {tmp_path / 'a.bib'}, trial: becomes smith-2026.\n"
    code, out, _ = run(capsys, "sheet", "new", "my-id", "--from", str(tmp_path / "a.bib"))
    assert tree.parse(out).value["work"]["id"] == "my-id"


def test_several_references_become_a_file_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, folder = tmp_path / "a.bib", tmp_path / "sheets"
    source.write_text(BIBTEX + BIBTEX.replace("trial", "b").replace("abc_d", "e"), encoding="utf-8")
    code, _, err = run(capsys, "sheet", "new", "--from", str(source))
    assert (code, err) == (
        2,
        f"ofmkg: {source}: has 2 references; name a folder for their sheets with -o DIR.\n",
    )
    code, _, err = run(capsys, "sheet", "new", "x", "--from", str(source), "-o", str(folder))
    assert code == 2 and "leave out the id x" in err
    code, _, err = run(capsys, "sheet", "new", "--from", str(source), "-o", str(folder))
    assert code == 0 and err.count("becomes") == 2
    assert sorted(path.name for path in folder.iterdir()) == ["smith-2026.yaml", "smith-2026b.yaml"]
    code, _, err = run(capsys, "sheet", "new", "--from", str(source), "-o", str(folder))
    assert code == 2 and "is there already" in err
    assert len(list(folder.iterdir())) == 2
