"""What ofmkg is timed beside: other stores that answer the same queries, each with patience."""

import contextlib
import math
import multiprocessing
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import pyoxigraph as ox

from ofmkg.errors import OfmkgError
from ofmkg.graph import loading
from ofmkg.graph.stores import Store
from ofmkg.graph.terms import BASE

GRAPH = ox.NamedNode(f"{BASE}graph/made-up")
PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Measured:
    """A time (seconds) of ours beside that of a peer; `bound` if the peer was stopped."""

    what: str
    size: int
    ours: float
    peer: str = ""
    theirs: float = math.nan
    bound: bool = False


class Peers:
    """rdflib with the corpus in memory, and Virtuoso with it where that is installed."""

    def __init__(self, file: Path, running: contextlib.ExitStack) -> None:
        """Load the corpus into both."""
        import rdflib

        triples = file.with_suffix(".nt")
        with file.open("rb") as source, triples.open("wb") as out:
            out.writelines(each.replace(f" {GRAPH} .".encode(), b" .") for each in source)
        self._graph = rdflib.Graph().parse(triples, format="nt")
        triples.unlink()
        self._virtuoso = virtuoso(file, running)

    def measured(
        self, name: str, size: int, ours: float, asked: Sequence[str]
    ) -> Iterable[Measured]:
        """Yield the times of both for the same queries."""
        theirs, bound = patiently(lambda: [list(self._graph.query(each)) for each in asked])
        yield Measured(name, size, ours, "rdflib in memory", theirs, bound)
        if (store := self._virtuoso) is not None:
            theirs, bound = patiently(lambda: [store.select(each) for each in asked])
            yield Measured(name, size, ours, "Virtuoso, over HTTP", theirs, bound)


def virtuoso(file: Path, running: contextlib.ExitStack) -> Store | None:
    """Return a store on a Virtuoso server with the corpus, where that is installed."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "helpers"))
    import servers

    from ofmkg.graph.stores.remote import RemoteStore
    from ofmkg.graph.stores.settings import remote

    if servers.VIRTUOSO is None:
        return None
    folder = file.with_name("virtuoso")
    folder.mkdir()
    address, environment = running.enter_context(servers.virtuoso(folder, 10_000_000))
    store = RemoteStore(remote(address, {**environment, "OFMKG_STORE_TIMEOUT": "600"}))
    try:
        loading.load(store, [], [file], infer=False)
    except OfmkgError as error:
        print(f"Virtuoso is left out: {error}", file=sys.stderr)
        return None
    return store


def patiently(action: Callable[[], object]) -> tuple[float, bool]:
    """Return the seconds that an action takes, or the patience and that it was stopped after it."""
    fork = multiprocessing.get_context("fork")  # what is in memory is not copied
    here, there = fork.Pipe(duplex=False)
    process = fork.Process(target=lambda: there.send(seconds(action)))
    process.start()
    try:
        return (here.recv(), False) if here.poll(PATIENCE) else (PATIENCE, True)
    finally:
        process.kill()
        process.join()


def seconds(action: Callable[[], object]) -> float:
    """Return how long an action takes."""
    start = perf_counter()
    action()
    return perf_counter() - start
