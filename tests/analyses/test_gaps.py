"""The map of gaps: by hand on the small graph, by property, and on the real one."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from facts import Facts
from hypothesis import given
from hypothesis import strategies as st
from query_engines import HERE
from seven import seven

import ofmkg
from ofmkg.analyses.gaps.analysis import (
    CompleteChange,
    GapChange,
    Gaps,
    Moved,
    NamedBy,
    changed,
    gap_map,
    gaps,
)
from ofmkg.analyses.gaps.cells import doubts, gap_cell
from ofmkg.analyses.gaps.counting import of_cells
from ofmkg.analyses.gaps.study_cells import Coding, StateRow, StudyCell, study_cells
from ofmkg.analyses.locators import VectorRow
from ofmkg.errors import DataError, UnknownIdError
from ofmkg.graph import parsing
from ofmkg.graph.model import Collection, Framework, OtherReading, Step, Voice
from ofmkg.graph.resources import room
from ofmkg.graph.scenarios import Scenario
from ofmkg.graph.scenarios import read as read_as
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages.gaps import document
from ofmkg.pages.gaps_words import flags, level_word, summed
from ofmkg.pages.markdown import to_markdown
from ofmkg.pages.words import Words, words

ALTERNATIVES = Scenario(alternatives=True)
STATES = ("addressed", "partial", "assumed", "skipped", "uncoded")


def small(reading: Scenario | None = None, file: Path = HERE / "small.ttl") -> KnowledgeGraph:
    documents = [parsing.read(room("ontology") / "ofmkg.ttl"), parsing.read(file)]
    return KnowledgeGraph(read_as(documents, reading or Scenario()), reading)


def levels(g: Gaps) -> dict[tuple[str, str], list[str]]:
    return {(row.collection, row.vector): [c.level for c in row.cells] for row in g.vectors}


def counts(g: Gaps) -> dict[tuple[str, str, str], list[int]]:
    return {
        (row.vector, row.collection, cell.step): [getattr(cell, state) for state in STATES]
        for row in g.vectors
        for cell in row.cells
        if row.studies
    }


def prose(result: Gaps, said: Words) -> str:
    """Return the document as running text."""
    return " ".join(to_markdown(document(result, said)).replace("\\", "").split())


# By hand, on the small graph


def test_small_graph_by_hand() -> None:
    found = gaps(small(), "all", threats=True)
    assert [c.id for c in found.collections] == ["own", "readers"]
    assert levels(found) == {
        ("own", "forgery"): ["addressed", "uncoded", "not-in-those-read", "uncoded"],
        ("own", "fraud"): ["addressed"] * 4,
        ("own", "phone"): ["no-study"] * 4,
        ("own", "voice"): ["no-study"] * 4,
        ("readers", "forgery"): ["uncoded"] * 4,
        ("readers", "fraud"): ["addressed", "not-in-those-read", "partial", "not-in-those-read"],
        ("readers", "phone"): ["addressed", "not-in-those-read", "partial", "not-in-those-read"],
        ("readers", "voice"): ["no-study"] * 4,
    }
    rows = {(row.collection, row.vector): row for row in found.vectors}
    fraud, phone = rows["own", "fraud"], rows["own", "phone"]
    assert fraud.complete == fraud.at_least_in_part == fraud.studies == ("beta-2024-fraud",)
    assert (fraud.broader, phone.broader) == ((), ("fraud",))
    assert rows["own", "voice"].broader == ("fraud", "phone")
    # Beta's study of fraud names phone fraud; it was not coded for it and does not count.
    assert phone.studies == ()
    assert phone.named_by == (NamedBy("beta-2024-fraud", "fraud", "ch. 1", None),)
    # Alpha's study of phone fraud counts for fraud as well.
    alpha = rows["readers", "fraud"]
    assert alpha.studies == ("alpha-2023",)
    assert alpha.complete == alpha.at_least_in_part == ()
    # Bob differs from Ann on two steps, one of which is ambiguous too.
    assert [cell.unsure for cell in alpha.cells] == ["all", "all", "none", "none"]
    assert alpha.cells[1] == rows["readers", "phone"].cells[1]
    assert alpha.cells[1].studies == (
        StudyCell(
            "alpha-2023",
            "phone",
            "assumed",
            "ambiguous",
            "partial",
            others=(
                OtherReading(
                    "bob",
                    "addressed",
                    text_read="full",
                    rationale="Calls are compared.",
                    locator="p. 3",
                    source="alpha-2023",
                ),
            ),
            assumes=("holds",),
            assumed_basis=("our-inference",),
            assumed_voice=("inference",),
            locator="A.1 Evidence",
            source="judge-2024",
            read_at="Appendix A.1",
            coder="ann",
            text_read="through-another-work",
        ),
    )


def test_the_default_collection_is_shown_and_the_other_counted() -> None:
    found = gaps(small())
    assert set(levels(found)) == {("readers", "forgery"), ("readers", "fraud")}
    assert found.elsewhere == (("our own", 2),)
    assert found.changes is None and found.complete_changes is None
    assert "2 studies of the collection 'our own'" in prose(found, words(small()))


def test_another_coder_and_another_framework() -> None:
    bob = gaps(small(), coder="bob")
    assert levels(bob)["readers", "fraud"] == [
        "partial",
        "addressed",
        "uncoded",
        "not-in-those-read",
    ]
    (cell,) = bob.vectors[1].cells[0].studies
    assert cell.coder == "bob"
    assert [(other.coder, other.outcome) for other in cell.others] == [("ann", "addressed")]
    duo = gaps(small(), framework="duo")
    assert levels(duo)["readers", "fraud"] == ["addressed", "addressed"]
    assert "has a study that addresses all 2 steps: alpha-2023" in prose(duo, words(small()))
    assert "1 of 2 codings not sure" in prose(duo, words(small()))


def test_what_alternatives_change_on_the_small_graph() -> None:
    plain, other = small(), small(ALTERNATIVES)
    found = gaps(other, against=plain)
    # The evidence of Alpha would be partial; what Bob reads is not adopted.
    assert found.changes == (
        GapChange(
            "readers",
            "fraud",
            "evidence",
            "not-in-those-read",
            "partial",
            (Moved("alpha-2023", "assumed", "partial"),),
        ),
    )
    assert found.complete_changes == ()


def test_a_collection_without_its_studies_is_still_told_of() -> None:
    left = Scenario(without=("beta-2024-fraud", "beta-2024-forgery"))
    found = gaps(small(left), "own", against=small())
    assert {level for row in found.vectors for cell in row.cells for level in [cell.level]} == {
        "no-study"
    }
    assert found.complete_changes == (CompleteChange("own", "fraud", ("beta-2024-fraud",), ()),)
    assert len(found.changes or ()) == 8
    default = gaps(small(Scenario(without=("alpha-2023", "delta-2021"))), against=small())
    assert [c.id for c in default.collections] == ["own", "readers"]
    assert {(c.was, c.becomes) for c in default.changes or ()} >= {("partial", "no-study")}
    text = prose(default, words(small()))
    assert "No study in this collection." in text


def test_without_ambiguous_codings_alternatives_change_nothing(tmp_path: Path) -> None:
    text = (HERE / "small.ttl").read_text(encoding="utf-8")
    sure = tmp_path / "sure.ttl"
    sure.write_text(
        text.replace("ofm:ambiguous", "ofm:clear").replace(
            "ofm:alternativeOutcome ofm:partial ;", ""
        ),
        encoding="utf-8",
    )
    plain, other = small(file=sure), small(ALTERNATIVES, sure)
    found = gaps(other, "all", threats=True, against=plain)
    assert found.changes == () and found.complete_changes == ()
    assert found.vectors == gaps(plain, "all", threats=True).vectors


def test_two_readings_in_use_at_once_are_refused() -> None:
    base = StateRow(
        study="s", collection="c", step="t", vector="v", coded_by="x", state="addressed"
    )
    rows = [base, replace(base, state="partial")]
    with pytest.raises(DataError, match="s has two readings of t"):
        study_cells(rows)
    voices: tuple[tuple[str, Voice], ...] = (("a", "another"), ("b", "inference"))
    several = [
        replace(base, state="assumed", assumption=name, assumed_voice=whose)
        for name, whose in voices
    ]
    cell = study_cells(several)["c", "s", "t"]
    assert (cell.assumes, cell.assumed_voice) == (("a", "b"), ("another", "inference"))
    assert not cell.inferred
    assert study_cells(several[1:])["c", "s", "t"].inferred


def test_doubts_are_those_that_could_change_the_cell() -> None:
    assert doubts(Coding("partial", "clear")) == ()
    assert doubts(Coding("partial", "ambiguous")) == ("ambiguous",)
    assert doubts(Coding("partial", "clear", lower_bound=True)) == ("at-least",)
    assert doubts(Coding("addressed", "clear", lower_bound=True)) == ()
    assert doubts(Coding("skipped")) == ("no-basis",)
    assert doubts(Coding("uncoded")) == ()


# Properties

CELLS = st.lists(
    st.builds(
        StudyCell,
        study=st.sampled_from("abcdefgh"),
        vector=st.sampled_from(("wide", "narrow", "far")),
        state=st.sampled_from(STATES),
        basis=st.sampled_from(("clear", "ambiguous")),
    ),
    unique_by=lambda cell: cell.study,
)
FRAME = Framework("f", "f", "F", (Step("one", "One", "One", 1), Step("two", "Two", "Two", 2)))
RELATIONS = [
    VectorRow("narrow", "narrow", "A narrow one"),
    VectorRow("narrow", "wide", "A narrow one"),
    VectorRow("wide", "wide", "Wide"),
    VectorRow("far", "far", "Far"),
]
PLACE = Collection("c", "C", True, None, ())


def mapped(one: Sequence[StudyCell], two: Sequence[StudyCell], *, threats: bool = True) -> Gaps:
    cells = {
        ("c", each.study, step): each for step, col in (("one", one), ("two", two)) for each in col
    }
    read = of_cells(cells, ["one", "two"])
    return Gaps(FRAME, (PLACE,), gap_map(read, RELATIONS, (), FRAME, (PLACE,), threats=threats))


@given(CELLS)
def test_a_cell_adds_up(cells: list[StudyCell]) -> None:
    found = gap_cell("one", cells)
    number = Counter(cell.state for cell in cells)
    assert {state: getattr(found, state) for state in STATES} == {s: number[s] for s in STATES}
    rank = [s for s in STATES if number[s]]
    left_out = number["assumed"] + number["skipped"]
    several = "nobody" if left_out > 1 and not number["uncoded"] else "not-in-those-read"
    expected = dict.fromkeys(("assumed", "skipped"), several)
    assert found.level == (expected.get(rank[0], rank[0]) if rank else "no-study")
    deciding = found.deciding()
    unsure = {cell.basis == "ambiguous" and cell.state != "uncoded" for cell in deciding}
    assert found.unsure == ("none" if True not in unsure else "some" if False in unsure else "all")
    assert gap_cell("one", reversed(cells)) == found


@given(CELLS)
def test_a_further_study_never_lowers_a_level(cells: list[StudyCell]) -> None:
    order = {"no-study": 0, "uncoded": 1, "nobody": 2, "not-in-those-read": 2, "partial": 3}
    before = gap_cell("one", cells).level
    for state in STATES:
        after = gap_cell("one", [*cells, StudyCell("z", "wide", state)]).level
        assert order.get(after, 4) >= order.get(before, 4)


def read(state: str, study: str = "a", **known: object) -> StudyCell:
    return StudyCell(study, "wide", state, "clear", **known)  # type: ignore[arg-type]


OURS: tuple[Voice, ...] = ("inference",)
NAMED: tuple[Voice, ...] = ("another",)


@pytest.mark.parametrize(
    ("cells", "level", "says", "word"),
    [
        (
            [read("skipped")],
            "not-in-those-read",
            "not in the one study read",
            "not in the one study read",
        ),
        (
            [read("skipped"), read("assumed", "b")],
            "nobody",
            "addressed by nobody, not even in part",
            "nobody",
        ),
        (
            [read("skipped"), read("uncoded", "b")],
            "not-in-those-read",
            "not in the one study that could be judged",
            "not in the one judged",
        ),
        (
            [read("skipped"), read("skipped", "b"), read("uncoded", "c")],
            "not-in-those-read",
            "not in the studies that could be judged",
            "not in the 2 judged",
        ),
        ([read("partial")], "partial", "treated in part in the one study read", "in part"),
        (
            [read("partial"), read("skipped", "b")],
            "partial",
            "treated in part and by none in full",
            "in part",
        ),
        (
            [read("partial", lower_bound=True)],
            "partial",
            "treated at least in part; none seen to address it fully",
            "at least in part",
        ),
        (
            [read("partial"), read("uncoded", "b")],
            "partial",
            "treated at least in part; none seen to address it fully",
            "at least in part",
        ),
        ([read("addressed", lower_bound=True)], "addressed", "addressed by the one study read", ""),
        ([read("addressed"), read("uncoded", "b")], "addressed", "addressed by a study", ""),
    ],
)
def test_no_cell_says_more_than_was_read(
    said: Words, cells: list[StudyCell], level: str, says: str, word: str
) -> None:
    cell = gap_cell("one", cells)
    assert (cell.level, summed(cell)) == (level, says)
    assert level_word(cell, said) == (word or "addressed")


def test_who_counts_cells_is_told_which_could_be_otherwise() -> None:
    other = OtherReading("bob", "addressed")
    cells = [
        gap_cell("one", [read("skipped", alternative="partial"), read("uncoded", "b")]),
        gap_cell("one", [StudyCell("a", "wide", "partial", "ambiguous", "absent")]),
        gap_cell("one", [read("assumed", assumed_voice=OURS, others=(other,))]),
        gap_cell("one", [read("assumed", assumed_voice=(*OURS, *NAMED))]),
    ]
    assert [(c.ambiguous, c.contested, c.inferred) for c in cells] == [
        (0, 0, 0),
        (1, 0, 0),
        (0, 1, 1),
        (0, 0, 0),
    ]
    assert flags(cells) == (
        " (1 with an ambiguous coding, 1 that another coder reads otherwise, "
        "1 assumed only as we infer)"
    )
    assert flags(cells[:1]) == ""


@given(CELLS, CELLS)
def test_studies_count_for_their_vector_and_those_above(
    one: list[StudyCell], two: list[StudyCell]
) -> None:
    vector = {cell.study: cell.vector for cell in one}
    two = [cell for cell in two if vector.get(cell.study, cell.vector) == cell.vector]
    found = {row.vector: row for row in mapped(one, two).vectors}
    assert list(found) == ["far", "wide", "narrow"]  # in order of labels, narrower ones below
    for name, row in found.items():
        own = {"wide": {"wide", "narrow"}}.get(name, {name})
        for cell, column in zip(row.cells, (one, two), strict=True):
            assert {c.study for c in cell.studies} == {c.study for c in column if c.vector in own}
        assert set(row.complete) <= set(row.at_least_in_part) <= set(row.studies)
    top = mapped(one, two, threats=False)
    assert top.vectors == tuple(row for row in found.values() if not row.broader)


@given(CELLS, CELLS)
def test_changes_say_what_moved_and_nothing_else(
    one: list[StudyCell], two: list[StudyCell]
) -> None:
    before, after = mapped(one, []), mapped(two, [])
    assert changed(before, before).changes == ()
    assert changed(before, before).complete_changes == ()
    there, back = changed(before, after), changed(after, before)
    assert {
        (c.vector, c.step, c.was, c.becomes, m.study, m.was, m.becomes)
        for c in there.changes or ()
        for m in c.moved
    } == {
        (c.vector, c.step, c.becomes, c.was, m.study, m.becomes, m.was)
        for c in back.changes or ()
        for m in c.moved
    }
    moved = {(c.vector, c.step) for c in there.changes or ()}
    for old, new in zip(before.vectors, after.vectors, strict=True):
        for was, becomes in zip(old.cells, new.cells, strict=True):
            same = {(c.study, c.state) for c in was.studies} == {
                (c.study, c.state) for c in becomes.studies
            }
            assert same == ((old.vector, was.step) not in moved)


# The real graph


@pytest.fixture(scope="module")
def found(kg: ofmkg.KnowledgeGraph) -> Gaps:
    return gaps(kg)


@pytest.mark.parametrize("make", [small, ofmkg.load])
def test_counts_are_those_of_the_query_that_counts(make: Callable[[], KnowledgeGraph]) -> None:
    graph = make()
    rows = graph.query("coverage-by-vector").dicts()
    expected = {
        tuple(row[name].rpartition("/")[2] for name in ("vector", "collection", "step")): [
            int(row[state]) for state in STATES
        ]
        for row in rows
    }
    result = gaps(graph, "all", threats=True)
    assert counts(result) == expected
    complete = {
        (row["collection"].rpartition("/")[2], row["study"].rpartition("/")[2])
        for row in graph.query("complete-studies").dicts()
    }
    assert {(row.collection, s) for row in result.vectors for s in row.complete} == complete


def test_cells_are_those_of_the_matrix(kg: ofmkg.KnowledgeGraph, found: Gaps) -> None:
    matrix = {
        (cell.study, step.step): (
            cell.vector,
            cell.state,
            cell.basis,
            cell.alternative,
            cell.lower_bound,
            cell.others,
            tuple(each.id for each in cell.assumes),
            cell.locator,
            cell.source,
            cell.read_at,
            cell.coder,
            cell.text_read,
        )
        for row in kg.matrix().rows
        for step, cell in zip(kg.frame().steps, row.cells, strict=True)
    }
    assert matrix == {
        (c.study, cell.step): (
            c.vector,
            c.state,
            c.basis,
            c.alternative,
            c.lower_bound,
            c.others,
            c.assumes,
            c.locator,
            c.source,
            c.read_at,
            c.coder,
            c.text_read,
        )
        for row in found.vectors
        for cell in row.cells
        for c in cell.studies
    }


def test_only_one_vector_has_a_study_that_addresses_all_steps(
    found: Gaps, said: Words, kg: ofmkg.KnowledgeGraph, facts: Facts
) -> None:
    assert {row.vector for row in found.vectors} == {row.vector for row in kg.matrix().rows}
    assert {row.vector: row.complete for row in found.vectors if row.complete} == {
        "csam": ("thiel-2023",)
    }
    assert {row.vector for row in found.vectors if row.at_least_in_part} == {
        "csam",
        "disinformation",
        "voice-cloning",
    }
    addressed, partial, absent = (  # each of the seven has a vector of its own
        facts["kapoor-2024"][f"?x a ofm:Coding ; ofm:outcome ofm:{outcome}"]
        for outcome in ("addressed", "partial", "absent")
    )
    assert Counter(cell.level for row in found.vectors for cell in row.cells) == {
        "addressed": addressed,
        "partial": partial,
        "not-in-those-read": absent,
    }
    text = prose(found, said)
    assert (
        "only child sexual abuse material (CSAM) has a study that addresses all 6 steps: "
        "thiel-2023 [Kapoor et al. 2024, Appendix B.7]." in text
    )
    assert (
        f"{addressed} addressed by the one study read; "
        f"{partial} treated in part in the one study read ("
    ) in text
    assert f"{absent} not in the one study read (" in text
    assert "1 assumed only as we infer)." in text
    assert "nobody" not in text.lower()
    assert "evidence up to 2024-02-27" in text
    assert "Incomplete does not mean flawed" in text


def test_what_alternatives_change(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    result = gaps(seven(ALTERNATIVES), against=kg)
    changes = {(c.vector, c.step): (c.was, c.becomes) for c in result.changes or ()}
    assert changes.keys() == {  # each of the seven has a vector of its own
        (cell.vector, step.step)
        for row in kg.matrix().rows
        for step, cell in zip(kg.frame().steps, row.cells, strict=True)
        if cell.alternative
    }
    assert changes["biosecurity", "ease-of-defense"] == ("not-in-those-read", "partial")
    assert changes["ncii", "existing-risk"] == ("partial", "addressed")
    assert changes["ncii", "ease-of-defense"] == ("partial", "not-in-those-read")
    assert result.complete_changes == ()
    text = prose(result, said)
    assert "Which studies address all 6 steps: no change for any vector." in text
    assert (
        "not in those read becomes in part: gopal-2023 from not addressed to in part [ambiguous; "
        "Kapoor et al. 2024, B.4 Ease of defense]." in text
    )


def test_narrower_threats_are_named_and_not_analysed(
    kg: ofmkg.KnowledgeGraph, said: Words, facts: Facts
) -> None:
    result = gaps(kg, threats=True)
    below = [row for row in result.vectors if row.broader]
    assert len(result.vectors) == facts["kapoor-2024"]["?x a ofm:MisuseVector"]
    assert {row.studies for row in below} == {()}
    assert {row.vector for row in below if not row.named_by} == {
        "cyber-automated-vulnerability-detection",
        "disinfo-deepfakes",
        "ncii-extortion",
    }
    text = prose(result, said)
    assert "To name a threat is not to analyse it" in text
    assert (
        "named by gopal-2023, which is coded for biosecurity risk as a whole [Kapoor et al. 2024, "
        "Table 1; B.4]." in text
    )


@pytest.mark.parametrize(
    "wrong", [("no-such-thing",), (None, "no-such-thing"), (None, None, "no-such-thing")]
)
def test_unknown_ids(kg: ofmkg.KnowledgeGraph, wrong: tuple[str | None, ...]) -> None:
    with pytest.raises(UnknownIdError, match="no-such-thing"):
        gaps(kg, *wrong)


# Counted by groups, or cell by cell


@pytest.mark.parametrize(("load", "coder"), [(ofmkg.load, None), (small, None), (small, "bob")])
@pytest.mark.parametrize("reading", [None, ALTERNATIVES], ids=["as it stands", "alternatives"])
def test_what_is_counted_by_groups_is_what_the_cells_add_up_to(
    load: Callable[..., KnowledgeGraph], coder: str | None, reading: Scenario | None
) -> None:
    graph = load(reading=reading)
    found = gaps(graph, "all", coder=coder, threats=True)
    for row in found.vectors:
        assert row.studies == tuple(sorted({s.study for c in row.cells for s in c.studies}))
        for cell in row.cells:
            assert cell == gap_cell(cell.step, cell.studies)
        states = {
            study: {s.state for c in row.cells for s in c.studies if s.study == study}
            for study in row.studies
        }
        assert row.complete == tuple(s for s in row.studies if states[s] == {"addressed"})
        assert row.at_least_in_part == tuple(
            s for s in row.studies if states[s] <= {"addressed", "partial"}
        )
    every = [cell for row in found.vectors for cell in row.cells]
    assert reading or any(cell.inferred for cell in every)
    assert load is not small or reading or any(cell.contested for cell in every)


def test_two_adopted_assessments_of_a_study_are_refused_in_the_map(tmp_path: Path) -> None:
    text = (HERE / "small.ttl").read_text(encoding="utf-8")
    twice = tmp_path / "twice.ttl"
    twice.write_text(text.replace("ofm:adopted false", "ofm:adopted true"), encoding="utf-8")
    with pytest.raises(DataError, match="two readings of"):
        gaps(small(file=twice), "all")
