"""References: who wrote a work, in order, and what is known of where it appeared."""

from facts import Facts

from ofmkg.analyses.cite import AuthorRow, WorkRow, bibliography, references
from ofmkg.bibliography.names import Name
from ofmkg.knowledge import load


def test_a_work_of_two_kinds_is_cited_once() -> None:
    rows = [WorkRow("x", csl="book", bibtex="book"), WorkRow("x")]
    (only,) = references(rows).references
    assert (only.csl, only.label, only.title) == ("book", "x", None)


def test_people_and_organizations_stand_in_the_order_of_the_list() -> None:
    rows = [
        AuthorRow("x", "author", 1, "person", "M. L. King Jr.", "King", "M. L.", "Jr."),
        AuthorRow("x", "author", 2, "organization", "RAND"),
        AuthorRow("x", "author", 3, "person", "김철수"),
        AuthorRow("x", "editor", 1, "person", "E. Ditor", "Ditor", "E."),
    ]
    (only,) = references([WorkRow("x", more=True)], rows).references
    assert only.authors == (
        Name("King", "M. L.", "Jr."),
        Name(organization="RAND"),
        Name(name="김철수"),
    )
    assert only.editors == (Name("Ditor", "E."),)
    assert only.and_others


def test_a_line_of_authors_is_taken_apart_or_left_as_it_is() -> None:
    plain, unclear = references(
        [WorkRow("a", line="Smith, J., et al."), WorkRow("b", line="Kamachee, Casper, Ding")]
    ).references
    assert (plain.authors, plain.and_others) == ((Name("Smith", "J."),), True)
    assert (unclear.authors, unclear.and_others) == ((Name(name="Kamachee, Casper, Ding"),), False)


def test_every_work_of_the_real_graph_can_be_cited(facts: Facts) -> None:
    everything = bibliography(load()).references
    assert len(everything) == sum(facts[name]["?x a ofm:Work"] for name in ("kapoor-2024", "later"))
    unnamed = {ref.id for ref in everything if not ref.authors}
    assert unnamed == {"aisi-2026-notes", "casper-2026-digest", "li-2026-notes"}
    assert all(ref.title and ref.issued for ref in everything)


def test_a_preprint_is_cited_with_its_published_version() -> None:
    preprint, published = bibliography(load(), "kapoor-2024").references
    assert preprint.published == published.id == "kapoor-2024-icml"
    assert (published.volume, published.pages) == ("235", "23082-23104")
    assert published.publisher == "PMLR"
    assert published.venue == (
        "Proceedings of the 41st International Conference on Machine Learning"
    )
    assert len(published.authors) == len(preprint.authors) == 25


def test_volume_issue_pages_and_date_are_fields() -> None:
    (only,) = bibliography(load(), "barrett-2023").references
    assert only.venue == "Foundations and Trends in Privacy and Security"
    assert (only.volume, only.issue, only.pages, only.issued) == ("6", "1", "1-52", "2023-12")
    assert only.and_others


def test_one_work_by_its_id() -> None:
    (only,) = bibliography(load(), "gopal-2023").references
    assert only.authors[0] == Name("Gopal", "A.")
    assert only.arxiv == "2310.18233"
