"""The sides of a comparison: a work with its studies, and what is told of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ofmkg.analyses.compare import assumptions as comparison
from ofmkg.analyses.compare.result import ComparedWork
from ofmkg.graph.model import Cell, Collection, Stance
from ofmkg.graph.terms import short

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Side:
    """A work with the studies asked for and everything that may hold stances for it (IRIs).

    `whole` is false where one of several studies was asked for.
    """

    work: str
    whole: bool
    studies: tuple[str, ...]
    holders: tuple[str, ...]
    rows: tuple[Row, ...]


def stances(side: Side, held: Iterable[Row], overlap: comparison.Overlap) -> list[Stance]:
    """Return the stances of a side from rows of the query `stances`."""
    found = comparison.stances(held)
    if side.whole:
        return found
    vectors = {short(row["vector"]) for row in side.rows if row.get("study") in side.studies}
    return comparison.within(found, short(side.studies[0]), vectors, overlap)


def caveats(every: Iterable[Collection], named: set[str | None]) -> tuple[str, ...]:
    """Return what must be said of the collections named, or of the default one."""
    shown = [c for c in every if c.id in named] or [c for c in every if c.is_default]
    return tuple(dict.fromkeys(caveat for c in shown for caveat in c.caveats))


def compared(
    side: Side,
    taken: Iterable[Stance],
    cutoff: str | None,
    cells: Mapping[tuple[str, str], Cell],
) -> ComparedWork:
    """Return a side; what is known of a work that was not coded reaches up to `cutoff`."""
    own = [row for row in side.rows if row.get("study") in side.studies]
    first = own[0] if own else side.rows[0]
    vectors = {short(row["vector"]) for row in own} or {v for s in taken for v in s.vectors}
    return ComparedWork(
        short(side.work) if len(side.studies) != 1 or not own else short(side.studies[0]),
        side.work,
        first.get("label", short(side.work)),
        first.get("title", short(side.work)),
        tuple(sorted(vectors)),
        tuple(short(study) for study in side.studies),
        short(first["collection"]) if own else None,
        first.get("cutoff") if own else cutoff,
        first.get("collectionLabel") if own else None,
        first.get("issued"),
        tuple(
            sorted(
                {
                    cell.text_read
                    for (study, _), cell in cells.items()
                    if study in side.studies and cell.text_read
                }
            )
        ),
    )
