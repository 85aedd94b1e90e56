"""What is served: the graph as it stands now, and how newer data take its place."""

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cachetools import LRUCache

from ofmkg import corpus, inference, readings
from ofmkg.corpus import Document
from ofmkg.graph import KnowledgeGraph
from ofmkg.readings import Reading
from ofmkg.resources import room
from ofmkg.version import __version__

from .settings import Settings

Key = tuple[Reading, bool]
Signature = frozenset[tuple[Path, int, int]]


@dataclass(frozen=True)
class Snapshot:
    """A graph that does not change, with the documents it was made of.

    `digest` is that of their contents, of the queries and of the version: equal digests give equal
    answers.
    """

    documents: tuple[Document, ...]
    graph: KnowledgeGraph
    digest: str
    loaded: datetime
    others: LRUCache[Key, KnowledgeGraph]
    lock: threading.Lock = field(default_factory=threading.Lock)

    def under(self, reading: Reading, inferred: bool = False) -> KnowledgeGraph:
        """Return the graph under another reading, or with what follows from it taken in.

        Raises UnknownIdError if the reading names nothing.
        """
        if reading.is_plain and not inferred:
            return self.graph
        with self.lock:  # one is made at a time, and each once, however many ask for it
            found = self.others.get((reading, inferred))
            if found is None:
                documents = readings.read(self.documents, reading)
                if inferred:
                    documents.append(inference.document(documents))
                found = self.others[reading, inferred] = KnowledgeGraph(documents, reading)
            return found


def load(settings: Settings) -> Snapshot:
    """Load what the settings name, unchecked. Raises UnreadableError for a bad file."""
    documents = tuple(corpus.load(settings.data, only=settings.only_data))
    return snapshot(documents, settings.max_readings)


def snapshot(documents: Sequence[Document], most_readings: int = 4) -> Snapshot:
    """Return documents as they are served."""
    every = tuple(documents)
    return Snapshot(
        every,
        KnowledgeGraph(every),
        digest(every),
        datetime.now(UTC),
        LRUCache(most_readings),
    )


def digest(documents: Sequence[Document]) -> str:
    """Return a digest of what answers depend on: data, queries and the version."""
    found = hashlib.sha256(__version__.encode())
    paths = [*(document.path for document in documents), *sorted(room("queries").rglob("*.r[qu]"))]
    for path in paths:
        content = path.read_bytes() if path.is_file() else b""
        found.update(f"{path.name}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()[:32]


class Served:
    """The snapshot that is served now; requests under way keep the one that they began with."""

    def __init__(self, first: Snapshot) -> None:
        """Serve a snapshot from the start."""
        self._now = first

    @property
    def now(self) -> Snapshot:
        """The snapshot to answer new requests from."""
        return self._now

    def replace(self, newer: Snapshot) -> None:
        """Serve another snapshot from now on."""
        self._now = newer


def signature(settings: Settings) -> Signature:
    """Return what tells whether data files have changed: paths, times (ns) and sizes (bytes)."""
    folders = [room("ontology"), room("data"), *settings.data]
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return frozenset((path, path.stat().st_mtime_ns, path.stat().st_size) for path in files)
