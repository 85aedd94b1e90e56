"""How generations of a folder store come, count, and go: one process at a time changes a folder."""

import contextlib
import errno
import fcntl
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from shlex import quote

import pyoxigraph as ox

from ofmkg.errors import UnreadableError
from ofmkg.graph.stores import generations, marker
from ofmkg.graph.stores.marker import Marker

_LOCK = "lock"
_APART = 0.1  # the part of all bytes that may lie in files of their own; merging costs the whole


def begin(folder: Path, fill: Callable[[Path], None]) -> bool:
    """Make a store of one generation in an empty or missing folder.

    Returns whether it was made: not if there is one already. Raises UnreadableError.
    """
    with told(folder):
        if folder.exists() and not folder.is_dir():
            raise UnreadableError(f"{folder}: is a file, not a folder.")
        _require_empty(folder)
        folder.mkdir(parents=True, exist_ok=True)
        with writing(folder):
            found = _require_empty(folder)
            if found.generation is None:
                add(folder, swept(folder, found), fill)
                return True
    return False


def _require_empty(folder: Path) -> Marker:
    """Return what the marker says of a folder in which nothing is, or what was begun here."""
    found = marker.read(folder)
    if found is not None:
        return found
    if folder.is_dir():
        for entry in os.scandir(folder):
            size = entry.stat(follow_symlinks=False).st_size
            ours = entry.name == marker.DRAFT or (entry.name == _LOCK and size == 0)
            if not ours or not entry.is_file(follow_symlinks=False):
                raise UnreadableError(
                    f"{folder}: holds other files; give an empty folder, or one that is not there."
                )
    return Marker(None, ())


def add(folder: Path, found: Marker, fill: Callable[[Path], None]) -> None:
    """Make a generation and let it count; whatever goes wrong, the one before goes on to count."""
    name = generations.free(folder, found.generations)
    begun = replace(found, generations=(*found.generations, name))
    marker.write(folder, begun)
    try:
        fill(folder / name)
        marker.sync(folder / name)
        marker.write(
            folder, replace(begun, generation=name, files=generations.seals(folder / name))
        )
    except BaseException:
        with contextlib.suppress(OSError):
            swept(folder, begun)
        raise


def made(target: Path, change: Callable[[ox.Store], None]) -> None:
    """Change what is to be a generation; readers may open it when this returns."""
    store = ox.Store(str(target))
    merged = _files(target)
    change(store)
    store.flush()
    now = _files(target)
    if sum(now[name] for name in now if name not in merged) > _APART * sum(now.values()):
        store.optimize()  # merged files answer questions about all studies thrice as fast
        store.flush()


def _files(generation: Path) -> dict[str, int]:
    """Return the bytes of each file of statements; the engine may remove some meanwhile."""
    found: dict[str, int] = {}
    for each in generation.glob("*.sst"):
        with contextlib.suppress(FileNotFoundError):
            found[each.name] = each.stat().st_size
    return found


def swept(folder: Path, found: Marker) -> Marker:
    """Remove what belongs to a store, does not count and is not read; say so in its marker."""
    left = tuple(
        name
        for name in found.generations
        if name == found.generation or not generations.remove(folder, name)
    )
    swept = replace(found, generations=left)
    if swept != found:
        marker.write(folder, swept)
    return swept


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Be the one that writes. Raises UnreadableError if another process does."""
    held = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    try:
        if not stat.S_ISREG(os.fstat(held).st_mode):
            raise OSError(errno.EINVAL, f"{_LOCK} is no file")
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise UnreadableError(
            f"{folder}: another process writes to it; try again when it is done."
        ) from None
    finally:
        os.close(held)


@contextlib.contextmanager
def told(folder: Path) -> Iterator[None]:
    """Say in plain words why a folder cannot be written."""
    try:
        yield
    except OSError as error:
        raise UnreadableError(
            f"{folder}: cannot be written ({_reason(error)}); nothing has changed."
        ) from error


def no_store(folder: Path) -> UnreadableError:
    """Return the error for a folder in which there is no store."""
    return UnreadableError(
        f"{folder}: holds no store; make one with: ofmkg load --store {quote(str(folder))}"
    )


def _reason(error: OSError) -> str:
    """Return why the system refuses; the engine tells it in a sentence of its own."""
    text = str(error)
    if error.errno == errno.ENOSPC or "No space left" in text:
        return "the disk is full"
    if error.errno == errno.EROFS or "Read-only file system" in text:
        return "the disk is read-only"
    return error.strerror or text
