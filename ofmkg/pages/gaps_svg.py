"""The map of gaps as a picture that prints well and needs no colour."""

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from rich.cells import cell_len

from ofmkg.analyses.gaps.analysis import Gaps, VectorGaps
from ofmkg.analyses.gaps.cells import GapCell, Level
from ofmkg.graph.model import Collection
from ofmkg.graph.terms import BASE
from ofmkg.pages.cell import address
from ofmkg.pages.gaps_brief import in_brief
from ofmkg.pages.gaps_words import (
    counted,
    few,
    level_name,
    level_word,
    on_naming,
    place_heading,
    study_reading,
    threat,
    title,
)
from ofmkg.pages.messages import join, joined, lower_first, name, number, say, upper_first
from ofmkg.pages.svg import FAINT, INK, PAPER, Drawing, Value, lines, origin
from ofmkg.pages.svg_states import StatePatterns
from ofmkg.pages.words import Words

_EDGE, _NAMES, _COLUMN, _ROW = 20.0, 216.0, 122.0, 62.0
_BAR, _SWATCH, _INSIDE, _LINE = 12.0, 10.0, 8.0, 15.0


def to_svg(result: Gaps, words: Words, note: str = "") -> str:
    """Return the map as a standalone SVG file.

    Each cell says in words and numbers what its pattern shows, and leads to its studies. `note`
    names a reading of the data that is not the plain one.
    """
    return _Map(result, words, note).drawn()


class _Map:
    def __init__(self, g: Gaps, words: Words, note: str) -> None:
        self._g, self._words, self._note = g, words, note
        places = [
            (place, [row for row in g.vectors if row.collection == place.id])
            for place in g.collections
        ]
        self._places: list[tuple[Collection, list[VectorGaps], list[str]]] = [
            (place, rows, list(in_brief(rows, g.framework, words, plain=False)))
            for place, rows in places
        ]
        self._changed = {(c.collection, c.vector, c.step): c.was for c in g.changes or ()}
        said = [
            f"{place_heading(place, rows)}: {' '.join(brief)}"
            for place, rows, brief in self._places
        ]
        whole = 2 * _EDGE + _NAMES + _COLUMN * len(g.framework.steps)
        description = " ".join([*([note] if note else []), *said])
        self._d = Drawing("ofmkg-gaps", whole, title(), description)
        self._states = StatePatterns(self._d)
        self._wide = whole - 2 * _EDGE

    def drawn(self) -> str:
        d = self._d
        y = d.text(_EDGE, 38, lines(title(), self._wide, 20), size=20, bold=True)
        if self._note:
            y = d.text(_EDGE, y, lines(self._note, self._wide), bold=True)
        for place, rows, brief in self._places:
            y = d.text(_EDGE, y + 8, [place_heading(place, rows)], size=15, bold=True)
            for sentence in brief:
                y = d.text(_EDGE, y, lines(sentence, self._wide)) + 2
            y = self._table(rows, y + 8)
            for caveat in place.caveats:
                y = d.text(_EDGE, y, lines(name(caveat), self._wide, 11), size=11)
        y = self._legend(y + 14)
        y = d.text(_EDGE, y + 4, [origin(f"{BASE}gaps")], size=11)
        return d.finished(y + 4)

    def _table(self, rows: Sequence[VectorGaps], top: float) -> float:
        steps = self._g.framework.steps
        heads = [lines(upper_first(name(step.short_label)), _COLUMN - 14) for step in steps]
        deepest = max((len(head) for head in heads), default=1)
        for n, head in enumerate(heads):
            x = _EDGE + _NAMES + n * _COLUMN + 4
            self._d.text(x, top + 14 + (deepest - len(head)) * 17.5, head, bold=True)
        y = top + 6 + deepest * 17.5
        for row in rows:
            y += self._row(row, y)
        return y + 22

    def _row(self, row: VectorGaps, y: float) -> float:
        """Draw a row and return its height."""
        below = 12.0 if row.broader else 0.0
        names = lines(threat(row), _NAMES - 8 - below)
        bottom = self._d.text(_EDGE + below, y + 17, names, bold=not row.broader)
        bottom = self._d.text(_EDGE + below, bottom, [_counted(row)], size=11)
        deepest = max(
            len(_packed(cell)) + len(self._word(cell)) - 1 + bool(self._was(row, cell))
            for cell in row.cells
        )
        high = max(_ROW + _LINE * (deepest - 1), bottom - y - _LINE + _INSIDE)
        for n, cell in enumerate(row.cells):
            self._cell(row, cell, _EDGE + _NAMES + n * _COLUMN, y, high - _INSIDE)
        return high

    def _cell(self, row: VectorGaps, cell: GapCell, x: float, y: float, high: float) -> None:
        step = next(s for s in self._g.framework.steps if s.step == cell.step)
        group = self._d.link(f"{BASE}{address(row.vector, cell.step, self._asked(row))}")
        where = join(", ", (threat(row), lower_first(name(step.label))))
        told = join(": ", (where, self._told(cell)))
        self._d.say("title", told, group)
        wide = _COLUMN - _INSIDE
        left_out = cell.level in ("nobody", "not-in-those-read")
        empty = left_out or cell.level == "no-study"
        frame: dict[str, Value] = {"stroke": INK if cell.level != "no-study" else FAINT}
        if empty:
            frame |= {"stroke_dasharray": "6 4" if left_out else "1 4"}
        frame["stroke_width"] = 2 if left_out else 1
        self._d.put("rect", group, x=x, y=y, width=wide, height=high, fill=PAPER, **frame)
        self._bar(cell, group, x + 1, y + 1, wide - 2)
        base = y + _BAR + 16
        for word in self._word(cell):
            self._d.text(x + 6, base, [word], group, bold=not empty, faint=not cell.studies)
            base += _LINE
        was = self._was(row, cell)
        if was:
            before = say("was: {level}", level=level_name(was, self._words))
            self._d.text(x + 6, base - 1, [before], group, size=11)
        for n, line in enumerate(reversed(_packed(cell))):
            at, base = x + 6, y + high - 5 - n * _LINE
            for state, studies in line:
                self._states.swatch(state, group, at, base - 9, _SWATCH)
                self._d.text(at + 14, base, [str(studies)], group, size=11)
                at += _needed(studies)

    def _word(self, cell: GapCell) -> list[str]:
        """Return the lines that say what a cell is."""
        word = joined(level_word(cell, self._words), say("we infer") if cell.inferred else "")
        return lines(word + (" ?" if cell.unsure == "all" else ""), _COLUMN - _INSIDE - 10)

    def _was(self, row: VectorGaps, cell: GapCell) -> Level | None:
        """Return what a cell is in the data as they stand, if that is another level."""
        was = self._changed.get((row.collection, row.vector, cell.step))
        return None if was == cell.level else was

    def _asked(self, row: VectorGaps) -> dict[str, str]:
        """Return what the address of a cell asks for beside it: a figure may stand anywhere."""
        return {"collection": row.collection, "framework": self._g.framework.id}

    def _bar(self, cell: GapCell, group: Element, x: float, y: float, wide: float) -> None:
        """Draw how the studies of a cell divide into states."""
        whole = sum(studies for _, studies in counted(cell))
        for state, studies in counted(cell):
            share = wide * studies / whole
            self._d.put(
                "rect", group, x=x, y=y, width=share, height=_BAR, fill=self._states.fill(state)
            )
            x += share
        if whole:
            edge: dict[str, Value] = {"stroke": FAINT, "stroke_width": 0.5}
            self._d.put("path", group, d=f"M{x - wide:g} {y + _BAR:g} h{wide:g}", **edge)

    def _told(self, cell: GapCell) -> str:
        """Say what a cell shows, with what the first studies do and where that stands."""
        said = "; ".join(few([study_reading(each, self._words) for each in cell.studies]))
        level = level_word(cell, self._words)
        told = cell.level in ("nobody", "not-in-those-read") or cell.at_least
        return f"{level}: {said}" if told else said or level

    def _legend(self, y: float) -> float:
        x = _EDGE
        for state in self._words.states.values():
            label = state.label
            needed = 30 + 7.2 * cell_len(label)
            if x + needed > self._d.width - _EDGE:
                x, y = _EDGE, y + 18
            self._states.swatch(state.id, None, x, y - 9, _SWATCH)
            self._d.text(x + 15, y, [label], size=12)
            x += needed
        y += 20
        for note in self._notes():
            y = self._d.text(_EDGE, y, lines(note, self._wide, 11), size=11)
        return y

    def _notes(self) -> Iterable[str]:
        """Say what the signs of the drawing mean."""
        yield say(
            "The bar shows how the studies of a vector divide; the word tells the most that any of "
            "them is seen to do; the number beside a pattern tells how many studies it stands for."
        )
        yield say(
            "A broken frame: the step is not addressed, not even in part, by the one study read, "
            "or by those that were judged. A question mark: it rests on codings that are not sure, "
            "and no other."
        )
        cells = [cell for row in self._g.vectors for cell in row.cells]
        if any(cell.level == "nobody" for cell in cells):
            yield say("nobody: two studies or more were read and judged, and none addresses it.")
        if any(cell.at_least for cell in cells):
            yield say(
                "at least: some of these studies were not read in full, or could not be judged; "
                "none is seen to address the step fully, which does not say that none does."
            )
        if any(cell.inferred for cell in cells):
            yield say(
                "we infer: that a study assumes the step is our inference; the source does not say "
                "so."
            )
        if any(row.named_by for row in self._g.vectors):
            yield on_naming()


def _counted(row: VectorGaps) -> str:
    if row.studies:
        studies = number(len(row.studies), "{n} study", "{n} studies")
        return f"{studies}: {row.studies[0]}" if len(row.studies) == 1 else studies
    if not row.broader:
        return number(0, "{n} study", "{n} studies")
    if not row.named_by:
        return say("no study")
    return number(
        len(row.named_by),
        "no study; named by {n} study",
        "no study; named by {n} studies",
    )


def _packed(cell: GapCell) -> list[list[tuple[str, int]]]:
    """Put the numbers of a cell on as few lines as they fit on."""
    packed: list[list[tuple[str, int]]] = [[]]
    for state, studies in counted(cell):
        used = sum(_needed(each) for _, each in packed[-1])
        if packed[-1] and used + _needed(studies) > _COLUMN - _INSIDE:
            packed.append([])
        packed[-1].append((state, studies))
    return packed


def _needed(studies: int) -> float:
    """Return the width of a swatch with a number."""
    return 20 + 7 * len(str(studies))
