"""Finds out whether a store answers as it must: by asking it, and by comparing with memory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from ofmkg.errors import OfmkgError, QueryError
from ofmkg.graph import library
from ofmkg.graph.builtin import DERIVED as MADE
from ofmkg.graph.stores import Store, documents
from ofmkg.graph.stores.base import FOLLOWING
from ofmkg.graph.stores.directory import DirectoryStore
from ofmkg.graph.stores.memory import MemoryStore
from ofmkg.graph.stores.remote import RemoteStore
from ofmkg.graph.terms import BASE

_MOST = 1_000_000  # statements; more are not copied to compare answers


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried: whether it is fine, and what was found or must be done."""

    name: str
    fine: bool
    said: str


def examine(store: Store, *, write: bool = False) -> tuple[Check, ...]:
    """Return what was tried with a store, in the order in which one thing needs the other.

    With `write` a graph of its own is written and removed. What cannot be asked is not fine, and
    ends the examination.
    """
    found: list[Check] = []
    try:
        found += _answers(store)
        if isinstance(store, DirectoryStore):
            found.append(_files(store))
        if isinstance(store, RemoteStore):
            found += _server(store)
            if write:
                found.append(_writes(store))
        found += _content(store)
    except OfmkgError as error:
        found.append(Check("answers", False, str(error)))
    return tuple(found)


def _answers(store: Store) -> Iterable[Check]:
    store.select(library.of_stores("nothing.rq"))
    yield Check("answers", True, "It answers queries.")


def _files(store: DirectoryStore) -> Check:
    try:
        count = store.check()
    except OfmkgError as error:
        return Check("files", False, str(error))
    if count is None:
        return Check(
            "files",
            True,
            "Of its files it is not known how they were written; the next change seals them.",
        )
    return Check("files", True, f"All {count} files are as they were written.")


def _server(store: RemoteStore) -> Iterable[Check]:
    nowhere = store.count_in(f"{BASE}graph/that-is-not-there")
    yield Check(
        "dataset",
        nowhere == 0,
        "A request can choose the graphs that it asks."
        if nowhere == 0
        else "It ignores default-graph-uri, so that a request cannot choose the graphs that it "
        "asks: a server that does is needed.",
    )
    yield Check(
        "booleans",
        True,
        "It writes 1 and 0 for true and false; that is set right on arrival."
        if store.numbers_for_booleans
        else "It writes true and false.",
    )
    where = store.remote
    yield Check(
        "addresses",
        True,
        f"Updates go to {where.update or 'no address (OFMKG_STORE_UPDATE): it is only read'}, "
        f"graphs to {where.graphs or 'no address (OFMKG_STORE_GRAPHS): updates carry them'}.",
    )


def _writes(store: RemoteStore) -> Check:
    try:
        fine = store.trial()
    except OfmkgError as error:
        return Check("writing", False, str(error))
    if fine:
        return Check("writing", True, "A graph was written, seen and removed.")
    return Check("writing", False, "What is written is not seen, or is not removed.")


def _content(store: Store) -> Iterable[Check]:
    counts = store.counts()
    if not counts:
        yield Check("content", False, "It holds nothing of ours; run: ofmkg load --store ...")
        return
    total = sum(counts.values())
    yield Check("content", True, f"It holds {total:,} statements in {len(counts)} graphs.")
    made = all(name in counts for name in FOLLOWING)
    yield Check(
        "inferences",
        made,
        "What follows from them is there."
        if made
        else "What follows from them is missing; run: ofmkg load --infer --store ...",
    )
    if total > _MOST:
        yield Check("answers like memory", True, f"Not compared: more than {_MOST:,} statements.")
        return
    held = documents(store)
    triples = {quad.triple for document in held for quad in document.quads}
    merged = _in_merge(store)
    yield Check(
        "merge",
        merged == len(triples),
        "The default graph is the merge of the others."
        if merged == len(triples)
        else f"The default graph has {merged:,} statements, and the others have {len(triples):,}; "
        "load again: ofmkg load --replace --store ...",
    )
    yield _library(store, MemoryStore(held, MADE))


def _in_merge(store: Store) -> int:
    """Return how many statements the default graph holds. Raises QueryError."""
    rows = store.select(library.of_stores("count.rq")).dicts()
    try:
        return int(rows[0]["n"])
    except (LookupError, ValueError) as error:
        raise QueryError(
            "It does not say how many statements its default graph holds; a server that answers "
            "COUNT with a number is needed."
        ) from error


def _library(store: Store, memory: MemoryStore) -> Check:
    differ: list[str] = []
    refused: dict[str, OfmkgError] = {}
    for name in library.names():
        try:
            if not alike(library.bind(library.text(name), {}), store, memory):
                differ.append(name)
        except OfmkgError as error:
            refused[name] = error
    every = len(library.names())
    said = []
    if differ:
        said.append(
            f"{len(differ)} of {every} questions of the library are answered otherwise than in "
            f"memory, so do not use it for: {', '.join(differ)}."
        )
    if refused:
        first = next(iter(refused.values()))
        said.append(
            f"{len(refused)} of {every} questions of the library are not answered: "
            f"{', '.join(refused)}. {first}"
        )
    return Check(
        "answers like memory",
        not said,
        " ".join(said) or f"All {every} questions of the library are answered as in memory.",
    )


def alike(sparql: str, store: Store, memory: MemoryStore) -> bool:
    """Tell whether a store answers a query as one in memory does: the same values, in any order.

    Raises OfmkgError if it does not answer.
    """
    expected = memory.run(sparql)
    result = store.run(sparql)
    if isinstance(expected, ox.QueryTriples):
        return isinstance(result, ox.QueryTriples) and _set(result) == _set(expected)
    return (
        isinstance(expected, ox.QuerySolutions)
        and isinstance(result, ox.QuerySolutions)
        and sorted(_values(result)) == sorted(_values(expected))
    )


def _set(found: ox.QueryTriples) -> set[tuple[str, ...]]:
    return {tuple(_value(term) for term in triple) for triple in found}


def _values(found: ox.QuerySolutions) -> Sequence[tuple[str, ...]]:
    return [tuple(_value(term) for term in row) for row in found]


def _value(term: object) -> str:
    """Return a term by value: some servers know fewer types of numbers and texts."""
    if isinstance(term, ox.BlankNode):
        return "_"
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
