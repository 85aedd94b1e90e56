"""The answers on record, by question, position and vector."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ofmkg.analyses.debate.result import Holding, How
from ofmkg.graph.terms import short, short_if
from ofmkg.graph.voices import voice

Row = Mapping[str, str]
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


def answers(rows: Iterable[Row]) -> Answers:
    """Sort the rows of the query `positions-on-question`.

    Where a work gives an answer in several ways, what is our inference comes last, and what was
    coded before what it is credited with.
    """
    rank = {"coded": 0, "worked": 1, "itself": 2, "credited": 3}
    found = Answers({}, {})

    def order(holding: Holding) -> tuple[bool, int]:
        return holding.voice == "inference", rank[holding.how]

    for row in rows:
        if row["kind"] == "unaffirmed":
            continue
        how: How = (
            "credited"
            if row["kind"] == "credited"
            else "coded"
            if "collection" in row
            else "itself"
            if row.get("holder") == row["work"]
            else "worked"
        )
        question, position = short(row["question"]), short(row["position"])
        found.labels[question] = row.get("questionLabel", question)
        found.labels[position] = row.get("positionLabel", position)
        holding = Holding(
            short(row["work"]),
            how,
            row["kind"],
            row.get("basis"),
            row.get("locator"),
            short_if(row.get("source")),
            voice(row),
        )
        key = (question, position, short_if(row.get("vector")))
        holders = found.held.setdefault(key, {})
        known = holders.get(holding.work)
        if known is None or order(holding) < order(known):
            holders[holding.work] = holding
    return found
