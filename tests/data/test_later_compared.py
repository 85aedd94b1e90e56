"""Later works side by side: what was read, how much of it, and the evidence in detail."""

from collections import Counter

import pytest
from facts import Facts

import ofmkg
from ofmkg.analyses.argument.analysis import argument
from ofmkg.analyses.briefs import brief
from ofmkg.analyses.compare.evidence import about, collected
from ofmkg.analyses.disagreement.analysis import dispute, disputes
from ofmkg.analyses.rests.analysis import retraction
from ofmkg.analyses.standing.analysis import standing
from ofmkg.graph.terms import short
from ofmkg.pages.blocks import Page
from ofmkg.pages.briefs import document as brief_page
from ofmkg.pages.compare import document
from ofmkg.pages.disagreement import document as dispute_page
from ofmkg.pages.disagreement_list import listing
from ofmkg.pages.markdown import to_markdown
from ofmkg.pages.rests import document as losses_page
from ofmkg.pages.standing import document as claims_page
from ofmkg.pages.words import words


@pytest.fixture(scope="module")
def kg() -> ofmkg.KnowledgeGraph:
    """Return the built-in graph with the later literature."""
    return ofmkg.load()


def page(kg: ofmkg.KnowledgeGraph, a: str, b: str) -> str:
    """Return a comparison as Markdown."""
    return plain(document(kg.compare(a, b), words(kg)))


def plain(document: Page) -> str:
    """Return a page as Markdown in which nothing is escaped."""
    return to_markdown(document).replace("\\", "")


def test_two_works_on_biosecurity(kg: ofmkg.KnowledgeGraph) -> None:
    c = kg.compare("mouton-2024", "hong-2026")
    assert c.vector_relation == "same"
    assert c.assumptions.opposed == ()
    assert [row.question for row in c.assumptions.shared] == ["web-information"]
    assert (c.a.text_read, c.b.text_read) == (("full",), ("abstract-only",))
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
    iri = kg.find("bengio-2026", "Work").value
    every = tuple(record for record, _ in collected(kg, [iri]))
    assert len({r.claim for r in every}) == len(every) > 1
    one = kg.compare("bengio-2026-csam", "gopal-2023").evidence.a
    assert set(one) < set(every)
    assert all(not r.vectors or "csam" in r.vectors for r in one)
    assert about(every, iri, None, lambda x, y: x == y) == every
    assert about(every, iri + "x", None, lambda x, y: x == y) == ()


def test_nothing_is_pooled(kg: ofmkg.KnowledgeGraph) -> None:
    text = page(kg, "wan-2024", "grattafiori-2024").lower()
    for word in ("pooled", "mean effect", "on average over works", "meta-analysis"):
        assert word not in text


LATER = "later literature, coded from texts"


def test_claims_of_two_collections_are_told_apart(kg: ofmkg.KnowledgeGraph) -> None:
    said = words(kg)
    stands = standing(kg, collection="all")
    on_record = Counter(c.collection for c in argument(kg, collection="all").claims.values())
    counted = Counter(row.collection for row in stands.claims)
    assert (
        counted.keys()
        == stands.counts.keys()
        == {
            "kapoor-2024",
            "later",
            "second-codings",
        }
    )
    assert {place: sum(n.values()) for place, n in stands.counts.items()} == counted
    text = plain(claims_page(stands, said, True))
    for name, place in (("As read by Kapoor et al.", "kapoor-2024"), (LATER, "later")):
        name = f"{name[0].upper()}{name[1:]}"
        assert f"{name}: of {counted[place]} claims that can be disputed, " in text
    assert f"(cc-okeefe-2024-sometimes-model-level; {LATER}) [drawn by" in text
    assert f"- Later literature, coded from texts, evidence up to {kg_date(kg)}." in text
    given_up = retraction(kg, "kapoor-2024")
    totals = {short(iri): number for iri, number in on_record.items() if iri}
    assert given_up.by_collection == totals
    assert f"As read by Kapoor et al.: of {totals['kapoor-2024']} claims on record, " in (
        plain(losses_page(given_up, said))
    )


def kg_date(kg: ofmkg.KnowledgeGraph) -> str | None:
    """Return up to when evidence is on record in the later literature."""
    return next(c.cutoff for c in kg.collections() if c.id == "later")


def test_with_one_collection_no_claim_is_set_apart() -> None:
    alone = ofmkg.load()
    text = plain(claims_page(standing(alone), words(alone), True))
    assert "As read by Kapoor et al.: of " in text
    assert "as read by Kapoor et al." not in text
    assert LATER not in text


def test_disagreements_of_two_collections_are_told_apart(
    kg: ofmkg.KnowledgeGraph, facts: Facts
) -> None:
    every = disputes(kg, collection="all")
    counted = Counter(d.collection for d in every.disagreements)
    seven, later = (facts[part]["?x a ofm:Disagreement"] for part in ("kapoor-2024", "later"))
    assert counted == {"kapoor-2024": seven, "later": later}
    text = plain(listing(every, words(kg)))
    assert f"{seven} disagreements on record, " in text
    assert f"{later} disagreements on record ({LATER}), " in text
    assert f"{seven + later} disagreements" not in text
    assert f"(cd-bio-control-group; qualification; described by a source; {LATER}) [" in text
    assert "(d-bio-information-access; talking past each other; described by a source) [" in text
    assert text.index("(d-bio-information-access;") < text.index("(cd-bio-control-group;")


def test_a_disagreement_names_all_works_that_it_was_read_in(kg: ofmkg.KnowledgeGraph) -> None:
    sources = (
        "AI Security Institute 2025a, Aziz 2026, Bengio et al. 2026, Grattafiori et al. 2024, "
        "Hong et al. 2026, Mouton et al. 2024, Patwardhan et al. 2024, Sandoval 2026 and Zhang "
        "et al. 2026: Zhang abstract; "
    )
    found = next(
        d
        for d in kg.compare("mouton-2024", "hong-2026").documented
        if d.disagreement == "cd-bio-paper-or-bench"
    )
    assert (len(found.sources), found.collection) == (9, "later")
    assert sources in page(kg, "mouton-2024", "hong-2026")
    alone = dispute(kg, "cd-bio-paper-or-bench")
    assert alone.dispute.sources == found.sources
    assert f"(cd-bio-paper-or-bench; {LATER}) [{sources}" in (plain(dispute_page(alone, words(kg))))
    study = plain(brief_page(brief(kg, "study", "mouton-2024"), words(kg)))
    assert sources in study


def test_nothing_computed_is_not_called_likeness(kg: ofmkg.KnowledgeGraph) -> None:
    assert kg.compare("mouton-2024", "hong-2026").differences == ()
    text = page(kg, "mouton-2024", "hong-2026")
    assert "No difference of a kind that is computed is on record of them." in text
    assert "That does not make them alike" in text
