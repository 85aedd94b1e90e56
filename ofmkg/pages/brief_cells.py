"""What briefs say of codings: cells, replies, how far steps are covered, what is missing."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses import coverage
from ofmkg.graph.model import Cell
from ofmkg.graph.terms import short
from ofmkg.pages.blocks import Item
from ofmkg.pages.brief_rows import Row, cite, grouped
from ofmkg.pages.cells import cells, reply, review, state
from ofmkg.pages.messages import bracketed, enumerated, joined, lower_first, sentence, upper_first
from ofmkg.pages.tallies import doubts
from ofmkg.pages.words import Words, count


def steps(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `cells`."""
    for (_, step), group in grouped(rows, "study", "step").items():
        head, *rest = cells(tuple(coverage.cells(group).values()), words).split("\n")
        row = group[0]
        read = f"Read by {words.name(row['codedBy'])}." if "codedBy" in row else ""
        label = row.get("stepLabel", step)
        yield Item(f"{row['order']} {label}: {head}", tuple(filter(None, (*rest, read))))


def replies(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `replies`."""
    for row in rows:
        who = reply(row.get("repliedBy", ""), by_author=row.get("byAuthor") in ("true", "1"))
        coder = f" by {words.name(row['codedBy'])}" if "codedBy" in row else ""
        recorded = (
            f"put on record by {words.name(row['recordedBy'])}" if "recordedBy" in row else ""
        )
        where = joined(row.get("locator"), joined(recorded, row.get("recorded"), by=" on "))
        yield Item(
            f"{row.get('stepLabel', row['step'])}, coded{coder}. {who}: "
            f"{sentence(row.get('statement', row['reply']))}{bracketed(where)}"
        )


def reviews(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `reviews`."""
    for row in rows:
        coder = f" by {words.name(row['codedBy'])}" if "codedBy" in row else ""
        what = f"{row['stepLabel']}, coded" if "stepLabel" in row else upper_first(row["kind"])
        recorded = "" if "stepLabel" in row else f" ({short(row['thing'])}), recorded"
        found = review(row.get("reviewedBy", ""), row.get("verdict", ""), row.get("orcid"))
        said = f": {sentence(row['statement'])}" if "statement" in row else "."
        where = joined(row.get("locator"), row.get("reviewed"))
        yield Item(f"{what}{recorded}{coder}. {found}{said}{bracketed(where)}")


def coverage_of(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `cells`: how far the studies of a collection cover each step."""
    for (collection, step), group in grouped(rows, "collection", "step").items():
        counted = tuple(coverage.cells(group).values())
        by_state: dict[str, list[Cell]] = {}
        for cell in sorted(counted, key=lambda cell: list(words.states).index(cell.state)):
            by_state.setdefault(state(cell, words), []).append(cell)
        told = [
            f"{len(those)} {label}{bracketed(joined(*doubts(those, words)), '()')}"
            for label, those in by_state.items()
        ]
        row = group[0]
        of = count(len(counted), "study", "studies")
        yield Item(
            f"{row['order']} {row.get('stepLabel', step)}: of {of}, {enumerated(told)} "
            f"[{words.collection(collection)}]"
        )


def missing(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `missing`, by study and step."""
    for (study, step), group in grouped(rows, "study", "step").items():
        row = group[0]
        known = joined(
            words.word("Outcome", row.get("outcome")), words.word("CodingBasis", row.get("basis"))
        )
        yield Item(
            f"{words.name(study)}, {lower_first(row.get('stepLabel', step))} ({known})"
            f"{cite(row, words)}:",
            tuple(sentence(upper_first(r["missing"])) for r in group),
        )
