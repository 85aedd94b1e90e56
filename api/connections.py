"""Connections: how many there may be, and how long each may take to send and to read.

uvicorn bounds neither: its timeout ends with the first byte of a request, and a connection that
says nothing at all stays open for good.
"""

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from time import monotonic
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from .clients import Network, party, trusts
from .problems import MEDIA_TYPE, Problem

_LOG = logging.getLogger("ofmkg.api")
_LITTLE = 1 << 14  # bytes that may lie ready for a client; asyncio writes on below that
_SLOWEST = 4_000  # bytes per second that a client has to read of a long answer

_FULL = Problem(
    503,
    "busy",
    "Too many connections",
    "The service has as many connections as it may have. Try again soon.",
    {"Retry-After": "5"},
)
_CLIENT_FULL = Problem(
    429,
    "too-many-connections",
    "Too many connections",
    "This address has as many connections at work as it may have: wait for one to end.",
    {"Retry-After": "1"},
)
_LATE = Problem(
    408,
    "request-timeout",
    "The request took too long to arrive",
    "The request was not there in time; send it again.",
)


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """How many connections there may be in all and of one client, and times in seconds.

    `headers` and then `body` have to arrive in time, and what is sent has to be read in `sending`,
    or a longer answer as fast as the slowest line there is. `proxies` stand for many clients.
    """

    most: int = 512
    per_client: int = 64
    headers: float = 10.0
    body: float = 30.0
    sending: float = 60.0
    proxies: tuple[Network, ...] = ()


class Connections:
    """The connections that are open, with the oldest of each client first."""

    def __init__(self, limits: ConnectionLimits) -> None:
        """Take the limits."""
        self.limits = limits
        self._count = 0
        self._clients: dict[str, dict[Connection, None]] = {}

    def __len__(self) -> int:
        """Return how many there are."""
        return self._count

    def enter(self, new: "Connection") -> Problem | None:
        """Count a new connection, and return why it may not stay, if it may not.

        A client that has as many as it may have loses the oldest at which nothing is going on.
        """
        theirs = self._clients.setdefault(new.party, {})
        theirs[new] = None
        self._count += 1
        if self._count > self.limits.most:
            return _FULL
        if len(theirs) <= self.limits.per_client or trusts(self.limits.proxies, new.host):
            return None
        idle = next((each for each in theirs if each is not new and each.idle), None)
        if idle is None:
            return _CLIENT_FULL
        _LOG.warning("An idle connection of a client with too many was closed for another.")
        idle.transport.abort()
        return None

    def leave(self, gone: "Connection") -> None:
        """Count a connection no longer."""
        theirs = self._clients.get(gone.party, {})
        if gone in theirs:
            del theirs[gone]
            self._count -= 1
            if not theirs:
                del self._clients[gone.party]

    def protocol(self) -> "type[Connection]":
        """Return the protocol that uvicorn speaks on these connections."""
        return type("Connection", (Connection,), {"every": self})

    def look(self) -> None:
        """Close the connections that have taken too long."""
        now = monotonic()
        for each in self._all():
            each.look(now)

    def abort(self) -> None:
        """Close all connections, whatever goes on at them."""
        for each in self._all():
            each.transport.abort()

    def _all(self) -> Iterable["Connection"]:
        return [each for theirs in self._clients.values() for each in theirs]


class Connection(H11Protocol):
    """One connection, which is closed when it takes too long."""

    every: Connections
    host = party = ""
    _since = 0.0  # since when a request is waited for
    _full: tuple[float, int] | None = None  # since when how much lies ready and is not read

    @property
    def idle(self) -> bool:
        """Whether no request is being answered and nothing lies ready to be read."""
        answered = self.cycle is None or self.cycle.response_complete
        return answered and not self.transport.is_closing() and not self._unread

    @property
    def _unread(self) -> int:
        return self.transport.get_write_buffer_size()

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - as uvicorn has it
        """Take a new connection, or refuse it."""
        super().connection_made(transport)
        self._since = monotonic()
        self.host = self.client[0] if self.client else ""
        self.party = party(self.host)
        refusal = self.every.enter(self)
        if refusal is not None:
            _LOG.warning("A connection was refused. %s", refusal.detail)
            self._refuse(refusal)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget a connection that has ended."""
        super().connection_lost(exc)
        self.every.leave(self)

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        self._since = monotonic()
        super().on_response_complete()

    def look(self, now: float) -> None:
        """Close the connection if sending a request or reading an answer takes too long."""
        limits = self.every.limits
        if self._unread > (0 if self.transport.is_closing() else _LITTLE):
            self._full = self._full or (now, self._unread)
            since, size = self._full
            if now - since > limits.sending + size / _SLOWEST:
                _LOG.warning("A connection was closed whose client did not read.")
                self.transport.abort()
            return
        self._full = None
        waited = now - self._since
        if self.conn.their_state is h11.IDLE and self.idle and waited > limits.headers:
            self._refuse(_LATE)
        # A second more, so that whoever reads the body can say that it is late.
        late = waited > limits.headers + limits.body + 1
        if self.conn.their_state is h11.SEND_BODY and late:
            self.transport.abort()

    def _refuse(self, problem: Problem) -> None:
        self.transport.write(_written(problem))
        self.transport.close()


def _written(problem: Problem) -> bytes:
    """Return a problem as it is sent where there is no request to answer."""
    body = json.dumps(problem.body()).encode()
    headers = {
        "Content-Type": MEDIA_TYPE,
        "Content-Length": str(len(body)),
        "Connection": "close",
        **problem.headers,
    }
    status = f"HTTP/1.1 {problem.status} {HTTPStatus(problem.status).phrase}\r\n"
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return (status + lines + "\r\n").encode() + body
