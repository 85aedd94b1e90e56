"""What the page of a disagreement opens with: who stands where, and why by whose diagnosis."""

from collections.abc import Iterator
from dataclasses import replace

from ofmkg.analyses.disagreement.parties import Party
from ofmkg.analyses.disagreement.result import Dispute, DisputePage
from ofmkg.graph.terms import BASE
from ofmkg.pages.blocks import Page, Table
from ofmkg.pages.claim_tables import who_says
from ofmkg.pages.disagreement import diagnosed, standing, what
from ofmkg.pages.messages import Text, join, name, say, sentence
from ofmkg.pages.opening import Opening, source
from ofmkg.pages.opening import glance as page_of
from ofmkg.pages.readers import dated
from ofmkg.pages.words import Words

_MOST = 6  # claims that a screen of a terminal holds


def glance(result: DisputePage, words: Words) -> Page:
    """Return who stands where in a disagreement, on about one screen of a terminal."""
    shown = opening(result, words)
    return page_of(replace(shown, tables=tuple(_sides(result.dispute, words))))


def opening(page: DisputePage, words: Words) -> Opening:
    """Return what the page of a disagreement opens with; its figure shows the sides."""
    d = page.dispute
    return Opening(
        name(d.label, d.disagreement),
        (what(d, words), join(" ", standing(d, words)), join(" ", diagnosed(d, words))),
        join(" ", (*dated(page.context.collections), source(_address(d)))),
    )


def _address(d: Dispute) -> str:
    return f"{BASE}disagreement/{d.disagreement}"


def _sides(d: Dispute, words: Words) -> Iterator[Table]:
    """Yield what the parties claim, by side; who puts them there the statements say."""
    by: dict[int | None, dict[str, Party]] = {}
    for party in d.parties:
        if party.statement:
            by.setdefault(party.side, {}).setdefault(party.work or "", party)
    sides = sorted(side for side in by if side is not None)
    if not sides:
        yield from _parties(d, words)
    if len(sides) < 2:
        return
    heads = tuple(say("Side {side}", side=side) for side in sides)
    cells = tuple(
        join("\n", (_claim(party, words) for party in list(by[side].values()))) for side in sides
    )
    yield Table(heads, (cells,), tuple(80 // len(sides) for _ in sides), True)


def _parties(d: Dispute, words: Words) -> Iterator[Table]:
    """Yield what those claim for whom no side is set, the first of them if they are many."""
    told = [party for party in d.parties if party.statement]
    rows = [(_who(party, words), sentence(party.statement or "")) for party in told[:_MOST]]
    if len(told) > _MOST:
        rows.append((say("and {n} more", n=len(told) - _MOST), Text()))
    if rows:
        yield Table((say("Who takes part"), say("Claim")), tuple(rows), (26, 54), True)


def _claim(party: Party, words: Words) -> Text:
    return join(": ", (_who(party, words), sentence(party.statement or "")))


def _who(party: Party, words: Words) -> Text:
    return who_says([party.work] if party.work else [], party.source, words)
