"""Examples of what a shape reports: read from their files, made, and the results spelt."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import SH, XSD
from rdflib.term import Node

from ofmkg.graph import shacl

TEST = "https://w3id.org/ofmkg/test/"

# Words that a policy analyst need not know, words that would be unfair to a study, and words by
# which a message says what to do.
JARGON = r"path|cardinality|[IU]RI|node|datatype|literal|triple|constraint|instance|predicate|SHACL"
UNFAIR = r"fail\w*|flaw\w*|admit\w*|wrong\w*|bad\w*|weak\w*"
REMEDY = r"Add|Check|Correct|Follow|Give|Keep|Make|Name|Remove|Say|Set|Use|Write|or leave it out"


@dataclass
class Example:
    """One change to the base and the results that it must lead to."""

    name: str
    remove: list[list[str]] = field(default_factory=list)
    add: str = ""
    expected: list[str] = field(default_factory=list)


@dataclass
class Cases:
    """A file of examples: its prefixes, the files of its base, its examples."""

    prefixes: str
    base: list[str]
    examples: list[Example]


def read(path: Path) -> Cases:
    """Read a file of examples."""
    cases = Cases("@prefix ofmsh: <https://w3id.org/ofmkg/shapes#> .\n", ["base.ttl"], [])
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("@prefix"):
            cases.prefixes += line + "\n"
        elif line.startswith("#### "):
            cases.examples.append(Example(line.removeprefix("#### ")))
        elif found := re.match(r"# (with|remove|violation|warning): (.+)", line):
            keyword, words = found[1], found[2].split()
            if keyword == "with":
                cases.base += words
            elif keyword == "remove":
                cases.examples[-1].remove.append(words)
            else:
                cases.examples[-1].expected.append(" ".join([keyword, *words]))
        elif line and not line.startswith("#"):
            cases.examples[-1].add += line + "\n"
    return cases


def changed(base: Graph, prefixes: str, example: Example) -> Graph:
    """Return the base with the change of an example made. Fails if there is nothing to remove."""

    def term(word: str) -> Node | None:
        if word in ("true", "false"):
            return Literal(word == "true")
        return None if word == "*" else base.namespace_manager.expand_curie(word)

    graph = Graph()
    graph += base
    for subject, predicate, value in example.remove:
        pattern = term(subject), term(predicate), term(value)
        assert pattern in graph, f"{example.name}: nothing to remove"
        graph.remove(pattern)
    return graph.parse(data=prefixes + example.add, format="turtle")


@dataclass
class Spelling:
    """Writes results of shapes as the examples do, with the prefixes of their base."""

    shapes: Graph
    base: Graph

    def result(self, result: shacl.Result) -> str:
        """Return severity, focus, path, shape and value."""
        path = URIRef(result.path) if result.path else None
        path = path or self.shapes.value(URIRef(result.shape), SH.path)
        value = None if result.value is None else from_ox(result.value)
        return " ".join(
            [
                result.severity,
                self.term(from_ox(result.focus)),
                self.path(path) if path else "-",
                self.term(URIRef(result.shape)),
                self.term(value).replace(" ", "_"),
            ]
        )

    def term(self, term: Node | None) -> str:
        """Return the short form of a term, without the number of its example."""
        if isinstance(term, URIRef):
            return URIRef(re.sub(rf"^{TEST}\d+/", TEST, term)).n3(self.base.namespace_manager)
        return term.n3() if isinstance(term, Literal) else str(term)

    def path(self, path: Node) -> str:
        """Return a path as SPARQL writes it, without spaces."""
        if isinstance(path, URIRef):
            return self.term(path)
        if inner := self.shapes.value(path, SH.inversePath):
            return "^" + self.path(inner)
        if inner := self.shapes.value(path, SH.oneOrMorePath):
            return f"({self.path(inner)})+"
        if inner := self.shapes.value(path, SH.alternativePath):
            return "|".join(self.path(step) for step in self.shapes.items(inner))
        return "/".join(self.path(step) for step in self.shapes.items(path))


def from_ox(term: shacl.Term) -> Node:
    """Return a term of pyoxigraph as rdflib has it."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        plain = term.datatype.value == str(XSD.string)
        return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value))
    return BNode(term.value)


def validated(data: Graph, shapes: Graph) -> list[shacl.Result]:
    """Return what shapes find in a graph, as ofmkg looks at it."""
    held = ox.Store()
    held.extend(ox.parse(shapes.serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES))
    triples = ox.parse(data.serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES)
    return shacl.results([quad.triple for quad in triples], held)
