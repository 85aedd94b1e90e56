"""What is found is what pySHACL finds, too: on everything, and on some things."""

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import BNode, Graph
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
<stance/two> a ofm:Silence ; ofm:partOf <reading/r> ; ofm:handledAs <handling/h> .
<stance/three> a ofm:Finding ; ofm:partOf <reading/r> ; ofm:onQuestion <question/other> ;
    ofm:takesPosition <position/p>, <position/against> .
<handling/h> a ofm:Handling ; ofm:handlingOf <question/q> .
<position/p> a ofm:Position ; ofm:incompatibleWith <position/against> ; ofm:answers <question/q> .
<question/other> a ofm:Question .
[] a ofm:Coding ; ofm:onStep <step/none> ; ofm:noSuchTerm true .
"""


def counted(found: list[shacl.Result]) -> Counter[tuple[str, ...]]:
    """Return results as a peer's are counted; names of blank nodes say nothing."""

    def spelt(term: shacl.Term | None) -> str:
        return "" if term is None or isinstance(term, ox.BlankNode) else shacl.lexical(term)

    return Counter(
        (spelt(each.focus), each.path or "", spelt(each.value), each.severity, each.shape)
        for each in found
    )


@pytest.fixture(scope="module")
def text(ontology: Graph) -> str:
    """Return the ontology with things that break several shapes, in N-Triples."""
    return (Graph().parse(data=DAMAGE, format="turtle") + ontology).serialize(format="nt")


def data(text: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)]


@pytest.fixture(scope="module")
def expected(text: str, shapes: Graph) -> Counter[tuple[str, ...]]:
    """Return what pySHACL finds."""
    _, report, _ = pyshacl.validate(
        Graph().parse(data=text, format="nt"), shacl_graph=shapes, advanced=True
    )
    assert isinstance(report, Graph)
    found: Counter[tuple[str, ...]] = Counter()
    for result in report.objects(None, SH.result):
        focus, path, value, severity, shape = (
            "" if term is None or isinstance(term, BNode) else str(term)
            for term in (report.value(result, field) for field in FIELDS)
        )
        found[focus, path, value, severity.rpartition("#")[2].lower(), shape] += 1
    return found


def test_results_are_those_of_pyshacl(text: str, expected: Counter[tuple[str, ...]]) -> None:
    found = counted(shacl.results(data(text), shacl.read(SHAPES)))
    assert found == expected
    shown = {shape.rpartition("#")[2] for *_, shape in found}
    assert {
        "StanceContradicted",
        "SilenceBesidePosition",
        "StancePositionAnswersQuestion",
        "UnknownTerm",
        "AssumptionStatement",
    } <= shown


def test_some_things_are_judged_as_among_all(text: str, expected: Counter[tuple[str, ...]]) -> None:
    some = {f"https://w3id.org/ofmkg/stance/{name}" for name in ("one", "three")}
    found = counted(shacl.results(data(text), shacl.read(SHAPES), some))
    assert found == Counter({key: times for key, times in expected.items() if key[0] in some})
    assert {key[0] for key in found} == some


def test_nothing_is_judged_of_what_shapes_do_not_look_at(text: str) -> None:
    one = {"https://w3id.org/ofmkg/study/none-such"}
    assert shacl.results(data(text), shacl.read(SHAPES), one) == []


PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <https://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def found(shapes: str, things: str) -> list[shacl.Result]:
    """Return what shapes find in things, both in Turtle without its prefixes."""
    held = ox.Store()
    held.load((PREFIXES + shapes).encode(), format=ox.RdfFormat.TURTLE)
    quads = ox.parse(PREFIXES + things, format=ox.RdfFormat.TURTLE)
    return shacl.results([quad.triple for quad in quads], held)


def test_a_result_says_what_was_found() -> None:
    shapes = """:Thing a sh:NodeShape ; sh:targetClass :Thing ; sh:property :Named .
    :Named a sh:PropertyShape ; sh:path :name ; sh:minCount 1 ; sh:message "Give it a name."@en ."""
    things = ":one a :Thing ; :name 'One' . :two a :Thing ."
    two, named = ox.NamedNode("https://example.org/two"), "https://example.org/Named"
    name = "https://example.org/name"
    assert found(shapes, things) == [
        shacl.Result("violation", two, name, None, named, "Give it a name.")
    ]
    assert found(shapes, things.replace(":two a :Thing .", "")) == []
    assert found(shapes, "") == []


@pytest.mark.parametrize(
    "value",
    [
        ox.Literal('with "quotes"@en, a \\ and\na line'),
        ox.Literal("", language="en"),
        ox.Literal("2020", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear")),
        ox.Literal("z", datatype=ox.NamedNode("https://example.org/kind")),
        ox.Literal(True),
        ox.Literal("한국어 \u202e"),
        ox.NamedNode("https://example.org/é"),
    ],
    ids=str,
)
def test_a_value_comes_back_as_it_is(value: shacl.Term) -> None:
    shapes = """:S a sh:PropertyShape ; sh:targetSubjectsOf :p ; sh:path :p ; sh:datatype :other ;
    sh:message "Not {?value}."@en ."""
    (result,) = found(shapes, f":one :p {value} .")
    assert result.value == value
    assert result.message == f"Not {' '.join(shacl.lexical(value).split())}."


def test_a_blank_node_is_judged_and_is_no_iri() -> None:
    shapes = """:S a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:property :P .
    :P a sh:PropertyShape ; sh:path :p ; sh:nodeKind sh:IRI ; sh:message "Not {?value}."@en ."""
    assert found(shapes, ":one :p :two .") == []
    (result,) = found(shapes, "_:one :p _:two .")
    assert isinstance(result.focus, ox.BlankNode)
    assert isinstance(result.value, ox.BlankNode)
    assert result.shape == "https://example.org/P"


def test_shapes_that_are_broken_are_told() -> None:
    with pytest.raises(RuntimeError, match="the shapes themselves are broken"):
        found(":S a sh:PropertyShape ; sh:targetSubjectsOf :p ; sh:path 1 .", ":one :p 1 .")
