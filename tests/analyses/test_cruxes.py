"""Cruxes: by hand, against the definition pair by pair, by property, and on the real graph."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_arguments import claim, made_up

import ofmkg
from ofmkg.analyses.argument import Argument, Expression
from ofmkg.analyses.cruxes import Crux, Cruxes, arranged, cruxes, opposing, overlaps
from ofmkg.analyses.holdings import Holding
from ofmkg.analyses.places import Vectors
from ofmkg.errors import UnknownIdError, UsageError
from ofmkg.model import Stance
from ofmkg.show.cruxes import document
from ofmkg.show.markdown import to_markdown
from ofmkg.show.words import Words
from ofmkg.terms import BASE

VECTORS = Vectors(
    {"vector": vector, "above": above}
    for vector, above in (
        ("wide", "wide"),
        ("narrow", "narrow"),
        ("narrow", "wide"),
        ("far", "far"),
    )
)
ANSWERS = [
    {"question": "q", "questionLabel": "Q", "position": a, "against": b, "source": "judge"}
    for a, b in (("yes", "no"), ("no", "yes"))
]


def holding(work: str, position: str, *vectors: str) -> Holding:
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
        basis="named-by-source",
        vectors=vectors,
        locator="p. 1",
        source="judge",
        voice="another",
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


def asked(held: Sequence[Holding], given_: Argument) -> tuple[tuple[Crux, ...], ...]:
    return arranged(ANSWERS, held, held, given_, VECTORS)


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
    assert [(h.claim, h.via, h.on, h.basis) for h in crux.a.claims] == [
        ("a", "expresses", "no", "our-inference"),
        ("b", "supports", "a", "named-by-source"),
        ("c", "supports", "b", "named-by-source"),
    ]
    assert crux.b.claims == ()
    assert (bare, apart) == ((), ())


def test_a_claim_that_rests_on_a_stance_hangs_on_its_position() -> None:
    given_ = made_up("ab", supports=[("a", "b")], rests=[("a", "s")])
    answers = [{**row, "position": "p-s", "against": "no"} for row in ANSWERS[:1]]
    held = [holding("one", "p-s"), holding("two", "no")]
    (crux,), _, _ = arranged(answers, held[:1], held[1:], given_, VECTORS)
    assert [(h.claim, h.via, h.on, h.basis) for h in crux.a.claims] == [
        ("a", "rests-on", "s", "named-by-source"),
        ("b", "supports", "a", "named-by-source"),
    ]


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
    (crux,), _, _ = arranged(ANSWERS, left, right, given_, VECTORS, asked_for)
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
        holding("one", "no", "wide"),
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

    for these, those in zip(one, other, strict=True):
        assert {repr(sides(crux)) for crux in these} == {repr(swapped(crux)) for crux in those}


@given(_HOLDINGS)
def test_an_answer_that_all_share_opposes_nothing(held: list[Holding]) -> None:
    before = asked(held, made_up("a"))
    shared = [holding(work, "maybe") for work in "vwxyz"]
    assert asked([*held, *shared], made_up("a")) == before


def questions(result: Cruxes) -> list[str]:
    return [crux.question for crux in result.cruxes]


def test_biosecurity_turns_on_safeguards_and_information(kg: ofmkg.KnowledgeGraph) -> None:
    result = cruxes(kg, "biosecurity")
    assert questions(result) == ["closed-safeguards", "information-bottleneck"]
    safeguards = result.cruxes[0]
    assert (safeguards.a.position, safeguards.b.position) == ("fallible", "safeguards-hold")
    assert [h.stance.holder for h in safeguards.b.holders] == ["gopal-2023"]
    assert [h.claim for h in safeguards.b.claims] == [
        "c-gopal-closed-safeguards",
        "c-weights-enable-bioweapons",
        "c-open-weights-aid-misuse",
    ]
    assert all(h.locator and h.source for side in (safeguards.a, safeguards.b) for h in side.claims)


def test_between_two_works(kg: ofmkg.KnowledgeGraph) -> None:
    assert questions(cruxes(kg, "gopal-2023", "batalis-2023")) == ["information-bottleneck"]
    assert questions(cruxes(kg, "gopal-2023", "musser-2023")) == []
    assert questions(cruxes(kg, "gopal-2023", "gopal-2023")) == []


def test_cruxes_between_works_are_what_compare_calls_opposed(kg: ofmkg.KnowledgeGraph) -> None:
    for a, b in (
        ("gopal-2023", "batalis-2023"),
        ("gopal-2023", "qi-2023"),
        ("hazell-2023", "kapoor-2024"),
        ("thiel-2023", "seger-2023"),
    ):
        result = cruxes(kg, a, b)
        found = {crux.question for crux in (*result.cruxes, *result.without_claims)}
        assert found == {row.question for row in kg.compare(a, b).assumptions.opposed}


def test_the_page(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    text = to_markdown(document(cruxes(kg, "biosecurity"), said))
    assert "2 cruxes about biosecurity risk" in text
    assert "It expresses the position, in our reading." in text
    assert "It does not tell who is right." in text
    assert "Incomplete does not mean flawed" in text
    none = to_markdown(document(cruxes(kg, "csam"), said))
    assert "No opposed positions about child sexual abuse material" in none


def test_bad_names(kg: ofmkg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownIdError, match=r"no misuse vector 'biosecurit'. Did you mean"):
        cruxes(kg, "biosecurit")
    with pytest.raises(UsageError, match="gopal-2023 is a work"):
        cruxes(kg, "gopal-2023")
    with pytest.raises(UnknownIdError, match="no work 'nobody'"):
        cruxes(kg, "gopal-2023", "nobody")
