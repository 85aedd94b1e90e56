"""Times the service over HTTP, beside rdflib-endpoint with the same data, in one run.

    pip install rdflib-endpoint
    python benchmarks/service.py [--seconds 5] [--clients 4]

Asks for `/compare` (answers computed each time, and kept), for the question `differing-works` at
`/sparql` here and there, and prints requests per second, the 50th and 95th percentile of the time
that a request takes, and the ratio to rdflib-endpoint. All on loopback; clients keep connections.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from socket import create_server
from statistics import median, quantiles
from time import monotonic, perf_counter, sleep
from urllib.parse import urlencode

if __name__ == "__main__":  # run from a checkout, without installing
    sys.path[:0] = [str(Path(__file__).parents[1])]

import ofmkg
from ofmkg.graph import library
from ofmkg.graph.export import serialize

QUESTION = "differing-works"
COMPARE = "/compare?a=gopal-2023&b=batalis-2023"
PATIENCE = 60.0  # seconds for a server to start


@dataclass(frozen=True, slots=True)
class Case:
    """What to ask of which server (host and port)."""

    name: str
    server: str
    path: str
    accept: str = "application/json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--clients", type=int, default=4)
    options = parser.parse_args(arguments)
    sparql = "/sparql?" + urlencode({"query": library.bind(library.text(QUESTION), {})})
    results = "application/sparql-results+json"
    with ExitStack() as running:
        computed = running.enter_context(ours(OFMKG_CACHE_MB="0", OFMKG_SPARQL_PER_CLIENT="64"))
        kept = running.enter_context(ours())
        peer = running.enter_context(rdflib_endpoint())
        cases = (
            Case("rdflib-endpoint /sparql", peer, sparql.replace("/sparql?", "/?"), results),
            Case("ofmkg /sparql, computed", computed, sparql, results),
            Case("ofmkg /sparql, kept", kept, sparql, results),
            Case("ofmkg /queries, computed", computed, f"/queries/{QUESTION}", results),
            Case("ofmkg /compare, computed", computed, COMPARE),
            Case("ofmkg /compare, kept", kept, COMPARE),
            Case("page /, computed", computed, "/", "text/html"),
            Case("page /compare, computed", computed, COMPARE, "text/html"),
            Case("page /compare, kept", kept, COMPARE, "text/html"),
        )
        head = f"{'':<26}{'requests/s':>11}{'ratio':>8}{'p50 ms':>9}{'ratio':>8}{'p95 ms':>9}"
        print(head)
        first: tuple[float, float, float] | None = None
        for case in cases:
            rate, p50, p95 = timed(case, options.seconds, options.clients)
            first = first or (rate, p50, p95)
            print(
                f"{case.name:<26}{rate:>11.1f}{rate / first[0]:>8.1f}"
                f"{p50:>9.1f}{first[1] / p50:>8.1f}{p95:>9.1f}"
            )
    return 0


def timed(case: Case, seconds: float, clients: int) -> tuple[float, float, float]:
    """Return requests per second and the 50th and 95th percentile in milliseconds.

    Raises RuntimeError if any answer is not 200.
    """
    spent: list[float] = []
    wrong: list[str] = []
    end = monotonic() + seconds

    def ask() -> None:
        connection = HTTPConnection(case.server, timeout=120)
        while monotonic() < end and not wrong:
            start = perf_counter()
            connection.request("GET", case.path, headers={"Accept": case.accept})
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200:
                wrong.append(f"{case.name}: {answer.status} {body[:200]!r}")
            spent.append(1000 * (perf_counter() - start))

    start = perf_counter()
    threads = [threading.Thread(target=ask) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise RuntimeError(wrong[0])
    took = perf_counter() - start
    p95 = quantiles(spent, n=20)[18] if len(spent) > 1 else spent[0]
    return len(spent) / took, median(spent), p95


@contextmanager
def ours(**environment: str) -> Iterator[str]:
    """Run the service; yields host and port."""
    port = free_port()
    command = [sys.executable, "-m", "ofmkg", "serve", "--port", str(port)]
    with run(command, port, "/health", environment) as server:
        yield server


@contextmanager
def rdflib_endpoint() -> Iterator[str]:
    """Run rdflib-endpoint with the merge of our data; yields host and port."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "all.ttl"
        file.write_bytes(serialize(ofmkg.load().quads(), "turtle"))
        code = (
            "import sys, uvicorn; from rdflib import Dataset; from rdflib_endpoint import "
            "SparqlEndpoint; data = Dataset(default_union=True); data.parse(sys.argv[1]); "
            "uvicorn.run(SparqlEndpoint(graph=data), port=int(sys.argv[2]), log_level='error')"
        )
        with run([sys.executable, "-c", code, str(file), str(port)], port, "/", {}) as server:
            yield server


@contextmanager
def run(command: Sequence[str], port: int, path: str, environment: dict[str, str]) -> Iterator[str]:
    """Run a server until it answers; yields host and port. Raises RuntimeError if it does not."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )
    try:
        end = monotonic() + PATIENCE
        while not answers(port, path):
            if process.poll() is not None or monotonic() > end:
                raise RuntimeError(f"{' '.join(command)[:200]} does not answer")
            sleep(0.1)
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def answers(port: int, path: str) -> bool:
    """Tell whether a server answers at all."""
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", path)
        connection.getresponse().read()
    except OSError:
        return False
    return True


def free_port() -> int:
    """Return a port that is free now."""
    with create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(main())
