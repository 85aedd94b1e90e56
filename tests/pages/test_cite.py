"""References in the formats of reference managers, and what other programs read in them."""

import json
import shutil
import subprocess
import warnings
from dataclasses import replace
from pathlib import Path

import bibtexparser
import pytest
import rispy
from pybtex import errors
from pybtex.database import parse_string

from ofmkg.analyses.cite import Bibliography, Reference, bibliography
from ofmkg.bibliography.names import Name
from ofmkg.knowledge import load
from ofmkg.pages.cite import document
from ofmkg.pages.cite_bibtex import to_bibtex
from ofmkg.pages.cite_csl import to_csl
from ofmkg.pages.cite_ris import to_ris
from ofmkg.pages.markdown import to_markdown

ONE = Reference(
    id="one-2023",
    label="One et al. 2023",
    title="Costs & 50% {of A_B",
    authors=(
        Name("One", "A."),
        Name(organization="An Institute and Sons"),
        Name("King", "M. L.", "Jr."),
        Name(name="김철수"),
    ),
    and_others=True,
    issued="2023-05-31",
    csl="article-journal",
    bibtex="article",
    ris="JOUR",
    venue="Foundations & Trends",
    doi="10.1234/a_b",
    arxiv="2301.00001",
    url="https://example.org/a_b",
    source="judge-2024",
    locator="References",
    editors=(Name("Ditor", "E."),),
    volume="6",
    issue="1",
    pages="1-52",
    publisher="now",
)
NEXT = replace(ONE, id="next-2024", title="The next one", authors=(Name("Casper"),))


def one(*references: Reference) -> Bibliography:
    return Bibliography(references or (ONE,))


def test_bibtex_exactly() -> None:
    assert to_bibtex(one()) == (
        "@article{one-2023,\n"
        "  title = {{Costs \\& 50\\% \\textbraceleft{}of A\\_B}},\n"
        "  author = {One, A. and {An Institute and Sons} and King, Jr., M. L. and {김철수}"
        " and others},\n"
        "  year = {2023},\n"
        "  month = may,\n"
        "  journal = {Foundations \\& Trends},\n"
        "  editor = {Ditor, E.},\n"
        "  volume = {6},\n"
        "  number = {1},\n"
        "  pages = {1--52},\n"
        "  publisher = {now},\n"
        "  doi = {10.1234/a_b},\n"
        "  eprint = {2301.00001},\n"
        "  archiveprefix = {arXiv},\n"
        "  url = {https://example.org/a_b}\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("kind", "changes", "line"),
    [
        ("book", {"bibtex": "book"}, "publisher = {now}"),
        ("techreport", {"bibtex": "techreport"}, "institution = {now}"),
        ("techreport", {"bibtex": "techreport", "publisher": None}, "institution = {Foundations"),
        ("inproceedings", {"bibtex": "inproceedings"}, "booktitle = {Foundations"),
        ("misc", {"bibtex": "article", "venue": None}, "howpublished = {now}"),
        ("misc", {"bibtex": "misc", "volume": None}, "howpublished = {Foundations"),
        ("misc", {"bibtex": "misc", "volume": None}, "organization = {now}"),
        (
            "misc",
            {"bibtex": "misc", "volume": None, "issue": None, "number": "R-1"},
            "note = {R-1}",
        ),
        ("article", {"bibtex": "misc"}, "volume = {6}"),
    ],
)
def test_a_kind_of_entry_has_what_it_cannot_do_without(
    kind: str, changes: dict[str, str | None], line: str
) -> None:
    written = to_bibtex(one(replace(ONE, **changes)))  # type: ignore[arg-type]
    assert written.startswith(f"@{kind}{{one-2023,")
    assert line in written


def test_csl_exactly() -> None:
    assert json.loads(to_csl(one())) == [
        {
            "id": "one-2023",
            "type": "article-journal",
            "title": "Costs & 50% {of A_B",
            "author": [
                {"family": "One", "given": "A."},
                {"literal": "An Institute and Sons"},
                {"family": "King", "given": "M. L.", "suffix": "Jr."},
                {"literal": "김철수"},
            ],
            "editor": [{"family": "Ditor", "given": "E."}],
            "issued": {"date-parts": [[2023, 5, 31]]},
            "container-title": "Foundations & Trends",
            "volume": "6",
            "issue": "1",
            "page": "1-52",
            "publisher": "now",
            "DOI": "10.1234/a_b",
            "archive": "arXiv",
            "archive_location": "2301.00001",
            "URL": "https://example.org/a_b",
            "note": "The list of authors goes on (et al.).",
        }
    ]
    (whole,) = json.loads(to_csl(one(replace(ONE, and_others=False))))
    assert "note" not in whole


def test_csl_has_the_number_on_arxiv_as_that_of_a_preprint() -> None:
    (preprint,) = json.loads(to_csl(one(replace(ONE, csl="article"))))
    assert preprint["number"] == "arXiv:2301.00001"
    assert "archive" not in preprint
    (numbered,) = json.loads(to_csl(one(replace(ONE, csl="article", number="R-1"))))
    assert (numbered["number"], numbered["archive_location"]) == ("R-1", "2301.00001")


def test_ris_is_read_back_by_field() -> None:
    (found,) = rispy.loads(to_ris(one(replace(ONE, title="Two\nlines"))))
    assert found == {
        "type_of_reference": "JOUR",
        "id": "one-2023",
        "title": "Two lines",
        "authors": ["One, A.", "An Institute and Sons", "King, M. L., Jr.", "김철수"],
        "secondary_authors": ["Ditor, E."],
        "year": "2023",
        "date": "2023/05/31/",
        "secondary_title": "Foundations & Trends",
        "volume": "6",
        "number": "1",
        "start_page": "1",
        "end_page": "52",
        "publisher": "now",
        "doi": "10.1234/a_b",
        "accession_number": "arXiv:2301.00001",
        "urls": ["https://example.org/a_b"],
        "notes": ["The list of authors goes on (et al.)."],
    }


def test_text_gives_where_a_work_appeared() -> None:
    text = " ".join(to_markdown(document(one())).split())
    assert "King, M. L., Jr.; 김철수; et al. (2023-05-31)." in text.replace("\\", "")
    assert "Trends, 6(1):1-52; now." in text.replace("\\", "")
    book = replace(ONE, venue=None, volume=None, issue=None, pages=None, edition="2", isbn="1")
    assert "ed. 2; now; ISBN 1." in " ".join(to_markdown(document(one(book))).split())


def test_nobody_is_called_et_al_and_a_lone_brace_loses_nothing() -> None:
    with errors.capture() as reported:
        entries = parse_string(to_bibtex(one(ONE, NEXT)), "bibtex").entries
    assert reported == []
    assert list(entries) == ["one-2023", "next-2024"]
    assert [str(person) for person in entries["one-2023"].persons["author"]] == [
        "One, A.",
        "{An Institute and Sons}",
        "King, Jr., M. L.",
        "{김철수}",
        "others",
    ]


@pytest.fixture(scope="module")
def everything() -> Bibliography:
    return bibliography(load())


def test_pybtex_reads_every_reference(everything: Bibliography) -> None:
    with errors.capture() as reported:
        entries = parse_string(to_bibtex(everything), "bibtex").entries
    assert reported == []
    assert list(entries) == [ref.id for ref in everything.references]
    for ref in everything.references:
        people = entries[ref.id].persons.get("author", [])
        assert len(people) == len(ref.authors) + ref.and_others


def test_bibtexparser_reads_every_reference(everything: Bibliography) -> None:
    read = bibtexparser.parse_string(to_bibtex(everything))
    assert read.failed_blocks == []
    assert len(read.entries) == len(everything.references)


def test_rispy_reads_every_reference(everything: Bibliography) -> None:
    read = rispy.loads(to_ris(everything))
    assert [each["id"] for each in read] == [ref.id for ref in everything.references]
    assert all("unknown_tag" not in each for each in read)


def test_citeproc_sets_every_reference_without_a_warning(everything: Bibliography) -> None:
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        source = CiteProcJSON(json.loads(to_csl(everything)))
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        made = CitationStylesBibliography(style, source, formatter.plain)
        for ref in everything.references:
            made.register(Citation([CitationItem(ref.id)]))
        lines = [str(line) for line in made.bibliography()]
    assert len(lines) == len(everything.references)


@pytest.mark.skipif(shutil.which("biber") is None, reason="there is no biber")
def test_biber_reads_every_reference(everything: Bibliography, tmp_path: Path) -> None:
    file = tmp_path / "refs.bib"
    file.write_text(to_bibtex(everything), encoding="utf-8")
    done = subprocess.run(
        ["biber", "--tool", str(file)], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "WARN" not in done.stdout and "ERROR" not in done.stdout
