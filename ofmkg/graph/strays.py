"""What lies in folders that nobody put there: droppings of operating systems, editors and tools.

Such a file is no data, whatever it ends in: of `study.ttl` macOS makes `._study.ttl`, which is none
in Turtle, and a notebook server keeps an older copy in `.ipynb_checkpoints`. A file that is named
itself is taken all the same.
"""

from collections.abc import Iterable
from pathlib import Path

_NAMES = frozenset(
    {
        "__macosx",  # archives made on macOS
        "__pycache__",
        "$recycle.bin",
        "system volume information",
        "thumbs.db",
        "ehthumbs.db",
        "desktop.ini",
        "lost+found",
        "@eadir",  # network storage
        "icon\r",
    }
)
_LOCK = "~$"  # beside a file that an office program has open
_COPY = "~"  # what editors call the text as it was before, at the end of a name
_UNSAVED = "#"  # Emacs, on both sides


def is_one(name: str) -> bool:
    """Tell by its name, without folders, whether a file or folder is no one's data."""
    return (
        name.startswith((".", _LOCK))
        or name.endswith(_COPY)
        or (name.startswith(_UNSAVED) and name.endswith(_UNSAVED))
        or name.casefold() in _NAMES
    )


def without(paths: Iterable[Path]) -> list[Path]:
    """Return those paths of one folder that are data, in order."""
    return sorted(path for path in paths if not is_one(path.name))
