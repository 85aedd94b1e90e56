"""What came of reading, checking and preparing data, kept in the user's cache folder.

Making it takes seconds; the next start with the same data takes it from there. Its name is a digest
of all that it was made from: the bytes and the places of the files, the queries, the code that
makes it, the versions of the tools, and the settings that matter. What was made from anything else
is never found, nor what is not as it was kept (`ofmkg.graph.sealed`).

Nothing here can fail: where nothing can be kept or found, all is made as if there were no cache.
"""

import json
import os
import stat
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import file_digest, sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import ofmkg.graph
from ofmkg.errors import OfmkgError
from ofmkg.graph import parsing, resources, sealed, valid
from ofmkg.graph.resources import room

from .settings import Settings

_BEGIN = b"ofmkg outcome"
_MOST = 4  # outcomes that are kept; ours takes 4 MB
_LARGEST = 1 << 28  # bytes of data whose outcome is kept
_PIECE = 1 << 20
_LEVEL = 1  # of compression: N-Quads shrink tenfold by the quickest
_TOOLS = ("ofmkg", "pyoxigraph", "reasonable", "owlrl")
_HERE = Path(__file__).resolve().parent
_MAKERS = ("preparation.py", "outcomes.py", "state.py", "sparql/copies.py")


@dataclass(frozen=True)
class Source:
    """What an outcome is made from: its `name`, and the digest of each file by its path."""

    name: str
    files: Mapping[Path, str]

    def gave(self, documents: Iterable[tuple[str, str]]) -> bool:
        """Tell whether documents, each by path and digest, were read from these very files."""
        return all(self.files.get(Path(path)) == digest for path, digest in documents)


def source(settings: Settings) -> Source | None:
    """Return what the outcome of data as they lie there now is made from.

    None if nothing is to be kept: there is no place for it, a file cannot be read, or the data are
    too large.
    """
    if settings.cache_dir is None:
        return None
    try:
        given = [resources.vocabularies() if settings.only_data else resources.built_in()]
        given += map(parsing.files, settings.data)
        data = _digests([path for paths in given for path in paths])
        makers = _digests(_made_by())
    except (OSError, OfmkgError):
        return None
    if data is None or makers is None:
        return None
    said = [*map(_version, _TOOLS), settings.only_data, settings.sparql, settings.load_max_value]
    told = sha256(f"{said}\0{[os.fsencode(path) for path in settings.data]}\0".encode())
    for files in (data, makers):
        for path, digest in files.items():
            told.update(os.fsencode(f"{digest} {path}\0{path.resolve()}\0"))
    return Source(told.hexdigest(), data)


def find(source: Source, place: Path, settings: Settings) -> dict[str, Any] | None:
    """Write the files of an outcome to a folder and return what was told of it.

    None if it is not kept, or the data are not known to be valid any more.
    """
    if settings.cache_dir is None:
        return None
    rest = sealed.kept(_file(settings.cache_dir, source), _BEGIN)
    if rest is None:
        return None
    with suppress(zlib.error, ValueError, KeyError, TypeError, OSError):
        listed, _, content = zlib.decompress(rest).partition(b"\n")
        told: dict[str, Any] = json.loads(listed)
        if not valid.is_known(told["digest"], settings.cache_dir):
            return None
        start = 0
        for name, size in told.pop("files"):
            (place / name).write_bytes(content[start : start + size])
            start += size
        return told
    return None


def keep(
    source: Source, place: Path, names: Iterable[str], told: Mapping[str, Any], settings: Settings
) -> None:
    """Keep the files of an outcome and what was told of it, if the data are known to be valid."""
    folder = settings.cache_dir
    if folder is None or not valid.is_known(told["digest"], folder):
        return
    with suppress(OSError, OfmkgError, MemoryError):
        rest = _packed([path for name in names if (path := place / name).is_file()], told)
        path = _file(folder, source)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        sealed.keep(path, _BEGIN, rest, _MOST)


def _packed(paths: Sequence[Path], told: Mapping[str, Any]) -> bytes:
    """Return files and what was told of them as one piece, without ever holding it all."""
    packer = zlib.compressobj(_LEVEL)
    listed = {**told, "files": [(path.name, path.stat().st_size) for path in paths]}
    packed = [packer.compress(json.dumps(listed).encode() + b"\n")]
    for path in paths:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                packed.append(packer.compress(piece))
    return b"".join((*packed, packer.flush()))


def _file(folder: Path, source: Source) -> Path:
    return folder / "outcomes" / f"{source.name}.outcome"


def _made_by() -> list[Path]:
    """Return the files that tell how an outcome is made: code of ours, queries, mappings."""
    code = Path(ofmkg.graph.__file__).resolve().parent.rglob("*.py")
    ends = {"queries": ("rq", "ru"), "ontology": ("ttl", "tsv")}
    rooms = [room(name).rglob(f"*.{end}") for name, every in ends.items() for end in every]
    found = sorted({*code, *(path for paths in rooms for path in paths)})
    return [*found, *(_HERE / name for name in _MAKERS)]


def _digests(paths: Iterable[Path]) -> dict[Path, str] | None:
    """Return the digest of each file; None if together they are too large, or one is no file.

    Raises OSError for a file that cannot be read.
    """
    found: dict[Path, str] = {}
    size = 0
    for path in paths:
        there = path.stat()
        size += there.st_size
        if size > _LARGEST or not stat.S_ISREG(there.st_mode):
            return None
        with path.open("rb") as file:
            found[path] = file_digest(file, "sha256").hexdigest()
    return found


def _version(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name
