"""The answers on record, by question, position and vector."""

from collections.abc import Iterable
from dataclasses import dataclass

from ofmkg.analyses.debate.result import Holding, How
from ofmkg.analyses.holdings import HoldingRow
from ofmkg.graph.terms import short, short_if

Answered = tuple[str, str, str | None]  # question, position, vector (None = across vectors)


@dataclass(slots=True)
class Answers:
    """The answers on record: by question, position and vector the holdings of each work."""

    held: dict[Answered, dict[str, Holding]]
    labels: dict[str, str]

    def sourced(self) -> "Answers":
        """Leave out what is our inference."""
        kept = {
            key: {work: h for work, h in held.items() if h.voice != "inference"}
            for key, held in self.held.items()
        }
        return Answers({key: held for key, held in kept.items() if held}, self.labels)


def answers(rows: Iterable[HoldingRow]) -> Answers:
    """Sort the rows of the question `positions-on-question`.

    Where a work gives an answer in several ways, what is our inference comes last, and what was
    coded before what it is credited with.
    """
    rank = {"coded": 0, "worked": 1, "itself": 2, "credited": 3}
    found = Answers({}, {})

    def order(holding: Holding) -> tuple[bool, int]:
        return holding.voice == "inference", rank[holding.how]

    for row in rows:
        if row.position is None or row.kind == "unaffirmed":
            continue
        question, position = short(row.question), row.position
        found.labels[question] = question if row.question_label is None else row.question_label
        found.labels[position] = position if row.position_label is None else row.position_label
        holding = Holding(
            work=short(row.work),
            how=_how(row),
            kind=row.kind,
            basis=row.basis,
            locator=row.locator,
            source=short_if(row.source),
            voice=row.voice,
        )
        holders = found.held.setdefault((question, position, row.vector), {})
        known = holders.get(holding.work)
        if known is None or order(holding) < order(known):
            holders[holding.work] = holding
    return found


def _how(row: HoldingRow) -> How:
    if row.kind == "credited":
        return "credited"
    if row.collection is not None:
        return "coded"
    return "itself" if row.holder == row.work else "worked"
