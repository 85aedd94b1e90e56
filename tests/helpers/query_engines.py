"""Asks the same question of pyoxigraph and of rdflib, and writes answers so that they compare.

    python tests/helpers/query_engines.py NAME [PARAMETER=VALUE ...]

prints the answer of a question on the small graph as an expected result is written. Check every
row of it by hand before it goes into `expected/`.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pyoxigraph as ox
import rdflib
import seven
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from ofmkg.graph import corpus, inference, library, mappings, parsing
from ofmkg.graph.resources import room
from ofmkg.graph.terms import BASE, NS, PREFIXES, short

HERE = Path(__file__).parents[1] / "queries"
EXPECTED = HERE / "expected"

# Questions that answer with a table; the one that answers with a graph has tests of its own.
TABLES = [name for name in library.names() if "\nSELECT " in library.text(name)]

Term = tuple[str, str, str]  # the kind ("iri" or a datatype), the value, the language
Row = tuple[Term | None, ...]
Parameters = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """An answer: column names and rows in order."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def written(self) -> str:
        """Return the answer as an expected result is written: IRIs short, one line per row."""
        lines = ["\t".join(self.columns)]
        lines += ["\t".join(map(_written, row)) for row in self.rows]
        return "".join(line + "\n" for line in lines)

    def dicts(self) -> list[dict[str, str]]:
        """Return each row as a dict from column to value as written, without unbound columns."""
        return [
            {
                column: _written(term)
                for column, term in zip(self.columns, row, strict=True)
                if term is not None
            }
            for row in self.rows
        ]


class Graph:
    """Some documents in both engines: the merge as default graph, and their named graphs.

    What follows from them stands in the graph of inferences, and what `mapped` holds in that of
    mappings; with `inferred`, both stand in the default graph as well. `backwards` loads in reverse
    order.
    """

    def __init__(
        self,
        documents: Iterable[parsing.Document],
        mapped: parsing.Document,
        *,
        backwards: bool = False,
        inferred: bool = False,
    ) -> None:
        """Take `documents` and the mappings."""
        every = list(documents)
        apart = (inference.document(every), mapped)
        found = [quad for each in every for quad in (*each.merged(), *each.named())]
        found += [quad for each in apart for quad in each.named()]
        found += [quad for each in apart if inferred for quad in each.merged()]
        quads = list(dict.fromkeys(found))
        if backwards:
            quads.reverse()
        self._oxigraph = ox.Store()
        self._oxigraph.extend(quads)

    def ask_oxigraph(self, sparql: str) -> Table:
        """Return the answer of pyoxigraph."""
        result = self._oxigraph.query(sparql)
        assert isinstance(result, ox.QuerySolutions)
        columns = tuple(variable.value for variable in result.variables)
        return Table(columns, tuple(tuple(map(_from_oxigraph, row)) for row in result))

    @cached_property
    def _rdflib(self) -> rdflib.Dataset:
        return rdflib.Dataset().parse(data=self.nquads(), format="nquads")

    def graph_of_oxigraph(self, sparql: str) -> set[ox.Triple]:
        """Return the graph that pyoxigraph makes."""
        result = self._oxigraph.query(sparql)
        assert isinstance(result, ox.QueryTriples)
        return set(result)

    def nquads(self) -> str:
        """Return all that the engines hold, for others to load."""
        return (ox.serialize(self._oxigraph, format=ox.RdfFormat.N_QUADS) or b"").decode()

    def ask_rdflib(self, sparql: str) -> Table:
        """Return the answer of rdflib."""
        result = self._rdflib.query(_prepared(sparql))
        columns = tuple(str(variable) for variable in result.vars or ())
        rows = (row for row in result if isinstance(row, rdflib.query.ResultRow))
        return Table(columns, tuple(tuple(map(_from_rdflib, row)) for row in rows))

    def bound(self, name: str, parameters: Parameters) -> str:
        """Return the SPARQL of a question with short ids bound to its parameters."""
        question = library.load(name)
        kinds = {parameter.name: parameter.type for parameter in question.parameters}
        terms = {key: self._terms(value, kinds[key]) for key, value in parameters.items()}
        return library.bind(question.sparql, terms)

    def _terms(self, value: str, kind: str) -> Sequence[ox.NamedNode | ox.Literal]:
        if kind in ("string", "date"):  # a date may be a year or a month, so that it is a text
            return (ox.Literal(value),)
        if kind == "integer":
            datatype = ox.NamedNode(PREFIXES["xsd"] + kind)
            return (ox.Literal(value, datatype=datatype),)
        if kind == "class":
            return (ox.NamedNode(NS + value),)
        found = [iri for iri in self._things(kind) if short(iri) == value]
        assert len(found) == 1, f"{value} names {len(found)} things of type {kind}: {found}"
        return (ox.NamedNode(found[0]),)

    def _things(self, kind: str) -> list[str]:
        pattern = "?thing a ?any" if kind == "thing" else f"?thing a/rdfs:subClassOf* {kind}"
        sparql = f"PREFIX ofm: <{NS}> PREFIX rdfs: <{PREFIXES['rdfs']}> "
        sparql += f"SELECT DISTINCT ?thing WHERE {{ {pattern} FILTER(isIRI(?thing)) }}"
        rows = self.ask_oxigraph(sparql).rows
        return sorted(term[1] for (term,) in rows if term and term[0] == "iri")


@dataclass(frozen=True, slots=True)
class Case:
    """A question with parameters, and the file with its expected result on the small graph."""

    name: str
    parameters: tuple[tuple[str, str], ...]
    path: Path

    @property
    def id(self) -> str:
        """Return the name under which pytest shows the case."""
        return self.path.stem


def cases() -> list[Case]:
    """Return a case for each file in `expected/`, named NAME[--PARAMETER=VALUE ...].tsv."""
    found = []
    for path in sorted(EXPECTED.glob("*.tsv")):
        name, *settings = path.stem.split("--")
        pairs = tuple((key, value) for key, _, value in (s.partition("=") for s in settings))
        found.append(Case(name, pairs, path))
    return found


@cache
def small(*, backwards: bool = False) -> Graph:
    """Return the made-up graph of `small.ttl` with the ontology."""
    return Graph(
        [parsing.read(room("ontology") / "ofmkg.ttl"), parsing.read(HERE / "small.ttl")],
        mappings.read(HERE / "small.sssom.tsv"),
        backwards=backwards,
    )


@cache
def real(*, backwards: bool = False, inferred: bool = False) -> Graph:
    """Return the real graph: the ontology and all data files."""
    return Graph(corpus.built_in(), mappings.built_in(), backwards=backwards, inferred=inferred)


@cache
def part() -> Graph:
    """Return the real graph with a few of the later works, for an engine that takes long."""
    every = list(corpus.built_in())
    alone = {document.graph for document in seven.documents()}
    later = [document for document in every if document.graph not in alone]
    left_out = {document.graph for n, document in enumerate(later) if n % 24}
    return Graph([d for d in every if d.graph not in left_out], mappings.built_in())


@cache
def _prepared(sparql: str) -> Query:
    return prepareQuery(sparql)


def _from_oxigraph(term: object) -> Term | None:
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        return (term.datatype.value, term.value, term.language or "")
    assert isinstance(term, ox.NamedNode), f"an answer holds {term}"
    return ("iri", term.value, "")


def _from_rdflib(term: object) -> Term | None:
    if term is None:
        return None
    if isinstance(term, rdflib.Literal):
        kind = rdflib.RDF.langString if term.language else term.datatype or rdflib.XSD.string
        return (str(kind), str(term), term.language or "")
    assert isinstance(term, rdflib.URIRef), f"an answer holds {term}"
    return ("iri", str(term), "")


def _written(term: Term | None) -> str:
    if term is None:
        return ""
    kind, value, _ = term
    if kind == "iri":
        return f"<{value.replace(NS, 'ofm:').removeprefix(BASE)}>"
    return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def main(name: str, *settings: str) -> None:
    """Print the answer of a question on the small graph."""
    parameters = {key: value for key, _, value in (s.partition("=") for s in settings)}
    graph = small()
    sys.stdout.write(graph.ask_oxigraph(graph.bound(name, parameters)).written())


if __name__ == "__main__":
    main(*sys.argv[1:])
