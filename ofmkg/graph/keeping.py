"""The merge of the built-in files and what follows from it, kept in the user's cache folder.

A merge is kept as N-Triples, which the engine takes in several times faster than the files are
parsed. (A store on disk opens faster still, but answers five to ten times slower.) Its name is a
digest of the bytes of all files, of their names and of the versions of ofmkg and of the engine:
what was made of other bytes is never found again.

Nothing here can fail: where nothing can be kept or found, the files are parsed.
"""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from ofmkg.errors import OfmkgError
from ofmkg.graph import cache, sealed
from ofmkg.version import __version__

_BEGIN = b"# ofmkg merge"
_ROOM = "merges"  # the folder within that of all that is kept
_MOST = 16  # files that are kept: a merge, and what follows from it


def key(files: Iterable[tuple[Path, str]]) -> str:
    """Return the name of the merge of files, each given with the SHA-256 of its bytes."""
    told = sha256(f"{__version__} {ox.__version__}".encode())
    for path, digest in files:
        told.update(os.fsencode(f"\n{digest} {path}"))
    return told.hexdigest()


def key_of(paths: Sequence[Path]) -> str | None:
    """Return the name of the merge of files as they are now; None if one cannot be read."""
    try:
        return key((path, sha256(path.read_bytes()).hexdigest()) for path in paths)
    except OSError:
        return None


def find(name: str) -> ox.Store | None:
    """Return the merge of that name in a store; None if it is not there, or not what was kept.

    Who asks twice gets the same store, in which nothing may be changed.
    """
    content = _kept(name)
    return None if content is None else _loaded(content)


@lru_cache(maxsize=2)
def _loaded(content: bytes) -> ox.Store | None:
    store = ox.Store()
    try:
        store.load(content, format=ox.RdfFormat.N_TRIPLES, lenient=True)
    except (SyntaxError, ValueError):
        return None
    return store


def statements(name: str) -> list[ox.Triple] | None:
    """Return what was kept under a name; None if it is not there, or not what was kept."""
    content = _kept(name)
    if content is None:
        return None
    try:
        return [q.triple for q in ox.parse(content, format=ox.RdfFormat.N_TRIPLES, lenient=True)]
    except (SyntaxError, ValueError):
        return None


def keep(name: str, merge: Iterable[ox.Quad]) -> None:
    """Keep a merge under a name, if that is possible."""
    lines = ox.serialize((quad.triple for quad in merge), format=ox.RdfFormat.N_TRIPLES) or b""
    with suppress(OSError, OfmkgError):
        folder = cache.room(_ROOM)
        if folder is None:
            return
        sealed.keep(folder / f"{name}.nt", _BEGIN, lines, _MOST)


def _kept(name: str) -> bytes | None:
    """Return the bytes that were kept under a name, if they are there and what was kept."""
    folder = cache.folder()
    return sealed.kept(folder / _ROOM / f"{name}.nt", _BEGIN) if folder else None
