"""How to read a page: what must be said of the collections on it, and what its words mean."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

from ofmkg.analyses.holdings import Holding
from ofmkg.graph import extents, readers
from ofmkg.graph.model import Collection
from ofmkg.pages.messages import (
    Text,
    join,
    joined,
    language,
    lower_first,
    name,
    number,
    say,
    upper_first,
)
from ofmkg.pages.words import Words


def collections(shown: Iterable[Collection]) -> list[Text]:
    """Return for each collection its name with the cut-off date, then the caveats, each once."""
    every = tuple(shown)
    caveats = dict.fromkeys(caveat for c in every for caveat in c.caveats)
    return [*dated(every), *map(name, caveats)]


def dated(shown: Iterable[Collection]) -> list[Text]:
    """Return for each collection its name with the date up to which evidence is on record."""
    told = (joined(upper_first(name(c.label)), up_to(c.cutoff), by=", ") for c in shown)
    return [join("", (each, ".")) for each in told]


def up_to(cutoff: str | None) -> Text:
    """Say up to when evidence is on record; nothing where that is not known."""
    return say("evidence up to {date}", date=cutoff) if cutoff else Text()


def dated_and_read(shown: Iterable[Collection]) -> list[Text]:
    """Return for each collection its name with the date, then who read, each once."""
    every = tuple(shown)
    return [*dated(every), *map(name, readers.read_by(every))]


def who_read(shown: Iterable[Collection]) -> Mapping[str, str]:
    """Return what is said of who read, and how far, in the language spoken, by the English of it.

    Those sentences are among the caveats of a collection, and names like others to those who speak.
    """
    every = {c.id: c for c in shown}
    spoken = {c.id: _spoken(c) for c in every.values()}
    said = readers.sentences((spoken[c] for c in every if every[c].read_by), say)
    far = {
        c.was_read: extents.sentence(spoken[c.id], say, number)
        for c in every.values()
        if c.was_read
    }
    return far | {every[c].read_by or "": str(sentence) for c, sentence in said.items()}


def _spoken(c: Collection) -> Collection:
    read_as = c.readers.read_as_korean if language() == "ko" else c.readers.read_as
    return replace(c, label=name(c.label), readers=replace(c.readers, read_as=read_as))


def meanings(words: Words, *used: tuple[str, Set[str | None]]) -> list[Text]:
    """Explain those values of closed lists that are used, given as (list, identifiers)."""
    return [
        join(
            ": ",
            (upper_first(words.word(kind, each)), lower_first(words.meaning(kind, each))),
        )
        for kind, identifiers in used
        for each in sorted(x for x in identifiers if x and (kind, x) in words.lists)
    ]


def read_by(h: Holding, extent: bool, words: Words) -> str:
    """Say who read it and, with `extent`, how much of the text; nothing if that is not known."""
    if not h.coder:
        return ""
    read = lower_first(words.word("TextExtent", h.text_read)) if extent else ""
    who = words.name(h.coder)
    if read:
        return say("read by {who}, {extent}", who=who, extent=read)
    return say("read by {who}", who=who)
