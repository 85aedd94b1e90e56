"""The marker of a folder store: which generation counts, and all that belongs to the store.

It is the file `ofmkg-store.json`, and says:

    format        1
    generation    the generation that counts; none while the store is begun
    generations   every generation that was begun here and is not removed yet, this one among them
    files         of the one that counts: size, time of change (ns) and SHA-256 of each file

A generation is listed before it is made, so that what a killed process leaves is known as ours.
Nothing that is not listed is ever removed. Markers of version 0.1 have no lists: of what they do
not name, nothing is known.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ofmkg.errors import UnreadableError

POINTER = "ofmkg-store.json"
DRAFT = f"{POINTER}.new"
GENERATION = re.compile(r"g[1-9][0-9]{0,17}")
_FORMAT = 1
_FILE = re.compile(r"[A-Za-z0-9_.-]+")


class Seal(NamedTuple):
    """What a file was when it was written: size, time of change in nanoseconds, SHA-256."""

    size: int
    changed: int
    digest: str


@dataclass(frozen=True, slots=True)
class Marker:
    """What a marker says."""

    generation: str | None
    generations: tuple[str, ...]
    files: Mapping[str, Seal] = field(default_factory=dict)


def read(folder: Path) -> Marker | None:
    """Return what the marker of a folder says; None if it has none.

    Raises UnreadableError if it cannot be read, is damaged, or of another format.
    """
    path = folder / POINTER
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(said, dict) or not isinstance(said["format"], int):
            raise ValueError("it is no marker of a store")
        if said["format"] != _FORMAT:
            raise UnreadableError(
                f"{path}: is a store of format {said['format']}, and this version reads "
                f"{_FORMAT}; write it anew with: ofmkg load"
            )
        return _marker(said)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be read ({error.strerror}).") from error
    except KeyError as error:
        raise damaged(folder, f"{POINTER} does not say the {error.args[0]}") from error
    except (ValueError, TypeError, RecursionError) as error:
        raise damaged(folder, f"{POINTER}: {error}") from error


def write(folder: Path, marker: Marker) -> None:
    """Put a marker in place of the former one, in one step that is on disk when this returns.

    Whoever calls this must be the one that writes to the folder. Raises OSError.
    """
    said = {
        "format": _FORMAT,
        "generation": marker.generation,
        "generations": sorted(set(marker.generations)),
        "files": dict(sorted(marker.files.items())),
    }
    draft = folder / DRAFT
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    with os.fdopen(os.open(draft, flags, 0o644), "w", encoding="utf-8") as file:
        json.dump(said, file, indent=1)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / POINTER)
    sync(folder)


def sync(folder: Path) -> None:
    """Let what a folder lists be on disk. Raises OSError."""
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def damaged(folder: Path, reason: object) -> UnreadableError:
    """Return the error for a store that cannot be read as it was written, with the way back."""
    told = " ".join(str(reason).split()).rstrip(".")
    shown = told if len(told) <= 160 else f"{told[:160]} ..."
    return UnreadableError(
        f"{folder}: is damaged ({shown}); restore its backup, or load your files again, into "
        "another folder: ofmkg load --store FOLDER"
    )


def _marker(said: dict[str, object]) -> Marker:
    counts = said["generation"]
    listed = said.get("generations", [])
    files = said.get("files", {})
    if not isinstance(listed, list) or not isinstance(files, dict):
        raise TypeError("its lists are none")
    for name in [*listed, *([] if counts is None else [counts])]:
        if not isinstance(name, str) or not GENERATION.fullmatch(name):
            raise ValueError(f"{name!r} is no name of a generation")
    known = {*map(str, listed), *([] if counts is None else [str(counts)])}
    return Marker(
        None if counts is None else str(counts),
        tuple(sorted(known)),
        {_file(name): _seal(seal) for name, seal in files.items()},
    )


def _file(name: str) -> str:
    if not _FILE.fullmatch(name) or name.startswith(".."):
        raise ValueError(f"{name!r} is no name of a file")
    return name


def _seal(said: object) -> Seal:
    match said:
        case [int(size), int(changed), str(digest)]:
            return Seal(size, changed, digest)
    raise ValueError(f"{said!r} tells nothing of a file")
