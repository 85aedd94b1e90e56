"""The store in a directory: pyoxigraph on disk, changed all or nothing.

What stands in the directory:

    ofmkg-store.json   which generation counts, and what belongs to the store (`marker`)
    lock               held by the one process that writes
    g<number>/         a generation: a pyoxigraph store that is never changed once it counts

A change makes a new generation out of the one that counts (its files are linked, not copied),
changes that, and lets it count by replacing `ofmkg-store.json` in one step. A process that is
killed leaves an unfinished generation, which counts for nothing; the next one that opens the
directory removes it, as it does generations that nobody reads any more. Nothing else is removed.
"""

import contextlib
import fcntl
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from ofmkg.errors import UnreadableError
from ofmkg.graph.stores import changes, generations, local, looks, marker
from ofmkg.graph.stores.base import Follow, Result, Rows, asked_for, nothing, without
from ofmkg.graph.stores.generations import DamageError
from ofmkg.graph.stores.marker import POINTER as POINTER
from ofmkg.graph.stores.marker import Marker, damaged

_BROKEN = (DamageError, OSError, RuntimeError, ValueError)  # what opening a damaged store raises


class _Opened:
    """A generation that is read; nobody removes it before the last who reads it lets it go."""

    def __init__(self, folder: Path, found: Marker, name: str) -> None:
        self.name = name
        self.path = folder / name
        self._holding = contextlib.ExitStack()
        try:
            self._holding.enter_context(generations.held(self.path, fcntl.LOCK_SH))
            generations.check(self.path, found.files)
            self.store = ox.Store.read_only(str(self.path))
        except BaseException:
            self._holding.close()
            raise

    def __del__(self) -> None:
        self._holding.close()


class DirectoryStore:
    """A persistent store, read as it stood when it was opened or last changed by this object."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """Open the store in a folder; with `create`, begin an empty one where there is none.

        Raises UnreadableError if there is no store, or one that is damaged or of another format.
        """
        self.folder = folder
        found = marker.read(folder)
        if found is None or found.generation is None:
            if not create:
                raise changes.no_store(folder)
            changes.begin(folder, lambda path: ox.Store(str(path)).flush())
        self._now = self._open()
        self._sweep()

    def __reduce__(self) -> tuple[object, ...]:
        """Let a store be pickled as the place where it is."""
        return type(self), (self.folder.resolve(),)

    @property
    def generation(self) -> str:
        """The name of the generation that is read: equal names are equal contents."""
        return self._now.name

    @property
    def path(self) -> Path:
        """The folder of the generation that is read, which pyoxigraph opens read-only."""
        return self._now.path

    def run(self, sparql: str) -> Result:
        """Answer any query with the engine's own result.

        Raises QueryError if it is malformed, cannot be answered, or asks for inferences that have
        not been made; UnreadableError if the store is damaged, as every method does.
        """
        with self._reading() as now:
            beside = self._required(now, sparql)
            return local.run(now.store, sparql, beside)

    def select(self, sparql: str) -> Rows:
        """Answer a SELECT query. Raises as `run`, and QueryError for one of another form."""
        with self._reading() as now:
            beside = self._required(now, sparql)
            return local.select(now.store, sparql, beside)

    def has(self, iri: str) -> bool:
        """Tell whether anything is said of `iri` (nothing is of a text that is no IRI)."""
        with self._reading() as now:
            return local.has(now.store, iri)

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every stated statement in its named graph."""
        with self._reading() as now:
            found = local.stated(now.store)
        while True:  # what goes wrong while the quad is used is not ours to tell
            try:
                quad = next(found, None)
            except (OSError, RuntimeError) as error:
                raise damaged(self.folder, error) from error
            if quad is None:
                return
            yield quad

    def graphs(self) -> tuple[str, ...]:
        """Return the names of the graphs, derived ones among them, in order."""
        with self._reading() as now:
            return local.graphs(now.store)

    def counts(self) -> dict[str, int]:
        """Return how many statements each named graph holds, derived ones among them."""
        with self._reading() as now:
            return local.counts(now.store)

    def check(self) -> int | None:
        """Read all files through; return how many are as they were written (None: not known).

        Raises UnreadableError if one is not.
        """
        found = marker.read(self.folder)
        if found is None or found.generation != self.generation or not found.files:
            return None
        try:
            generations.check(self.path, found.files, whole=True)
        except _BROKEN as error:
            raise damaged(self.folder, error) from error
        return len(found.files)

    def replace(
        self,
        quads: Iterable[ox.Quad],
        graphs: Collection[str] | None,
        follow: Follow = nothing,
    ) -> None:
        """Put quads of named graphs in place of all that stands in `graphs` (None: in any).

        With what `follow` makes of the whole. All or nothing, however it ends. Raises
        UnreadableError if another process writes, or if the folder cannot be written; and whatever
        `quads` and `follow` raise.
        """

        def change(store: ox.Store) -> None:
            if graphs is not None:
                local.take_out(store, graphs)
            store.bulk_extend(local.with_merge(quads))
            local.follow(store, follow)

        self._change(change, anew=graphs is None)

    def backup(self, target: Path) -> None:
        """Write a store with the same content to an empty or missing folder.

        Raises UnreadableError if there is something, or if it cannot be written.
        """
        if not changes.begin(target, self._copy):
            raise UnreadableError(f"{target}: is not empty; give a folder that does not exist yet.")

    @contextlib.contextmanager
    def _reading(self) -> Iterator[_Opened]:
        """Give the generation that is read, for as long as it is. Raises UnreadableError."""
        now = self._now
        try:
            yield now
        except (OSError, RuntimeError) as error:
            raise damaged(self.folder, error) from error

    def _copy(self, target: Path) -> None:
        now = self._now
        try:
            now.store.backup(str(target))
        except RuntimeError as error:  # OSError is of where it is copied to
            raise damaged(self.folder, error) from error

    def _required(self, now: _Opened, sparql: str) -> tuple[str, ...]:
        """Return the graphs to ask beside the default graph. Raises QueryError if one lacks."""
        beside = looks.beside(sparql)
        for name in asked_for(sparql, beside):
            if not now.store.contains_named_graph(ox.NamedNode(name)):
                raise without(name, str(self.folder))
        return beside

    def _open(self) -> _Opened:
        """Return the generation that counts, and keep others from removing it."""
        for _ in range(10):  # one may cease to count, and go, between two steps
            found = marker.read(self.folder)
            if found is None or found.generation is None:
                raise changes.no_store(self.folder)
            try:
                return _Opened(self.folder, found, found.generation)
            except PermissionError as error:
                raise UnreadableError(
                    f"{self.folder}: cannot be read ({error.strerror})."
                ) from error
            except _BROKEN as error:
                again = marker.read(self.folder)
                if again is not None and again.generation != found.generation:
                    continue
                if "Permission denied" in str(error):
                    raise UnreadableError(
                        f"{self.folder}: cannot be read (Permission denied)."
                    ) from error
                raise damaged(self.folder, error) from error
        raise UnreadableError(f"{self.folder}: changes faster than it can be opened.")

    def _change(self, change: Callable[[ox.Store], None], *, anew: bool) -> None:
        with changes.told(self.folder), changes.writing(self.folder):
            found = marker.read(self.folder)
            if found is None or found.generation is None:
                raise changes.no_store(self.folder)
            if found.generation != self._now.name:
                self._now = self._open()

            def fill(target: Path) -> None:
                if not anew:
                    self._copy(target)
                changes.made(target, change)

            changes.add(self.folder, found, fill)
        self._now = self._open()
        self._sweep()

    def _sweep(self) -> None:
        """Remove generations that do not count and that nobody reads, unless someone writes."""
        with contextlib.suppress(OSError, UnreadableError):
            found = marker.read(self.folder)
            if found is None or found.generations == (found.generation,):
                return
            with changes.writing(self.folder):
                found = marker.read(self.folder)
                if found is not None and found.generation is not None:
                    changes.swept(self.folder, found)
