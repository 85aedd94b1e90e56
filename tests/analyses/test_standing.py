"""Where claims stand: by hand, against the written definition, by property, and on the graph."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_arguments import ARGUMENTS, NAMES, claim, made_up, stance

import ofmkg
from ofmkg.analyses.argument.result import Argument
from ofmkg.analyses.standing.analysis import arranged, labels, standing, stands
from ofmkg.analyses.standing.necessities import grounded
from ofmkg.analyses.standing.result import LIMITS, Drawn
from ofmkg.errors import UnknownIdError
from ofmkg.graph.terms import short
from ofmkg.pages.markdown import to_markdown
from ofmkg.pages.standing import document
from ofmkg.pages.words import Words

Attacks = list[tuple[str, str]]
Needs = list[tuple[str, list[str]]]


def written(arguments: str, attacks: Attacks, needs: Needs) -> str:
    """Return the labels as one letter each."""
    found = grounded(arguments, attacks, needs)
    return "".join(found[name][0] for name in arguments)


@pytest.mark.parametrize(
    ("attacks", "needs", "expected"),
    [
        ([], [], "iii"),
        ([("a", "b")], [], "ioi"),
        ([("a", "b"), ("b", "c")], [], "ioi"),  # a defends c
        ([("a", "b"), ("b", "a")], [], "uui"),  # they dispute each other
        ([("a", "a"), ("a", "b")], [], "uui"),  # self-attack
        ([("a", "b"), ("b", "c"), ("c", "a")], [], "uuu"),
        ([("a", "b"), ("b", "a"), ("c", "b")], [], "ioi"),
        ([], [("b", ["a"]), ("c", ["b"])], "iii"),  # a chain of support
        ([("a", "a")], [("b", ["a"]), ("c", ["b"])], "uuu"),
        ([("c", "a")], [("b", ["a"])], "ooi"),
        ([("c", "a")], [("b", ["a", "c"])], "oii"),  # one piece of evidence is enough
        ([("c", "a")], [("b", ["a"]), ("b", ["c"])], "ooi"),  # but each set is needed
        ([], [("a", ["b"]), ("b", ["a"])], "ooi"),  # a circle founds nothing
        ([], [("a", ["b", "c"]), ("b", ["a"])], "iii"),  # founded from outside
        ([("a", "c")], [("a", ["b"]), ("b", ["a"])], "ooi"),  # and attacks nothing
        ([("c", "c")], [("a", ["b", "c"]), ("b", ["a"])], "uuu"),
        ([("b", "c")], [("c", ["a"]), ("a", ["c"])], "oio"),
        ([], [("a", ["a"])], "oii"),
        ([], [("a", [])], "oii"),  # what it needs has been given up
        ([("a", "b"), ("b", "a")], [("c", ["a", "b"])], "uuu"),
    ],
)
def test_labels_by_hand(attacks: Attacks, needs: Needs, expected: str) -> None:
    assert written("abc", attacks, needs) == expected


_NAME = st.sampled_from(NAMES)
_ATTACKS = st.lists(st.tuples(_NAME, _NAME), max_size=12)
_NEEDS = st.lists(st.tuples(_NAME, st.lists(_NAME, min_size=1, max_size=3)), max_size=10)


def test_a_circle_falls_when_another_circle_takes_its_foundation() -> None:
    circles: Needs = [("x", ["y"]), ("y", ["x"]), ("b", ["a", "c"]), ("c", ["b"])]
    assert written("abcxy", [], circles) == "iiioo"
    assert written("abcxy", [], [*circles, ("a", ["x"])]) == "ooooo"


def by_definition(attacks: Attacks, needs: Needs) -> dict[str, str]:
    """Return the labels by the alternating fixpoint of the logic program that says the same."""

    def founded(assumed: set[str]) -> set[str]:
        """Return what can be built up if exactly what is assumed attacks."""
        held: set[str] = set()
        while True:
            more = {
                a
                for a in NAMES
                if not any(x in assumed for x, y in attacks if y == a)
                and all(held & set(each) for b, each in needs if b == a)
            }
            if more == held:
                return held
            held = more

    inside: set[str] = set()
    while (more := founded(founded(inside))) != inside:
        inside = more
    possible = founded(inside)
    return {a: "in" if a in inside else "undecided" if a in possible else "out" for a in NAMES}


@given(_ATTACKS, _NEEDS)
def test_labels_are_those_of_the_definition(attacks: Attacks, needs: Needs) -> None:
    assert grounded(NAMES, attacks, needs) == by_definition(attacks, needs)


@given(_ATTACKS, _NEEDS, st.randoms())
def test_order_does_not_matter(attacks: Attacks, needs: Needs, rng: object) -> None:
    before = grounded(NAMES, attacks, needs)
    shuffled: Sequence[list[object]] = ([*NAMES], [*attacks], [*needs])
    for each in shuffled:
        rng.shuffle(each)  # type: ignore[attr-defined]
    assert grounded(*shuffled) == before  # type: ignore[arg-type]


@given(ARGUMENTS, _NAME)
def test_an_unattacked_supporter_never_turns_in_to_out(given_: Argument, name: str) -> None:
    before = labels(given_)[claim(name)]
    pairs = [
        (short(b.start), short(b.end), b.relation) for b in given_.bearings if b.line is not None
    ]

    def of(relation: str) -> list[tuple[str, str]]:
        return [(start, end) for start, end, kind in pairs if kind == relation]

    more = made_up(
        [*NAMES, "new"],
        [*of("supports"), ("new", name)],
        of("disputes"),
        rests=[(short(b.end), short(b.start)) for b in given_.bearings if b.line is None],
    )
    after = labels(more)[claim(name)]
    order = ("out", "undecided", "in")
    assert before != "in" or after == "in"
    assert order.index(after) >= order.index(before) or before == "in"


@given(ARGUMENTS)
def test_what_qualifies_does_not_attack(given_: Argument) -> None:
    kept = tuple(b for b in given_.bearings if b.relation != "qualifies")
    bare = Argument(given_.claims, given_.premises, kept, (), (), (), {})
    assert labels(bare) == labels(given_)


def test_a_chain_of_many_claims_needs_no_recursion() -> None:
    names = [str(n) for n in range(5000)]
    chain = [(a, [b]) for a, b in zip(names[1:], names, strict=False)]
    assert set(grounded(names, [], chain).values()) == {"in"}
    assert set(grounded(names, [], [*chain, ("0", ["4999"])]).values()) == {"out"}


def test_rows_say_where_claims_stand() -> None:
    given_ = made_up(
        "abcdef",
        supports=[("b", "c")],
        disputes=[("a", "b"), ("b", "d"), ("e", "f"), ("f", "e")],
        qualifies=[("a", "e")],
        rests=[("a", "s")],
    )
    result = arranged(given_, given_.claims)
    assert [(row.claim, row.label, row.voice) for row in result.claims] == [
        ("a", "undisputed", "source"),
        ("b", "disputed-no-reply", "source"),
        ("c", "evidence-lost", "source"),
        ("d", "disputed-replied", "source"),
        ("e", "disputed-both-ways", "source"),
        ("f", "disputed-both-ways", "source"),
    ]
    assert result.counts == {
        "c": {
            "undisputed": 1,
            "disputed-no-reply": 1,
            "evidence-lost": 1,
            "disputed-replied": 1,
            "disputed-both-ways": 2,
        }
    }
    (bears,) = result.claims[2].bearings
    assert (bears.relation, bears.thing, bears.label, bears.drawn_by, bears.voice) == (
        "supports",
        "b",
        "disputed-no-reply",
        "drawer",
        "another",
    )
    assert (bears.basis, bears.locator, bears.source) == ("named-by-source", "p. 1", "judge")


def test_labels_that_only_our_lines_give_stand_apart() -> None:
    given_ = made_up("abcd", supports=[("b", "c")], disputes=[("b", "d")], ours=[("a", "b")])
    result = arranged(given_, given_.claims)
    assert [(r.claim, r.label, r.voice) for r in result.claims] == [
        ("a", "undisputed", "source"),
        ("b", "undisputed", "source"),
        ("c", "undisputed", "source"),
        ("d", "disputed-no-reply", "source"),
    ]
    assert not any(x.voice == "inference" for row in result.claims for x in row.bearings)
    assert [(r.claim, r.label, r.voice, len(r.bearings)) for r in result.by_inference] == [
        ("b", "disputed-no-reply", "inference", 1),
        ("c", "evidence-lost", "inference", 0),
        ("d", "disputed-replied", "inference", 0),
    ]
    assert result.drawn == (
        Drawn("disputes", "drawer", "named-by-source", "another", 1),
        Drawn("disputes", "us", "our-inference", "inference", 1),
        Drawn("supports", "drawer", "named-by-source", "another", 1),
    )
    words = Words({}, {}, {}, {}, {})
    above, apart = to_markdown(document(result, words)).split("## By our inference")
    assert "1 line disputes claims here: 1 drawn by drawer." in above
    assert "1 further line that would dispute one was drawn by us alone." in above
    assert "We infer that b is disputed, with no reply on record; the source does not say" in apart
    taken = arranged(given_, given_.claims, with_inferences=True)
    assert [(r.claim, r.label, r.voice) for r in taken.claims] == [
        ("a", "undisputed", "source"),
        ("b", "disputed-no-reply", "inference"),
        ("c", "evidence-lost", "inference"),
        ("d", "disputed-replied", "inference"),
    ]
    assert taken.by_inference == ()


def test_an_inferred_dispute_is_told_where_it_changes_no_label() -> None:
    given_ = made_up("abc", disputes=[("a", "c")], ours=[("b", "c")])
    (row,) = arranged(given_, given_.claims).by_inference
    assert [b.thing for b in row.bearings] == ["b"]


def test_what_cannot_be_disputed_gets_no_label() -> None:
    given_ = made_up(
        "abcd", disputes=[("a", "b"), ("b", "c"), ("d", "a")], kinds={"b": "rule", "d": "rule"}
    )
    result = arranged(given_, given_.claims)
    # a rule is not put out by what speaks against it, and may itself speak against a claim
    assert [(row.claim, row.label) for row in result.claims] == [
        ("a", "disputed-no-reply"),
        ("c", "disputed-no-reply"),
    ]
    assert [(row.claim, row.label) for row in result.not_labelled] == [("b", "not-labelled")]
    assert result.left_out == {"rule": 2}
    text = to_markdown(document(result, Words({}, {}, {}, {}, {})))
    assert "of 2 claims that can be disputed" in text
    assert "2 claims get no label, being of a kind that cannot be disputed (rule)." in text
    assert "## Disputed on record, of a kind that gets no label" in text


def test_claims_that_nothing_disputes_are_listed_if_asked() -> None:
    given_ = made_up("ab", disputes=[("a", "b")])
    result = arranged(given_, given_.claims)
    words = Words({}, {}, {}, {}, {})
    assert "a. (a; w-a" not in to_markdown(document(result, words))
    assert "a. (a; w-a" in to_markdown(document(result, words, undisputed=True))


def test_a_stance_that_is_gone_takes_what_rests_on_it() -> None:
    given_ = made_up("ab", supports=[("a", "b")], rests=[("a", "s"), ("a", "t")])
    gone = frozenset({stance("s")})
    found = labels(given_, gone)
    assert [found[claim("a")], found[claim("b")]] == ["out", "out"]
    told = stands(given_, found, gone)
    assert [told[iri] for iri in (stance("s"), claim("a"), claim("b"))] == [
        "given-up",
        "premise-lost",
        "evidence-lost",
    ]


def test_of_a_collection_only_its_claims_and_lines_between_them_count() -> None:
    given_ = made_up(
        "abcd", disputes=[("a", "b"), ("c", "d"), ("a", "d")], collections={"c": "x", "d": "x"}
    )
    inside = given_.of({"x"})
    result = arranged(inside, inside.claims)
    assert [(row.claim, len(row.bearings)) for row in result.claims] == [("c", 0), ("d", 1)]
    assert result.counts == {"x": {"undisputed": 1, "disputed-no-reply": 1}}


def test_the_real_graph(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    result = standing(kg)
    disputable = {
        row["kind"] for row in kg.query("claim-kinds").dicts() if row["disputable"] == "true"
    }
    assert disputable == {"risk", "benefit", "empirical", "methodological", "caveat"}
    rows = kg.query("claims").dicts()
    every = {short(row["claim"]) for row in rows}
    assert {row.claim for row in result.claims} == {
        short(row["claim"]) for row in rows if row["kind"] in disputable
    }
    assert len(result.claims) + sum(result.left_out.values()) == len(every)
    disputed = {
        short(row["claim"])
        for row in kg.query("disputing-evidence").dicts()
        if row["direction"] == "disputes" and row["voice"] != "inference"
    }
    by_sources = {row.claim for row in result.claims if row.label != "undisputed"}
    assert by_sources | {row.claim for row in result.not_labelled} == disputed
    written_ = to_markdown(document(result, said))
    assert LIMITS in written_
    assert "- As read by Kapoor et al., evidence up to 2024-02-27.\n" in written_
    assert not {"in", "out", "undecided"} & {row.label for row in result.claims}


def test_only_claims_about_a_vector_are_shown_with_their_labels(kg: ofmkg.KnowledgeGraph) -> None:
    every = {row.claim: row.label for row in standing(kg).claims}
    some = standing(kg, "csam")
    assert some.vector == "csam"
    assert {row.claim for row in some.claims} == every.keys() & {
        short(row["claim"]) for row in kg.query("claims-about", thing="csam").dicts()
    }
    assert all(every[row.claim] == row.label for row in some.claims)
    with pytest.raises(UnknownIdError, match="no misuse vector"):
        standing(kg, "nothing")


def test_what_is_counted_is_of_the_collection_named() -> None:
    graph = ofmkg.load()
    assert standing(graph) == standing(graph, collection="kapoor-2024")
    for collection in ("kapoor-2024", "later"):
        result = standing(graph, collection=collection)
        rows = (*result.claims, *result.by_inference, *result.not_labelled)
        assert {row.collection for row in rows} == {collection}
        assert {b.collection for row in rows for b in row.bearings} <= {collection, None}
        assert set(result.counts) == {collection}
    assert set(standing(graph, collection="all").counts) == {
        "kapoor-2024",
        "later",
        "second-codings",
    }
    with pytest.raises(UnknownIdError, match="no collection"):
        standing(graph, collection="latest")
