"""The dataset that a query names itself, where the engine would not take it as the specification.

Several FROM clauses ask for the merge of the graphs (SPARQL 1.1, 13.2.1), in which a statement
stands once; the engine counts it once for each graph that it stands in. Such a dataset is handed
to the workers as one of the protocol is, and they merge it.
"""

import re
from urllib.parse import urljoin

import pyoxigraph as ox

from ofmkg.graph.guard import ESCAPE, Token, outer

_LOCAL_ESCAPE = re.compile(r"\\(.)")

Dataset = tuple[tuple[str, ...], tuple[str, ...]]


def to_merge(query: str) -> Dataset | None:
    """Return default and named graphs of a query with several FROM clauses, else None.

    A query that is malformed there has none: the engine will say what is wrong with it. `query`
    has passed the guard.
    """
    if len(re.findall("from", query, re.IGNORECASE)) < 2:
        return None
    default: list[str] = []
    named: list[str] = []
    prefixes: dict[str, str] = {}
    base = ""
    tokens = outer(query)
    try:
        for kind, token in tokens:
            word = token.upper() if kind == "word" else ""
            if word == "BASE":
                base = _iri(next(tokens), prefixes, base)
            elif word == "PREFIX":
                name = next(tokens)[1]
                prefixes[name] = _iri(next(tokens), prefixes, base)
            elif word == "FROM":
                what = next(tokens)
                if what[1].upper() == "NAMED":
                    named.append(_iri(next(tokens), prefixes, base))
                else:
                    default.append(_iri(what, prefixes, base))
        for iri in (*default, *named):
            ox.NamedNode(iri)
    except (KeyError, ValueError, StopIteration):
        return None
    return (tuple(default), tuple(named)) if len(default) > 1 else None


def _iri(token: Token, prefixes: dict[str, str], base: str) -> str:
    """Return the IRI that a token stands for. Raises KeyError or ValueError."""
    kind, text = token
    text = ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), text)
    if kind == "iri":
        return urljoin(base, text[1:-1]) if base else text[1:-1]
    prefix, colon, local = text.partition(":")
    if not colon:
        raise ValueError(text)
    return prefixes[prefix + colon] + _LOCAL_ESCAPE.sub(r"\1", local)
