"""The description of a thing: its statements, those that point to it, labels of what is linked."""

from pathlib import Path

import pyoxigraph as ox

import ofmkg
from ofmkg.graph.parsing import Document
from ofmkg.graph.terms import BASE
from ofmkg.knowledge import KnowledgeGraph

TURTLE = """
@base <https://w3id.org/ofmkg/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://w3id.org/ofmkg/ns#> .
<claim/a> :about <vector/b> ; rdfs:label "A"@en .
<vector/b> rdfs:label "B"@en , "Be"@de , "비"@ko .
<evidence-line/c> :evidenceFor <claim/a> .
<claim/d> :about <vector/b> .
"""


def test_description() -> None:
    quads = tuple(ox.parse(TURTLE, format=ox.RdfFormat.TURTLE))
    graph = KnowledgeGraph([Document(Path("x.ttl"), BASE, quads)])
    found = graph.run("description", thing=f"{BASE}claim/a")
    assert isinstance(found, ox.QueryTriples)
    short = {
        " ".join(str(part).replace(BASE, "").replace("ns#", "") for part in triple)
        for triple in found
    }
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    assert short == {
        "<claim/a> <about> <vector/b>",
        f'<claim/a> {label} "A"@en',
        f'<vector/b> {label} "B"@en',
        f'<vector/b> {label} "비"@ko',
        "<evidence-line/c> <evidenceFor> <claim/a>",
    }


def test_the_real_graph(kg: ofmkg.KnowledgeGraph) -> None:
    found = kg.run("description", thing=f"{BASE}claim/c-guha-info-public")
    assert isinstance(found, ox.QueryTriples)
    predicates = {t.predicate.value.removeprefix(f"{BASE}ns#") for t in found}
    assert {"statement", "assertedBy", "readFrom", "evidenceFrom"} <= predicates
