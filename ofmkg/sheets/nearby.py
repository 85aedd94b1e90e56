"""What is near a sheet in folders of one's own, so that of many files only a few are read.

What is looked up in the vocabulary is looked up in the index of the folders first: where a file
that has not been read says more of it, that file is read and everything done again. So what is
found is what would be found beside all. Who is to be told that something is wrong is told beside
all, with what is near in spelling.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from ofmkg.errors import OfmkgError
from ofmkg.graph import contents, corpus, neighborhood
from ofmkg.graph.contents import Contents
from ofmkg.graph.parsing import Document
from ofmkg.graph.report import Report
from ofmkg.sheets.folders import Surroundings, filled
from ofmkg.sheets.things import Thing
from ofmkg.sheets.tree import Tree
from ofmkg.sheets.vocabulary import Vocabulary

_OF_WORK = ("readsWork", "reportedIn")  # what is looked for against its direction
# Kinds of what sheets bring and name; what else is looked up is found at the second attempt.
_NAMED = ("Claim", "Coder", "Collection", "Handling", "Position", "Question", "Study", "Work")
_ATTEMPTS = 12
Found = TypeVar("Found")


class _FurtherError(Exception):
    """More must be read: these files, or, where none is named, all."""

    def __init__(self, paths: Iterable[Path] = ()) -> None:
        self.paths = frozenset(paths)


def judged(
    tree: Tree, folders: Sequence[Path], judge: Callable[[Surroundings], Found]
) -> Found | None:
    """Judge something beside what is near a sheet in folders, as if it were beside all.

    None if that cannot be had, or if the judge raises an error of ours.
    """
    own = filled(folders)
    if not own:
        return None
    ours = tuple(corpus.built_in())
    links = (*neighborhood.looked_along(), *_OF_WORK)
    with ExitStack() as stack:
        opened = stack.enter_context(contents.opened(own, ours, links))
        if opened is None:
            return None
        try:
            read = {path for name in set(_texts(tree.value)) for path in _named(opened, name)}
            for _ in range(_ATTEMPTS):
                try:
                    return judge(_near(tuple(folders), ours, opened, read))
                except _FurtherError as further:
                    if not further.paths - read:
                        return None
                    read |= further.paths
        except (OfmkgError, LookupError, OSError, sqlite3.Error):
            return None
    return None


def _near(
    folders: tuple[Path, ...], ours: tuple[Document, ...], opened: Contents, read: set[Path]
) -> "Near":
    return Near(folders, (*ours, *opened.documents(read)), ours, opened, frozenset(read))


def _named(opened: Contents, name: str) -> Iterator[Path]:
    for kind in _NAMED:
        yield from opened.named(kind, name)


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a sheet
    """Yield the words of a sheet that may be ids, and the last parts of those that may be paths."""
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str) and not any(map(str.isspace, value)):
        yield value.rpartition("/")[2]


@dataclass(frozen=True)
class Near(Surroundings):
    """Folders of which some files have been read, beside ours; an index knows of the others."""

    ours: tuple[Document, ...]
    contents: Contents
    read: frozenset[Path]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What a sheet can speak of here, as far as it has been read; more is asked for."""
        return _NearVocabulary(self)

    @property
    def own(self) -> tuple[Document, ...]:
        """All that the folders hold, which has not been read."""
        raise _FurtherError

    @property
    def decided(self) -> tuple[Document, ...]:
        """All that there is, which has not been read."""
        raise _FurtherError

    def holding(self, graph: str) -> Sequence[Document]:
        """Return the files of the folders that are a graph."""
        return self.contents.documents(self.contents.holding(graph))

    def checked(self, given: Document) -> Report:
        """Check what would be written with all that it touches here."""
        return neighborhood.check_in([given], self.ours, self.contents)

    def require(self, paths: set[Path]) -> None:
        """Raise unless files have been read."""
        if not paths <= self.read:
            raise _FurtherError(paths)


class _NearVocabulary(Vocabulary):
    """What has been read; raises where more must be."""

    def __init__(self, near: Near) -> None:
        super().__init__(near.documents)
        self._near = near

    def described(self, iri: str) -> Thing | None:
        self._whole(iri)
        return super().described(iri)

    def find(self, kind: str, name: str) -> Thing | None:
        self._near.require(self._near.contents.named(kind, name))
        found = super().find(kind, name)
        if found:
            self._whole(found.iri)
        return found

    def linked(self, kind: str, link: str, to: str) -> tuple[Thing, ...]:
        if link not in _OF_WORK:
            raise _FurtherError
        self._near.require(self._near.contents.linked([link], [to]))
        every = (thing for thing in self._things.values() if kind in thing.kinds)
        found = [thing for thing in every if to in thing.links.get(link, ())]
        for thing in found:
            self._whole(thing.iri)
        return tuple(sorted(found, key=lambda thing: thing.iri))

    def ids(self, kind: str) -> tuple[str, ...]:
        raise _FurtherError

    def every(self, kind: str) -> tuple[Thing, ...]:
        raise _FurtherError

    def _paths(self) -> list[str]:
        raise _FurtherError

    def _whole(self, iri: str) -> None:
        """Require that all has been read that is said of a thing."""
        self._near.require(self._near.contents.spoken_of([iri]))
