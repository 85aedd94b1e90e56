"""Whose word a reading is, and which readings conclusions are drawn from."""

from collections.abc import Iterable, Mapping
from typing import get_args

from ofmkg.graph.model import RowVoice, Stance, Voice

_VOICES: tuple[Voice, ...] = get_args(Voice)


def voice(row: Mapping[str, str], column: str = "voice") -> Voice:
    """Return the voice of a row. Raises ValueError for a row without one of the three."""
    found = row.get(column)
    for known in _VOICES:
        if found == known:
            return known
    raise ValueError(f"a row has the voice {found!r}, which is none of {', '.join(_VOICES)}")


def notes(rows: Iterable[Mapping[str, str]]) -> str | None:
    """Return the notes that limit what rows say, together, or None where there is none."""
    found = dict.fromkeys(row["note"] for row in rows if "note" in row)
    return " ".join(found) or None


def by_source(stances: Iterable[Stance]) -> tuple[Stance, ...]:
    """Return the stances that a work takes or is credited with, without those only we infer."""
    return tuple(s for s in stances if s.voice != "inference")


def weakest(voices: Iterable[Voice]) -> RowVoice:
    """Return how strong what rests on all of these voices is: as strong as the weakest."""
    return "inference" if "inference" in voices else "source"
