"""The graph that analyses are handed: what a corpus states, asked by the query library."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Self

import pyoxigraph as ox

from ofmkg.errors import DataError, UsageError
from ofmkg.graph import builtin, library, parsing
from ofmkg.graph.characters import writable
from ofmkg.graph.collections import CollectionRow, StepRow
from ofmkg.graph.collections import collections as collections_of
from ofmkg.graph.collections import framework as framework_of
from ofmkg.graph.extents import ReadRow, SharedRow, extents
from ofmkg.graph.model import Collection, Framework
from ofmkg.graph.names import Bindings, Names, Value
from ofmkg.graph.once import Kept
from ofmkg.graph.readers import ReaderRow
from ofmkg.graph.rows import Record, laid_out, properties, records
from ofmkg.graph.scenarios import Scenario
from ofmkg.graph.stores import Result, Rows, Store
from ofmkg.graph.stores.memory import Derive, Given, MemoryStore
from ofmkg.graph.terms import INFERENCES, NS, short

Row = dict[str, str]


class Graph:
    """Answers questions about what a corpus says; nothing in it changes once loaded."""

    def __init__(
        self,
        documents: Iterable[parsing.Document],
        reading: Scenario | None = None,
        inferred: Iterable[ox.Quad] | None = None,
    ) -> None:
        """Take the documents of a corpus, as `ofmkg.graph.corpus.load` returns them.

        `reading` is how they have been read already, for those who show what was found, `inferred`
        what follows from them, if that is known.
        """
        self.reading = reading or Scenario()
        self._collections: tuple[Collection, ...] | None = None
        known: dict[str, Derive] = {} if inferred is None else {INFERENCES: Given(tuple(inferred))}
        self._store: Store = MemoryStore(documents, builtin.DERIVED | known)
        self._names = Names(self._store)
        self._any_of = Kept(self._states_any)
        self._frames = Kept(self._frame)
        self._once, self._parts_once = Kept(self.asked), Kept(self.part)
        self._things = Kept(self._things_of)
        self._labels: dict[str, str | None] = {}

    @classmethod
    def over(cls, store: Store, reading: Scenario | None = None) -> Self:
        """Return the graph that a store holds; what changes in it later is not always seen.

        `reading` changes no statement; it is how analyses conclude.
        """
        graph = cls((), reading)
        graph._store, graph._names = store, Names(store)
        return graph

    def under(self, reading: Scenario) -> Self:
        """Return a graph of the same statements that concludes by `reading`, which changes none."""
        graph = type(self)((), reading)
        graph._store, graph._names = self._store, self._names
        graph._any_of, graph._frames, graph._once = self._any_of, self._frames, self._once
        graph._parts_once, graph._things = self._parts_once, self._things
        graph._collections, graph._labels = self._collections, self._labels
        return graph

    def query(self, name: str, /, **params: Value) -> Rows:
        """Answer a question of the library, or the SELECT query of a file that ends in `.rq`.

        Parameters are short ids, IRIs or values, several where a sequence is given. Raises
        QueryError for an unknown question or parameter, UnknownIdError for an unknown id.
        """
        return self._store.select(self._bound(name, params))

    def run(self, name: str, /, **params: Value) -> Result:
        """Answer a query of any form like `query`, with the result of the engine itself."""
        return self._store.run(self._bound(name, params))

    def run_text(self, sparql: str) -> Result:
        """Answer a query in SPARQL as it is, with the result of the engine itself.

        Raises QueryError.
        """
        return self._store.run(sparql)

    def __reduce__(self) -> tuple[object, ...]:
        """Let a graph be pickled with what its store holds, or with where that is."""
        return _again, (type(self), self._store, self.reading)

    def has(self, iri: str) -> bool:
        """Tell whether anything is stated of `iri` (nothing is of a text that is no IRI)."""
        return self._store.has(iri)

    def holds(self, iri: str) -> bool:
        """Tell whether anything stands in the named graph `iri`."""
        asked = library.of_stores("which-stand.rq", {"graph": [ox.NamedNode(iri)]})
        return len(self._store.select(asked)) > 0

    def in_graph(self, iri: str) -> list[ox.Quad]:
        """Return what stands in a named graph, as quads of the default graph."""
        asked = library.of_stores("in-graph.rq", {"graph": [ox.NamedNode(iri)]})
        return _made(self._store.run(asked))

    def told(self, name: str, terms: Mapping[str, Sequence[ox.NamedNode]]) -> list[ox.Quad]:
        """Return the graph that a query in `queries/tools/` makes, as quads of the default one."""
        return _made(self._store.run(library.of_tools(name, terms)))

    def table(self, name: str) -> Rows:
        """Answer a query in `queries/tools/` that makes a table."""
        return self._store.select(library.of_tools(name, {}))

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every statement with the graph it stands in."""
        return self._store.quads()

    def frame(self, framework: str | None = None) -> Framework:
        """Return a framework with its steps. Raises UnknownIdError."""
        return self._frames(framework)

    def collections(self) -> tuple[Collection, ...]:
        """Return all collections of studies."""
        if self._collections is None:  # many ask, and who read all works takes a while to count
            self._collections = collections_of(
                records(self.asked("collections"), CollectionRow),
                records(self.asked("readers"), ReaderRow),
                extents(
                    records(self.asked("what-was-read"), ReadRow),
                    records(self.asked("shared-cells"), SharedRow),
                ),
            )
        return self._collections

    def vocabulary(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Return label and definition for each (list, identifier) of the closed lists."""
        return {
            (short(row["list"]), row["identifier"]): (
                row.get("label", row["identifier"]),
                row.get("definition", ""),
            )
            for row in self.ask("vocabulary")
        }

    def things(self, kind: str) -> Mapping[str, Row]:
        """Return what there is of a class (its name) by IRI, which is kept: every brief asks.

        Raises UnknownIdError for what is no class.
        """
        return self._things(kind)

    def labels(self, *kinds: str) -> dict[str, str]:
        """Return the English labels of things by short id; a later class wins over an earlier."""
        rows = (row for kind in kinds for row in self.things(kind).values())
        return {short(row["thing"]): row["label"] for row in rows if "label" in row}

    def shown(self, wanted: str | None, *, some: bool = False) -> tuple[Collection, ...]:
        """Return the collection named, or all with studies ("all"), or else the default one.

        A default without studies gives way to those that have some. Raises UnknownIdError, and
        with `some` UsageError if there is no collection at all.
        """
        every = self.collections()
        if some and not every:
            raise UsageError("The data hold no collection of studies; add one, or another folder.")
        if wanted not in (None, "all"):
            found = short(self.find(wanted, "Collection").value)
            return tuple(c for c in every if c.id == found)
        filled = {short(row["collection"]) for row in self.part("filled-collections").dicts()}
        with_studies = tuple(c for c in every if c.id in filled)
        if wanted == "all":
            return with_studies or every
        return tuple(c for c in with_studies if c.is_default) or with_studies

    def usually(
        self, asked: library.Question, params: Mapping[str, Sequence[str]]
    ) -> dict[str, Sequence[str]]:
        """Return the parameters with which a table of the library is shown.

        Where a question is usually of the default collection, that stands in unless a collection,
        or "all", is named, or a single study or work is asked about.
        """
        shown = dict(params)
        for each in (p for p in asked.parameters if p.usual):
            if "all" in shown.get(each.name, ()):
                del shown[each.name]
            elif each.name not in shown and not {"study", "work"} & shown.keys():
                shown[each.name] = [place.id for place in self.shown(None)]
        return {name: values for name, values in shown.items() if values}

    def find(self, name: str, kind: str) -> ox.NamedNode:
        """Return the thing of a class that an id or IRI names. Raises UnknownIdError."""
        return self._names.find(name, kind)

    def work_or_study(self, name: str) -> str:
        """Return the IRI of a work, or of a study where no work has that id.

        Raises UnknownIdError.
        """
        return self._names.work_or_study(name)

    def read_as(self, framework: str | None = None, coder: str | None = None) -> Bindings:
        """Return the terms by which a question takes a framework and a coder, those named.

        Raises UnknownIdError.
        """
        asked = {"framework": ("Framework", framework), "coder": ("Coder", coder)}
        return {name: (self.find(value, kind),) for name, (kind, value) in asked.items() if value}

    def ask(self, name: str, terms: Bindings | None = None) -> list[Row]:
        """Answer a question of the library whose terms are known, as values by column."""
        return self.asked(name, terms).dicts()

    def asked(self, name: str, terms: Bindings | None = None) -> Rows:
        """Answer a question of the library whose terms are known."""
        return self._store.select(library.bind(library.bare(library.text(name)), terms or {}))

    def asked_once(self, name: str) -> Rows:
        """Answer a question of the library about all, which is kept: of what many analyses ask."""
        return self._once(name)

    def part(self, name: str, terms: Bindings | None = None) -> Rows:
        """Answer one of the narrow queries that analyses are made of (`queries/parts/`)."""
        return self._store.select(library.bind(library.bare(library.part(name)), terms or {}))

    def part_once(self, name: str) -> Rows:
        """Answer a narrow query about all, which is kept: of what every analysis asks."""
        return self._parts_once(name)

    def said(
        self, name: str, kind: type[Record], terms: Bindings | None = None
    ) -> "defaultdict[str, Record]":
        """Return by IRI what is said of each thing as a record, from a narrow query of that kind.

        It asks for no more than the fields of a record; a thing of which nothing of it is said has
        the defaults.
        """
        rows = self.part(name, {**(terms or {}), "property": properties(kind)})
        return defaultdict(kind, laid_out(rows, kind))

    def named(self, things: Sequence[ox.NamedNode]) -> dict[str, str]:
        """Return the English labels of things by IRI, of those that have one."""
        unknown = tuple(each for each in things if each.value not in self._labels)
        if unknown:  # most are questions and answers, of which many analyses speak
            rows = self.part("labels", {"thing": unknown}).dicts()
            found = {row["thing"]: row["label"] for row in reversed(rows)}
            self._labels.update((each.value, found.get(each.value)) for each in unknown)
        told = ((each.value, self._labels[each.value]) for each in things)
        return {iri: label for iri, label in told if label is not None}

    def states_any(self, kind: str) -> bool:
        """Tell whether there is anything of a class of ours (its name)."""
        return self._any_of(kind)

    def _frame(self, framework: str | None) -> Framework:
        return framework_of(records(self.asked("steps", self.read_as(framework)), StepRow))

    def _things_of(self, kind: str) -> Mapping[str, Row]:
        rows = self.ask("things", {"class": (self._names.class_of(kind),)})
        return {row["thing"]: row for row in rows}

    def _states_any(self, kind: str) -> bool:
        return len(self.part("any-of", {"class": nodes([NS + kind])})) > 0

    def _bound(self, name: str, params: dict[str, Value]) -> str:
        if not params and not name.endswith(".rq"):
            return library.bind(library.text(name), {})  # needs no header, and so no YAML
        asked = library.load(name)
        return library.bind(asked.sparql, self._names.terms(asked, params))


def _made(result: Result) -> list[ox.Quad]:
    """Return the graph that a query has made."""
    assert isinstance(result, ox.QueryTriples)
    return [ox.Quad(each.subject, each.predicate, each.object) for each in result]


def _again(kind: type[Graph], store: Store, reading: Scenario) -> Graph:
    return kind.over(store, reading)


def nodes(iris: Iterable[str]) -> tuple[ox.NamedNode, ...]:
    """Return IRIs as terms to ask with, each once. Raises DataError for a text that is none."""
    return tuple(map(_node, dict.fromkeys(iris)))


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise DataError(
            f"{writable(iri)!r} is on record where a thing is asked about, and is a text. See what "
            "is wrong: ofmkg validate"
        ) from error
