"""Whose word a reading is, and which readings conclusions are drawn from."""

from collections.abc import Iterable, Mapping
from typing import get_args

from ofmkg.model import RowVoice, Voice

_VOICES: tuple[Voice, ...] = get_args(Voice)


def voice(row: Mapping[str, str]) -> Voice:
    """Return the voice of a row. Raises ValueError for a row without one of the three."""
    found = row.get("voice")
    for known in _VOICES:
        if found == known:
            return known
    raise ValueError(f"a row has the voice {found!r}, which is none of {', '.join(_VOICES)}")


def weakest(voices: Iterable[Voice]) -> RowVoice:
    """Return how strong what rests on all of these voices is: as strong as the weakest."""
    return "inference" if "inference" in voices else "source"
