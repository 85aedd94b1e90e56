"""The built-in corpus as a store in memory, from what was kept of it where nothing has changed."""

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from ofmkg.errors import UnreadableError
from ofmkg.graph import keeping, resources
from ofmkg.graph.corpus import load as load_documents
from ofmkg.graph.parsing import Document
from ofmkg.graph.resources import room
from ofmkg.graph.stores.base import Store
from ofmkg.graph.stores.early import EarlyStore
from ofmkg.graph.stores.memory import Derive, MemoryStore
from ofmkg.graph.terms import INFERENCES, MAPPINGS, VIEW


def store() -> Store:
    """Return the built-in corpus, with all its collections. Raises UnreadableError.

    What it answers is the same whether something was kept or not.
    """
    name = keeping.key_of(resources.built_in())
    merge = None if name is None else keeping.find(name)
    if name is not None and merge is not None:
        return EarlyStore(merge, partial(_as_kept, name), partial(_of_name, name))
    documents = load_documents()
    name = _name(documents)
    keeping.keep(name, chain.from_iterable(each.merged() for each in documents))
    return MemoryStore(documents, _derived(name))


def _of_name(name: str) -> Store:
    """Return the built-in corpus that was kept under a name, again. Raises UnreadableError."""
    merge = keeping.find(name)
    if merge is None:
        return _as_kept(name)
    return EarlyStore(merge, partial(_as_kept, name), partial(_of_name, name))


def _as_kept(name: str) -> Store:
    """Return the whole of a merge: never answer partly from what stood in the files before."""
    documents = load_documents()
    if _name(documents) != name:
        raise UnreadableError("The files of ofmkg have changed since they were read; start again.")
    return MemoryStore(documents, _derived(name))


def _name(documents: Iterable[Document]) -> str:
    return keeping.key((document.path, document.digest) for document in documents)


def _inferences(documents: Sequence[Document]) -> Iterable[ox.Quad]:
    from ofmkg.graph import inference

    return inference.infer(documents)


def _view(documents: Sequence[Document]) -> Iterable[ox.Quad]:
    from ofmkg.graph import view

    return view.derive(documents)


def _mappings(_: Sequence[Document]) -> Iterable[ox.Quad]:
    from ofmkg.graph import mappings

    return mappings.built_in().named()


def _derived(name: str) -> dict[str, Derive]:
    """Return how to make what follows from the files of a merge: once, for it is kept beside it."""
    return DERIVED | {graph: partial(_once, name, graph) for graph in (INFERENCES, VIEW)}


def _once(name: str, graph: str, documents: Sequence[Document]) -> Iterable[ox.Quad]:
    own = keeping.key_of(_makers(graph))
    whole = None if own is None else keeping.key([(Path(graph), name), (Path(graph), own)])
    kept = None if whole is None else keeping.statements(whole)
    if kept is not None:
        place = ox.NamedNode(graph)
        return (ox.Quad(t.subject, t.predicate, t.object, place) for t in kept)
    made = tuple(DERIVED[graph](documents))
    if whole is not None:
        keeping.keep(whole, made)
    return made


def _makers(graph: str) -> list[Path]:
    """Return the files that tell how a graph is made, beside the files that it is made of."""
    if graph == VIEW:
        from ofmkg.graph import view

        return [Path(view.__file__), *sorted(room("queries").glob("view/**/*.rq"))]
    from ofmkg.graph import inference

    return [Path(inference.__file__)]


# How graphs that no file states are made.
DERIVED: dict[str, Derive] = {INFERENCES: _inferences, VIEW: _view, MAPPINGS: _mappings}
