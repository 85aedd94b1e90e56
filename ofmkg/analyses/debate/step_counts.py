"""How many studies of a collection are in each state on a step, and how sure that is."""

from collections import Counter
from collections.abc import Iterable, Mapping

from ofmkg.analyses.debate.result import StepCount
from ofmkg.graph.asking import Graph
from ofmkg.graph.terms import short

Row = Mapping[str, str]


def step_counts(
    graph: Graph, collection: str, framework: str | None, coder: str | None
) -> list[StepCount]:
    """Return the counts of a collection, step by step. Raises UnknownIdError for an unknown id."""
    asked = {"collection": collection} | ({"framework": framework} if framework else {})
    read = asked | ({"coder": coder} if coder else {})
    return counted(
        graph.query("coverage-by-step", **read).dicts(),
        graph.query("steps-assumed", **read).dicts(),
        graph.query("contested-cells", **asked).dicts(),
    )


def counted(
    rows: Iterable[Row], assumed: Iterable[Row] = (), contested: Iterable[Row] = ()
) -> list[StepCount]:
    """Return counts, steps most left out first.

    `rows` are of the query `coverage-by-step`, `assumed` of `steps-assumed`, `contested` of
    `contested-cells`.
    """
    voices: dict[tuple[str, str], set[str]] = {}
    for row in assumed:
        if row.get("state") == "assumed":
            voices.setdefault((row["study"], short(row["step"])), set()).add(row["voice"])
    inferred = Counter(step for (_, step), known in voices.items() if known == {"inference"})
    differing = Counter(step for _, step in {(r["study"], short(r["step"])) for r in contested})
    counts = [
        StepCount(
            short(row["step"]),
            row.get("stepLabel", short(row["step"])),
            int(row["order"]),
            int(row["studies"]),
            int(row["addressed"]),
            int(row["partial"]),
            int(row["assumed"]),
            int(row["skipped"]),
            int(row["uncoded"]),
            int(row["skippedAmbiguous"]),
            int(row["otherwiseAbsent"]),
            inferred[short(row["step"])],
            differing[short(row["step"])],
            int(row["atLeast"]),
        )
        for row in rows
    ]
    return sorted(counts, key=lambda count: (-count.skipped, -count.assumed, count.order))
