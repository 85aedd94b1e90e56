"""Codings and claims as nanopublications: single statements, each with where it comes from.

Source: https://nanopub.net/guidelines/working_draft/. Each has four graphs: the head that tells
which is which, the assertion, its provenance, and what is said of the nanopublication itself. What
stands in them comes from `queries/nanopublications/`. They are not signed here: `signing` does so
with a key, by which their addresses change.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator

import pyoxigraph as ox

from ofmkg.graph import library
from ofmkg.graph.stores import Result
from ofmkg.graph.terms import BASE, RDF_TYPE

NP = "http://www.nanopub.org/nschema#"
_TYPE = ox.NamedNode(RDF_TYPE)
_PARTS = ("assertion", "provenance", "publication")
# What the vocabulary calls the graphs, with the property that leads to each.
_GRAPHS = {
    "assertion": ("Assertion", "hasAssertion"),
    "provenance": ("Provenance", "hasProvenance"),
    "publication": ("PublicationInfo", "hasPublicationInfo"),
}
_Statement = tuple[ox.NamedNode | None, ox.NamedNode, ox.NamedNode | ox.Literal]


def quads(ask: Callable[[str], Result]) -> Iterator[ox.Quad]:
    """Yield the nanopublications of all codings and claims that are stated, in order.

    What lacks a part, such as a coding that tells no source, has none. Raises QueryError.
    """
    said = {part: _by_thing(ask(library.of_nanopublications(part))) for part in _PARTS}
    for thing in sorted(said["assertion"]):
        if all(thing in said[part] for part in _PARTS):
            yield from _one(thing, {part: said[part][thing] for part in _PARTS})


def apart(quad: ox.Quad) -> str:
    """Return the address of the nanopublication that a statement is of."""
    assert isinstance(quad.graph_name, ox.NamedNode)
    return quad.graph_name.value.partition("#")[0]


def _one(thing: str, said: dict[str, list[_Statement]]) -> Iterator[ox.Quad]:
    address = f"{BASE}nanopublication/{thing.removeprefix(BASE)}"
    whole, head = ox.NamedNode(address), ox.NamedNode(f"{address}#head")
    graphs = {part: ox.NamedNode(f"{address}#{part}") for part in _PARTS}
    yield ox.Quad(whole, _TYPE, _np("Nanopublication"), head)
    for part, (kind, leading) in _GRAPHS.items():
        yield ox.Quad(whole, _np(leading), graphs[part], head)
        yield ox.Quad(graphs[part], _TYPE, _np(kind), head)
    about = {"assertion": whole, "provenance": graphs["assertion"], "publication": whole}
    for part, statements in said.items():
        for subject, property, value in statements:
            yield ox.Quad(subject or about[part], property, value, graphs[part])


def _by_thing(found: Result) -> dict[str, list[_Statement]]:
    told: defaultdict[str, list[_Statement]] = defaultdict(list)
    assert isinstance(found, ox.QuerySolutions)
    for thing, subject, property, value in found:
        if isinstance(thing, ox.NamedNode) and isinstance(property, ox.NamedNode):
            of = subject if isinstance(subject, ox.NamedNode) else None
            if isinstance(value, ox.NamedNode | ox.Literal):
                told[thing.value].append((of, property, value))
    return told


def _np(name: str) -> ox.NamedNode:
    return ox.NamedNode(NP + name)
