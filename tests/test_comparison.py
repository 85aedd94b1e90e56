"""The classes of a comparison, on small stances and by properties."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofmkg import comparison
from ofmkg.model import Assumptions, Diagnosed, Difference, Documented, PartyClaim, Stance

# bio > pathogen, bio > toxin; csam apart
ABOVE = (
    {"vector": "v/pathogen", "above": "v/pathogen"},
    {"vector": "v/pathogen", "above": "v/bio"},
    {"vector": "v/toxin", "above": "v/toxin"},
    {"vector": "v/toxin", "above": "v/bio"},
    {"vector": "v/bio", "above": "v/bio"},
    {"vector": "v/csam", "above": "v/csam"},
)
OVERLAP = comparison.overlap_from(ABOVE)
CLASHES = frozenset({("yes", "no"), ("no", "yes")})


def held(
    position: str | None, *vectors: str, kind: str = "assumption", holder: str = "a"
) -> Stance:
    """Return a stance on one question."""
    return Stance(
        holder=holder,
        kind=kind,
        question="q",
        question_label="Question",
        steps=("s",),
        position=position,
        label=position or "note",
        mode="stated" if kind == "assumption" else None,
        statement=None,
        basis="named-by-source",
        vectors=vectors,
        locator="p. 1",
        source="w",
    )


def classes(result: Assumptions) -> dict[str, list[str]]:
    """Return the questions of each class that has any."""
    found = {name: [row.question for row in getattr(result, name)] for name in result.__slots__}
    return {name: questions for name, questions in found.items() if questions}


CASES = {
    "opposed, same vector": ([held("yes", "bio")], [held("no", "bio")], "opposed", "same"),
    "opposed, one above": ([held("yes", "bio")], [held("no", "toxin")], "opposed", "overlapping"),
    "opposed, one across vectors": ([held("yes")], [held("no", "csam")], "opposed", "overlapping"),
    "opposed, both across": ([held("yes")], [held("no")], "opposed", "same"),
    "siblings do not overlap": (
        [held("yes", "pathogen")],
        [held("no", "toxin")],
        "contrasting",
        "different",
    ),
    "contrasting": ([held("yes", "bio")], [held("no", "csam")], "contrasting", "different"),
    "shared": ([held("yes", "bio")], [held("yes", "bio")], "shared", "same"),
    "shared, other threats": ([held("yes", "bio")], [held("yes", "csam")], "shared", "different"),
    "different": ([held("yes", "bio")], [held("maybe", "bio")], "different", "same"),
    "opposed wins over shared": (
        [held("yes", "bio"), held("no", "bio")],
        [held("yes", "bio", holder="b")],
        "opposed",
        "same",
    ),
    "contrasting wins over shared": (
        [held("yes", "bio"), held("no", "bio")],
        [held("yes", "csam", holder="b")],
        "contrasting",
        "different",
    ),
    "a treatment is no answer": ([held("yes")], [held(None, kind="treatment")], "only_a", None),
    "a silence is no answer": ([held(None, kind="silence")], [held("no")], "only_b", None),
    "nothing on one side": ([held("yes")], [], "only_a", None),
    "neither answers": (
        [held(None, kind="silence")],
        [held(None, kind="treatment")],
        "unanswered",
        None,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_classes(name: str) -> None:
    a, b, expected, threats = CASES[name]
    result = comparison.assumptions(a, b, CLASHES, OVERLAP)
    assert classes(result) == {expected: ["q"]}
    (row,) = getattr(result, expected)
    assert row.threats == threats


def test_status() -> None:
    assert comparison.status([]) == "uncoded"
    assert comparison.status([held(None, kind="silence")]) == "silent"
    assert comparison.status([held(None, kind="silence"), held(None, kind="treatment")]) == "treats"
    for kind in ("assumption", "finding", "attributed"):
        assert (
            comparison.status([held("yes", kind=kind), held(None, kind="silence")])
            == "takes-position"
        )


def recorded(a: tuple[int | None, ...], b: tuple[int | None, ...]) -> Documented:
    """Return a disagreement in which the works stand on these sides."""
    return Documented(
        "d",
        "D",
        "conflict",
        "described",
        (Diagnosed("different-baseline", "different baseline", "w"),),
        tuple(PartyClaim("a", "c", "C.", side) for side in a),
        tuple(PartyClaim("b", "c", "C.", side) for side in b),
        "Why.",
        "p. 1",
        "w",
    )


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        ((1,), (2,), True),
        ((1, 2), (2,), True),
        ((2,), (2,), False),  # two parties of one side are not divided by it
        ((None,), (2,), False),  # nor is a work whose side is doubtful
        ((1,), (), False),
    ],
)
def test_a_diagnosis_counts_only_for_works_on_opposite_sides(
    a: tuple[int | None, ...], b: tuple[int | None, ...], told: bool
) -> None:
    found = comparison.differences(((), ()), "unknown", Assumptions(), (), (), (recorded(a, b),))
    expected = Difference("different-baseline", ({"row": "disagreement", "id": "d"},), "w")
    assert found == ((expected,) if told else ())


def test_relation_of_vectors() -> None:
    assert comparison.relation(["bio"], ["bio"], OVERLAP) == "same"
    assert comparison.relation(["bio"], ["toxin", "csam"], OVERLAP) == "overlapping"
    assert comparison.relation(["toxin"], ["pathogen"], OVERLAP) == "different"
    assert comparison.relation([], ["bio"], OVERLAP) == "unknown"


stance_strategy = st.builds(
    lambda kind, position, vectors, question, holder: replace(
        held(position if kind not in ("treatment", "silence") else None, *vectors, kind=kind),
        question=question,
        holder=holder,
    ),
    st.sampled_from(["assumption", "finding", "attributed", "treatment", "silence"]),
    st.sampled_from(["yes", "no", "maybe"]),
    st.lists(st.sampled_from(["bio", "pathogen", "toxin", "csam"]), max_size=2, unique=True),
    st.sampled_from(["q1", "q2", "q3"]),
    st.sampled_from(["a", "b"]),
)
sides = st.lists(stance_strategy, max_size=6)
SWAPPED = {"only_a": "only_b", "only_b": "only_a"}


@given(sides, sides)
def test_each_question_stands_once(a: list[Stance], b: list[Stance]) -> None:
    result = comparison.assumptions(a, b, CLASHES, OVERLAP)
    seen = [question for questions in classes(result).values() for question in questions]
    assert sorted(seen) == sorted({s.question for s in (*a, *b)})


@given(sides, sides)
def test_swapping_the_works_swaps_the_sides_and_nothing_else(
    a: list[Stance], b: list[Stance]
) -> None:
    there = comparison.assumptions(a, b, CLASHES, OVERLAP)
    back = comparison.assumptions(b, a, CLASHES, OVERLAP)
    for name in there.__slots__:
        mirrored = [
            replace(row, a=row.b, b=row.a, a_status=row.b_status, b_status=row.a_status)
            for row in getattr(back, SWAPPED.get(name, name))
        ]
        assert [replace(row, label="") for row in getattr(there, name)] == [
            replace(row, label="") for row in mirrored
        ]


@given(sides)
def test_a_work_never_differs_from_itself(a: list[Stance]) -> None:
    result = comparison.assumptions(a, a, CLASHES, OVERLAP)
    assert set(classes(result)) <= {"shared", "unanswered"}
