"""What several tests share: the built-in graph, the ontology and the shapes, loaded once."""

import os
import tempfile

import facts as known
import pytest
from hypothesis import settings
from rdflib import Graph
from seven import seven

import ofmkg
from ofmkg.graph import cache
from ofmkg.graph.resources import room
from ofmkg.pages.words import Words, words

# What is parsed, and what is found valid, is kept for these tests alone, and not in the folder of
# who runs them: they remember nothing from outside, and leave nothing behind.
# Those who run the tests side by side share one folder, that of who started them.
if "PYTEST_XDIST_WORKER" not in os.environ:
    _KEPT = tempfile.TemporaryDirectory(prefix="ofmkg-tests-")
    os.environ[cache.VARIABLE] = _KEPT.name

# How long an example may take says nothing of whether it is right; benchmarks tell of speed.
settings.register_profile("ofmkg", deadline=None)
settings.load_profile("ofmkg")


@pytest.fixture(scope="session")
def kg() -> ofmkg.KnowledgeGraph:
    """Return the built-in graph with the seven studies alone."""
    return seven()


@pytest.fixture(scope="session")
def every() -> ofmkg.KnowledgeGraph:
    """Return the built-in graph, with all its collections."""
    return ofmkg.load()


@pytest.fixture(scope="session")
def facts() -> known.Facts:
    """Return how much there is of what in the built-in data, by collection."""
    return known.read()


@pytest.fixture(scope="session")
def said(kg: ofmkg.KnowledgeGraph) -> Words:
    """Return the words of the built-in graph."""
    return words(kg)


@pytest.fixture(scope="session")
def ontology() -> Graph:
    """Return the ontology."""
    return Graph().parse(room("ontology") / "ofmkg.ttl")


@pytest.fixture(scope="session")
def shapes() -> Graph:
    """Return all shapes for data in one graph; those for the ontology have tests of their own."""
    graph = Graph()
    for path in sorted((room("ontology") / "shapes").glob("*.ttl")):
        if path.name != "style.ttl":
            graph.parse(path)
    return graph
