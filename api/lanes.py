"""Lanes: few threads that compute answers for many clients in turn, each within its limits.

What takes long never runs where health, files and kept answers are served. Clients take turns, so
that one who asks for much waits for itself; a lane that has too much to do says so at once.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import anyio

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LaneLimits:
    """How much a lane takes on: `threads` that work, of which one client gets at most half.

    `queue` requests may wait, each for `patience` seconds; `per_client` of one client may wait or
    be worked on.
    """

    threads: int = 2
    queue: int = 64
    per_client: int = 16
    patience: float = 20.0


class CrowdedError(Exception):
    """The lane has too much to do."""


class ClientCrowdedError(Exception):
    """The client has as much in the lane as it may have."""


class Lane:
    """Works for clients in turn, as an object of one event loop."""

    def __init__(self, limits: LaneLimits) -> None:
        """Take the limits; threads are started when they are needed."""
        self.limits = limits
        self._threads = anyio.CapacityLimiter(limits.threads)
        self._most = max(1, limits.threads // 2)  # of one client
        self._running: Counter[str] = Counter()
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}  # whose turn is next, first

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(map(len, self._waiting.values()))

    async def run(self, client: str, work: Callable[[], T]) -> T:
        """Return what `work` returns in a thread, when it is the client's turn.

        Whoever is cancelled while it waits leaves the queue; work that has begun is done to its
        end, and takes its place until then. Raises CrowdedError, ClientCrowdedError, and what
        `work` raises.
        """
        await self._turn(client)
        running = asyncio.ensure_future(anyio.to_thread.run_sync(work, limiter=self._threads))
        running.add_done_callback(lambda done: self._end(client, done))
        return await asyncio.shield(running)

    async def _turn(self, client: str) -> None:
        theirs = self._running[client] + len(self._waiting.get(client, ()))
        if theirs >= self.limits.per_client:
            raise ClientCrowdedError(f"{theirs} answers for this client are being computed.")
        turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(client, deque()).append(turn)
        self._next()
        if not turn.done() and self.waiting > self.limits.queue:
            self._withdraw(client, turn)
            raise CrowdedError(f"{self.waiting} requests wait already.")
        try:
            async with asyncio.timeout(self.limits.patience):
                await turn
        except TimeoutError:
            self._withdraw(client, turn)
            raise CrowdedError(f"It was not its turn for {self.limits.patience:g} s.") from None
        except BaseException:
            self._withdraw(client, turn)
            raise

    def _next(self) -> None:
        """Give those their turn who may have it."""
        while self._running.total() < self.limits.threads:
            client = next((c for c in self._waiting if self._running[c] < self._most), None)
            if client is None:
                return
            theirs = self._waiting.pop(client)
            turn = theirs.popleft()
            if theirs:
                self._waiting[client] = theirs  # behind all others
            if not turn.cancelled():  # by a client that has not got round to leaving the queue
                self._running[client] += 1
                turn.set_result(None)

    def _withdraw(self, client: str, turn: "asyncio.Future[None]") -> None:
        """Take somebody out who waits no longer, whether or not its turn has come."""
        theirs = self._waiting.get(client, deque())
        if turn in theirs:
            theirs.remove(turn)
            if not theirs:
                del self._waiting[client]
        elif not turn.cancelled():
            self._leave(client)

    def _end(self, client: str, done: "asyncio.Future[T]") -> None:
        if not done.cancelled():
            done.exception()  # whoever asked may be gone, and nobody else misses it
        self._leave(client)

    def _leave(self, client: str) -> None:
        self._running[client] -= 1
        self._running += Counter()  # forgets those at zero
        self._next()
