"""The one way to write a file: whole or not at all, and only in place of a file of one's own.

A file is written beside its place (`drafts`) and then moved there, so that whoever reads sees the
old one or the new one, whenever the writing ends.

Text is UTF-8, and lines end as they are given. Links are written through: what they lead to is
replaced, and they stay links. Devices, pipes and what is open already (`/dev/stdout`) are written
into. Modes, owners and attributes of a file that is replaced are kept.
"""

import errno
import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from ofmkg.errors import UsageError
from ofmkg.graph import drafts

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_OPEN_FILES = re.compile(rf"/dev/fd|/proc/{os.getpid()}(/task/[0-9]+)?/fd")
_LINKS = 40  # as many as Linux follows
_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full for you",
    errno.EFBIG: "the file would be larger than is allowed",
    errno.EROFS: "the disk is read-only",
    errno.EBADF: "it is closed",
    errno.EPIPE: "nobody reads it any more",
}


def put(target: Path, content: str | bytes, *, new: bool = False, private: bool = False) -> None:
    """Write a file whole or not at all.

    With `new` nothing is ever replaced. With `private` no link is written through and nobody else
    may read or write the file, whatever stood there: it is for `own`. Raises UsageError, in one
    line, where that is not possible; what stood there is then as it was.
    """
    if private and target.is_symlink():
        raise UsageError(f"{target}: is a link; remove it.")
    with opened(target, new=new, private=private) as file:
        file.write(content.encode() if isinstance(content, str) else content)


def own(path: Path, most: int = -1) -> bytes | None:
    """Return what a private file holds, or its first bytes; None if others can have written it."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(descriptor, "rb") as file:
            there = os.fstat(descriptor)
            if not stat.S_ISREG(there.st_mode):
                return None
            others = there.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
            if sys.platform != "win32" and (others or there.st_uid != os.geteuid()):
                return None
            return file.read(most)
    except OSError:
        return None


@contextmanager
def opened(target: Path, *, new: bool = False, private: bool = False) -> Iterator[IO[bytes]]:
    """Give a file to write into, which takes the place of `target` when all has been written.

    Takes and raises what `put` does; after any other error within, too, `target` is as it was.
    """
    beside = False
    try:
        into = _in_place(target)
        if into is not None:
            with into:
                yield into
        else:
            beside = True
            with _beside(target, new, private) as file:
                yield file
    except FileExistsError as error:
        raise UsageError(f"{target}: is there already; name another file.") from error
    except OSError as error:
        rest = "; nothing has changed" if beside else ""
        raise UsageError(f"{target}: cannot be written ({reason(error)}){rest}.") from error


def put_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder of files, whole or not at all.

    Raises UsageError where something stands in its place, or nothing can be written.
    """
    try:
        real = _real(folder)
        there = drafts.standing(real)
        if there and not (stat.S_ISDIR(there.st_mode) and not any(real.iterdir())):
            raise UsageError(f"{folder}: is there already; name another folder.")
        _require_folder(real.parent)
        with drafts.folder(real.parent) as (draft, descriptor):
            for name, content in files.items():
                with (draft / name).open("xb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
            if there and descriptor is not None:
                _liken(descriptor, real, there)
            if there and sys.platform == "win32":
                real.rmdir()
            draft.rename(real)  # fails where something has been put there meanwhile
        drafts.sync(real.parent)
    except OSError as error:
        raise UsageError(
            f"{folder}: cannot be written ({reason(error)}); nothing has changed."
        ) from error


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, if they are not there. Raises UsageError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise UsageError(f"{folder}: is a file, not a folder.") from error
    except OSError as error:
        raise UsageError(f"{folder}: cannot be made ({reason(error)}).") from error


@contextmanager
def scratch(name: str, content: bytes) -> Iterator[Path]:
    """Give a file for as long as it is needed, for what only reads files. Raises UsageError."""
    try:
        place = tempfile.TemporaryDirectory(prefix="ofmkg-")
    except OSError as error:
        raise UsageError(f"There is no folder for temporary files ({reason(error)}).") from error
    with place as folder:
        path = Path(folder) / name
        try:
            path.write_bytes(content)
        except OSError as error:
            raise UsageError(
                f"{path.parent.parent}: temporary files cannot be written ({reason(error)})."
            ) from error
        yield path


def reason(error: OSError) -> str:
    """Return in plain words why the system refuses something."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def _in_place(target: Path) -> IO[bytes] | None:
    """Open what is written into, because nothing can take its place: a device, a pipe, ..."""
    descriptor = _descriptor(target)
    if descriptor is not None:
        if sys.stdout is not None:
            sys.stdout.flush()  # what was said before comes before
        return os.fdopen(os.dup(descriptor), "wb")
    try:
        kind = target.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISREG(kind):
        return None
    if stat.S_ISDIR(kind):
        raise UsageError(f"{target}: is a folder; name a file.")
    return os.fdopen(os.open(target, os.O_WRONLY), "wb")


def _descriptor(target: Path) -> int | None:
    """Return the number of the open file that a name such as /dev/stdout stands for, if any."""
    path = target.absolute()
    for _ in range(_LINKS):
        if path.name.isdecimal() and _OPEN_FILES.fullmatch(os.path.realpath(path.parent)):
            return int(path.name)
        if not path.is_symlink():
            break
        path = path.parent / path.readlink()
    return None


@contextmanager
def _beside(target: Path, new: bool, private: bool) -> Iterator[IO[bytes]]:
    real = _real(target)
    there = _replaceable(target, real, new)
    with drafts.file(real.parent, private=private or there is not None) as (file, path):
        yield file
        file.flush()
        if there and not private:
            _liken(file.fileno(), real, there)
        os.fsync(file.fileno())
        if sys.platform == "win32":
            file.close()  # nothing that is open can be moved there
        if new:
            _move_to_free(path, real)
        else:
            _replaceable(target, real, new)  # much may have happened since
            path.replace(real)
    drafts.sync(real.parent)


def _real(target: Path) -> Path:
    """Return where a name leads, whether something is there or not."""
    return Path(os.path.realpath(target))


def _replaceable(target: Path, real: Path, new: bool) -> os.stat_result | None:
    """Return what would be replaced, if anything. Raises where that must not be."""
    there = drafts.standing(real)
    if there is None:
        _require_folder(real.parent)
        return None
    if new:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    if stat.S_ISLNK(there.st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if not stat.S_ISREG(there.st_mode):
        raise UsageError(f"{target}: is no file any more; look what it has become.")
    # The administrator may do all; what nobody may write is meant to stay as it is all the same.
    if not there.st_mode & _WRITABLE or not os.access(real, os.W_OK):
        raise UsageError(f"{target}: is read-only; change that, or name another file.")
    if sys.platform != "win32" and os.geteuid() not in (0, there.st_uid):
        raise UsageError(f"{target}: belongs to another user; name another file.")
    _require_folder(real.parent)
    return there


def _require_folder(folder: Path) -> None:
    """Refuse to write into a folder that is missing or read-only."""
    there = drafts.standing(folder)
    if there is None:
        raise UsageError(f"{folder}: there is no such folder; make it first.")
    if not stat.S_ISDIR(there.st_mode):
        raise UsageError(f"{folder}: is a file, not a folder.")
    if not there.st_mode & _WRITABLE or not os.access(folder, os.W_OK):
        raise UsageError(f"{folder}: is a folder that nothing can be written into; name another.")


def _liken(draft: int, real: Path, there: os.stat_result) -> None:
    """Give a draft the owner, the rights and the attributes of what it is to replace."""
    if sys.platform == "win32":
        return
    own = os.fstat(draft)
    if (own.st_uid, own.st_gid) != (there.st_uid, there.st_gid):
        os.fchown(draft, there.st_uid, there.st_gid)
    if sys.platform == "linux":
        with suppress(OSError):  # there are file systems without attributes
            for name in os.listxattr(real):
                with suppress(OSError):  # and attributes that only the system sets
                    os.setxattr(draft, name, os.getxattr(real, name))
    os.fchmod(draft, stat.S_IMODE(there.st_mode))


def _move_to_free(path: Path, real: Path) -> None:
    """Move a file to where none is. Raises FileExistsError if there is one by now."""
    try:
        os.link(path, real)  # unlike moving, it never replaces
    except FileExistsError:
        raise
    except OSError:  # a file system on which no file has two names
        if drafts.standing(real) is not None:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        path.replace(real)
