"""The store on a SPARQL server that somebody runs: SPARQL 1.1 Protocol and Graph Store Protocol.

Servers differ in what their default graph is, so none is relied on. Each stated graph stands on the
server under its name; their merge stands in the graph `MERGED`, and queries are asked of a dataset
with that as default graph, which the protocol lets a client say. The graph `STATE` lists which
graphs are ours, for others may use the server too, and when they were last changed.

A server promises no more than it promises: requests that make up one change are sent one after the
other, the new content of a graph before the merge, and the list of graphs last.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from functools import cached_property
from http.client import HTTPMessage

import pyoxigraph as ox

from ofmkg.errors import QueryError
from ofmkg.questions import of_stores
from ofmkg.stores import values
from ofmkg.stores.base import (
    DERIVED,
    Result,
    Rows,
    asks_for_inferences,
    graph_of,
    selected,
    without_inferences,
)
from ofmkg.stores.settings import Remote
from ofmkg.stores.wire import Wire
from ofmkg.terms import BASE, INFERENCES, PREFIXES

MERGED = f"{BASE}graph/merged"
STATE = f"{BASE}graph/state"

_PART, _MODIFIED = PREFIXES["dcterms"] + "hasPart", PREFIXES["dcterms"] + "modified"
_TURTLE = ox.RdfFormat.TURTLE
_GRAPH = re.compile(r"\bgraph\b", re.IGNORECASE)
_NAMED = re.compile(r"\bgraph\s*<([^>]*)>", re.IGNORECASE)
_FORM = re.compile(r"\b(select|ask|construct|describe)\b", re.IGNORECASE)
_NOISE = re.compile(r"<[^<>\s]*>|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|#[^\n]*")


class RemoteStore:
    """A store behind HTTP."""

    def __init__(self, remote: Remote) -> None:
        """Reach a server; nothing is asked yet."""
        self.remote = remote
        self._wire = Wire(remote)

    def run(self, sparql: str) -> Result:
        """Answer any query with the kind of result that the engine on this machine gives.

        Raises QueryError if the server refuses it, does not answer, or cuts its answer short.
        """
        named = self._named(sparql)
        form = _form(sparql)
        content, headers = self._wire.query(sparql, form, (MERGED,), named)
        _require_whole(headers)
        if form in ("construct", "describe"):
            held = ox.Store()
            held.bulk_extend(ox.Quad(*t.triple) for t in ox.parse(content, format=_TURTLE))
            return held.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        if form == "ask":
            content = values.as_boolean(content)
        elif self.numbers_for_booleans:
            content = values.as_standard(content, sparql)
        try:
            return ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise QueryError(
                f"{self.remote.query}: answers no SPARQL results ({error})."
            ) from error

    def select(self, sparql: str) -> Rows:
        """Answer a SELECT query. Raises QueryError if it is malformed or of another form."""
        return selected(self.run(sparql))

    def has(self, iri: str) -> bool:
        """Tell whether anything is said of `iri` (nothing is of a text that is no IRI)."""
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return False
        return bool(self.run(of_stores("anything-of.rq", {"thing": [node]})))

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every stated statement in its named graph."""
        for name in self.graphs():
            if name not in DERIVED:
                graph = ox.NamedNode(name)
                for quad in self._read(name):
                    yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)

    def counts(self) -> dict[str, int]:
        """Return how many statements each named graph holds, derived ones among them."""
        rows = self._ask(of_stores("counts-of-ours.rq"))
        return dict(sorted((row["graph"], int(row["n"])) for row in rows.dicts()))

    def modified(self) -> str | None:
        """Return when something was last changed through ofmkg (None: never)."""
        rows = self._ask(of_stores("last-change.rq")).dicts()
        return rows[0]["when"] if rows else None

    def count_in(self, graph: str) -> int:
        """Return how many statements a request sees that chooses this graph as default graph."""
        content, _ = self._wire.query(of_stores("count.rq"), "select", (graph,))
        result = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
        return int(selected(result).dicts()[0]["n"])

    def trial(self) -> bool:
        """Write a graph, look whether it is there, remove it, and look whether it is gone."""
        node = ox.NamedNode(f"{BASE}graph/trial")
        self._wire.put(node.value, [ox.Quad(node, node, ox.Literal("true"))])
        written = self.count_in(node.value)
        self._wire.update(f"DROP SILENT GRAPH {node}")
        return written == 1 and self.count_in(node.value) == 0

    def replace(self, quads: Iterable[ox.Quad], graphs: Collection[str] | None) -> None:
        """Put quads of named graphs in place of all that stands in `graphs` (None: in ours).

        Graphs of others are not touched. Raises UnreadableError if the server refuses.
        """
        before = self.graphs()
        leaving = [name for name in before if graphs is None or name in graphs]
        new: dict[str, list[ox.Quad]] = {}
        for quad in quads:
            new.setdefault(graph_of(quad), []).append(quad)
        kept = [n for n in before if n not in leaving and n != INFERENCES]
        if graphs is None:
            self._wire.update(f"DROP SILENT GRAPH <{MERGED}>")
        else:
            for name in {*leaving, *(set(new) & set(before))}:
                self._take_out(name)
        for name in [*(n for n in leaving if n not in new), INFERENCES]:
            self._wire.update(f"DROP SILENT GRAPH <{name}>")
        for name, content in new.items():
            if name in kept:  # it gains statements
                content.extend(self._read(name))
            self._wire.put(name, content)
            self._wire.update(of_stores("join-merge.ru", {"graph": [ox.NamedNode(name)]}))
        self._list({*kept, *new})

    def derive(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Put a derived graph in place of the one of that name; it joins no default graph."""
        self._wire.put(graph, list(quads))
        self._list({*self.graphs(), graph})

    def _take_out(self, name: str) -> None:
        """Remove from the merge what a graph states and no other graph of ours does."""
        others = [n for n in self.graphs() if n != name and n not in DERIVED]
        terms = {"graph": [ox.NamedNode(name)]}
        if others:
            terms["other"] = [ox.NamedNode(each) for each in others]
        self._wire.update(of_stores("leave-merge.ru", terms))

    def _list(self, names: Collection[str]) -> None:
        merged, part = ox.NamedNode(MERGED), ox.NamedNode(_PART)
        listed = [ox.Quad(merged, part, ox.NamedNode(name)) for name in sorted(names)]
        now = ox.Literal(datetime.now(UTC).isoformat())
        self._wire.put(STATE, [*listed, ox.Quad(merged, ox.NamedNode(_MODIFIED), now)])

    def graphs(self) -> tuple[str, ...]:
        """Return the names of the graphs that are ours, derived ones among them, in order."""
        rows = self._ask(of_stores("graphs-of-ours.rq"))
        return tuple(sorted(row["graph"] for row in rows.dicts()))

    def _read(self, name: str) -> list[ox.Quad]:
        content = self._wire.get(name)
        if content is None:
            sparql = of_stores("in-graph.rq", {"graph": [ox.NamedNode(name)]})
            content, headers = self._wire.query(sparql, "construct")
            _require_whole(headers)
        return list(ox.parse(content, format=_TURTLE, rename_blank_nodes=True))

    def _ask(self, sparql: str) -> Rows:
        """Ask the server's own dataset."""
        content, headers = self._wire.query(sparql, "select")
        _require_whole(headers)
        result = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
        return selected(result)

    def _named(self, sparql: str) -> tuple[str, ...]:
        """Return the named graphs of the dataset that a query is asked of."""
        plain = _NOISE.sub(" ", sparql)
        if not _GRAPH.search(plain):
            return ()
        named = tuple(dict.fromkeys(_NAMED.findall(sparql)))
        ours = self.graphs()
        if asks_for_inferences(sparql) and INFERENCES not in ours:
            raise without_inferences(self.remote.query)
        return ours if re.search(r"graph\s*[?$]", plain, re.IGNORECASE) else named

    @cached_property
    def numbers_for_booleans(self) -> bool:
        """Whether the server answers 1 where it should answer true."""
        value = self._ask(of_stores("truth.rq")).rows[0][0]
        return not isinstance(value, ox.Literal) or value.value != "true"


def _form(sparql: str) -> str:
    match = _FORM.search(_NOISE.sub(" ", sparql))
    return match[1].lower() if match else "select"


def _require_whole(headers: HTTPMessage) -> None:
    """Raise QueryError if the server says that it has cut the answer, as Virtuoso does."""
    for name in ("X-SPARQL-MaxRows", "X-SQL-State"):
        if headers.get(name):
            raise QueryError(
                f"The server cut its answer short ({name}: {headers[name]}); "
                "raise its limit (of Virtuoso: ResultSetMaxRows and MaxQueryExecutionTime)."
            )
