"""The ontology as the documentation sees it: with its shapes and themes, asked by SPARQL."""

from functools import cache
from pathlib import Path

import pyoxigraph as ox

from ofmkg.graph.resources import room
from ofmkg.graph.terms import BASE, NS, PREFIXES

HERE = Path(__file__).resolve().parent

Row = dict[str, str]

_NAMESPACES = {iri: prefix for prefix, iri in PREFIXES.items()}


@cache
def store() -> ox.Store:
    """Return the ontology, its shapes, the themes, and the works that it names as sources."""
    loaded = ox.Store()
    shapes = sorted((room("ontology") / "shapes").glob("*.ttl"))
    works = room("data") / "works.ttl"
    for path in (room("ontology") / "ofmkg.ttl", *shapes, works, HERE / "themes.ttl"):
        loaded.bulk_load(path=path, format=ox.RdfFormat.TURTLE)
    return loaded


def ask(name: str) -> list[Row]:
    """Answer a query of the folder `queries`, one row per solution, without what is unbound."""
    sparql = (HERE / "queries" / f"{name}.rq").read_text(encoding="utf-8")
    solutions = store().query(sparql)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [
        {name: term.value for name in names if (term := solution[name]) is not None}
        for solution in solutions
    ]


def local(iri: str) -> str:
    """Return the name of a term: Study for a term of ours, prov:Agent for a borrowed one.

    A thing of ours is named by its path, such as property/broader-access.
    """
    if iri.startswith(NS):
        return iri.removeprefix(NS)
    if iri.startswith(BASE):
        return iri.removeprefix(BASE)
    for namespace, prefix in _NAMESPACES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def anchor(iri: str) -> str:
    """Return the fragment that leads to a term on the page.

    For terms of ours it is the fragment of the IRI itself, so that IRIs can be followed.
    """
    return local(iri).replace(":", "-")
