"""The in-memory store: documents in, SPARQL answers out.

Queries ask the default graph, which is the merge of all files, because engines differ in how
they count a statement that stands in several named graphs. The named graphs, one per file, are
added when a query first looks at them. So are derived graphs, such as what follows from the files;
they stay out of the default graph, which therefore holds nothing but what some file states.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from ofmkg.corpus import Document
from ofmkg.errors import QueryError

Derived = Mapping[str, Callable[[], Iterable[ox.Quad]]]
Term = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple


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

    def dicts(self) -> list[dict[str, str]]:
        """Return each row as a dict from column to plain text, without unbound columns."""
        return [
            {
                column: text(term)
                for column, term in zip(self.columns, row, strict=True)
                if term is not None
            }
            for row in self.rows
        ]


def _where(message: str) -> str:
    """Shorten a message of the SPARQL parser, which lists all that it would have expected."""
    place = re.match(r"error at (\d+):(\d+): (.*)", " ".join(message.split()))
    if place is None:
        return f": {message}"
    reason = place[3] if len(place[3]) <= 120 else f"{place[3][:120]} ..."
    return f" at line {place[1]}, column {place[2]}: {reason}"


def text(term: Term) -> str:
    """Return the IRI of a node or the lexical form of a literal."""
    return str(term) if isinstance(term, ox.Triple) else term.value


def subject(quad: ox.Quad) -> str:
    """Return the IRI or label of the subject of a quad."""
    return text(quad.subject)


class MemoryStore:
    """An in-memory pyoxigraph store."""

    def __init__(self, documents: Iterable[Document] = (), derived: Derived | None = None) -> None:
        """Load `documents`; what the store says is not changed afterwards.

        `derived` tells how to make each further graph, by its name, when a query asks for it.
        """
        self._documents = tuple(documents)
        self._derived = dict(derived or {})
        self._loaded: set[str] = set()  # of the derived graphs
        self._store = ox.Store()
        self._has_graphs = False
        for document in self._documents:
            self._store.bulk_extend(document.merged())

    def select(self, sparql: str) -> Rows:
        """Answer a SELECT query. Raises QueryError if it is malformed or of another form."""
        result = self.run(sparql)
        if not isinstance(result, ox.QuerySolutions):
            raise QueryError("This query does not ask for a table; use SELECT.")
        return Rows.of(result)

    def run(self, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Answer any query with the engine's own result. Raises QueryError if malformed."""
        if "graph" in sparql.lower():
            self._load_graphs(sparql)
        try:
            return self._store.query(sparql)
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"The query is malformed{_where(str(error))}") from error
        except OSError as error:  # evaluation errors, such as SERVICE without a network
            raise QueryError(f"The query could not be answered: {error}") from error

    def _load_graphs(self, sparql: str) -> None:
        """Add what a query may look at: only few do, and named graphs cost as much as all else."""
        if not self._has_graphs:
            self._store.bulk_extend(self.quads())
            self._has_graphs = True
        named = {name for name in self._derived if f"<{name}>" in sparql}
        for name in (named or set(self._derived)) - self._loaded:
            self._store.bulk_extend(self._derived[name]())
            self._loaded.add(name)

    def has(self, iri: str) -> bool:
        """Tell whether anything is said of `iri` (nothing is of a text that is no IRI)."""
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return False
        return next(self._store.quads_for_pattern(node, None, None), None) is not None

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every statement in its named graph."""
        for document in self._documents:
            yield from document.named()
