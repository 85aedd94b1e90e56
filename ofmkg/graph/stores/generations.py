"""The generations of a folder store on disk: named, sealed, checked, and removed.

A generation is a folder of files of the engine, which never change once it counts. Only such files
are removed, one by one, and links are never followed: a folder with anything else in it stays.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ofmkg.graph.stores.marker import GENERATION, Seal

_ENGINE = re.compile(
    r"CURRENT|IDENTITY|LOCK|LOG(\.old\.\d+)?|\d+\.(sst|log|blob|dbtmp)|"
    r"MANIFEST-\d+|OPTIONS-\d+(\.dbtmp)?"
)
_SEALED = re.compile(r"CURRENT|MANIFEST-\d+|\d+\.(sst|log|blob)")
_SMALL = 64 << 20  # bytes; as many are read in a tenth of a second
_UNFINISHED = ".tmp"  # what the engine adds to the name of a copy that it has begun


class DamageError(Exception):
    """A generation is not what was written."""


def free(folder: Path, listed: Iterable[str]) -> str:
    """Return a name for the next generation that nothing in the folder has."""
    standing = (path.name.split(".")[0] for path in folder.iterdir())
    taken = [int(name[1:]) for name in (*listed, *standing) if GENERATION.fullmatch(name)]
    return f"g{max(taken, default=0) + 1}"


def seals(generation: Path) -> dict[str, Seal]:
    """Return what the files of a generation are now. Raises OSError."""
    return {
        path.name: Seal(found.st_size, found.st_mtime_ns, _digest(path))
        for path in generation.iterdir()
        if _SEALED.fullmatch(path.name)
        for found in (path.stat(follow_symlinks=False),)
    }


def check(generation: Path, files: Mapping[str, Seal], *, whole: bool = False) -> None:
    """Make sure that the files of a generation are what was written.

    A block that the engine cannot read can make it work for ever, so this comes before it. Small
    stores, and with `whole` any, are read through; of large ones only files that have another time
    of change. Raises DamageError, OSError.
    """
    small = whole or sum(seal.size for seal in files.values()) <= _SMALL
    for name, seal in files.items():
        path = generation / name
        try:
            found = path.stat(follow_symlinks=False)
        except FileNotFoundError:
            raise DamageError(f"{generation.name}/{name} is missing") from None
        if found.st_size != seal.size:
            raise DamageError(
                f"{generation.name}/{name} has {found.st_size:,} of {seal.size:,} bytes"
            )
        if (small or found.st_mtime_ns != seal.changed) and _digest(path) != seal.digest:
            raise DamageError(f"{generation.name}/{name} holds other bytes than were written")


def remove(folder: Path, name: str) -> bool:
    """Remove a generation that nobody reads; tell whether it is gone."""
    gone = [_removed(folder / f"{name}{end}") for end in ("", _UNFINISHED)]
    return all(gone)


@contextlib.contextmanager
def held(generation: Path, how: int) -> Iterator[int]:
    """Hold a generation, as one who reads it (fcntl.LOCK_SH) or removes it. Raises OSError."""
    descriptor = os.open(generation, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, how)
        yield descriptor
    finally:
        os.close(descriptor)


def _removed(path: Path) -> bool:
    try:
        with held(path, fcntl.LOCK_EX | fcntl.LOCK_NB) as folder:
            names = os.listdir(folder)  # noqa: PTH208 - of what is held, whatever its name leads to
            if not all(_is_of_engine(name, folder) for name in names):
                return False
            for name in names:
                os.unlink(name, dir_fd=folder)
            path.rmdir()
    except FileNotFoundError:
        return not path.is_symlink()
    except OSError:  # somebody reads it, or it is no folder
        return False
    return True


def _is_of_engine(name: str, folder: int) -> bool:
    found = os.stat(name, dir_fd=folder, follow_symlinks=False)
    return stat.S_ISREG(found.st_mode) and _ENGINE.fullmatch(name) is not None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
