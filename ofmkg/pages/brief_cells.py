"""What briefs say of codings: cells, replies, how far steps are covered, what is missing."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses import coverage
from ofmkg.analyses.cells import ReplyRow
from ofmkg.graph.model import Cell
from ofmkg.graph.rows import read
from ofmkg.graph.terms import short
from ofmkg.pages.blocks import Item
from ofmkg.pages.brief_rows import Row, grouped
from ofmkg.pages.cells import cell_lines, recorded_by, reply, review, state
from ofmkg.pages.messages import (
    Text,
    bracketed,
    enumerated,
    ident,
    join,
    joined,
    name,
    number,
    put,
    say,
    sentence,
    split_lines,
    upper_first,
)
from ofmkg.pages.tallies import doubts
from ofmkg.pages.words import Words


def steps(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `cells`."""
    for group in grouped(rows, "study", "step").values():
        head, *rest = cell_lines(coverage.of_texts(group), words)
        row = group[0]
        told: list[str] = [part for line in rest for part in split_lines(line)]
        if "codedBy" in row:
            told.append(say("Read by {who}.", who=words.name(row["codedBy"])))
        title = put("{order} {step}: {head}", order=row["order"], step=_step(row), head=head)
        yield Item(title, tuple(filter(None, told)), f"step-{row['step']}")


def replies(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `replies`."""
    for row, of in zip(rows, read(rows, ReplyRow), strict=True):
        who = reply(of.told.by, by_author=of.told.by_author)
        recorded = recorded_by(of.told.recorded_by, words)
        where = joined(of.told.locator, _on(recorded, of.told.recorded))
        said = sentence(of.told.statement)
        yield Item(
            put(
                "{coded} {who}: {said}{where}",
                coded=_coded(row, words),
                who=who,
                said=said,
                where=bracketed(where),
            )
        )


def _on(recorded: Text, day: str | None) -> str:
    """Say who put something on record, and when; what of it is known."""
    if recorded and day:
        return say("{recorded} on {date}", recorded=recorded, date=day)
    return recorded or day or ""


def reviews(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `reviews`."""
    for row in rows:
        found = review(row.get("reviewedBy", ""), row.get("verdict", ""), row.get("orcid"))
        said = (
            join(": ", (found, sentence(row["statement"])))
            if "statement" in row
            else put("{found}.", found=found)
        )
        of = _coded(row, words) if "stepLabel" in row else _recorded(row, words)
        where = bracketed(joined(row.get("locator"), row.get("reviewed")))
        yield Item(put("{of} {said}{where}", of=of, said=said, where=where))


def _coded(row: Row, words: Words) -> Text:
    """Name the coding that something is said of, with the coder if that is on record."""
    if "codedBy" not in row:
        return say("{step}, coded.", step=_step(row))
    return say("{step}, coded by {coder}.", step=_step(row), coder=words.name(row["codedBy"]))


def _recorded(row: Row, words: Words) -> Text:
    """Name the claim or stance that something is said of, with the coder if that is on record."""
    kind, thing = upper_first(name(row["kind"])), ident(short(row["thing"]))
    if "codedBy" not in row:
        return say("{kind} ({id}), recorded.", kind=kind, id=thing)
    coder = words.name(row["codedBy"])
    return say("{kind} ({id}), recorded by {coder}.", kind=kind, id=thing, coder=coder)


def coverage_of(rows: Sequence[Row], words: Words) -> Iterable[Item]:
    """Return lines for rows of `cells`: how far the studies of a collection cover each step."""
    for (collection, _), group in grouped(rows, "collection", "step").items():
        counted = coverage.of_texts(group)
        by_state: dict[Text, list[Cell]] = {}
        order = [*words.states]
        for cell in sorted(counted, key=lambda one: order.index(words.states[one.state].id)):
            by_state.setdefault(state(cell, words), []).append(cell)
        told = [
            put(
                "{n} {state}{unsure}",
                n=len(those),
                state=label,
                unsure=bracketed(joined(*doubts(those, words)), "()"),
            )
            for label, those in by_state.items()
        ]
        yield Item(
            number(
                len(counted),
                "{order} {step}: of {n} study, {counts} [{collection}]",
                "{order} {step}: of {n} studies, {counts} [{collection}]",
                order=group[0]["order"],
                step=_step(group[0]),
                counts=enumerated(told),
                collection=words.collection(collection),
            )
        )


def _step(row: Row) -> Text:
    return name(row.get("stepLabel", row["step"]), row["step"])
