"""The classes of a comparison, on small stances and by properties."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofmkg.analyses.compare import assumptions
from ofmkg.analyses.compare.because import Because, ByDisagreement, ByQuestion, ByVectors
from ofmkg.analyses.compare.differences import computable
from ofmkg.analyses.compare.result import (
    Assumptions,
    BaselineNote,
    BaselineRow,
    Difference,
    Documented,
    PartyClaim,
    StepRow,
)
from ofmkg.analyses.locators import VectorRow, Vectors
from ofmkg.graph.model import Cell, Diagnosed, Stance, StandIn, Voice
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages.jsonout import to_object

# bio > pathogen, bio > toxin; csam apart
ABOVE = (
    VectorRow("pathogen", "pathogen"),
    VectorRow("pathogen", "bio"),
    VectorRow("toxin", "toxin"),
    VectorRow("toxin", "bio"),
    VectorRow("bio", "bio"),
    VectorRow("csam", "csam"),
)
OVERLAP = Vectors(ABOVE).overlap
CLASHES = frozenset({("yes", "no"), ("no", "yes")})


def held(
    position: str | None,
    *vectors: str,
    kind: str = "assumption",
    holder: str = "a",
    voice: Voice = "another",
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
        voice=voice,
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
    "named but not affirmed is no answer": (
        [replace(held("yes", "bio"), mode="unaffirmed")],
        [held("no", "bio")],
        "only_b",
        None,
    ),
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
    result = assumptions.assumptions(a, b, CLASHES, OVERLAP)
    assert classes(result) == {expected: ["q"]}
    (row,) = getattr(result, expected)
    assert row.threats == threats


def test_status() -> None:
    assert assumptions.status([]) == "uncoded"
    assert assumptions.status([held(None, kind="silence")]) == "silent"
    assert (
        assumptions.status([held(None, kind="silence"), held(None, kind="treatment")]) == "treats"
    )
    for kind in ("assumption", "finding", "attributed"):
        assert (
            assumptions.status([held("yes", kind=kind), held(None, kind="silence")])
            == "takes-position"
        )


INFERRED = {
    "only with an inference": (
        [held("yes", "bio")],
        [held("no", "bio", voice="inference")],
        ("by_inference", "only_a", "opposed", "inference"),
    ),
    "nothing but inferences": (
        [held("yes", "bio", voice="inference")],
        [],
        ("by_inference", None, "only_a", "inference"),
    ),
    "a source says neither way": (
        [held("yes", "bio", voice="inference")],
        [held(None, kind="silence")],
        ("by_inference", "unanswered", "only_a", "inference"),
    ),
    "an inference beside what both say": (
        [held("yes", "bio")],
        [held("yes", "bio", holder="b"), held("no", "bio", holder="b", voice="inference")],
        ("shared", "shared", "opposed", "source"),
    ),
    "an inference that changes nothing": (
        [held("yes", "bio"), held("yes", "bio", voice="inference")],
        [held("no", "bio", holder="b")],
        ("opposed", "opposed", "opposed", "source"),
    ),
    "an inference of a position not affirmed": (
        [held("yes", "bio")],
        [replace(held("no", "bio", voice="inference"), mode="unaffirmed")],
        ("only_a", "only_a", "only_a", "source"),
    ),
}


@pytest.mark.parametrize("name", INFERRED)
def test_what_only_we_infer_stands_apart(name: str) -> None:
    a, b, (place, by_source, taken_in, voice) = INFERRED[name]
    result = assumptions.assumptions(a, b, CLASHES, OVERLAP)
    assert classes(result) == {place: ["q"]}
    (row,) = result.rows()
    assert (row.by_source, row.with_inferences, row.voice) == (by_source, taken_in, voice)
    everything = assumptions.assumptions(a, b, CLASHES, OVERLAP, with_inferences=True)
    assert classes(everything) == {taken_in: ["q"]}
    (same,) = everything.rows()
    assert same.voice == ("source" if by_source == taken_in else "inference")


def test_a_difference_by_inference_is_one_of_its_own() -> None:
    a = [held("yes", "bio"), replace(held("yes", "bio"), question="q2")]
    b = [
        held("no", "bio", holder="b"),
        replace(held("no", "bio", holder="b", voice="inference"), question="q2"),
    ]
    asked = assumptions.assumptions(a, b, CLASHES, OVERLAP)
    found = assumptions.differences(((), ()), "same", asked, (), (), ())
    assert [(d.kind, d.voice, [row.id for row in d.because]) for d in found] == [
        ("different-assumptions", "source", ["q"]),
        ("different-assumptions", "inference", ["q2"]),
    ]
    assert "different-assumptions" in computable("same", asked, (), ())
    only = assumptions.assumptions(a[1:], b[1:], CLASHES, OVERLAP)
    assert "different-assumptions" not in computable("same", only, (), ())


def test_a_cell_that_only_we_take_for_assumed_counts_as_skipped() -> None:
    skipped = Cell("y", "bio", "skipped", basis="clear")
    (found,) = assumptions.differences(
        ((), ()), "same", Assumptions(), (step(ASSUMED, skipped),), (), ()
    )
    assert (found.kind, found.voice) == ("different-steps", "inference")
    addressed = replace(skipped, state="addressed")
    (found,) = assumptions.differences(
        ((), ()), "same", Assumptions(), (step(ASSUMED, addressed),), (), ()
    )
    assert (found.kind, found.voice) == ("different-steps", "source")


def recorded(
    a: tuple[int | None, ...], b: tuple[int | None, ...], voice: Voice = "another"
) -> Documented:
    """Return a disagreement in which the works stand on these sides."""
    return Documented(
        "d",
        "D",
        "conflict",
        "described",
        (Diagnosed("different-baseline", "different baseline", "w", "source"),),
        tuple(PartyClaim("a", "c", "C.", side, voice) for side in a),
        tuple(PartyClaim("b", "c", "C.", side, voice) for side in b),
        "Why.",
        "p. 1",
        ("w",),
        "own",
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
    found = assumptions.differences(((), ()), "unknown", Assumptions(), (), (), (recorded(a, b),))
    expected = Difference("different-baseline", (ByDisagreement("d"),), "w", "source", "source")
    assert found == ((expected,) if told else ())


def test_a_diagnosis_of_works_that_we_put_on_sides_is_our_inference() -> None:
    entry = recorded((1,), (2,), "inference")
    (found,) = assumptions.differences(((), ()), "unknown", Assumptions(), (), (), (entry,))
    assert (found.origin, found.voice) == ("source", "inference")


def test_no_diagnosis_sets_a_work_apart_from_itself() -> None:
    one = recorded((1, 2), ())
    beside_itself = replace(one, b=one.a)
    assert assumptions.differences(((), ()), "same", Assumptions(), (), (), (beside_itself,)) == ()


def step(a: Cell | None, b: Cell | None) -> StepRow:
    """Return one step with at most one cell on each side."""
    return StepRow("s", "Step", 1, (a,) if a else (), (b,) if b else ())


ASSUMED = Cell(
    "x",
    "bio",
    "assumed",
    "absent",
    "clear",
    assumes=(StandIn("i", "So.", "tacit", "our-inference", "p. 1", "inference"),),
    voice="inference",
)
STEPS = {
    "sure": (
        step(
            Cell("x", "bio", "addressed", basis="clear"), Cell("y", "bio", "skipped", basis="clear")
        ),
        "x: clear; y: clear",
        "none",
    ),
    "ambiguous": (
        step(
            Cell("x", "bio", "partial", basis="ambiguous"),
            Cell("y", "bio", "skipped", basis="clear"),
        ),
        "x: ambiguous; y: clear",
        "all",
    ),
    "at least, and coders differ": (
        step(
            Cell("x", "bio", "skipped", basis="clear", contested=True),
            Cell("y", "bio", "partial", basis="clear", lower_bound=True),
        ),
        "x: clear, coders-differ; y: at-least, clear",
        "all",
    ),
    "assumed rests on what stands in": (
        step(ASSUMED, Cell("y", "bio", "skipped", basis="clear")),
        "x: clear, our-inference, tacit; y: clear",
        "all",
    ),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_says_how_its_readings_are_known(name: str) -> None:
    row, sure, unsure = STEPS[name]
    (found,) = assumptions.differences(((), ()), "same", Assumptions(), (row,), (), ())
    assert (found.kind, found.origin, found.source) == ("different-steps", "computed", "computed")
    assert (found.because[0].sure, found.unsure) == (sure, unsure)


def test_nothing_is_computed_of_what_was_not_coded() -> None:
    coded = Cell("x", "bio", "addressed", basis="clear")
    one = BaselineRow("web", "Web", "yes", None, (BaselineNote("x", "yes", None, "p. 1", "w"),))
    for other in (None, Cell("y", "bio", "uncoded")):
        rows = (step(coded, other),)
        assert assumptions.differences(((), ()), "same", Assumptions(), rows, (one,), ()) == ()
        assert computable("same", Assumptions(), rows, (one,)) == {"different-threat-scope"}


def test_a_baseline_differs_only_where_both_sides_say_something_of_it() -> None:
    notes = (BaselineNote("x", "yes", None, "p. 1", "w"),)
    others = (BaselineNote("y", "no", None, "p. 2", "w"),)
    silent = (BaselineNote("y", "not-mentioned", None, "p. 2", "w"),)
    rows = (
        BaselineRow("tools", "Tools", "yes", None, notes),
        BaselineRow("past", "Past", "yes", "not-mentioned", notes, silent),
        BaselineRow("web", "Web", "yes", "no", notes, others),
    )
    (found,) = assumptions.differences(((), ()), "same", Assumptions(), (), rows, ())
    assert [row.id for row in found.because] == ["web"]
    assert (found.unsure, found.voice) == ("none", "source")
    assert assumptions.differences(((), ()), "same", Assumptions(), (), rows[:2], ()) == ()
    assert "different-baseline" not in computable("same", Assumptions(), (), rows[:2])


def test_vectors_of_a_work_without_studies_are_unsure() -> None:
    asked = assumptions.assumptions([held("yes", "csam", holder="b")], [], CLASHES, OVERLAP)
    (found,) = assumptions.differences(
        (("csam",), ("bio",)), "different", asked, (step(None, ASSUMED),), (), ()
    )
    assert found.because == (ByVectors("csam", "bio", "b: from-stances"),)


@pytest.mark.parametrize(
    ("work", "collection", "cutoff", "read"),
    [
        ("casper-2026", "later", "2026-11-29", ("through-another-work",)),
        ("hendrycks-2025", "later", "2026-11-29", ("partial",)),
        ("narayanan-2025", "later", "2026-11-29", ("full",)),
        ("qi-2023", None, "2024-02-27", ()),
    ],
)
def test_a_work_without_studies_tells_for_what_and_how_far_it_was_read(
    every: KnowledgeGraph,
    work: str,
    collection: str | None,
    cutoff: str,
    read: tuple[str, ...],
) -> None:
    found = every.compare(work, "gopal-2023").a
    assert (found.collection, found.cutoff, found.text_read) == (collection, cutoff, read)


def test_studies_of_another_collection_are_left_aside_and_named(
    every: KnowledgeGraph,
) -> None:
    found = every.compare("seger-2023", "gopal-2023")
    assert found.a.aside == ("seger-2023-biosecurity", "seger-2023-disinformation")
    assert found.b.aside == ()


def test_own_words_are_sure_and_credited_ones_are_not() -> None:
    own = replace(held("yes", kind="attributed", holder="w"), basis="named-by-source")
    credited = replace(held("no", kind="attributed", holder="b"), basis="credited")
    asked = assumptions.assumptions([own], [credited], CLASHES, OVERLAP)
    (found,) = assumptions.differences(((), ()), "same", asked, (), (), ())
    assert found.because[0].sure == "b: credited; w: named-by-source"
    assert found.unsure == "all"


def test_relation_of_vectors() -> None:
    assert assumptions.relation(["bio"], ["bio"], OVERLAP) == "same"
    assert assumptions.relation(["bio"], ["toxin", "csam"], OVERLAP) == "overlapping"
    assert assumptions.relation(["toxin"], ["pathogen"], OVERLAP) == "different"
    assert assumptions.relation([], ["bio"], OVERLAP) == "unknown"


stance_strategy = st.builds(
    lambda kind, position, vectors, question, holder, voice: replace(
        held(
            position if kind not in ("treatment", "silence") else None,
            *vectors,
            kind=kind,
            voice=voice,
        ),
        question=question,
        holder=holder,
    ),
    st.sampled_from(["assumption", "finding", "attributed", "treatment", "silence"]),
    st.sampled_from(["yes", "no", "maybe"]),
    st.lists(st.sampled_from(["bio", "pathogen", "toxin", "csam"]), max_size=2, unique=True),
    st.sampled_from(["q1", "q2", "q3"]),
    st.sampled_from(["a", "b"]),
    st.sampled_from(["itself", "another", "inference"]),
)
sides = st.lists(stance_strategy, max_size=6)
SWAPPED = {"only_a": "only_b", "only_b": "only_a"}


@given(sides, sides)
def test_each_question_stands_once(a: list[Stance], b: list[Stance]) -> None:
    result = assumptions.assumptions(a, b, CLASHES, OVERLAP)
    seen = [question for questions in classes(result).values() for question in questions]
    assert sorted(seen) == sorted({s.question for s in (*a, *b)})


@given(sides, sides)
def test_swapping_the_works_swaps_the_sides_and_nothing_else(
    a: list[Stance], b: list[Stance]
) -> None:
    there = assumptions.assumptions(a, b, CLASHES, OVERLAP)
    back = assumptions.assumptions(b, a, CLASHES, OVERLAP)
    for name in there.__slots__:
        mirrored = [
            replace(
                row,
                a=row.b,
                b=row.a,
                a_status=row.b_status,
                b_status=row.a_status,
                by_source=SWAPPED.get(row.by_source or "", row.by_source),
                with_inferences=SWAPPED.get(row.with_inferences, row.with_inferences),
            )
            for row in getattr(back, SWAPPED.get(name, name))
        ]
        assert [replace(row, label="") for row in getattr(there, name)] == [
            replace(row, label="") for row in mirrored
        ]


@given(sides)
def test_a_work_never_differs_from_itself(a: list[Stance]) -> None:
    result = assumptions.assumptions(a, a, CLASHES, OVERLAP)
    assert set(classes(result)) <= {"shared", "unanswered", "by_inference"}
    assert {row.with_inferences for row in result.rows()} <= {"shared", "unanswered"}


@given(sides, sides)
def test_nothing_is_drawn_from_what_only_we_infer(a: list[Stance], b: list[Stance]) -> None:
    """Whatever the two of them are told to share or to be divided by, sources say on both sides."""
    result = assumptions.assumptions(a, b, CLASHES, OVERLAP)
    said = assumptions.assumptions(
        *([s for s in side if s.voice != "inference"] for side in (a, b)), CLASHES, OVERLAP
    )
    for name in ("opposed", "contrasting", "shared", "different"):
        drawn = [row.question for row in getattr(result, name)]
        assert drawn == [row.question for row in getattr(said, name)]


cell_strategy = st.builds(
    lambda study, state, basis, lower, contested: Cell(
        study, "bio", state, basis=basis, lower_bound=lower, contested=contested
    ),
    st.sampled_from(["x", "y"]),
    st.sampled_from(["addressed", "partial", "assumed", "skipped", "uncoded"]),
    st.sampled_from(["published", "clear", "ambiguous"]),
    st.booleans(),
    st.booleans(),
)
step_strategy = st.lists(
    st.builds(
        lambda name, a, b: StepRow(name, name, 1, tuple(a), tuple(b)),
        st.sampled_from(["s1", "s2"]),
        st.lists(cell_strategy, max_size=2),
        st.lists(cell_strategy, max_size=2),
    ),
    max_size=2,
)


def differ(
    a: Sequence[Stance], b: Sequence[Stance], steps: Sequence[StepRow]
) -> tuple[Difference, ...]:
    """Return the differences of two sides with these stances and cells."""
    left, right = (sorted({v for s in side for v in s.vectors}) for side in (a, b))
    return assumptions.differences(
        (left, right),
        assumptions.relation(left, right, OVERLAP),
        assumptions.assumptions(a, b, CLASHES, OVERLAP),
        steps,
        (),
        (),
    )


@given(sides, sides, step_strategy)
def test_every_difference_has_rows_and_says_how_sure_they_are(
    a: list[Stance], b: list[Stance], steps: list[StepRow]
) -> None:
    for found in differ(a, b, steps):
        assert found.because
        assert found.origin == "computed"
        assert found.unsure in ("none", "some", "all")
        assert not any(isinstance(row, ByDisagreement) for row in found.because)


def swapped(row: Because) -> Because:
    """Return what shows a difference with the two sides in each other's place."""
    if isinstance(row, ByQuestion | ByDisagreement):
        return row
    return replace(row, a=row.b, b=row.a)


@given(sides, sides, step_strategy)
def test_swapping_the_works_swaps_a_and_b_of_each_row_and_nothing_else(
    a: list[Stance], b: list[Stance], steps: list[StepRow]
) -> None:
    turned = [replace(row, a=row.b, b=row.a) for row in steps]
    back = [
        replace(found, because=tuple(map(swapped, found.because))) for found in differ(b, a, turned)
    ]
    assert list(differ(a, b, steps)) == back


@given(sides, st.lists(cell_strategy, max_size=2))
def test_nothing_tells_a_work_from_itself(a: list[Stance], cells: list[Cell]) -> None:
    same = StepRow("s", "s", 1, tuple(cells), tuple(cells))
    assert differ(a, a, [same]) == ()


def opposed(a: Sequence[Stance], b: Sequence[Stance]) -> set[str]:
    """Return the questions on which two sides oppose each other."""
    return {row.question for row in assumptions.assumptions(a, b, CLASHES, OVERLAP).opposed}


@given(sides, sides, stance_strategy)
def test_a_shared_position_adds_no_opposition(
    a: list[Stance], b: list[Stance], shared: Stance
) -> None:
    """Both take up one more answer; it excludes none that either gives, or it would oppose that."""
    left = [s for s in a if (s.position, shared.position) not in CLASHES]
    others = [s for s in b if (s.position, shared.position) not in CLASHES]
    right = [replace(s, holder="b") for s in others]  # else it could be one work beside itself
    left = [replace(s, holder="a") for s in left]
    shared = replace(shared, holder="a")
    more = opposed([*left, shared], [*right, replace(shared, holder="b")])
    assert more == opposed(left, right)


@given(sides, sides)
def test_taking_over_an_answer_of_a_work_that_agrees_with_itself_adds_no_opposition(
    a: list[Stance], b: list[Stance]
) -> None:
    agreeing: list[Stance] = []
    for s in a:
        if not opposed(agreeing, [s]):
            agreeing.append(s)
    for s in agreeing:
        assert opposed(agreeing, [*b, replace(s, holder="b")]) == opposed(agreeing, b)


def test_in_json_what_shows_a_difference_has_its_class_under_that_name() -> None:
    asked = assumptions.assumptions([held("yes")], [held("no", holder="b")], CLASHES, OVERLAP)
    (found,) = assumptions.differences(((), ()), "same", asked, (), (), ())
    (row,) = to_object(found)["because"]
    sure = "a: named-by-source, stated; b: named-by-source, stated"
    told = [("row", "question"), ("id", "q"), ("class", "opposed"), ("sure", sure)]
    assert list(row.items()) == told
