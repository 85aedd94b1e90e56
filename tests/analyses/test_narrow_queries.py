"""What analyses read by narrow queries is what the documented questions tell in wide rows."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

import ofmkg
from ofmkg.analyses import coverage
from ofmkg.analyses.cell_states import rule, states
from ofmkg.analyses.cells import Cells, cells
from ofmkg.analyses.compare import assumptions
from ofmkg.analyses.compare.documented import DocumentedRow, documented, from_rows, on_record
from ofmkg.analyses.compare.evidence import Row, collected, of_rows
from ofmkg.analyses.compare.result import Documented
from ofmkg.analyses.gaps.states import states as gap_states
from ofmkg.analyses.gaps.study_cells import StateRow
from ofmkg.analyses.stances import stances
from ofmkg.graph import library
from ofmkg.graph.asking import nodes
from ofmkg.graph.corpus import built_in
from ofmkg.graph.names import Bindings
from ofmkg.graph.parsing import Document
from ofmkg.graph.resources import room
from ofmkg.graph.rows import records
from ofmkg.graph.scenarios import Scenario
from ofmkg.graph.terms import BASE

Graph = ofmkg.KnowledgeGraph
PARTS = sorted((room("queries") / "parts").glob("*.rq"))
SCENARIOS = {
    "as it stands": Scenario(),
    "alternatives": Scenario(alternatives=True),
    "as of 2023": Scenario(as_of="2023"),
    "without a work": Scenario(without=("gopal-2023",)),
}

# A step that is left out, for which two assumptions stand in, and one that is treated in part.
_TWICE_ASSUMED = """
@prefix ofm: <https://w3id.org/ofmkg/ns#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
<study/twice-assumed> a ofm:Study ; ofm:analysesVector <vector/biosecurity> ;
    ofm:inCollection <collection/own> ; ofm:reportedIn <publication/own> .
<assessment/own> a ofm:Assessment ; ofm:assesses <study/twice-assumed> ; ofm:adopted true ;
    ofm:usesFramework <framework/marginal-risk> ; ofm:readFrom <publication/own> ;
    prov:wasAttributedTo <coder/own> .
<coding/1> ofm:partOf <assessment/own> ; ofm:outcome ofm:absent ; ofm:lowerBound true ;
    ofm:onStep <framework/marginal-risk/step/threat-identification> .
<coding/2> ofm:partOf <assessment/own> ; ofm:outcome ofm:partial ; ofm:codingBasis ofm:ambiguous ;
    ofm:onStep <framework/marginal-risk/step/existing-risk> .
<stance/second> a ofm:Assumption ; ofm:partOf <assessment/own> ;
    ofm:standsInFor <framework/marginal-risk/step/threat-identification> .
<stance/first> a ofm:Assumption ; ofm:partOf <assessment/own> ;
    ofm:stanceBasis ofm:ourInference ;
    ofm:standsInFor <framework/marginal-risk/step/threat-identification> .
"""


@pytest.fixture(scope="module", params=SCENARIOS)
def graph(request: pytest.FixtureRequest) -> Graph:
    """Return all collections under a scenario."""
    return ofmkg.load(reading=SCENARIOS[request.param])


def _bare(found: Cells) -> Cells:
    return {key: replace(cell, replies=(), reviews=()) for key, cell in found.items()}


def _asked(graph: Graph, coder: str | None) -> Bindings:
    return graph.read_as(None, coder)


@pytest.mark.parametrize("coder", [None, "second-coder"])
def test_cells_are_those_of_the_question(graph: Graph, coder: str | None) -> None:
    terms = _asked(graph, coder)
    wide = coverage.cells(records(graph.asked("cells", terms), coverage.CellRow))
    found = _bare(cells(graph, graph.frame(), terms))
    assert found == wide
    assert list(found) == list(wide)
    assert {cell.state for cell in found.values()} >= {"addressed", "partial"}


def test_cells_of_some_studies_are_those_of_all(graph: Graph) -> None:
    every = cells(graph, graph.frame(), {})
    studies = list(dict.fromkeys(study for study, _ in every))
    for pair in zip(studies, studies[7:], strict=False):
        found = cells(graph, graph.frame(), {"study": nodes(pair)})
        assert found == {key: cell for key, cell in every.items() if key[0] in pair}


def test_cells_of_a_collection_are_those_of_its_studies(graph: Graph) -> None:
    every = cells(graph, graph.frame(), {})
    for collection in graph.collections():
        terms: Bindings = {"collection": (graph.find(collection.id, "Collection"),)}
        inside = {each.study for each in states(graph, {}) if each.collection == collection.id}
        found = cells(graph, graph.frame(), terms)
        assert found == {key: cell for key, cell in every.items() if key[0] in inside}


@pytest.mark.parametrize("coder", [None, "second-coder", "text-coder"])
def test_states_for_the_map_of_gaps_are_those_of_the_question(
    graph: Graph, coder: str | None
) -> None:
    terms = _asked(graph, coder)
    wide = records(graph.asked("states", terms), StateRow)
    found = list(gap_states(graph, graph.frame(), terms))
    assert found == wide
    assert {each.state for each in found} >= {"addressed", "partial", "uncoded"}


def test_of_two_stand_ins_each_takes_a_row_and_a_step_that_is_not_coded_one() -> None:
    quads = tuple(ox.parse(_TWICE_ASSUMED, format=ox.RdfFormat.TURTLE, base_iri=BASE))
    own = Graph([*built_in(), Document(Path("own"), BASE + "graph/own", quads)])
    wide = records(own.asked("states"), StateRow)
    found = list(gap_states(own, own.frame(), {}))
    assert found == wide
    told = [row for row in found if row.study == "twice-assumed"]
    assert [(row.step, row.state, row.assumption, row.assumed_voice) for row in told] == [
        (own.frame().steps[0].step, "assumed", "first", "inference"),
        (own.frame().steps[0].step, "assumed", "second", "itself"),
        (own.frame().steps[1].step, "partial", None, None),
        *((step.step, "uncoded", None, None) for step in own.frame().steps[2:]),
    ]


def test_collections_with_studies_are_those_of_the_question(graph: Graph) -> None:
    wide = {row["collection"] for row in graph.ask("studies")}
    assert {row["collection"] for row in graph.part("filled-collections").dicts()} == wide
    assert wide


@pytest.mark.parametrize("coder", [None, "second-coder"])
def test_stances_are_those_of_the_question(graph: Graph, coder: str | None) -> None:
    terms = _asked(graph, coder)
    rows = records(graph.asked("stances", terms), assumptions.StanceRow)
    found = stances(graph, terms)
    assert [each.stance for each in found] == assumptions.stances(rows)
    pairs = dict.fromkeys((row.stance, row.holder) for row in rows)
    assert [(each.iri, each.holder) for each in found] == list(pairs)
    assert {each.stance.kind for each in found} >= {"assumption", "treatment"}


def test_stances_of_some_holders_are_those_of_all(graph: Graph) -> None:
    every = stances(graph, {})
    holders = list(dict.fromkeys(each.holder for each in every))
    for pair in zip(holders, holders[5:], strict=False):
        found = stances(graph, {"holder": nodes(pair)})
        assert found == [each for each in every if each.holder in pair]


def test_recorded_disagreements_are_those_of_the_question(graph: Graph) -> None:
    rows = records(graph.asked("documented"), DocumentedRow)
    works = sorted({row.work for row in rows})
    assert works
    every = on_record(graph, works)
    for a, b in zip(works, [*works[3:], *works[:3]], strict=True):
        both = [row for row in rows if row.work in (a, b)]
        found = documented(every, a, b)
        assert found == documented(on_record(graph, (a, b)), a, b)
        assert _sorted_notes(found) == _sorted_notes(from_rows(both, a, b))


def test_evidence_is_that_of_the_question(graph: Graph) -> None:
    rows = records(graph.asked("evidence-records"), Row)
    works = list(dict.fromkeys(row.work for row in rows))
    assert works
    for work in works:
        found = collected(graph, (f"{BASE}publication/{work}",))
        assert found == of_rows(row for row in rows if row.work == work)
    every = collected(graph, [f"{BASE}publication/{work}" for work in works])
    assert set(every) == set(of_rows(rows))
    assert collected(graph, (f"{BASE}publication/kapoor-2024",)) == ()


def _sorted_notes(found: Iterable[Documented]) -> list[Documented]:
    return [
        replace(
            each,
            a=tuple(replace(claim, notes=tuple(sorted(claim.notes))) for claim in each.a),
            b=tuple(replace(claim, notes=tuple(sorted(claim.notes))) for claim in each.b),
        )
        for each in found
    ]


def test_the_rule_gives_the_state_of_every_cell(graph: Graph) -> None:
    known = rule(graph)
    assert known == {
        (None, True): "uncoded",
        (None, False): "uncoded",
        ("not-judged", True): "uncoded",
        ("not-judged", False): "uncoded",
        ("addressed", True): "addressed",
        ("addressed", False): "addressed",
        ("partial", True): "partial",
        ("partial", False): "partial",
        ("absent", True): "assumed",
        ("absent", False): "skipped",
    }
    for cell in cells(graph, graph.frame(), {}).values():
        assert cell.state == known[cell.outcome, bool(cell.assumes)]


@pytest.mark.parametrize("path", PARTS, ids=[path.stem for path in PARTS])
def test_each_part_says_what_it_asks_and_has_a_clause_for_each_parameter(
    path: Path, kg: Graph
) -> None:
    question = library.parse(path.stem, library.part(path.stem))
    assert question.summary.endswith("?") and question.description
    assert library.bind(question.sparql, {each.name: () for each in question.parameters})
    found = kg.part(path.stem)
    assert len(set(found.rows)) == len(found.rows)
