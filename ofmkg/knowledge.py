"""The knowledge graph as a Python object: load it, ask it, and every analysis as a method."""

from collections.abc import Callable, Sequence
from functools import wraps
from inspect import signature
from pathlib import Path
from types import MethodType
from typing import TYPE_CHECKING, Any

from ofmkg.analyses import frameworks
from ofmkg.analyses.declaration import Analysis, analyses, analysis, named
from ofmkg.analyses.inquiries import Asked
from ofmkg.errors import UsageError
from ofmkg.graph import builtin, corpus, scenarios
from ofmkg.graph.asking import Graph
from ofmkg.graph.results import Result
from ofmkg.graph.scenarios import Scenario
from ofmkg.graph.stores import Rows, Store, documents
from ofmkg.graph.stores.target import MEMORY, opened

if TYPE_CHECKING:
    from ofmkg.analyses import briefs, cell, cite, matrix, timeline
    from ofmkg.analyses import columns as several
    from ofmkg.analyses.agreement import analysis as agreement
    from ofmkg.analyses.argument import analysis as argument
    from ofmkg.analyses.changed import analysis as changed
    from ofmkg.analyses.compare import analysis as compare
    from ofmkg.analyses.crux import analysis as crux
    from ofmkg.analyses.debate import analysis as debate
    from ofmkg.analyses.disagreement import analysis as disagreement
    from ofmkg.analyses.gaps import analysis as gaps
    from ofmkg.analyses.needed import analysis as needed
    from ofmkg.analyses.question import analysis as question
    from ofmkg.analyses.rests import analysis as rests
    from ofmkg.analyses.results import analysis as results
    from ofmkg.analyses.robustness import analysis as robustness
    from ofmkg.analyses.search import analysis as search
    from ofmkg.analyses.standing import analysis as standing
    from ofmkg.graph.inline import Triples


class KnowledgeGraph(Graph):
    """A graph with every analysis as a method, by the name that its command has.

    A method takes what the function of the analysis takes after the graph.
    """

    if TYPE_CHECKING:  # they are found by their names; type checkers need them written down
        agreement = agreement.agreement
        argument = argument.argument
        cite = cite.bibliography
        cell = cell.cell
        changed = changed.changed
        claim = briefs.claim
        columns = several.columns
        compare = compare.compare
        crux = crux.crux
        debate = debate.debate
        disagreements = disagreement.disputes
        disagreement = disagreement.dispute
        gaps = gaps.gaps
        matrix = matrix.matrix
        needed = needed.needed
        question = question.answers
        release = briefs.release
        rests = rests.retraction
        results = results.results
        robustness = robustness.robustness
        search = search.search
        standing = standing.standing
        study = briefs.study
        timeline = timeline.timeline
        vector = briefs.vector
    else:

        def __getattr__(self, name: str) -> Callable[..., Any]:
            """Return the analysis of a name as a method; its modules are imported only now."""
            found = None if name.startswith("_") else analysis(name)
            if found is None:
                kind = type(self).__name__
                raise AttributeError(f"{kind!r} object has no attribute {name!r}", name=name)
            return _method(found, self)

    def __repr__(self) -> str:
        """Tell what can be asked, in a line."""
        from ofmkg.graph import library

        known = sorted(each.name for each in analyses())
        return (
            f"<KnowledgeGraph: {len(known)} analyses ({', '.join(known)}); "
            f"queries() lists {len(library.names())} questions; search(...), sparql(...)>"
        )

    def sparql(self, query: str) -> "Rows | Triples | bool":
        """Answer a SPARQL query of one's own: SELECT with rows, ASK with a boolean, others a graph.

        The prefixes of ofmkg need no declaration. The guard of the service reads it: no SERVICE, no
        updates, bounded size and depth. Raises QueryError.
        """
        from ofmkg.graph import inline

        return inline.answer(self.run_text, query)

    def queries(self) -> Rows:
        """Return the questions of the library: names, summaries, tags and parameters."""
        from ofmkg.graph import inline

        return inline.listing()

    def __dir__(self) -> list[str]:
        """Return all names, with those of the analyses."""
        return sorted({*super().__dir__(), *(each.name for each in analyses())})


def _method(chosen: Analysis, graph: KnowledgeGraph) -> Callable[..., Any]:
    """Return an analysis as a method, which reads with the framework that the command takes.

    Its result knows of what it was asked.
    """
    function = named(chosen.function)
    takes = signature(function)

    @wraps(function)
    def method(graph: KnowledgeGraph, /, *given: object, **others: object) -> object:
        bound = takes.bind(graph, *given, **others)
        _, *places = takes.parameters
        arguments = (each.name for each in chosen.parameters if each.argument)
        known = dict(zip(places, arguments, strict=False))  # the others have one name
        asked = {
            known.get(place, place): bound.arguments[place] for place in list(bound.arguments)[1:]
        }
        read_with = None
        if "framework" in takes.parameters:
            read, read_with = frameworks.taken(chosen, graph, asked)
            bound.arguments["framework"] = read.get("framework")
        found = function(*bound.args, **bound.kwargs)
        if isinstance(found, Result):
            found.asked(Asked(chosen.name, graph, asked, read_with))
        return found

    return MethodType(method, graph)


def load(
    folders: Sequence[str | Path] = (),
    *,
    only: bool = False,
    inferred: bool = False,
    reading: Scenario | None = None,
    store: str | Path | None = None,
) -> KnowledgeGraph:
    """Load the built-in graph with `folders` on top (with `only`, instead of our studies).

    With `store`, the graph is what a store holds: a folder, or the address of a SPARQL server, as
    `--store` takes them; folders come into it with `ofmkg load`.

    With `inferred`, what follows from the files counts as if it were stated; otherwise only a
    query that names the graph of inferences sees it. `reading` changes what is stated before
    anything is asked. Raises UnreadableError, naming file, line and reason, if any file is bad
    (nothing is loaded then), UnknownIdError if the reading names nothing, and UsageError for a
    store with folders.
    """
    if store is not None and str(store) != MEMORY:
        if folders or only:
            raise UsageError(
                "Folders come into a store only by: ofmkg load --store STORE --data DIR; load the "
                "one or the other."
            )
        return over(opened(str(store)), inferred=inferred, reading=reading)
    if not folders and not only and not inferred and (reading is None or reading.keeps_statements):
        return KnowledgeGraph.over(builtin.store(), reading)
    stated = corpus.load([Path(folder) for folder in folders], only=only)
    documents = scenarios.read(stated, reading or Scenario())
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
    changed = scenarios.read(documents(store), reading or Scenario())
    if inferred:
        from ofmkg.graph import inference

        changed.append(inference.document(changed))
    return KnowledgeGraph(changed, reading)
