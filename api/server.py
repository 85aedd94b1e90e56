"""Runs the service until it is told to stop."""

import logging
import os
import socket

import uvicorn

from ofmkg.errors import UsageError

from .app import create_app
from .middleware import log_to_stderr
from .settings import Settings

_LOG = logging.getLogger("ofmkg.api")
_WAITING = 2048  # connections that the system keeps waiting


def serve(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM; open requests may end within `shutdown_seconds`.

    Raises DataError if the data are not valid, UnreadableError if they cannot be read, UsageError
    if the address is not to be had.
    """
    log_to_stderr()
    app = create_app(settings)
    with _listening(settings) as listening:
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=settings.shutdown_seconds,
        )
        host, port = listening.getsockname()[:2]
        address = f"[{host}]" if ":" in host else host
        _LOG.info("Serving at http://%s:%s (stop with Ctrl+C).", address, port)
        uvicorn.Server(config).run(sockets=[listening])


def _listening(settings: Settings) -> socket.socket:
    """Return a socket that listens; connections wait until the service has started."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # Named as TCP, or asyncio lets the system hold back small answers for 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
        listening.listen(_WAITING)
    except OSError as error:
        listening.close()
        raise UsageError(
            f"Cannot listen on {settings.host}, port {settings.port}: {_reason(error)}. "
            "Choose another with --host or --port."
        ) from error
    return listening


def _reason(error: OSError) -> str:
    """Return why the system refused; the text of the error repeats the address."""
    return os.strerror(error.errno) if error.errno and error.errno > 0 else str(error.strerror)
