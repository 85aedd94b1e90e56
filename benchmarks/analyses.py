"""Times every analysis on made-up corpora and shows how the time grows.

    python benchmarks/analyses.py [--sizes 1000 10000] [NAME ...]

An analysis of one thing should hardly grow, one of the whole corpus about linearly: ten times the
studies, ten times the time. Growth by more than LIMIT times per tenfold corpus is flagged and makes
the command exit with 1. Times are seconds of one run, once the corpus is loaded.
"""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter

if __name__ == "__main__":  # run from a checkout, without installing
    sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from compare import load

from ofmkg.analyses.argument.analysis import argument
from ofmkg.analyses.argument.network import to_networkx
from ofmkg.analyses.briefs import brief
from ofmkg.analyses.crux.analysis import cruxes
from ofmkg.analyses.debate.analysis import debate
from ofmkg.analyses.disagreement.analysis import dispute, disputes
from ofmkg.analyses.gaps.analysis import gaps
from ofmkg.analyses.needed.analysis import needed
from ofmkg.analyses.question.analysis import answers
from ofmkg.analyses.rests.analysis import retraction
from ofmkg.analyses.robustness.analysis import robustness
from ofmkg.analyses.standing.analysis import standing
from ofmkg.graph.terms import short
from ofmkg.knowledge import KnowledgeGraph
from queries import growth

LIMIT = 15.0
NOISE = 0.2  # an analysis quicker than this many seconds is not judged by its growth


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; return 1 if any analysis is flagged."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", help="analyses to time (default: all)")
    parser.add_argument("--sizes", nargs="+", type=int, default=[1000, 10000])
    options = parser.parse_args(arguments)
    sizes: list[int] = sorted(options.sizes)
    spent: dict[str, list[float]] = {}
    for size in sizes:
        graph = load(size)
        for name, run in runs(graph).items():
            if options.names and name not in options.names:
                continue
            start = perf_counter()
            run()
            spent.setdefault(name, []).append(perf_counter() - start)
            print(f"  {size} {name}: {spent[name][-1]:.2f} s", file=sys.stderr)
    return report(sizes, spent)


def runs(graph: KnowledgeGraph) -> Mapping[str, Callable[[], object]]:
    """Return each analysis with arguments: of single things, the first that there is."""
    work = first(graph, "Work")
    first_study, last_study = first(graph, "Study"), first(graph, "Study", last=True)
    vector, question = first(graph, "MisuseVector"), first(graph, "Question")
    disagreement, claim = first(graph, "Disagreement"), first(graph, "Claim")
    return {
        "compare": lambda: graph.compare(first_study, last_study),
        "matrix": lambda: graph.matrix("all"),
        "gaps": lambda: gaps(graph, "all"),
        "question": lambda: answers(graph, question),
        "disagreement": lambda: dispute(graph, disagreement),
        "disagreements": lambda: disputes(graph),
        "study": lambda: brief(graph, "study", first_study),
        "claim": lambda: brief(graph, "claim", claim),
        "vector": lambda: brief(graph, "vector", vector),
        "crux of a vector": lambda: cruxes(graph, vector),
        "crux of two works": lambda: cruxes(graph, first_study, last_study),
        "rests": lambda: retraction(graph, work),
        "standing": lambda: standing(graph),
        "argument": lambda: to_networkx(argument(graph)),
        "needed": lambda: needed(graph),
        "debate": lambda: debate(graph),
        "robustness": lambda: robustness(graph),
        "agreement": lambda: graph.agreement(),
    }


def first(graph: KnowledgeGraph, kind: str, last: bool = False) -> str:
    """Return the IRI of the first or last thing of a class that is no built-in one, if there is."""
    every = [row["thing"] for row in graph.query("things", **{"class": kind}).dicts()]
    made_up = [iri for iri in every if short(iri).startswith("made-up")]
    return (made_up or every)[-1 if last else 0]


def report(sizes: Sequence[int], spent: Mapping[str, Sequence[float]]) -> int:
    """Print the table; return 1 if any analysis is flagged."""
    heads = "".join(f"{f's at {size}':>14}" for size in sizes)
    print(f"{'analysis':<20}{heads}{'growth':>9}")
    flagged = 0
    for name, times in spent.items():
        grown = growth(sizes, [max(seconds, NOISE) * 1000 for seconds in times])
        flag = f"  grows > {LIMIT:.0f}x" if grown > LIMIT else ""
        flagged += bool(flag)
        cells = "".join(f"{seconds:>14.2f}" for seconds in times)
        print(f"{name:<20}{cells}{grown:>9.1f}{flag}")
    return 1 if flagged else 0


if __name__ == "__main__":
    sys.exit(main())
