"""One table of ratios: how ofmkg on disk does as a corpus grows, each against a peer in the run.

    python benchmarks/scale.py [--sizes 0 1000 10000 100000] [--peers 10000] [-o FILE]

Peers are floors: of loading, raw pyoxigraph that loads the same quads from one file; of a
comparison, the narrow pattern that reads all that is said in the readings of its two studies; of
what is counted over all, a plain GROUP BY, both without anything around the engine; of a check, the
study alone; of a start, a Python that imports what a command needs. Others get the SPARQL that we
asked: rdflib in memory and Virtuoso, where it is installed, through the remote store; the debate
stands beside the self-join that it avoids. A peer that takes longer than the patience (seconds) is
stopped, and its ratio is a lower bound.
"""

import argparse
import contextlib
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

if __name__ == "__main__":  # run from a checkout, without installing
    sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

import corpus as made
import machine
import pyoxigraph as ox
from peers import GRAPH, Measured, Peers, patiently, seconds

from ofmkg.analyses.debate.analysis import debate
from ofmkg.analyses.gaps.analysis import gaps
from ofmkg.graph import corpus, library, loading, neighborhood, validation
from ofmkg.graph.asking import nodes
from ofmkg.graph.stores import Result, Rows
from ofmkg.graph.stores.directory import DirectoryStore
from ofmkg.knowledge import KnowledgeGraph

PAIRS = 20
STARTS = 9
ANALYSES: dict[str, Callable[[KnowledgeGraph], object]] = {
    "matrix": lambda kg: kg.matrix("all"),
    "gaps": lambda kg: gaps(kg, "all"),
    "debate": lambda kg: debate(kg, "all"),
}
SELF_JOIN, NARROW, GROUPED = (
    Path(__file__).with_name(f"{name}.rq") for name in ("self-join", "narrow-pattern", "group-by")
)


class Recorder(DirectoryStore):
    """A store that remembers what it was asked."""

    asked: list[str]

    def run(self, sparql: str) -> Result:
        """Answer, and remember the query."""
        self.asked.append(sparql)
        return super().run(sparql)

    def select(self, sparql: str) -> Rows:
        """Answer, and remember the query."""
        return Rows.of(self.run(sparql))  # type: ignore[arg-type]  # only tables are asked for


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", nargs="+", type=int, default=[0, 1000, 10000, 100000])
    parser.add_argument(
        "--peers", type=int, default=10000, help="the size at which peers are tried"
    )
    parser.add_argument("-o", "--output", type=Path, help="a file for the table, beside the screen")
    options = parser.parse_args(arguments)
    found: list[Measured] = list(cold_start())
    for size in sorted(options.sizes):
        with tempfile.TemporaryDirectory() as folder:
            for each in at_size(size, Path(folder), peers=size == options.peers):
                print(line(each, found), file=sys.stderr)
                found.append(each)
    table = "\n".join([machine.described(), "", HEAD, *(line(each, found) for each in found), ""])
    print(table)
    if options.output:
        options.output.write_text(table, encoding="utf-8")
    return 0


HEAD = (
    f"{'what':<14}{'made up':>8}{'ours ms':>12}{'growth':>8}"
    f"  {'peer':<28}{'peer ms':>12}{'ratio':>9}"
)


def line(each: Measured, every: Iterable[Measured]) -> str:
    """Return a row: growth is against the smallest size, the ratio is the peer's time to ours.

    The size is the number of studies that are made up, on top of those that are built in.
    """
    first = next((e for e in every if e.what == each.what), each)
    row = f"{each.what:<14}{each.size:>8}{1000 * each.ours:>12.1f}{each.ours / first.ours:>8.1f}"
    if not each.peer:
        return row
    sign = ">" if each.bound else ""
    ratio = f"{sign}{each.theirs / each.ours:.2f}"
    return f"{row}  {each.peer:<28}{1000 * each.theirs:>12.1f}{ratio:>9}"


def at_size(size: int, folder: Path, *, peers: bool) -> Iterator[Measured]:
    """Yield what is measured on the built-in corpus with `size` made-up studies on top."""
    file = folder / "corpus.nq"
    with file.open("wb") as out:
        ox.serialize(named(made.quads(size)), out, format=ox.RdfFormat.N_QUADS)
    yield load(size, file, folder)
    store = Recorder(folder / "ours")
    store.asked = []
    graph = KnowledgeGraph.over(store)
    running = contextlib.ExitStack()
    beside = Peers(file, running) if peers else None
    yield from compare(size, graph, store, beside)
    grouped = GROUPED.read_text(encoding="utf-8")
    for name, analyse in ANALYSES.items():
        store.asked.clear()
        ours = seconds(lambda analyse=analyse: analyse(graph))  # type: ignore[misc]
        asked = list(store.asked)
        yield Measured(name, size, ours, "plain GROUP BY", raw(store, [grouped]))
        if beside:
            yield from beside.measured(name, size, ours, asked)
    if beside:
        yield self_join(size, store, graph)
    running.close()
    yield search(size, graph)
    yield validate_one(size, store)


def named(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield quads in the made-up graph."""
    for quad in quads:
        yield ox.Quad(quad.subject, quad.predicate, quad.object, GRAPH)


def load(size: int, file: Path, folder: Path) -> Measured:
    """Load into a directory, beside raw pyoxigraph that loads the same quads from one file."""
    both = folder / "both.nq"
    with both.open("wb") as out, file.open("rb") as source:
        for chunk in iter(lambda: source.readlines(1 << 24), []):
            out.writelines(chunk)
            out.writelines(each.replace(f" {GRAPH} .".encode(), b" .") for each in chunk)
    start = perf_counter()
    store = ox.Store(str(folder / "raw"))
    store.bulk_load(path=both, format=ox.RdfFormat.N_QUADS)
    store.optimize()  # as ours does
    store.flush()
    theirs = perf_counter() - start
    del store
    both.unlink()
    start = perf_counter()
    loading.load(DirectoryStore(folder / "ours", create=True), [], [file], infer=False)
    return Measured("load", size, perf_counter() - start, "raw pyoxigraph", theirs)


def compare(
    size: int, graph: KnowledgeGraph, store: Recorder, beside: "Peers | None"
) -> Iterator[Measured]:
    """Compare random pairs, each beside the narrow pattern of its two studies."""
    rng = random.Random(1)
    narrow = NARROW.read_text(encoding="utf-8")
    names = sorted(graph.labels("Study"))
    ours, theirs = [], []
    for _ in range(PAIRS):
        a, b = rng.sample(names, 2)
        store.asked.clear()
        ours.append(seconds(lambda a=a, b=b: graph.compare(a, b)))  # type: ignore[misc]
        asked = list(store.asked)
        pattern = library.bind(
            narrow, {"study": nodes(graph.find(n, "Study").value for n in (a, b))}
        )
        theirs.append(raw(store, [pattern]))
    yield Measured("compare", size, median(ours), "narrow pattern", median(theirs))
    if beside:
        yield from beside.measured("compare", size, median(ours), asked)


def raw(store: DirectoryStore, asked: Sequence[str]) -> float:
    """Return the seconds that the engine alone takes for queries and all their rows."""
    engine = ox.Store.read_only(str(store.path))

    def answer() -> None:
        for sparql in asked:
            for _ in engine.query(sparql):  # type: ignore[union-attr]  # only tables are asked for
                pass

    return seconds(answer)


def self_join(size: int, store: DirectoryStore, graph: KnowledgeGraph) -> Measured:
    """Set the debate beside counting opposed pairs of studies one by one."""
    ours = seconds(lambda: debate(graph, "all"))

    joined = SELF_JOIN.read_text(encoding="utf-8")
    theirs, bound = patiently(lambda: raw(store, [joined]))
    return Measured("debate", size, ours, "self-join, raw pyoxigraph", theirs, bound)


def search(size: int, graph: KnowledgeGraph) -> Measured:
    """Search for two words, once everything has been indexed."""
    from ofmkg.analyses.search.analysis import catalogue

    found = catalogue(graph)
    return Measured("search", size, seconds(lambda: found.search("made study")))


def validate_one(size: int, store: DirectoryStore) -> Measured:
    """Check one study that is new to the store, beside checking it alone."""
    given = next(each for each in corpus.built_in() if each.path.name == "hazell-2023.ttl")
    alone = [each for each in corpus.vocabularies() if each.graph != given.graph]
    theirs = seconds(lambda: validation.check_among(alone, [given], ()))
    ours = seconds(lambda: neighborhood.check([given], store))
    return Measured("validate one", size, ours, "the study alone", theirs)


def cold_start() -> Iterator[Measured]:
    """Yield how long a command takes, beside a Python that imports what it needs."""
    ours = [sys.executable, "-m", "ofmkg", "compare", "gopal-2023", "musser-2023"]
    theirs = [sys.executable, "-c", "import pyoxigraph, typer, rich.console"]
    times = [[started(command) for command in (ours, theirs)] for _ in range(STARTS)]
    mine, bare = (median(column) for column in zip(*times, strict=True))
    yield Measured("cold start", 0, mine, "python, imports alone", bare)


def started(command: Sequence[str]) -> float:
    """Return the seconds that a command takes."""
    return seconds(lambda: subprocess.run(command, check=True, capture_output=True))


if __name__ == "__main__":
    sys.exit(main())
