"""Every term that ofmkg takes from another vocabulary exists there.

Vocabularies that rdflib knows term by term are looked up in rdflib. The terms of all others stand
in borrowed-terms.tsv; README.md says which versions they were read from.
"""

import csv
import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from rdflib import Graph, Literal, URIRef
from rdflib import namespace as of_rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH
from rdflib.paths import Path as PropertyPath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.term import Node

from ofmkg.graph.resources import room
from ofmkg.graph.terms import BASE, ONTOLOGY, PREFIXES

CLOSED = "DCAT DCTERMS FOAF OWL PROV QB RDF RDFS SDO SH SKOS VANN VOID XSD"
KNOWN_TO_RDFLIB = [getattr(of_rdflib, name) for name in CLOSED.split()]
with (Path(__file__).resolve().parent / "borrowed-terms.tsv").open(encoding="utf-8") as file:
    LISTED = {URIRef(row["iri"]): row["type"] for row in csv.DictReader(file, delimiter="\t")}

# What terms of these lead to are terms, but for those that lead to documents and things.
SCHEMA = (str(OWL), str(RDF), str(RDFS), str(SH))
TO_DOCUMENTS = {DCTERMS.source, OWL.imports, OWL.sameAs, RDFS.isDefinedBy, RDFS.seeAlso}
DECLARES = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
# The columns of a table of mappings that name terms; in the others stand texts and documents.
OF_TERMS = ("subject_id", "predicate_id", "object_id", "mapping_justification")


def test_every_borrowed_term_exists() -> None:
    """No file uses a term that its vocabulary does not have."""
    assert {iri: where for iri, where in used().items() if not exists(iri)} == {}


def test_the_list_has_no_term_that_is_not_used() -> None:
    """The list holds what is used and rdflib does not know, each once and in order."""
    assert set(LISTED) == {iri for iri in used() if not known_to_rdflib(iri)}
    assert list(LISTED) == sorted(LISTED)


def test_classes_are_used_as_classes(ontology: Graph) -> None:
    """What the ontology declares as a class is one in its vocabulary, and properties likewise."""
    for term, kind in LISTED.items():
        if (term, RDF.type, None) in ontology:
            assert ((term, RDF.type, OWL.Class) in ontology) == ("Class" in kind), term


def test_the_prefixes_of_python_are_those_of_known_vocabularies() -> None:
    """A misspelt namespace in Python would match nothing, in silence."""
    for prefix, name in PREFIXES.items():
        assert name.startswith(ONTOLOGY) or name in namespaces(), prefix


@pytest.mark.parametrize(
    "wrong",
    [
        "http://purl.org/spar/cito/citeAsEvidence",
        "https://w3id.org/airo#NoSuchTerm",
        "http://purl.org/dc/terms/licence",
        "http://purl.org/dc/elements/1.1/source",
        "https://www.w3.org/2002/07/owl#Class",
        "http://www.w3.org/2004/02/skos/core/definition",
    ],
)
def test_a_term_that_does_not_exist_is_found_wherever_it_stands(wrong: str, tmp_path: Path) -> None:
    """Wherever a misspelt term stands, it is read, and it is known to be none."""
    assert not exists(URIRef(wrong))
    owl = f"@prefix owl: <{OWL}> . "
    for turtle in (
        f"<#a> <{wrong}> 1 .",
        f"<#a> a <{wrong}> .",
        f"<#a> owl:inverseOf <{wrong}> .",
        f"<#a> owl:members ( <{wrong}> ) .",
        f'<#a> owl:versionInfo "1"^^<{wrong}> .',
        f"<{wrong}> a owl:Class .",
    ):
        assert URIRef(wrong) in in_graph(Graph().parse(data=owl + turtle, format="turtle")), turtle
    head, tail = namespace(wrong), wrong.removeprefix(namespace(wrong))
    for pattern in (
        f"?s w:{tail} ?o",
        f"?s a w:{tail}",
        f"?s ^<{wrong}>/a* ?o",
        f"?s !(a|w:{tail}) ?o",
        f"OPTIONAL {{ ?s ?p ?o FILTER(?p NOT IN (w:{tail})) }}",
        f"{{ SELECT ?s {{ ?s ?p '1'^^w:{tail} }} }} UNION {{ VALUES ?s {{ 1 }} }}",
        f"BIND(w:{tail}('1') AS ?s) FILTER NOT EXISTS {{ ?s ?p 1 }}",
        f"FILTER NOT EXISTS {{ GRAPH ?g {{ ?s ?p w:{tail} }} }}",
    ):
        query = f"PREFIX w: <{head}> SELECT * WHERE {{ {pattern} }} ORDER BY ?s"
        assert URIRef(wrong) in in_query(query), pattern
    shape = f"@prefix sh: <{SH}> . <#a> sh:select 'SELECT ?s {{ ?s a <{wrong}> }}' ."
    assert URIRef(wrong) in in_queries_of(Graph().parse(data=shape, format="turtle"))
    table = tmp_path / "a.sssom.tsv"
    for column in OF_TERMS:
        table.write_text(f"#curie_map:\n#  w: {head}\n{column}\tcomment\nw:{tail}\tx:y\n")
        assert URIRef(wrong) in in_mappings(table), column


def test_a_misspelt_term_of_a_known_vocabulary_is_found_as_a_value() -> None:
    """A value of any property is a term if it lies in the namespace of a vocabulary in use."""
    graph = Graph().parse(data="<#a> <#b> <http://purl.org/spar/fabio/Raport> .", format="turtle")
    assert URIRef("http://purl.org/spar/fabio/Raport") in in_graph(graph)


def test_documents_and_things_are_no_terms() -> None:
    """A source, a licence, a language or a vocabulary as a whole need not be a term."""
    turtle = f"""<https://example.org/a>
        <{DCTERMS.source}> <http://purl.org/spar/fabio> ;
        <{DCTERMS.source}> <http://purl.obolibrary.org/obo/sepio.owl> , <{DCTERMS}> ;
        <{DCTERMS.language}> <https://example.org/language/ko> ;
        <{RDFS.isDefinedBy}> <http://www.w3.org/ns/prov-o#> ;
        <{OWL.sameAs}> <https://example.org/b> ."""
    found = in_graph(Graph().parse(data=turtle, format="turtle"))
    assert found == {DCTERMS.source, DCTERMS.language, RDFS.isDefinedBy, OWL.sameAs}


def exists(iri: URIRef) -> bool:
    """Say whether a term is known to exist."""
    return iri in LISTED or known_to_rdflib(iri)


def known_to_rdflib(iri: URIRef) -> bool:
    """Say whether a term is in a vocabulary that rdflib knows term by term."""
    return any(iri in vocabulary for vocabulary in KNOWN_TO_RDFLIB)


def namespace(iri: str) -> str:
    """Return what comes before the name of a term."""
    return re.sub(r"[^/#]+$", "", iri)


def namespaces() -> set[str]:
    """Return the namespaces of the vocabularies in use."""
    return {str(each) for each in KNOWN_TO_RDFLIB} | {namespace(iri) for iri in LISTED}


def within(names: Collection[str], iri: object) -> bool:
    """Say whether an IRI is a name in one of some namespaces."""
    return namespace(str(iri)) in names and str(iri) not in names


@cache
def used() -> dict[URIRef, str]:
    """Return every term of another vocabulary that a file uses, with one of these files."""
    found: dict[URIRef, str] = {}
    shared = Graph().parse(room("ontology") / "shapes" / "shapes.ttl")
    for path in files(".ttl"):
        graph = Graph().parse(path, publicID=BASE)
        for iri in [*in_graph(graph), *in_queries_of(graph, shared)]:
            found.setdefault(iri, path.name)
    for path in files(".rq"):
        for iri in in_query(path.read_text(encoding="utf-8")):
            found.setdefault(iri, path.name)
    for path in files(".sssom.tsv"):
        for iri in in_mappings(path):
            found.setdefault(iri, path.name)
    return {iri: where for iri, where in found.items() if not iri.startswith(ONTOLOGY)}


def files(suffix: str) -> list[Path]:
    """Return the files of ours that end in a suffix."""
    rooms = [room(name) for name in ("ontology", "data", "queries")]
    return sorted(path for folder in rooms for path in folder.rglob(f"*{suffix}"))


def in_graph(graph: Graph) -> set[URIRef]:
    """Return the terms of a graph.

    These are its properties, classes and datatypes, what the terms of OWL and SHACL speak of, and
    whatever else lies in the namespace of a vocabulary in use.
    """
    known = namespaces()
    found: set[Node | None] = set()
    for subject, predicate, value in graph:
        found.add(predicate)
        if isinstance(value, Literal):
            found.add(value.datatype)
        elif predicate not in TO_DOCUMENTS and (within(known, value) or within(SCHEMA, predicate)):
            found.add(value)
        if value in DECLARES or within(known, subject):
            found.add(subject)
    return {term for term in found if isinstance(term, URIRef)}


def in_queries_of(graph: Graph, *shared: Graph) -> set[URIRef]:
    """Return the terms of the queries in shapes, whose prefixes are declared beside them."""
    prefixes = "".join(
        f"PREFIX {each.value(prefix, SH.prefix)}: <{each.value(prefix, SH.namespace)}>\n"
        for each in shared
        for prefix in each.objects(None, SH.declare)
    )
    return {iri for text in graph.objects(None, SH.select) for iri in in_query(f"{prefixes}{text}")}


def in_query(text: str) -> set[URIRef]:
    """Return all IRIs of a query."""
    return set(iris(translateQuery(parseQuery(text)).algebra))


def iris(part: object) -> Iterator[URIRef]:
    """Yield the IRIs in a part of a parsed query, however deep."""
    if isinstance(part, URIRef):
        yield part
    elif isinstance(part, Literal):
        yield from iris(part.datatype)
    elif isinstance(part, PropertyPath):
        yield from iris(vars(part))
    elif isinstance(part, dict):
        yield from iris(part.values())
    elif isinstance(part, Iterable) and not isinstance(part, str):
        for each in part:
            yield from iris(each)


def in_mappings(path: Path) -> set[URIRef]:
    """Return the terms of a table of mappings, whose head says what its prefixes stand for."""
    lines = path.read_text(encoding="utf-8").splitlines()
    head = "\n".join(line.removeprefix("#") for line in lines if line.startswith("#"))
    prefixes = yaml.safe_load(head)["curie_map"]
    found = set()
    for row in csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t"):
        for short in (row[column] for column in OF_TERMS if row.get(column)):
            prefix, _, name = short.partition(":")
            found.add(URIRef(prefixes[prefix] + name))
    return found
