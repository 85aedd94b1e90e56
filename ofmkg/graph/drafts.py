"""What is written beside its place first: files and folders that are ours alone until moved there.

A draft has a name by which it is known (`_NAME`) and is locked by the process that writes it. A
process that is killed leaves it behind; the next one that writes into the same folder removes it,
for nobody holds its lock any more. Drafts of others, and what only looks like one, stay.
"""

import os
import re
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

if sys.platform != "win32":
    import fcntl

_NAME = re.compile(r"\.ofmkg-[0-9a-f]{16}\.part")  # is no data: no format ends like this


@contextmanager
def file(place: Path, *, private: bool) -> Iterator[tuple[IO[bytes], Path]]:
    """Make a file in a folder, and give it with its path; it goes again, unless it was moved.

    With `private` nobody else can read it so far. Raises OSError.
    """
    _sweep(place)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    while True:
        path = place / f".ofmkg-{secrets.token_hex(8)}.part"
        descriptor = os.open(path, flags, 0o600 if private else 0o666)
        if _locked(descriptor, wait=True) is None or os.fstat(descriptor).st_nlink:
            break
        os.close(descriptor)  # swept before it was locked
    try:
        with os.fdopen(descriptor, "wb") as opened:
            try:
                yield opened, path
            except BaseException:
                with suppress(OSError):  # what it has not written yet would only fail once more
                    opened.close()
                raise
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


@contextmanager
def folder(place: Path) -> Iterator[tuple[Path, int | None]]:
    """Make a folder in another, and give its path; it goes again, unless it was moved.

    It is for files only, and given open as well, where folders can be opened. Raises OSError.
    """
    _sweep(place)
    while True:
        path = place / f".ofmkg-{secrets.token_hex(8)}.part"
        path.mkdir()
        with suppress(FileNotFoundError):
            descriptor = None if sys.platform == "win32" else os.open(path, os.O_RDONLY)
            if descriptor is None or _locked(descriptor, wait=True) is None or standing(path):
                break
            os.close(descriptor)  # swept before it was locked
    try:
        yield path, descriptor
    finally:
        with suppress(OSError):
            _remove(path)
        if descriptor is not None:
            os.close(descriptor)


def standing(path: Path) -> os.stat_result | None:
    """Return what stands at a path, itself and not what it leads to, if anything."""
    try:
        return path.lstat()
    except FileNotFoundError:
        return None


def sync(place: Path) -> None:
    """Bring to the disk what a folder holds, where that can be asked for."""
    if sys.platform != "win32":
        with suppress(OSError):
            descriptor = os.open(place, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _sweep(place: Path) -> None:
    """Remove what processes left that were killed while they wrote into a folder."""
    if sys.platform != "win32":
        with suppress(OSError), os.scandir(place) as entries:
            for entry in entries:
                if _NAME.fullmatch(entry.name):
                    with suppress(OSError):
                        _sweep_one(Path(entry.path))


def _sweep_one(path: Path) -> None:
    there = path.lstat()
    is_plain = stat.S_ISREG(there.st_mode) or stat.S_ISDIR(there.st_mode)
    if sys.platform == "win32" or not is_plain or there.st_uid != os.geteuid():
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if _locked(descriptor, wait=False):
            _remove(path)
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    """Remove a draft: a file, or a folder of nothing but files."""
    if path.is_dir():
        inside = list(path.iterdir())
        if not any(each.is_dir() for each in inside):
            for each in inside:
                each.unlink()
            path.rmdir()
    else:
        path.unlink(missing_ok=True)


def _locked(descriptor: int, *, wait: bool) -> bool | None:
    """Lock an open file: whether that is done, and None where the file system knows no locks."""
    if sys.platform == "win32":
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True
