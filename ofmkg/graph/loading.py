"""Brings files into a store: the built-in corpus, folders of one's own, large files of quads.

A file takes the place of what stood in its graphs before. Everything is read before anything
changes, and what was derived is made anew from all that the store then holds.
"""

import gzip
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from ofmkg.errors import DataError, UnreadableError
from ofmkg.graph import (
    bounds,
    corpus,
    former,
    inert,
    inference,
    mappings,
    origins,
    parsing,
    view,
    writing,
)
from ofmkg.graph.parsing import Document
from ofmkg.graph.stores import Store
from ofmkg.graph.stores.base import DERIVED, as_documents, graph_of
from ofmkg.graph.terms import BASE, ORIGINS

# Called with the number of statements read so far, now and then.
Progress = Callable[[int], None]
_EVERY = 10_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded: how many statements of how many graphs, and how many were inferred."""

    statements: int
    graphs: int
    inferred: int | None


def load(
    store: Store,
    read: Sequence[Document] = (),
    files: Sequence[Path] = (),
    *,
    everything: bool = False,
    infer: bool = True,
    progress: Progress | None = None,
) -> Loaded:
    """Load documents, and files of N-Quads too large for memory, into a store.

    With `everything`, what stood there before goes, except what belongs to others. Raises
    UnreadableError with file, line and reason for bad input; the store is then as it was. So it is
    after DataError, if what was loaded allows no inferences; that is said, and it stays loaded.
    """
    standing = () if everything else store.graphs()
    before = origins.known(store) if standing else {}
    read = origins.named(read, before, standing)
    large = _named(files, read, before, standing)
    of_files = [(each.path, graph) for each in read for graph in _graphs(each.named())]
    if standing:
        for path, own in large.items():  # twice: which graphs it takes the place of is known so
            of_files += [(path, graph) for graph in _graphs(_quads(path, own))]
    else:
        of_files += large.items()
    theirs = [(path, graph) for path, graph in of_files if not corpus.comes_with_ofmkg(path)]
    origins.tell_replaced(theirs, before, standing)
    told = _Counted(progress)
    graphs = {graph for _, graph in of_files} if standing else None
    inferred: int | None = None
    refused: DataError | None = None

    def follow(stated: Iterator[ox.Quad]) -> dict[str, Iterable[ox.Quad]]:
        nonlocal inferred, refused
        made: dict[str, Iterable[ox.Quad]] = {mappings.GRAPH: mappings.built_in().named()}
        now = {
            **before,
            **{graph: origins.origin(path) for path, graph in theirs if graph in told.graphs},
        }
        if now != before:
            made[ORIGINS] = origins.quads(now)
        if infer:
            every = as_documents(stated)
            try:
                made[inference.GRAPH] = found = inference.infer(every)
                made[view.GRAPH] = view.derive(every)
                inferred = len(found)
            except DataError as error:  # what was loaded stays
                refused = error
        return made

    store.replace(told.through(_all(read, large)), graphs, follow)
    if refused:
        raise refused
    return Loaded(told.count, len(told.graphs), inferred)


def placed(read: Sequence[Document], store: Store) -> list[Document]:
    """Return documents with the graphs that they get when they are loaded into a store."""
    standing = store.graphs()
    return origins.named(read, origins.known(store) if standing else {}, standing)


def paths(given: Iterable[Path]) -> tuple[list[Document], list[Path]]:
    """Return files and folders as documents, and files of N-Quads as they are.

    Raises UnreadableError for one that is missing, empty or bad.
    """
    read: list[Document] = []
    large: list[Path] = []
    for path in given:
        if path.is_dir():
            read += parsing.read_folder(path)
        elif path.name.endswith((".nq", ".nq.gz")):
            if not path.is_file():
                raise UnreadableError(f"{path}: does not exist.")
            large.append(path)
        else:
            read.append(parsing.read(path))
    inert.told(read)
    return parsing.apart(read), large


class _Counted:
    """Counts what passes through."""

    def __init__(self, progress: Progress | None) -> None:
        self.count = 0
        self.graphs: set[str] = set()
        self._progress = progress or (lambda _: None)

    def through(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        last: object = None
        for quad in quads:
            self.count += 1
            if quad.graph_name != last:
                last = quad.graph_name
                self._see(graph_of(quad))
            if self.count % _EVERY == 0:
                self._progress(self.count)
            yield quad
        self._progress(self.count)

    def _see(self, graph: str) -> None:
        if graph in DERIVED:
            raise UnreadableError(
                f"<{graph}> holds what follows from other graphs; it is made here and never "
                "loaded. Leave it out of the file."
            )
        self.graphs.add(graph)


def _named(
    files: Iterable[Path],
    read: Iterable[Document],
    before: Mapping[str, str],
    standing: Iterable[str],
) -> dict[Path, str]:
    """Return the graph of each file of quads for what it puts into none, apart from all others."""
    known = {**before, **{each.graph: origins.origin(each.path) for each in read}}
    graphs = {*standing, *known}
    found: dict[Path, str] = {}
    for path in files:
        found[path] = origins.name(parsing.graph_from_path(path), path, known, graphs)
        known[found[path]] = origins.origin(path)
        graphs.add(found[path])
    return found


def _all(read: Iterable[Document], files: Mapping[Path, str]) -> Iterator[ox.Quad]:
    for document in read:
        yield from document.named()
    for path, own in files.items():
        yield from inert.watched(path, former.current(path, _quads(path, own)))


def _graphs(quads: Iterable[ox.Quad]) -> list[str]:
    """Return the graphs of quads, each once."""
    return list(dict.fromkeys(map(graph_of, quads)))


def _quads(path: Path, graph: str) -> Iterator[ox.Quad]:
    """Yield the quads of a file of N-Quads; those without a graph get the one that is given."""
    own = ox.NamedNode(graph)
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            stream = cast("IO[bytes]", file)
            lines = bounds.Lines(path, stream)
            for quad in ox.parse(
                cast("IO[bytes]", lines),
                format=ox.RdfFormat.N_QUADS,
                base_iri=BASE,
                rename_blank_nodes=True,
            ):
                if lines.newer:
                    bounds.check_version(path, quad)
                if isinstance(quad.graph_name, ox.DefaultGraph):
                    yield ox.Quad(quad.subject, quad.predicate, quad.object, own)
                else:
                    yield quad
    except (SyntaxError, ValueError) as error:
        raise UnreadableError(parsing.syntax_message(path, b"", error)) from error
    except (OSError, EOFError) as error:
        raise UnreadableError(f"{path}: cannot be read ({error}).") from error


def dump(store: Store, target: Path, progress: Progress | None = None) -> int:
    """Write all that a store states to a file of N-Quads (.nq or .nq.gz); return how many.

    The file appears when it is complete. Raises UsageError if it cannot be written.
    """
    told = _Counted(progress)
    with writing.opened(target) as file, ExitStack() as packed:
        into = file
        if target.suffix == ".gz":
            into = cast("IO[bytes]", packed.enter_context(gzip.GzipFile("", "wb", fileobj=file)))
        ox.serialize(told.through(store.quads()), into, format=ox.RdfFormat.N_QUADS)
    return told.count
