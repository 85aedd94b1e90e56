"""An index of texts: SQLite's full text for words with endings, and what no stemmer knows beside.

English endings do not count (Porter's stems). In writing without reliable spaces, such as Korean, a
word is looked for anywhere in a text, with and without spaces.
"""

import bisect
import re
import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ofmkg.analyses.search.entries import Entry
from ofmkg.analyses.search.result import How
from ofmkg.errors import OfmkgError
from ofmkg.graph.spelling import Word, indexed, spaceless, words_in

# Where words stand, the best first; the last is anywhere in a thing, its id included.
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "names": ("label", "synonym"),
    "statements": ("statement",),
    "sources": ("reference",),
}
_PLACES = (*_COLUMNS, "")
_TABLE = (
    "CREATE VIRTUAL TABLE texts USING fts5(names, statements, sources, id, "
    "tokenize=\"porter unicode61 remove_diacritics 2 tokenchars '_'\")"
)
_BETWEEN = "__"
_OPEN, _CLOSE = "\x02", "\x03"
_MARKED = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_MOST_WORDS = 100  # that begin alike; a longer alternative would be too deep for SQLite
_SHORTEST = 2  # syllables that are left of a word whose ending is taken off
_ENDING = 2  # syllables of an ending that may be taken off
_SHORTEST_SPELLED = 4  # letters of a word that may be spelled otherwise
_ALIKE = 0.78  # how much of two words has to be the same: one letter of five, two of ten
_NEAR = 0.6  # to be named as near


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry with all the words: where they stand (0 is the best), how well, and which they are.

    `alike` is SQLite's measure (BM25), less is better.
    """

    entry: Entry
    place: int
    alike: float
    marks: frozenset[str]


class Index:
    """All entries, and which have some words; any threads may ask at once."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Index entries. Raises OfmkgError if Python's SQLite has no full-text search."""
        self.entries = tuple(entries)
        self._lock = threading.Lock()
        self._texts = _opened()
        rows = [tuple(_column(e, roles) for roles in _COLUMNS.values()) for e in self.entries]
        ids = (entry.id for entry in self.entries)
        numbered = ((n, *row, id) for n, (row, id) in enumerate(zip(rows, ids, strict=True)))
        self._texts.executemany(
            "INSERT INTO texts(rowid, names, statements, sources, id) VALUES (?, ?, ?, ?, ?)",
            numbered,
        )
        self._bare = [tuple(map(spaceless, row)) for row in rows]
        self._foreign = [n for n, row in enumerate(self._bare) if not all(map(str.isascii, row))]
        words = {word for row in rows for text in row for word in words_in(text)} - {_BETWEEN}
        self._words = sorted(word for word in words if word.isascii())
        self._others = sorted(words - set(self._words))

    def find(self, words: Sequence[Word], how: How = "whole") -> list[Hit]:
        """Return the entries that have all the words; of each, where they stand best."""
        if how == "beginning":
            words = [self._without_ending(word) for word in words]
        latin = [self._term(word, how) for word in words if word.latin]
        other = [word.text for word in words if not word.latin]
        if not all(latin):
            return []
        found: dict[int, Hit] = {}
        for place, column in enumerate(_PLACES):
            for number, alike, marks in self._matching(column, latin, other):
                if number not in found:
                    found[number] = Hit(self.entries[number], place, alike, marks)
        return list(found.values())

    def alike(self, word: Word) -> tuple[str, ...]:
        """Return the words that are spelled most like one, all equally."""
        near = self._closest(word, _ALIKE)
        return tuple(sorted(each for each, alike in near if alike == near[0][1]))

    def near(self, word: Word) -> tuple[str, ...]:
        """Return a few words that are spelled like one, the closest first."""
        return tuple(each for each, _ in self._closest(word, _NEAR)[:3])

    def _closest(self, word: Word, least: float) -> list[tuple[str, float]]:
        from rapidfuzz import process
        from rapidfuzz.distance import DamerauLevenshtein

        if word.latin and len(word.joined) < _SHORTEST_SPELLED:
            return []
        found = process.extract(
            word.joined,
            self._words if word.latin else self._others,
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=least,
            limit=8,
        )
        return sorted(((each, alike) for each, alike, _ in found), key=lambda e: (-e[1], e[0]))

    def _term(self, word: Word, how: How) -> str:
        """Return a word as a term of a full-text query; nothing if no text can have it."""
        if how == "whole":
            return _either({" ".join(word.parts), word.joined})
        *before, last = word.parts
        ends = self._beginning(last)
        phrases = {" ".join((*before, end)) for end in ends}
        return _either(phrases | set(self._beginning(word.joined)))

    def _beginning(self, start: str) -> list[str]:
        """Return the shortest words that begin so: stems may be shorter than what is typed."""
        at = bisect.bisect_left(self._words, start)
        found = []
        while at < len(self._words) and self._words[at].startswith(start):
            found.append(self._words[at])
            at += 1
        return sorted(found, key=lambda each: (len(each), each))[:_MOST_WORDS]

    def _without_ending(self, word: Word) -> Word:
        """Return a word as it is, or, where nothing has it, without a Korean particle."""
        if word.latin:
            return word
        shortest = max(_SHORTEST, len(word.text) - _ENDING)
        for length in range(len(word.text), shortest - 1, -1):
            start = word.text[:length]
            if any(start in text for number in self._foreign for text in self._bare[number]):
                return Word(start, (), start)
        return word

    def _matching(
        self, column: str, latin: Sequence[str], other: Sequence[str]
    ) -> Iterable[tuple[int, float, frozenset[str]]]:
        numbers: Iterable[tuple[int, float, frozenset[str]]]
        if latin:
            numbers = self._full_text(column, " AND ".join(latin))
        else:
            numbers = ((number, 0.0, frozenset()) for number in self._foreign)
        columns = [list(_COLUMNS).index(column)] if column else range(len(_COLUMNS))
        for number, alike, marks in numbers:
            texts = [self._bare[number][each] for each in columns]
            if all(any(word in text for text in texts) for word in other):
                yield number, alike, marks | frozenset(other)

    def _full_text(self, column: str, terms: str) -> list[tuple[int, float, frozenset[str]]]:
        query = f"{{{column}}} : ({terms})" if column else terms
        marked = ", ".join(f"highlight(texts, {n}, ?, ?)" for n in range(len(_COLUMNS)))
        with self._lock:
            rows = self._texts.execute(
                f"SELECT rowid, bm25(texts), {marked} FROM texts WHERE texts MATCH ?",
                (*[_OPEN, _CLOSE] * len(_COLUMNS), query),
            ).fetchall()
        return [
            (number, alike, frozenset(_marks("".join(texts)))) for number, alike, *texts in rows
        ]


def _opened() -> sqlite3.Connection:
    opened = sqlite3.connect(":memory:", check_same_thread=False)
    try:
        opened.execute(_TABLE)
    except sqlite3.OperationalError as error:
        opened.close()
        raise OfmkgError(
            f"The SQLite of this Python has no full-text search, FTS5, as needed: {error}."
            " Take a Python from python.org or of your system."
        ) from None
    return opened


def _column(entry: Entry, roles: Sequence[str]) -> str:
    # What stands between keeps a phrase within one text: it is a word that nobody asks for.
    return f" {_BETWEEN} ".join(indexed(text.folded) for text in entry.texts if text.role in roles)


def _marks(text: str) -> Iterable[str]:
    return (word for phrase in _MARKED.findall(text) for word in words_in(phrase))


def _either(phrases: Iterable[str]) -> str:
    """Return a term for any of some phrases, which hold letters, digits and spaces alone."""
    quoted = [f'"{each}"' for each in sorted(phrases)]
    return f"({' OR '.join(quoted)})" if quoted else ""
