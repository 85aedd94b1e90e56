"""`ofmkg serve` as a process of its own, and clients that ask it, each with a deadline."""

import contextlib
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.request import urlopen

from operation_helpers import first_address

_RUN = "import sys; from ofmkg.cli.app import main; sys.exit(main())"
PATIENCE = 120.0  # seconds after which an answer counts as never coming


@dataclass(frozen=True)
class Reply:
    """An answer as it came."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float


@dataclass
class Process:
    """A running service."""

    process: subprocess.Popen[str]
    port: int
    log: list[str] = field(default_factory=list)

    def ask(self, path: str, source: str = "127.0.0.1", **headers: str) -> Reply:
        """Ask over a connection of one's own, from an address of loopback."""
        with contextlib.closing(self.connection(source)) as connection:
            return ask(connection, path, **headers)

    def connection(self, source: str = "127.0.0.1") -> HTTPConnection:
        """Return a connection that has to be closed."""
        return HTTPConnection("127.0.0.1", self.port, PATIENCE, source_address=(source, 0))

    def socket(self, source: str = "127.0.0.1") -> socket.socket:
        """Return a socket that is connected."""
        return socket.create_connection(("127.0.0.1", self.port), PATIENCE, (source, 0))

    def stop(self, seconds: float = PATIENCE) -> float:
        """Ask the process to end, and return how many seconds it took."""
        start = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(seconds)
        return time.monotonic() - start

    def memory(self) -> float:
        """Return the memory of the process in megabytes."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def ask(connection: HTTPConnection, path: str, **headers: str) -> Reply:
    """Ask over a connection and return the whole answer."""
    start = time.monotonic()
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    found = {name.lower(): value for name, value in response.getheaders()}
    return Reply(response.status, found, body, time.monotonic() - start)


@contextlib.contextmanager
def running(
    folder: Path,
    *arguments: str,
    files: int | None = None,
    before: str = "",
    **environment: str,
) -> Iterator[Process]:
    """Run the service on a free port, and kill it in the end, whatever it does.

    What is found valid is remembered in `folder`; at most `files` may be open; `before` is Python
    that the process runs first.
    """

    def fewer() -> None:
        if files:
            resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))

    process = subprocess.Popen(
        [sys.executable, "-c", f"{before}\n{_RUN}", "serve", "--port", "0", *arguments],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "OFMKG_CACHE_DIR": str(folder), **environment},
        preexec_fn=fewer,
    )
    assert process.stderr is not None
    try:
        line = first_address(process.stderr)
        assert line.startswith("Serving at http://127.0.0.1:"), line
        made = Process(process, int(line.split()[2].rpartition(":")[2]))

        def read() -> None:
            assert process.stderr is not None
            made.log.extend(process.stderr)

        reading = threading.Thread(target=read, daemon=True)
        reading.start()
        assert made.ask("/health").status == 200
        yield made
    finally:
        process.kill()
        process.wait()
        with contextlib.suppress(NameError):
            reading.join(10)


def free_port() -> int:
    """Return a port of loopback that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def answering(url: str, seconds: float = PATIENCE) -> None:
    """Wait until an address answers; fail if it never does."""
    end = time.monotonic() + seconds
    while True:
        try:
            urlopen(url).read()
        except OSError:
            assert time.monotonic() < end, f"{url} does not answer"
            time.sleep(0.1)
        else:
            return
