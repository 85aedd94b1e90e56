"""Statements as tables that one scans, of each collection one."""

from collections.abc import Sequence
from dataclasses import dataclass

from ofmkg.pages.blocks import Block, Heading, Paragraph, Table
from ofmkg.pages.messages import Text, join, put, say, sentence, upper_first
from ofmkg.pages.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its address, if it has one, its collection, and what each column holds."""

    anchor: str
    collection: str | None
    cells: tuple[Text, ...]


def tables(
    lines: Sequence[Line],
    heads: tuple[Text, ...],
    shares: tuple[int, ...],
    words: Words,
    *,
    once: tuple[int, ...] = (),
    level: int = 3,
) -> list[Block]:
    """Return lines as a table, or of several collections as one below a heading for each.

    `once` are the columns that are told above a table instead if they are the same in all rows.
    """
    told: list[Block] = []
    places = sorted({line.collection for line in lines}, key=words.place)
    for place in places:
        those = [line for line in lines if line.collection == place]
        if len(places) > 1:
            told.append(Heading(upper_first(_of(place, words)), level))
        elif called := words.other_collection(place):
            told.append(Paragraph(sentence(upper_first(called))))
        same = {n for n in once if len(those) > 1 and len({line.cells[n] for line in those}) == 1}
        if same:
            told_once = (
                put("{head}: {value}.", head=heads[n], value=those[0].cells[n])
                for n in once
                if n in same
            )
            told.append(Paragraph(join(" ", told_once)))
        kept = [n for n in range(len(heads)) if n not in same]
        addressed = any(line.anchor for line in those)
        told.append(
            Table(
                tuple(heads[n] for n in kept),
                tuple(tuple(line.cells[n] for n in kept) for line in those),
                tuple(shares[n] for n in kept),
                True,
                tuple(line.anchor for line in those) if addressed else (),
            )
        )
    return told


def _of(place: str | None, words: Words) -> Text:
    return words.collection(place) if place else say("of no collection")
