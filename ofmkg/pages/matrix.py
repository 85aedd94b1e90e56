"""A matrix as a document, and as CSV."""

import csv
import io
import re
from collections.abc import Iterable
from textwrap import wrap

from ofmkg.graph.model import Cell, Matrix, MatrixRow
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.cells import assumed, checked, other_reading, reviewed, state
from ofmkg.pages.messages import lower_first, upper_first
from ofmkg.pages.words import Words, count

_HEAD = 15  # characters for the names of a study and its vector


def document(result: Matrix, words: Words) -> Page:
    """Return the matrix in words and plain signs, with legend, sources and caveats."""
    return tuple(_blocks(result, words))


def to_csv(result: Matrix) -> str:
    """Return a header `study,` and the step ids, then a row of cell states per study."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["study", *(step.step for step in result.framework.steps)])
    for row in result.rows:
        writer.writerow([row.study, *(cell.state for cell in row.cells)])
    return out.getvalue()


def inferred(result: Matrix) -> tuple[str, ...]:
    """Name the cells whose state rests on our inference alone, which a table of states hides."""
    return tuple(
        f"{row.study}, {step.step}: assumed, as we infer; the source does not say so"
        for row in result.rows
        for cell, step in zip(row.cells, result.framework.steps, strict=True)
        if cell.voice == "inference"
    )


def _blocks(m: Matrix, words: Words) -> Iterable[Block]:
    yield Heading("Which steps did each study address, assume or leave out?", 1)
    for place in m.collections:
        rows = [row for row in m.rows if row.collection == place.id]
        if not rows:
            continue
        cutoff = f"; evidence up to {place.cutoff}" if place.cutoff else ""
        number = count(len(rows), "study", "studies")
        yield Heading(f"{upper_first(place.label)} ({number}{cutoff})")
        columns = ("Study", *(step.short_label for step in m.framework.steps))
        lines = tuple((_head(row), *(_cell(cell, words) for cell in row.cells)) for row in rows)
        yield Table(columns, lines, _widths(columns, lines))
        yield Items(tuple(Item(caveat) for caveat in place.caveats))
    if not m.rows:
        yield Paragraph("No study in this collection.")
    yield Heading("Legend")
    yield Items(tuple(_legend(m, words)))
    notes = tuple(_notes(m, words))
    if notes:
        yield Heading("Cells to read with care")
        yield Items(notes)
    yield Heading("Sources")
    yield Items(tuple(_source(row, words) for row in m.rows))
    for label, hidden in m.elsewhere:
        yield Paragraph(
            f"Not shown: {count(hidden, 'study', 'studies')} of the collection {label!r}; "
            "show all with --collection all."
        )


def _widths(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> tuple[int, ...]:
    """Return for each column the width of its longest line, or word of its heading."""
    return tuple(
        max(
            *(len(word) for word in column.split()),
            *(len(part) for row in rows for part in re.split("\n|, ", row[n])),
        )
        for n, column in enumerate(columns)
    )


def _head(row: MatrixRow) -> str:
    return "\n".join(part for name in (row.study, row.vector) for part in wrap(name, _HEAD))


def _cell(cell: Cell, words: Words) -> str:
    shown = words.states[cell.state]
    sign = shown.symbol
    if cell.alternative:
        sign += f" or {words.states[_state_of(cell.alternative)].symbol}"
    marks = ("+" if cell.lower_bound else "") + ("*" if cell.contested else "")
    inferred = ", as we infer" if cell.voice == "inference" else ""
    persons = f"\n{reviewed(cell)}" if cell.reviews else ""
    return f"{sign}{marks}\n{shown.short_label}{inferred}{persons}"


def _state_of(outcome: str) -> str:
    """Return the state whose sign stands for an alternative outcome."""
    return {"absent": "skipped", "not-judged": "uncoded"}.get(outcome, outcome)


def _legend(m: Matrix, words: Words) -> Iterable[Item]:
    for each in words.states.values():
        yield Item(f"{each.symbol} {each.label}: {words.meaning('CellState', each.id)}")
    cells = [cell for row in m.rows for cell in row.cells]
    if any(cell.alternative for cell in cells):
        yield Item(
            "two signs: the coding is ambiguous, and the second outcome would fit the text too."
        )
    if any(cell.lower_bound for cell in cells):
        yield Item("+ at least this much: less than the whole text was read.")
    if any(cell.contested for cell in cells):
        yield Item("* coders differ.")
    if any(cell.voice == "inference" for cell in cells):
        yield Item(
            "as we infer: nothing but our inference stands in for the step; the source does not "
            "say so."
        )
    if any(cell.reviews for cell in cells):
        yield Item(
            "reviewed by: so many persons checked the reading against the text; each agrees or "
            "differs, as it says below."
        )
    steps = "; ".join(f"{s.short_label} = {lower_first(s.label)}" for s in m.framework.steps)
    yield Item(f"Steps: {steps}.")


def _notes(m: Matrix, words: Words) -> Iterable[Item]:
    for row in m.rows:
        for cell, step in zip(row.cells, m.framework.steps, strict=True):
            where = f"{row.study}, {lower_first(step.label)}"
            for note in _doubts(cell, words):
                yield Item(f"{where}: {note}")


def _doubts(cell: Cell, words: Words) -> Iterable[str]:
    source = words.cite(cell.source, cell.locator)
    if cell.state == "assumed":
        for stand_in in cell.assumes:
            yield assumed(stand_in, cell, words)
    if cell.alternative:
        other = words.word("Outcome", cell.alternative)
        basis = words.word("CodingBasis", cell.basis)
        yield f"{state(cell, words)}, or {other} [{basis}; {source}]"
    for reading in cell.others:
        yield other_reading(reading, words)
    for each in cell.reviews:
        yield checked(each)


def _source(row: MatrixRow, words: Words) -> Item:
    coded = next((cell for cell in row.cells if cell.source), None)
    if coded is None:
        return Item(f"{row.study} ({row.label}): not coded.")
    read = words.cite(coded.source, coded.read_at)
    extent = words.word("TextExtent", coded.text_read)
    return Item(
        f"{row.study} ({row.label}): {read}; read {extent}; {words.name(coded.coder or '')}."
    )
