"""The dataset that a query names itself, where the engine would not take it as the specification.

Several FROM clauses ask for the merge of the graphs (SPARQL 1.1, 13.2.1), in which a statement
stands once; the engine counts it once for each graph that it stands in. Such a dataset is handed
to the workers as one of the protocol is, and they merge it.
"""

import re

import pyoxigraph as ox

from ofmkg.graph.guard import tokens
from ofmkg.graph.prologue import Prologue

Dataset = tuple[tuple[str, ...], tuple[str, ...]]


def is_named(query: str) -> bool:
    """Tell whether a query, which has passed the guard, says itself what its dataset is."""
    return "FROM" in query.upper() and any(
        not token.depth and token.kind == "word" and token.text.upper() == "FROM"
        for token in tokens(query)
    )


def to_merge(query: str) -> Dataset | None:
    """Return default and named graphs of a query with several FROM clauses, else None.

    A query that is malformed there has none: the engine will say what is wrong with it. `query`
    has passed the guard.
    """
    if len(re.findall("from", query, re.IGNORECASE)) < 2:
        return None
    default: list[str] = []
    named: list[str] = []
    declared = Prologue()
    outer = (token for token in tokens(query) if not token.depth)
    try:
        for token in outer:
            if declared.declares(token, outer):
                continue
            if token.kind == "word" and token.text.upper() == "FROM":
                what = next(outer)
                if what.text.upper() == "NAMED":
                    named.append(declared.iri(next(outer)))
                else:
                    default.append(declared.iri(what))
        for iri in (*default, *named):
            ox.NamedNode(iri)
    except (KeyError, ValueError, StopIteration):
        return None
    return (tuple(default), tuple(named)) if len(default) > 1 else None
