"""Runs the service until it is told to stop."""

import asyncio
import contextlib
import ctypes
import logging
import os
import signal
import socket
import sys
import threading
from types import FrameType

import uvicorn
from fastapi import FastAPI

from ofmkg.errors import UsageError

from . import logs
from .app import create_app
from .connections import ConnectionLimits, Connections
from .settings import Settings

if sys.platform != "win32":
    import resource

_LOG = logging.getLogger("ofmkg.api")
_WAITING = 2048  # connections that the system keeps waiting
_AT_ONCE = 64  # connections that are accepted before those too many are closed
_MOST_FILES = 1 << 14  # open files that we ask for
_RESERVE = 192  # open files that are not connections: data, workers, those just accepted
_FEWEST = 16  # connections, however few files may be open
_LEAVE = 0.3  # seconds in which clients are told that there will be no answer
_END = 0.5  # seconds for the rest, after which the process ends whatever is left
_ARENA_MAX, _ARENAS = -8, 2  # M_ARENA_MAX of glibc, and how many heaps threads may share
_SWITCH = 0.001  # seconds that a thread computes before another gets its turn: requests are short


def serve(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM; open requests may end within `shutdown_seconds`.

    The process ends by the signal that it got. Raises DataError if the data are not valid,
    UnreadableError if they cannot be read, UsageError if the address is not to be had.
    """
    lines = logs.to_stderr(settings.log_lines)
    _few_heaps()
    with listening(settings) as taken:  # before the data are read, which can take long
        app = create_app(settings)
        _LOG.info("Serving at %s (stop with Ctrl+C).", address(taken))
        sys.setswitchinterval(_SWITCH)
        # By these the process ends when the server has: threads that still compute do not hold it.
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_DFL)
        Server(app, settings, lines).run(sockets=[taken])


class Server(uvicorn.Server):
    """A server with limits for connections, which ends in time."""

    def __init__(self, app: FastAPI, settings: Settings, lines: logs.Lines) -> None:
        """Serve an app; `lines` is what writes the log."""
        self._app, self._lines, self._grace = app, lines, settings.shutdown_seconds
        self._connections = Connections(
            ConnectionLimits(
                max(_FEWEST, min(settings.max_connections, _open_files() - _RESERVE)),
                settings.connections_per_client,
                settings.header_seconds,
                settings.body_seconds,
                settings.send_seconds,
                settings.trusted_proxies,
            )
        )
        super().__init__(
            uvicorn.Config(
                app,
                http=self._connections.protocol(),
                ws="none",
                lifespan="on",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,  # whom to believe is a setting of ours
                backlog=_AT_ONCE,
                callback_notify=self._look,
                timeout_notify=0,
                timeout_graceful_shutdown=int(self._grace) + 2,  # we end them before
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and let more connections wait than are accepted at once."""
        await super().startup(sockets)
        for each in sockets or ():
            each.listen(_WAITING)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop, and see to it that the process ends in any case."""
        super().handle_exit(sig, frame)
        last = threading.Timer(self._grace + _LEAVE + _END, self._end, (sig,))
        last.daemon = True
        last.start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop: let requests end, tell those left that there will be no answer, and close."""
        ending = asyncio.create_task(self._end_requests())
        await super().shutdown(sockets)
        ending.cancel()
        self._lines.tell()

    async def _end_requests(self) -> None:
        await asyncio.sleep(self._grace)
        self._app.state.stopping.begin()
        await asyncio.sleep(_LEAVE)
        self._connections.abort()

    async def _look(self) -> None:
        self._connections.look()
        self._lines.tell()

    def _end(self, sig: int) -> None:
        if self._app.state.pool:
            self._app.state.pool.kill()
        os._exit(128 + sig)


def _few_heaps() -> None:
    """Let threads share few heaps where the system has glibc.

    With one for each, what a thread gives back is of use to no other, and memory grows for long.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_ARENA_MAX, _ARENAS)


def _open_files() -> int:
    """Return how many files may be open, after asking the system for more."""
    if sys.platform == "win32":
        return sys.maxsize
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return sys.maxsize
    wanted = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
    if wanted > soft:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            return wanted
    return int(soft)


def address(taken: socket.socket) -> str:
    """Return the address at which a socket listens."""
    host, port = taken.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def listening(settings: Settings) -> socket.socket:
    """Return a socket that listens; connections wait until the service has started.

    Raises UsageError if the address is not to be had.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # Named as TCP, or asyncio lets the system hold back small answers for 40 ms.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((settings.host, settings.port))
        made.listen(_WAITING)
    except OSError as error:
        made.close()
        raise UsageError(
            f"Cannot listen on {settings.host}, port {settings.port}: {_reason(error)}. "
            "Choose another with --host or --port."
        ) from error
    return made


def _reason(error: OSError) -> str:
    """Return why the system refused; the text of the error repeats the address."""
    return os.strerror(error.errno) if error.errno and error.errno > 0 else str(error.strerror)
