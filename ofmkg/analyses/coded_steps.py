"""Rows of questions about steps of studies, which several analyses count."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from ofmkg.errors import DataError
from ofmkg.graph import voices
from ofmkg.graph.model import Voice
from ofmkg.graph.rows import Id, grouped


@dataclass(frozen=True, slots=True)
class StudyStep:
    """A step of a study: a row of `ambiguous-codings`, `contested-cells` or the like."""

    study: Id
    step: Id


@dataclass(frozen=True, slots=True)
class AssumedStep:
    """A row of the question `steps-assumed`: an assumption on a step of a study."""

    study: Id
    step: Id
    state: str
    voice: Voice


def inferred_steps(rows: Iterable[AssumedStep]) -> list[tuple[str, str]]:
    """Return the (study, step) that count as assumed by our inference alone."""
    assumed = grouped((row for row in rows if row.state == "assumed"), "study", "step")
    return [
        place
        for place, found in assumed.items()
        if voices.of_state("assumed", (row.voice for row in found)) == "inference"
    ]


def require_one(study: str, step: str, readings: Iterable[Hashable]) -> None:
    """Refuse a cell of which different readings are in use at once. Raises DataError."""
    if len(set(readings)) > 1:
        raise DataError(
            f"{study} has two readings of {step} in use at once; exactly one assessment may be "
            "adopted, with one coding per step. See: ofmkg validate"
        )
