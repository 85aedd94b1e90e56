"""Finds the rooms `ontology`, `data` and `queries`, in a checkout and in a wheel alike.

The files of the built-in corpus are listed here too, in the order in which they are read.
"""

from functools import cache
from pathlib import Path

_LISTS = ("questions.ttl", "releases.ttl", "vectors.ttl", "works.ttl")
_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def room(name: str) -> Path:
    """Return the folder of a room ("ontology", "data" or "queries").

    A wheel carries the rooms inside the package; in a checkout they stand beside it.
    Raises FileNotFoundError if neither is there, which means a broken installation.
    """
    for candidate in (_PACKAGE / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"ofmkg is installed incompletely: folder {name!r} is missing")


def built_in() -> list[Path]:
    """Return the files of the built-in corpus, those of all collections."""
    studies = set(room("data").glob("*/**/*.ttl")) - set(_lists())  # in folders of collections
    return [*vocabularies(), *sorted(studies)]


def vocabularies() -> list[Path]:
    """Return the ontology and the files that are not about single studies."""
    return [room("ontology") / "ofmkg.ttl", *sorted(room("data").glob("*.ttl")), *_lists()]


def _lists() -> list[Path]:
    """Return the lists by which collections extend ours."""
    return sorted(path for name in _LISTS for path in room("data").glob(f"*/{name}"))
