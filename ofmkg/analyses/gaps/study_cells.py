"""What one study does on one step, with what must travel with its state."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ofmkg.analyses.coded_steps import require_one
from ofmkg.graph import voices
from ofmkg.graph.model import OtherReading, Voice
from ofmkg.graph.rows import Id, grouped

Key = tuple[str, str, str]  # collection, study, step
_KEY = ("collection", "study", "step")


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
