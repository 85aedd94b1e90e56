"""The dataset described as a dataset: DCAT, VoID and PROV, and how to cite it.

What the description counts is counted here once more, without SPARQL.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
import yaml
from facts import Facts
from rdflib import DCTERMS, FOAF, PROV, RDF, VOID, Graph, Literal, Namespace, URIRef

import ofmkg
from ofmkg.analyses.cite import bibliography
from ofmkg.cli import app as cli
from ofmkg.cli.files import ExportFormat
from ofmkg.graph import corpus, export, library, parsing
from ofmkg.graph.resources import room
from ofmkg.graph.stores.memory import MemoryStore

ROOT = Path(__file__).resolve().parent.parent
QUERY = "dataset-description"
BASE = Namespace("https://w3id.org/ofmkg/")
DATASET = BASE.dataset
ONTOLOGY = URIRef("https://w3id.org/ofmkg")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
AUTHORS = BASE["agent/authors"]
DERIVED = {BASE["graph/inferences"], BASE["graph/view"], BASE["graph/mappings"]}
LICENSE = URIRef("https://creativecommons.org/licenses/by/4.0/")
TYPE = ox.NamedNode(str(RDF.type))


def as_graph(triples: Iterable[ox.Triple]) -> Graph:
    """Return triples of pyoxigraph as a graph of rdflib."""
    lines = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert lines is not None
    return Graph().parse(data=lines.decode(), format="nt")


def answer(graph: ofmkg.KnowledgeGraph | MemoryStore) -> Graph:
    """Return the description of what a graph or store holds."""
    if isinstance(graph, MemoryStore):
        found = graph.run(library.bind(library.text(QUERY), {}))
    else:
        found = graph.run(QUERY)
    assert isinstance(found, ox.QueryTriples)
    return as_graph(found)


@pytest.fixture(scope="module")
def documents() -> list[parsing.Document]:
    """Return the ontology and all data files."""
    return corpus.load()


@pytest.fixture(scope="module")
def kg() -> ofmkg.KnowledgeGraph:
    """Return the graph of all that comes with ofmkg, which the description is about."""
    return ofmkg.load()


@pytest.fixture(scope="module")
def described(kg: ofmkg.KnowledgeGraph) -> Graph:
    """Return the description of the built-in graph."""
    return answer(kg)


@pytest.fixture(scope="module")
def merge(documents: list[parsing.Document]) -> set[ox.Triple]:
    """Return every statement once."""
    return {quad.triple for document in documents for quad in document.quads}


def number(graph: Graph, thing: URIRef, count: URIRef) -> int:
    """Return the one value of a count."""
    (value,) = graph.objects(thing, count)
    assert isinstance(value, Literal)
    assert value.datatype == rdflib.XSD.integer
    return int(value)


def is_ours(node: object) -> bool:
    """Tell whether a node has a name of ours."""
    return isinstance(node, ox.NamedNode) and node.value.startswith(str(BASE))


def test_the_whole_is_counted(described: Graph, merge: set[ox.Triple]) -> None:
    assert {name: number(described, DATASET, VOID[name]) for name in COUNTS} == {
        "triples": len(merge),
        "distinctSubjects": len({triple.subject for triple in merge}),
        "properties": len({triple.predicate for triple in merge}),
        "distinctObjects": len({triple.object for triple in merge}),
        "classes": len({triple.object for triple in merge if triple.predicate == TYPE}),
        "entities": len({t.subject for t in merge if t.predicate == TYPE and is_ours(t.subject)}),
    }


COUNTS = ("triples", "distinctSubjects", "properties", "distinctObjects", "classes", "entities")


def test_things_are_counted_by_class(described: Graph, merge: set[ox.Triple], facts: Facts) -> None:
    expected = Counter(
        triple.object.value
        for triple in merge
        if triple.predicate == TYPE
        and is_ours(triple.subject)
        and isinstance(triple.object, ox.NamedNode)
    )
    found = list(partitions(described, VOID.classPartition, VOID["class"], VOID.entities))
    assert dict(found) == expected
    assert len(found) == len(expected)
    assert expected[f"{BASE}ns#Study"] == sum(part["?x a ofm:Study"] for part in facts.values())


def test_statements_are_counted_by_property(described: Graph, merge: set[ox.Triple]) -> None:
    expected = Counter(triple.predicate.value for triple in merge)
    found = list(partitions(described, VOID.propertyPartition, VOID.property, VOID.triples))
    assert dict(found) == expected
    assert len(found) == len(expected)


def partitions(
    graph: Graph, partition: URIRef, by: URIRef, count: URIRef
) -> Iterator[tuple[str, int]]:
    """Yield what each partition is about and its count."""
    for part in graph.objects(DATASET, partition):
        assert isinstance(part, URIRef)
        assert (part, RDF.type, VOID.Dataset) in graph
        (what,) = graph.objects(part, by)
        yield str(what), number(graph, part, count)


def test_each_file_is_a_part_with_its_own_count(
    described: Graph, documents: list[parsing.Document]
) -> None:
    parts = set(described.objects(DATASET, VOID.subset))
    assert {
        str(part): number(described, part, VOID.triples)
        for part in parts
        if isinstance(part, URIRef)
    } == {document.graph: len({quad.triple for quad in document.quads}) for document in documents}
    assert len(parts) == 1 + len(list(room("data").rglob("*.ttl")))


def test_each_part_says_what_it_is_and_where_it_comes_from(
    described: Graph, documents: list[parsing.Document]
) -> None:
    coders = {
        "": {"ofmkg"},
        "studies": {"first-coder"},
        "later": {"ofmkg", "text-coder", "third-coder", "fourth-coder"},
        "second-codings": {"second-coder", "third-coder", "fifth-coder", "text-coder"},
    }
    for document in documents:
        part, header = URIRef(document.graph), written(document)
        assert {VOID.Dataset, PROV.Entity} <= set(described.objects(part, RDF.type)), part
        for term in ("title", "license", "creator", "created"):
            assert set(described.objects(part, DCTERMS[term])) == header[term] != set(), part
        assert set(described.objects(part, DCTERMS.provenance)) == header["provenance"]
        assert header["provenance"] or part == ONTOLOGY
        assert set(described.objects(part, PROV.wasDerivedFrom)) == header["source"] != set()
        assert header["license"] == {LICENSE}
        (day,) = header["created"]
        (moment,) = described.objects(part, PROV.generatedAtTime)
        assert moment == Literal(f"{day}T00:00:00", datatype=rdflib.XSD.dateTime)
        folder = part.removeprefix(f"{BASE}graph/").rpartition("/")[0].partition("/")[0]
        (by,) = set(described.objects(part, PROV.wasAttributedTo))
        if part in (BASE["graph/dataset"], ONTOLOGY):
            assert by == AUTHORS
        else:
            assert by in {BASE[f"coder/{name}"] for name in coders[folder]}, part
        assert (by, RDF.type, PROV.Agent) in described
        assert {name.language for name in described.objects(by, FOAF.name)} == {"en", "ko"}
    for source in described.objects(DATASET, PROV.wasDerivedFrom):
        assert (source, RDF.type, PROV.Entity) in described
        assert described.value(source, DCTERMS.title)
    first, ours = BASE["coder/first-coder"], BASE["coder/ofmkg"]
    assert (first, PROV.actedOnBehalfOf, ours) in described


def written(document: parsing.Document) -> dict[str, set[object]]:
    """Return what the header of a file says in Dublin Core terms."""
    found: dict[str, set[object]] = {name: set() for name in ("provenance", "source")}
    header = ox.NamedNode(document.graph)
    graph = as_graph(quad.triple for quad in document.quads if quad.subject == header)
    for term, value in graph.predicate_objects():
        if str(term).startswith(str(DCTERMS)):
            found.setdefault(term.removeprefix(str(DCTERMS)), set()).add(value)
    return found


def test_derived_graphs_are_described_and_are_no_parts(described: Graph) -> None:
    assert set(described.objects(DATASET, DCTERMS.relation)) == DERIVED
    assert not DERIVED & set(described.objects(DATASET, VOID.subset))
    sources = {
        BASE["graph/inferences"]: DATASET,
        BASE["graph/view"]: DATASET,
        BASE["graph/mappings"]: BASE.mappings,
    }
    for graph, source in sources.items():
        assert (graph, RDF.type, PROV.Entity) in described
        assert set(described.objects(graph, PROV.wasDerivedFrom)) == {source}
        assert set(described.objects(graph, PROV.wasAttributedTo)) == {BASE["agent/program"]}
        assert described.value(graph, DCTERMS.provenance)
        assert described.value(graph, DCTERMS.license) == LICENSE
    assert (BASE["agent/program"], PROV.actedOnBehalfOf, AUTHORS) in described
    assert (BASE["agent/program"], RDF.type, PROV.SoftwareAgent) in described


def test_the_catalogue_entry(described: Graph) -> None:
    types = set(described.objects(DATASET, RDF.type))
    assert types == {DCAT.Dataset, VOID.Dataset, PROV.Entity}
    for term in ("title", "description"):
        texts = described.objects(DATASET, DCTERMS[term])
        assert sorted(str(text.language) for text in texts) == ["en", "ko"]
    assert {word.language for word in described.objects(DATASET, DCAT.keyword)} == {"en", "ko"}
    assert described.value(DATASET, DCTERMS.license) == LICENSE
    assert described.value(DATASET, DCTERMS.publisher) == AUTHORS
    assert described.value(DATASET, VOID.uriSpace) == Literal(BASE)
    assert (DATASET, DCTERMS.source, None) not in described


def test_the_description_says_how_far_to_trust_it(described: Graph) -> None:
    texts = {text.language: text for text in described.objects(DATASET, DCTERMS.description)}
    assert "not its authors' scores" in texts["en"]
    assert "the studies themselves were not read" in texts["en"]
    assert "27 February 2024" in texts["en"]
    assert "점수가 아닙니다" in texts["ko"]
    assert "2024년 2월 27일" in texts["ko"]


def test_the_version_is_that_of_package_and_ontology(described: Graph) -> None:
    assert list(described.objects(DATASET, DCAT.version)) == [Literal(ofmkg.__version__)]
    assert set(described.objects(DATASET, DCTERMS.conformsTo)) == {
        BASE[ofmkg.__version__],
        BASE.shapes,
    }
    assert (BASE.shapes, RDF.type, DCTERMS.Standard) in described


def test_it_was_issued_when_the_changelog_says(described: Graph) -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.search(rf"^## \[{re.escape(ofmkg.__version__)}\] - (\S+)$", text, re.MULTILINE)
    assert released
    day = Literal(released[1], datatype=rdflib.XSD.date)
    assert list(described.objects(DATASET, DCTERMS.issued)) == [day]
    (modified,) = described.objects(DATASET, DCTERMS.modified)
    days = {
        quad.object.value
        for document in corpus.built_in()
        for quad in document.quads
        if quad.predicate.value in {str(DCTERMS.created), str(DCTERMS.modified)}
        and isinstance(quad.object, ox.Literal)
    }
    assert str(modified) == max(days)


def test_each_format_of_the_export_is_a_distribution(described: Graph) -> None:
    offered = {
        str(each).removeprefix(f"{BASE}dataset/distribution/"): each
        for each in described.objects(DATASET, DCAT.distribution)
    }
    partly = {ExportFormat.nanopublications.value}  # they hold codings and claims, and no more
    assert set(offered) == {each.value for each in ExportFormat} - partly
    quad = ox.Quad(
        ox.NamedNode("http://x/a"), ox.NamedNode("http://x/b"), ox.NamedNode("http://x/c")
    )
    for name, each in offered.items():
        assert (each, RDF.type, DCAT.Distribution) in described
        assert f"ofmkg export --format {name}" in str(described.value(each, DCTERMS.description))
        (media,) = described.objects(each, DCAT.mediaType)
        kind = media.removeprefix("https://www.iana.org/assignments/media-types/")
        rdf_format = ox.RdfFormat.from_media_type(kind)
        assert rdf_format is not None, kind
        assert list(ox.parse(export.serialize([quad], name), format=rdf_format)) == [quad]
        assert (each, DCTERMS.license, LICENSE) in described
    # no server has it yet, so no address is claimed
    assert not {DCAT.accessURL, DCAT.downloadURL, VOID.dataDump} & set(described.predicates())


def test_examples_and_root_lead_into_the_data(described: Graph, merge: set[ox.Triple]) -> None:
    kinds = {
        triple.subject.value: triple.object.value
        for triple in merge
        if triple.predicate == TYPE
        and isinstance(triple.subject, ox.NamedNode)
        and isinstance(triple.object, ox.NamedNode)
        and triple.object.value.startswith(f"{BASE}ns#")
    }
    examples = described.objects(DATASET, VOID.exampleResource)
    assert sorted(kinds[str(example)].removeprefix(f"{BASE}ns#") for example in examples) == [
        "Claim",
        "Disagreement",
        "ModelRelease",
        "Question",
        "Study",
    ]
    # VoID: from a root resource all others can be reached; here by links in either direction
    things = {thing for thing in kinds if not thing.startswith(f"{BASE}ns#")}
    links: dict[str, set[str]] = {}
    for triple in merge:
        if is_ours(triple.subject) and is_ours(triple.object):
            here, there = triple.subject.value, triple.object.value
            links.setdefault(here, set()).add(there)
            links.setdefault(there, set()).add(here)
    (root,) = described.objects(DATASET, VOID.rootResource)
    reached, new = {str(root)}, [str(root)]
    while new:
        further = (links[new.pop()] & things) - reached
        reached |= further
        new += further
    assert things - reached == set()


def test_vocabularies_are_those_that_declare_the_terms_used(described: Graph) -> None:
    assert {str(each) for each in described.objects(DATASET, VOID.vocabulary)} == {
        "https://w3id.org/ofmkg",
        "http://purl.org/dc/terms/",
        "http://purl.org/ontology/bibo/",
        "http://purl.org/spar/cito",
        "http://purl.org/spar/fabio",
        "http://purl.org/vocab/vann/",
        "http://rdfs.org/ns/void",
        "http://www.w3.org/2004/02/skos/core",
        "http://www.w3.org/ns/dcat",
        "http://www.w3.org/ns/prov-o#",
    }


def test_only_terms_that_exist_are_used(described: Graph) -> None:
    used = set(described.predicates()) | set(described.objects(None, RDF.type))
    for namespace in (rdflib.DCAT, VOID, PROV, DCTERMS, FOAF):
        ours = {term for term in used if str(term).startswith(str(namespace))}
        assert ours
        assert {term for term in ours if term not in namespace} <= {
            DCAT.version
        }  # of DCAT 3, newer


def test_equal_data_give_an_equal_description(documents: list[parsing.Document]) -> None:
    found = answer(MemoryStore(documents))
    assert not [
        term for triple in found for term in triple if not isinstance(term, URIRef | Literal)
    ]
    assert set(found) == set(answer(MemoryStore(reversed(documents))))


def test_the_command_writes_it_as_turtle(
    described: Graph, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["ofmkg", "query", QUERY, "--format", "turtle"])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 0
    text = capsys.readouterr().out
    assert set(Graph().parse(data=text, format="turtle")) == set(described)


PREFIXES = """@base <https://w3id.org/ofmkg/> .
@prefix ofm: <https://w3id.org/ofmkg/ns#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix kind: <https://w3id.org/ofmkg/dataset/class/> .
@prefix use: <https://w3id.org/ofmkg/dataset/property/> .
"""
# 18 statements, two of which (kind and title of a work) the other file repeats among its 7. That
# one has no header, and names a blank node and a thing of elsewhere, which are no entities of ours.
WITH_HEADER = """
<graph/one> a owl:Ontology ; owl:imports <graph/two> ; dcterms:contributor <coder/ann> ;
    dcterms:source <publication/p> , "a talk" ;
    dcterms:created "2020-02-29"^^xsd:date , "last spring" .
<dataset> a owl:NamedIndividual , dcat:Dataset ; void:uriSpace "https://w3id.org/ofmkg/" ;
    dcterms:relation <graph/more> .
<graph/more> prov:wasAttributedTo <agent/x> .
<coder/ann> rdfs:label "Ann"@en ; prov:actedOnBehalfOf <coder/team> .
ofm:Work rdfs:isDefinedBy <https://w3id.org/ofmkg> .
ofm:Event rdfs:isDefinedBy <http://example.org/not-used> .
<publication/p> a ofm:Work ; dcterms:title "P" .
"""
WITHOUT_HEADER = """
<publication/p> a ofm:Work ; dcterms:title "P" ; ofm:note [ a ofm:Work ] .
<http://example.org/q> a ofm:Work .
<assessment/a> a ofm:Assessment ; prov:wasAttributedTo <coder/bob> .
"""
MORE = ox.Quad(
    ox.NamedNode("http://example.org/q"),
    TYPE,
    ox.NamedNode(f"{BASE}ns#Event"),
    ox.NamedNode(f"{BASE}graph/more"),
)
EXPECTED = """
<dataset> a dcat:Dataset , void:Dataset , prov:Entity ;
    void:uriSpace "https://w3id.org/ofmkg/" ; dcterms:relation <graph/more> ;
    dcterms:modified "2020-02-29"^^xsd:date ;
    void:triples 23 ; void:distinctSubjects 10 ; void:properties 13 ; void:distinctObjects 21 ;
    void:classes 5 ; void:entities 4 ;
    void:vocabulary <https://w3id.org/ofmkg> ;
    void:classPartition kind:Work , kind:Assessment ,
        kind:http%3A%2F%2Fwww.w3.org%2F2002%2F07%2Fowl%23Ontology ,
        kind:http%3A%2F%2Fwww.w3.org%2F2002%2F07%2Fowl%23NamedIndividual ,
        kind:http%3A%2F%2Fwww.w3.org%2Fns%2Fdcat%23Dataset ;
    void:propertyPartition use:note ,
        use:http%3A%2F%2Fwww.w3.org%2F1999%2F02%2F22-rdf-syntax-ns%23type ,
        use:http%3A%2F%2Fwww.w3.org%2F2000%2F01%2Frdf-schema%23isDefinedBy ,
        use:http%3A%2F%2Fwww.w3.org%2F2000%2F01%2Frdf-schema%23label ,
        use:http%3A%2F%2Fwww.w3.org%2F2002%2F07%2Fowl%23imports ,
        use:http%3A%2F%2Fpurl.org%2Fdc%2Fterms%2Fcontributor ,
        use:http%3A%2F%2Fpurl.org%2Fdc%2Fterms%2Fcreated ,
        use:http%3A%2F%2Fpurl.org%2Fdc%2Fterms%2Frelation ,
        use:http%3A%2F%2Fpurl.org%2Fdc%2Fterms%2Fsource ,
        use:http%3A%2F%2Fpurl.org%2Fdc%2Fterms%2Ftitle ,
        use:http%3A%2F%2Frdfs.org%2Fns%2Fvoid%23uriSpace ,
        use:http%3A%2F%2Fwww.w3.org%2Fns%2Fprov%23actedOnBehalfOf ,
        use:http%3A%2F%2Fwww.w3.org%2Fns%2Fprov%23wasAttributedTo ;
    void:subset <graph/one> , <graph/own/two> ;
    prov:wasDerivedFrom <publication/p> .

kind:Work a void:Dataset ; void:class ofm:Work ; void:entities 1 .
kind:Assessment a void:Dataset ; void:class ofm:Assessment ; void:entities 1 .
kind:http%3A%2F%2Fwww.w3.org%2F2002%2F07%2Fowl%23Ontology a void:Dataset ;
    void:class owl:Ontology ; void:entities 1 .
kind:http%3A%2F%2Fwww.w3.org%2F2002%2F07%2Fowl%23NamedIndividual a void:Dataset ;
    void:class owl:NamedIndividual ; void:entities 1 .
kind:http%3A%2F%2Fwww.w3.org%2Fns%2Fdcat%23Dataset a void:Dataset ;
    void:class dcat:Dataset ; void:entities 1 .

use:note a void:Dataset ; void:property ofm:note ; void:triples 1 .
use:http%3A%2F%2Fwww.w3.org%2F1999%2F02%2F22-rdf-syntax-ns%23type a void:Dataset ;
    void:property rdf:type ; void:triples 7 .
use:http%3A%2F%2Fwww.w3.org%2F2000%2F01%2Frdf-schema%23isDefinedBy a void:Dataset ;
    void:property rdfs:isDefinedBy ; void:triples 2 .
use:http%3A%2F%2Fwww.w3.org%2F2000%2F01%2Frdf-schema%23label a void:Dataset ;
    void:property rdfs:label ; void:triples 1 .
use:http%3A%2F%2Fwww.w3.org%2F2002%2F07%2Fowl%23imports a void:Dataset ;
    void:property owl:imports ; void:triples 1 .
use:http%3A%2F%2Fpurl.org%2Fdc%2Fterms%2Fcontributor a void:Dataset ;
    void:property dcterms:contributor ; void:triples 1 .
use:http%3A%2F%2Fpurl.org%2Fdc%2Fterms%2Fcreated a void:Dataset ;
    void:property dcterms:created ; void:triples 2 .
use:http%3A%2F%2Fpurl.org%2Fdc%2Fterms%2Frelation a void:Dataset ;
    void:property dcterms:relation ; void:triples 1 .
use:http%3A%2F%2Fpurl.org%2Fdc%2Fterms%2Fsource a void:Dataset ;
    void:property dcterms:source ; void:triples 2 .
use:http%3A%2F%2Fpurl.org%2Fdc%2Fterms%2Ftitle a void:Dataset ;
    void:property dcterms:title ; void:triples 1 .
use:http%3A%2F%2Frdfs.org%2Fns%2Fvoid%23uriSpace a void:Dataset ;
    void:property void:uriSpace ; void:triples 1 .
use:http%3A%2F%2Fwww.w3.org%2Fns%2Fprov%23actedOnBehalfOf a void:Dataset ;
    void:property prov:actedOnBehalfOf ; void:triples 1 .
use:http%3A%2F%2Fwww.w3.org%2Fns%2Fprov%23wasAttributedTo a void:Dataset ;
    void:property prov:wasAttributedTo ; void:triples 2 .

<graph/one> a void:Dataset , prov:Entity ; void:triples 18 ;
    dcterms:contributor <coder/ann> ; dcterms:source <publication/p> , "a talk" ;
    dcterms:created "2020-02-29"^^xsd:date , "last spring" ;
    prov:generatedAtTime "2020-02-29T00:00:00"^^xsd:dateTime ;
    prov:wasDerivedFrom <publication/p> ; prov:wasAttributedTo <coder/ann> .
<graph/own/two> a void:Dataset , prov:Entity ; void:triples 7 ; prov:wasAttributedTo <coder/bob> .
<graph/more> a void:Dataset , prov:Entity ; void:triples 1 ; prov:wasAttributedTo <agent/x> .
<publication/p> a prov:Entity ; dcterms:title "P" .
<coder/ann> a prov:Agent , foaf:Agent ; foaf:name "Ann"@en ; prov:actedOnBehalfOf <coder/team> .
<coder/team> a prov:Agent , foaf:Agent .
<coder/bob> a prov:Agent , foaf:Agent .
<agent/x> a prov:Agent , foaf:Agent .
"""


@pytest.fixture(scope="module")
def two_files(tmp_path_factory: pytest.TempPathFactory) -> list[parsing.Document]:
    """Return two files that share two statements."""
    folder = tmp_path_factory.mktemp("two")
    for name, text in {"one": WITH_HEADER, "two": WITHOUT_HEADER}.items():
        (folder / f"{name}.ttl").write_text(PREFIXES + text, encoding="utf-8")
    return parsing.read_folder(folder)


def test_two_small_files_are_described_exactly(two_files: list[parsing.Document]) -> None:
    found = answer(MemoryStore(two_files, {MORE.graph_name.value: lambda _: [MORE]}))
    expected = Graph().parse(data=PREFIXES + EXPECTED, format="turtle")
    assert set(found) - set(expected) == set()
    assert set(expected) - set(found) == set()


@pytest.mark.parametrize("which", ["two_files", "documents"])
def test_another_engine_gives_the_same_description(
    which: str, request: pytest.FixtureRequest
) -> None:
    files: list[parsing.Document] = request.getfixturevalue(which)
    everything = rdflib.Dataset()
    quads = {quad for document in files for quad in (*document.merged(), *document.named())}
    lines = ox.serialize([*quads, MORE], format=ox.RdfFormat.N_QUADS)
    assert lines is not None
    everything.parse(data=lines.decode(), format="nquads")
    other = everything.query(library.bind(library.text(QUERY), {})).graph
    assert other is not None
    store = MemoryStore(files, {MORE.graph_name.value: lambda _: [MORE]})
    assert set(other) == set(answer(store))


CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


def test_the_citation_is_of_this_version() -> None:
    assert CITATION["version"] == ofmkg.__version__
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{CITATION['version']}] - {CITATION['date-released']}\n" in text


def test_the_citation_agrees_with_the_description(described: Graph) -> None:
    name, title = (
        next(str(text) for text in described.objects(thing, term) if text.language == "en")
        for thing, term in ((AUTHORS, FOAF.name), (DATASET, DCTERMS.title))
    )
    assert (CITATION["authors"], CITATION["title"]) == ([{"name": name}], title)
    words = {
        str(each) for each in described.objects(DATASET, DCAT.keyword) if each.language == "en"
    }
    assert set(CITATION["keywords"]) == words
    assert len(CITATION["keywords"]) == len(words)


def test_the_citation_names_both_licences() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert CITATION["license"] == config["project"]["license"].split(" AND ")


def test_the_citation_keeps_to_its_format() -> None:
    assert (CITATION["cff-version"], CITATION["type"]) == ("1.2.0", "dataset")
    assert set(CITATION) == {
        "cff-version",
        "message",
        "type",
        "title",
        "abstract",
        "authors",
        "version",
        "date-released",
        "license",
        "keywords",
        "references",
    }
    # YAML reads a bare date as a date and 0.10 as a number, where the format wants text
    texts = ("cff-version", "message", "title", "abstract", "version", "date-released")
    assert [name for name in texts if not isinstance(CITATION[name], str)] == []


def test_the_citation_refers_to_the_paper_as_it_is_recorded(merge: set[ox.Triple]) -> None:
    (reference,) = CITATION["references"]
    recorded = {
        triple.predicate.value.replace("#", "/").rpartition("/")[2]: triple.object.value
        for triple in merge
        if triple.subject == ox.NamedNode(f"{BASE}publication/kapoor-2024")
        and isinstance(triple.object, ox.Literal)
    }
    names = [(each["family-names"], each["given-names"]) for each in reference["authors"]]
    work, _ = bibliography(ofmkg.load(), "kapoor-2024").references
    assert names == [(name.family, name.given) for name in work.authors]
    assert reference["title"] == recorded["title"]
    assert str(reference["year"]) == recorded["issued"][:4]
    assert reference["url"] == recorded["hasURL"]
    (identifier,) = reference["identifiers"]
    assert identifier["value"] == f"arXiv:{recorded['hasArXivId']}"
    assert reference["date-published"] == recorded["issued"]
