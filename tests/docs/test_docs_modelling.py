"""What the page on modelling shows is really in the files."""

import re

import manchester
import pyoxigraph as ox
import pytest
from fences import blocks
from vocabulary import local, store

from ofmkg.graph import corpus
from ofmkg.graph.terms import BASE, NS, PREFIXES

FOLDERS = {
    "work": "publication/",
    "step": "framework/marginal-risk/step/",
} | {
    name: f"{name}/"
    for name in ("study", "vector", "question", "position", "handling", "claim", "release")
}
HEADER = f"@base <{BASE}> .\n" + "".join(
    f"@prefix {name}: <{iri}> .\n"
    for name, iri in (PREFIXES | {name: BASE + path for name, path in FOLDERS.items()}).items()
)
AXIOMS = {"EquivalentTo": "owl:equivalentClass", "SubPropertyChain": "owl:propertyChainAxiom"}
LINES = [line for block in blocks("modelling.md", "manchester") for line in block.splitlines()]


@pytest.fixture(scope="module")
def stated() -> set[ox.Triple]:
    """Return every statement of every file."""
    return {quad.triple for document in corpus.built_in() for quad in document.quads}


@pytest.mark.parametrize(
    "snippet", blocks("modelling.md", "turtle"), ids=lambda text: text.split()[0]
)
def test_snippets_stand_in_the_data(snippet: str, stated: set[ox.Triple]) -> None:
    found = {quad.triple for quad in ox.parse(HEADER + snippet, format=ox.RdfFormat.TURTLE)}
    assert found
    assert found - stated == set()


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.split()[0])
def test_axioms_stand_in_the_ontology(line: str) -> None:
    name, kind, expected = line.split(" ", 2)
    prefix, local_name = AXIOMS[kind].split(":")
    property_ = ox.NamedNode(PREFIXES[prefix] + local_name)
    (quad,) = store().quads_for_pattern(ox.NamedNode(NS + name), property_, None)
    printer = manchester.chain if kind == "SubPropertyChain" else manchester.expression
    pieces = printer(store(), quad.object)
    words = " ".join(
        local(each.value) if isinstance(each, ox.NamedNode) else each for each in pieces
    )
    assert re.sub(r"(?<=\() | (?=\))", "", words) == expected


def test_there_is_something_to_check() -> None:
    assert len(blocks("modelling.md", "turtle")) > 5
    assert len(LINES) > 3
