"""The knowledge graph as a Python object: load it, ask it, compare and tabulate."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ofmkg.analyses import coverage
from ofmkg.analyses.compare import assumptions as comparison
from ofmkg.analyses.compare import evidence, sides
from ofmkg.analyses.compare import steps as sidebyside
from ofmkg.analyses.compare.result import Comparison, Evidence
from ofmkg.analyses.compare.sides import Side
from ofmkg.errors import UnknownIdError, UsageError
from ofmkg.graph import builtin, corpus
from ofmkg.graph import library as questions
from ofmkg.graph import scenarios as readings
from ofmkg.graph.model import Collection, Framework, Matrix
from ofmkg.graph.names import Bindings, Names, Value
from ofmkg.graph.scenarios import Scenario
from ofmkg.graph.stores import Result, Rows, Store, documents
from ofmkg.graph.stores.memory import Derive, MemoryStore
from ofmkg.graph.terms import INFERENCES, short

if TYPE_CHECKING:
    from ofmkg.analyses.agreement.result import Agreement

Row = dict[str, str]


class KnowledgeGraph:
    """Answers questions about what a corpus says; nothing in it changes once loaded."""

    def __init__(
        self,
        documents: Iterable[corpus.Document],
        reading: Scenario | None = None,
        inferred: Iterable[ox.Quad] | None = None,
    ) -> None:
        """Take the documents of a corpus, as `ofmkg.graph.corpus.load` returns them.

        `reading` is how they have been read already, for those who show what was found, `inferred`
        what follows from them, if that is known.
        """
        self.reading = reading or Scenario()
        self._collections: tuple[Collection, ...] | None = None
        known: dict[str, Derive] = {} if inferred is None else {INFERENCES: lambda _: inferred}
        self._store: Store = MemoryStore(documents, builtin.DERIVED | known)
        self._names = Names(self._store)

    @classmethod
    def over(cls, store: Store, reading: Scenario | None = None) -> "KnowledgeGraph":
        """Return the graph that a store holds; what changes in it later is not always seen.

        `reading` changes no statement; it is how analyses conclude.
        """
        graph = cls((), reading)
        graph._store, graph._names = store, Names(store)
        return graph

    def under(self, reading: Scenario) -> "KnowledgeGraph":
        """Return a graph of the same statements that concludes by `reading`, which changes none."""
        graph = KnowledgeGraph((), reading)
        graph._store, graph._names = self._store, self._names
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

    def has(self, iri: str) -> bool:
        """Tell whether anything is stated of `iri` (nothing is of a text that is no IRI)."""
        return self._store.has(iri)

    def in_graph(self, iri: str) -> list[ox.Quad]:
        """Return what stands in a named graph, as quads of the default graph."""
        found = self._store.run(questions.of_stores("in-graph.rq", {"graph": [ox.NamedNode(iri)]}))
        assert isinstance(found, ox.QueryTriples)
        return [ox.Quad(each.subject, each.predicate, each.object) for each in found]

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every statement with the graph it stands in."""
        return self._store.quads()

    def frame(self, framework: str | None = None) -> Framework:
        """Return a framework with its steps. Raises UnknownIdError."""
        return coverage.framework(self._ask("steps", self._reading(framework, None)))

    def collections(self) -> tuple[Collection, ...]:
        """Return all collections of studies."""
        if self._collections is None:  # many ask, and who read all works takes a while to count
            self._collections = coverage.collections(self._ask("collections"), self._ask("readers"))
        return self._collections

    def vocabulary(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Return label and definition for each (list, identifier) of the closed lists."""
        return {
            (short(row["list"]), row["identifier"]): (
                row.get("label", row["identifier"]),
                row.get("definition", ""),
            )
            for row in self._ask("vocabulary")
        }

    def labels(self, *kinds: str) -> dict[str, str]:
        """Return the English labels of things by short id; a later class wins over an earlier."""
        rows = [
            row
            for kind in kinds
            for row in self._ask("things", {"class": (self._names.class_of(kind),)})
        ]
        return {short(row["thing"]): row["label"] for row in rows if "label" in row}

    def matrix(
        self,
        collection: str | None = None,
        framework: str | None = None,
        coder: str | None = None,
    ) -> Matrix:
        """Return studies by steps, for the default collection unless another, or "all", is named.

        Raises UnknownIdError for an unknown id and UsageError if there is no collection.
        """
        every, frame = self.collections(), self.frame(framework)
        studies = self._ask("studies")
        shown = self._shown(every, collection, {short(row["collection"]) for row in studies})
        names = {c.id for c in shown}
        inside = [row for row in studies if short(row["collection"]) in names]
        wanted = _nodes(row["collection"] for row in inside)
        reading = self._reading(framework, coder)
        rows = self._ask("cells", {**reading, "collection": wanted}) if inside else []
        displayed = {row["study"] for row in inside}
        elsewhere = [
            (
                c.label,
                len({r["study"] for r in studies if short(r["collection"]) == c.id} - displayed),
            )
            for c in every
        ]
        return coverage.matrix(
            rows,
            {row["study"]: row["label"] for row in inside if "label" in row},
            frame,
            shown,
            [(label, count) for label, count in elsewhere if count],
            self._ask("replies", self._reading(framework, None)),
            self._reviews(frame),
        )

    def compare(
        self, a: str, b: str, framework: str | None = None, coder: str | None = None
    ) -> Comparison:
        """Return what differs between two works or studies, named by short id or IRI.

        Raises UnknownIdError for an unknown id.
        """
        left, right = self._side(a), self._side(b)
        reading = self._reading(framework, coder)
        frame = self.frame(framework)
        of_studies: Bindings = {"study": _nodes([*left.studies, *right.studies])}

        def ask_studies(name: str, terms: Bindings) -> list[Row]:
            return self._ask(name, terms) if of_studies["study"] else []

        held = self._ask("stances", {**reading, "holder": _nodes([*left.holders, *right.holders])})
        vectors = {row["vector"] for row in (*held, *left.rows, *right.rows) if "vector" in row}
        positions = {row["position"] for row in held if "position" in row}
        overlap = comparison.overlap_from(
            self._ask("vector-relations", {"vector": _nodes(sorted(vectors))}) if vectors else ()
        )
        incompatible = (
            self._ask("incompatible", {"position": _nodes(sorted(positions))}) if positions else []
        )
        taken = [
            sides.stances(side, (row for row in held if row["holder"] in side.holders), overlap)
            for side in (left, right)
        ]
        every = self.collections()
        cutoff = next((c.cutoff for c in every if c.is_default), None)
        cells = coverage.cells(
            ask_studies("cells", {**reading, **of_studies}),
            ask_studies("replies", {**self._reading(framework, None), **of_studies}),
            self._reviews(frame),
        )
        work_a, work_b = (
            sides.compared(side, stances, cutoff, cells)
            for side, stances in zip((left, right), taken, strict=True)
        )
        relation = comparison.relation(work_a.vectors, work_b.vectors, overlap)
        assumptions = comparison.assumptions(
            taken[0],
            taken[1],
            frozenset((short(row["position"]), short(row["against"])) for row in incompatible),
            overlap,
            with_inferences=self.reading.with_inferences,
        )
        steps = sidebyside.step_rows(frame.steps, cells, left.studies, right.studies)
        baselines = sidebyside.baselines(
            ask_studies("baselines", {**reading, **of_studies}), left.studies, right.studies
        )
        recorded = sidebyside.documented(
            self._ask("documented", {"work": _nodes([left.work, right.work])}),
            left.work,
            right.work,
        )
        found = evidence.records(
            self._ask("evidence-records", {"work": _nodes([left.work, right.work])})
        )
        differences = comparison.differences(
            (work_a.vectors, work_b.vectors), relation, assumptions, steps, baselines, recorded
        )
        said = tuple(d for d in differences if d.voice == "source" or self.reading.with_inferences)
        shown = (
            evidence.about(found, side.work, None if side.whole else each.vectors, overlap)
            for side, each in ((left, work_a), (right, work_b))
        )
        return Comparison(
            work_a,
            work_b,
            frame,
            relation,
            assumptions,
            steps,
            baselines,
            sidebyside.actors(
                ask_studies("actors-and-omissions", {**reading, **of_studies}),
                left.studies,
                right.studies,
            ),
            said,
            recorded,
            sides.caveats(every, {work_a.collection, work_b.collection}),
            Evidence(*shown),
            tuple(d for d in differences if d not in said),
        )

    def agreement(
        self,
        collection: str | None = None,
        framework: str | None = None,
        minimum: int | None = None,
        resamples: int | None = None,
        seed: int | None = None,
    ) -> "Agreement":
        """Return how coders agree who read the same studies, and every cell that they read.

        Of the default collection unless another, or "all", is named. Raises UnknownIdError for an
        unknown id, UsageError for numbers that are too small or if there is no collection, and
        DataError if outcomes have no order.
        """
        from ofmkg.analyses.agreement import analysis as agreement

        given = {"minimum": minimum, "resamples": resamples, "seed": seed}
        filled = {short(row["collection"]) for row in self._ask("studies")}
        shown = self._shown(self.collections(), collection, filled)
        return agreement.agreement(
            self._ask("double-codings", self._reading(framework, None)),
            self._ask("outcomes"),
            self._ask("coders"),
            self.frame(framework),
            shown,
            **{name: number for name, number in given.items() if number is not None},
        )

    def _bound(self, name: str, params: dict[str, Value]) -> str:
        if not params and not name.endswith(".rq"):
            return questions.bind(questions.text(name), {})  # needs no header, and so no YAML
        asked = questions.load(name)
        return questions.bind(asked.sparql, self._names.terms(asked, params))

    def _ask(self, name: str, terms: Bindings | None = None) -> list[Row]:
        return self._store.select(questions.bind(questions.text(name), terms or {})).dicts()

    def _reviews(self, frame: Framework) -> list[Row]:
        """Return the reviews of codings with a framework."""
        return [row for row in self._ask("reviews") if row.get("framework") == frame.iri]

    def _reading(self, framework: str | None, coder: str | None) -> Bindings:
        asked = {"framework": ("Framework", framework), "coder": ("Coder", coder)}
        return {
            name: (self._names.find(value, kind),) for name, (kind, value) in asked.items() if value
        }

    def _shown(
        self, every: tuple[Collection, ...], wanted: str | None, filled: set[str]
    ) -> tuple[Collection, ...]:
        """Return the collections to show; a default without studies gives way to those with."""
        if not every:
            raise UsageError("The data hold no collection of studies; add one, or another folder.")
        if wanted == "all":
            return tuple(c for c in every if c.id in filled) or every
        if wanted is not None:
            found = short(self._names.find(wanted, "Collection").value)
            return tuple(c for c in every if c.id == found)
        with_studies = tuple(c for c in every if c.id in filled)
        return tuple(c for c in with_studies if c.is_default) or with_studies

    def _side(self, name: str) -> Side:
        node = self._names.work_or_study(name)
        rows = self._ask("sides", {"work": _nodes([node])})
        if not rows:
            studies = self._ask("studies", {"study": _nodes([node])})
            if not studies:
                raise UnknownIdError(f"{name} names neither a work nor a study.")
            rows = self._ask("sides", {"work": _nodes([studies[0]["work"]])})
        work = rows[0]["work"]
        every = tuple(dict.fromkeys(row["study"] for row in rows if "study" in row))
        worked = dict.fromkeys(row["workedAnalysis"] for row in rows if "workedAnalysis" in row)
        asked = every if work == node else (node,)
        return Side(work, asked == every, asked, (*asked, work, *worked), tuple(rows))


def load(
    folders: Sequence[str | Path] = (),
    *,
    only: bool = False,
    later: bool = False,
    inferred: bool = False,
    reading: Scenario | None = None,
) -> KnowledgeGraph:
    """Load the built-in graph with `folders` on top (with `only`, instead of our studies).

    With `later` it holds the later literature too, which stays a collection of its own.

    With `inferred`, what follows from the files counts as if it were stated; otherwise only a
    query that names the graph of inferences sees it. `reading` changes what is stated before
    anything is asked. Raises UnreadableError, naming file, line and reason, if any file is bad
    (nothing is loaded then), and UnknownIdError if the reading names nothing.
    """
    if not folders and not only and not inferred and (reading is None or reading.keeps_statements):
        return KnowledgeGraph.over(builtin.store(later=later), reading)
    stated = corpus.load([Path(folder) for folder in folders], only=only, later=later)
    documents = readings.read(stated, reading or Scenario())
    if inferred:
        from ofmkg.graph import inference

        documents.append(inference.document(documents))
    return KnowledgeGraph(documents, reading)


def over(
    store: Store, *, inferred: bool = False, reading: Scenario | None = None
) -> KnowledgeGraph:
    """Return the graph that a store holds, read in place if no statement is read otherwise.

    Any other reading, and `inferred`, take a copy of it into memory. Raises as `load` does.
    """
    if not inferred and (reading is None or reading.keeps_statements):
        return KnowledgeGraph.over(store, reading)
    changed = readings.read(documents(store), reading or Scenario())
    if inferred:
        from ofmkg.graph import inference

        changed.append(inference.document(changed))
    return KnowledgeGraph(changed, reading)


def _nodes(iris: Iterable[str]) -> tuple[ox.NamedNode, ...]:
    return tuple(ox.NamedNode(iri) for iri in dict.fromkeys(iris))
