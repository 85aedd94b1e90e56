"""How to read a page: what must be said of the collections on it, and what its words mean."""

from collections.abc import Iterable, Set

from ofmkg.graph.model import Collection
from ofmkg.graph.readers import read_by
from ofmkg.pages.messages import joined, lower_first, upper_first
from ofmkg.pages.words import Words


def collections(shown: Iterable[Collection]) -> list[str]:
    """Return for each collection its name with the cut-off date, then the caveats, each once."""
    every = tuple(shown)
    return dated(every) + list(dict.fromkeys(caveat for c in every for caveat in c.caveats))


def dated(shown: Iterable[Collection]) -> list[str]:
    """Return for each collection its name with the date up to which evidence is on record."""
    names = [
        joined(upper_first(c.label), f"evidence up to {c.cutoff}" if c.cutoff else "", by=", ")
        for c in shown
    ]
    return [f"{name}." for name in names]


def dated_and_read(shown: Iterable[Collection]) -> list[str]:
    """Return for each collection its name with the date, then who read, each once."""
    every = tuple(shown)
    return dated(every) + read_by(every)


def meanings(words: Words, *used: tuple[str, Set[str | None]]) -> list[str]:
    """Explain those values of closed lists that are used, given as (list, identifiers)."""
    return [
        f"{upper_first(words.word(kind, each))}: {lower_first(words.meaning(kind, each))}"
        for kind, identifiers in used
        for each in sorted(x for x in identifiers if x and (kind, x) in words.lists)
    ]
