"""The made-up graph that the queries are tested on, as a knowledge graph."""

from functools import cache

from ofmkg.graph import parsing
from ofmkg.graph.resources import room
from ofmkg.knowledge import KnowledgeGraph


@cache
def small() -> KnowledgeGraph:
    """Return the graph of `tests/queries/small.ttl` with the ontology."""
    made_up = room("queries").parent / "tests" / "queries" / "small.ttl"
    return KnowledgeGraph([parsing.read(room("ontology") / "ofmkg.ttl"), parsing.read(made_up)])
