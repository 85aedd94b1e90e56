"""One worker process of the pool: how it is started, asked and ended."""

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import worker as child
from .tasks import StartError, WorkerDiedError

Reply = dict[str, Any]

# What a worker needs to find Python and its libraries; it shall see nothing else.
_ENVIRONMENT = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR", "TEMP")
_START = 60  # seconds until a worker must be ready
_SLOW_NICE = 15


@dataclass(eq=False)
class Worker:
    """A process that is ready to answer, with the snapshot that it has loaded.

    `thread` is the system's id of the thread that answers, `network` whether it can reach one,
    `size` the address space in use in bytes.
    """

    process: Process
    snapshot: Path
    thread: int
    network: bool
    size: int
    uses: int = 0

    @property
    def alive(self) -> bool:
        """Whether the process has not ended, as far as is known."""
        return self.process.returncode is None

    async def ask(self, task: Mapping[str, Any]) -> Reply:
        """Hand over a task and return the reply. Raises WorkerDiedError."""
        self.uses += 1
        reply = await _exchange(self.process, task)
        if reply is None:
            raise WorkerDiedError(f"worker ended with {await self.process.wait()}")
        self.size = reply.get("size", self.size)
        return reply

    def slow_down(self) -> None:
        """Give it less of the processor, for good."""
        with contextlib.suppress(OSError, AttributeError):  # it may be gone; Windows has none
            os.setpriority(os.PRIO_PROCESS, self.thread, _SLOW_NICE)

    def kill(self) -> None:
        """Kill the process."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()

    async def end(self) -> None:
        """Kill the process and wait for its end."""
        await _end(self.process)


async def start(snapshot: Path, memory_mb: int) -> Worker:
    """Start a worker and return it when it has loaded the snapshot. Raises StartError."""
    try:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", child.__file__, str(snapshot), str(memory_mb)),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
        )
    except OSError as error:
        raise StartError(str(error)) from error
    try:
        async with asyncio.timeout(_START):
            ready = await _exchange(process) or {}
        if "thread" not in ready:
            raise StartError(
                f"{ready.get('message', 'it ended at once')}; if memory is short, raise "
                "OFMKG_SPARQL_MEMORY_MB."
            )
    except TimeoutError:
        await _end(process)
        raise StartError(f"it was not ready within {_START} s") from None
    except BaseException:
        await _end(process)
        raise
    return Worker(process, snapshot, ready["thread"], ready["network"], ready["size"])


async def _end(process: Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    await process.wait()


async def _exchange(process: Process, task: Mapping[str, Any] | None = None) -> Reply | None:
    """Send a task, if there is one, and return the next reply, or None if the process ends."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        if task is not None:
            process.stdin.write(json.dumps(task).encode() + b"\n")
            await process.stdin.drain()
        line = await process.stdout.readline()
    except ConnectionError:
        return None
    reply: Reply | None = json.loads(line) if line.endswith(b"\n") else None
    return reply
