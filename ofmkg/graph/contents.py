"""Which files of a folder state something about a thing: an index that is kept in the user's cache.

Of a large folder only the few files near a new one need be parsed. The index is asked by what files
hold: each is read and its digest looked up at every opening, so that nothing is ever answered from
what a file once was. What is new is parsed and entered, what is gone taken out.

Nothing here can fail: `opened` returns None where no index can be kept, or where a file needs more
than an index tells (it decides between readings, says more of our things, hides one of ours, has
former names, ...), and who asked reads everything.
"""

import os
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from ofmkg.errors import OfmkgError
from ofmkg.graph import bounds, cache, parsing, writing
from ofmkg.graph.entries import DESCRIBED, NAMED, SPOKEN, Ours, entries, shortened
from ofmkg.graph.parsing import Document
from ofmkg.telling import held

_FORM = 2  # of the tables below; another number, and what was kept is made anew
_MOST = 16  # indexes that are kept
_AT_ONCE = 200  # terms asked about in one query
_WAIT = 1.0  # seconds for another process that writes
_TABLES = """
CREATE TABLE made (by TEXT);
CREATE TABLE file (id INTEGER PRIMARY KEY, digest TEXT UNIQUE, graph TEXT, things INTEGER);
CREATE TABLE entry (link TEXT, term TEXT, file INTEGER, said BLOB,
                    PRIMARY KEY (link, term, file)) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Contents:
    """The files of folders by what they state; opened by `opened`, and good until it ends."""

    paths: tuple[Path, ...]
    _roots: Mapping[Path, Path]
    _digests: Mapping[Path, str]
    _numbers: Mapping[int, tuple[int, ...]]  # of a file in the index: its places among the paths
    _asked: sqlite3.Connection
    _read: dict[Path, Document] = field(default_factory=dict)
    _known: dict[tuple[str, str], list[tuple[int, bytes]]] = field(default_factory=dict)

    def spoken_of(
        self, things: Iterable[str], without: Collection[Path] = frozenset()
    ) -> set[Path]:
        """Return files that together hold every statement about things (IRIs).

        Of files that say the same of a thing the first and the last are enough: where files differ,
        it matters in which order they come.
        """
        return self._enough(SPOKEN, map(shortened, things), without)

    def linked(self, links: Iterable[str], things: Collection[str]) -> set[Path]:
        """Return the files in which links of ours (short names) lead to one of some things."""
        found: set[Path] = set()
        for link in links:
            found |= self._of(link, map(shortened, things))
        return found

    def named(self, kind: str, name: str) -> set[Path]:
        """Return files that describe the things of some kind with an id, each as `spoken_of`."""
        return self._enough(NAMED, (f"{kind} {name}",), frozenset())

    def holding(self, graph: str) -> set[Path]:
        """Return the files that are a graph."""
        rows = self._asked.execute("SELECT id FROM file WHERE graph = ?", (graph,))
        return {self.paths[place] for (one,) in rows for place in self._numbers[one]}

    def mostly(self, things: Collection[str]) -> set[Path]:
        """Return the files of which more than half of what they describe is among some things."""
        shared: Counter[int] = Counter()
        for rows in self._rows(DESCRIBED, map(shortened, things)).values():
            shared.update(place for place, _ in rows)
        counts = dict(self._asked.execute("SELECT id, things FROM file"))
        of_place = {place: counts[one] for one, each in self._numbers.items() for place in each}
        return {self.paths[place] for place, n in shared.items() if 2 * n > of_place[place]}

    def documents(self, paths: Iterable[Path]) -> list[Document]:
        """Read files, each once, in the order of all. Raises LookupError if one has changed."""
        wanted = set(paths)
        for path in wanted - self._read.keys():
            document = parsing.read(path, self._roots[path])
            if document.digest != self._digests[path]:
                raise LookupError(path)
            self._read[path] = document
        return [self._read[path] for path in self.paths if path in wanted]

    def _enough(self, link: str, terms: Iterable[str], without: Collection[Path]) -> set[Path]:
        found: set[Path] = set()
        for rows in self._rows(link, terms).values():
            first: dict[bytes, Path] = {}
            last: dict[bytes, Path] = {}
            for path, said in ((self.paths[place], said) for place, said in rows):
                if path not in without:
                    first.setdefault(said, path)
                    last[said] = path
            found.update(first.values(), last.values())
        return found

    def _of(self, link: str, terms: Iterable[str]) -> set[Path]:
        rows = self._rows(link, terms).values()
        return {self.paths[place] for each in rows for place, _ in each}

    def _rows(self, link: str, terms: Iterable[str]) -> dict[str, list[tuple[int, bytes]]]:
        """Return by term the places of files with an entry for it, in order, and what each says."""
        wanted = dict.fromkeys(terms)
        new = [term for term in wanted if (link, term) not in self._known]
        for start in range(0, len(new), _AT_ONCE):
            some = new[start : start + _AT_ONCE]
            for term in some:
                self._known[link, term] = []
            marks = ", ".join("?" * len(some))
            query = f"SELECT term, file, said FROM entry WHERE link = ? AND term IN ({marks})"
            for term, number, said in self._asked.execute(query, (link, *some)):
                here = ((place, said) for place in self._numbers[number])
                self._known[link, term].extend(here)
            for term in some:
                self._known[link, term].sort()
        return {term: self._known[link, term] for term in wanted}


@contextmanager
def opened(
    folders: Sequence[Path], ours: Sequence[Document], links: Collection[str]
) -> Iterator[Contents | None]:
    """Open the index of folders of one's own, beside our files, made anew where it is not there.

    `links` are those of ours that are asked about against their direction. None if it cannot be
    had, or does not tell all that matters.
    """
    try:
        every = [(path, folder) for folder in folders for path in parsing.files(folder)]
        roots = dict(every)
        digests = {path: sha256(bounds.content(path)).hexdigest() for path in roots}
        place = _place(folders)
    except (OfmkgError, OSError):
        yield None
        return
    twice = len(folders) > 1 and len({path.resolve() for path in roots}) < len(every)
    if place is None or not roots or twice:
        yield None
        return
    try:
        base = sqlite3.connect(place, timeout=_WAIT, isolation_level=None)
    except sqlite3.Error:
        yield None
        return
    with closing(base):
        yield _found(base, place, roots, digests, Ours(ours, links))


def _found(
    base: sqlite3.Connection,
    place: Path,
    roots: Mapping[Path, Path],
    digests: Mapping[Path, str],
    ours: Ours,
) -> Contents | None:
    try:
        numbers = _numbers(base, roots, digests, ours)
    except (OfmkgError, OSError):
        return None
    except sqlite3.OperationalError:  # another process is at it, or the disk is full
        return None
    except sqlite3.DatabaseError:  # it is none, or is damaged
        _remove(place)
        return None
    if numbers is None:
        return None
    paths = tuple(roots)
    places: dict[int, list[int]] = defaultdict(list)
    for n, path in enumerate(paths):
        places[numbers[digests[path]]].append(n)
    of_file = {number: tuple(each) for number, each in places.items()}
    return Contents(paths, roots, digests, of_file, base)


def _numbers(
    base: sqlite3.Connection,
    roots: Mapping[Path, Path],
    digests: Mapping[Path, str],
    ours: Ours,
) -> dict[str, int] | None:
    """Bring an index up to date, and return the number in it of each digest, if all are simple.

    What is read afterwards is what the index is now, whatever other processes do.
    """
    base.execute("BEGIN IMMEDIATE")
    _prepare(base, f"{_FORM} {ours.digest}")
    known = _known(base)
    gone = [(known[each],) for each in known.keys() - set(digests.values())]
    if gone:
        base.executemany("DELETE FROM file WHERE id = ?", gone)
        base.execute("DELETE FROM entry WHERE file NOT IN (SELECT id FROM file)")
    for path, digest in digests.items():
        if digest not in known:
            known[digest] = _enter(base, path, roots[path], digest, ours)
    base.execute("COMMIT")
    base.execute("BEGIN")
    kept = _known(base)
    not_simple = base.execute("SELECT 1 FROM file WHERE graph IS NULL LIMIT 1").fetchone()
    return kept if kept.keys() == set(digests.values()) and not not_simple else None


def _prepare(base: sqlite3.Connection, made_by: str) -> None:
    """Make the tables, anew where they were made by another version or beside other files."""
    tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    if "made" in tables and base.execute("SELECT by FROM made").fetchall() == [(made_by,)]:
        return
    for name in tables:
        base.execute(f'DROP TABLE "{name}"')
    for each in filter(str.strip, _TABLES.split(";")):
        base.execute(each)
    base.execute("INSERT INTO made VALUES (?)", (made_by,))


def _known(base: sqlite3.Connection) -> dict[str, int]:
    return dict(base.execute("SELECT digest, id FROM file").fetchall())


def _enter(base: sqlite3.Connection, path: Path, root: Path, digest: str, ours: Ours) -> int:
    """Enter a file; one that is not simple without its graph, by which it is known."""
    with held() as told:
        document = parsing.read(path, root)
    if document.digest != digest:
        raise OSError(f"{path} has changed")
    simple = not told and ours.are_apart_from(document)
    found = set(entries(document, ours.links)) if simple else set()
    things = sum(link == DESCRIBED for link, *_ in found)
    row = (digest, document.graph if simple else None, things)
    number = base.execute("INSERT INTO file (digest, graph, things) VALUES (?, ?, ?)", row)
    assert number.lastrowid is not None
    rows = ((link, term, number.lastrowid, said) for link, term, said in found)
    base.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)", rows)
    return number.lastrowid


def _place(folders: Sequence[Path]) -> Path | None:
    """Return the file in which the index of folders is kept, ours alone; None if there is none."""
    within = cache.room("contents")
    if within is None:
        return None
    told = b"\0".join(os.fsencode(folder.resolve()) for folder in folders)
    place = within / f"{sha256(told).hexdigest()[:32]}.sqlite"
    if cache.begin(place):
        ours = [path for path in within.glob("*.sqlite") if writing.own(path, 1) is not None]
        for path in cache.oldest(ours, _MOST):
            _remove(path)
    return place if writing.own(place, 1) is not None else None


def _remove(place: Path) -> None:
    """Remove an index, with what a process that was killed while it wrote has left beside it."""
    cache.remove(place)
    cache.remove(place.with_name(f"{place.name}-journal"))
