"""Cruxes: by hand, against the definition pair by pair, by property, and on the real graph."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_arguments import claim, made_up

import ofmkg
from ofmkg.analyses.argument.result import Argument, Expression
from ofmkg.analyses.crux.analysis import added, arranged, cruxes, opposing, overlaps
from ofmkg.analyses.crux.result import Crux, Cruxes
from ofmkg.analyses.holdings import Holding
from ofmkg.analyses.locators import VectorRow, Vectors
from ofmkg.analyses.question.rows import AnswerRow
from ofmkg.errors import UnknownIdError, UsageError
from ofmkg.graph.model import Stance, Voice
from ofmkg.graph.scenarios import Scenario
from ofmkg.graph.terms import BASE
from ofmkg.pages.crux import document
from ofmkg.pages.markdown import to_markdown
from ofmkg.pages.words import Words

VECTORS = Vectors(
    VectorRow(vector, above)
    for vector, above in (
        ("wide", "wide"),
        ("narrow", "narrow"),
        ("narrow", "wide"),
        ("far", "far"),
    )
)
ANSWERS = [
    AnswerRow("q", question_label="Q", position=a, against=b, source="judge")
    for a, b in (("yes", "no"), ("no", "yes"))
]


def holding(work: str, position: str, *vectors: str, voice: Voice = "itself") -> Holding:
    stance = Stance(
        holder=f"study-{work}",
        kind="assumption",
        question="q",
        question_label="Q",
        steps=(),
        position=position,
        label=position.capitalize(),
        mode="stated",
        statement=None,
        basis="our-inference" if voice == "inference" else "named-by-source",
        vectors=vectors,
        locator="p. 1",
        source="judge",
        voice=voice,
    )
    return Holding(stance, f"{work}-{position}", f"Study {work}", work, "coder", "c")


def expressing(given_: Argument, *pairs: tuple[str, str]) -> Argument:
    return Argument(
        given_.claims,
        given_.premises,
        given_.bearings,
        tuple(
            Expression(claim(name), f"{BASE}position/{p}", None, p, "p. 2", None)
            for name, p in pairs
        ),
        (),
        (),
        {},
    )


Sorted = tuple[list[Crux], list[Crux], list[Crux]]


def by_kind(found: Sequence[Crux]) -> Sorted:
    first, second, third = (
        [crux for crux in found if crux.kind == kind]
        for kind in ("crux", "without-claims", "apart")
    )
    return first, second, third


def asked(held: Sequence[Holding], given_: Argument) -> Sorted:
    return by_kind(arranged(ANSWERS, held, held, given_, VECTORS))


def works(crux: Crux) -> tuple[list[str], list[str]]:
    return [h.work for h in crux.a.holders], [h.work for h in crux.b.holders]


def test_a_crux_by_hand() -> None:
    given_ = expressing(
        made_up("abcd", supports=[("a", "b"), ("b", "c"), ("c", "a")], rests=[("d", "s")]),
        ("a", "no"),
    )
    held = [holding("one", "no", "narrow"), holding("two", "yes", "wide")]
    (crux,), bare, apart = asked(held, given_)
    assert (crux.question, crux.a.position, crux.b.position) == ("q", "no", "yes")
    assert works(crux) == (["one"], ["two"])
    assert [(h.claim, h.via, h.on, h.basis, h.voice) for h in crux.a.claims] == [
        ("a", "expresses", "no", "our-inference", "inference"),
        ("b", "supports", "a", "named-by-source", "inference"),
        ("c", "supports", "b", "named-by-source", "inference"),
    ]
    assert crux.b.claims == ()
    assert (crux.opposed, crux.voice) == ("source", "inference")
    assert (bare, apart) == ([], [])
    # that a claim expresses a position is ours: by sources nothing hangs on it
    _, (bare_crux,), _ = asked(held, given_.sourced())
    assert (bare_crux.a.claims, bare_crux.voice) == ((), "source")


def test_a_claim_that_rests_on_a_stance_hangs_on_its_position() -> None:
    given_ = made_up("ab", supports=[("a", "b")], rests=[("a", "s")])
    answers = [replace(ANSWERS[0], position="p-s", against="no")]
    held = [holding("one", "p-s"), holding("two", "no")]
    (crux,) = arranged(answers, held[:1], held[1:], given_, VECTORS)
    assert [(h.claim, h.via, h.on, h.basis, h.voice) for h in crux.a.claims] == [
        ("a", "rests-on", "s", "named-by-source", "source"),
        ("b", "supports", "a", "named-by-source", "source"),
    ]
    assert (crux.kind, crux.voice) == ("crux", "source")


def test_nothing_propagates_over_lines_that_only_we_drew() -> None:
    given_ = made_up(
        "abcd",
        supports=[("a", "b")],
        supports_ours=[("a", "c"), ("c", "b")],
        rests=[("a", "s"), ("d", "t")],
        inferred="t",
    )
    answers = [replace(ANSWERS[0], position="p-s", against="p-t")]
    held = [holding("one", "p-s"), holding("two", "p-t")]

    def hanging(of: Argument) -> list[list[tuple[str, str]]]:
        (crux,) = arranged(answers, held[:1], held[1:], of, VECTORS)
        return [[(h.claim, h.voice) for h in side.claims] for side in (crux.a, crux.b)]

    # b hangs on it by lines of sources as well as by ours; c and d only by ours
    sourced = [[("a", "source"), ("b", "source")], []]
    assert hanging(given_.sourced()) == sourced
    assert hanging(given_) == [[*sourced[0], ("c", "inference")], [("d", "inference")]]


def test_what_our_inferences_add_stands_apart() -> None:
    given_ = expressing(made_up("ab"), ("a", "yes"))
    said, ours = holding("one", "yes", "wide"), holding("two", "no", "wide", voice="inference")
    held = [said, ours]
    assert arranged(ANSWERS, [said], [said], given_.sourced(), VECTORS) == ()
    every = arranged(ANSWERS, held, held, given_, VECTORS)
    (crux,) = added((), every)
    assert (crux.opposed, crux.voice, crux.kind) == ("inference", "inference", "crux")
    # an opposition of sources: only what is ours is told again
    both = [said, holding("three", "no", "wide"), ours]
    sourced = arranged(ANSWERS, both[:2], both[:2], given_.sourced(), VECTORS)
    (more,) = added(sourced, arranged(ANSWERS, both, both, given_, VECTORS))
    assert (sourced[0].kind, sourced[0].voice) == ("without-claims", "source")
    assert (more.opposed, more.voice) == ("source", "inference")
    assert (works(more), [h.claim for h in more.b.claims]) == ((["two"], []), ["a"])
    assert list(added(sourced, sourced)) == []


def test_a_work_that_is_recorded_with_both_answers_opposes_no_other() -> None:
    held = [
        holding("one", "yes"),
        holding("one", "no", "wide"),
        holding("two", "no", "narrow"),
    ]
    assert asked(held, made_up("a")) == ([], [], [])
    _, (crux,), _ = asked([*held, holding("three", "yes", "wide")], made_up("a"))
    assert works(crux) == (["two"], ["three"])
    # between two works, both of its answers are told
    _, (pair,), _ = by_kind(arranged(ANSWERS, held[:2], held[2:], made_up("a"), VECTORS))
    assert works(pair) == (["one"], ["two"])


@pytest.mark.parametrize(
    ("held", "asked_for", "expected"),
    [
        (("narrow", "wide"), (), ["a", "b", "d"]),  # c and e are about another threat
        (("narrow", "wide"), ("far",), ["a", "c", "d", "e"]),
        ((None, None), (), ["a", "b", "c", "d", "e"]),
    ],
)
def test_claims_about_other_threats_do_not_hang(
    held: tuple[str | None, str | None], asked_for: tuple[str, ...], expected: list[str]
) -> None:
    given_ = expressing(
        made_up(
            "abcde",
            supports=[("a", "d"), ("a", "e")],
            about=[("b", "narrow"), ("c", "far"), ("e", "far")],
        ),
        *((name, "no") for name in "abc"),
    )
    left, right = (
        [holding(w, p, *(v,) * (v is not None))]
        for w, p, v in zip(("one", "two"), ("no", "yes"), held, strict=True)
    )
    (crux,) = arranged(ANSWERS, left, right, given_, VECTORS, asked=asked_for)
    assert sorted(h.claim for h in crux.a.claims) == expected


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ([holding("one", "yes", "wide"), holding("two", "no", "far")], (0, 0, 1)),
        ([holding("one", "yes", "wide"), holding("two", "no")], (0, 1, 0)),
        ([holding("one", "yes"), holding("two", "no")], (0, 1, 0)),
        ([holding("one", "yes", "wide"), holding("one", "no", "wide")], (0, 0, 0)),  # one work
        ([holding("one", "yes", "wide"), holding("two", "yes", "wide")], (0, 0, 0)),
        ([holding("one", "yes", "wide"), holding("two", "maybe", "wide")], (0, 0, 0)),
    ],
)
def test_what_is_opposed(held: list[Holding], expected: tuple[int, ...]) -> None:
    assert tuple(len(group) for group in asked(held, made_up("a"))) == expected


def test_only_those_are_named_whom_somebody_opposes() -> None:
    held = [
        holding("one", "yes", "narrow"),
        holding("two", "no", "wide"),
        holding("three", "no", "far"),
    ]
    _, (crux,), _ = asked(held, made_up("a"))
    assert works(crux) == (["two"], ["one"])


_HOLDINGS = st.lists(
    st.builds(
        lambda work, position, vectors: holding(work, position, *sorted(vectors)),
        st.sampled_from("vwxyz"),
        st.sampled_from(["yes", "no", "maybe"]),
        st.sets(st.sampled_from(["wide", "narrow", "far"]), max_size=2),
    ),
    max_size=12,
)


@given(_HOLDINGS, _HOLDINGS)
def test_opposing_is_what_pairs_say(left: list[Holding], right: list[Holding]) -> None:
    def opposed(one: Holding, others: list[Holding]) -> bool:
        return any(
            one.work != other.work and overlaps(one.stance.vectors, other.stance.vectors, VECTORS)
            for other in others
        )

    assert opposing(left, right, VECTORS) == (
        [h for h in left if opposed(h, right)],
        [h for h in right if opposed(h, left)],
    )


@given(_HOLDINGS, _HOLDINGS)
def test_swapping_the_sides_swaps_them_and_nothing_else(
    left: list[Holding], right: list[Holding]
) -> None:
    given_ = expressing(made_up("ab", supports=[("a", "b")]), ("a", "no"))
    one = arranged(ANSWERS, left, right, given_, VECTORS)
    other = arranged(ANSWERS, right, left, given_, VECTORS)

    def sides(crux: Crux) -> tuple[object, ...]:
        return crux.question, crux.a, crux.b

    def swapped(crux: Crux) -> tuple[object, ...]:
        return crux.question, crux.b, crux.a

    for these, those in zip(by_kind(one), by_kind(other), strict=True):
        assert {repr(sides(crux)) for crux in these} == {repr(swapped(crux)) for crux in those}


@given(_HOLDINGS)
def test_an_answer_that_all_share_opposes_nothing(held: list[Holding]) -> None:
    before = asked(held, made_up("a"))
    shared = [holding(work, "maybe") for work in "vwxyz"]
    assert asked([*held, *shared], made_up("a")) == before


def questions(result: Cruxes) -> list[str]:
    return [crux.question for crux in result.cruxes]


def test_by_the_voice_of_sources_biosecurity_turns_on_nothing(kg: ofmkg.KnowledgeGraph) -> None:
    result = cruxes(kg, "biosecurity")
    assert questions(result) == []
    assert result.without_claims == ()
    assert {crux.voice for crux in result.by_inference} <= {"inference"}
    for crux in result.by_inference:
        assert all(h.locator and h.source for side in (crux.a, crux.b) for h in side.claims)
    found = [c for v in ("spear-phishing", "cybersecurity", "csam") for c in (cruxes(kg, v),)]
    assert [[c.question for c in each.without_claims] for each in found] == [
        ["existing-defenses-hold"],
        [],
        [],
    ]


def test_with_inferences_they_stand_with_the_others(kg: ofmkg.KnowledgeGraph) -> None:
    result = cruxes(kg.under(Scenario(with_inferences=True)), "spear-phishing")
    assert result.by_inference == ()
    (crux,) = result.cruxes
    assert (crux.question, crux.opposed, crux.voice) == (
        "existing-defenses-hold",
        "source",
        "inference",
    )
    assert {h.voice for side in (crux.a, crux.b) for h in side.claims} == {"inference"}


def test_what_is_counted_is_of_the_collection_named() -> None:
    graph = ofmkg.load(reading=Scenario(with_inferences=True))
    for collection in ("kapoor-2024", "later"):
        for vector in ("biosecurity", "spear-phishing", "disinformation"):
            result = cruxes(graph, vector, collection=collection)
            assert [c.id for c in result.collections] == [collection]
            every = (*result.cruxes, *result.without_claims, *result.apart)
            for side in (side for crux in every for side in (crux.a, crux.b)):
                assert {h.collection for h in side.claims} <= {collection}
                assert {h.collection for h in side.holders} <= {collection, None}
                if collection == "later":  # none of what Kapoor et al. credit others with
                    assert {h.stance.source for h in side.holders}.isdisjoint({"kapoor-2024"})
    usual, named = (cruxes(graph, "biosecurity", collection=c) for c in (None, "kapoor-2024"))
    assert usual == named


def test_between_two_works(kg: ofmkg.KnowledgeGraph) -> None:
    for a, b in (("gopal-2023", "batalis-2023"), ("gopal-2023", "musser-2023")):
        assert questions(cruxes(kg, a, b)) == []
    assert questions(cruxes(kg, "gopal-2023", "gopal-2023")) == []
    result = cruxes(kg, "hazell-2023", "kapoor-2024")
    assert [crux.question for crux in result.without_claims] == ["existing-defenses-hold"]


def test_cruxes_between_works_are_what_compare_calls_opposed(kg: ofmkg.KnowledgeGraph) -> None:
    for a, b in (
        ("gopal-2023", "batalis-2023"),
        ("gopal-2023", "qi-2023"),
        ("hazell-2023", "kapoor-2024"),
        ("thiel-2023", "seger-2023"),
    ):
        result = cruxes(kg, a, b)
        found = {crux.question for crux in (*result.cruxes, *result.without_claims)}
        assert found == {
            row.question
            for row in kg.compare(a, b).assumptions.opposed
            if all(
                any(s.position and s.voice != "inference" for s in side) for side in (row.a, row.b)
            )
        }


def test_the_page(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    text = to_markdown(document(cruxes(kg, "spear-phishing"), said)).replace("\\", "")
    assert "No crux about spear-phishing scams (as read by Kapoor et al.) by the word of" in text
    above, apart = text.split("## By our inference")
    assert "We infer" not in above
    assert "We infer that this claim hangs on it; the source does not say so." in apart
    assert "It expresses the position, in our reading." in apart
    assert "It does not tell who is right." in text
    assert "Incomplete does not mean flawed" in text
    none = to_markdown(document(cruxes(kg, "csam"), said))
    assert "By the word of sources, no opposed positions about child sexual abuse material" in none


def test_bad_names(kg: ofmkg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownIdError, match=r"no misuse vector 'biosecurit'. Did you mean"):
        cruxes(kg, "biosecurit")
    with pytest.raises(UsageError, match="gopal-2023 is a work"):
        cruxes(kg, "gopal-2023")
    with pytest.raises(UnknownIdError, match="no work 'nobody'"):
        cruxes(kg, "gopal-2023", "nobody")
