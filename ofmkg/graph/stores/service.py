"""What another ofmkg that is served says of itself: which graphs it holds, and in which version.

Source: https://www.w3.org/TR/sparql11-service-description/.
"""

from dataclasses import dataclass

import pyoxigraph as ox

from ofmkg.graph.stores.layout import MERGED
from ofmkg.graph.terms import PREFIXES

SD = "http://www.w3.org/ns/sparql-service-description#"
_VERSION = ox.NamedNode(PREFIXES["owl"] + "versionInfo")
_IDENTIFIER = ox.NamedNode(PREFIXES["dcterms"] + "identifier")
_DEFAULT = ox.NamedNode(f"{SD}defaultGraph")
_NAME = ox.NamedNode(f"{SD}name")


@dataclass(frozen=True, slots=True)
class Service:
    """The named graphs of a service, in order, and what tells its data from others, if it does."""

    graphs: tuple[str, ...]
    version: str | None


def told_by(description: bytes) -> Service | None:
    """Return what a description (Turtle) tells of a service whose default graph is our merge.

    None if that is another graph, or the description cannot be read.
    """
    try:
        found = [q.triple for q in ox.parse(description, format=ox.RdfFormat.TURTLE)]
    except (SyntaxError, ValueError):
        return None
    merges = {t.subject for t in found if t.predicate == _IDENTIFIER and _is_merge(t.object)}
    if not any(t.predicate == _DEFAULT and t.object in merges for t in found):
        return None
    names = (t.object for t in found if t.predicate == _NAME)
    return Service(
        tuple(sorted(name.value for name in names if isinstance(name, ox.NamedNode))),
        next((t.object.value for t in found if _is_version(t) and t.subject in merges), None),
    )


def _is_merge(term: object) -> bool:
    return isinstance(term, ox.Literal) and term.value == MERGED


def _is_version(triple: ox.Triple) -> bool:
    return triple.predicate == _VERSION and isinstance(triple.object, ox.Literal)
