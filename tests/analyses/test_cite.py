"""References: printed names taken apart, and the formats of reference managers."""

import json

import pytest
from facts import Facts

from ofmkg.analyses.cite import (
    Author,
    Bibliography,
    Reference,
    WorkRow,
    authors,
    bibliography,
    references,
)
from ofmkg.knowledge import load
from ofmkg.pages import cite as citations

WORK = "https://w3id.org/ofmkg/publication/"


@pytest.mark.parametrize(
    ("printed", "names", "others"),
    [
        ("", (), False),
        ("Lakatos, S.", (Author("Lakatos", "S."),), False),
        (
            "Chesney, R. and Citron, D. K.",
            (Author("Chesney", "R."), Author("Citron", "D. K.")),
            False,
        ),
        (
            "Biderman, S., Anthony, Q. G., et al.",
            (Author("Biderman", "S."), Author("Anthony", "Q. G.")),
            True,
        ),
        (
            "Zellers, R., Herbert-Voss, A., and Choi, Y.",
            (Author("Zellers", "R."), Author("Herbert-Voss", "A."), Author("Choi", "Y.")),
            False,
        ),
        ("Apple Support", (Author("Apple Support"),), False),
        (
            "Creative Commons, LAION, and Others",
            (Author("Creative Commons, LAION, and Others"),),
            False,
        ),
    ],
)
def test_printed_names(printed: str, names: tuple[Author, ...], others: bool) -> None:
    assert authors(printed) == (names, others)


ONE = Reference(
    "one-2023",
    "One et al. 2023",
    "Costs & 50% {of} A_B",
    (Author("One", "A."), Author("An Institute and Sons")),
    True,
    "2023-05",
    "article",
    "misc",
    "arXiv, May 2023",
    None,
    "2301.00001",
    "https://example.org/a_b",
    "judge-2024",
    "References",
)


def test_bibtex_exactly() -> None:
    assert citations.to_bibtex(Bibliography((ONE,))) == (
        "@misc{one-2023,\n"
        "  title = {{Costs \\& 50\\% \\{of\\} A\\_B}},\n"
        "  author = {One, A. and {An Institute and Sons} and others},\n"
        "  year = {2023},\n"
        "  howpublished = {arXiv, May 2023},\n"
        "  eprint = {2301.00001},\n"
        "  archiveprefix = {arXiv},\n"
        "  url = {https://example.org/a_b}\n"
        "}\n"
    )


def test_csl_exactly() -> None:
    assert json.loads(citations.to_csl(Bibliography((ONE,)))) == [
        {
            "id": "one-2023",
            "type": "article",
            "title": "Costs & 50% {of} A_B",
            "author": [
                {"family": "One", "given": "A."},
                {"literal": "An Institute and Sons"},
                {"literal": "et al."},
            ],
            "issued": {"date-parts": [[2023]]},
            "container-title": "arXiv, May 2023",
            "number": "arXiv:2301.00001",
            "URL": "https://example.org/a_b",
        }
    ]


def test_a_work_of_two_kinds_is_cited_once() -> None:
    rows = [WorkRow("x", csl="book", bibtex="book"), WorkRow("x")]
    (only,) = references(rows).references
    assert (only.csl, only.label, only.title) == ("book", "x", None)


def test_every_work_of_the_real_graph_can_be_cited(facts: Facts) -> None:
    everything = bibliography(load()).references
    assert len(everything) == facts["kapoor-2024"]["?x a ofm:Work"]
    assert all(ref.title and ref.authors and ref.issued for ref in everything)
    entries = citations.to_bibtex(Bibliography(everything)).split("\n@")
    assert len(entries) == len(everything)
    assert all(entry.count("{") == entry.count("}") for entry in entries)


def test_one_work_by_its_id() -> None:
    (only,) = bibliography(load(), "gopal-2023").references
    assert only.authors[0] == Author("Gopal", "A.")
    assert only.arxiv == "2310.18233"
