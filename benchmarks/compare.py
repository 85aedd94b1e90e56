"""Times the comparison of two works, and the whole matrix, as made-up corpora grow.

    python benchmarks/compare.py [--sizes 0 1000 10000]

Each row gives the median over random pairs of studies, and its ratio to the first row, which is
the built-in corpus. A comparison should hardly grow; the matrix has a row for every study.
"""

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

if __name__ == "__main__":  # run from a checkout, without installing
    sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

import corpus

from ofmkg.graph.corpus import Document
from ofmkg.graph.terms import BASE
from ofmkg.knowledge import KnowledgeGraph

PAIRS = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", nargs="+", type=int, default=[0, 1000, 10000])
    sizes: list[int] = parser.parse_args(arguments).sizes
    print(f"{'studies':>8}{'compare ms':>12}{'ratio':>7}{'matrix ms':>12}{'ratio':>8}")
    first: tuple[float, float] | None = None
    for size in sizes:
        graph = load(size)
        names = [row.study for row in graph.matrix("all").rows]
        times = timed(graph, names)
        first = first or times
        ratios = [now / before for now, before in zip(times, first, strict=True)]
        print(
            f"{len(names):>8}{times[0]:>12.1f}{ratios[0]:>7.1f}{times[1]:>12.0f}{ratios[1]:>8.1f}"
        )
    return 0


def load(size: int) -> KnowledgeGraph:
    """Return the built-in corpus with `size` made-up studies on top."""
    quads = tuple(corpus.quads(size))
    return KnowledgeGraph([Document(Path("made-up"), f"{BASE}graph/made-up", quads)])


def timed(graph: KnowledgeGraph, names: Sequence[str]) -> tuple[float, float]:
    """Return the median milliseconds of a comparison, and the milliseconds of the matrix."""
    rng = random.Random(1)
    spent = []
    for _ in range(PAIRS):
        a, b = rng.sample(names, 2)
        start = perf_counter()
        graph.compare(a, b)
        spent.append(1000 * (perf_counter() - start))
    start = perf_counter()
    graph.matrix("all")
    return median(spent), 1000 * (perf_counter() - start)


if __name__ == "__main__":
    sys.exit(main())
