"""A comparison as one flat table: a line for each thing that is recorded of a side."""

from collections.abc import Iterable, Iterator
from typing import Literal

from ofmkg.analyses.compare.because import ByDisagreement, ByVectors
from ofmkg.analyses.compare.result import (
    Actor,
    AssumptionRow,
    Assumptions,
    BaselineRow,
    Comparison,
    StepRow,
)
from ofmkg.graph.model import Cell
from ofmkg.pages import csv_text

Side = Literal["a", "b"]
Line = tuple[str | None, ...]
_SIDES: tuple[Side, ...] = ("a", "b")

COLUMNS = (
    "section",  # shared, opposed ... (questions), step, baseline, actor, difference, disagreement
    "id",
    "label",  # of a difference, the id of what shows it
    "side",  # a, b, or empty where it concerns both
    "holder",  # the study, work or worked analysis
    "value",  # position, status, state, extent; who says so, of a difference
    "mode",
    "basis",
    "alternative",
    "statement",
    "locator",
    "source",
    "voice",  # itself, another, inference (of a side); source, inference (of what concerns both)
    "otherwise",  # the section of a question with what only we infer, if it is another
)


def to_csv(result: Comparison) -> str:
    """Return a header and the lines, section by section; a cell without a value is empty."""
    return csv_text.to_csv((COLUMNS, *_lines(result)))


def _lines(c: Comparison) -> Iterator[Line]:
    for section in Assumptions.__slots__:
        for row in getattr(c.assumptions, section):
            yield from _question(section, row)
    for step in c.steps:
        yield from _step(step)
    for baseline in c.baselines:
        yield from _baseline(baseline)
    for side, those in (("", c.actors.shared), ("a", c.actors.only_a), ("b", c.actors.only_b)):
        yield from _actors(side, those)
    for d in (*c.differences, *c.by_inference):
        for row in d.because:
            thing = row.row if isinstance(row, ByVectors) else row.id
            sure = None if isinstance(row, ByDisagreement) else row.sure
            shown = ("difference", d.kind, thing, "", "", d.origin, "", sure)
            yield (*shown, "", "", "", d.source, d.voice, "")
    for each in c.documented:
        for side, parties in zip(_SIDES, (each.a, each.b), strict=True):
            for p in parties:
                stands = "" if p.side is None else str(p.side)
                head = ("disagreement", each.disagreement, each.label, side, p.work, stands)
                told = (p.statement, each.locator, " ".join(each.sources))
                yield (*head, "", each.on_record, "", *told, p.voice, "")


def _question(section: str, row: AssumptionRow) -> Iterator[Line]:
    other = row.with_inferences if row.with_inferences != section else None
    for side, held, status in (("a", row.a, row.a_status), ("b", row.b, row.b_status)):
        head = (section, row.question, row.label, side)
        for s in held:
            value, mode = s.position or s.kind, s.mode or s.kind
            text = s.statement or s.label
            told = ("", text, s.locator, s.source, s.voice, other)
            yield (*head, s.holder, value, mode, s.basis, *told)
        if not held:
            yield (*head, "", status, *[""] * 6, row.voice, other)


def _step(row: StepRow) -> Iterator[Line]:
    for side, cells in zip(_SIDES, (row.a, row.b), strict=True):
        for cell in cells:
            yield ("step", row.step, row.label, side, *_cell(cell))


def _cell(cell: Cell) -> Line:
    place = (cell.locator or cell.read_at, cell.source)
    told = (cell.study, cell.state, "", cell.basis, cell.alternative, cell.rationale)
    return (*told, *place, cell.voice, "")


def _baseline(row: BaselineRow) -> Iterator[Line]:
    for side, notes in zip(_SIDES, (row.a_notes, row.b_notes), strict=True):
        for n in notes:
            head = ("baseline", row.baseline, row.label, side, n.study, n.extent)
            yield (*head, "", "", "", n.statement, n.locator, n.source, "", "")


def _actors(side: str, those: Iterable[Actor]) -> Iterator[Line]:
    for each in those:
        value = "omits" if each.omitted else "considers"
        head = ("actor", each.id, each.label, side, "", value)
        yield (*head, *[""] * 4, each.locator, each.source, "", "")
