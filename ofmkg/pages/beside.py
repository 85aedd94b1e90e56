"""What a person is told beside a table or a graph that has no place for it: who read, above all."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ofmkg.graph.readers import read_by
from ofmkg.graph.terms import short_if

if TYPE_CHECKING:
    from ofmkg.analyses.agreement.result import Agreement
    from ofmkg.analyses.argument.result import Argument
    from ofmkg.analyses.compare.result import Comparison
    from ofmkg.analyses.gaps.analysis import Gaps
    from ofmkg.analyses.search.result import Results
    from ofmkg.graph.asking import Graph
    from ofmkg.graph.model import Matrix


def of_compared_works(found: "Comparison", graph: "Graph") -> Iterable[str]:
    """Return who read the works of the collections that two compared works are from."""
    named = {found.a.collection, found.b.collection}
    return read_by(c for c in graph.collections() if c.id in named)


def of_collections(found: "Gaps", _: "Graph") -> Iterable[str]:
    """Return who read the works of the collections shown."""
    return read_by(found.collections)


def of_matrix(found: "Matrix", _: "Graph") -> Iterable[str]:
    """Return who read the studies of a matrix, and which of its cells we infer."""
    from ofmkg.pages.matrix import inferred

    return (*read_by(found.collections), *inferred(found))


def of_parts(found: "Agreement", _: "Graph") -> Iterable[str]:
    """Return who read the works of the collections that coders are compared on."""
    return read_by(part.collection for part in found.parts)


def of_argument(found: "Argument", graph: "Graph") -> Iterable[str]:
    """Return who read the works of the collections that claims of an argument are of."""
    named = {short_if(claim.collection) for claim in found.claims.values()}
    return read_by(c for c in graph.collections() if c.id in named)


def of_found(found: "Results", _: "Graph") -> Iterable[str]:
    """Return who read the works of the collections that things found are of."""
    return read_by(found.shown)
