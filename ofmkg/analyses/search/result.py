"""What a search finds."""

from dataclasses import dataclass
from typing import Literal

from ofmkg.graph.attribution import Said
from ofmkg.graph.model import Collection
from ofmkg.graph.results import Result

Role = Literal["label", "synonym", "statement", "reference"]
How = Literal["whole", "beginning", "spelling"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of things, with its labels and how many of them can be found."""

    id: str
    label: str
    korean: str
    things: int


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that was found: where it stands, its label, and the text that has the words.

    `exact` tells that it is called as was asked, `group` is the one of its kinds that decides where
    it stands. `collections` are those that it belongs to, or that it was read for; `said` tells who
    says what a thing states, in whose reading. `role` tells what the text is, and `marks` which
    words of it, as they are compared, were found.
    """

    href: str
    id: str
    exact: bool
    group: str
    kinds: tuple[str, ...]
    collections: tuple[str, ...]
    label: str
    text: str
    role: Role
    marks: tuple[str, ...]
    said: Said | None


@dataclass(frozen=True, slots=True)
class Instead:
    """A word that nothing has, and those that were looked for instead."""

    word: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alone:
    """A word by itself: how many things have it, and which words are near if none has."""

    word: str
    things: int
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Results(Result):
    """What was found for some words, out of `total`; all kinds there are.

    `how` tells how words were matched, None where nothing was found or no word asked for, and
    `instead` which were replaced. Where nothing has all the words, `alone` tells of each.
    `shown` are the collections that things found belong to.
    """

    words: str
    kind: str | None
    collection: str | None
    how: How | None
    instead: tuple[Instead, ...]
    total: int
    found: tuple[Found, ...]
    alone: tuple[Alone, ...]
    kinds: tuple[Kind, ...]
    shown: tuple[Collection, ...]
