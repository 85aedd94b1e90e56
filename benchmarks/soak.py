"""Runs the service for some minutes beside honest and hostile clients, and tells what they got.

    python benchmarks/soak.py [--minutes 10] [--clients 64] [--reload 20]

Honest clients ask for JSON, pages, things, SPARQL and other readings, each from an address of its
own on loopback. Beside them connections drip, queries take as long as they may, texts of queries
are as long as they may be and never the same, and headers pretend to be a proxy. Every so often a
file of the data changes. Prints counts by status and percentiles of the time that answers took, and
the memory over time. Exits with 1 if there was any answer but those that are documented: what was
asked for, 429 or 503 as a problem that says when to ask again, or the refusal that a request is
due. Linux alone, for it gives each client an address of the network 127.0.0.0/8.
"""

import argparse
import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPMessage
from pathlib import Path
from statistics import median, quantiles
from time import monotonic, sleep

if __name__ == "__main__":  # run from a checkout, without installing
    sys.path[:0] = [str(Path(__file__).parents[1])]

from service import answers, free_port  # beside this file
from visitors import HONEST, HOSTILE, PAGE, Asks, Request

PATIENCE = 60.0  # seconds after which an answer counts as never coming
PAUSE = 0.3  # seconds that an honest client reads, on average
OWN = """
@prefix ofm: <https://w3id.org/ofmkg/ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
<https://w3id.org/ofmkg/graph/own/soak> a owl:Ontology .
<https://w3id.org/ofmkg/vector/soak> a owl:NamedIndividual , ofm:MisuseVector ;
  rdfs:label "{label}"@en ; dcterms:source <https://w3id.org/ofmkg/publication/kapoor-2024> .
"""
DUE = {429, 503}


@dataclass
class Seen:
    """What clients got: counts, times and what nobody had reason to expect."""

    statuses: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, kind: str, status: int, seconds: float, wrong: str | None) -> None:
        """Count an answer."""
        with self.lock:
            self.statuses[kind][status] += 1
            self.times[kind].append(seconds)
            if wrong:
                self.wrong[f"{kind}: {wrong}"] += 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--reload", type=float, default=20.0, help="seconds between changes")
    options = parser.parse_args(arguments)
    seen, stop = Seen(), threading.Event()
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as (process, port):
        threads = [
            threading.Thread(target=ask, args=(kind, asks, port, source, seen, stop, pause))
            for kind, asks, source, pause in clients(options.clients)
        ]
        threads.append(threading.Thread(target=drip, args=(port, stop)))
        threads.append(threading.Thread(target=change, args=(Path(folder), options.reload, stop)))
        for thread in threads:
            thread.start()
        watch(process, 60 * options.minutes, stop)
        for thread in threads:
            thread.join(PATIENCE)
        process.send_signal(signal.SIGTERM)
        start = monotonic()
        ended = process.wait(PATIENCE)
        print(f"SIGTERM: ended with {ended} after {monotonic() - start:.1f} s")
    report(seen)
    return 1 if seen.wrong else 0


def clients(honest: int) -> Iterator[tuple[str, Asks, str, float]]:
    """Yield for each client its kind, what it asks, its address, and how long it pauses."""
    share = sum(count for _, count in HONEST.values())
    for group, (kind, (asks, count)) in enumerate(HONEST.items(), 1):
        for number in range(max(1, count * honest // share)):
            yield kind, asks, f"127.1.{group}.{number + 1}", PAUSE
    for group, (kind, (asks, count)) in enumerate(HOSTILE.items(), 1):
        for _ in range(count):
            yield kind, asks, f"127.2.{group}.1", 0.01


def ask(
    kind: str,
    asks: Asks,
    port: int,
    source: str,
    seen: Seen,
    stop: threading.Event,
    pause: float,
) -> None:
    """Ask one thing after the other until it is over."""
    chance = random.Random(source + kind)
    while not stop.is_set():
        request = asks(chance)
        start = monotonic()
        try:
            connection = HTTPConnection("127.0.0.1", port, PATIENCE, source_address=(source, 0))
            method = "GET" if request.body is None else "POST"
            connection.request(method, request.path, request.body, dict(request.headers))
            answer = connection.getresponse()
            status, headers, body = answer.status, answer.headers, answer.read()
            connection.close()
            wrong = judged(request, status, headers, body)
        except (OSError, HTTPException) as error:
            status, wrong = 0, f"{request.path[:80]} {error!r}"
        seen.add(kind, status, monotonic() - start, None if stop.is_set() and not status else wrong)
        stop.wait(chance.uniform(0, 2 * pause))


def judged(request: Request, status: int, headers: HTTPMessage, body: bytes) -> str | None:
    """Return what is wrong with an answer, if anything."""
    if status in request.due:
        return None
    told = f"{status} to {request.path[:80]}"
    if status not in DUE:
        return f"{told}: {body[:100]!r}"
    if not headers["Retry-After"]:
        return f"{told} without Retry-After"
    page = headers["Content-Type"].startswith(PAGE)
    return None if page or json.loads(body)["status"] == status else f"{told}: no problem"


def drip(port: int, stop: threading.Event) -> None:
    """Hold connections open with a byte now and then."""
    held: list[socket.socket] = []
    while not stop.wait(0.5):
        while len(held) < 200:
            with contextlib.suppress(OSError):
                held.append(socket.create_connection(("127.0.0.1", port), 5, ("127.2.9.1", 0)))
                held[-1].sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\n")
            if stop.is_set():
                break
        left = []
        for each in held:
            try:
                each.sendall(b"X")
                left.append(each)
            except OSError:
                each.close()
        held = left


def change(folder: Path, seconds: float, stop: threading.Event) -> None:
    """Change a file of the data every so often, there and back."""
    number = 0
    while not stop.wait(seconds):
        number += 1
        (folder / "soak.ttl").write_text(OWN.format(label=("first", "second")[number % 2]))


def watch(process: "subprocess.Popen[bytes]", seconds: float, stop: threading.Event) -> None:
    """Print the memory of the service over time, then stop all clients."""
    start = monotonic()
    while (spent := monotonic() - start) < seconds and process.poll() is None:
        print(f"{spent:6.0f} s  {memory(process.pid):7.0f} MB", flush=True)
        sleep(min(seconds / 12, seconds - spent))
    print(f"{seconds:6.0f} s  {memory(process.pid):7.0f} MB", flush=True)
    stop.set()


def memory(process: int) -> float:
    """Return the memory of a process in megabytes, without its workers; 0 if it is gone."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """Run the service over our data and a file in `folder`; yields the process and its port."""
    (folder / "soak.ttl").write_text(OWN.format(label="first"))
    port = free_port()
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "ofmkg", "serve", "--port", str(port), "--data", str(folder)],
            stderr=log,
            env={**os.environ, "OFMKG_CACHE_DIR": str(folder / "state")},
        )
        try:
            end = monotonic() + 5 * PATIENCE
            while not answers(port, "/health"):
                if process.poll() is not None or monotonic() > end:
                    raise RuntimeError((folder / "log").read_text()[:2_000])
                sleep(0.2)
            yield process, port
        finally:
            process.kill()
            process.wait()
    lines = (folder / "log").read_text(encoding="utf-8", errors="replace").splitlines()
    messages = dict.fromkeys(line for line in lines if not line.startswith("{"))
    print(f"log: {len(lines)} lines, and {len(messages)} messages, the first:")
    print("\n".join(f"  {line[:150]}" for line in list(messages)[:60]))


def report(seen: Seen) -> None:
    """Print what clients got."""
    print(f"\n{'':<16}{'p50 ms':>9}{'p95 ms':>9}  answers by status (0: none came)")
    for kind, counts in seen.statuses.items():
        times = [1000 * each for each in seen.times[kind]]
        p95 = quantiles(times, n=20)[18] if len(times) > 1 else times[0]
        told = ", ".join(f"{status}: {count}" for status, count in sorted(counts.items()))
        print(f"{kind:<16}{median(times):>9.0f}{p95:>9.0f}  {told}")
    for what, count in seen.wrong.most_common(20):
        print(f"WRONG {count:>6} x {what}")
    print("nothing wrong" if not seen.wrong else f"{seen.wrong.total()} wrong answers")


if __name__ == "__main__":
    sys.exit(main())
