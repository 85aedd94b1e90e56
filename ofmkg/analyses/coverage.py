"""Which study addressed which step: rows of the query `cells` into cells and a matrix."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from ofmkg.errors import DataError
from ofmkg.graph.model import (
    Cell,
    Collection,
    Framework,
    Matrix,
    MatrixRow,
    OtherReading,
    Reply,
    Review,
    RowVoice,
    StandIn,
)
from ofmkg.graph.terms import short, short_if
from ofmkg.graph.voices import voice

Row = Mapping[str, str]


def cells(
    rows: Iterable[Row], replies: Iterable[Row] = (), reviews: Iterable[Row] = ()
) -> dict[tuple[str, str], Cell]:
    """Return a cell for each (study IRI, step id) from rows of the query `cells`.

    `replies` and `reviews` are rows of the queries of those names, of one framework. Raises
    DataError where two readings of one cell are in use at once.
    """
    grouped: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        grouped.setdefault((row["study"], short(row["step"])), []).append(row)
    found = {key: _cell(group) for key, group in grouped.items()}
    for row in replies:
        key = (row["study"], short(row["step"]))
        if key in found:
            found[key] = replace(found[key], replies=(*found[key].replies, _reply(row)))
    for row in reviews:
        key = (row.get("study", ""), short(row.get("step", "")))
        if key in found and short_if(row.get("codedBy")) == found[key].coder:
            found[key] = replace(found[key], reviews=(*found[key].reviews, _review(row)))
    return found


def _reply(row: Row) -> Reply:
    return Reply(
        short_if(row.get("codedBy")),
        row.get("statement", short(row["reply"])),
        row.get("repliedBy", ""),
        row.get("byAuthor") in ("true", "1"),
        row.get("locator"),
        short_if(row.get("recordedBy")),
        row.get("recorded"),
    )


def _review(row: Row) -> Review:
    return Review(
        short_if(row.get("codedBy")),
        row.get("reviewedBy", ""),
        row.get("orcid"),
        row.get("verdict", ""),
        row.get("locator"),
        row.get("reviewed"),
        row.get("statement"),
    )


def matrix(
    rows: Sequence[Row],
    labels: Mapping[str, str],
    frame: Framework,
    shown: Sequence[Collection],
    elsewhere: Iterable[tuple[str, int]] = (),
    replies: Iterable[Row] = (),
    reviews: Iterable[Row] = (),
) -> Matrix:
    """Return the matrix of the studies in `rows` (query `cells`), in the order of collections.

    `labels` maps study IRIs to labels. A study of several collections stands in the first shown.
    """
    by_cell = cells(rows, replies, reviews)
    home: dict[str, set[str]] = {}
    for row in rows:
        home.setdefault(row["study"], set()).add(short(row["collection"]))
    placed = [
        (next(rank for rank, c in enumerate(shown) if c.id in where), study)
        for study, where in home.items()
        if any(c.id in where for c in shown)
    ]
    lines = []
    for rank, study in sorted(placed):
        line = tuple(by_cell[study, step.step] for step in frame.steps)
        label = labels.get(study, short(study))
        lines.append(MatrixRow(short(study), label, line[0].vector, shown[rank].id, line))
    return Matrix(frame, tuple(lines), tuple(shown), tuple(elsewhere))


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
        OtherReading.of(row): None
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
        voice=_voice(first["state"], stand_ins.values()),
    )


def _kind(value: str | None) -> Literal["person", "software"] | None:
    return "person" if value == "person" else "software" if value == "software" else None


def _voice(state: str, assumes: Iterable[StandIn]) -> RowVoice:
    """Tell whose word a state is: ours where nothing but our inference stands in for a step."""
    inferred = all(each.voice == "inference" for each in assumes)
    return "inference" if state == "assumed" and inferred else "source"
