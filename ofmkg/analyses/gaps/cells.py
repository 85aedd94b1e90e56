"""What one study does on one step, and what several studies on a step add up to."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ofmkg.analyses.coded_steps import require_one
from ofmkg.analyses.compare.differences import AT_LEAST, CODERS_DIFFER, NO_BASIS, UNSURE
from ofmkg.analyses.compare.result import Share
from ofmkg.graph import voices
from ofmkg.graph.model import OtherReading, Voice
from ofmkg.graph.rows import Id, grouped

Level = Literal["addressed", "partial", "nobody", "not-in-those-read", "uncoded", "no-study"]
Key = tuple[str, str, str]  # collection, study, step
_KEY = ("collection", "study", "step")

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
class Coding:
    """How a study is coded on a step, as far as a map counts it.

    `contested` tells that coders differ, `inferred` that it counts as assumed by our inference
    alone.
    """

    state: str
    basis: str | None = None
    lower_bound: bool = False
    contested: bool = False
    inferred: bool = False


Column = dict[Coding, list[str]]  # the studies (ids) that are coded so on a step


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
        return voices.of_state(self.state, self.assumed_voice) == "inference"

    @property
    def coding(self) -> Coding:
        """How the study is coded."""
        others = bool(self.others)
        return Coding(self.state, self.basis, self.lower_bound, others, self.inferred)


@dataclass(frozen=True)
class GapCell:
    """One step of the framework over all studies of a vector.

    `level` is the most that any of them is seen to do: addressed, partial, nobody (two studies or
    more, all judged, and each leaves the step out or assumes it), not-in-those-read (the same of a
    single study, or where others could not be judged), uncoded (no study was judged on it),
    no-study. `unsure` tells how many of the codings that decide the level could be otherwise; all
    means that it rests on nothing else. Of those codings, `ambiguous` and `contested` (coders
    differ) and `inferred` (assumed, by our inference alone) are counted. `at_least` tells that a
    study may do more than the level says, since it was not read in full or not judged. What travels
    with the states of `studies` may be asked for only when somebody looks at them.
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

    def __getattr__(self, name: str) -> tuple[StudyCell, ...]:
        """Look up the studies at their first use."""
        if name != "studies" or "_look_up" not in self.__dict__:
            raise AttributeError(name)
        found: tuple[StudyCell, ...] = self.__dict__["_look_up"]()
        self.__dict__["studies"] = found
        return found

    def __getstate__(self) -> dict[str, object]:
        """Return all that is told, with the studies looked up, for those who pickle it."""
        told = {"studies": self.studies, **self.__dict__}
        return {name: value for name, value in told.items() if name != "_look_up"}

    @property
    def judged(self) -> int:
        """Return how many studies were judged on the step."""
        return self.addressed + self.partial + self.assumed + self.skipped

    def deciding(self) -> tuple[StudyCell, ...]:
        """Return the studies that decide the level."""
        return tuple(cell for cell in self.studies if cell.state in _DECIDING[self.level])


@dataclass(frozen=True, slots=True)
class StateRow:
    """A row of the question `states`: a study on a step, and an assumption that stands in."""

    study: Id
    vector: Id
    collection: Id
    step: Id
    state: str
    basis: str | None = None
    alternative: str | None = None
    lower_bound: bool = False
    locator: str | None = None
    source: Id | None = None
    read_at: str | None = None
    coded_by: Id | None = None
    text_read: str | None = None
    assumption: Id | None = None
    assumed_basis: str | None = None
    assumed_voice: Voice | None = None


@dataclass(frozen=True, slots=True)
class ContestedRow:
    """A row of the question `contested-cells`: two coders who read one cell otherwise."""

    study: Id
    collection: Id
    step: Id
    coded_by: Id | None
    outcome: str
    lower_bound: bool = False
    text_read: str | None = None
    rationale: str | None = None
    locator: str | None = None
    source: Id | None = None
    other_coder: Id | None = None
    other_outcome: str = ""
    other_lower_bound: bool = False
    other_text_read: str | None = None
    other_rationale: str | None = None
    other_locator: str | None = None
    other_source: Id | None = None

    def readings(self) -> Iterator[tuple[str, OtherReading]]:
        """Yield for each of the two coders, if both are known, what the other reads."""
        if self.coded_by is None or self.other_coder is None:
            return
        yield (
            self.coded_by,
            OtherReading(
                coder=self.other_coder,
                outcome=self.other_outcome,
                lower_bound=self.other_lower_bound,
                text_read=self.other_text_read,
                rationale=self.other_rationale,
                locator=self.other_locator,
                source=self.other_source,
            ),
        )
        yield (
            self.other_coder,
            OtherReading(
                coder=self.coded_by,
                outcome=self.outcome,
                lower_bound=self.lower_bound,
                text_read=self.text_read,
                rationale=self.rationale,
                locator=self.locator,
                source=self.source,
            ),
        )


def study_cells(
    rows: Iterable[StateRow], contested: Iterable[ContestedRow] = ()
) -> dict[Key, StudyCell]:
    """Return a cell for each (collection id, study id, step id).

    Raises DataError where two readings of one cell are in use at once.
    """
    differing: dict[Key, dict[tuple[str, OtherReading], None]] = {}
    for key, pairs in grouped(contested, *_KEY).items():
        differing[key] = {found: None for pair in pairs for found in pair.readings()}
    return {
        key: _study_cell(group, differing.get(key, ()))
        for key, group in grouped(rows, *_KEY).items()
    }


def gap_cell(step: str, studies: Iterable[StudyCell]) -> GapCell:
    """Return what studies on one step add up to; they are kept in the order of their ids."""
    cells = tuple(sorted(studies, key=lambda cell: cell.study))
    return _summed(step, Counter(cell.coding for cell in cells), cells)


def gap_cell_of(step: str, column: Column, studies: Callable[[], tuple[StudyCell, ...]]) -> GapCell:
    """Return what studies on one step add up to; `studies` returns them when somebody looks."""
    found = _summed(step, {coding: len(those) for coding, those in column.items()}, ())
    del found.__dict__["studies"]
    found.__dict__["_look_up"] = studies
    return found


def _summed(step: str, codings: Mapping[Coding, int], studies: tuple[StudyCell, ...]) -> GapCell:
    count = {state: 0 for states in _DECIDING.values() for state in states}
    for coding, number in codings.items():
        count[coding.state] += number
    level = level_of(count)
    deciding = Counter({c: n for c, n in codings.items() if c.state in _DECIDING[level]})

    def number_of(which: Callable[[Coding], bool]) -> int:
        return sum(number for coding, number in deciding.items() if which(coding))

    doubtful = number_of(lambda coding: bool(doubts(coding)))
    unsure: Share = "none" if not doubtful else "all" if doubtful == deciding.total() else "some"
    return GapCell(
        step,
        level,
        **count,
        unsure=unsure,
        ambiguous=number_of(lambda coding: coding.basis == "ambiguous"),
        contested=number_of(lambda coding: coding.contested),
        inferred=number_of(lambda coding: coding.inferred),
        at_least=level not in ("addressed", "uncoded", "no-study")
        and any(coding.lower_bound or coding.state == "uncoded" for coding in codings),
        studies=studies,
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


def doubts(coding: Coding) -> tuple[str, ...]:
    """Tell why a coding could be otherwise, in the terms of `analyses.compare.differences`, if so.

    What is coded as addressed "at least" cannot become more. A cell that was not coded is not
    unsure: nothing is known of it.
    """
    if coding.state == "uncoded":
        return ()
    found = (
        coding.basis or NO_BASIS,
        AT_LEAST if coding.lower_bound and coding.state != "addressed" else "",
        CODERS_DIFFER if coding.contested else "",
    )
    return tuple(reading for reading in found if reading in UNSURE)


def _study_cell(
    rows: Sequence[StateRow], differing: Iterable[tuple[str, OtherReading]]
) -> StudyCell:
    first = rows[0]
    if len(rows) > 1:  # which few of many have
        readings = ((r.coded_by, r.state, r.basis, r.alternative) for r in rows)
        require_one(first.study, first.step, readings)
    stand_ins = {row.assumption: row for row in rows if row.assumption}
    bases = [row.assumed_basis for row in stand_ins.values() if row.assumed_basis]
    voices = [row.assumed_voice for row in stand_ins.values() if row.assumed_voice]
    return StudyCell(
        study=first.study,
        vector=first.vector,
        state=first.state,
        basis=first.basis,
        alternative=first.alternative,
        lower_bound=first.lower_bound,
        others=tuple([other for who, other in differing if who == first.coded_by]),
        assumes=tuple(stand_ins),
        assumed_basis=tuple(dict.fromkeys(bases)) if bases else (),
        assumed_voice=tuple(dict.fromkeys(voices)) if voices else (),
        locator=first.locator,
        source=first.source,
        read_at=first.read_at,
        coder=first.coded_by,
        text_read=first.text_read,
    )
