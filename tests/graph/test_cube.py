"""The matrix as an RDF Data Cube: the same cells, well formed after the vocabulary of the W3C."""

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Namespace

import ofmkg
from ofmkg.graph.scenarios import Scenario
from ofmkg.graph.terms import short

QB = Namespace("http://purl.org/linked-data/cube#")
CUBE = Namespace("https://w3id.org/ofmkg/cube/matrix#")


def cube(graph: ofmkg.KnowledgeGraph) -> Graph:
    """Return the cube of a graph."""
    found = graph.run("matrix-cube")
    assert isinstance(found, ox.QueryTriples)
    lines = ox.serialize(found, format=ox.RdfFormat.N_TRIPLES)
    assert lines is not None
    return Graph().parse(data=lines.decode(), format="nt")


@pytest.mark.parametrize(
    "reading",
    [
        Scenario(),
        Scenario(alternatives=True),
        Scenario(without=("gopal-a1",)),  # an assumed cell becomes a skipped one
    ],
    ids=str,
)
def test_observations_are_the_cells_of_the_matrix(reading: Scenario) -> None:
    graph = ofmkg.load(reading=reading)
    nodes = graph.query("things", **{"class": "CellState"}).dicts()
    states = {row["identifier"]: short(row["thing"]) for row in nodes}
    found = cube(graph)
    seen = {
        (short(str(found.value(one, CUBE.study))), short(str(found.value(one, CUBE.step)))): short(
            str(found.value(one, CUBE.state))
        )
        for one in found.subjects(RDF.type, QB.Observation)
    }
    matrix = graph.matrix()
    cells = {
        (row.study, step.step): states[cell.state]
        for row in matrix.rows
        for step, cell in zip(matrix.framework.steps, row.cells, strict=True)
    }
    assert seen == cells


def test_every_observation_has_each_dimension_and_measure_once() -> None:
    found = cube(ofmkg.load())
    required = {
        found.value(component, kind)
        for component in found.objects(CUBE.structure, QB.component)
        for kind in (QB.dimension, QB.measure)
        if (component, kind, None) in found
    }
    assert required == {CUBE.study, CUBE.step, CUBE.state}
    observations = set(found.subjects(RDF.type, QB.Observation))
    rows = ofmkg.load().matrix().rows
    assert len(observations) == sum(len(row.cells) for row in rows)
    for one in observations:
        assert all(len(list(found.objects(one, name))) == 1 for name in required)
        assert found.value(one, QB.dataSet) == CUBE.data


def test_every_property_used_is_a_component() -> None:
    found = cube(ofmkg.load())
    components = {
        value
        for component in found.objects(CUBE.structure, QB.component)
        for kind in (QB.dimension, QB.measure, QB.attribute)
        for value in found.objects(component, kind)
    }
    used = {
        name
        for one in found.subjects(RDF.type, QB.Observation)
        for name in found.predicates(one)
        if str(name).startswith(CUBE)
    }
    assert used <= components
    assert used - {CUBE.alternative} == components - {CUBE.alternative}
