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
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b, sha256
from pathlib import Path

import pyoxigraph as ox

from ofmkg.errors import OfmkgError
from ofmkg.graph import bounds, cache, corpus, inert, ownership, parsing, writing
from ofmkg.graph.parsing import Document
from ofmkg.graph.terms import BASE, NS, PREFIXES, RDF_TYPE, short
from ofmkg.telling import held
from ofmkg.version import __version__

_FORM = 1  # of the tables below; another number, and what was kept is made anew
_MOST = 16  # indexes that are kept
_AT_ONCE = 200  # terms asked about in one query
_WAIT = 1.0  # seconds for another process that writes
_TABLES = """
CREATE TABLE made (by TEXT);
CREATE TABLE file (id INTEGER PRIMARY KEY, digest TEXT UNIQUE, graph TEXT, things INTEGER);
CREATE TABLE mention (link TEXT, term TEXT, file INTEGER, said BLOB,
                      PRIMARY KEY (link, term, file)) WITHOUT ROWID;
"""
_TYPE = ox.NamedNode(RDF_TYPE)
_CLOSED = (NS, PREFIXES["fabio"])  # what has an identifier beside its IRI
# Links of the index: what a file speaks of, what it gives a class, the ids of that by kind.
_SPOKEN, _DESCRIBED, _NAMED = "spoken", "described", "named"
Mention = tuple[str, str, bytes]  # link, term, digest of what is said


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
        return self._enough(_SPOKEN, map(_shortened, things), without)

    def linked(self, links: Iterable[str], things: Collection[str]) -> set[Path]:
        """Return the files in which links of ours (short names) lead to one of some things."""
        found: set[Path] = set()
        for link in links:
            found |= self._of(link, map(_shortened, things))
        return found

    def named(self, kind: str, name: str) -> set[Path]:
        """Return files that describe the things of some kind with an id, each as `spoken_of`."""
        return self._enough(_NAMED, (f"{kind} {name}",), frozenset())

    def holding(self, graph: str) -> set[Path]:
        """Return the files that are a graph."""
        rows = self._asked.execute("SELECT id FROM file WHERE graph = ?", (graph,))
        return {self.paths[place] for (one,) in rows for place in self._numbers[one]}

    def mostly(self, things: Collection[str]) -> set[Path]:
        """Return the files of which more than half of what they describe is among some things."""
        shared: Counter[int] = Counter()
        for rows in self._rows(_DESCRIBED, map(_shortened, things)).values():
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
        """Return by term the places of files that mention it, in order, and what each says."""
        wanted = dict.fromkeys(terms)
        new = [term for term in wanted if (link, term) not in self._known]
        for start in range(0, len(new), _AT_ONCE):
            some = new[start : start + _AT_ONCE]
            for term in some:
                self._known[link, term] = []
            marks = ", ".join("?" * len(some))
            query = f"SELECT term, file, said FROM mention WHERE link = ? AND term IN ({marks})"
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
        yield _found(base, place, roots, digests, _Ours(ours, links))


def _found(
    base: sqlite3.Connection,
    place: Path,
    roots: Mapping[Path, Path],
    digests: Mapping[Path, str],
    ours: "_Ours",
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
    ours: "_Ours",
) -> dict[str, int] | None:
    """Bring an index up to date, and return the number in it of each digest, if all are simple.

    What is read afterwards is what the index is now, whatever other processes do.
    """
    base.execute("BEGIN IMMEDIATE")
    _prepare(base, ours.digest)
    known = _known(base)
    gone = [(known[each],) for each in known.keys() - set(digests.values())]
    if gone:
        base.executemany("DELETE FROM file WHERE id = ?", gone)
        base.execute("DELETE FROM mention WHERE file NOT IN (SELECT id FROM file)")
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


def _enter(base: sqlite3.Connection, path: Path, root: Path, digest: str, ours: "_Ours") -> int:
    """Enter a file; one that is not simple without its graph, by which it is known."""
    with held() as told:
        document = parsing.read(path, root)
    if document.digest != digest:
        raise OSError(f"{path} has changed")
    simple = not told and ours.are_apart_from(document)
    mentions = set(_mentions(document, ours.links)) if simple else set()
    things = sum(link == _DESCRIBED for link, *_ in mentions)
    row = (digest, document.graph if simple else None, things)
    number = base.execute("INSERT INTO file (digest, graph, things) VALUES (?, ?, ?)", row)
    assert number.lastrowid is not None
    rows = ((link, term, number.lastrowid, said) for link, term, said in mentions)
    base.executemany("INSERT OR REPLACE INTO mention VALUES (?, ?, ?, ?)", rows)
    return number.lastrowid


def _mentions(document: Document, links: Collection[ox.NamedNode]) -> Iterator[Mention]:
    """Yield what a file speaks of, describes and leads to."""
    said: dict[ox.NamedNode, list[str]] = defaultdict(list)
    named: dict[ox.NamedNode, set[str]] = defaultdict(set)
    for quad in document.quads:
        subject, predicate, thing = quad.subject, quad.predicate, quad.object
        if isinstance(subject, ox.NamedNode):
            own = "" if isinstance(thing, ox.NamedNode | ox.Literal) else f" {document.digest}"
            said[subject].append(f"{predicate} {thing}{own}")
            if predicate == _TYPE:
                named[subject].add(getattr(thing, "value", ""))
        if predicate in links and isinstance(thing, ox.NamedNode):
            yield short(predicate.value), _shortened(thing.value), b""
    for subject, lines in said.items():
        stated = "\n".join((str(subject), *sorted(lines)))
        digest = blake2b(stated.encode(), digest_size=16).digest()
        yield _SPOKEN, _shortened(subject.value), digest
        if subject in named:
            yield _DESCRIBED, _shortened(subject.value), b""
        for kind in named.get(subject, ()):
            if kind.startswith(NS):
                yield _NAMED, f"{short(kind)} {short(subject.value)}", digest


def _shortened(iri: str) -> str:
    return iri.removeprefix(BASE)


class _Ours:
    """Our own files, beside which those of a folder stand."""

    def __init__(self, documents: Sequence[Document], links: Collection[str]) -> None:
        self.links = frozenset(ox.NamedNode(NS + link) for link in links)
        self._documents = documents
        self._graphs = {document.graph for document in documents}
        self._complete = ownership.complete(documents)
        made = sha256(f"{_FORM} {__version__} {ox.__version__} {sorted(links)}".encode())
        for document in documents:
            made.update(f"\n{document.digest} {document.graph}".encode())
        self.digest = made.hexdigest()

    @cached_property
    def _spoken_of(self) -> set[object]:
        return {quad.subject for document in self._documents for quad in document.quads}

    def are_apart_from(self, document: Document) -> bool:
        """Tell whether an index tells all that matters of a file that stands beside ours."""
        quads = document.quads
        described = (q.subject for q in quads if q.predicate == _TYPE)
        return not (
            document.graph in self._graphs
            or not document.declares
            or corpus.decides(document)
            or any(inert.unused([document]))
            or any(quad.object in self._complete for quad in quads)
            or any(getattr(each, "value", "").startswith(_CLOSED) for each in described)
            or (
                any(quad.subject in self._spoken_of for quad in quads)
                and bool(ownership.changed(document, self._documents))
            )
        )


def _place(folders: Sequence[Path]) -> Path | None:
    """Return the file in which the index of folders is kept, ours alone; None if there is none."""
    kept = cache.folder()
    if kept is None:
        return None
    within = kept / "contents"
    within.mkdir(mode=0o700, parents=True, exist_ok=True)
    told = b"\0".join(os.fsencode(folder.resolve()) for folder in folders)
    place = within / f"{sha256(told).hexdigest()[:32]}.sqlite"
    with suppress(FileExistsError):
        os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _sweep(within)
    return place if writing.own(place, 1) is not None else None


def _sweep(within: Path) -> None:
    """Remove the indexes that were made first where there are many."""
    ours = sorted(within.glob("*.sqlite"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in ours[_MOST:]:
        _remove(path)


def _remove(place: Path) -> None:
    """Remove an index, with what a process that was killed while it wrote has left beside it."""
    for path in (place, place.with_name(f"{place.name}-journal")):
        with suppress(OSError):  # another process may have been faster
            path.unlink()
