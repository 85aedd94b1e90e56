"""A pool of processes that answer strangers' SPARQL, each of which can be killed.

An engine that cannot cancel a query has to be left alone with it in a process of its own. The pool
libraries there are were tried for that and do not fit: pebble, the only one with a deadline per
task, is LGPL; loky and concurrent.futures kill all workers or none; anyio.to_process kills one, but
hides which, so that none can be kept warm or be given less of the processor; and all of them
unpickle what a worker sends, which is not for processes that strangers write programs for. So the
workers are plain subprocesses of asyncio that speak JSON (`ofmkg.api.sparql.worker`).

Two lanes keep honest queries quick beside hostile ones. Every query starts in the quick lane,
which it may hold for a short slice. What takes longer moves on to the slow lane: its worker goes
on, with less of the processor, and a warm one takes its place in the quick lane. If the slow lane
is full the worker is killed and the query starts again once there is room, within its deadline.
"""

import asyncio
import contextlib
import logging
import shutil
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any, cast

from .beginning import Beginning
from .copies import Copy
from .processes import Reply, Worker, start
from .tasks import (
    Answer,
    BusyError,
    ClientBusyError,
    DeadlineError,
    PoolLimits,
    Query,
    StartError,
    answer_of,
)

_LOG = logging.getLogger("ofmkg.api")
_SPARE = 1  # warm workers beyond those that the quick lane may hold
_USES = 1_000  # queries after which a worker makes room for a fresh one
_SPOOL = 10  # longest answers that may lie on disk while slow readers take them
_RETRY = 1.0  # seconds after which to try again to start a worker


class Pool:
    """Answers queries over a snapshot of the data, as an object of one event loop."""

    def __init__(self, limits: PoolLimits | None = None) -> None:
        """Take the limits; nothing runs before `start`."""
        self.limits = limits or PoolLimits()
        self._quick = asyncio.Semaphore(self.limits.workers)
        self._slow = asyncio.Semaphore(self.limits.slow_workers)
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._starting: set[asyncio.Task[None]] = set()
        self._ending: set[asyncio.Task[None]] = set()
        self._alive: set[Worker] = set()
        self._busy = 0  # workers in the quick lane
        self._waiting = 0
        self._spooled = 0
        self._clients: Counter[str] = Counter()
        self._numbers = count()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._snapshot: Path | None = None
        self.graphs: tuple[str, ...] = ()  # the named graphs that queries see
        self.beginning = Beginning(self.limits.deadline)

    @property
    def digest(self) -> str:
        """That of the data that queries see now; empty if the pool is not running."""
        return self._snapshot.stem if self._snapshot else ""

    async def start(self, snapshot: Copy) -> None:
        """Start the workers over a copy of the data and return when they are ready.

        Raises StartError.
        """
        self._folder = tempfile.TemporaryDirectory(prefix="ofmkg-sparql-")
        try:
            await self.replace(snapshot)
        except BaseException:
            await self.stop()
            raise

    async def replace(self, snapshot: Copy) -> None:
        """Take other data; what runs goes on with the data it began with. Raises StartError."""
        if self._folder is None:
            raise StartError("The pool is not running; start it first.")
        written = Path(self._folder.name) / f"{snapshot.digest}.nq"
        path, old = snapshot.folder or written, self._snapshot
        if path == old:
            return
        if path == written:
            try:
                await asyncio.to_thread(snapshot.write, path)
            except OSError as error:
                raise StartError(f"the copy cannot be written ({error.strerror})") from error
        fresh = await asyncio.gather(
            *(self._started(path) for _ in range(self.limits.workers)), return_exceptions=True
        )
        ready = [each for each in fresh if isinstance(each, Worker)]
        if failed := [each for each in fresh if isinstance(each, BaseException)]:
            for each in ready:
                self._end(each)
            written.unlink(missing_ok=True)
            raise failed[0]
        self._snapshot, self.graphs = path, snapshot.graphs
        while not self._idle.empty():
            self._end(self._idle.get_nowait())
        for each in ready:
            self._idle.put_nowait(each)
        self._replenish()
        if old is not None and old.parent == written.parent:
            old.unlink(missing_ok=True)

    async def stop(self) -> None:
        """End all workers and remove all files."""
        self._snapshot = None
        starting = list(self._starting)
        for task in starting:
            task.cancel()
        await asyncio.gather(*starting, return_exceptions=True)
        while not self._idle.empty():
            self._idle.get_nowait()
        for each in list(self._alive):
            self._end(each)
        await asyncio.gather(*self._ending, return_exceptions=True)
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def kill(self) -> None:
        """Kill all workers and delete what they have written, where there is no time to wait."""
        for each in list(self._alive):
            each.kill()
        if self._folder is not None:
            shutil.rmtree(self._folder.name, ignore_errors=True)

    def state(self) -> dict[str, int]:
        """Return how many workers live and idle, and how many queries wait and run."""
        return {
            "workers": len(self._alive),
            "idle": self._idle.qsize(),
            "waiting": self._waiting,
            "queries": self._clients.total(),
        }

    @contextlib.asynccontextmanager
    async def run(self, query: Query, client: str = "") -> AsyncIterator[Answer]:
        """Answer a query and hand out the whole result, which is gone afterwards.

        Leaving early, as when the task is cancelled, kills the worker. Raises PoolError.
        """
        with self._admitted(client) as folder:
            path = folder / f"{next(self._numbers)}.result"
            try:
                async with asyncio.timeout(self.limits.deadline):
                    reply = await self._answer(query.task(path, self.limits))
                answer = answer_of(reply, path)
            except TimeoutError:
                raise DeadlineError(f"took longer than {self.limits.deadline:g} s") from None
            finally:
                path.unlink(missing_ok=True)
            with answer.file:
                self._spooled += answer.size
                try:
                    yield answer
                finally:
                    self._spooled -= answer.size

    @contextlib.contextmanager
    def _admitted(self, client: str) -> Iterator[Path]:
        if self._folder is None or self._snapshot is None:
            raise BusyError("The pool is not running.")
        if self._clients[client] >= self.limits.per_client:
            raise ClientBusyError(f"{self._clients[client]} queries of this client are open.")
        if self._waiting >= self.limits.queue and self._quick.locked():
            raise BusyError(f"{self._waiting} queries wait already.")
        if self._spooled >= _SPOOL * self.limits.max_bytes:
            raise BusyError("Too many answers have not been taken yet.")
        self._clients[client] += 1
        try:
            yield Path(self._folder.name)
        finally:
            self._clients[client] -= 1
            if not self._clients[client]:
                del self._clients[client]

    @contextlib.asynccontextmanager
    async def _lane(self, lane: asyncio.Semaphore) -> AsyncIterator[None]:
        self._waiting += 1
        try:
            await lane.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            lane.release()

    async def _answer(self, task: Mapping[str, Any]) -> Reply:
        async with self._lane(self._quick):
            worker = await self._fetch()
            self._busy += 1
            reply = asyncio.create_task(worker.ask(task))
            goes_on = False
            try:
                await asyncio.wait({reply}, timeout=self.limits.slice)
                answered = reply.done()
                if not answered and not self._slow.locked():
                    goes_on = await self._slow.acquire()  # at once, as it is not locked
            finally:
                self._busy -= 1
                if not goes_on:
                    self._put_back(worker, reply)
                self._replenish()
        if answered:
            return reply.result()
        if goes_on:
            try:
                return await self._slowly(worker, reply)
            finally:
                self._slow.release()
        async with self._lane(self._slow):
            worker = await self._fetch()
            self._replenish()
            return await self._slowly(worker, asyncio.create_task(worker.ask(task)))

    async def _slowly(self, worker: Worker, reply: asyncio.Task[Reply]) -> Reply:
        """Wait for a reply of a worker that is ended then, as it cannot get its niceness back."""
        try:
            worker.slow_down()
            return await reply
        finally:
            reply.cancel()
            self._end(worker)

    def _put_back(self, worker: Worker, reply: asyncio.Task[Reply]) -> None:
        fit = (
            reply.done()
            and not reply.cancelled()
            and reply.exception() is None
            and worker.snapshot == self._snapshot
            and worker.uses < _USES
            and worker.size < self.limits.memory_mb << 19  # half of it: room for the next query
        )
        if fit:
            self._idle.put_nowait(worker)
        else:
            reply.cancel()
            self._end(worker)

    async def _fetch(self) -> Worker:
        while not (worker := await self._idle.get()).alive:
            self._end(worker)
            self._replenish()
        return worker

    def _replenish(self) -> None:
        if self._snapshot is None:
            return
        there = self._idle.qsize() + len(self._starting) + self._busy
        for _ in range(self.limits.workers + _SPARE - there):
            task = asyncio.create_task(self._start_one())
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    async def _start_one(self) -> None:
        while (snapshot := self._snapshot) is not None:
            try:
                worker = await self._started(snapshot)
            except StartError as error:
                if snapshot != self._snapshot:
                    continue  # the data that it was to load are gone, as newer ones are served
                _LOG.error("No SPARQL worker could be started: %s", error)
                await asyncio.sleep(_RETRY)
                continue
            if snapshot == self._snapshot:
                # Not counted twice, should another be ended before this task is seen to be done.
                self._starting.discard(cast("asyncio.Task[None]", asyncio.current_task()))
                self._idle.put_nowait(worker)
                return
            self._end(worker)

    async def _started(self, snapshot: Path) -> Worker:
        worker = await start(snapshot, self.limits.memory_mb)
        self._alive.add(worker)
        return worker

    def _end(self, worker: Worker) -> None:
        self._alive.discard(worker)
        ending = asyncio.create_task(worker.end())
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)
