"""What several studies on one step add up to."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ofmkg.analyses.compare.differences import AT_LEAST, CODERS_DIFFER, NO_BASIS, UNSURE
from ofmkg.analyses.compare.result import Share
from ofmkg.analyses.gaps.study_cells import Coding, Column, StudyCell

Level = Literal["addressed", "partial", "nobody", "not-in-those-read", "uncoded", "no-study"]

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
