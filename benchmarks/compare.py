"""Times comparison, matrix and map of gaps, as made-up corpora grow, beside plain queries.

    python benchmarks/compare.py [--sizes 0 1000 10000]

A comparison stands beside the narrow pattern that reads all that is said in the readings of its two
studies, the map of gaps (without what is said of each single study of a cell, which is asked for
when somebody looks: `cells`) beside a plain GROUP BY; both ratios are of one run. Times are those
of the processor: of a comparison and its pattern the median over random pairs, of the others one
run. A comparison should hardly grow with the corpus; the matrix and the map have a row for every
study.
"""

import argparse
import gc
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

if __name__ == "__main__":  # run from a checkout, without installing
    sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

import corpus
import machine

from ofmkg.analyses.gaps.analysis import Gaps
from ofmkg.graph import library
from ofmkg.graph.asking import nodes
from ofmkg.graph.parsing import Document
from ofmkg.graph.terms import BASE
from ofmkg.knowledge import KnowledgeGraph

PAIRS = 20
HERE = Path(__file__).parent
NARROW, GROUPED = (HERE / name for name in ("narrow-pattern.rq", "group-by.rq"))
HEAD = ("studies", "compare", "pattern", "ratio", "matrix", "gaps", "group by", "ratio", "cells")


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of the processor."""

    compare: float
    pattern: float
    matrix: float
    gaps: float
    grouped: float
    cells: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", nargs="+", type=int, default=[0, 1000, 10000])
    parser.add_argument("-o", "--output", type=Path, help="a file for the table, beside the screen")
    options = parser.parse_args(arguments)
    lines = [machine.described(), "", "".join(f"{name:>10}" for name in HEAD)]
    print(lines[-1])
    for size in options.sizes:
        graph = load(size)
        names = [row.study for row in graph.matrix("all").rows]
        t = timed(graph, names)
        row = (t.compare, t.pattern, t.compare / t.pattern, t.matrix, t.gaps, t.grouped)
        told = "".join(f"{value:>10.1f}" for value in (*row, t.gaps / t.grouped, t.cells))
        lines.append(f"{len(names):>10}{told}")
        print(lines[-1])
    if options.output:
        options.output.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return 0


def load(size: int) -> KnowledgeGraph:
    """Return the built-in corpus with `size` made-up studies on top."""
    quads = tuple(corpus.quads(size))
    graph = KnowledgeGraph([Document(Path("made-up"), f"{BASE}graph/made-up", quads)])
    gc.collect()
    gc.freeze()  # else whoever happens to start a collection is charged for what was loaded
    return graph


def timed(graph: KnowledgeGraph, names: Sequence[str]) -> Times:
    """Return the times of a corpus whose studies have these names."""
    rng = random.Random(1)
    pairs = [rng.sample(names, 2) for _ in range(PAIRS)]
    narrow = NARROW.read_text(encoding="utf-8")

    def pattern(pair: Sequence[str]) -> float:
        studies = nodes(graph.find(name, "Study").value for name in pair)
        asked = library.bind(narrow, {"study": studies})
        return spent(lambda: graph._store.select(asked))

    def cells(found: Gaps) -> None:
        for row in found.vectors:
            for cell in row.cells:
                assert len(cell.studies) == cell.judged + cell.uncoded

    gaps = graph.gaps("all")
    return Times(
        compare=median(spent(partial(graph.compare, *pair)) for pair in pairs),
        pattern=median(map(pattern, pairs)),
        matrix=spent(lambda: graph.matrix("all")),
        gaps=spent(lambda: graph.gaps("all")),
        grouped=spent(lambda: graph.query(str(GROUPED))),
        cells=spent(lambda: cells(gaps)),
    )


def spent(run: Callable[[], object]) -> float:
    """Return how many milliseconds of the processor something takes."""
    start = process_time()
    run()
    return 1000 * (process_time() - start)


if __name__ == "__main__":
    sys.exit(main())
