"""Puts the site in its place: whole or not at all, and never over what is not a site of ours."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ofmkg.errors import UsageError
from ofmkg.graph.writing import reason
from ofmkg.version import __version__

MARK = "ofmkg-site.json"  # lies in a folder that holds a site, and names what stands in it


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """Give an empty folder to fill, which takes the place of another when all went well.

    Raises UsageError, before anything is done, where something else than a former site or an empty
    folder stands in its place, and where nothing can be written.
    """
    check(folder)
    place = folder.absolute()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
        try:
            yield draft
            names = sorted(each.name for each in draft.iterdir())
            held = {"made_by": "ofmkg site", "version": __version__, "holds": [*names, MARK]}
            (draft / MARK).write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")
            draft.chmod(0o755)
            check(folder)  # nothing has come meanwhile
            _move(draft, place)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise UsageError(
            f"{folder}: cannot be written ({reason(error)}); nothing has changed."
        ) from error


def check(folder: Path) -> None:
    """Refuse a folder that holds anything but a former site. Raises UsageError."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise UsageError(f"{folder}: is no folder; name a new or an empty one.")
    try:
        there = {each.name for each in folder.iterdir()} if folder.is_dir() else set()
    except OSError as error:
        raise UsageError(f"{folder}: cannot be read ({reason(error)}).") from error
    if not there:
        return
    if MARK not in there:
        raise UsageError(f"{folder}: is not empty and no site of ofmkg; name another folder.")
    if others := sorted(there - _held(folder)):
        raise UsageError(
            f"{folder}: holds {others[0]}, which is not of the site; move it away, or name another "
            "folder."
        )


def _held(folder: Path) -> set[str]:
    """Return what a former site says that stands in it."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        found = json.loads((folder / MARK).read_text(encoding="utf-8"))
        return {str(each) for each in found["holds"]}
    return {MARK}


def _move(draft: Path, place: Path) -> None:
    """Put a folder in the place of another, which goes when the new one is there."""
    if not place.exists():
        draft.rename(place)
        return
    former = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    place.rename(former / "site")
    try:
        draft.rename(place)
    except OSError:
        (former / "site").rename(place)
        raise
    finally:
        shutil.rmtree(former, ignore_errors=True)
