"""The mappings to other vocabularies: they hold up, are read exactly; bad tables are refused."""

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import ofmkg
from ofmkg.errors import UnreadableError
from ofmkg.graph import corpus, library, mappings, parsing
from ofmkg.graph.resources import room
from ofmkg.graph.terms import BASE, NS, PREFIXES, RDF_TYPE

TABLE = room("ontology") / "mappings" / "ofmkg.sssom.tsv"
OWL, RDFS = PREFIXES["owl"], PREFIXES["rdfs"]
RELATIONS = {f"skos:{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")}
CURATED = "semapv:ManualMappingCuration"
# The type in our files of what the standard calls a subject of this kind.
KINDS = {
    "owl class": OWL + "Class",
    "owl object property": OWL + "ObjectProperty",
    "owl annotation property": OWL + "AnnotationProperty",
    "owl data property": OWL + "DatatypeProperty",
}
QUESTIONS = ("mappings", "vectors-in-other-terms")

HEADER = """\
#curie_map:
#  ex: "https://example.org/"
#  semapv: "https://w3id.org/semapv/vocab/"
#  skos: "http://www.w3.org/2004/02/skos/core#"
#sssom_version: "1.1"
#mapping_set_id: https://example.org/set
#mapping_set_version: "7"
#mapping_set_title: A set
#mapping_set_description: "One mapping: no more."
#creator_label:
#  - Ann
#  - Bob
#license: https://example.org/license
#subject_source: ex:ours
#subject_source_version: "1.10"
"""
CELLS = {
    "record_id": "ex:first",
    "subject_id": "ex:cat",
    "subject_label": "cat",
    "subject_type": "owl class",
    "predicate_id": "skos:broadMatch",
    "object_id": "ex:theirs/Animal",
    "object_label": "Animal",
    "object_type": "rdfs class",
    "object_source": "ex:theirs",
    "object_source_version": "2.0",
    "mapping_justification": CURATED,
    "confidence": "0.75",
    "author_label": "Ann|Bob",
    "mapping_date": "2026-01-31",
    "comment": "Not every animal is one.",
}
QUADS = """
<https://example.org/set> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/sssom/MappingSet> .
<https://example.org/set> <https://w3id.org/sssom/sssom_version> <https://w3id.org/sssom/version1.1> .
<https://example.org/set> <http://www.w3.org/2002/07/owl#versionInfo> "7" .
<https://example.org/set> <http://purl.org/dc/terms/title> "A set" .
<https://example.org/set> <http://purl.org/dc/terms/description> "One mapping: no more." .
<https://example.org/set> <https://w3id.org/sssom/creator_label> "Ann" .
<https://example.org/set> <https://w3id.org/sssom/creator_label> "Bob" .
<https://example.org/set> <http://purl.org/dc/terms/license> <https://example.org/license> .
<https://example.org/set> <https://w3id.org/sssom/mappings> <https://example.org/first> .
<https://example.org/first> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2002/07/owl#Axiom> .
<https://example.org/first> <https://w3id.org/sssom/subject_source> <https://example.org/ours> .
<https://example.org/first> <https://w3id.org/sssom/subject_source_version> "1.10" .
<https://example.org/first> <http://www.w3.org/2002/07/owl#annotatedSource> <https://example.org/cat> .
<https://example.org/first> <https://w3id.org/sssom/subject_label> "cat" .
<https://example.org/first> <https://w3id.org/sssom/subject_type> <http://www.w3.org/2002/07/owl#Class> .
<https://example.org/first> <http://www.w3.org/2002/07/owl#annotatedProperty> <http://www.w3.org/2004/02/skos/core#broadMatch> .
<https://example.org/first> <http://www.w3.org/2002/07/owl#annotatedTarget> <https://example.org/theirs/Animal> .
<https://example.org/first> <https://w3id.org/sssom/object_label> "Animal" .
<https://example.org/first> <https://w3id.org/sssom/object_type> <http://www.w3.org/2000/01/rdf-schema#Class> .
<https://example.org/first> <https://w3id.org/sssom/object_source> <https://example.org/theirs> .
<https://example.org/first> <https://w3id.org/sssom/object_source_version> "2.0" .
<https://example.org/first> <https://w3id.org/sssom/mapping_justification> <https://w3id.org/semapv/vocab/ManualMappingCuration> .
<https://example.org/first> <https://w3id.org/sssom/confidence> "0.75"^^<http://www.w3.org/2001/XMLSchema#double> .
<https://example.org/first> <https://w3id.org/sssom/author_label> "Ann" .
<https://example.org/first> <https://w3id.org/sssom/author_label> "Bob" .
<https://example.org/first> <http://purl.org/dc/terms/created> "2026-01-31"^^<http://www.w3.org/2001/XMLSchema#date> .
<https://example.org/first> <http://www.w3.org/2000/01/rdf-schema#comment> "Not every animal is one." .
<https://example.org/cat> <http://www.w3.org/2004/02/skos/core#broadMatch> <https://example.org/theirs/Animal> .
"""  # noqa: E501


def table(*rows: dict[str, str], header: str = HEADER) -> str:
    """Return a table with the columns of the first row."""
    lines = ["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)]
    return header + "".join(line + "\n" for line in lines)


def cells(**changed: str) -> dict[str, str]:
    """Return the good row with some cells changed."""
    return {**CELLS, **changed}


def without(column: str) -> dict[str, str]:
    """Return the good row without a column."""
    return {name: cell for name, cell in CELLS.items() if name != column}


def read(folder: Path, text: str) -> parsing.Document:
    """Read a text as a table."""
    path = folder / "my.sssom.tsv"
    path.write_bytes(text.encode())
    return mappings.read(path)


@cache
def rows() -> list[dict[str, str]]:
    """Return the rows of our table, read apart from the code under test."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line[:1] != "#"]
    return list(csv.DictReader(lines, delimiter="\t"))


@cache
def prefixes() -> dict[str, str]:
    """Return the prefixes of our table."""
    return dict(re.findall(r'^#  ([\w-]+): "(.*)"$', TABLE.read_text("utf-8"), re.MULTILINE))


def iri(name: str) -> str:
    """Return what a short name in our table stands for."""
    prefix, _, rest = name.partition(":")
    return prefixes()[prefix] + rest


@cache
def ours() -> tuple[ox.Quad, ...]:
    """Return what our ontology and data say."""
    return tuple(quad for document in corpus.built_in() for quad in document.merged())


def objects(subject: str, predicate: str) -> set[str]:
    """Return the IRIs and English texts that our files give for a property."""
    return {
        quad.object.value
        for quad in _about().get(subject, ())
        if quad.predicate.value == predicate
        and not isinstance(quad.object, ox.Triple)
        and (not isinstance(quad.object, ox.Literal) or quad.object.language in (None, "en"))
    }


@cache
def _about() -> dict[str, list[ox.Quad]]:
    found: dict[str, list[ox.Quad]] = {}
    for quad in ours():
        if isinstance(quad.subject, ox.NamedNode):
            found.setdefault(quad.subject.value, []).append(quad)
    return found


def vectors() -> set[str]:
    """Return the IRIs of all misuse vectors."""
    return {thing for thing in _about() if NS + "MisuseVector" in objects(thing, RDF_TYPE)}


# What our table holds


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["record_id"])
def test_a_mapping_is_about_something_of_ours_and_says_why(row: dict[str, str]) -> None:
    subject = iri(row["subject_id"])
    assert subject.startswith(BASE)
    assert row["subject_label"] in objects(subject, RDFS + "label")
    types = objects(subject, RDF_TYPE)
    if row["subject_type"] == "owl named individual":
        assert any(each.startswith(NS) for each in types)
        assert not types & set(KINDS.values())
    else:
        assert KINDS[row["subject_type"]] in types
    assert row["predicate_id"] in RELATIONS
    assert not iri(row["object_id"]).startswith(BASE)
    assert 0 < float(row["confidence"]) < 1, "nobody is that sure"
    assert row["mapping_justification"] == CURATED
    assert row["comment"].endswith(".")
    assert row["author_label"] and row["object_label"] and row["object_type"]


def test_two_terms_are_related_once() -> None:
    pairs = Counter((row["subject_id"], row["object_id"]) for row in rows())
    assert [pair for pair, count in pairs.items() if count > 1] == []


def test_the_name_of_a_mapping_tells_what_it_relates() -> None:
    for row in rows():
        _, _, subject = row["subject_id"].rpartition(":")
        vocabulary, _, target = row["object_id"].rpartition(":")
        assert row["record_id"] == f"mapping:{subject}/{vocabulary.lower()}/{target}"


def test_a_term_has_one_exact_match_in_a_vocabulary_and_the_other_way_round() -> None:
    exact = [row for row in rows() if row["predicate_id"] == "skos:exactMatch"]
    assert exact
    for columns in (("subject_id", "object_source"), ("object_id",)):
        found = Counter(tuple(row[column] for column in columns) for row in exact)
        assert set(found.values()) == {1}


def test_a_vocabulary_is_named_alike_everywhere() -> None:
    named: dict[str, set[tuple[str, str]]] = {}
    for row in rows():
        vocabulary = row["object_id"].partition(":")[0]
        named.setdefault(vocabulary, set()).add(
            (row["object_source"], row["object_source_version"])
        )
    assert {"airo", "dpv-risk", "SEPIO", "ibis"} <= set(named)
    assert {name: len(found) for name, found in named.items()} == dict.fromkeys(named, 1)


def test_a_term_of_another_vocabulary_is_labelled_alike_everywhere() -> None:
    labels: dict[str, set[tuple[str, str]]] = {}
    for row in rows():
        labels.setdefault(row["object_id"], set()).add((row["object_label"], row["object_type"]))
    assert {name: found for name, found in labels.items() if len(found) > 1} == {}


def test_every_vector_can_be_said_in_terms_of_airo_and_those_of_no_other_in_those_of_dpv() -> None:
    mapped = {(iri(row["subject_id"]), row["object_id"].partition(":")[0]) for row in rows()}
    every = vectors()
    top = {vector for vector in every if not objects(vector, NS + "broaderThreat")}
    assert {vector for vector in every if (vector, "airo") not in mapped} == set()
    assert {vector for vector in top if (vector, "dpv-risk") not in mapped} == set()


def test_every_prefix_is_used() -> None:
    used = {cell.partition(":")[0] for row in rows() for cell in row.values() if ":" in cell}
    assert set(prefixes()) == used & set(prefixes())


def test_the_table_has_the_version_of_the_package() -> None:
    text = TABLE.read_text("utf-8")
    versions = dict(re.findall(r'^#(\w+_version): "(.*)"$', text, re.MULTILINE))
    assert versions.pop("sssom_version") == "1.1"
    assert versions == {
        "mapping_set_version": ofmkg.__version__,
        "subject_source_version": ofmkg.__version__,
    }


def test_ontology_and_data_take_over_no_mapping() -> None:
    """A mapping is somebody's estimate; said in the ontology it would change what follows."""
    equal = {OWL + name for name in ("sameAs", "equivalentClass", "equivalentProperty")}
    equal |= {iri(relation) for relation in RELATIONS}
    assert [
        quad
        for quad in ours()
        if quad.predicate.value in equal and isinstance(quad.object, ox.NamedNode)
    ] == []


# How a table is read


def test_ours_is_read_row_by_row() -> None:
    document = mappings.built_in()
    assert document.graph == mappings.GRAPH == BASE + "graph/mappings"
    said = {
        (str(quad.subject)[1:-1], quad.predicate.value, str(quad.object)[1:-1])
        for quad in document.quads
        if quad.predicate.value in {iri(relation) for relation in RELATIONS}
    }
    assert said == {
        tuple(iri(row[column]) for column in ("subject_id", "predicate_id", "object_id"))
        for row in rows()
    }
    assert {quad.graph_name for quad in document.named()} == {ox.NamedNode(mappings.GRAPH)}


def test_two_readings_are_equal_and_name_everything() -> None:
    first, second = mappings.built_in(), mappings.built_in()
    assert first == second
    assert len(set(first.quads)) == len(first.quads)
    terms = {term for quad in first.quads for term in (quad.subject, quad.object)}
    assert not any(isinstance(term, ox.BlankNode) for term in terms)


def test_a_table_of_one_row_is_exactly_this(tmp_path: Path) -> None:
    expected = [ox.Quad(*found.triple) for found in ox.parse(QUADS, format=ox.RdfFormat.N_TRIPLES)]
    assert list(read(tmp_path, table(CELLS)).quads) == expected


def test_what_may_be_left_out_can_be_left_out(tmp_path: Path) -> None:
    optional = {
        "subject_type",
        "object_type",
        "object_source",
        "object_source_version",
        "author_label",
        "mapping_date",
        "comment",
    }
    short = {name: cell for name, cell in CELLS.items() if name not in optional}
    header = "".join(
        line
        for line in HEADER.splitlines(keepends=True)
        if line.startswith(("#curie_map", "#  ", "#mapping_set_id", "#license"))
        and not line.startswith("#  -")
    )
    empty = {name: "" if name in optional else cell for name, cell in CELLS.items()}
    found = read(tmp_path, table(short, header=header)).quads
    assert read(tmp_path, table(empty, header=header)).quads == found
    assert len(found) == 12


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    plain = read(tmp_path, table(CELLS)).quads
    assert read(tmp_path, "\ufeff" + table(CELLS).replace("\n", "\r\n")).quads == plain


def test_a_cell_in_quotes_may_hold_tab_and_quote(tmp_path: Path) -> None:
    found = read(tmp_path, table(cells(comment='"a ""b""\tc"'))).quads
    assert [q.object for q in found if q.predicate.value == RDFS + "comment"] == [
        ox.Literal('a "b"\tc')
    ]


BAD = [
    # In the header
    ("subject_id\n", ", line 1: has no curie_map; begin with #curie_map: and a line per prefix."),
    ("", ", line 1: has no curie_map; begin with #curie_map: and a line per prefix."),
    ("#- 1\n", ", line 1: has no curie_map; begin with #curie_map: and a line per prefix."),
    ("#curie_map:\n#  a: 'b\n", ", line 3: the header is not YAML; mend this line."),
    (
        table(CELLS, header=HEADER.replace("#license: https://example.org/license\n", "")),
        ": the header has no license; add it.",
    ),
    (
        table(CELLS, header=HEADER + "#other: 1\n"),
        ": the header has 'other', which is not read; take it out or rename it to one of: "
        "creator_label, license, mapping_date, mapping_set_description, mapping_set_id, "
        "mapping_set_title, mapping_set_version, object_source, object_source_version, "
        "object_type, sssom_version, subject_source, subject_source_version, subject_type.",
    ),
    (
        table(CELLS, header=HEADER.replace("https://example.org/set", "a set")),
        ": in the header, mapping_set_id a set is no IRI; mend it.",
    ),
    (
        table(CELLS, header=HEADER.replace("A set", "")),
        ": in the header, mapping_set_title is empty; fill it in.",
    ),
    # In the columns
    (table(without("confidence")), ", line 16: the table has no confidence; add it."),
    (
        table({**CELLS, "license": ""}),
        ", line 16: the table has 'license', which is not read; take it out or rename it to one "
        f"of: {', '.join(sorted([*CELLS, 'subject_source', 'subject_source_version']))}.",
    ),
    (
        table(CELLS).replace("object_type", "object_label"),
        ", line 16: the table has object_label twice; take one out.",
    ),
    (
        table({**CELLS, "subject_source": "ex:ours"}),
        ", line 16: the table has subject_source like the header; keep it in one of them.",
    ),
    (HEADER, ", line 16: the table has no record_id; add it."),
    (table(CELLS).rpartition("ex:first")[0], ": holds no mapping; fill the table."),
    # In a row
    (
        table(CELLS, {"record_id": "ex:second"}),
        ", line 18: has 1 cells for 15 columns; separate the cells by one tab each.",
    ),
    (table(CELLS, CELLS), ", line 18: record_id ex:first is taken; give it another."),
    (table(cells(subject_label="")), ", line 17: subject_label is empty; fill it in."),
    (table(cells(record_id="")), ", line 17: record_id is empty; fill it in."),
    (
        table(cells(object_id="dog:Animal")),
        ", line 17: object_id dog:Animal has no prefix that the curie_map knows; add it there.",
    ),
    (
        table(cells(object_source="theirs")),
        ", line 17: object_source theirs has no prefix that the curie_map knows; add it there.",
    ),
    (
        table(cells(subject_id="ex:a cat")),
        ", line 17: subject_id https://example.org/a cat is no IRI; mend it.",
    ),
    (
        table(cells(predicate_id="skos:broader")),
        ", line 17: predicate_id skos:broader is no relation of mappings; use one of: "
        "skos:broadMatch, skos:closeMatch, skos:exactMatch, skos:narrowMatch, skos:relatedMatch.",
    ),
    (
        table(cells(subject_type="class")),
        ", line 17: subject_type 'class' is no type; use one of: owl class, owl object property, "
        "owl annotation property, owl data property, owl named individual, rdfs class, "
        "skos concept.",
    ),
    *(
        (
            table(cells(confidence=score)),
            f", line 17: confidence {score} is out of range; give a number from 0 to 1.",
        )
        for score in ("1.01", "-0.1", "nan", "inf", "high")
    ),
    *(
        (
            table(cells(mapping_date=day)),
            f", line 17: mapping_date {day} is no date; write it as 2026-11-22.",
        )
        for day in ("2026-02-30", "31 January 2026")
    ),
    (
        table(cells(comment='"a" b')),
        ", line 17: '\t' expected after '\"'; mend the quotes.",
    ),
]


@pytest.mark.parametrize(("text", "message"), BAD, ids=[message for _, message in BAD])
def test_a_bad_table_is_refused_in_one_clear_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(tmp_path, text)
    assert str(caught.value) == f"{tmp_path / 'my.sssom.tsv'}{message}"


def test_a_table_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"none\.tsv: cannot be read \(No such file"):
        mappings.read(tmp_path / "none.tsv")
    (tmp_path / "latin.tsv").write_bytes("#é".encode("latin-1"))
    with pytest.raises(UnreadableError, match=r"latin\.tsv: is not in UTF-8; save the file as"):
        mappings.read(tmp_path / "latin.tsv")


# What is asked of it


@pytest.fixture(scope="module")
def apart() -> list[ox.Quad]:
    """Return our files in the default graph and the mappings in their own graph only."""
    return [*ours(), *mappings.built_in().named()]


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_store_that_asks_the_union_of_graphs_answers_alike(
    apart: list[ox.Quad], name: str
) -> None:
    sparql = library.bind(library.text(name), {})
    store = ox.Store()
    store.extend(apart)
    answers = [
        ["\t".join(str(term) for term in row) for row in found]
        for found in (store.query(sparql), store.query(sparql, use_default_graph_as_union=True))
        if isinstance(found, ox.QuerySolutions)
    ]
    assert len(answers[0]) >= len(vectors())
    assert answers[1] == answers[0]


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("union", [False, True], ids=["apart", "union"])
def test_rdflib_answers_alike(apart: list[ox.Quad], name: str, union: bool) -> None:
    sparql = library.bind(library.text(name), {})
    store = ox.Store()
    store.extend(apart)
    dataset = rdflib.Dataset(default_union=union)
    lines = ox.serialize(apart, format=ox.RdfFormat.N_QUADS)
    assert lines is not None
    dataset.parse(data=lines.decode(), format="nquads")
    found = store.query(sparql)
    assert isinstance(found, ox.QuerySolutions)
    expected = [[None if term is None else term.value for term in row] for row in found]
    answer = [
        [None if term is None else str(term) for term in row]
        for row in dataset.query(sparql)
        if isinstance(row, rdflib.query.ResultRow)
    ]
    assert answer == expected
