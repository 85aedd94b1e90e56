"""What is served: the graph as it stands now, and how newer data take its place."""

import hashlib
import os
import stat
import threading
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast

from cachetools import LRUCache

from ofmkg.graph import corpus, inference, parsing, scenarios
from ofmkg.graph.parsing import Document
from ofmkg.graph.resources import room
from ofmkg.graph.scenarios import Scenario
from ofmkg.graph.stores import Store, documents
from ofmkg.graph.stores.base import DERIVED
from ofmkg.graph.stores.directory import POINTER, DirectoryStore
from ofmkg.graph.stores.remote import RemoteStore
from ofmkg.graph.stores.target import MEMORY, is_remote, opened
from ofmkg.graph.terms import MAPPINGS, VIEW
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.sheets.folders import Surroundings
from ofmkg.version import __version__

from . import condition
from .condition import Condition
from .settings import Settings
from .sparql import copies
from .sparql.copies import Copy

Key = tuple[Scenario, bool]
T = TypeVar("T")
_RECENT = 8  # results that are kept for whoever asks for another format of the same
Signature = frozenset[tuple[Path, int, int]]


@dataclass(frozen=True)
class Snapshot:
    """A graph that does not change, with the documents it was made of.

    `digest` is that of their contents, of the queries and of the version: equal digests give equal
    answers. `graphs` are the names of the documents, which `stated` returns: those of a store are
    copied into memory only for what cannot be asked of it. `folder` is where pyoxigraph can read
    the same, if anywhere, `copy` what SPARQL is answered from, if that has been made already.
    """

    stated: Callable[[], tuple[Document, ...]]
    graphs: tuple[str, ...]
    graph: KnowledgeGraph
    digest: str
    loaded: datetime
    others: LRUCache[Key, KnowledgeGraph]
    folder: Path | None = None
    copy: Copy | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)
    recent: LRUCache[Hashable, object] = field(default_factory=lambda: LRUCache(_RECENT))
    recent_lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def documents(self) -> tuple[Document, ...]:
        """What is stated, one document for each graph, in memory."""
        return self.stated()

    @cached_property
    def beside(self) -> Surroundings:
        """What a sheet that is sent is read and checked beside: all that is served."""
        return Surroundings((), self.documents)

    def found(self, key: Hashable, find: Callable[[], T]) -> T:
        """Return what was found for a key a moment ago, or find it.

        A page in one language, in another and as JSON are of the same results.
        """
        with self.recent_lock:
            if key in self.recent:
                return cast(T, self.recent[key])
        made = find()
        with self.recent_lock:
            self.recent[key] = made
        return made

    def discard(self) -> None:
        """Remove the copy, once SPARQL is answered from it."""
        if self.copy:
            self.copy.discard()

    def under(self, reading: Scenario, inferred: bool = False) -> KnowledgeGraph:
        """Return the graph under another reading, or with what follows from it taken in.

        Raises UnknownIdError if the reading names nothing.
        """
        if reading.keeps_statements and not inferred:
            return self.graph if reading.is_plain else self.graph.under(reading)
        with self.lock:  # one is made at a time, and each once, however many ask for it
            found = self.others.get((reading, inferred))
            if found is None:
                changed = scenarios.read(self.documents, reading)
                if inferred:
                    changed.append(inference.document(changed))
                found = self.others[reading, inferred] = KnowledgeGraph(changed, reading)
            return found


def load(settings: Settings) -> Snapshot:
    """Load what the settings name, unchecked. Raises UnreadableError for a bad file or store."""
    if settings.store is not None and settings.store != MEMORY:
        return of_store(settings.store, settings.max_readings)
    return snapshot(
        corpus.load(settings.data, only=settings.only_data),
        settings.max_readings,
    )


def snapshot(stated: Sequence[Document], most_readings: int = 4) -> Snapshot:
    """Return documents as they are served."""
    every = tuple(stated)
    return Snapshot(
        lambda: every,
        tuple(document.graph for document in every),
        KnowledgeGraph(every),
        digest(every),
        datetime.now(UTC),
        LRUCache(most_readings),
    )


def of_store(target: str, most_readings: int = 4) -> Snapshot:
    """Return a store as it is served. Raises what opening and asking it raises."""
    store = opened(target)
    names = tuple(name for name in store.graphs() if name not in DERIVED)
    return Snapshot(
        lambda: tuple(documents(store)),
        names,
        KnowledgeGraph.over(store),
        digest((), _mark(store)),
        datetime.now(UTC),
        LRUCache(most_readings),
        store.path if isinstance(store, DirectoryStore) else None,
    )


def _mark(store: Store) -> str:
    """Return what changes whenever a store does, if it was changed through ofmkg."""
    if isinstance(store, DirectoryStore):
        return f"{store.folder.resolve()} {store.generation} {store.path.stat().st_ctime_ns}"
    return f"{store.mark()}" if isinstance(store, RemoteStore) else ""


def copied(now: Snapshot) -> Copy:
    """Return what is served as a copy, or as the folder that holds it. Raises as `snapshot`."""
    if now.folder is not None:
        graphs = {*now.graphs, inference.GRAPH, VIEW, MAPPINGS}
        return Copy(b"", tuple(sorted(graphs)), now.folder)
    return now.copy if now.copy and now.copy.there else copies.snapshot(now.documents)


def digest(stated: Sequence[Document], mark: str = "") -> str:
    """Return a digest of what answers depend on: data (or their mark), queries, version."""
    found = hashlib.sha256(f"{__version__}\0{mark}".encode())
    for document in stated:
        found.update(os.fsencode(f"{document.path.name}\0{document.digest}\0"))
    queries = room("queries")
    for path in sorted([*queries.rglob("*.r[qu]"), queries / "folders.yaml"]):
        content = path.read_bytes()
        found.update(f"{path.name}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()[:32]


class Served:
    """The snapshot that is served now; requests under way keep the one that they began with.

    `condition` says whether it is what the files hold.
    """

    def __init__(self, first: Snapshot) -> None:
        """Serve a snapshot from the start."""
        self._now = first
        self.condition: Condition = condition.fine()

    @property
    def now(self) -> Snapshot:
        """The snapshot to answer new requests from."""
        return self._now

    def replace(self, newer: Snapshot) -> None:
        """Serve another snapshot from now on."""
        self._now = newer


def signature(settings: Settings) -> Signature:
    """Return what tells whether data have changed: paths, times (ns) and sizes (bytes).

    Of a server the path is the time of its last change. Raises QueryError if it does not tell it,
    UnreadableError for a folder that cannot be looked into.
    """
    if settings.store is not None and is_remote(settings.store):
        return frozenset({(Path(_mark(opened(settings.store))), 0, 0)})
    if settings.store is not None and settings.store != MEMORY:
        pointer = Path(settings.store) / POINTER
        if not pointer.is_file():  # which opening it tells in plain words
            return frozenset()
        return frozenset({(pointer, pointer.stat().st_mtime_ns, pointer.stat().st_size)})
    ours = (path for name in ("ontology", "data") for path in room(name).rglob("*"))
    own = (path for folder in settings.data if folder.is_dir() for path in parsing.files(folder))
    found = set()
    for path in (*ours, *own):
        try:
            status = path.stat()
        except FileNotFoundError:  # gone since
            continue
        if not stat.S_ISDIR(status.st_mode):
            found.add((path, status.st_mtime_ns, status.st_size))
    return frozenset(found)
