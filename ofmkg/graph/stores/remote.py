"""The store on a SPARQL server that somebody runs: SPARQL 1.1 Protocol and Graph Store Protocol.

Servers differ in what their default graph is, so none is relied on. Each stated graph stands on the
server under its name; their merge stands in the graph `MERGED`, and queries are asked of a dataset
with that as default graph, which the protocol lets a client say. The graph `STATE` lists which
graphs are ours, for others may use the server too, and when they were last changed. Another ofmkg
that is served knows the merge by its name, and lists its graphs in the description of its service.

A server promises no more than it promises: requests that make up one change are sent one after the
other: the list of graphs gains the new ones, then comes their content, then the merge, and last the
list loses those that left.
"""

import contextlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

import pyoxigraph as ox

from ofmkg.errors import QueryError, UnreadableError
from ofmkg.graph.library import of_stores
from ofmkg.graph.once import Once
from ofmkg.graph.stores import local, looks, values
from ofmkg.graph.stores.base import (
    DERIVED,
    FOLLOWING,
    Follow,
    Result,
    Rows,
    asked_for,
    graph_of,
    nothing,
    selected,
    without,
)
from ofmkg.graph.stores.exchange import short
from ofmkg.graph.stores.layout import MERGED, STATE, listed
from ofmkg.graph.stores.service import Service, told_by
from ofmkg.graph.stores.settings import Remote, remote, shown
from ofmkg.graph.stores.wire import Wire
from ofmkg.graph.terms import BASE

_TURTLE = ox.RdfFormat.TURTLE
_TABLE = ox.QueryResultsFormat.JSON
# What is wrong with an answer that is not of the form that it must have.
_STRANGE = (SyntaxError, ValueError, LookupError, TypeError, AttributeError, RecursionError)


class RemoteStore:
    """A store behind HTTP."""

    def __init__(self, remote: Remote) -> None:
        """Reach a server; nothing is asked yet."""
        self.remote = remote
        self._wire = Wire(remote)
        self._numbers_for_booleans = Once(self._writes_numbers)

    def __reduce__(self) -> tuple[object, ...]:
        """Let a store be pickled as its address; secrets are read from the environment again."""
        return _again, (self.remote.query,)

    def run(self, sparql: str) -> Result:
        """Answer any query with the kind of result that the engine on this machine gives.

        Raises QueryError if the server refuses it, does not answer, or cuts its answer short.
        """
        beside = looks.beside(sparql)
        named = self._named(sparql, beside)
        form = looks.form(sparql)
        content, headers = self._wire.query(sparql, form, (MERGED, *beside), named)
        _require_whole(headers)
        with self._told():
            if form in ("construct", "describe"):
                triples = ox.parse(content, format=_TURTLE)
                return local.as_result(ox.Quad(*each.triple) for each in triples)
            if form == "ask":
                found = ox.parse_query_results(values.as_boolean(content), format=_TABLE)
                if not isinstance(found, ox.QueryBoolean):
                    raise ValueError("it is a table")
                return found
        standard = self.numbers_for_booleans
        with self._told():
            if standard:
                content = values.as_standard(content, sparql)
            _rows(content)  # all of it, for it is read only when it is used
            return ox.parse_query_results(content, format=_TABLE)

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
        with self._told():
            rows = self._ask(of_stores("counts-of-ours.rq"))
            if not rows.rows and self._service():
                rows = self._ask(of_stores("counts-of-all.rq"))
            return dict(sorted((row["graph"], int(row["n"])) for row in rows.dicts()))

    def mark(self) -> str | None:
        """Return what changes whenever something is changed through ofmkg (None: it never was)."""
        with self._told():
            rows = self._ask(of_stores("last-change.rq")).dicts()
            if rows:
                return rows[0]["when"]
        found = self._service()
        return found.version if found else None

    def count_in(self, graph: str) -> int:
        """Return how many statements a request sees that chooses this graph as default graph."""
        content, _ = self._wire.query(of_stores("count.rq"), "select", (graph,))
        with self._told():
            return int(_rows(content).dicts()[0]["n"])

    def trial(self) -> bool:
        """Write a graph, look whether it is there, remove it, and look whether it is gone."""
        node = ox.NamedNode(f"{BASE}graph/trial")
        self._wire.put(node.value, [ox.Quad(node, node, ox.Literal("true"))])
        written = self.count_in(node.value)
        self._wire.update(f"DROP SILENT GRAPH {node}")
        return written == 1 and self.count_in(node.value) == 0

    def replace(
        self,
        quads: Iterable[ox.Quad],
        graphs: Collection[str] | None,
        follow: Follow = nothing,
    ) -> None:
        """Put quads of named graphs in place of all that stands in `graphs` (None: in ours).

        With what `follow` makes of the whole. Graphs of others are not touched. Raises
        UnreadableError if the server refuses, or if others have a graph of a name that is to come.
        """
        self._wire.for_updates()
        before = self.graphs()
        leaving = [name for name in before if graphs is None or name in graphs]
        new: dict[str, list[ox.Quad]] = {}
        for quad in quads:
            new.setdefault(graph_of(quad), []).append(quad)
        self._require_ours(set(new) - set(before))
        kept = [n for n in before if n not in leaving and n not in FOLLOWING]
        self._list({*before, *new})  # before they come: what comes half is known as ours
        if graphs is None:
            self._wire.update(f"DROP SILENT GRAPH <{MERGED}>")
        else:
            for name in {*leaving, *(set(new) & set(before))}:
                self._take_out(name)
        for name in [*(n for n in leaving if n not in new), *FOLLOWING]:
            self._wire.update(f"DROP SILENT GRAPH <{name}>")
        for name, content in new.items():
            if name in kept:  # it gains statements
                content.extend(self._read(name))
            self._wire.put(name, content)
            self._wire.update(of_stores("join-merge.ru", {"graph": [ox.NamedNode(name)]}))
        self._list({*kept, *new})
        made = {name: list(derived) for name, derived in follow(self.quads()).items()}
        for name, derived in made.items():
            if derived:
                self._wire.put(name, derived)
            else:
                self._wire.update(f"DROP SILENT GRAPH <{name}>")
        if made:
            self._list({*kept, *new, *(name for name in made if made[name])})

    def _take_out(self, name: str) -> None:
        """Remove from the merge what a graph states and no other graph of ours does."""
        others = [n for n in self.graphs() if n != name and n not in DERIVED]
        terms = {"graph": [ox.NamedNode(name)]}
        if others:
            terms["other"] = [ox.NamedNode(each) for each in others]
        self._wire.update(of_stores("leave-merge.ru", terms))

    def _list(self, names: Collection[str]) -> None:
        self._wire.put(STATE, listed(names, datetime.now(UTC).isoformat()))

    def graphs(self) -> tuple[str, ...]:
        """Return the names of the graphs that are ours, derived ones among them, in order."""
        with self._told():
            rows = self._ask(of_stores("graphs-of-ours.rq"))
            listed = tuple(sorted(ox.NamedNode(row["graph"]).value for row in rows.dicts()))
        if listed:
            return listed
        found = self._service()
        return found.graphs if found else ()

    def _service(self) -> Service | None:
        """Return what the server says of itself, if it is another ofmkg that is served."""
        content = self._wire.description()
        return None if content is None else told_by(content)

    def _read(self, name: str) -> list[ox.Quad]:
        content = self._wire.get(name)
        if content is None:
            sparql = of_stores("in-graph.rq", {"graph": [ox.NamedNode(name)]})
            content, headers = self._wire.query(sparql, "construct")
            _require_whole(headers)
        with self._told():
            return list(ox.parse(content, format=_TURTLE, rename_blank_nodes=True))

    def _ask(self, sparql: str) -> Rows:
        """Ask the server's own dataset."""
        content, headers = self._wire.query(sparql, "select")
        _require_whole(headers)
        with self._told():
            return _rows(content)

    def _named(self, sparql: str, beside: Sequence[str]) -> tuple[str, ...]:
        """Return the named graphs of the dataset that a query is asked of."""
        named = looks.named_graphs(sparql)
        if named == () and not beside:
            return ()
        ours = self.graphs()
        for name in asked_for(sparql, beside):
            if name not in ours:
                raise without(name, shown(self.remote.query))
        return ours if named is None else named

    def _require_ours(self, names: Collection[str]) -> None:
        """Raise UnreadableError if something stands in a graph that nothing tells to be ours."""
        if not {MERGED, STATE}.isdisjoint(names):
            raise UnreadableError(
                f"A graph cannot be called <{MERGED}> or <{STATE}>: what is made here is."
            )
        if not names:
            return
        terms = {"graph": [ox.NamedNode(name) for name in sorted(names)]}
        found = self._ask(of_stores("which-stand.rq", terms)).dicts()
        if found:
            raise UnreadableError(
                f"{shown(self.remote.query)}: holds <{found[0].get('graph')}> already, which was "
                "not put there through ofmkg; nothing has changed."
            )

    @property
    def numbers_for_booleans(self) -> bool:
        """Whether the server answers 1 where it should answer true."""
        return self._numbers_for_booleans()

    def _writes_numbers(self) -> bool:
        with self._told():
            value = self._ask(of_stores("truth.rq")).rows[0][0]
            return not isinstance(value, ox.Literal) or value.value != "true"

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Say in one line that an answer is not of the form that it must have."""
        try:
            yield
        except _STRANGE as error:
            lacks = isinstance(error, KeyError)
            said = f"a row has no {error.args[0]}" if lacks and error.args else str(error)
            raise QueryError(
                f"{shown(self.remote.query)}: answers no SPARQL results "
                f"({short(said) or type(error).__name__})."
            ) from error


def _rows(content: bytes) -> Rows:
    found = ox.parse_query_results(content, format=_TABLE)
    if not isinstance(found, ox.QuerySolutions):
        raise ValueError("it is no table")
    return Rows.of(found)


def _require_whole(headers: Mapping[str, str]) -> None:
    """Raise QueryError if the server says that it has cut the answer, as Virtuoso does."""
    for name in ("X-SPARQL-MaxRows", "X-SQL-State"):
        told = headers.get(name.lower())
        if told:
            raise QueryError(
                f"The server cut its answer short ({name}: {short(told)}); "
                "raise its limit (of Virtuoso: ResultSetMaxRows and MaxQueryExecutionTime)."
            )


def _again(address: str) -> RemoteStore:
    return RemoteStore(remote(address))
