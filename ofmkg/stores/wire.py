"""Requests to a SPARQL server: queries and updates, and whole graphs where it takes them."""

import math
from collections.abc import Sequence
from http.client import HTTPMessage
from typing import TYPE_CHECKING, NoReturn

import pyoxigraph as ox

from ofmkg.errors import OfmkgError, QueryError, UnreadableError, UsageError
from ofmkg.stores.settings import Remote

if TYPE_CHECKING:
    import httpx2
    from SPARQLWrapper import SPARQLWrapper

_TURTLE = "text/turtle"  # some servers know no other
_CHUNK = 1_000  # statements of one INSERT DATA; some servers compile each of them
_BODY = 5_000  # statements of one request that carries a graph; Virtuoso hangs on very large ones
_NEEDED = "pip install 'ofmkg[remote]'"


class Wire:
    """A connection to one server."""

    def __init__(self, remote: Remote) -> None:
        """Remember where it is and who asks."""
        self._remote = remote

    def query(
        self,
        sparql: str,
        form: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> tuple[bytes, HTTPMessage]:
        """Return an answer (SPARQL JSON, or Turtle for a graph) with its headers.

        `form` is select, ask, construct or describe. Raises QueryError.
        """
        asked = self._wrapper()
        for graph in default_graphs:
            asked.addParameter("default-graph-uri", graph)
        for graph in named_graphs:
            asked.addParameter("named-graph-uri", graph)
        asked.setReturnFormat("turtle" if form in ("construct", "describe") else "json")
        asked.setQuery(sparql)
        asked.queryType = form.upper()
        return self._sent(asked, QueryError, self._remote.query)

    def update(self, sparql: str) -> None:
        """Send an update. Raises UsageError without an address for it, UnreadableError."""
        if self._remote.update is None:
            raise UsageError(
                f"{self._remote.query} is read here; to write to it set OFMKG_STORE_UPDATE to the "
                "address for updates (see docs/stores.md)."
            )
        asked = self._wrapper()
        asked.setQuery(sparql)
        asked.queryType = "INSERT"
        self._sent(asked, UnreadableError, self._remote.update)

    def put(self, graph: str, quads: Sequence[ox.Quad]) -> None:
        """Put statements in place of what stands in a graph. Raises as `update` does."""
        triples = [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
        if self._remote.graphs is None:
            self._insert(graph, triples)
            return
        first, *others = _chunks(triples, _BODY) or [[]]
        for method, chunk in (("PUT", first), *(("POST", each) for each in others)):
            content = ox.serialize(chunk, format=ox.RdfFormat.N_TRIPLES) or b""
            self._graphs(method, graph, {"Content-Type": _TURTLE}, content)  # a part of Turtle

    def get(self, graph: str) -> bytes | None:
        """Return a graph as Turtle; None where the server has no address for graphs."""
        if self._remote.graphs is None:
            return None
        return self._graphs("GET", graph, {"Accept": _TURTLE}, b"")

    def _insert(self, graph: str, triples: Sequence[ox.Triple]) -> None:
        self.update(f"DROP SILENT GRAPH <{graph}>")
        for chunk in _chunks(triples, _CHUNK):
            lines = (ox.serialize(chunk, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
            self.update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{lines}}} }}")

    def _graphs(self, method: str, graph: str, headers: dict[str, str], content: bytes) -> bytes:
        try:
            import httpx2
        except ImportError:
            raise UsageError(f"Servers need more than is installed: {_NEEDED}") from None
        address = self._remote.graphs or ""
        try:
            answer = httpx2.request(
                method,
                address,
                params={"graph": graph},
                headers=headers,
                content=None if method == "GET" else content,
                auth=self._auth(),
                timeout=self._remote.timeout,
            )
        except httpx2.HTTPError as error:
            raise UnreadableError(f"{address}: does not answer ({error}).") from error
        if answer.status_code == 404 and method == "GET":
            return b""
        if answer.is_error:
            raise UnreadableError(
                f"{address}: refuses the graph {graph} ({answer.status_code}: "
                f"{_short(answer.text)})."
            )
        return answer.content

    def _auth(self) -> "httpx2.Auth | None":
        import httpx2

        if self._remote.user is None:
            return None
        kind = httpx2.DigestAuth if self._remote.auth == "digest" else httpx2.BasicAuth
        return kind(self._remote.user, self._remote.password or "")

    def _wrapper(self) -> "SPARQLWrapper":
        try:
            from SPARQLWrapper import BASIC, DIGEST, POST, SPARQLWrapper
        except ImportError:
            raise UsageError(f"Servers need more than is installed: {_NEEDED}") from None
        asked = SPARQLWrapper(self._remote.query, updateEndpoint=self._remote.update)
        asked.setMethod(POST)
        asked.setOnlyConneg(True)
        asked.setTimeout(math.ceil(self._remote.timeout))
        if self._remote.user is not None:
            asked.setHTTPAuth(DIGEST if self._remote.auth == "digest" else BASIC)
            asked.setCredentials(self._remote.user, self._remote.password or "")
        return asked

    def _sent(
        self, asked: "SPARQLWrapper", kind: type[OfmkgError], address: str
    ) -> tuple[bytes, HTTPMessage]:
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

        try:
            response = asked.query().response
            return response.read(), response.headers
        except SPARQLWrapperException as error:
            _refused(kind, address, error)
        except OSError as error:  # no connection, a time limit, a refusal of another kind
            reason = getattr(error, "reason", None) or error
            raise kind(f"{address}: does not answer ({_short(str(reason))}).") from error


def _refused(kind: type[OfmkgError], address: str, error: Exception) -> NoReturn:
    said = getattr(error, "args", ("",))[0]
    text = said.partition("Response:")[2] or said
    if text.strip().startswith("b'") or text.strip().startswith('b"'):
        text = text.strip()[2:-1].encode().decode("unicode_escape", "replace")
    raise kind(f"{address}: refuses this ({_short(text)}).") from error


def _chunks(triples: Sequence[ox.Triple], size: int) -> list[list[ox.Triple]]:
    """Return statements in chunks; what blank nodes hold together comes together, and first."""
    together = [t for t in triples if _blank(t)]
    apart = [t for t in triples if not _blank(t)]
    parts = [together, *(apart[i : i + size] for i in range(0, len(apart), size))]
    return [part for part in parts if part]


def _blank(triple: ox.Triple) -> bool:
    return isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 200 else f"{line[:200]} ..."
