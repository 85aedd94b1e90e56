"""What one study does on one step, and what several studies on a step add up to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ofmkg.analyses.compare.differences import AT_LEAST, CODERS_DIFFER, NO_BASIS, UNSURE
from ofmkg.analyses.compare.result import Share
from ofmkg.errors import DataError
from ofmkg.graph.model import OtherReading, Voice
from ofmkg.graph.terms import short, short_if
from ofmkg.graph.voices import voice

Level = Literal["addressed", "partial", "nobody", "not-in-those-read", "uncoded", "no-study"]
Row = Mapping[str, str]
Key = tuple[str, str, str]  # collection, study, step

# The states that decide a level: those of the first of these that any study is in.
_LEFT_OUT = ("assumed", "skipped")
_DECIDING: dict[Level, tuple[str, ...]] = {
    "addressed": ("addressed",),
    "partial": ("partial",),
    "nobody": _LEFT_OUT,
    "not-in-those-read": _LEFT_OUT,
    "uncoded": ("uncoded",),
    "no-study": (),
}
_ENOUGH = 2  # studies that must have been read before nobody can be said to address a step


@dataclass(frozen=True, slots=True)
class StudyCell:
    """One study on one step, with what must travel with its state.

    `assumes` are the assumptions that stand in for the step, `assumed_basis` how they are known and
    `assumed_voice` whose word that is;
    `others` the outcomes of coders who differ; `locator` (of the cell) and `read_at` (of the whole
    assessment) point into the work `source`. Rationale and what is missing are in the matrix.
    """

    study: str
    vector: str
    state: str
    basis: str | None = None
    alternative: str | None = None
    lower_bound: bool = False
    others: tuple[OtherReading, ...] = ()
    assumes: tuple[str, ...] = ()
    assumed_basis: tuple[str, ...] = ()
    assumed_voice: tuple[Voice, ...] = ()
    locator: str | None = None
    source: str | None = None
    read_at: str | None = None
    coder: str | None = None
    text_read: str | None = None

    @property
    def inferred(self) -> bool:
        """Whether the step counts as assumed by our inference alone."""
        return self.state == "assumed" and set(self.assumed_voice) <= {"inference"}


@dataclass(frozen=True, slots=True)
class GapCell:
    """One step of the framework over all studies of a vector.

    `level` is the most that any of them is seen to do: addressed, partial, nobody (two studies or
    more, all judged, and each leaves the step out or assumes it), not-in-those-read (the same of a
    single study, or where others could not be judged), uncoded (no study was judged on it),
    no-study. `unsure` tells how many of the codings that decide the level could be otherwise; all
    means that it rests on nothing else. Of those codings, `ambiguous` and `contested` (coders
    differ) and `inferred` (assumed, by our inference alone) are counted. `at_least` tells that a
    study may do more than the level says, since it was not read in full or not judged.
    """

    step: str
    level: Level
    addressed: int
    partial: int
    assumed: int
    skipped: int
    uncoded: int
    unsure: Share
    ambiguous: int
    contested: int
    inferred: int
    at_least: bool
    studies: tuple[StudyCell, ...]

    @property
    def judged(self) -> int:
        """Return how many studies were judged on the step."""
        return len(self.studies) - self.uncoded

    def deciding(self) -> tuple[StudyCell, ...]:
        """Return the studies that decide the level."""
        return tuple(cell for cell in self.studies if cell.state in _DECIDING[self.level])


def study_cells(rows: Iterable[Row], contested: Iterable[Row] = ()) -> dict[Key, StudyCell]:
    """Return a cell for each (collection id, study id, step id).

    `rows` are those of the query `states`, `contested` those of `contested-cells`. Raises
    DataError where two readings of one cell are in use at once.
    """
    grouped: dict[Key, list[Row]] = {}
    for row in rows:
        key = (short(row["collection"]), short(row["study"]), short(row["step"]))
        grouped.setdefault(key, []).append(row)
    differing: dict[Key, dict[tuple[str, OtherReading], None]] = {}
    for row in contested:
        if "codedBy" not in row or "otherCoder" not in row:
            continue
        key = (short(row["collection"]), short(row["study"]), short(row["step"]))
        pairs = differing.setdefault(key, {})
        pairs[short(row["codedBy"]), OtherReading.of(row)] = None
        pairs[short(row["otherCoder"]), OtherReading.of(row, side="")] = None
    return {key: _study_cell(group, differing.get(key, ())) for key, group in grouped.items()}


def gap_cell(step: str, studies: Iterable[StudyCell]) -> GapCell:
    """Return what studies on one step add up to; they are kept in the order of their ids."""
    cells = tuple(sorted(studies, key=lambda cell: cell.study))
    count = {state: 0 for states in _DECIDING.values() for state in states}
    for cell in cells:
        count[cell.state] += 1
    level = level_of(count)
    deciding = [cell for cell in cells if cell.state in _DECIDING[level]]
    doubtful = sum(bool(doubts(cell)) for cell in deciding)
    unsure: Share = "none" if not doubtful else "all" if doubtful == len(deciding) else "some"
    return GapCell(
        step,
        level,
        **count,
        unsure=unsure,
        ambiguous=sum(cell.basis == "ambiguous" for cell in deciding),
        contested=sum(bool(cell.others) for cell in deciding),
        inferred=sum(cell.inferred for cell in deciding),
        at_least=level not in ("addressed", "uncoded", "no-study")
        and any(cell.lower_bound or cell.state == "uncoded" for cell in cells),
        studies=cells,
    )


def level_of(states: Mapping[str, int]) -> Level:
    """Return the most that studies do, from how many are in each state."""
    if states.get("addressed"):
        return "addressed"
    if states.get("partial"):
        return "partial"
    left_out = sum(states.get(state, 0) for state in _LEFT_OUT)
    if left_out:
        enough = left_out >= _ENOUGH and not states.get("uncoded")
        return "nobody" if enough else "not-in-those-read"
    return "uncoded" if states.get("uncoded") else "no-study"


def doubts(cell: StudyCell) -> tuple[str, ...]:
    """Tell why a coding could be otherwise, in the terms of `analyses.compare.differences`, if so.

    What is coded as addressed "at least" cannot become more. A cell that was not coded is not
    unsure: nothing is known of it.
    """
    if cell.state == "uncoded":
        return ()
    found = (
        cell.basis or NO_BASIS,
        AT_LEAST if cell.lower_bound and cell.state != "addressed" else "",
        CODERS_DIFFER if cell.others else "",
    )
    return tuple(reading for reading in found if reading in UNSURE)


def _study_cell(rows: Sequence[Row], differing: Iterable[tuple[str, OtherReading]]) -> StudyCell:
    first = rows[0]
    study, step = short(first["study"]), short(first["step"])
    readings = {(r.get("codedBy"), r["state"], r.get("basis"), r.get("alternative")) for r in rows}
    if len(readings) > 1:
        raise DataError(
            f"{study} has two readings of {step} in use at once; exactly one assessment may be "
            "adopted, with one coding per step. See: ofmkg validate"
        )
    coder = short_if(first.get("codedBy"))
    stand_ins = {short(row["assumption"]): row for row in rows if "assumption" in row}
    bases = (row["assumedBasis"] for row in stand_ins.values() if "assumedBasis" in row)
    return StudyCell(
        study,
        short(first["vector"]),
        first["state"],
        first.get("basis"),
        first.get("alternative"),
        first.get("lowerBound") in ("true", "1"),
        tuple(other for who, other in differing if who == coder),
        tuple(stand_ins),
        tuple(dict.fromkeys(bases)),
        tuple(dict.fromkeys(voice(row, "assumedVoice") for row in stand_ins.values())),
        first.get("locator"),
        short_if(first.get("source")),
        first.get("readAt"),
        coder,
        first.get("textRead"),
    )
