"""What a query asks for that nothing can answer: terms that do not exist, or hold elsewhere.

An engine answers such a query with no rows, as if nothing were on record. What holds where is asked
of the graph itself, so that this knows no term of the ontology by name.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from ofmkg.graph import former
from ofmkg.graph.asking import Graph
from ofmkg.graph.mentions import ANY, CLASS, GRAPH, PROPERTY, Mention, mentions
from ofmkg.graph.names import closest
from ofmkg.graph.stores import looks
from ofmkg.graph.stores.base import DERIVED
from ofmkg.graph.terms import BASE, INFERENCES, NS, PREFIXES, did_you_mean

MOST = 5  # doubts about one query: more would say no more
_LOOKED_AT = 200  # IRIs of one query that are looked up
_LONGEST = 200  # characters of an IRI that is shown, or compared with others


@dataclass(frozen=True, slots=True)
class Doubt:
    """A term or thing that a query names in vain, where it does so first (counted from 1).

    `graphs` are the derived graphs in which alone it holds; without any it does not exist, and
    `near` are the names closest to it. `now` is the name that a former one has now.
    """

    name: str
    line: int
    column: int
    near: tuple[str, ...] = ()
    graphs: tuple[str, ...] = ()
    now: str = ""

    def told(self, inferred: str) -> str:
        """Return what to know in one line; `inferred` is how to take all inferences in."""
        if self.now:
            return f"{self.name} is now called {self.now}. It is understood; write that instead."
        if not self.graphs:
            kind = "The ontology has no term" if self.name.startswith("ofm:") else "There is no"
            return f"{kind} {self.name}.{did_you_mean(self.name, self.near)}"
        around = " or ".join(f"GRAPH <{each}> {{ ... }}" for each in self.graphs)
        if INFERENCES in self.graphs:
            return (
                f"{self.name} holds only by inference: no file states it. "
                f"Ask with {inferred}, or inside {around}."
            )
        return f"No file states {self.name}: it holds in a derived graph. Ask inside {around}."


def doubts(query: str, graph: Graph, *, inferred: bool = False) -> tuple[Doubt, ...]:
    """Return what a query that has passed the guard asks a graph for in vain, in its order.

    `inferred` tells that it is asked of a dataset in which derived graphs are, too.
    Raises QueryError if a store cannot be asked.
    """
    found: dict[str, Doubt] = {}
    named = tuple(_ours(query))
    there = {each.iri for each in named if _in_derived(each)}  # who writes that knows where it is
    joined = looks.beside(query)
    for mention in named:
        if mention.iri in found:
            continue
        if doubt := _doubt(mention, inferred or mention.iri in there, joined, graph):
            found[mention.iri] = doubt
        if len(found) == MOST:
            break
    return tuple(found.values())


def _ours(query: str) -> Iterator[Mention]:
    """Yield what is mentioned of ours, with each use once."""
    if BASE not in query and "\\u" not in query.lower():
        return
    seen: set[tuple[str, str, str]] = set()
    for mention in mentions(query):
        key = (mention.iri, mention.use, mention.graph)
        ours = mention.iri.startswith(BASE) and not mention.iri.endswith(("/", "#"))
        if ours and key not in seen and len(seen) < _LOOKED_AT:
            seen.add(key)
            yield mention


def _in_derived(mention: Mention) -> bool:
    return not {ANY, *DERIVED}.isdisjoint((mention.graph, *mention.defaults))


def _doubt(mention: Mention, there: bool, joined: tuple[str, ...], graph: Graph) -> Doubt | None:
    iri = mention.iri
    if iri.startswith(NS) and (now := former.names().get(iri)):
        return Doubt(_written(iri), mention.line, mention.column, now=_written(now))
    if not _is_known(mention, graph):
        return Doubt(_written(iri), mention.line, mention.column, _near(iri, graph))
    if there or mention.use not in (PROPERTY, CLASS) or not iri.startswith(NS):
        return None
    part, name = ("any-with", "property") if mention.use == PROPERTY else ("any-of", "class")
    if len(graph.part(part, {name: (ox.NamedNode(iri),)})):
        return None
    rows = graph.part("graphs-of-term", {"term": (ox.NamedNode(iri),)}).dicts()
    graphs = tuple(row["graph"] for row in rows)
    if not graphs or not set(joined).isdisjoint(graphs):  # what joins answers without being named
        return None
    return Doubt(_written(iri), mention.line, mention.column, graphs=graphs)


def _is_known(mention: Mention, graph: Graph) -> bool:
    try:
        term = (ox.NamedNode(mention.iri),)
    except ValueError:
        return True  # the engine will say what is wrong with it
    if mention.iri in DERIVED or graph.has(mention.iri):
        return True
    if mention.use == GRAPH and graph.holds(mention.iri):
        return True
    uses = (("any-with", "property"), ("any-to", "other"))
    return any(len(graph.part(part, {name: term})) for part, name in uses)


def _near(iri: str, graph: Graph) -> tuple[str, ...]:
    """Return the names closest to one that does not exist."""
    question, column = ("terms", "term") if iri.startswith(NS) else ("things", "thing")
    known = {row[column] for row in graph.asked_once(question).dicts()}
    return closest(_written(iri), map(_written, known))


def _written(iri: str) -> str:
    """Return an IRI as it is shown: that of a term with its prefix, none at full length."""
    if iri.startswith(NS):
        prefix = next(name for name, namespace in PREFIXES.items() if namespace == NS)
        return f"{prefix}:{iri.removeprefix(NS)}"[:_LONGEST]
    return f"<{iri[:_LONGEST]}>"
