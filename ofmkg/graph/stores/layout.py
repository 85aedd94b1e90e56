"""How what we hold lies on a SPARQL server: the merge, and the list of the graphs that are ours."""

from collections.abc import Collection

import pyoxigraph as ox

from ofmkg.graph.terms import BASE, PREFIXES

MERGED = f"{BASE}graph/merged"
STATE = f"{BASE}graph/state"

_MODIFIED = ox.NamedNode(PREFIXES["dcterms"] + "modified")
_PART = ox.NamedNode(PREFIXES["dcterms"] + "hasPart")


def listed(names: Collection[str], when: str | None = None) -> list[ox.Quad]:
    """Return the list of the graphs that are ours, and when they were changed if that is known."""
    merged = ox.NamedNode(MERGED)
    quads = [ox.Quad(merged, _PART, ox.NamedNode(name)) for name in sorted(names)]
    return [*quads, *([ox.Quad(merged, _MODIFIED, ox.Literal(when))] if when else ())]
