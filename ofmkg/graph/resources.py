"""Finds the rooms `ontology`, `data` and `queries`, in a checkout and in a wheel alike.

The files of the built-in corpus are listed here too, in the order in which they are read.
"""

from functools import cache
from pathlib import Path

LATER = "later"  # the folder of the later literature
_LISTS = ("questions.ttl", "vectors.ttl")
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


def built_in(*, later: bool = False) -> list[Path]:
    """Return the files of the built-in corpus, those of the later literature only if asked for."""
    studies = set(room("data").glob("*/**/*.ttl")) - set(_lists())  # in folders of collections
    return [
        *vocabularies(extended=later),
        *(path for path in sorted(studies) if later or not _is_later(path)),
    ]


def vocabularies(*, extended: bool = False) -> list[Path]:
    """Return the ontology and the files that are not about single studies.

    With `extended` also what the later literature adds.
    """
    lists = [path for path in _lists() if extended or not _is_later(path)]
    return [room("ontology") / "ofmkg.ttl", *sorted(room("data").glob("*.ttl")), *lists]


def later_lists() -> list[Path]:
    """Return the questions, threats and baselines that the later literature adds."""
    return [path for path in _lists() if _is_later(path)]


def _lists() -> list[Path]:
    """Return the lists by which collections extend ours."""
    return sorted(path for name in _LISTS for path in room("data").glob(f"*/{name}"))


def _is_later(path: Path) -> bool:
    return LATER in path.relative_to(room("data")).parts
