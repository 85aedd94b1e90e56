"""Findings under other readings: small examples, properties, and the same by loading anew."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import seven
from hypothesis import given
from hypothesis import strategies as st
from query_engines import HERE

import ofmkg
from ofmkg.analyses.cell_states import Rule, rule
from ofmkg.analyses.compare.sides import Reported, reported
from ofmkg.analyses.robustness.analysis import robustness, tallies
from ofmkg.analyses.robustness.cell_findings import (
    cell_findings,
    complete_findings,
    gap_findings,
)
from ofmkg.analyses.robustness.findings import Finding
from ofmkg.analyses.robustness.pair_findings import (
    BETWEEN,
    comparison_findings,
    holdings,
    pairs,
)
from ofmkg.analyses.stances import Held, stances
from ofmkg.errors import UnknownIdError
from ofmkg.graph import parsing, scenarios
from ofmkg.graph.model import (
    Cell,
    Collection,
    Framework,
    Matrix,
    MatrixRow,
    Stance,
    StandIn,
    Step,
    Voice,
)
from ofmkg.graph.resources import room
from ofmkg.graph.scenarios import Scenario
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages.markdown import to_markdown
from ofmkg.pages.robustness import document
from ofmkg.pages.words import Words

FRAME = Framework("f", "f", "F", (Step("one", "One", "1", 1), Step("two", "Two", "2", 2)))
OURS, NAMED = "our-inference", "named-by-source"


@cache
def states() -> Rule:
    """Return the rule of the states, as the graph has it."""
    return rule(ofmkg.load())


def cell(
    study: str, outcome: str | None, *assumes: tuple[str, str], other: str | None = None
) -> Cell:
    stand_ins = tuple(
        StandIn(name, name, "tacit", basis, None, "inference" if basis == OURS else "another")
        for name, basis in assumes
    )
    state = states()[outcome, bool(assumes)]
    return Cell(study, "v", state, outcome, alternative=other, assumes=stand_ins)


def matrix(*rows: tuple[Cell, Cell]) -> Matrix:
    place = Collection("c", "C", True, None, ())
    lines = tuple(MatrixRow(a.study, a.study, a.vector, "c", (a, b)) for a, b in rows)
    return Matrix(FRAME, lines, (place,))


def stance(holder: str, position: str | None, kind: str, basis: str = NAMED) -> Stance:
    voice: Voice = "inference" if basis == OURS else "another"
    return Stance(
        holder, kind, "q", "Q", (), position, "", None, None, basis, ("v",), None, "source", voice
    )


def changes(finding: Finding) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(c.reading, c.becomes, c.because) for c in finding.changes]


SMALL = matrix(
    (cell("a", "absent", ("a1", OURS), ("a2", OURS)), cell("a", "absent", other="partial")),
    (cell("b", "addressed", ("b1", NAMED), other="absent"), cell("b", "addressed")),
    (cell("c", "absent", ("c1", NAMED)), cell("c", None)),
)


def test_cells_by_hand() -> None:
    iris = {("c", "c1"): "https://c1"}
    found = cell_findings(SMALL, {("a", "two"): "Leans to absent."}, iris, states())
    assert [(f.study, f.step, f.value, changes(f)) for f in found] == [
        ("a", "one", "skipped", []),  # that it is assumed is our inference
        ("a", "two", "skipped", [("alternatives", "partial", ("a/two",))]),
        ("b", "one", "addressed", [("alternatives", "assumed", ("b/one",))]),
        ("b", "two", "addressed", []),
        ("c", "one", "assumed", [("assumption", "skipped", ("https://c1",))]),
        ("c", "two", "uncoded", []),
    ]
    assert [f.note for f in found[:2]] == [None, "Leans to absent."]
    assert [f.robust for f in found] == [True, False, False, True, False, True]
    taken = cell_findings(SMALL, {}, iris, states(), with_inferences=True)
    # two assumptions stand in: giving up one leaves the other
    assert [(f.value, f.rests_on, changes(f)) for f in taken[:1]] == [("assumed", ("a1", "a2"), [])]
    assert [f.value for f in taken[1:]] == [f.value for f in found[1:]]


def test_gaps_and_complete_studies_by_hand() -> None:
    cells = cell_findings(SMALL, {}, {}, states())
    gaps = gap_findings(SMALL, cells, {"v": ("v", "wide")})
    assert [(f.vector, f.step, f.value, changes(f)) for f in gaps] == [
        ("v", "one", "addressed", [("alternatives", "nobody", ("b/one",))]),
        ("v", "two", "addressed", []),
        ("wide", "one", "addressed", [("alternatives", "nobody", ("b/one",))]),
        ("wide", "two", "addressed", []),
    ]
    assert [f.at_least for f in gaps] == [False, True, False, True]
    assert [(f.study, f.value, changes(f)) for f in complete_findings(cells)] == [
        ("a", "incomplete", []),
        ("b", "complete", [("alternatives", "incomplete", ("b/one",))]),
        ("c", "incomplete", []),
    ]
    counted = [(t.total, t.alternatives, t.assumption, t.robust) for t in tallies(cells)]
    assert counted == [(6, 4, 5, 3)]


def test_one_study_that_was_read_is_not_nobody() -> None:
    one = matrix((cell("a", "absent"), cell("a", "partial")))
    gaps = gap_findings(one, cell_findings(one, {}, {}, states()), {})
    assert [f.value for f in gaps] == ["not-in-those-read", "partial"]


def test_comparisons_by_hand() -> None:
    held = {
        "a": [
            Held("a1", stance("a", "yes", "assumption", OURS)),
            Held("a2", stance("a", "so", "finding")),
            Held("a3", stance("a", None, "treatment", OURS)),
        ],
        "b": [
            Held("b1", stance("b", "no", "assumption")),
            Held("b2", stance("b", "so", "finding")),
        ],
        "c": [Held("c1", stance("c", "no", "assumption"))],
        "d": [Held("d1", stance("d", None, "silence"))],
    }
    found = comparison_findings(
        held,
        {"a": "x", "b": "x", "c": "x", "d": "x"},
        frozenset({("yes", "no"), ("no", "yes")}),
        lambda one, other: one == other,
    )
    assert [(f.a, f.b, f.value, changes(f)) for f in found] == [
        (
            "a",
            "b",
            "opposed",
            [
                ("assumption", "shared", ("a1",)),
                ("assumption", "shared", ("b1",)),
            ],
        ),
        (
            "a",
            "c",
            "opposed",
            [
                ("assumption", "different", ("a1",)),
                ("assumption", "only_a", ("c1",)),
            ],
        ),
        (
            "b",
            "c",
            "shared",
            [("assumption", "different", ("b1",)), ("assumption", "only_a", ("c1",))],
        ),
    ]
    assert found[0].rests_on == ("a1", "a2", "b1", "b2")


def test_only_studies_of_one_collection_are_compared() -> None:
    assert list(pairs({"b": "x", "a": "x", "c": "y", "d": "y"})) == [("a", "b"), ("c", "d")]


outcomes = st.sampled_from(["addressed", "partial", "absent", "not-judged", None])
stand_ins = st.lists(st.sampled_from([OURS, NAMED]), max_size=3)


@given(st.lists(st.tuples(outcomes, stand_ins, outcomes), min_size=1, max_size=6))
def test_with_no_ambiguous_coding_alternatives_change_nothing(
    drawn: Sequence[tuple[str | None, list[str], str | None]],
) -> None:
    rows = [
        (
            cell(f"s{n}", one, *((f"s{n}-{m}", basis) for m, basis in enumerate(bases))),
            cell(f"s{n}", two),
        )
        for n, (one, bases, two) in enumerate(drawn)
    ]
    cells = cell_findings(matrix(*rows), {}, {}, states())
    every = [*cells, *gap_findings(matrix(*rows), cells, {}), *complete_findings(cells)]
    assert not [f for f in every for change in f.changes if change.reading == "alternatives"]
    for finding in every:
        assert finding.robust == (not finding.changes)
        assert all(change.becomes != finding.value and change.because for change in finding.changes)


@cache
def documents(which: str) -> list[parsing.Document]:
    if which == "real":
        return seven.documents()
    return [parsing.read(room("ontology") / "ofmkg.ttl"), parsing.read(HERE / "small.ttl")]


def value_now(graph: KnowledgeGraph, f: Finding) -> str:
    """Return the value of a finding of a graph, as its matrix and comparisons have it."""
    if f.kind == "comparison":
        found = graph.compare(f"{BASES['study']}{f.a}", f"{BASES['study']}{f.b}").assumptions
        kinds = [
            k for k in found.__slots__ for row in getattr(found, k) if row.question == f.question
        ]
        return kinds[0] if kinds else "unanswered"
    rows = {row.study: row for row in graph.matrix("all").rows}
    steps = [step.step for step in graph.frame().steps]
    if f.kind == "cell":
        return rows[f.study or ""].cells[steps.index(f.step or "")].state
    if f.kind == "complete":
        states = {c.state for c in rows[f.study or ""].cells}
        if states == {"addressed"}:
            return "complete"
        return "incomplete" if states - {"addressed", "uncoded"} else "unknown"
    below = graph.query("vector-relations").dicts()
    narrow = {r["vector"].rpartition("/")[2] for r in below if r["above"].endswith(f"/{f.vector}")}
    found_states = Counter(
        row.cells[steps.index(f.step or "")].state
        for row in rows.values()
        if row.vector in narrow and row.collection == f.collection
    )
    for state in ("addressed", "partial"):
        if found_states[state]:
            return state
    left_out = found_states["assumed"] + found_states["skipped"]
    if not left_out:
        return "uncoded"
    return "nobody" if left_out > 1 and not found_states["uncoded"] else "not-in-those-read"


BASES = {"study": "https://w3id.org/ofmkg/study/"}


@pytest.mark.parametrize("which", ["small", "real"])
def test_every_change_is_what_loading_anew_under_the_reading_gives(which: str) -> None:
    def under(reading: Scenario) -> KnowledgeGraph:
        taken_in = replace(reading, with_inferences=True)
        return KnowledgeGraph(scenarios.read(documents(which), taken_in), taken_in)

    result = robustness(under(Scenario()), "all")
    tried = [ground for ground in result.grounds if ground.tried]
    assert tried
    graph = under(Scenario(alternatives=True))
    for finding in result.findings:
        expected = [c.becomes for c in finding.changes if c.reading == "alternatives"]
        assert value_now(graph, finding) == (expected or [finding.value])[0], finding
    for ground in tried[:: 1 if which == "small" else 4]:
        graph = under(Scenario(without=(ground.iri,)))
        for finding in result.findings:
            expected = [
                c.becomes
                for c in finding.changes
                if c.because == (ground.id,) and c.reading == "assumption"
            ]
            concerned = expected or ground.id in finding.rests_on or finding.kind == "cell"
            if concerned:
                assert value_now(graph, finding) == (expected or [finding.value])[0], finding


def test_on_the_seven_studies(kg: ofmkg.KnowledgeGraph) -> None:
    result = robustness(kg)
    counted = {t.kind: t.total for t in result.tallies}
    assert {kind: counted[kind] for kind in ("cell", "gap", "complete")} == {
        "cell": 42,
        "gap": 42,
        "complete": 7,
    }
    assert [f.study for f in result.findings if f.kind == "complete" and f.value == "complete"] == [
        "thiel-2023"
    ]
    assert not [f for f in result.findings if f.value == "assumed"]
    (assumed,) = (f for f in result.by_inference if f.kind == "cell")
    assert (assumed.study, assumed.value, assumed.voice) == ("gopal-2023", "assumed", "inference")
    robust = [f for f in result.findings if f.kind == "comparison" and f.robust]
    assert ("lakatos-2023", "thiel-2023", "incident-attribution", "shared") in {
        (f.a, f.b, f.question, f.value) for f in robust
    }
    voices = {ground.id: ground.voice for ground in result.grounds}
    assert "inference" not in {voices[x] for f in result.findings for x in f.rests_on}
    apart = [f for f in result.by_inference if f.kind == "comparison"]
    assert apart
    assert all("inference" in {voices[x] for x in f.rests_on} for f in apart)
    taken = robustness(kg.under(Scenario(with_inferences=True)))
    assert taken.by_inference == ()
    assert {f.about: f.voice for f in taken.findings if f.voice == "inference"} == {
        f.about: "inference" for f in result.by_inference
    }
    assert all(f.value in BETWEEN for f in result.findings if f.kind == "comparison")
    cells = [cell for row in kg.matrix().rows for cell in row.cells]
    assert result.ambiguous == sum(cell.alternative is not None for cell in cells)
    assert result.pairs_left_out == 0


def test_comparisons_are_left_out_where_there_would_be_too_many(kg: ofmkg.KnowledgeGraph) -> None:
    result = robustness(kg, most_pairs=20)
    works = len(kg.matrix().rows)
    assert result.pairs_left_out == works * (works - 1) // 2 > 20
    assert not [f for f in result.findings if f.kind == "comparison"]


def test_unknown_collection_is_an_error(kg: ofmkg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownIdError, match="kapoor-2024"):
        robustness(kg, "kapor-2024")


def test_the_page_names_what_changes_and_where_it_stands(
    kg: ofmkg.KnowledgeGraph, said: Words
) -> None:
    page = to_markdown(document(robustness(kg), said))
    assert "evidence up to 2024-02-27" in page
    assert "Incomplete does not mean flawed" in page
    above, apart = page.replace("\\", "").split("## By our inference")
    assert "We infer" not in above
    assert "We infer that of gopal-2023, evidence of marginal risk" in apart
    assert "Kapoor et al. 2024, B.4 Ease of defense" in page
    assert "Treated in part and by none in full with the alternative of gopal-2023/ease" in page


def test_what_counts_for_a_study_is_what_compare_takes() -> None:
    graph = KnowledgeGraph(documents("small"))
    held = holdings(
        reported(graph), stances(graph, {}), {"alpha-2023", "beta-2024-fraud"}, lambda a, b: a == b
    )
    assert sorted(held) == ["alpha-2023", "beta-2024-fraud"]
    for study, own in held.items():
        row = graph.compare(f"{BASES['study']}{study}", f"{BASES['study']}{study}")
        taken = {(s.question, s.label) for r in row.assumptions.rows() for s in r.a}
        assert {(each.stance.question, each.stance.label) for each in own} == taken


def test_of_a_work_with_several_studies_each_has_what_is_about_its_threat() -> None:
    base = "https://w3id.org/ofmkg/"

    def held(name: str, holder: str, vector: str | None) -> Held:
        said = Stance(
            holder=holder.rpartition("/")[2],
            kind="attributed",
            question="q",
            question_label="Q",
            steps=(),
            position=None,
            label=name,
            mode=None,
            statement=None,
            basis=None,
            vectors=(vector,) if vector else (),
            locator=None,
            source="judge",
            voice="another",
        )
        return Held(f"{base}stance/{name}", said, f"{base}{holder}")

    sides = [
        Reported(
            work=f"{base}publication/w",
            label=None,
            title=None,
            issued=None,
            study=f"{base}study/w-{vector}",
            vector=f"{base}vector/{vector}",
            collection="c",
            collection_label=None,
            cutoff=None,
            worked_analysis=f"{base}worked-analysis/x",
        )
        for vector in ("fire", "water")
    ]
    every = [
        held("across", "publication/w", None),
        held("fire", "publication/w", "fire"),
        held("water", "publication/w", "water"),
        held("own", "study/w-fire", "air"),
        held("worked", "worked-analysis/x", "water"),
    ]
    names = {"w-fire", "w-water"}
    found = holdings(sides, every, names, lambda one, other: one == other)
    assert {
        study: [own.iri.rpartition("/")[2] for own in each] for study, each in found.items()
    } == {
        "w-fire": ["across", "fire", "own"],
        "w-water": ["across", "water", "worked"],
    }


ALIKE = """
@base <https://w3id.org/ofmkg/> . @prefix ofm: <https://w3id.org/ofmkg/ns#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
<framework/marginal-risk> a ofm:Framework ; ofm:hasStep <step/one> .
<step/one> a ofm:FrameworkStep ; ofm:order 1 . <coder/us> a ofm:Coder .
<vector/v> a ofm:MisuseVector . <collection/c> a ofm:Collection ; ofm:isDefault true .
<question/q> a ofm:Question . <position/p> a ofm:Position ; ofm:answers <question/q> .
"""
STUDY = """
<publication/{0}> a ofm:Work .
<study/{0}> a ofm:Study ; ofm:reportedIn <publication/{0}> ; ofm:inCollection <collection/c> ;
  ofm:analysesVector <vector/v> .
<assessment/{0}> a ofm:Assessment ; ofm:assesses <study/{0}> ; ofm:adopted true ;
  ofm:usesFramework <framework/marginal-risk> ; prov:wasAttributedTo <coder/us> ;
  ofm:readFrom <publication/{0}> .
<assessment/{0}/0> a ofm:Assumption ; ofm:partOf <assessment/{0}> ; ofm:stanceOf <study/{0}> ;
  ofm:onQuestion <question/q> ; ofm:takesPosition <position/p> ; ofm:mode ofm:stated ;
  ofm:standsInFor <step/one> ; ofm:statement "So."@en .
<assessment/{0}/coding> a ofm:Coding ; ofm:partOf <assessment/{0}> ; ofm:onStep <step/one> ;
  ofm:outcome ofm:absent .
"""


def test_stances_that_share_a_short_id_are_named_by_their_iris() -> None:
    turtle = ALIKE + STUDY.format("a") + STUDY.format("b")
    quads = tuple(ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE))
    ontology = parsing.read(room("ontology") / "ofmkg.ttl")
    result = robustness(KnowledgeGraph([ontology, parsing.Document(Path("x.ttl"), "x", quads)]))
    iris = tuple(f"https://w3id.org/ofmkg/assessment/{study}/0" for study in "ab")
    assert tuple(ground.id for ground in result.grounds) == iris
    assert [ground.changes for ground in result.grounds] == [2, 2]
    changed = [(f.kind, changes(f)) for f in result.findings if f.changes]
    assert changed == [
        ("cell", [("assumption", "skipped", iris[:1])]),
        ("cell", [("assumption", "skipped", iris[1:])]),
        ("comparison", [("assumption", "only_b", iris[:1]), ("assumption", "only_a", iris[1:])]),
    ]
