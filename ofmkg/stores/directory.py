"""The store in a directory: pyoxigraph on disk, changed all or nothing.

What stands in the directory:

    ofmkg-store.json   which generation counts
    lock               held by the one process that writes
    g<number>/         a generation: a pyoxigraph store that is never changed once it counts

A change makes a new generation out of the one that counts (its files are linked, not copied),
changes that, and lets it count by replacing `ofmkg-store.json` in one step. A process that is
killed leaves an unfinished generation, which counts for nothing; the next one that opens the
directory removes it, as it does generations that nobody reads any more.
"""

import contextlib
import errno
import fcntl
import json
import os
import shutil
import weakref
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from ofmkg.errors import UnreadableError
from ofmkg.stores import local
from ofmkg.stores.base import Result, Rows, asks_for_inferences, selected, without_inferences
from ofmkg.terms import INFERENCES

POINTER = "ofmkg-store.json"
_LOCK = "lock"
_FORMAT = 1
_INFERENCES = ox.NamedNode(INFERENCES)


class DirectoryStore:
    """A persistent store, read as it stood when it was opened or last changed by this object."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """Open the store in a folder; with `create`, begin an empty one where there is none.

        Raises UnreadableError if there is no store, or one of another format.
        """
        self.folder = folder
        self._let_go: Callable[[], object] = lambda: None  # of the generation that is read
        if not (folder / POINTER).is_file():
            if not create:
                raise UnreadableError(
                    f"{folder}: holds no store; make one with: ofmkg load --store {folder}"
                )
            self._begin()
        self._open()
        self._sweep()

    @property
    def generation(self) -> str:
        """The name of the generation that is read: equal names are equal contents."""
        return self._generation

    @property
    def path(self) -> Path:
        """The folder of the generation that is read, which pyoxigraph opens read-only."""
        return self.folder / self._generation

    def run(self, sparql: str) -> Result:
        """Answer any query with the engine's own result.

        Raises QueryError if it is malformed, or asks for inferences that have not been made.
        """
        if asks_for_inferences(sparql) and not self._store.contains_named_graph(_INFERENCES):
            raise without_inferences(str(self.folder))
        return local.run(self._store, sparql)

    def select(self, sparql: str) -> Rows:
        """Answer a SELECT query. Raises QueryError if it is malformed or of another form."""
        return selected(self.run(sparql))

    def has(self, iri: str) -> bool:
        """Tell whether anything is said of `iri` (nothing is of a text that is no IRI)."""
        return local.has(self._store, iri)

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every stated statement in its named graph."""
        return local.stated(self._store)

    def graphs(self) -> tuple[str, ...]:
        """Return the names of the graphs, derived ones among them, in order."""
        return local.graphs(self._store)

    def counts(self) -> dict[str, int]:
        """Return how many statements each named graph holds, derived ones among them."""
        return local.counts(self._store)

    def replace(self, quads: Iterable[ox.Quad], graphs: Collection[str] | None) -> None:
        """Put quads of named graphs in place of all that stands in `graphs` (None: in any).

        All or nothing, however it ends. Raises UnreadableError if another process writes, or if
        the folder cannot be written; and whatever `quads` raises.
        """

        def change(store: ox.Store) -> None:
            if graphs is not None:
                local.take_out(store, graphs)
            store.bulk_extend(local.with_merge(quads))

        self._change(change, anew=graphs is None)

    def derive(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Put a derived graph in place of the one of that name; it joins no default graph."""

        def change(store: ox.Store) -> None:
            store.remove_graph(ox.NamedNode(graph))
            store.bulk_extend(quads)

        self._change(change, anew=False)

    def backup(self, target: Path) -> None:
        """Write a store with the same content to an empty or missing folder.

        Raises UnreadableError if there is something, or if it cannot be written.
        """
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise UnreadableError(f"{target}: is not empty; give a folder that does not exist yet.")
        with self._told(target):
            target.mkdir(parents=True, exist_ok=True)
            self._store.backup(str(target / self._generation))
            _count(target, self._generation)

    def _begin(self) -> None:
        if self.folder.exists() and not self.folder.is_dir():
            raise UnreadableError(f"{self.folder}: is a file, not a folder.")
        if self.folder.is_dir() and any(
            not each.name.startswith("g") and each.name != _LOCK for each in self.folder.iterdir()
        ):
            raise UnreadableError(
                f"{self.folder}: holds other files; give an empty folder, or one that is not there."
            )
        with self._told(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._writing():
                first = self.folder / "g1"
                shutil.rmtree(first, ignore_errors=True)
                ox.Store(str(first)).flush()
                _count(self.folder, first.name)

    def _open(self) -> None:
        """Open the generation that counts, and keep others from removing it."""
        for _ in range(10):  # one may cease to count, and go, between two steps
            self._generation = _counts(self.folder)
            try:
                held = os.open(self.path, os.O_RDONLY)
                fcntl.flock(held, fcntl.LOCK_SH)
                self._store = ox.Store.read_only(str(self.path))
            except OSError as error:
                if _counts(self.folder) != self._generation:
                    continue
                raise UnreadableError(f"{self.folder}: cannot be opened ({error}).") from error
            self._let_go()
            self._let_go = weakref.finalize(self, os.close, held)
            return
        raise UnreadableError(f"{self.folder}: changes faster than it can be opened.")

    def _change(self, change: Callable[[ox.Store], None], *, anew: bool) -> None:
        with self._told(self.folder), self._writing():
            if _counts(self.folder) != self._generation:
                self._open()
            name = f"g{int(self._generation[1:]) + 1}"
            target = self.folder / name
            shutil.rmtree(target, ignore_errors=True)
            try:
                if not anew:
                    self._store.backup(str(target))
                store = ox.Store(str(target))
                change(store)
                store.optimize()  # merged files answer questions about all studies thrice as fast
                store.flush()
                del store  # closes it: readers may open it from now on
                _sync(target)
                _count(self.folder, name)
            except BaseException:
                shutil.rmtree(target, ignore_errors=True)
                raise
        self._open()
        self._sweep()

    def _sweep(self) -> None:
        """Remove generations that do not count and that nobody reads, unless someone writes."""
        with contextlib.suppress(OSError, UnreadableError), self._writing():
            current = _counts(self.folder)
            for path in self.folder.glob("g*"):
                if path.name == current:
                    continue
                held = os.open(path, os.O_RDONLY)
                try:
                    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(path)
                except BlockingIOError:  # somebody reads it
                    continue
                finally:
                    os.close(held)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """Be the one that writes. Raises UnreadableError if another process does."""
        held = os.open(self.folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError:
            raise UnreadableError(
                f"{self.folder}: another process writes to it; try again when it is done."
            ) from None
        finally:
            os.close(held)

    @contextlib.contextmanager
    def _told(self, folder: Path) -> Iterator[None]:
        """Say in plain words why a folder cannot be written."""
        try:
            yield
        except OSError as error:
            raise UnreadableError(
                f"{folder}: cannot be written ({_reason(error)}); nothing has changed."
            ) from error


def _reason(error: OSError) -> str:
    """Return why the system refuses; the engine tells it in a sentence of its own."""
    text = str(error)
    if error.errno == errno.ENOSPC or "No space left" in text:
        return "the disk is full"
    if error.errno == errno.EROFS or "Read-only file system" in text:
        return "the disk is read-only"
    return error.strerror or text


def _counts(folder: Path) -> str:
    """Return the generation that counts."""
    path = folder / POINTER
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if found["format"] != _FORMAT:
            raise UnreadableError(
                f"{path}: is a store of format {found['format']}, and this version reads "
                f"{_FORMAT}; write it anew with: ofmkg load"
            )
        return str(found["generation"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableError(f"{path}: is damaged ({error}); restore a backup.") from error


def _count(folder: Path, generation: str) -> None:
    """Let a generation count, in one step that is on disk when this returns."""
    temporary = folder / f"{_LOCK}.new"
    with temporary.open("w", encoding="utf-8") as file:
        json.dump({"format": _FORMAT, "generation": generation}, file)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / POINTER)
    _sync(folder)


def _sync(folder: Path) -> None:
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)
