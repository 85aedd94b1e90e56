"""What rests on what: by hand, by property, and on the real graph."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_arguments import ARGUMENTS, NAMES, claim, line, made_up, stance, work

import ofmkg
from ofmkg.analyses.argument.analysis import argument
from ofmkg.analyses.argument.result import Argument
from ofmkg.analyses.rests.analysis import CanBeGivenUp, retract, retraction
from ofmkg.analyses.rests.result import Retraction
from ofmkg.analyses.standing.analysis import labels
from ofmkg.errors import UnknownIdError, UsageError
from ofmkg.graph.terms import BASE, short
from ofmkg.pages.markdown import to_markdown
from ofmkg.pages.rests import document
from ofmkg.pages.words import Words


def up(given_: Argument, *iris: str) -> Retraction:
    return retract(given_, [CanBeGivenUp(iri, "Thing", 1) for iri in iris])


def losses(result: Retraction) -> dict[str, str]:
    return {change.claim: change.loss for change in result.changes}


#   s, t      stances
#   |  |
#   a--+  b   a rests on s and t; b supports a; a and c support d; d supports e
#     \  c
#      d ---> e
CHAIN = made_up(
    "abcde",
    supports=[("b", "a"), ("a", "d"), ("c", "d"), ("d", "e")],
    rests=[("a", "s"), ("a", "t")],
)


def test_a_stance_given_up() -> None:
    result = up(CHAIN, stance("s"))
    assert losses(result) == {"a": "need-lost", "d": "weakened", "e": "weakened"}
    a, d, e = result.changes
    assert [link.bears.thing for link in a.lost] == ["s"]
    assert sorted(b.thing for b in a.left) == ["b", "t"]
    assert (a.before, a.after, d.before, d.after) == (
        "undisputed",
        "premise-lost",
        "undisputed",
        "undisputed",
    )
    assert [link.bears.thing for link in d.lost] == ["a"]
    assert [b.thing for b in d.left] == ["c"]
    assert [(link.bears.thing, link.became) for link in e.weaker] == [("d", "weakened")]
    chain = [(link.bears.relation, link.bears.thing, link.claim) for link in result.chain("e")]
    assert chain == [("rests-on", "s", "a"), ("supports", "a", "d"), ("supports", "d", "e")]
    assert [change.steps for change in result.changes] == [1, 2, 3]


def test_all_support_given_up() -> None:
    result = up(CHAIN, stance("s"), stance("t"), claim("b"), claim("c"))
    assert losses(result) == {
        "b": "withdrawn",
        "c": "withdrawn",
        "a": "unsupported",
        "d": "unsupported",
        "e": "unsupported",
    }
    assert all(not change.left for change in result.changes)
    assert result.counts["unsupported"] == 3


def test_evidence_given_up_while_stances_remain() -> None:
    assert losses(up(CHAIN, claim("b")))["a"] == "need-lost"


def test_a_line_of_evidence_given_up() -> None:
    result = up(CHAIN, line("d", "e", "supports"))
    assert losses(result) == {"e": "unsupported"}
    (link,) = result.chain("e")
    assert (link.bears.thing, link.became) == ("d", "line-gone")
    assert losses(up(CHAIN, line("c", "d", "supports"))) == {"d": "weakened", "e": "weakened"}


def test_a_work_given_up_takes_what_only_it_asserts_its_stances_and_its_lines() -> None:
    given_ = made_up(
        "abcd",
        supports=[("a", "b"), ("b", "c")],
        rests=[("d", "s")],
        works={"a": ["one"], "b": ["one", "two"]},
        cites=[("c", "one"), ("c", "two"), ("d", "one")],
    )
    result = up(given_, work("one"))
    assert losses(result) == {
        "a": "withdrawn",
        "b": "unsupported",
        "c": "unsupported",
        "d": "citation-lost",
    }
    c = next(change for change in result.changes if change.claim == "c")
    assert (c.cited_lost, c.cited_left) == (("one",), 1)
    assert losses(up(given_, work("w-s"))) == {"d": "unsupported"}
    assert losses(up(given_, work("drawer"))) == {"b": "unsupported", "c": "unsupported"}
    assert losses(up(given_, work("two"))) == {"c": "citation-lost"}


def test_a_position_and_a_study_given_up_take_the_stances() -> None:
    assert losses(up(CHAIN, f"{BASE}position/p-s")) == losses(up(CHAIN, stance("s")))
    assert losses(up(CHAIN, f"{BASE}study/h-s")) == losses(up(CHAIN, stance("s")))


def test_claims_that_support_each_other_do_not_hold_each_other_up() -> None:
    given_ = made_up("abc", supports=[("a", "b"), ("b", "c"), ("c", "b")])
    assert losses(up(given_, claim("a"))) == {
        "a": "withdrawn",
        "b": "unsupported",
        "c": "unsupported",
    }


def test_what_is_no_longer_disputed() -> None:
    given_ = made_up("abc", disputes=[("a", "b"), ("b", "c")], qualifies=[("a", "c")])
    result = up(given_, claim("a"))
    assert losses(result) == {"a": "withdrawn", "b": "relieved", "c": "relieved"}
    a, b, c = result.changes
    assert [(x.before, x.after) for x in (a, b, c)] == [
        ("undisputed", "given-up"),
        ("disputed-no-reply", "undisputed"),
        ("disputed-replied", "disputed-no-reply"),
    ]
    assert [link.bears.relation for link in c.relief] == ["qualifies"]
    without = made_up("abc", disputes=[("a", "b"), ("b", "c")])
    assert losses(up(without, claim("a")))["c"] == "relabelled"


@given(ARGUMENTS)
def test_retracting_nothing_changes_nothing(given_: Argument) -> None:
    assert up(given_).changes == ()
    assert up(given_, work("nobody")).changes == ()


_GIVEN_UP = st.sets(st.sampled_from([*map(claim, NAMES), *map(stance, "stu")]), max_size=4)


@given(ARGUMENTS, _GIVEN_UP)
def test_claims_fall_exactly_where_their_support_does(given_: Argument, iris: set[str]) -> None:
    fallen = {
        c for c, loss in losses(up(given_, *iris)).items() if loss in ("unsupported", "need-lost")
    }
    gone = frozenset(iris)
    before = labels(given_, disputes=False)
    after = labels(given_, gone, disputes=False)
    stood = {short(c) for c in given_.claims if before[c] == "in" != after[c] and c not in gone}
    assert stood <= fallen
    founded = {short(c) for c in given_.claims if before[c] == "in"}
    assert fallen & founded == stood


@given(ARGUMENTS, _GIVEN_UP)
def test_every_loss_of_support_has_a_chain_from_what_is_given_up(
    given_: Argument, iris: set[str]
) -> None:
    result = up(given_, *iris)
    names = {short(iri) for iri in iris}
    for change in result.changes:
        if change.loss in ("unsupported", "need-lost", "weakened"):
            chain = result.chain(change.claim)
            assert change.lost or change.weaker
            assert chain[0].bears.thing in names
            assert chain[-1].claim == change.claim
            assert len(chain) == change.steps
            for one, other in pairwise(chain):
                assert one.claim == other.bears.thing


@given(ARGUMENTS, _GIVEN_UP, st.sampled_from(NAMES))
def test_giving_up_more_saves_no_claim(given_: Argument, iris: set[str], more: str) -> None:
    falls = {"withdrawn", "unsupported", "need-lost"}

    def fallen(result: Retraction) -> set[str]:
        return {name for name, loss in losses(result).items() if loss in falls}

    assert fallen(up(given_, *iris)) <= fallen(up(given_, *iris, claim(more)))


def test_nothing_propagates_over_lines_that_only_we_drew() -> None:
    given_ = made_up(
        "abcde",
        supports=[("a", "b"), ("d", "e")],
        supports_ours=[("b", "c")],
        rests=[("a", "s"), ("d", "t")],
        inferred="t",
    )
    result = up(given_, stance("s"), stance("t"))
    assert losses(result) == {"a": "unsupported", "b": "unsupported"}
    assert {c.voice for c in result.changes} == {"source"}
    assert {c.claim: (c.loss, c.voice) for c in result.by_inference} == {
        "c": ("unsupported", "inference"),
        "d": ("unsupported", "inference"),
        "e": ("unsupported", "inference"),
    }
    chain = result.chain("c", inferred=True)
    assert [link.claim for link in chain] == ["a", "b", "c"]
    taken = retract(
        given_,
        [CanBeGivenUp(stance(name), "Thing", 1) for name in "st"],
        with_inferences=True,
    )
    assert taken.by_inference == ()
    assert {c.claim: c.voice for c in taken.changes} == {
        "a": "source",
        "b": "source",
        "c": "inference",
        "d": "inference",
        "e": "inference",
    }


def test_an_assumption_of_the_paper(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    result = retraction(kg, "table2-ncii-a1")
    # the paper rests its conclusion on it; that the conclusion supports another is our line
    assert losses(result) == {"c-ncii-marginal-risk-considerable": "need-lost"}
    apart = {c.claim: c.loss for c in result.by_inference}
    assert apart["c-open-weights-aid-misuse"] == "weakened"
    text = to_markdown(document(result, said)).replace("\\", "")
    total = len({row["claim"] for row in kg.query("claims").dicts()})
    assert f"of {total} claims on record, 1 loses" in text
    assert "## By our inference" in text
    assert "the source does not say so." in text


def test_a_claim_that_expresses_a_position_given_up_is_told_apart(
    kg: ofmkg.KnowledgeGraph, said: Words
) -> None:
    result = retraction(kg, "existing-defenses-hold")
    assert result.changes == ()
    assert {c.loss for c in result.by_inference} == {"says-the-same"}
    assert {x for c in result.by_inference for x in c.expresses} == {"hold-regardless-of-author"}
    assert all(change.before == change.after for change in result.by_inference)
    text = to_markdown(document(result, said))
    assert "by the word of sources no claim on record changes" in text
    assert "What would change by our inference stands apart." in text


def test_a_stance_says_whose_it_is_and_where_it_stands(kg: ofmkg.KnowledgeGraph) -> None:
    (given_up,) = retraction(kg, "table2-ncii-a1").given_up
    assert given_up.label.startswith("Technical means")
    assert (given_up.holders, given_up.locator, given_up.source) == (
        ("table2-ncii-digitally-altered",),
        "Table 2, uncertainty and assumptions",
        "kapoor-2024",
    )


def test_a_line_of_evidence_is_named_by_its_path(kg: ofmkg.KnowledgeGraph) -> None:
    path = "evidence-line/c-closed-can-block/supports/c-control-relinquished"
    (given_up,) = retraction(kg, path).given_up
    assert (given_up.thing, given_up.kind) == (path, "EvidenceLine")
    (given_up,) = retraction(kg, "c-control-relinquished").given_up
    assert given_up.kind == "Claim"


def test_a_work_and_its_study_share_an_id(kg: ofmkg.KnowledgeGraph) -> None:
    assert [each.kind for each in retraction(kg, "gopal-2023").given_up] == ["Work", "Study"]


def test_every_row_says_where_it_stands(kg: ofmkg.KnowledgeGraph) -> None:
    on_record = argument(kg)
    result = retract(on_record, [CanBeGivenUp(iri, "Work", 1) for iri in on_record.works])
    assert len(result.changes) == len(on_record.claims)  # every claim is asserted by some work
    assert all(change.source and change.locator for change in result.changes)


def test_bad_names(kg: ofmkg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownIdError, match="no thing 'nothing'"):
        retraction(kg, "nothing")
    with pytest.raises(UsageError, match="Nothing rests on biosecurity as such"):
        retraction(kg, "biosecurity")
