"""Studies by steps as a picture that prints well, needs no colour and can stand alone."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from ofmkg.graph.model import Cell, Matrix, MatrixRow
from ofmkg.graph.terms import BASE
from ofmkg.pages.cells import phrased, reviewed
from ofmkg.pages.matrix_words import coded, heading, signs, title
from ofmkg.pages.messages import (
    Text,
    join,
    joined,
    lower_first,
    name,
    say,
    upper_first,
)
from ofmkg.pages.svg import Drawing, lines, origin
from ofmkg.pages.svg_states import StatePatterns
from ofmkg.pages.words import Words

_EDGE, _NAMES, _COLUMN = 20.0, 250.0, 116.0
_SIGN, _BESIDE, _LINE, _ROOM = 18.0, 9.0, 15.0, 14.0


def to_svg(result: Matrix, words: Words, note: str = "") -> str:
    """Return the matrix as a standalone SVG file.

    Each cell has a pattern and says in words what it shows and what is doubtful of it. `note` names
    a reading of the data that is not the plain one.
    """
    return _Figure(result, words, note).drawn()


class _Figure:
    def __init__(self, m: Matrix, words: Words, note: str) -> None:
        self._m, self._words, self._note = m, words, note
        self._places = [
            (place, [row for row in m.rows if row.collection == place.id])
            for place in m.collections
        ]
        self._places = [(place, rows) for place, rows in self._places if rows]
        whole = 2 * _EDGE + _NAMES + _COLUMN * len(m.framework.steps)
        told = [note] if note else []
        told += [f"{heading(place, rows)}: {_described(rows)}" for place, rows in self._places]
        self._d = Drawing("ofmkg-matrix", whole, title(), " ".join(told))
        self._states = StatePatterns(self._d)
        self._wide = whole - 2 * _EDGE

    def drawn(self) -> str:
        d = self._d
        y = d.text(_EDGE, 38, lines(title(), self._wide, 20), size=20, bold=True)
        counts = say(
            "Each row is a study, each cell one step of it: {framework}.",
            framework=lower_first(name(self._m.framework.label)),
        )
        y = d.text(_EDGE, y, lines(counts, self._wide))
        if self._note:
            y = d.text(_EDGE, y, lines(self._note, self._wide), bold=True)
        if not self._places:
            y = d.text(_EDGE, y + 8, [say("No study in this collection.")])
        for place, rows in self._places:
            head = lines(heading(place, rows), self._wide, 15)
            y = d.text(_EDGE, y + 10, head, size=15, bold=True)
            y = self._table(rows, y)
            for caveat in place.caveats:
                y = d.text(_EDGE, y, lines(name(caveat), self._wide, 11), size=11)
        y = self._legend(y + 14)
        source = origin(BASE.rstrip("/"))
        y = d.text(_EDGE, y + 2, [source], size=11)
        return d.finished(y + 4)

    def _table(self, rows: Sequence[MatrixRow], top: float) -> float:
        steps = self._m.framework.steps
        heads = [lines(upper_first(name(step.short_label)), _COLUMN - 14) for step in steps]
        deepest = max((len(head) for head in heads), default=1)
        for n, head in enumerate(heads):
            x = _EDGE + _NAMES + n * _COLUMN
            self._d.text(x, top + 4 + (deepest - len(head)) * 17.5, head, bold=True)
        y = top + deepest * 17.5 - 6
        for row in rows:
            y = self._row(row, y)
        self._d.rule(_EDGE, y, self._wide)
        return y + 20

    def _row(self, row: MatrixRow, y: float) -> float:
        """Draw a row and return where it ends."""
        self._d.rule(_EDGE, y, self._wide)
        wide = _NAMES - 14
        bottom = self._d.text(_EDGE, y + 20, lines(name(row.label), wide, 14.5), bold=True)
        read = _read(row, self._words)
        bottom = self._d.text(_EDGE, bottom, lines(read, wide, 11), size=11) if read else bottom
        ends = [bottom - _LINE]
        for n, cell in enumerate(row.cells):
            ends.append(self._cell(row, n, cell, _EDGE + _NAMES + n * _COLUMN, y + 7))
        return max(ends) + _ROOM

    def _cell(self, row: MatrixRow, n: int, cell: Cell, x: float, y: float) -> float:
        """Draw a cell and return its lowest base line."""
        known = phrased(cell, self._words)
        step = self._m.framework.steps[n]
        group = self._d.put("g")
        doubts = list(_doubts(cell, self._words))
        where = join(", ", (name(row.label), lower_first(name(step.label))))
        self._d.say("title", join(": ", (where, joined(known.state.label, *doubts))), group)
        self._states.swatch(cell.state, group, x, y, _SIGN)
        if known.other:
            self._states.swatch(known.other.id, group, x + _SIGN + 4, y, _SIGN * 0.7)
        wide = _COLUMN - _BESIDE
        base = y + _SIGN + _LINE
        base = self._d.text(x, base, lines(known.state.label, wide), group, bold=True)
        for doubt in doubts:
            base = self._d.text(x, base - 1, lines(doubt, wide, 11), group, size=11)
        return base - _LINE

    def _legend(self, y: float) -> float:
        x = _EDGE
        for state in self._words.states.values():
            label = state.label
            needed = 30 + 7.2 * cell_len(label)
            if x + needed > self._d.width - _EDGE:
                x, y = _EDGE, y + 18
            self._states.swatch(state.id, None, x, y - 9, 10.0)
            self._d.text(x + 15, y, [label], size=12)
            x += needed
        y += 20
        notes = signs(
            self._m,
            say("at least: less than the whole text was read."),
            say("coders differ: another coder reads the same step otherwise."),
        )
        for note in notes:
            y = self._d.text(_EDGE, y, lines(note, self._wide, 11), size=11)
        return y


def _described(rows: Sequence[MatrixRow]) -> str:
    return join("; ", [name(row.label) for row in rows])


def _doubts(cell: Cell, words: Words) -> Iterator[Text]:
    known = phrased(cell, words)
    other = say("or {state}", state=known.other.label) if known.other else ""
    told = (known.inferred, Text(other), known.at_least, known.differ, known.decided)
    yield from (each for each in (*told, reviewed(cell)) if each)


def _read(row: MatrixRow, words: Words) -> Text:
    """Say in which work a study was read, and how far."""
    first = coded(row)
    if first is None:
        return say("not coded")
    far = lower_first(words.word("TextExtent", first.text_read))
    source = words.work(first.source or "")
    return say("{source}; read: {extent}", source=source, extent=far) if far else source
