"""What is to be served is read, checked and prepared in a process of its own.

Whoever can write to a folder that is served can put anything there: content that swells to
gigabytes, or that takes a reasoner days. The process has limits of memory and time, and the
service goes on answering meanwhile, whatever becomes of it. It hands over plain files: statements
as N-Quads, which are read again in a fraction of the time, and never pickled objects.
"""

import asyncio
import contextlib
import json
import logging
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from cachetools import LRUCache

from ofmkg import errors
from ofmkg.errors import OfmkgError, UnreadableError
from ofmkg.graph.parsing import Document
from ofmkg.knowledge import KnowledgeGraph

from . import outcomes, preparation
from .settings import Settings
from .sparql.copies import Copy
from .state import Snapshot

_LOG = logging.getLogger("ofmkg.api")
_PATIENCE = 3  # times the processor's time it may take by the clock, which others share
_KILLED = (
    signal.SIGKILL,
    signal.SIGABRT,
    signal.SIGSEGV,
    signal.SIGBUS,
    signal.SIGILL,
    signal.SIGTRAP,
)


@dataclass(frozen=True, slots=True)
class _Intake:
    """A process at work, and the folder that it writes to."""

    process: subprocess.Popen[str]
    place: "tempfile.TemporaryDirectory[str]"
    settings: Settings
    task: str
    beside: bool


def load(settings: Settings) -> Snapshot:
    """Return what the settings name, checked and ready to be served.

    Raises DataError for data that are not valid, UnreadableError for what cannot be read within
    the limits of memory and time, and OSError where no process or file can be had. What it does is
    logged before it takes long.
    """
    return _kept(settings) or _finish(_begin(settings, beside=False))


async def loaded(settings: Settings) -> Snapshot:
    """Return the same beside other tasks; if it is cancelled, so is the process."""
    if kept := await asyncio.to_thread(_kept, settings):
        return kept
    intake = await asyncio.to_thread(_begin, settings, beside=True)
    try:
        return await asyncio.to_thread(_finish, intake)
    finally:
        intake.process.kill()


def _kept(settings: Settings) -> Snapshot | None:
    """Return what came of the same data before, if that has been kept."""
    source = outcomes.source(settings)
    if source is None:
        return None
    place = _place()
    told = outcomes.find(source, Path(place.name), settings)
    if told is None:
        place.cleanup()
        return None
    for each in told["told"]:
        _log(each)
    return _snapshot(place, told, settings)


def _place() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="ofmkg-intake-", ignore_cleanup_errors=True)


def _begin(settings: Settings, *, beside: bool) -> _Intake:
    """Start the process, which takes second place if there is a service `beside` it."""
    place = _place()
    task = {"place": place.name, "settings": settings.model_dump(mode="json"), "beside": beside}
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", preparation.__name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    return _Intake(process, place, settings, json.dumps(task), beside)


def _finish(intake: _Intake) -> Snapshot:
    process, settings = intake.process, intake.settings
    late = threading.Event()

    def expire() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(_PATIENCE * settings.load_seconds, expire)
    timer.start()
    try:
        said = list(_said(process, intake.task, quiet=intake.beside))
    finally:
        timer.cancel()
        process.kill()
        process.wait()
    last = said[-1] if said else {}
    if "error" in last:
        raise _error(last)
    if "digest" not in last:
        raise _ended(said, process.returncode, late.is_set(), settings)
    return _snapshot(intake.place, last, settings)


def _said(
    process: "subprocess.Popen[str]", task: str, *, quiet: bool = True
) -> Iterator[dict[str, Any]]:
    """Hand over a task and yield what is said until the end; the input stays open so long.

    What the process logs is logged; unless `quiet`, so is each step before it takes it.
    """
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(BrokenPipeError):  # why it has ended is told by what it said
            process.stdin.write(f"{task}\n")
            process.stdin.flush()
        for line in process.stdout:
            if not line.endswith("\n"):  # it was ended while it spoke
                return
            each = json.loads(line)
            if "log" in each:
                _log(each)
                continue
            if not quiet and each.get("doing") in preparation.STEPS:
                _LOG.info(f"{each['doing']} ...")
            yield each


def _log(said: Mapping[str, Any]) -> None:
    logging.getLogger(said["logger"]).log(said["level"], "%s", said["log"])


def _error(said: Mapping[str, Any]) -> OfmkgError:
    kind = getattr(errors, said["error"], None)
    message: str = said["message"]
    if isinstance(kind, type) and issubclass(kind, OfmkgError):
        return kind(message)
    return UnreadableError(f"The data cannot be loaded: {message}")


def _ended(
    said: list[dict[str, Any]], code: int, late: bool, settings: Settings
) -> UnreadableError:
    """Return why a process ended before it was ready."""
    doing = next((each["doing"] for each in reversed(said) if "doing" in each), "reading the data")
    if late or code == -signal.SIGXCPU:
        return UnreadableError(
            f"{doing}: takes too long, more than {settings.load_seconds:g} s; make the data "
            "smaller, or raise OFMKG_LOAD_SECONDS."
        )
    if code == preparation.NO_MEMORY or -code in _KILLED:
        return UnreadableError(
            f"{doing}: needs more memory than {settings.load_memory_mb} MB, or is nested too "
            "deeply; make the data smaller, or raise OFMKG_LOAD_MEMORY_MB."
        )
    return UnreadableError(f"{doing}: the process that does it ended with {code}.")


def _snapshot(
    folder: "tempfile.TemporaryDirectory[str]", told: Mapping[str, Any], settings: Settings
) -> Snapshot:
    """Return what has been handed over, read from its files."""
    place = Path(folder.name)
    parts = json.loads((place / preparation.PARTS).read_text(encoding="utf-8"))
    content = memoryview((place / preparation.STATED).read_bytes())
    documents, start = [], 0
    for path, graph, digest, size in parts:
        quads = _quads(content[start : start + size])
        documents.append(Document(Path(path), graph, quads, digest=digest))
        start += size
    every = tuple(documents)
    derived = place / preparation.INFERRED
    inferred = _quads(memoryview(derived.read_bytes())) if derived.is_file() else None
    copied = place / preparation.COPY
    return Snapshot(
        lambda: every,
        tuple(document.graph for document in every),
        KnowledgeGraph(every, inferred=inferred),
        told["digest"],
        datetime.now(UTC),
        LRUCache(settings.max_readings),
        copy=Copy(b"", tuple(told["graphs"]), file=copied, name=told["digest"], place=folder)
        if copied.is_file()
        else None,
    )


def _quads(content: memoryview) -> tuple[ox.Quad, ...]:
    quads = []
    for quad in ox.parse(bytes(content), format=ox.RdfFormat.N_QUADS):
        quads.append(quad)  # a loop of Python, unlike list(), lets other threads work meanwhile
    return tuple(quads)
