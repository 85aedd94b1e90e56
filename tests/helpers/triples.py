"""Counts what files say from their bare triples, without any OWL library."""

from collections.abc import Mapping, Set
from pathlib import Path

import pyoxigraph as ox

from ofmkg.graph.terms import PREFIXES, RDF_TYPE

OWL = PREFIXES["owl"]
RDFS = PREFIXES["rdfs"]

# Subject, predicate and object: an IRI as it is, a blank node or literal as N-Triples writes it.
Triple = tuple[str, str, str]

_FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".owl": ox.RdfFormat.RDF_XML}
_BUILT_IN = {f"{RDFS}{name}" for name in ("label", "comment", "seeAlso", "isDefinedBy")}
_BUILT_IN |= {f"{OWL}{name}" for name in ("versionInfo", "deprecated", "priorVersion")}
# A triple with such a predicate is one axiom, unless it is about an annotation property ...
_AXIOM_PREDICATES = {
    f"{RDFS}{name}" for name in ("subClassOf", "subPropertyOf", "domain", "range")
} | {
    f"{OWL}{name}"
    for name in (
        "equivalentClass",
        "disjointWith",
        "equivalentProperty",
        "propertyDisjointWith",
        "inverseOf",
        "propertyChainAxiom",
        "hasKey",
        "sameAs",
        "differentFrom",
    )
}
# ... and so is a thing's being of such a type.
_AXIOM_TYPES = {
    f"{OWL}{name}"
    for name in (
        "FunctionalProperty",
        "InverseFunctionalProperty",
        "SymmetricProperty",
        "AsymmetricProperty",
        "ReflexiveProperty",
        "IrreflexiveProperty",
        "TransitiveProperty",
        "AllDifferent",
        "AllDisjointClasses",
        "AllDisjointProperties",
    )
}


def parsed(path: Path) -> set[Triple]:
    """Return the triples of a file; blank nodes of different files stay different."""
    quads = ox.parse(path.read_bytes(), format=_FORMATS[path.suffix], rename_blank_nodes=True)
    return {(_plain(quad.subject), quad.predicate.value, _plain(quad.object)) for quad in quads}


def typed(triples: Set[Triple], name: str) -> set[str]:
    """Return the IRIs of things of a type of OWL."""
    kind = OWL + name
    return {s for s, p, o in triples if p == RDF_TYPE and o == kind and not s.startswith("_:")}


def imports(triples: Set[Triple]) -> set[str]:
    """Return the names that files import."""
    return {o for _, p, o in triples if p == f"{OWL}imports"}


def closure(triples: Set[Triple], files: Mapping[str, Set[Triple]]) -> set[Triple]:
    """Return the triples of a file and of all that it imports; `files` are found by name."""
    whole = set(triples)
    done = typed(triples, "Ontology")
    while waiting := imports(whole) - done:
        for name in waiting:
            whole |= files[name]
        done |= waiting
    return whole


def counts(triples: Set[Triple]) -> dict[str, int]:
    """Return how many things and statements of each kind there are, named as by the check."""
    objects, data = typed(triples, "ObjectProperty"), typed(triples, "DatatypeProperty")
    annotations = typed(triples, "AnnotationProperty") | {p for _, p, _ in triples} & _BUILT_IN
    classes, headers = typed(triples, "Class"), typed(triples, "Ontology")
    assertions = {
        "object_assertions": sum(p in objects for _, p, _ in triples),
        "data_assertions": sum(p in data for _, p, _ in triples),
        "class_assertions": sum(p == RDF_TYPE and o in classes for _, p, o in triples),
    }
    axioms = sum(
        p in _AXIOM_PREDICATES or (p == RDF_TYPE and o in _AXIOM_TYPES)
        for s, p, o in triples
        if s not in annotations
    )
    return {
        "classes": len(classes),
        "object_properties": len(objects),
        "data_properties": len(data),
        "annotation_properties": len(annotations),
        "individuals": len(typed(triples, "NamedIndividual")),
        **assertions,
        "annotation_assertions": sum(p in annotations and s not in headers for s, p, _ in triples),
        "logical_axioms": axioms + sum(assertions.values()),
    }


def _plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)
