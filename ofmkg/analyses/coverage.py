"""Which study addressed which step: rows of the question `cells` into cells."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from ofmkg.errors import DataError
from ofmkg.graph.model import (
    Cell,
    OtherReading,
    RowVoice,
    StandIn,
)
from ofmkg.graph.terms import short, short_if
from ofmkg.graph.voices import voice

Row = Mapping[str, str]


def cells(rows: Iterable[Row]) -> dict[tuple[str, str], Cell]:
    """Return a cell for each (study IRI, step id) from rows of the query `cells`.

    Raises DataError where two readings of one cell are in use at once.
    """
    grouped: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        grouped.setdefault((row["study"], short(row["step"])), []).append(row)
    return {key: _cell(group) for key, group in grouped.items()}


def _cell(rows: Sequence[Row]) -> Cell:
    first = rows[0]
    readings = {(row.get("codedBy"), row.get("outcome")) for row in rows}
    if len(readings) > 1:
        study, step = short(first["study"]), short(first["step"])
        raise DataError(
            f"{study} has two readings of {step} in use at once; exactly one assessment may be "
            "adopted, with one coding per step. See: ofmkg validate"
        )
    stand_ins = {
        row["assumption"]: StandIn(
            short(row["assumption"]),
            row["assumed"],
            row.get("assumedMode"),
            row.get("assumedBasis"),
            row.get("assumedAt"),
            voice(row, "assumedVoice"),
        )
        for row in rows
        if "assumption" in row
    }
    others = {
        _other(row): None
        for row in sorted(rows, key=lambda row: row.get("otherCoder", ""))
        if "otherOutcome" in row and "otherCoder" in row
    }
    return Cell(
        study=short(first["study"]),
        vector=short(first["vector"]),
        state=first["state"],
        outcome=first.get("outcome"),
        basis=first.get("basis"),
        alternative=first.get("alternative"),
        rationale=first.get("rationale"),
        missing=tuple(dict.fromkeys(row["missing"] for row in rows if "missing" in row)),
        assumes=tuple(stand_ins.values()),
        locator=first.get("locator"),
        source=short_if(first.get("source")),
        read_at=first.get("readAt"),
        sections=first.get("sections"),
        coder=short_if(first.get("codedBy")),
        coder_kind=_kind(first.get("coderKind")),
        text_read=first.get("textRead"),
        lower_bound=first.get("lowerBound") in ("true", "1"),
        contested=bool(others),
        others=tuple(others),
        voice=voice_of(first["state"], stand_ins.values()),
    )


def _other(row: Row) -> OtherReading:
    return OtherReading(
        coder=short(row["otherCoder"]),
        outcome=row["otherOutcome"],
        lower_bound=row.get("otherLowerBound") in ("true", "1"),
        text_read=row.get("otherTextRead"),
        rationale=row.get("otherRationale"),
        locator=row.get("otherLocator"),
        source=short_if(row.get("otherSource")),
    )


def _kind(value: str | None) -> Literal["person", "software"] | None:
    return "person" if value == "person" else "software" if value == "software" else None


def voice_of(state: str, assumes: Iterable[StandIn]) -> RowVoice:
    """Tell whose word a state is: ours where nothing but our inference stands in for a step."""
    inferred = all(each.voice == "inference" for each in assumes)
    return "inference" if state == "assumed" and inferred else "source"
