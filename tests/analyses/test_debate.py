"""The whole debate: groups, divisions and steps, by hand, by property and on the real graph."""

from collections.abc import Mapping
from dataclasses import replace

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typed import typed

import ofmkg
from ofmkg.analyses.coded_steps import AssumedStep, StudyStep
from ofmkg.analyses.debate.analysis import debate, groups
from ofmkg.analyses.debate.answers import answers
from ofmkg.analyses.debate.divisions import added, divisions
from ofmkg.analyses.debate.groups import connected, same
from ofmkg.analyses.debate.step_counts import StepCoverage, counted
from ofmkg.analyses.holdings import HoldingRow
from ofmkg.analyses.locators import VectorRow, Vectors, within
from ofmkg.errors import UnknownIdError
from ofmkg.graph.model import Voice
from ofmkg.graph.scenarios import Scenario
from ofmkg.pages.debate import document
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
AGAINST = [("yes", "no"), ("no", "yes")]


def row(
    work: str,
    position: str,
    vector: str | None = None,
    kind: str = "stated",
    voice: Voice = "itself",
) -> HoldingRow:
    credited = kind == "credited"
    return HoldingRow(
        question="q",
        stance=f"{work}-{position}",
        holder=f"study/{work}",
        work=work,
        voice="another" if credited else voice,
        kind=kind,
        position=position,
        collection=None if credited else "c",
        vector=vector,
        source="judge",
    )


def ours(work: str, position: str, vector: str | None = None) -> HoldingRow:
    return row(work, position, vector, "tacit", "inference")


def test_groups_by_hand() -> None:
    rows = [
        row("a", "yes", "narrow"),
        row("b", "yes", "wide"),
        row("c", "yes", "far"),
        row("d", "no", "far"),
        row("e", "no", "far", "credited"),
        row("f", "maybe"),
        row("g", "maybe", kind="unaffirmed"),  # linked with it, and not an answer
    ]
    found = groups(answers(rows), VECTORS)
    assert [(g.link, g.works) for g in found] == [
        ("same-threat", ("a", "b")),  # overlapping: the one threat is narrower than the other
        ("same-threat", ("d", "e")),
        ("any-threat", ("a", "b", "c")),
        ("any-threat", ("d", "e")),
        ("exactly", ("d", "e")),
    ]
    (answer,) = found[1].answers
    assert (answer.position, answer.vector) == ("no", "far")
    assert [(h.work, h.how, h.source) for h in answer.holdings] == [
        ("d", "coded", "judge"),
        ("e", "credited", "judge"),
    ]


def test_threats_below_one_that_nobody_speaks_of_are_not_linked() -> None:
    above = [("x", "x"), ("x", "wide"), ("y", "y"), ("y", "wide"), ("wide", "wide")]
    vectors = Vectors(VectorRow(v, u) for v, u in above)
    apart = answers([row("a", "yes", "x"), row("b", "yes", "y")])
    assert [g.link for g in groups(apart, vectors)] == ["any-threat"]
    chained = answers([row("a", "yes", "x"), row("b", "yes", "y"), row("j", "yes", "wide")])
    assert [g.works for g in groups(chained, vectors) if g.link == "same-threat"] == [
        ("a", "b", "j")
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row("a", "yes", "wide"), row("b", "no", "far")], []),
        ([row("a", "yes", "wide"), row("a", "no", "wide")], []),  # one work by itself
        ([row("a", "yes", "wide"), row("b", "yes", "wide")], []),
        ([row("a", "yes", "wide"), row("b", "no", "wide", "unaffirmed")], []),
        (  # a work with both answers stands on no side
            [row("a", "yes"), row("a", "no", "narrow"), row("b", "yes", "wide")],
            [],
        ),
        (
            [
                row("a", "yes", "wide"),
                row("a", "no", "wide"),
                row("b", "yes", "wide"),
                row("c", "no", "wide"),
            ],
            [("wide", 2, [("no", 1, 0), ("yes", 1, 0)])],
        ),
        (
            [row("a", "yes", "wide"), row("b", "no", "wide"), row("c", "no", "wide")],
            [("wide", 3, [("no", 2, 0), ("yes", 1, 0)])],
        ),
        (  # told at the narrower threat, once
            [row("a", "yes", "narrow"), row("b", "no", "wide")],
            [("narrow", 2, [("no", 0, 1), ("yes", 1, 0)])],
        ),
        (
            [row("a", "yes", "far"), row("b", "no"), row("c", "maybe", "far")],
            [("far", 2, [("no", 0, 1), ("yes", 1, 0)])],
        ),
        (
            [row("a", "yes"), row("b", "no", kind="credited")],
            [(None, 2, [("no", 1, 0), ("yes", 1, 0)])],
        ),
    ],
)
def test_divisions_by_hand(rows: list[HoldingRow], expected: list[object]) -> None:
    found = divisions(answers(rows), AGAINST, VECTORS)
    assert [
        (d.vector, d.works, [(s.position, len(s.here), len(s.wider)) for s in d.sides])
        for d in found
    ] == expected


def test_what_our_inferences_add_stands_apart() -> None:
    rows = [
        row("a", "yes", "far"),
        row("b", "no", "far"),
        ours("d", "no", "far"),
        row("a", "yes", "narrow"),
        ours("b", "no", "wide"),
    ]
    taken = answers(rows)
    sourced = divisions(taken.sourced(), AGAINST, VECTORS)
    every = divisions(taken, AGAINST, VECTORS)
    assert [(d.vector, d.works, d.opposed, d.voice) for d in sourced] == [
        ("far", 2, "source", "source")
    ]
    assert [(d.vector, d.works, d.opposed, d.voice) for d in every] == [
        ("far", 3, "source", "inference"),
        ("narrow", 2, "inference", "inference"),
    ]
    apart = list(added(sourced, every))
    assert [
        (
            d.vector,
            d.opposed,
            [(s.position, [h.work for h in (*s.here, *s.wider)]) for s in d.sides],
        )
        for d in apart
    ] == [
        ("far", "source", [("no", ["d"])]),
        ("narrow", "inference", [("no", ["b"]), ("yes", ["a"])]),
    ]


def test_an_answer_that_a_work_gives_itself_comes_before_an_inference() -> None:
    taken = answers([ours("a", "yes", "far"), row("a", "yes", "far", "credited")])
    assert [h.voice for h in taken.held["q", "yes", "far"].values()] == ["another"]
    assert taken.sourced().held == taken.held


def test_what_a_work_says_of_another_belongs_to_the_collections_read_from_it() -> None:
    rows = [
        row("a", "yes"),
        replace(row("b", "yes"), collection="d"),
        row("x", "yes", kind="credited"),
        replace(row("y", "yes", kind="credited"), source="unread"),
    ]
    sources = {"c": {"judge"}, "d": {"b"}}
    assert [r.work for r in within(rows, {"c"}, sources)] == ["a", "x", "y"]
    assert [r.work for r in within(rows, {"d"}, sources)] == ["b", "y"]


def test_what_was_coded_comes_before_what_a_work_is_credited_with() -> None:
    taken = answers([row("a", "yes", "far", "credited"), row("a", "yes", "far")])
    assert [h.how for h in taken.held["q", "yes", "far"].values()] == ["coded"]


works = st.sets(st.sampled_from("abcdefgh"), min_size=1)
sharing = st.dictionaries(st.integers(0, 6), works)


@given(sharing)
def test_groups_are_the_connected_components(shared: Mapping[int, set[str]]) -> None:
    graph = networkx.Graph()
    graph.add_edges_from((work, key) for key, having in shared.items() for work in having)
    components = [
        tuple(sorted(x for x in part if isinstance(x, str)))
        for part in networkx.connected_components(graph)
    ]
    found = connected(shared)
    assert sorted(found) == sorted(components)
    assert [len(group) for group in found] == sorted(map(len, found), reverse=True)


@given(sharing, st.integers(0, 6), works)
def test_one_more_shared_thing_never_parts_a_group(
    shared: Mapping[int, set[str]], key: int, having: set[str]
) -> None:
    more = {**shared, key: shared.get(key, set()) | having}
    after = [set(group) for group in connected(more)]
    assert all(any(set(group) <= whole for whole in after) for group in connected(shared))


@given(sharing)
def test_works_that_answer_exactly_alike_stand_in_one_group(
    shared: Mapping[int, set[str]],
) -> None:
    together = connected(shared)
    for group in same(shared):
        profiles = {frozenset(key for key, ws in shared.items() if work in ws) for work in group}
        assert len(profiles) == 1
        assert any(set(group) <= set(whole) for whole in together)


answered = st.builds(
    row,
    st.sampled_from("abcd"),
    st.sampled_from(["yes", "no", "maybe"]),
    st.sampled_from(["wide", "narrow", "far", None]),
)


@given(st.lists(answered), answered)
def test_divisions_are_exactly_the_incompatible_pairs(
    rows: list[HoldingRow], extra: HoldingRow
) -> None:
    found = {
        (frozenset(s.position for s in d.sides), d.vector)
        for d in divisions(answers(rows), AGAINST, VECTORS)
    }
    expected = set()  # by comparing every answer with every other
    above = {"narrow": {"narrow", "wide", None}, "wide": {"wide", None}, "far": {"far", None}}

    def holds(work: str, position: str, vector: str | None) -> bool:
        near = above.get(vector or "", {None})
        return any((r.work, r.position) == (work, position) and r.vector in near for r in rows)

    for one in rows:
        for other in rows:
            v, w = one.vector, other.vector
            if (
                (one.position, other.position) in AGAINST
                and one.work != other.work
                and VECTORS.overlap(v, w)
            ):
                narrower = w if v is None or (w is not None and v in VECTORS.above(w)) else v
                torn = (holds(r.work, p, narrower) for r in (one, other) for p in ("yes", "no"))
                a_yes, a_no, b_yes, b_no = torn
                if not (a_yes and a_no) and not (b_yes and b_no):
                    expected.add((frozenset({"yes", "no"}), narrower))
    assert found == expected
    # one more work with an answer that is there already opposes nothing new but by itself
    again = divisions(answers([*rows, replace(extra, position="maybe")]), AGAINST, VECTORS)
    assert {(frozenset(s.position for s in d.sides), d.vector) for d in again} == found


def test_steps_most_left_out_come_first() -> None:
    def row_of(step: str, order: int, skipped: int, assumed: int) -> dict[str, str]:
        zeros = (
            "addressed",
            "partial",
            "uncoded",
            "skippedAmbiguous",
            "otherwiseAbsent",
            "atLeast",
        )
        numbers = {"order": order, "studies": 9, "skipped": skipped, "assumed": assumed}
        return {"step": step} | {k: str(v) for k, v in (numbers | dict.fromkeys(zeros, 0)).items()}

    rows = [
        row_of("a", 1, 1, 0),
        row_of("b", 2, 2, 0),
        row_of("c", 3, 1, 1),
        row_of("d", 4, 1, 0),
    ]
    assert [count.step for count in counted(typed(StepCoverage, rows))] == ["b", "c", "a", "d"]
    stand_ins = [
        {"study": "s", "step": "c", "state": "assumed", "voice": "inference"},
        {"study": "t", "step": "c", "state": "partial", "voice": "inference"},
        {"study": "u", "step": "a", "state": "assumed", "voice": "inference"},
        {"study": "u", "step": "a", "state": "assumed", "voice": "another"},
    ]
    differing = [{"study": "s", "step": "d", "otherCoder": who} for who in ("x", "y")]
    found = {
        c.step: (c.inferred, c.contested)
        for c in counted(
            typed(StepCoverage, rows), typed(AssumedStep, stand_ins), typed(StudyStep, differing)
        )
    }
    assert found == {"a": (0, 0), "b": (0, 0), "c": (1, 0), "d": (0, 1)}


def test_on_the_seven_studies(kg: ofmkg.KnowledgeGraph) -> None:
    (part,) = debate(kg).parts
    assert (part.collection.id, part.coded, part.credited) == ("kapoor-2024", 6, 9)
    assert (part.worked, part.itself) == (1, 1)  # both of Kapoor et al.
    assert [(d.question, d.vector, d.works, d.voice) for d in part.divisions] == [
        ("existing-defenses-hold", "spear-phishing", 2, "source"),
    ]
    (division,) = part.divisions
    assert {s.position: [(h.work, h.voice) for h in s.here] for s in division.sides} == {
        "assumed-to-fail": [("hazell-2023", "another")],
        "hold-regardless-of-author": [("kapoor-2024", "itself")],
    }
    # Kapoor et al. against a worked analysis of theirs is one work
    every = (*part.divisions, *part.by_inference)
    assert "offense-defense-balance" not in {d.question for d in every}
    assert {d.opposed for d in part.by_inference} <= {"inference"}
    skipped = [(s.step, s.skipped, s.skipped_ambiguous, s.otherwise_absent) for s in part.steps]
    assert skipped[0] == ("uncertainty-assumptions", 4, 1, 0)
    assert ("ease-of-defense", 1, 1, 1) in skipped
    cells = [cell for line in kg.matrix().rows for cell in line.cells]
    assert sum(s.skipped for s in part.steps) == sum(cell.state == "skipped" for cell in cells)
    alike = [g.works for g in part.groups if g.link == "exactly"]
    assert alike == [("mouton-2024", "patwardhan-2024")]
    # each of the seven has its own threat, so that no two of them answer alike about the same one
    coded = {
        "gopal-2023",
        "hazell-2023",
        "lakatos-2023",
        "musser-2023",
        "ovadya-2019",
        "thiel-2023",
    }
    assert all(len(coded & set(g.works)) < 2 for g in part.groups if g.link == "same-threat")


def test_with_inferences_all_stands_together(kg: ofmkg.KnowledgeGraph) -> None:
    (apart,) = debate(kg).parts
    (part,) = debate(kg.under(Scenario(with_inferences=True))).parts
    assert (part.by_inference, part.groups_by_inference) == ((), ())
    assert {(d.question, d.vector) for d in part.divisions} == {
        (d.question, d.vector) for d in (*apart.divisions, *apart.by_inference)
    }


def test_what_is_counted_is_of_the_collection_named() -> None:
    graph = ofmkg.load()
    for part in debate(graph, "all").parts:
        every = (*part.divisions, *part.by_inference)
        credited = {
            h.source
            for d in every
            for side in d.sides
            for h in (*side.here, *side.wider)
            if h.how == "credited"
        }
        assert credited <= ({"kapoor-2024"} if part.collection.id == "kapoor-2024" else set())
    assert debate(graph).parts == debate(graph, "kapoor-2024").parts


def test_unknown_collection_is_an_error(kg: ofmkg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownIdError, match="kapoor-2024"):
        debate(kg, "kapor-2024")


def test_the_page_tells_sources_methods_and_limits(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    page = to_markdown(document(debate(kg), said))
    assert "hazell-2023 (tacit, according to Kapoor et al. 2024)" in page
    above, apart = page.split("## By our inference")
    assert "as we infer" not in above
    assert "batalis-2023 (credited by Kapoor et al. 2024)" in apart or "We infer" in apart
    assert "another work says it gives." in above
    assert "connected components (union-find)" in page
    assert "evidence up to 2024-02-27" in page
    assert "Incomplete does not mean flawed" in page
