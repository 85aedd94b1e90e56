"""What the analysis of agreement between coders returns."""

from dataclasses import dataclass
from typing import Literal

from ofmkg.graph.model import Collection, Framework
from ofmkg.graph.results import Result

LeftOutFor = Literal["not-coded", "not-judged", "not-independent", "lower-bound", "one-reading"]


@dataclass(frozen=True, slots=True)
class ScaleOutcome:
    """An outcome that has a place on the scale."""

    outcome: str
    label: str


@dataclass(frozen=True, slots=True)
class CoderNotes:
    """A coder, how the coding was done, and what must be said of the collections read for.

    `kind` is person or software, None where it is not on record.
    """

    id: str
    label: str
    notes: tuple[str, ...]
    caveats: tuple[str, ...]
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class CellReading:
    """What one coder said of one cell, from what, and where that stands.

    `lower_bound` = at least this much; `independent` false = knew another outcome of the cell.
    """

    coder: str
    outcome: str
    adopted: bool
    lower_bound: bool
    independent: bool
    basis: str | None
    alternative: str | None
    confidence: str | None
    text_read: str | None
    read_at: str | None
    rationale: str | None
    note: str | None
    locator: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class PairedCell:
    """A cell of a study that two coders read, with both readings (None = not coded).

    `left_out` names every reason for which figures leave the cell out; none if it counts. `agree`
    is None unless it counts. `contested` tells that the readings cannot both hold, counted or not.
    """

    study: str
    study_label: str
    step: str
    step_label: str
    a_coder: str
    b_coder: str
    a: CellReading | None
    b: CellReading | None
    left_out: tuple[LeftOutFor, ...]
    agree: bool | None
    contested: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many cells are left out of figures, each under the first reason that holds.

    `contested` counts those of them whose readings cannot both hold.
    """

    reason: LeftOutFor
    cells: int
    contested: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """A coefficient with its percentile interval.

    `value` is None if it does not exist, since only one outcome was given. `low` and `high` are
    None if it existed in too few of the resamples; `defined` tells in how many it did.
    """

    value: float | None
    low: float | None
    high: float | None
    defined: int


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Agreement in figures; kappa is of two coders, and None for more."""

    agreement: Estimate
    kappa: Estimate | None
    weighted_kappa: Estimate | None
    alpha_nominal: Estimate
    alpha_ordinal: Estimate


@dataclass(frozen=True, slots=True)
class Figures:
    """Cells, how many of them are comparable, on how many of these all coders agree.

    `studies` counts those of the comparable cells; `coefficients` is None where fewer
    cells are comparable than the minimum.
    """

    cells: int
    comparable: int
    studies: int
    agree: int
    left_out: tuple[LeftOut, ...]
    coefficients: Coefficients | None


@dataclass(frozen=True, slots=True)
class StepFigures:
    """The figures of one step."""

    step: str
    label: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class ExtentCounts:
    """Cells that two coders coded, by how much of the study they read.

    `extents` are two where they read to different extents, and none where that is not on record of
    both.
    """

    extents: tuple[str, ...]
    cells: int
    comparable: int
    agree: int


@dataclass(frozen=True, slots=True)
class CodersTogether:
    """Agreement of two coders or more on the studies that they share, in all and step by step.

    `extents` tells it by how much was read, of two coders.
    """

    coders: tuple[str, ...]
    studies: int
    overall: Figures
    steps: tuple[StepFigures, ...]
    extents: tuple[ExtentCounts, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementPart:
    """Agreement on the studies of one collection: `together` only where there are three coders."""

    collection: Collection
    studies: int
    pairs: tuple[CodersTogether, ...]
    together: CodersTogether | None
    cells: tuple[PairedCell, ...]


@dataclass(frozen=True, slots=True)
class Agreement(Result):
    """Agreement between coders, collection by collection, and how it was computed.

    `scale` goes from the most to the least; figures need `minimum` comparable cells; intervals hold
    the share `interval` of `resamples` that were drawn with `seed`.
    """

    framework: Framework
    scale: tuple[ScaleOutcome, ...]
    coders: tuple[CoderNotes, ...]
    parts: tuple[AgreementPart, ...]
    minimum: int
    resamples: int
    interval: float
    seed: int
