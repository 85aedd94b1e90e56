"""Connections have limits and deadlines; nobody starves anybody else."""

import contextlib
import json
import socket
import threading
import time
from http.client import HTTPException
from pathlib import Path

import pytest
from server_helpers import Process, running
from sparql_helpers import until

pytestmark = pytest.mark.server


def answered(connection: socket.socket) -> bytes:
    """Return all that comes until the other side closes."""
    connection.settimeout(60)
    found = b""
    with contextlib.suppress(ConnectionError):
        while piece := connection.recv(65536):
            found += piece
    return found


def closed(connection: socket.socket) -> bool:
    """Tell whether the other side has closed, without waiting for it."""
    connection.setblocking(False)
    try:
        return connection.recv(1 << 16) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


def status(raw: bytes) -> int:
    return int(raw.split()[1])


def problem(raw: bytes) -> str:
    found: str = json.loads(raw.partition(b"\r\n\r\n")[2])["type"]
    return found.rpartition("#")[2]


@pytest.fixture(scope="module")
def hasty(checked: Path) -> Process:  # type: ignore[misc]
    """Return a service with short deadlines and few connections."""
    settings = {
        "OFMKG_HEADER_SECONDS": "1",
        "OFMKG_BODY_SECONDS": "1",
        "OFMKG_SEND_SECONDS": "1",
        "OFMKG_MAX_CONNECTIONS": "40",
        "OFMKG_CONNECTIONS_PER_CLIENT": "8",
        "OFMKG_RELOAD_SECONDS": "0",
    }
    with running(checked, **settings) as service:
        yield service


def test_who_says_nothing_is_told_and_closed(hasty: Process) -> None:
    with hasty.socket() as connection:
        raw = answered(connection)
    assert (status(raw), problem(raw)) == (408, "request-timeout")


def test_headers_that_drip_are_late(hasty: Process) -> None:
    with hasty.socket() as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n")
        with contextlib.suppress(ConnectionError):
            for number in range(600):
                if closed(connection):
                    break
                connection.sendall(b"X-%d: y\r\n" % number)
                time.sleep(0.1)
        assert number < 500


def test_a_second_request_that_drips_is_late_too(hasty: Process) -> None:
    with hasty.socket() as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /health HTTP/1.1\r\nHo")
        raw = answered(connection)
    assert raw.startswith(b"HTTP/1.1 200")
    assert b"HTTP/1.1 408 " in raw


@pytest.mark.parametrize("method, path", [("POST", "/sparql"), ("GET", "/health")])
def test_a_body_that_drips_is_late(hasty: Process, method: str, path: str) -> None:
    head = f"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n"
    with hasty.socket() as connection:
        connection.sendall(f"{head}Content-Type: application/sparql-query\r\n\r\n".encode())
        ended = False
        with contextlib.suppress(ConnectionError):
            for _ in range(600):
                ended = ended or closed(connection)
                connection.sendall(b"x")
                time.sleep(0.1)
        # The write fails once the other side is gone, long before the body is whole.
        assert ended


def test_who_does_not_read_is_closed(hasty: Process) -> None:
    with hasty.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        with contextlib.suppress(ConnectionError):
            for _ in range(400):
                connection.sendall(b"GET /queries/things HTTP/1.1\r\nHost: x\r\n\r\n")
                time.sleep(0.01)
        until(lambda: _count(hasty) <= 2, 90)


def _count(service: Process) -> int:
    """Return how many connections the process has, by what the system knows of it."""
    port = f":{service.port:04X}"
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    own = [line.split() for line in lines]
    return sum(1 for each in own if each[1].endswith(port) and each[3] == "01")


def test_a_client_with_too_many_loses_its_oldest_idle_one(hasty: Process) -> None:
    with contextlib.ExitStack() as every:
        old = [every.enter_context(hasty.socket("127.0.0.5")) for _ in range(8)]
        assert hasty.ask("/health", "127.0.0.5").status == 200
        until(lambda: closed(old[0]), 30)


def test_too_many_in_all_are_told_503(hasty: Process) -> None:
    with contextlib.ExitStack() as every:
        sources = [f"127.0.1.{number}" for number in range(1, 9)]
        held = [every.enter_context(hasty.socket(each)) for each in sources for _ in range(8)]
        found = [answered(each) for each in held]
    refused = [raw for raw in found if raw.startswith(b"HTTP/1.1 503 ")]
    assert len(refused) >= 64 - 41
    assert {problem(raw) for raw in refused} == {"busy"}
    until(lambda: hasty.ask("/health").status == 200, 30)


def test_a_proxy_stands_for_many_clients(checked: Path) -> None:
    settings = {"OFMKG_CONNECTIONS_PER_CLIENT": "2", "OFMKG_TRUSTED_PROXIES": "127.0.0.9"}
    with running(checked, **settings) as service, contextlib.ExitStack() as every:
        held = [every.enter_context(service.socket("127.0.0.9")) for _ in range(20)]
        assert service.ask("/health", "127.0.0.9").status == 200
        assert not any(map(closed, held))


def test_others_are_served_beside_readings_and_idle_connections(checked: Path) -> None:
    with running(checked, files=1024) as service, contextlib.ExitStack() as every:
        assert service.ask("/", Accept="text/html").status == 200
        done: list[tuple[int, bytes]] = []
        stop = threading.Event()

        def read(number: int) -> None:
            path = f"/matrix?without=hazell-2023&without=qi-2023&as_of=2024-02-{number % 28 + 1:02}"
            while not stop.is_set():
                with contextlib.suppress(OSError, HTTPException):
                    reply = service.ask(path, f"127.0.2.{number % 3 + 1}")
                    done.append((reply.status, reply.body))

        held = [every.enter_context(service.socket("127.0.3.1")) for _ in range(1_100)]
        threads = [threading.Thread(target=read, args=(n,), daemon=True) for n in range(60)]
        for thread in threads:
            thread.start()
        until(lambda: len(done) > 60, 60)
        slowest = 0.0
        for path, kind in 10 * [
            ("/health", "*/*"),
            ("/", "text/html"),
            ("/static/style.css", "*/*"),
        ]:
            reply = service.ask(path, "127.0.0.1", Accept=kind)
            assert reply.status == 200
            slowest = max(slowest, reply.seconds)
        stop.set()
        for thread in threads:
            thread.join(120)
        service.stop(30)
    assert slowest < 5, slowest
    assert {code for code, _ in done} <= {200, 429, 503}
    assert 429 in {code for code, _ in done}
    assert all(b"problems#" in body for code, body in done if code != 200)
    assert len(held) == 1_100
    assert sum(map(len, service.log)) < 1_000_000


def test_without_open_files_the_log_does_not_run_over(checked: Path) -> None:
    with running(checked, files=64) as service, contextlib.ExitStack() as every:
        for number in range(200):
            source = f"127.0.4.{number % 50 + 1}"
            with contextlib.suppress(OSError):
                every.enter_context(service.socket(source))
        time.sleep(3)
        every.close()
        until(lambda: _healthy(service), 60)
        service.stop(30)
    assert sum(map(len, service.log)) < 100_000


def _healthy(service: Process) -> bool:
    with contextlib.suppress(OSError, HTTPException):
        return service.ask("/health").status == 200
    return False
