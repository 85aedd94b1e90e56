"""What every store can do, and the rows that it answers with.

Queries ask the default graph, which is the merge of all stated graphs, because engines differ in
how they count a statement that stands in several named graphs. Derived graphs, such as what follows
from the stated ones, stay out of it: it holds nothing but what some file states.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from ofmkg.errors import QueryError
from ofmkg.graph.parsing import Document
from ofmkg.graph.terms import INFERENCES, MAPPINGS, ORIGINS, VIEW

if TYPE_CHECKING:
    from pandas import DataFrame

    from ofmkg.graph.frames import Value

_SHOWN = 100  # rows that a notebook shows

Term = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple
Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

# Graphs that no file states: what follows from the others, what is made of the readings in use,
# mappings to other vocabularies, and from which files graphs came.
DERIVED = (INFERENCES, VIEW, MAPPINGS, ORIGINS)
# Those that are made of what a store states, and hold no longer once that has changed.
FOLLOWING = (INFERENCES, VIEW)

# Makes derived graphs, by their names, of all statements of the others as they then stand.
Follow = Callable[[Iterator[ox.Quad]], Mapping[str, Iterable[ox.Quad]]]


def nothing(_: Iterator[ox.Quad]) -> Mapping[str, Iterable[ox.Quad]]:
    """Return no derived graph."""
    return {}


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT query: column names and rows of terms (None = unbound)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    @classmethod
    def of(cls, solutions: ox.QuerySolutions) -> "Rows":
        """Take the rows of a result of the engine, which can be read only once."""
        columns = tuple(variable.value for variable in solutions.variables)
        return cls(columns, tuple(tuple(row) for row in solutions))

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> "Iterator[dict[str, Value]]":
        """Yield each row as a dict from column to value: numbers are numbers, dates dates.

        Unbound columns are None; things are IRIs. `dicts` has texts alone.
        """
        from ofmkg.graph.frames import value

        for row in self.rows:
            yield dict(zip(self.columns, map(value, row), strict=True))

    def __repr__(self) -> str:
        """Tell how much it holds, in a line."""
        return f"<Rows: {len(self)} of {', '.join(self.columns)}>"

    def to_dict(self) -> "dict[str, list[Value]]":
        """Return the values of each column, in the order of the rows."""
        every = list(self)
        return {column: [row[column] for row in every] for column in self.columns}

    def to_pandas(self, *, iris: bool = False) -> "DataFrame":
        """Return a table of pandas, with typed columns.

        Things of ours are short ids, as in the results of analyses, unless `iris`. Raises
        UsageError where pandas is not installed.
        """
        from ofmkg.graph.frames import frame, shortened, value

        read = value if iris else lambda term: shortened(value(term))
        return frame(self.columns, ([read(term) for term in row] for row in self.rows))

    def _repr_html_(self) -> str:
        """Show the rows in a notebook, those beyond a hundred counted."""
        from ofmkg.graph.frames import html_table, shortened, value

        shown = [
            ["" if term is None else str(shortened(value(term))) for term in row]
            for row in self.rows[:_SHOWN]
        ]
        left = len(self) - len(shown)
        more = [f"<p>{left} more rows</p>"] if left else []
        return "\n".join([*html_table(self.columns, shown), *more])

    def where(self, name: str, wanted: Collection[str]) -> "Rows":
        """Return the rows that have one of some texts in a column.

        Raises ValueError for a column that there is not.
        """
        at = self.columns.index(name)
        return Rows(
            self.columns,
            tuple(row for row in self.rows if (own := row[at]) is not None and text(own) in wanted),
        )

    def dicts(self) -> list[dict[str, str]]:
        """Return each row as a dict from column to text as written, without unbound columns."""
        return [
            {
                column: text(term)
                for column, term in zip(self.columns, row, strict=True)
                if term is not None
            }
            for row in self.rows
        ]


class Store(Protocol):
    """Named graphs that can be asked and changed."""

    def run(self, sparql: str) -> Result:
        """Answer any query. Raises QueryError if it is malformed or cannot be answered."""

    def select(self, sparql: str) -> Rows:
        """Answer a SELECT query. Raises QueryError if it is malformed or of another form."""

    def has(self, iri: str) -> bool:
        """Tell whether anything is said of `iri` (nothing is of a text that is no IRI)."""

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every stated statement in its named graph."""

    def graphs(self) -> tuple[str, ...]:
        """Return the names of the graphs, derived ones among them, in order."""

    def counts(self) -> dict[str, int]:
        """Return how many statements each named graph holds, derived ones among them."""

    def replace(
        self,
        quads: Iterable[ox.Quad],
        graphs: Collection[str] | None,
        follow: Follow = nothing,
    ) -> None:
        """Put quads of named graphs in place of all that stands in `graphs` (None: in any).

        All or nothing where the store can promise that. What `follow` makes takes the place of the
        derived graphs of those names, and joins no default graph; others that were derived from
        what stood here are removed. Raises UnreadableError if the store cannot be written.
        """


def selected(result: Result) -> Rows:
    """Return the rows of a result. Raises QueryError if it is not that of a SELECT query."""
    if not isinstance(result, ox.QuerySolutions):
        raise QueryError("This query does not ask for a table; use SELECT.")
    return Rows.of(result)


def documents(store: Store) -> list[Document]:
    """Return what a store states as documents, one per named graph, in the order of their names."""
    return as_documents(store.quads())


def as_documents(quads: Iterable[ox.Quad]) -> list[Document]:
    """Return quads as documents, one per named graph, in the order of their names."""
    graphs: dict[str, list[ox.Quad]] = {}
    for quad in quads:
        triple = ox.Quad(quad.subject, quad.predicate, quad.object)
        graphs.setdefault(graph_of(quad), []).append(triple)
    return [Document(Path(name), name, tuple(quads)) for name, quads in sorted(graphs.items())]


def graph_of(quad: ox.Quad) -> str:
    """Return the name of the graph that a quad stands in ("" for the default graph)."""
    return "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value


def malformed(error: Exception) -> QueryError:
    """Return the error for a query that the SPARQL parser refuses, in short."""
    message = str(error)
    place = re.match(r"error at (\d+):(\d+): (.*)", " ".join(message.split()))
    if place is None:
        return QueryError(f"The query is malformed: {message}")
    reason = place[3] if len(place[3]) <= 120 else f"{place[3][:120]} ..."
    return QueryError(f"The query is malformed at line {place[1]}, column {place[2]}: {reason}")


def asked_for(sparql: str, beside: Collection[str]) -> list[str]:
    """Return which graphs that are made here a query wants: what stands in it, not what does not.

    `beside` are those that join the default graph for it.
    """
    return [name for name in FOLLOWING if name in beside or _looked_for(sparql, name)]


def _looked_for(sparql: str, graph: str) -> bool:
    every = len(re.findall(rf"<{graph}>", sparql))
    left_out = rf"NOT\s+EXISTS\s*\{{\s*GRAPH\s*<{graph}>"
    return every > len(re.findall(left_out, sparql, re.IGNORECASE))


def without(graph: str, store: str) -> QueryError:
    """Return the error for a question about a graph of `FOLLOWING` where it was not made."""
    what = {INFERENCES: "inferences", VIEW: "derived view"}[graph]
    return QueryError(
        f"{store} holds no {what}, which this asks for; "
        f"make {'it' if graph == VIEW else 'them'} with: "
        f"ofmkg load --infer --store {quote(str(store))}"
    )


def text(term: Term) -> str:
    """Return the IRI of a node or the lexical form of a literal."""
    return str(term) if isinstance(term, ox.Triple) else term.value


def subject(quad: ox.Quad) -> str:
    """Return the IRI or label of the subject of a quad."""
    return text(quad.subject)
