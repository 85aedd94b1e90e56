"""Examples of what a shape reports: read from their files, made, and the results spelt."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

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
    """Writes the results of a report as the examples do, with the prefixes of their base."""

    report: Graph
    base: Graph

    def result(self, result: Node) -> str:
        """Return severity, focus, path, shape and value."""
        severity, focus, path, shape, value = (
            self.report.value(result, term)
            for term in (
                SH.resultSeverity,
                SH.focusNode,
                SH.resultPath,
                SH.sourceShape,
                SH.value,
            )
        )
        return " ".join(
            [
                str(severity).rpartition("#")[2].lower(),
                self.term(focus),
                self.path(path) if path else "-",
                self.term(shape),
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
        if inner := self.report.value(path, SH.inversePath):
            return "^" + self.path(inner)
        if inner := self.report.value(path, SH.oneOrMorePath):
            return f"({self.path(inner)})+"
        if inner := self.report.value(path, SH.alternativePath):
            return "|".join(self.path(step) for step in self.report.items(inner))
        return "/".join(self.path(step) for step in self.report.items(path))
