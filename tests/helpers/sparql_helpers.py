"""A small made-up graph behind `/sparql`, in this process or behind a server of its own."""

import contextlib
import http.client
import json
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pyoxigraph as ox
import uvicorn
from fastapi import FastAPI

from ofmkg.api import problems
from ofmkg.api.settings import Settings
from ofmkg.api.sparql import endpoint as sparql
from ofmkg.api.sparql.copies import Copy, copy
from ofmkg.api.sparql.pool import Pool
from ofmkg.api.sparql.tasks import PoolLimits

EX = "http://example.org/"
FIRST, SECOND = f"{EX}graph/first", f"{EX}graph/second"

# Two files that share one statement; `extra` stands in a named graph alone, as inferences do.
_FILES = {
    FIRST: '<{0}a> <{0}knows> <{0}b> . <{0}a> <{0}name> "A, \\"a\\""@en .',
    SECOND: "<{0}a> <{0}knows> <{0}b> . <{0}b> <{0}knows> <{0}c> .",
}
EXTRA = f"{EX}graph/extra"


def small() -> Copy:
    """Return three statements in two files, and one more in a graph that is not merged."""
    quads = []
    for name, text in _FILES.items():
        for quad in ox.parse(text.replace("{0}", EX), format=ox.RdfFormat.TURTLE):
            quads.append(ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(name)))
            quads.append(ox.Quad(quad.subject, quad.predicate, quad.object))
    quads.append(ox.Quad(node("c"), node("knows"), node("a"), ox.NamedNode(EXTRA)))
    return copy(quads)


def numbers(count: int) -> Copy:
    """Return `count` things, each with its number."""
    return copy(ox.Quad(node(f"n{i}"), node("number"), ox.Literal(i)) for i in range(count))


def node(name: str) -> ox.NamedNode:
    """Return a node of the made-up graph."""
    return ox.NamedNode(EX + name)


def app(data: Copy, limits: PoolLimits | None = None, **settings: int) -> FastAPI:
    """Return an app with nothing but `/sparql` over some data."""
    config = Settings(**settings)
    pool = Pool(limits or sparql.limits(config))

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await pool.start(data)
        yield
        await pool.stop()

    made = FastAPI(lifespan=lifespan)
    made.state.pool = pool
    made.include_router(sparql.router(pool, config))
    problems.install(made)
    return made


@dataclass
class Reply:
    """An answer as it came."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float

    @property
    def type(self) -> str:
        """The slug of a problem."""
        found: str = json.loads(self.body)["type"]
        return found.rpartition("#")[2]


@dataclass
class Server:
    """A server on loopback, and how to ask it."""

    port: int
    pool: Pool

    def ask(self, query: str, accept: str = "*/*") -> Reply:
        """Send a query as it is and return the whole answer."""
        start = time.perf_counter()
        with contextlib.closing(self.connection()) as connection:
            headers = {"Content-Type": "application/sparql-query", "Accept": accept}
            connection.request("POST", "/sparql", query.encode(), headers)
            response = connection.getresponse()
            body = response.read()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, found, body, time.perf_counter() - start)

    def connection(self) -> http.client.HTTPConnection:
        """Return a connection of one's own, which has to be closed."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def path(self, query: str) -> str:
        """Return the address that asks a query by GET."""
        return f"/sparql?query={quote(query)}"


@contextlib.contextmanager
def serving(data: Copy, limits: PoolLimits | None = None, **settings: int) -> Iterator[Server]:
    """Serve on a free port of loopback, from a thread of this process."""
    made = app(data, limits, **settings)
    server = uvicorn.Server(
        uvicorn.Config(made, port=0, log_level="warning", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        until(lambda: server.started)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield Server(port, made.state.pool)
    finally:
        server.should_exit = True
        thread.join(30)
        assert not thread.is_alive()


def until(holds: Callable[[], bool], seconds: float = 15) -> None:
    """Wait until something holds; fail if it does not within some seconds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.02)
