"""What other readings do to the comparisons of studies with each other."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from ofmkg.analyses.compare import assumptions, sides
from ofmkg.analyses.compare.result import Assumptions
from ofmkg.analyses.compare.sides import Reported
from ofmkg.analyses.robustness.findings import Change, Finding, Tried, settled
from ofmkg.analyses.stances import Held
from ofmkg.errors import DataError
from ofmkg.graph.rows import grouped
from ofmkg.graph.terms import short

BETWEEN = ("opposed", "contrasting", "shared", "different")  # both sides take a position


def holdings(
    reported: Iterable[Reported],
    stances: Iterable[Held],
    studies: Iterable[str],
    overlap: assumptions.Overlap,
) -> dict[str, list[Held]]:
    """Return the stances that count for each study in a comparison, as `compare` takes them.

    Raises DataError if it is not on record which work reports a study.
    """
    by_holder = grouped(stances, "holder")
    wanted, found = set(studies), {}
    for rows in grouped(reported, "work").values():
        for study in sorted({row.study for row in rows if row.study}):
            if short(study) not in wanted:
                continue
            side = sides.side(study, rows)
            held = [own for holder in sorted(side.holders) for own in by_holder.get(holder, ())]
            found[short(study)] = sides.of_side(side, held, overlap)
    if lost := sorted(wanted - found.keys()):
        raise DataError(
            f"{lost[0]}: the work that reports it is not on record, and without it this cannot be "
            "answered. See what is wrong: ofmkg validate"
        )
    return {study: found[study] for study in sorted(found)}


def comparison_findings(
    held: Mapping[str, Sequence[Held]],
    home: Mapping[str, str],
    incompatible: frozenset[tuple[str, str]],
    overlap: assumptions.Overlap,
) -> list[Finding]:
    """Return the class of every question on which two studies both take a position.

    `home` gives the collection of a study; only studies of the same one are compared.
    """
    by_study = {study: _by_question(own) for study, own in held.items()}

    def classify(a: Iterable[Held], b: Iterable[Held]) -> str:
        left, right = ([own.stance for own in side] for side in (a, b))
        found = assumptions.assumptions(left, right, incompatible, overlap, with_inferences=True)
        return next((k for k in Assumptions.__slots__ if getattr(found, k)), "unanswered")

    findings = []
    for one, other in pairs(home):
        for question in sorted(by_study[one].keys() & by_study[other].keys()):
            a, b = by_study[one][question], by_study[other][question]
            value = classify(a, b)
            if value not in BETWEEN:
                continue
            taken = {own.iri: own for own in (*a, *b) if own.stance.is_answer}
            dropped: list[tuple[Tried, set[str]]] = [
                ("assumption", {iri})
                for iri, own in taken.items()
                if own.stance.kind == "assumption"
            ]
            changes = []
            for reading, gone in dropped:
                left, right = ([own for own in side if own.iri not in gone] for side in (a, b))
                becomes = classify(left, right)
                if becomes != value:
                    changes.append(Change(reading, becomes, tuple(sorted(gone))))
            findings.append(
                Finding(
                    "comparison",
                    value,
                    *settled(changes),
                    home[one],
                    a=one,
                    b=other,
                    question=question,
                    rests_on=tuple(taken),
                )
            )
    return findings


def pairs(home: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Yield the pairs of studies that share a collection, from the collection of each."""
    for place in sorted(set(home.values())):
        yield from combinations(sorted(study for study in home if home[study] == place), 2)


def _by_question(held: Iterable[Held]) -> dict[str, list[Held]]:
    grouped: dict[str, list[Held]] = {}
    for own in held:
        grouped.setdefault(own.stance.question, []).append(own)
    return grouped
