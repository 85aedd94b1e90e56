"""The map of gaps as a table whose cells lead to their studies, collections side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from ofmkg.analyses.cell import StepCell
from ofmkg.analyses.gaps.analysis import Gaps, VectorGaps
from ofmkg.analyses.gaps.cells import GapCell
from ofmkg.analyses.parameters import READING
from ofmkg.graph.scenarios import Scenario
from ofmkg.pages.cell import address
from ofmkg.pages.gaps_words import counted, level_word
from ofmkg.pages.messages import (
    Text,
    join,
    joined,
    lower_first,
    name,
    number,
    put,
    say,
    upper_first,
)
from ofmkg.pages.words import Words

Asked = Mapping[str, str | None]
Kept = Mapping[str, str | tuple[str, ...]]  # what an address asks for beside a cell


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell of the table: where it leads, what it says, and the whole of it in words.

    `level` is that of the map, `marks` tell what makes it unsure, `numbers` are signs of states
    with how many studies are in each.
    """

    href: str
    level: str
    word: str
    marks: Text
    numbers: tuple[tuple[str, int], ...]
    told: Text


@dataclass(frozen=True, slots=True)
class Line:
    """A vector in one collection; the first line of a vector tells how many `lines` it has."""

    vector: str
    label: str
    narrower: bool
    lines: int
    collection: str
    studies: Text
    cells: tuple[Shown, ...]


def rows(result: Gaps, reading: Scenario, asked: Asked, words: Words) -> tuple[Line, ...]:
    """Return the lines of the table, those of one vector together, in the order of the map.

    A vector without studies in any of the collections has no line, unless it is a top one.
    """
    labels = {each.id: each.label for each in result.collections}
    default = {each.id for each in result.collections if each.is_default}
    by: dict[str, list[VectorGaps]] = {}
    for row in result.vectors:
        if row.studies or not row.broader:
            by.setdefault(row.vector, []).append(row)
    steps = {each.step: lower_first(name(each.label)) for each in result.framework.steps}

    def cell(row: VectorGaps, found: GapCell, kept: Kept) -> Shown:
        place = join(", ", (upper_first(name(row.label)), steps[found.step]))
        word = level_word(found, words)
        where = put("{cell}, {collection}", cell=place, collection=name(labels[row.collection]))
        return Shown(
            f"/{address(row.vector, found.step, kept)}",
            found.level,
            word,
            joined(
                say("we infer") if found.inferred else "",
                "?" if found.unsure == "all" else "",
                by=" ",
            ),
            tuple((words.states[state].symbol, studies) for state, studies in counted(found)),
            join(": ", (where, word)),
        )

    def line(row: VectorGaps, at: int, of: int) -> Line:
        place = {} if row.collection in default else {"collection": row.collection}
        kept = {**place, **_kept(reading, asked)}
        return Line(
            row.vector,
            row.label,
            bool(row.broader),
            of if at == 0 else 0,
            labels[row.collection],
            number(len(row.studies), "{n} study", "{n} studies"),
            tuple(cell(row, each, kept) for each in row.cells),
        )

    return tuple(line(row, at, len(those)) for those in by.values() for at, row in enumerate(those))


def beside(result: StepCell, reading: Scenario, asked: Asked) -> tuple[tuple[str, str, bool], ...]:
    """Return the cells of the same vector: address, label of the step, whether it is shown."""
    kept = _kept(reading, asked)
    return tuple(
        (f"/{address(result.vector, each.step, kept)}", each.short_label, each == result.step)
        for each in result.framework.steps
    )


def _kept(reading: Scenario, asked: Asked) -> Kept:
    """Return what an address keeps of how the data are read, and of what was asked."""
    ways = {each.query or each.name: getattr(reading, each.name) for each in READING}
    given = {**ways, **asked}
    return {key: "true" if value is True else value for key, value in given.items() if value}
