"""Where ofmkg keeps what it can make again: what it parsed, and what it found valid."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

VARIABLE = "OFMKG_CACHE_DIR"  # names another folder than the user's; empty, nothing is kept


def folder() -> Path | None:
    """Return the folder in which things are kept; None if there can be, or is to be, none."""
    given = os.environ.get(VARIABLE)
    if given is not None:
        return Path(given) if given else None
    from platformdirs import user_cache_path

    found = user_cache_path("ofmkg")
    return found if found.is_absolute() else None  # nobody's home


def room(name: str) -> Path | None:
    """Return the folder of one kind of what is kept, made if need be; None if there is to be none.

    Raises OSError if it cannot be made.
    """
    kept = folder()
    if kept is None:
        return None
    within = kept / name
    within.mkdir(mode=0o700, parents=True, exist_ok=True)
    return within


def begin(path: Path) -> bool:
    """Make a file that only its owner may read or write; return whether it was not there."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        return True
    return False


def oldest(paths: Iterable[Path], most: int) -> list[Path]:
    """Return the files that are too many of some, those changed first."""
    by_age = sorted(paths, key=lambda path: path.stat().st_mtime_ns, reverse=True)
    return by_age[most:]


def remove(path: Path) -> None:
    """Remove a file of ours, unless another process was faster."""
    with suppress(OSError):
        path.unlink()
