"""Which study addressed which step: rows of the question `cells` into cells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ofmkg.analyses.coded_steps import require_one
from ofmkg.graph import voices
from ofmkg.graph.model import Cell, OtherReading, StandIn, Voice
from ofmkg.graph.rows import Id, grouped, read
from ofmkg.graph.terms import short, short_if


@dataclass(frozen=True, slots=True)
class CellRow:
    """A row of the question `cells`; the study, the assumption and the coders are IRIs.

    A cell has a row for each part that is missing, assumption in its place and other reading.
    """

    study: str
    vector: Id
    step: Id
    state: str
    outcome: str | None = None
    basis: str | None = None
    alternative: str | None = None
    rationale: str | None = None
    missing: str | None = None
    assumption: str | None = None
    assumed: str = ""
    assumed_mode: str | None = None
    assumed_basis: str | None = None
    assumed_at: str | None = None
    assumed_voice: Voice = "inference"
    sections: str | None = None
    locator: str | None = None
    source: Id | None = None
    read_at: str | None = None
    coded_by: str | None = None
    coder_kind: Literal["person", "software"] | None = None
    text_read: str | None = None
    lower_bound: bool = False
    other_coder: str | None = None
    other_outcome: str | None = None
    other_lower_bound: bool = False
    other_text_read: str | None = None
    other_rationale: str | None = None
    other_locator: str | None = None
    other_source: Id | None = None


def cells(rows: Iterable[CellRow]) -> dict[tuple[str, str], Cell]:
    """Return a cell for each (study IRI, step id).

    Raises DataError where two readings of one cell are in use at once.
    """
    return {key: _cell(group) for key, group in grouped(rows, "study", "step").items()}


def _cell(rows: Sequence[CellRow]) -> Cell:
    first = rows[0]
    study = short(first.study)
    require_one(study, first.step, ((row.coded_by, row.outcome) for row in rows))
    stand_ins = {
        row.assumption: StandIn(
            id=short(row.assumption),
            statement=row.assumed,
            mode=row.assumed_mode,
            basis=row.assumed_basis,
            locator=row.assumed_at,
            voice=row.assumed_voice,
        )
        for row in rows
        if row.assumption is not None
    }
    others = {
        OtherReading(
            coder=short(row.other_coder),
            outcome=row.other_outcome,
            lower_bound=row.other_lower_bound,
            text_read=row.other_text_read,
            rationale=row.other_rationale,
            locator=row.other_locator,
            source=row.other_source,
        ): None
        for row in sorted(rows, key=lambda row: row.other_coder or "")
        if row.other_outcome is not None and row.other_coder is not None
    }
    return Cell(
        study=study,
        vector=first.vector,
        state=first.state,
        outcome=first.outcome,
        basis=first.basis,
        alternative=first.alternative,
        rationale=first.rationale,
        missing=tuple(dict.fromkeys(row.missing for row in rows if row.missing is not None)),
        assumes=tuple(stand_ins.values()),
        locator=first.locator,
        source=first.source,
        read_at=first.read_at,
        sections=first.sections,
        coder=short_if(first.coded_by),
        coder_kind=first.coder_kind,
        text_read=first.text_read,
        lower_bound=first.lower_bound,
        contested=bool(others),
        others=tuple(others),
        voice=voices.of_state(first.state, (each.voice for each in stand_ins.values())),
        step=first.step,
    )


def of_texts(rows: Iterable[Mapping[str, str]]) -> tuple[Cell, ...]:
    """Return the cells in rows that are texts by column."""
    return tuple(cells(read(rows, CellRow)).values())
