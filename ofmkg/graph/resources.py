"""Finds the rooms `ontology`, `data` and `queries`, in a checkout and in a wheel alike."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def room(name: str) -> Path:
    """Return the folder of a room ("ontology", "data" or "queries").

    A wheel carries the rooms inside the package; in a checkout they stand beside it.
    Raises FileNotFoundError if neither is there, which means a broken installation.
    """
    for candidate in (_PACKAGE / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"ofmkg is installed incompletely: folder {name!r} is missing")
