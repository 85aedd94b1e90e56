"""What runs the shapes leaves others in the process as they are."""

import pyoxigraph as ox
import pyshacl
from rdflib import Graph
from rdflib.namespace import SH

from ofmkg.graph import shacl

SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <https://example.org/> .
:Named a sh:NodeShape ; sh:targetClass :Thing ;
    sh:property [ sh:path :name ; sh:minCount 1 ; sh:message "Give it a name." ] .
"""
DATA = "@prefix : <https://example.org/> . :one a :Thing ; :name 'One' . :two a :Thing ."


def test_a_report_holds_what_was_found_and_others_get_its_text_too() -> None:
    shapes = Graph().parse(data=SHAPES, format="turtle")
    quads = ox.parse(DATA, format=ox.RdfFormat.TURTLE)
    found = shacl.results(shacl.Data([quad.triple for quad in quads]), shapes)
    assert [str(each) for each in found.objects(None, SH.focusNode)] == ["https://example.org/two"]
    assert [str(each) for each in found.objects(None, SH.resultMessage)] == ["Give it a name."]
    valid, _, text = pyshacl.validate(Graph().parse(data=DATA, format="turtle"), shacl_graph=shapes)
    assert not valid and "Constraint Violation" in text and "Give it a name." in text
