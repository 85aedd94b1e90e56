"""Whose word a reading is, and which readings conclusions are drawn from."""

from collections.abc import Iterable

from ofmkg.graph.model import RowVoice, Stance, Voice


def by_source(stances: Iterable[Stance]) -> tuple[Stance, ...]:
    """Return the stances that a work takes or is credited with, without those only we infer."""
    return tuple(s for s in stances if s.voice != "inference")


def weakest(voices: Iterable[Voice]) -> RowVoice:
    """Return how strong what rests on all of these voices is: as strong as the weakest."""
    return "inference" if "inference" in voices else "source"


def of_state(state: str, assumed: Iterable[Voice]) -> RowVoice:
    """Tell whose word the state of a cell is, from the voices of what stands in for the step.

    It is ours where the step counts as assumed by nothing but our inference.
    """
    ours = state == "assumed" and all(voice == "inference" for voice in assumed)
    return "inference" if ours else "source"
