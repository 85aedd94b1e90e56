"""Rows of questions about steps of studies, which several analyses count."""

from collections.abc import Iterable
from dataclasses import dataclass

from ofmkg.graph.model import Voice
from ofmkg.graph.rows import Id


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
    voices: dict[tuple[str, str], set[Voice]] = {}
    for row in rows:
        if row.state == "assumed":
            voices.setdefault((row.study, row.step), set()).add(row.voice)
    return [place for place, known in voices.items() if known == {"inference"}]
