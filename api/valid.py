"""Data are served only if they are valid, and what has been found valid is remembered.

Checking takes seconds; a mark in the state folder stands for it the next time. A mark counts only
if it says, whole, of which data and by which shapes and tools it was made, and if nobody but who
runs the service can have written it.
"""

import hashlib
import logging
import os
import stat
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from ofmkg.errors import DataError
from ofmkg.graph import validation
from ofmkg.graph.corpus import Document
from ofmkg.graph.resources import room
from ofmkg.version import __version__

from .settings import Settings

_LOG = logging.getLogger("ofmkg.api")


def ensure(documents: Sequence[Document], digest: str, settings: Settings) -> None:
    """Check documents with this digest unless they are known to be valid.

    Raises DataError with the first violation and how many there are, unless the settings allow
    invalid data; then that is logged.
    """
    if is_known(digest, settings):
        return
    report = validation.check_documents(documents)
    if not report.violations:
        remember(digest, settings)
        return
    first = next(each for each in report.findings if each.severity == "violation")
    told = (
        f"The data have {report.violations} violation{'s' * (report.violations > 1)}, "
        f"the first in {first.file}: {first.message} See all with: ofmkg validate"
    )
    if not settings.allow_invalid:
        raise DataError(f"{told}; to serve them as they are: --allow-invalid.")
    _LOG.warning("Served as they are. %s.", told)


def is_known(digest: str, settings: Settings) -> bool:
    """Tell whether data with this digest have been found valid by the same shapes and tools."""
    said = _statement(digest)
    return _is_ours(_mark(said, settings), said)


def remember(digest: str, settings: Settings) -> None:
    """Keep in mind that data with this digest are valid; that it cannot be kept is logged."""
    said = _statement(digest)
    try:
        _write(_mark(said, settings), said)
    except OSError as error:  # it will be checked again, which costs seconds and no more
        _LOG.warning("Cannot remember that the data are valid: %s.", error)


def _mark(said: bytes, settings: Settings) -> Path:
    return settings.state_dir / f"valid-{hashlib.sha256(said).hexdigest()[:32]}"


def _statement(digest: str) -> bytes:
    """Return what a mark says: what was found valid, by what."""
    shapes = hashlib.sha256()
    for path in sorted((room("ontology") / "shapes").glob("*.ttl")):
        shapes.update(path.read_bytes())
    tools = f"ofmkg {__version__}, pyshacl {version('pyshacl')}"
    return f"valid\ndata {digest}\nshapes {shapes.hexdigest()}\nby {tools}\n".encode()


def _is_ours(mark: Path, said: bytes) -> bool:
    """Tell whether a mark is there, whole, and written by who runs this."""
    try:
        with mark.open("rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or file.read(len(said) + 1) != said:
                return False
    except OSError:
        return False
    if not hasattr(os, "geteuid"):
        return True
    others = stat.S_IWGRP | stat.S_IWOTH
    return status.st_uid == os.geteuid() and not status.st_mode & others


def _write(mark: Path, said: bytes) -> None:
    """Write a mark whole or not at all, however many processes do it at once."""
    mark.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        dir=mark.parent, prefix=f".{mark.name}.", delete=False
    ) as file:
        path = Path(file.name)
        try:
            file.write(said)
            file.flush()
            path.replace(mark)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
