"""What tools read of the service before they ask it: what there is, where, and how to ask.

Editors complete names from it and offer its examples, catalogues register the dataset by it. What
is counted and stated comes from queries (`queries/tools/`), what is added here are the addresses
of the service that is asked, the prefixes, and the questions of the library as examples in the
terms of SHACL (https://github.com/sib-swiss/sparql-examples).
"""

from collections.abc import Iterator
from functools import cache

import pyoxigraph as ox

from ofmkg.graph import library
from ofmkg.graph.stores.base import Result
from ofmkg.graph.terms import BASE, PREFIXES, RDF_TYPE
from ofmkg.knowledge import KnowledgeGraph

SCHEMA = "https://schema.org/"
_SH = "http://www.w3.org/ns/shacl#"
_XSD_URI = ox.NamedNode(PREFIXES["xsd"] + "anyURI")
_DATASET = ox.NamedNode(f"{BASE}dataset")
_FORMS = {"construct": "Construct", "select": "Select", "ask": "Ask", "describe": "Describe"}


def of_dataset(graph: KnowledgeGraph, root: str, sparql: str | None) -> Iterator[ox.Quad]:
    """Yield what the dataset is and holds, with the addresses of the service.

    `sparql` is that of the endpoint, None if SPARQL is not answered.
    """
    yield from _made(graph.run("dataset-description"))
    if graph.has(_DATASET.value):  # one's own studies instead of ours say nothing of it
        yield from _made(graph.run("description", thing=_DATASET.value))
    yield from addresses(graph, root, sparql)


def _made(result: Result) -> Iterator[ox.Quad]:
    assert isinstance(result, ox.QueryTriples)
    return (ox.Quad(each.subject, each.predicate, each.object) for each in result)


def of_endpoint(graph: KnowledgeGraph, root: str, sparql: str) -> Iterator[ox.Quad]:
    """Yield what editors ask an endpoint for before anything else, which is quickly found out."""
    yield from addresses(graph, root, sparql)
    yield from schema(graph)
    yield from asking(root, sparql)


def addresses(graph: KnowledgeGraph, root: str, sparql: str | None) -> Iterator[ox.Quad]:
    """Yield where the dataset is to be had: at `root`, and at `sparql` unless there is none."""
    terms = {"root": [ox.NamedNode(root)]}
    if sparql:
        terms["sparql"] = [ox.NamedNode(sparql)]
    yield from graph.told("addresses", terms)


def schema(graph: KnowledgeGraph) -> Iterator[ox.Quad]:
    """Yield which properties things of each class have, with how many statements."""
    yield from graph.told("partitions", {})


def elsewhere(graph: KnowledgeGraph, iri: str) -> Iterator[ox.Quad]:
    """Yield by which addresses others know a work, made from the numbers that are on record.

    schema:sameAs, because such an address tells which work is meant, but what is there may be a
    page, or another version: owl:sameAs would say of it all that is said of the work here.
    """
    work = ox.NamedNode(iri)
    for row in graph.ask("identifiers", {"work": (work,)}):
        yield ox.Quad(work, ox.NamedNode(f"{SCHEMA}sameAs"), ox.NamedNode(row["address"]))


def asking(root: str, sparql: str) -> Iterator[ox.Quad]:
    """Yield prefixes, and the questions of the library as queries that `sparql` answers."""
    for name, namespace in PREFIXES.items():
        declared = ox.NamedNode(f"{BASE}dataset/prefix/{name}")
        yield ox.Quad(_DATASET, _sh("declare"), declared)
        yield ox.Quad(declared, ox.NamedNode(RDF_TYPE), _sh("PrefixDeclaration"))
        yield ox.Quad(declared, _sh("prefix"), ox.Literal(name))
        yield ox.Quad(declared, _sh("namespace"), ox.Literal(namespace, datatype=_XSD_URI))
    for question, form in _questions():
        node = ox.NamedNode(f"{root}queries/{question.name}")
        text = ox.Literal(library.bare(library.bind(question.sparql, {})))
        yield ox.Quad(node, ox.NamedNode(RDF_TYPE), _sh("SPARQLExecutable"))
        yield ox.Quad(node, ox.NamedNode(RDF_TYPE), _sh(f"SPARQL{_FORMS[form]}Executable"))
        yield ox.Quad(node, _sh(form), text)
        yield ox.Quad(node, _rdfs("label"), ox.Literal(question.name))
        yield ox.Quad(node, _rdfs("comment"), ox.Literal(question.summary, language="en"))
        yield ox.Quad(
            node, _dcterms("description"), ox.Literal(question.description, language="en")
        )
        yield ox.Quad(node, ox.NamedNode(f"{SCHEMA}target"), ox.NamedNode(sparql))
        for tag in question.tags:
            yield ox.Quad(node, ox.NamedNode(f"{SCHEMA}keywords"), ox.Literal(tag))


@cache
def _questions() -> tuple[tuple[library.Question, str], ...]:
    from ofmkg.graph.stores import looks

    every = [library.load(name) for name in library.names()]
    return tuple((question, looks.form(question.sparql)) for question in every)


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SH + name)


def _rdfs(name: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES["rdfs"] + name)


def _dcterms(name: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES["dcterms"] + name)
