"""Servers on loopback that answer as no server should, for as long as a test needs them."""

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

JSON = "application/sparql-results+json"
TABLE = b'{"head": {"vars": ["x"]}, "results": {"bindings": []}}'


@dataclass(frozen=True)
class Asked:
    """A request as it came: its first line, headers in lower case, and body."""

    line: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Fake:
    """A server: its address, and what it was asked so far."""

    address: str
    asked: list[Asked] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)


TRUE = (
    b'{"head": {"vars": ["yes"]}, "results": {"bindings": ['
    b'{"yes": {"type": "literal", "value": "true"}}]}}'
)

Behaviour = Callable[[Asked, socket.socket, Fake], None]


def answer(
    content: bytes, kind: str = JSON, status: str = "200 OK", *more: str, length: int | None = None
) -> bytes:
    """Return an answer as it goes over the wire."""
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(content) if length is None else length}"]
    head += [f"Content-Type: {kind}"] if kind else []
    lines = [*head, *more, "Connection: close", "", ""]
    return "\r\n".join(lines).encode("latin-1") + content


def well(asked: Asked, connection: socket.socket, _: Fake) -> None:
    """Answer as a server that holds nothing: with an empty table, and with true if asked so."""
    connection.sendall(answer(TRUE if b"BOUND" in asked.body else TABLE))


def saying(content: bytes) -> Behaviour:
    """Return the behaviour of a server that says this, whatever it is asked."""
    return lambda _, connection, __: connection.sendall(content)


@contextmanager
def serving(behave: Behaviour) -> Iterator[Fake]:
    """Give a server that behaves in some way."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            line = self.rfile.readline().decode("latin-1").strip()
            headers = {}
            while (header := self.rfile.readline().decode("latin-1").strip()) != "":
                name, _, text = header.partition(":")
                headers[name.lower()] = text.strip()
            asked = Asked(line, headers, self.rfile.read(int(headers.get("content-length", 0))))
            fake.asked.append(asked)
            with suppress(OSError):  # the client has left, as it should
                behave(asked, self.connection, fake)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Handler) as server:
        fake = Fake(f"http://127.0.0.1:{server.server_address[1]}/sparql")
        running = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        running.start()
        try:
            yield fake
        finally:
            fake.ended.set()
            server.shutdown()
            running.join()
