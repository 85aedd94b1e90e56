"""Requests to a SPARQL server: queries and updates, and whole graphs where it takes them."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import pyoxigraph as ox

from ofmkg.errors import OfmkgError, QueryError, UnreadableError, UsageError
from ofmkg.graph.stores.exchange import Answer, Exchange, Request
from ofmkg.graph.stores.settings import Remote, shown

_TURTLE = "text/turtle"  # some servers know no other
_JSON = "application/sparql-results+json"
_TABLES = (_JSON, "application/json")
_GRAPHS = (_TURTLE, "application/x-turtle", "application/turtle", "application/n-triples")
_FORM = "application/x-www-form-urlencoded"
_CHUNK = 1_000  # statements of one INSERT DATA; some servers compile each of them
_BODY = 5_000  # statements of one request that carries a graph; Virtuoso hangs on very large ones


class Wire:
    """What is said to one server."""

    def __init__(self, remote: Remote) -> None:
        """Remember where it is and who asks."""
        self._remote = remote
        self._exchange = Exchange(remote)

    def query(
        self,
        sparql: str,
        form: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> tuple[bytes, Mapping[str, str]]:
        """Return an answer (SPARQL JSON, or Turtle for a graph) with its headers.

        `form` is select, ask, construct or describe. Raises QueryError.
        """
        fields = [
            ("query", sparql),
            *(("default-graph-uri", graph) for graph in default_graphs),
            *(("named-graph-uri", graph) for graph in named_graphs),
        ]
        wanted = _GRAPHS if form in ("construct", "describe") else _TABLES
        headers = {"Content-Type": _FORM, "Accept": wanted[0]}
        address = self._remote.query
        request = Request("POST", address, headers, urlencode(fields).encode())
        answer = self._exchange.send(request, QueryError)
        _require_fine(answer, address, "this", QueryError)
        return _content(answer, wanted, address, QueryError), answer.headers

    def description(self) -> bytes | None:
        """Return what a server says of itself as Turtle, None if that is nothing."""
        address = self._remote.query
        answer = self._exchange.send(Request("GET", address, {"Accept": _TURTLE}), QueryError)
        told = answer.status == 200 and answer.media_type == _TURTLE and answer.has_end
        return answer.content if told else None

    def for_updates(self) -> str:
        """Return the address for updates. Raises UsageError without one."""
        if self._remote.update is None:
            raise UsageError(
                f"{shown(self._remote.query)} is read here; to write to it set OFMKG_STORE_UPDATE "
                "to the address for updates (see docs/stores.md)."
            )
        return self._remote.update

    def update(self, sparql: str) -> None:
        """Send an update. Raises UsageError without an address for it, UnreadableError."""
        address = self.for_updates()
        content = urlencode([("update", sparql)]).encode()
        request = Request("POST", address, {"Content-Type": _FORM}, content)
        _require_fine(
            self._exchange.send(request, UnreadableError), address, "this", UnreadableError
        )

    def put(self, graph: str, quads: Sequence[ox.Quad]) -> None:
        """Put statements in place of what stands in a graph. Raises as `update` does."""
        triples = [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
        if self._remote.graphs is None:
            self._insert(graph, triples)
            return
        first, *others = _chunks(triples, _BODY) or [[]]
        for method, chunk in (("PUT", first), *(("POST", each) for each in others)):
            content = ox.serialize(chunk, format=ox.RdfFormat.N_TRIPLES) or b""
            # N-Triples are a part of Turtle.
            self._graph(method, graph, {"Content-Type": _TURTLE}, content)

    def get(self, graph: str) -> bytes | None:
        """Return a graph as Turtle; None where the server has no address for graphs.

        Raises UnreadableError.
        """
        address = self._remote.graphs
        if address is None:
            return None
        answer = self._graph("GET", graph, {"Accept": _TURTLE})
        if answer.status == 404:
            return b""
        return _content(answer, _GRAPHS, address, UnreadableError)

    def _insert(self, graph: str, triples: Sequence[ox.Triple]) -> None:
        self.update(f"DROP SILENT GRAPH <{graph}>")
        for chunk in _chunks(triples, _CHUNK):
            lines = (ox.serialize(chunk, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
            self.update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{lines}}} }}")

    def _graph(
        self, method: str, graph: str, headers: dict[str, str], content: bytes | None = None
    ) -> Answer:
        base = self._remote.graphs or ""
        address = f"{base}{'&' if '?' in base else '?'}{urlencode([('graph', graph)])}"
        answer = self._exchange.send(Request(method, address, headers, content), UnreadableError)
        if not (answer.status == 404 and method == "GET"):
            _require_fine(answer, base, f"the graph {graph}", UnreadableError)
        return answer


def _require_fine(answer: Answer, address: str, what: str, kind: type[OfmkgError]) -> None:
    if not 200 <= answer.status < 300:
        raise kind(f"{shown(address)}: refuses {what} ({answer.reason}).")


def _content(answer: Answer, wanted: Sequence[str], address: str, kind: type[OfmkgError]) -> bytes:
    """Return what an answer holds. Raises an error of `kind` if it is not what was asked for."""
    where = shown(address)
    if answer.status != 200 or (not answer.content and wanted is not _GRAPHS):
        raise kind(f"{where}: answers nothing ({answer.status}); is it the address for this?")
    if answer.media_type not in ("", *wanted):
        raise kind(
            f"{where}: answers with {answer.media_type[:80]} in place of {wanted[0]}; is it the "
            "address for this?"
        )
    if not answer.is_utf8:
        raise kind(f"{where}: answers in another encoding than UTF-8.")
    if wanted is _GRAPHS and not answer.has_end:
        raise kind(f"{where}: does not tell where its answer ends, so that it may be cut short.")
    return answer.content


def _chunks(triples: Sequence[ox.Triple], size: int) -> list[list[ox.Triple]]:
    """Return statements in chunks; what blank nodes hold together comes together, and first."""
    together = [t for t in triples if _blank(t)]
    apart = [t for t in triples if not _blank(t)]
    parts = [together, *(apart[i : i + size] for i in range(0, len(apart), size))]
    return [part for part in parts if part]


def _blank(triple: ox.Triple) -> bool:
    return isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode)
