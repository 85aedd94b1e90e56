"""SPARQL that somebody writes in place, and the questions of the library as a table."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ofmkg.errors import QueryError
from ofmkg.graph import guard, library
from ofmkg.graph.stores import Result, Rows
from ofmkg.graph.terms import PREFIXES

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from pandas import DataFrame

_COLUMNS = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE query."""

    triples: tuple[ox.Triple, ...]

    def __len__(self) -> int:
        return len(self.triples)

    def __iter__(self) -> Iterator[ox.Triple]:
        """Yield each triple of pyoxigraph."""
        return iter(self.triples)

    def __repr__(self) -> str:
        """Tell how many there are."""
        return f"<Triples: {len(self)}>"

    def write(self, form: str = "turtle") -> str:
        """Return the triples in a format of RDF (turtle, jsonld ...). Raises UsageError."""
        from ofmkg.graph.export import serialize

        quads = (ox.Quad(each.subject, each.predicate, each.object) for each in self)
        return serialize(quads, form).decode("utf-8")

    def to_pandas(self, *, iris: bool = False) -> "DataFrame":
        """Return the triples as a table of pandas. Raises UsageError where it is not installed."""
        return self._rows().to_pandas(iris=iris)

    def to_networkx(self) -> "MultiDiGraph[str]":
        """Return the triples as a graph of networkx; the key of an edge is the property."""
        from networkx import MultiDiGraph

        from ofmkg.graph.stores.base import text

        graph: MultiDiGraph[str] = MultiDiGraph()
        for each in self:
            graph.add_edge(text(each.subject), text(each.object), key=each.predicate.value)
        return graph

    def _repr_html_(self) -> str:
        """Show the triples in a notebook."""
        return self._rows()._repr_html_()

    def _rows(self) -> Rows:
        return Rows(_COLUMNS, tuple((t.subject, t.predicate, t.object) for t in self))


def answer(run: Callable[[str], Result], query: str) -> Rows | Triples | bool:
    """Answer a query of any form, if the guard lets it pass. Raises QueryError."""
    try:
        guard.check(query)
    except guard.RefusedQuery as refused:
        raise QueryError(str(refused)) from refused
    result = run(with_prefixes(query))
    if isinstance(result, ox.QueryTriples):
        return Triples(tuple(result))
    return bool(result) if isinstance(result, ox.QueryBoolean) else Rows.of(result)


def listing() -> Rows:
    """Return the questions of the library as rows."""
    asked = [library.load(name) for name in library.names()]
    return Rows(
        ("name", "summary", "folder", "tags", "parameters"),
        tuple(
            tuple(
                map(
                    ox.Literal,
                    (
                        each.name,
                        each.summary,
                        each.folder,
                        ", ".join(each.tags),
                        ", ".join(parameter.name for parameter in each.parameters),
                    ),
                )
            )
            for each in asked
        ),
    )


def with_prefixes(query: str) -> str:
    """Return a query with declarations of those of our prefixes that it uses and does not declare.

    They stand on its first line, so that errors name its own lines.
    """
    declared = set(re.findall(r"\bPREFIX\s+([\w.-]*):", query, re.IGNORECASE))
    used = set(re.findall(r"(?<![\w<?$])([a-z]+):", query)) - declared
    begin = "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in PREFIXES if name in used)
    return f"{begin}{query}"
