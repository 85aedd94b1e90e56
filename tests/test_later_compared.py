"""Later works side by side: what was read, how much of it, and the evidence in detail."""

import pytest

import ofmkg
from ofmkg.evidence import about, records
from ofmkg.show.comparison import document
from ofmkg.show.markdown import to_markdown
from ofmkg.show.words import words


@pytest.fixture(scope="module")
def kg() -> ofmkg.KnowledgeGraph:
    """Return the built-in graph with the later literature."""
    return ofmkg.load(later=True)


def page(kg: ofmkg.KnowledgeGraph, a: str, b: str) -> str:
    """Return a comparison as Markdown."""
    return to_markdown(document(kg.compare(a, b), words(kg)))


def test_two_works_on_biosecurity(kg: ofmkg.KnowledgeGraph) -> None:
    c = kg.compare("mouton-2024", "hong-2026")
    assert c.vector_relation == "same"
    assert c.assumptions.opposed == ()
    assert [row.question for row in c.assumptions.shared] == ["web-information"]
    assert (c.a.text_read, c.b.text_read) == (("partial",), ("abstract-only",))
    assert not c.same_extent
    assert c.a.collection == c.b.collection == "later"
    assert {r.work for r in c.evidence.a} == {"mouton-2024"}
    (bench,) = [r for r in c.evidence.b if r.intervals]
    assert bench.design == "randomised-comparison"
    assert bench.sample and bench.baselines == ("web-search",) and bench.date
    assert bench.text_read == "abstract-only"


def test_two_works_on_phishing(kg: ofmkg.KnowledgeGraph) -> None:
    c = kg.compare("narayanan-2024", "heiding-2024")
    assert c.vector_relation == "overlapping"
    assert [row.question for row in c.assumptions.opposed] == ["existing-defenses-hold"]
    assert (c.a.issued, c.b.issued) == ("2024-03-12", "2024-11-30")
    assert {r.sample for r in c.evidence.b} == {101, 363}
    text = page(kg, "narayanan-2024", "heiding-2024")
    assert "the two were not read to the same extent" in text
    assert "Came out 2024-11-30; collection: later literature, coded from texts" in text
    assert "Sample: 101." in text


def test_works_read_to_one_extent_carry_no_warning(kg: ofmkg.KnowledgeGraph) -> None:
    assert kg.compare("gopal-2023", "hazell-2023").same_extent
    assert "not read to the same extent" not in page(kg, "gopal-2023", "hazell-2023")
    assert kg.compare("gopal-2023", "mouton-2024").same_extent is False
    # a work without codings has no extent to compare
    assert kg.compare("kapoor-2024", "mouton-2024").same_extent


def test_the_evidence_of_one_study_of_a_work_is_that_of_its_vector(
    kg: ofmkg.KnowledgeGraph,
) -> None:
    """Bengio et al. 2026 report six studies."""
    rows = kg.query("evidence-records", work="bengio-2026").dicts()
    every = records(rows)
    assert len({r.claim for r in every}) == len(every) > 1
    one = kg.compare("bengio-2026-csam", "gopal-2023").evidence.a
    assert set(one) < set(every)
    assert all(not r.vectors or "csam" in r.vectors for r in one)
    iri = rows[0]["work"]
    assert about(every, iri, None, lambda x, y: x == y) == every
    assert about(every, iri + "x", None, lambda x, y: x == y) == ()


def test_nothing_is_pooled(kg: ofmkg.KnowledgeGraph) -> None:
    text = page(kg, "wan-2024", "grattafiori-2024").lower()
    for word in ("pooled", "mean effect", "on average over works", "meta-analysis"):
        assert word not in text
