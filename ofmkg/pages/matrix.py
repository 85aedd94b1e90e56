"""A matrix as a document, and as CSV."""

import re
from collections.abc import Iterable
from textwrap import wrap

from rich.cells import cell_len

from ofmkg.graph.model import Cell, Matrix, MatrixRow
from ofmkg.pages import csv_text, matrix_words
from ofmkg.pages.blocks import Block, Heading, Item, Items, Page, Paragraph, Table
from ofmkg.pages.cells import assumed, checked, other_reading, phrased, reviewed, state
from ofmkg.pages.messages import (
    Text,
    ident,
    join,
    joined,
    lower_first,
    name,
    number,
    put,
    say,
    typed,
)
from ofmkg.pages.words import Words

_HEAD = 15  # characters for the names of a study and its vector


def document(result: Matrix, words: Words) -> Page:
    """Return the matrix in words and plain signs, with legend, sources and caveats."""
    return tuple(_blocks(result, words))


def to_csv(result: Matrix) -> str:
    """Return a header `study,` and the step ids, then a row of cell states per study."""
    head = ["study", *(step.step for step in result.framework.steps)]
    rows = ([row.study, *(cell.state for cell in row.cells)] for row in result.rows)
    return csv_text.to_csv((head, *rows))


def inferred(result: Matrix) -> tuple[Text, ...]:
    """Name the cells whose state rests on our inference alone, which a table of states hides."""
    return tuple(
        say(
            "{study}, {step}: assumed, as we infer; the source does not say so",
            study=row.study,
            step=step.step,
        )
        for row in result.rows
        for cell, step in zip(row.cells, result.framework.steps, strict=True)
        if cell.voice == "inference"
    )


def _blocks(m: Matrix, words: Words) -> Iterable[Block]:
    yield Heading(matrix_words.title(), 1)
    for place in m.collections:
        rows = [row for row in m.rows if row.collection == place.id]
        if not rows:
            continue
        yield Heading(matrix_words.heading(place, rows))
        columns: tuple[str, ...] = (
            say("Study"),
            *(name(step.short_label, step.step) for step in m.framework.steps),
        )
        cells = tuple((_head(row), *(_cell(cell, words) for cell in row.cells)) for row in rows)
        yield Table(columns, cells, _widths(columns, cells))
        yield Items(tuple(Item(name(caveat)) for caveat in place.caveats))
    if not m.rows:
        yield Paragraph(say("No study in this collection."))
    yield Heading(say("Legend"))
    yield Items(tuple(map(Item, _legend(m, words))))
    notes = tuple(_notes(m, words))
    if notes:
        yield Heading(say("Cells to read with care"))
        yield Items(notes)
    yield Heading(say("Sources"))
    yield Items(tuple(_source(row, words) for row in m.rows))
    for other, hidden in m.elsewhere:
        yield Paragraph(
            number(
                hidden,
                "Not shown: {n} study of the collection {collection}{how}.",
                "Not shown: {n} studies of the collection {collection}{how}.",
                how=typed("--collection all"),
                collection=repr(str(name(other))),
            )
        )


def _widths(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> tuple[int, ...]:
    """Return for each column the width of its longest line, or word of its heading."""
    return tuple(
        max(
            *(cell_len(word) for word in column.split()),
            *(cell_len(part) for row in rows for part in re.split("\n|, ", row[n])),
        )
        for n, column in enumerate(columns)
    )


def _head(row: MatrixRow) -> Text:
    parts = ((row.study, row.study), (row.vector, f"vector/{row.vector}"))
    return join(
        "\n",
        (name(line, thing) for shown, thing in parts for line in wrap(shown, _HEAD)),
    )


def _cell(cell: Cell, words: Words) -> Text:
    known = phrased(cell, words)
    marks = ("+" if cell.lower_bound else "") + ("*" if cell.contested else "")
    signs = join("", (known.signs, marks))
    return joined(signs, known.short_label, reviewed(cell), by="\n")


def _legend(m: Matrix, words: Words) -> Iterable[Text]:
    for each in words.states.values():
        yield put(
            "{sign} {state}: {meaning}",
            sign=each.symbol,
            state=each.label,
            meaning=words.meaning("CellState", each.id),
        )
    yield from matrix_words.signs(
        m, say("+ at least this much: less than the whole text was read."), say("* coders differ.")
    )
    if any(cell.reviews for row in m.rows for cell in row.cells):
        yield say(
            "reviewed by: so many persons checked the reading against the text; each agrees or "
            "differs, as it says below."
        )
    steps = joined(
        *(
            join(" = ", (name(s.short_label, s.step), lower_first(name(s.label, s.step))))
            for s in m.framework.steps
        )
    )
    yield say("Steps: {steps}.", steps=steps)


def _notes(m: Matrix, words: Words) -> Iterable[Item]:
    for row in m.rows:
        for cell, step in zip(row.cells, m.framework.steps, strict=True):
            where = join(", ", (ident(row.study), lower_first(name(step.label, step.step))))
            for note in _doubts(cell, words):
                yield Item(join(": ", (where, note)))


def _doubts(cell: Cell, words: Words) -> Iterable[Text]:
    source = words.cite(cell.source, cell.locator)
    if cell.state == "assumed":
        for stand_in in cell.assumes:
            yield assumed(stand_in, cell, words)
    if cell.alternative:
        other = words.word("Outcome", cell.alternative)
        basis = words.word("CodingBasis", cell.basis)
        yield put(
            "{reading} [{known}]",
            reading=say("{state}, or {outcome}", state=state(cell, words), outcome=other),
            known=join("; ", (basis, source)),
        )
    for reading in cell.others:
        yield other_reading(reading, words)
    for each in cell.reviews:
        yield checked(each)


def _source(row: MatrixRow, words: Words) -> Item:
    coded = matrix_words.coded(row)
    study, label = ident(row.study), name(row.label, row.study)
    if coded is None:
        return Item(say("{study} ({label}): not coded.", study=study, label=label))
    return Item(
        say(
            "{study} ({label}): {source}; read {extent}; {coder}.",
            study=study,
            label=label,
            source=words.cite(coded.source, coded.read_at),
            extent=words.word("TextExtent", coded.text_read),
            coder=words.name(coded.coder or ""),
        )
    )
