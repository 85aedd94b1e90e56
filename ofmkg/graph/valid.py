"""Remembers which data have been found valid, so that they need not be checked again.

Checking takes seconds; a mark in a folder stands for it the next time. A mark counts only if it
says, whole, of which data and by which shapes and tools it was made, and if nobody but who runs
this can have written it.
"""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from ofmkg.errors import UsageError
from ofmkg.graph import cache, strays, writing
from ofmkg.graph.corpus import comes_with_ofmkg
from ofmkg.graph.parsing import Document
from ofmkg.graph.resources import room
from ofmkg.version import __version__


def digest(given: Sequence[Document], around: Sequence[Document] = ()) -> str | None:
    """Return a digest of files that are checked and of those around them, as `corpus` reads them.

    It changes with each byte of a file, with the name of its graph, and with whether it is ours.
    None if something comes from no file.
    """
    found = hashlib.sha256(b"nothing found\0")
    for documents in (given, around):
        for document in sorted(documents, key=lambda each: (each.graph, each.digest)):
            if not document.digest:
                return None
            ours = comes_with_ofmkg(document.path)
            found.update(f"{document.graph}\0{document.digest}\0{ours}\0".encode())
        found.update(b"around\0")
    return found.hexdigest()


def is_known(digest: str, place: Path) -> bool:
    """Tell whether data with this digest have been found valid by the same shapes and tools."""
    said = _statement(digest)
    return writing.own(_mark(said, place), len(said) + 1) == said


def remember(digest: str, place: Path) -> None:
    """Keep in mind that data with this digest are valid. Raises UsageError if it cannot be kept."""
    said = _statement(digest)
    writing.make_folder(place)
    writing.put(_mark(said, place), said, private=True)


def found_nothing(given: Sequence[Document], around: Sequence[Document] = ()) -> bool:
    """Tell whether a check of these very files is known to have found nothing at all."""
    known, place = digest(given, around), cache.folder()
    return known is not None and place is not None and is_known(known, place)


def remember_nothing_found(given: Sequence[Document], around: Sequence[Document] = ()) -> None:
    """Keep in mind that a check of files found nothing, where that can be kept."""
    known, place = digest(given, around), cache.folder()
    if known is not None and place is not None:
        with suppress(UsageError):  # they will be checked again, which costs seconds and no more
            remember(known, place)


def _mark(said: bytes, place: Path) -> Path:
    return place / f"valid-{hashlib.sha256(said).hexdigest()[:32]}"


def _statement(digest: str) -> bytes:
    """Return what a mark says: what was found valid, by what."""
    shapes = hashlib.sha256()
    for path in strays.without((room("ontology") / "shapes").glob("*.ttl")):
        shapes.update(path.read_bytes())
    tools = f"ofmkg {__version__}, pyrudof {version('pyrudof')}"
    return f"valid\ndata {digest}\nshapes {shapes.hexdigest()}\nby {tools}\n".encode()
