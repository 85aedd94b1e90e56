"""Every term as an entry of the page: what the ontology and its shapes say about it, in lines."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import manchester
import pyoxigraph as ox
from vocabulary import Row, anchor, ask, local, store

from ofmkg.graph.terms import ONTOLOGY, PREFIXES

_OWL, _RDFS = PREFIXES["owl"], PREFIXES["rdfs"]
_DEFINED_BY = ox.NamedNode(_RDFS + "isDefinedBy")
_EXAMPLES = {"example": "Example", "fits": "Fits", "fitsNot": "Does not fit"}
_KINDS = {
    "Class": "class",
    "ObjectProperty": "object property",
    "DatatypeProperty": "datatype property",
    "AnnotationProperty": "annotation property",
    "NamedIndividual": "individual",
}
# What a term has to others, and what others have to it, in the order of an entry.
_FORWARD = {
    _RDFS + "subClassOf": "Superclass",
    _OWL + "equivalentClass": "Same as",
    _RDFS + "subPropertyOf": "Superproperty",
    _OWL + "equivalentProperty": "Same as",
    _OWL + "inverseOf": "Inverse of",
    _OWL + "disjointWith": "Disjoint with",
    PREFIXES["dcterms"] + "isReplacedBy": "Replaced by",
    _RDFS + "domain": "Domain",
    _RDFS + "range": "Range",
}
_BACKWARD = {
    _RDFS + "subClassOf": "Subclasses",
    _RDFS + "subPropertyOf": "Subproperties",
    _OWL + "inverseOf": "Inverse",
    _OWL + "disjointWith": "Disjoint with",
    _RDFS + "domain": "In the domain of",
    _RDFS + "range": "In the range of",
}
_AXIOMS = {_OWL + "equivalentClass": "Defined as", _RDFS + "subClassOf": "Every member"}
# The ends of a property: how shapes check one that is left open, and what a class says of that.
_ENDS = {
    "domain": ("left open; the shapes check it on", "Shapes also check"),
    "range": ("left open; the shapes expect", "Shapes also expect it in"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A name as the page shows it, with where it leads."""

    name: str
    href: str


Piece = Link | str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an entry: a label, and a list of names or an expression, with a note before it."""

    label: str
    pieces: tuple[Piece, ...]
    note: str = ""
    is_expression: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A case that shows a term, or that it fits or does not fit, in two languages."""

    name: str
    text: str
    text_ko: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the ontology, or one that it borrows from the vocabulary `home`."""

    iri: str
    name: str
    anchor: str
    kind: str
    home: str
    label: str
    label_ko: str
    definition: str
    definition_ko: str
    examples: tuple[Example, ...]
    inferred: bool
    deprecated: bool
    lines: tuple[Line, ...]


def entries() -> dict[str, Term]:
    """Return all terms by IRI, in the order of their names."""
    lines = _Lines()
    return {
        row["term"]: Term(
            row["term"],
            local(row["term"]),
            anchor(row["term"]),
            _KINDS[row["kind"].removeprefix(_OWL)],
            row["home"],
            row.get("label", ""),
            row.get("labelKo", ""),
            row.get("definition", ""),
            row.get("definitionKo", ""),
            tuple(
                Example(name, row[key], row.get(f"{key}Ko", ""))
                for key, name in _EXAMPLES.items()
                if key in row
            ),
            row.get("inferred") == "true",
            row.get("deprecated") == "true",
            tuple(lines.of(row["term"], row["kind"].removeprefix(_OWL))),
        )
        for row in ask("terms")
    }


def link(iri: str) -> Link:
    """Return a link to a term on the page; anything else is followed by its IRI."""
    declared = store().quads_for_pattern(ox.NamedNode(iri), _DEFINED_BY, None)
    return Link(local(iri), f"#{anchor(iri)}" if any(declared) else iri)


def links(iris: Iterable[str]) -> tuple[Link, ...]:
    """Return links to each of these once."""
    return tuple(link(iri) for iri in dict.fromkeys(iris))


def grouped(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    """Return the rows by what they have under a key."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


class _Lines:
    """Makes the lines of a term from the answers to the queries, each asked once."""

    def __init__(self) -> None:
        self._forward: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._backward: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in ask("relations"):
            self._forward[row["term"], row["relation"]].append(row["other"])
            self._backward[row["other"], row["relation"]].append(row["term"])
        open_ends = ask("open-ends")
        self._checked = grouped(open_ends, "relation")
        self._checking = grouped(open_ends, "class")
        self._characteristics = grouped(ask("characteristics"), "property")
        self._lists = grouped(ask("lists"), "value")
        self._sources = grouped(ask("sources"), "term")

    def of(self, iri: str, kind: str) -> Iterator[Line]:
        """Yield the lines that have something to say."""
        for line in self._all(iri, kind):
            if line.pieces:
                yield line

    def _all(self, iri: str, kind: str) -> Iterator[Line]:
        yield Line("Member of", links(row["list"] for row in self._lists[iri]))
        yield from _expressions(iri)
        for relation, label in _FORWARD.items():
            yield Line(label, links(self._forward[iri, relation]))
        if kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty"):
            yield from self._open_ends(iri, kind)
        words = [_words(row["characteristic"]) for row in self._characteristics[iri]]
        yield Line("Characteristics", tuple(words))
        for relation, label in _BACKWARD.items():
            yield Line(label, links(self._backward[iri, relation]))
        for end, (_, label) in _ENDS.items():
            checking = self._checking[iri]
            yield Line(label, links(row["relation"] for row in checking if row["end"] == end))
        yield Line("Source", tuple(_source(row) for row in self._sources[iri]))

    def _open_ends(self, iri: str, kind: str) -> Iterator[Line]:
        for end, (note, _) in _ENDS.items():
            if not self._forward[iri, _RDFS + end]:
                found = links(row["class"] for row in self._checked[iri] if row["end"] == end)
                if found:
                    yield Line(end.title(), found, note)
                elif kind != "AnnotationProperty":
                    yield Line(end.title(), ("left open",))


def _expressions(iri: str) -> Iterator[Line]:
    """Yield the lines of the axioms that tie a term to an expression."""
    for relation, label in _AXIOMS.items():
        found = [
            _pieces(manchester.expression(store(), node))
            for node in _objects(iri, relation)
            if isinstance(node, ox.BlankNode)
        ]
        for pieces in sorted(found, key=str):
            yield Line(label, pieces, is_expression=True)
    for node in _objects(iri, _OWL + "propertyChainAxiom"):
        pieces = _pieces(manchester.chain(store(), node))
        yield Line("Follows from the chain", pieces, is_expression=True)


def _objects(iri: str, predicate: str) -> Iterator[manchester.Node]:
    for quad in store().quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None):
        yield quad.object


def _pieces(pieces: Iterable[manchester.Piece]) -> tuple[Piece, ...]:
    return tuple(link(each.value) if isinstance(each, ox.NamedNode) else each for each in pieces)


def _source(row: Row) -> Piece:
    if row["source"] == ONTOLOGY:
        return "this ontology"
    return Link(row.get("label", local(row["source"])), row["source"])


def _words(characteristic: str) -> str:
    name = characteristic.removeprefix(_OWL).removesuffix("Property")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
