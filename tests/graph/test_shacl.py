"""The check is that of pySHACL alone: the same results, on everything and on some things."""

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import Graph
from rdflib.namespace import SH

from ofmkg.graph import shacl
from ofmkg.graph.resources import room

SHAPES = [
    path for path in sorted((room("ontology") / "shapes").glob("*.ttl")) if path.stem != "style"
]
EXAMPLES = Path(__file__).parents[1] / "shapes"
FIELDS = (SH.focusNode, SH.resultPath, SH.value, SH.resultSeverity, SH.sourceShape)
DAMAGE = """
@prefix ofm: <https://w3id.org/ofmkg/ns#> .
@base <https://w3id.org/ofmkg/> .
<stance/one> a ofm:Assumption ; ofm:partOf <reading/r> ; ofm:stanceOf <study/none> ;
    ofm:mode ofm:stated ; ofm:takesPosition <position/p> .
<stance/two> a ofm:Silence ; ofm:partOf <reading/r> ; ofm:onQuestion <question/q> .
<stance/three> a ofm:Finding ; ofm:partOf <reading/r> ; ofm:onQuestion <question/q> ;
    ofm:takesPosition <position/p>, <position/against> .
<position/p> a ofm:Position ; ofm:incompatibleWith <position/against> .
[] a ofm:Coding ; ofm:onStep <step/none> ; ofm:noSuchTerm true .
"""


def counted(report: Graph) -> Counter[tuple[str, ...]]:
    """Return the results of a report; names of blank nodes say nothing."""
    return Counter(
        tuple(
            "" if found is None or type(found).__name__ == "BNode" else str(found)
            for found in (report.value(result, field) for field in FIELDS)
        )
        for result in report.objects(None, SH.result)
    )


@pytest.fixture(scope="module")
def text(ontology: Graph) -> str:
    """Return the ontology with things that break several shapes, in N-Triples."""
    return (Graph().parse(data=DAMAGE, format="turtle") + ontology).serialize(format="nt")


def data(text: str) -> shacl.Data:
    return shacl.Data([quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)])


@pytest.fixture(scope="module")
def expected(text: str, shapes: Graph) -> Counter[tuple[str, ...]]:
    """Return what pySHACL finds by itself."""
    _, report, _ = pyshacl.validate(
        Graph().parse(data=text, format="nt"), shacl_graph=shapes, advanced=True
    )
    assert isinstance(report, Graph)
    return counted(report)


def test_results_are_those_of_pyshacl(text: str, expected: Counter[tuple[str, ...]]) -> None:
    found = counted(shacl.results(data(text), shacl.read(SHAPES)))
    assert found == expected
    shown = {shape.rpartition("#")[2] for *_, shape in found}
    assert {
        "StanceContradicted",
        "SilenceBesidePosition",
        "UnknownTerm",
        "AssumptionStatement",
    } <= shown


def test_some_things_are_judged_as_among_all(text: str, expected: Counter[tuple[str, ...]]) -> None:
    some = {f"https://w3id.org/ofmkg/stance/{name}" for name in ("one", "three")}
    found = counted(shacl.results(data(text), shacl.read(SHAPES), some))
    assert found == Counter({key: times for key, times in expected.items() if key[0] in some})
    assert {key[0] for key in found} == some


def test_nothing_is_judged_of_what_shapes_do_not_look_at(text: str) -> None:
    found = shacl.results(
        data(text), shacl.read(SHAPES), {"https://w3id.org/ofmkg/study/none-such"}
    )
    assert counted(found) == Counter()


NAMED = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <https://example.org/> .
:Named a sh:NodeShape ; sh:targetClass :Thing ;
    sh:property [ sh:path :name ; sh:minCount 1 ; sh:message "Give it a name." ] .
"""
THINGS = "@prefix : <https://example.org/> . :one a :Thing ; :name 'One' . :two a :Thing ."


def test_a_report_holds_what_was_found_and_others_get_its_text_too() -> None:
    shapes = Graph().parse(data=NAMED, format="turtle")
    quads = ox.parse(THINGS, format=ox.RdfFormat.TURTLE)
    found = shacl.results(shacl.Data([quad.triple for quad in quads]), shapes)
    assert [str(each) for each in found.objects(None, SH.focusNode)] == ["https://example.org/two"]
    assert [str(each) for each in found.objects(None, SH.resultMessage)] == ["Give it a name."]
    data = Graph().parse(data=THINGS, format="turtle")
    valid, _, text = pyshacl.validate(data, shacl_graph=shapes)
    assert not valid
    assert "Constraint Violation" in text and "Give it a name." in text
