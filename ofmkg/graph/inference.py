"""Draws the conclusions of the ontology (OWL 2 RL) and keeps those that no file states.

The rules are those of OWL 2 Profiles, section 4.3 (https://www.w3.org/TR/owl2-profiles/), applied
by a library. What it needs is the axioms and the facts among things; texts and other annotations
have no consequences and are left out.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ofmkg.errors import DataError
from ofmkg.graph.parsing import Document
from ofmkg.graph.terms import INFERENCES, OWL_CLASS, PREFIXES, RDF_TYPE, short

if TYPE_CHECKING:
    from rdflib.term import Node

GRAPH = INFERENCES

_OWL = PREFIXES["owl"]
_RDFS = PREFIXES["rdfs"]
_FUNCTIONAL = _OWL + "FunctionalProperty"
_INVERSE_FUNCTIONAL = _OWL + "InverseFunctionalProperty"
_OBJECT_PROPERTY = _OWL + "ObjectProperty"
_ANNOTATION_PROPERTY = _OWL + "AnnotationProperty"
# Different names are different things here, so these can only show that data are wrong. They are
# checked before; a reasoner would take two values for one thing.
_KEYS = (_FUNCTIONAL, _INVERSE_FUNCTIONAL)
# Unnamed classes in whose instances nothing is told but that they are (see `_in_use`): one of
# several, with some value; where they stand so, and where more follows from them.
_UNION, _SOME = _OWL + "unionOf", _OWL + "someValuesFrom"
_RIGHT = {_RDFS + name for name in ("subClassOf", "domain", "range")}
_LEFT = {
    _RDFS + "subClassOf",
    *(_OWL + name for name in ("equivalentClass", "disjointWith", "complementOf")),
}
_SCHEMA = (OWL_CLASS, _OBJECT_PROPERTY, _ANNOTATION_PROPERTY, _OWL + "DatatypeProperty")
_ANNOTATIONS = {_RDFS + name for name in ("label", "comment", "seeAlso", "isDefinedBy")}

_ONE_AT_A_TIME = threading.Lock()

_Conclusion = tuple["Node", "Node", "Node"]


def infer(documents: Iterable[Document]) -> tuple[ox.Quad, ...]:
    """Return what follows from `documents` and is not stated in them, in the graph `GRAPH`.

    Kept are memberships of named classes and relations between named things, sorted. Raises
    DataError if a property that allows a single value has two.
    """
    stated = dict.fromkeys(quad.triple for each in documents for quad in each.quads)
    declared = _declared(stated)
    annotations = declared[_ANNOTATION_PROPERTY] | _ANNOTATIONS
    _require_single_values(stated, declared)
    facts = _in_use([triple for triple in stated if _has_consequences(triple, annotations)])
    schema = {term for kind in _SCHEMA for term in declared[kind]}
    graph = ox.NamedNode(GRAPH)
    new: set[ox.Triple] = set()
    for subject, predicate, thing in _named(_closure(facts)):
        wanted = declared[OWL_CLASS] if predicate == RDF_TYPE else declared[_OBJECT_PROPERTY]
        if subject in schema or (thing if predicate == RDF_TYPE else predicate) not in wanted:
            continue
        triple = ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(thing))
        if triple not in stated:
            new.add(triple)
    return tuple(
        ox.Quad(triple.subject, triple.predicate, triple.object, graph)
        for triple in sorted(new, key=str)
    )


def document(documents: Sequence[Document]) -> Document:
    """Return what follows from `documents` as a document of its own. Raises DataError."""
    return Document(Path("inferences"), GRAPH, infer(documents))


def _declared(triples: Iterable[ox.Triple]) -> dict[str, set[str]]:
    """Return the names that are declared for each kind of term of an ontology."""
    declared: dict[str, set[str]] = {kind: set() for kind in (*_SCHEMA, *_KEYS)}
    for subject, predicate, thing in triples:
        if predicate.value != RDF_TYPE or not isinstance(thing, ox.NamedNode):
            continue
        if isinstance(subject, ox.NamedNode) and thing.value in declared:
            declared[thing.value].add(subject.value)
    return declared


def _has_consequences(triple: ox.Triple, annotations: set[str]) -> bool:
    _, predicate, thing = triple
    if predicate.value in annotations:
        return False
    return not (isinstance(thing, ox.NamedNode) and thing.value in _KEYS)


def _in_use(facts: Sequence[ox.Triple]) -> list[ox.Triple]:
    """Return facts without the unnamed classes that say what a thing must be, and no more.

    That a thing is one of several, or has some value, says nothing further of it (in RL, only what
    stands left of an inclusion does), but is most of what would follow. Of restrictions to some
    value, one can be under another: if any is in use, all are.
    """
    unnamed: dict[object, bool] = {
        each.subject: each.predicate.value == _UNION
        for each in facts
        if each.predicate.value in (_UNION, _SOME) and isinstance(each.subject, ox.BlankNode)
    }
    used = {
        each.subject for each in facts if each.subject in unnamed and each.predicate.value in _LEFT
    } | {
        each.object
        for each in facts
        if each.object in unnamed and each.predicate.value not in _RIGHT
    }
    restrictions = any(not unnamed[term] for term in used)
    idle = {
        term for term, union in unnamed.items() if term not in used and (union or not restrictions)
    }
    return [each for each in facts if each.subject not in idle and each.object not in idle]


def _require_single_values(triples: Iterable[ox.Triple], declared: Mapping[str, set[str]]) -> None:
    forward, backward = declared[_FUNCTIONAL], declared[_INVERSE_FUNCTIONAL]
    seen: dict[tuple[object, str, bool], object] = {}
    for subject, predicate, thing in triples:
        for one, other, inverse in ((subject, thing, False), (thing, subject, True)):
            if predicate.value not in (backward if inverse else forward):
                continue
            first = seen.setdefault((one, predicate.value, inverse), other)
            if first != other:
                way = "leads to" if inverse else "of"
                raise DataError(
                    f"{short(predicate.value)} {way} {one} has two values, {first} and {other}, "
                    "and only one is allowed; nothing is inferred. Run ofmkg validate."
                )


def _named(conclusions: Iterable[_Conclusion]) -> Iterator[tuple[str, str, str]]:
    """Yield the conclusions whose three terms have names."""
    from rdflib.term import URIRef

    for terms in conclusions:
        if all(isinstance(term, URIRef) for term in terms):
            subject, predicate, thing = map(str, terms)
            yield subject, predicate, thing


def _closure(facts: Sequence[ox.Triple]) -> Iterable[_Conclusion]:
    """Apply the rules with the fast engine, or with the portable one where that is not built."""
    content = ox.serialize(facts, format=ox.RdfFormat.N_TRIPLES) or b""
    try:
        return fast_closure(content)
    except ImportError:
        return portable_closure(content)


def fast_closure(content: bytes) -> Iterable[_Conclusion]:
    """Return N-Triples with all that follows, by the engine `reasonable`.

    Raises ImportError where that engine has not been built for the machine.
    """
    import reasonable

    from ofmkg.graph import writing

    with writing.scratch("facts.ttl", content) as path:  # it knows the format by the ending
        reasoner = reasonable.PyReasoner()
        reasoner.load_file(str(path))
        conclusions: Iterable[_Conclusion] = reasoner.reason()
        return conclusions


def portable_closure(content: bytes) -> Iterable[_Conclusion]:
    """Return N-Triples with all that follows, by the engine `owlrl`: everywhere, but slower."""
    import owlrl
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data=content, format="nt")
    with _ONE_AT_A_TIME:  # it changes how rdflib reads literals, everywhere, and back again
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph
