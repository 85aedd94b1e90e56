"""Recorded disagreements: causes on record beside what is computed of works side by side."""

import pytest
from facts import Facts
from hypothesis import given
from hypothesis import strategies as st
from small_graph import small

from ofmkg.analyses.disagreement.analysis import causes, dispute, disputes, opposite
from ofmkg.analyses.disagreement.grounds import Pair, ShownDifference
from ofmkg.analyses.disagreement.parties import DisagreementRow, Party, PartyRow, diagnoses, parties
from ofmkg.errors import UnknownIdError
from ofmkg.graph.model import Diagnosed, Voice
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages.blocks import Heading, Items, Page, Paragraph
from ofmkg.pages.disagreement import document
from ofmkg.pages.disagreement_list import listing
from ofmkg.pages.disagreement_opening import glance
from ofmkg.pages.words import Words


def party(work: str, side: int | None = None) -> Party:
    """Return a party with a claim of its own."""
    voice: Voice | None = "inference" if side else None
    basis = "our-inference" if side else None
    return Party(work, f"c-{work}", "So it is.", side, basis, voice=voice)


def pair(*shown: str, computable: tuple[str, ...] = ()) -> Pair:
    """Return two works that differ in some ways."""
    found = tuple(ShownDifference(kind, (), "none", "source") for kind in shown)
    return Pair("a", "b", "same", (*computable, *shown), found)


STEPS = Diagnosed("different-steps", "different steps", "paper", "source")


def test_each_agreement() -> None:
    pairs = [pair("different-baseline", computable=("different-steps",))]
    values = Diagnosed("value-difference", "values", "us", "ours")
    assert [(c.cause, c.agreement, c.computable) for c in causes([STEPS, values], pairs, {})] == [
        ("different-baseline", "computed-only", 1),
        ("different-steps", "recorded-not-found", 1),
        ("value-difference", "recorded-not-computable", 0),
    ]
    (both,) = causes([STEPS], [pair("different-steps"), pair()], {})
    assert (both.agreement, both.shown_by, both.unsure) == ("agree", (("a", "b"),), False)


def test_pairs_are_those_of_opposite_sides() -> None:
    those = [party("x", 1), party("y", 2), party("z", 2), party("x", 2), party("open")]
    assert opposite(those) == ("opposite-sides", (("x", "y"), ("x", "z")))


def test_without_sides_every_two_works_are_put_side_by_side() -> None:
    those = [party("x"), party("y"), party("x"), party("z")]
    assert opposite(those) == ("all-works", (("x", "y"), ("x", "z"), ("y", "z")))
    assert opposite([party("x")]) == ("all-works", ())


@given(st.lists(st.tuples(st.sampled_from("vwxyz"), st.sampled_from([None, 1, 2, 3])), max_size=9))
def test_no_work_is_put_beside_itself_and_no_pair_twice(
    given_parties: list[tuple[str, int]],
) -> None:
    _, pairs = opposite([party(work, side) for work, side in given_parties])
    assert all(a != b for a, b in pairs)
    assert len({frozenset(each) for each in pairs}) == len(pairs)


def test_rows_of_one_party_are_counted_once() -> None:
    row = PartyRow("d", "w/x", "1", claim_statement="So.", side=2, voice="inference")
    assert parties([row, row, PartyRow("d", unattributed="Others.")]) == (
        Party("x", "1", "So.", 2, None, voice="inference"),
    )
    assert diagnoses([DisagreementRow("d")]) == ()


def test_small_graph() -> None:
    (calls, haste) = disputes(small(), collection="all").disagreements
    assert [(p.a, p.b) for p in calls.pairs] == [("alpha-2023", "beta-2024")]  # gamma has no side
    assert [(c.cause, c.agreement, [d.origin for d in c.recorded]) for c in calls.causes] == [
        ("different-assumptions", "computed-only", []),
        ("different-baseline", "recorded-not-computable", ["ours", "source"]),
        ("different-steps", "agree", ["ours"]),
        ("different-threat-scope", "computed-only", []),
    ]
    assert haste.pairs == ()
    assert haste.unattributed == ("Ministers, who are not cited.",)


def test_disagreements_are_those_of_one_collection_and_the_others_are_counted() -> None:
    usual, own = disputes(small()), disputes(small(), collection="own")
    assert [d.disagreement for d in usual.disagreements] == ["calls"]
    assert [d.disagreement for d in own.disagreements] == ["haste"]
    assert [c.id for c in own.collections] == ["own"]
    assert [count for _, count in usual.elsewhere] == [1]
    assert disputes(small(), collection="all").elsewhere == ()
    with pytest.raises(UnknownIdError, match="own"):
        disputes(small(), collection="owm")


def test_rows_say_how_each_reading_is_known_and_where() -> None:
    page = dispute(small(), "calls")
    (shown,) = page.dispute.pairs
    kinds = {d.kind: d for d in shown.differences}
    answers = {g.id: g for g in kinds["different-assumptions"].grounds}
    assert kinds["different-assumptions"].unsure == "none"
    assert list(answers) == ["skill"]  # on safeguards one of them answers only as we infer
    assert not [d for d in shown.by_inference if d.kind == "different-assumptions"]
    assert (answers["skill"].relation, answers["skill"].unsure) == ("opposed", False)
    assert (answers["skill"].b[0].locator, answers["skill"].b[0].source) == ("1.2", "beta-2024")
    assert page.context.uncoded == ("gamma-2022",)
    assert [(p.claim, p.locator) for p in page.dispute.parties][:2] == [
        ("calls-rise", "§4.1"),
        ("calls-fall", "§4.2"),
    ]


def text(document: Page) -> str:
    """Return what a document says, line by line."""
    lines = []
    for block in document:
        if isinstance(block, Heading | Paragraph):
            lines.append(block.text)
        elif isinstance(block, Items):
            lines += [line for item in block.items for line in (item.text, *item.details)]
    return "\n".join(lines)


def test_the_dispute_about_biosecurity_information(kg: KnowledgeGraph, said: Words) -> None:
    page = dispute(kg, "d-bio-information-access")
    d = page.dispute
    assert {p.work: p.side for p in d.parties} == {
        "gopal-2023": 1,
        "guha-2023": 2,
        "mouton-2024": 2,
        "patwardhan-2024": 2,
    }
    assert {(p.side_basis, p.voice) for p in d.parties} == {("credited", "another")}
    assert [(c.cause, c.agreement, c.recorded[0].origin) for c in d.causes] == [
        ("different-baseline", "recorded-not-computable", "source"),
        ("different-steps", "recorded-not-computable", "ours"),
    ]
    assert page.context.uncoded == ("guha-2023", "mouton-2024", "patwardhan-2024")
    assert {b.label: b.a for b in page.context.baselines}["Information on the internet"] == "no"
    (asked,) = (q for q in page.context.questions if q.question == "web-information")
    assert {s.holder: s.kind for s in asked.stances}["gopal-2023"] == "silence"
    words = text(document(page, said))
    assert "Different baseline: diagnosis of Kapoor et al. 2024; cannot be computed" in words
    assert "Side 2, by the word of the source:" in words
    assert "(our inference)" not in words
    assert "2024-02-27" in words


def test_all_disagreements(kg: KnowledgeGraph, said: Words, facts: Facts) -> None:
    every = disputes(kg).disagreements
    assert len(every) == facts["kapoor-2024"]["?x a ofm:Disagreement"]
    several = [d for d in every if len(d.works) > 1]
    assert several == list(every)
    agreeing = {d.disagreement for d in several if any(c.agreement == "agree" for c in d.causes)}
    assert agreeing == {
        "d-disinfo-content-or-distribution",
        "d-phishing-filters",
    }
    for d in every:
        for each in d.pairs:
            assert all(difference.grounds for difference in each.differences)
            assert {difference.kind for difference in each.differences} <= set(each.computable)
    assert f"{len(several)} of them between two works or more" in text(listing(disputes(kg), said))


def test_scope_is_not_read_off_what_else_a_work_says(kg: KnowledgeGraph) -> None:
    """Kapoor et al. speak of every vector, which is not why they disagree on phishing filters."""
    for d in disputes(kg).disagreements:
        assert not [c for c in d.causes if c.cause == "different-threat-scope" and c.shown_by]


def test_disagreements_about_a_threat_are_those_with_a_claim_about_it_or_near(
    kg: KnowledgeGraph,
) -> None:
    found = kg.disagreements(vector="csam")
    assert [d.disagreement for d in found.disagreements] == ["d-csam-prevalence-and-attribution"]
    with pytest.raises(UnknownIdError):
        kg.disagreements(vector="csa")


def test_nothing_is_said_of_opposite_sides_where_none_are_set(
    every: KnowledgeGraph, said: Words
) -> None:
    """Neither on the page of a disagreement, nor in what it opens with."""
    without = [
        d
        for d in every.disagreements(collection="all").disagreements
        if d.pairs_of == "all-works" and len(d.works) > 1
    ]
    assert len(without) > 20
    assert not any(d.sided for d in without)
    for d in without[::6]:
        page = every.disagreement(d.disagreement)
        for told in (text(document(page, said)), text(glance(page, said))):
            assert "opposite sides" not in told
            assert "Who stands where" not in told
            assert "Taking part: " in told or "No sides are set:" in told
            assert "No sides are set, so that all its works were put side by side" in told


def test_where_sides_are_set_who_is_on_none_is_told(every: KnowledgeGraph, said: Words) -> None:
    told = text(glance(every.disagreement("cd-bio-tacit-knowledge"), said))
    assert "Side left open: gotting-2025 and ho-2025." in told
    assert "1 pair of works on opposite sides" in told
    listed = text(listing(every.disagreements(collection="later"), said))
    assert "on opposite sides or, where no sides are set, all works that take part." in listed
    sided = [d for d in every.disagreements(collection="later").disagreements if d.sided]
    assert f"Sides are set for {len(sided)} of them, by our inference unless" in listed
