"""Times every question of the library on made-up corpora and shows how the time grows.

    python benchmarks/queries.py [--sizes 1000 10000] [NAME ...]

A query should grow about linearly: ten times the studies, ten times the time. Growth by more
than LIMIT times per tenfold corpus, or more than SLOW milliseconds at the largest, is flagged
and makes the command exit with 1. A query is given up after PATIENCE seconds: each one runs in a
process of its own, because pyoxigraph cannot cancel a query.
"""

import argparse
import math
import multiprocessing
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter

import pyoxigraph as ox

if __name__ == "__main__":  # run from a checkout, without installing
    sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

import corpus

from ofmkg.graph import library

LIMIT = 15.0
SLOW = 3000.0
NOISE = 5.0  # a query quicker than this many milliseconds is not judged by its growth
PATIENCE = 30.0
RUNS = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; return 1 if any query is flagged."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", help="questions to time (default: all)")
    parser.add_argument("--sizes", nargs="+", type=int, default=[1000, 10000])
    options = parser.parse_args(arguments)
    names: list[str] = options.names or library.names()
    sizes: list[int] = sorted(options.sizes)
    timings: dict[str, list[tuple[int, float]]] = {name: [] for name in names}
    for size in sizes:
        store = load(size)
        for name in names:
            before = timings[name][-1][1] if timings[name] else 0.0
            timings[name].append(
                (0, math.inf) if before == math.inf else patient_timing(store, library.text(name))
            )
            rows, ms = timings[name][-1]
            print(f"  {size} {name}: {rows} rows, {ms:.0f} ms", file=sys.stderr)
        del store
    return report(sizes, timings)


def load(size: int) -> ox.Store:
    """Return a store that holds the made-up corpus of that size in its default graph."""
    store, start = ox.Store(), perf_counter()
    store.bulk_extend(corpus.quads(size))
    took = perf_counter() - start
    print(f"{size} studies: {len(store)} statements, loaded in {took:.1f} s", file=sys.stderr)
    return store


def patient_timing(store: ox.Store, sparql: str) -> tuple[int, float]:
    """Return rows and milliseconds of a query, or no rows and infinity if it takes too long."""
    fork = multiprocessing.get_context("fork")  # the store is not copied
    here, there = fork.Pipe(duplex=False)
    process = fork.Process(target=_send_timing, args=(there, store, library.bind(sparql, {})))
    process.start()
    there.close()
    in_time = here.poll(PATIENCE)
    measured: tuple[int, float] = here.recv() if in_time else (0, math.inf)
    process.kill()
    process.join()
    return measured


def _send_timing(there: Connection, store: ox.Store, sparql: str) -> None:
    there.send(timing(store, sparql))


def timing(store: ox.Store, sparql: str) -> tuple[int, float]:
    """Return the number of rows and the milliseconds of the best of a few runs."""
    rows, best = 0, math.inf
    for _ in range(RUNS):
        start = perf_counter()
        result = store.query(sparql)
        assert not isinstance(result, ox.QueryBoolean)
        rows = sum(1 for _ in result)
        best = min(best, (perf_counter() - start) * 1000)
    return rows, best


def report(sizes: Sequence[int], timings: dict[str, list[tuple[int, float]]]) -> int:
    """Print the table; return 1 if any query is flagged."""
    heads = "".join(f"{f'rows {size}':>14}{f'ms {size}':>12}" for size in sizes)
    print(f"{'question':<26}{heads}{'growth':>9}")
    flagged = 0
    for name, measured in timings.items():
        grown = growth(sizes, [ms for _, ms in measured])
        flag = flags(measured[-1][1], grown)
        flagged += bool(flag)
        cells = "".join(f"{rows:>14}{ms:>12.1f}" for rows, ms in measured)
        print(f"{name:<26}{cells}{grown:>9.1f}  {flag}".rstrip())
    return 1 if flagged else 0


def growth(sizes: Sequence[int], times: Sequence[float]) -> float:
    """Return by how much the time grows when the corpus grows tenfold (1 with one size)."""
    if len(sizes) < 2:
        return 1.0
    if times[-1] == math.inf:
        return math.inf
    tenfolds = math.log10(sizes[-1] / sizes[0])
    return math.pow(max(times[-1], NOISE) / max(times[0], NOISE), 1 / tenfolds)


def flags(slowest: float, grown: float) -> str:
    """Return what is wrong with a query, or an empty string."""
    wrong = [
        f"grows > {LIMIT:.0f}x" if grown > LIMIT else "",
        f"> {SLOW / 1000:.0f} s" if slowest > SLOW else "",
    ]
    return ", ".join(filter(None, wrong))


if __name__ == "__main__":
    sys.exit(main())
