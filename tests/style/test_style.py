"""The ontology keeps to its style, and each shape of the style reports what it should.

The examples are written like those for the other shapes (tests/shapes/cases/README.md). Each is
validated by itself, because names in one namespace can offend against each other.
"""

import re
from collections import Counter
from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import OWL, RDFS, SH, SKOS
from shape_examples import JARGON, REMEDY, UNFAIR, Example, Spelling, changed, read, validated

from ofmkg.graph import corpus
from ofmkg.graph.resources import room

HERE = Path(__file__).resolve().parent
STYLE = room("ontology") / "shapes" / "style.ttl"
OFM = "https://w3id.org/ofmkg/ns#"

CASES = read(HERE / "examples.ttl")
# What a message says beyond the text in its shape, by example.
SAYS = {
    name.strip(): re.findall(r"^# says: (.+)$", rest, re.MULTILINE)
    for name, _, rest in (
        block.partition("\n")
        for block in (HERE / "examples.ttl").read_text(encoding="utf-8").split("\n#### ")[1:]
    )
}


@pytest.fixture(scope="module")
def style() -> Graph:
    """Return the shapes of the style, with the prefixes that all shapes share."""
    return Graph().parse(room("ontology") / "shapes" / "shapes.ttl").parse(STYLE)


@pytest.fixture(scope="module")
def base() -> Graph:
    """Return the small ontology."""
    return Graph().parse(HERE / "base.ttl")


@pytest.fixture(scope="module")
def offences(ontology: Graph, style: Graph) -> list[tuple[str, str]]:
    """Return what the style finds in the ontology."""
    return results(ontology, style)


def test_the_ontology_keeps_to_its_style(offences: list[tuple[str, str]]) -> None:
    """Nothing in the ontology offends against any shape."""
    assert offences == []


def test_the_base_keeps_to_the_style(base: Graph, style: Graph) -> None:
    """The base without a change is the passing example of every shape."""
    assert results(base, style) == []


@pytest.mark.parametrize("example", CASES.examples, ids=[each.name for each in CASES.examples])
def test_example(base: Graph, style: Graph, example: Example) -> None:
    """An example leads to exactly the results and messages that it names."""
    found = results(changed(base, CASES.prefixes, example), style)
    assert Counter(
        # A result is compared without its value where the example leaves the value open.
        short if (short := line.rpartition(" ")[0]) in example.expected else line
        for line, _ in found
    ) == Counter(example.expected)
    fixed = {str(message) for message in style.objects(None, SH.message)}
    assert sorted(says for _, says in found if says not in fixed) == sorted(SAYS[example.name])


def test_every_shape_has_an_example(style: Graph) -> None:
    """Each shape that can report is named by an example, and in the results of one."""
    reporting = {f"ofmsh:{str(s).split('#')[1]}" for s in style.subjects(SH.message)}
    assert {line.split()[3] for each in CASES.examples for line in each.expected} == reporting
    named = {f"ofmsh:{each.name.partition(':')[0]}" for each in CASES.examples}
    assert named <= reporting | {"ofmsh:StyleOfBorrowed"}
    assert len({each.name for each in CASES.examples}) == len(CASES.examples)


def test_the_base_has_something_for_every_shape(base: Graph, style: Graph) -> None:
    """Each group of shapes finds something to look at in the base."""
    prefixes = "".join(
        f"PREFIX {style.value(each, SH.prefix)}: <{style.value(each, SH.namespace)}>\n"
        for each in style.objects(None, SH.declare)
    )
    for shape, target in style.subject_objects(SH.target):
        if "#StyleOf" in str(shape):
            assert list(base.query(prefixes + str(style.value(target, SH.select)))), shape


def test_messages_are_plain(ontology: Graph, style: Graph) -> None:
    """What reports has one message: what is the matter, and what to do, with terms that exist."""
    reporting = set(style.objects(None, SH.property)) | set(style.subjects(SH.sparql))
    for shape in reporting | set(style.subjects(SH.message)):
        assert isinstance(shape, URIRef)
        (message,) = style.objects(shape, SH.message)
        assert re.search(rf"[.:;,] .*\b({REMEDY})\b.*\.$", str(message)), message
        assert not re.search(rf"\b({JARGON}|{UNFAIR})\b", str(message)), message
        for term in re.findall(r"\bofm:(\w+)", str(message)):
            assert (URIRef(OFM + term), RDF.type, None) in ontology, message


def _ours(ontology: Graph) -> set[URIRef]:
    return {
        term
        for term in ontology.subjects(RDF.type)
        if isinstance(term, URIRef) and term.startswith(OFM)
    }


def _text(ontology: Graph, term: URIRef, path: URIRef, language: str) -> str:
    return next(
        (str(text) for text in ontology.objects(term, path) if text.language == language),
        "",  # type: ignore[attr-defined]
    )


# What takes part in a record (docs/modelling.md).
PARTS = {"comparisonArm", "partyClaim", "partyWork"}


def _named_like_things(ontology: Graph) -> set[str]:
    """Return object properties whose name begins like that of a class, and leads to no list."""
    classes = {term for term in _ours(ontology) if (term, RDF.type, OWL.Class) in ontology}
    words = {word.lower() for term in classes for word in re.findall("[A-Z][a-z]+", term)}
    listed = set(ontology.transitive_subjects(RDFS.subClassOf, URIRef(f"{OFM}ListedValue")))
    return {
        name
        for term in _ours(ontology)
        if (term, RDF.type, OWL.ObjectProperty) in ontology
        for name in [term.removeprefix(OFM)]
        if re.match("[a-z]+", name)[0] in words  # type: ignore[index]
        and not re.search("(Of|On|To|For|From|By)$", name)
        and not set(ontology.objects(term, RDFS.range)) & listed
    }


def test_properties_are_named_as_verbs_but_for_listed_values(ontology: Graph) -> None:
    assert _named_like_things(ontology) == PARTS


def test_a_property_named_like_a_thing_is_found() -> None:
    small = Graph().parse(
        format="turtle",
        data=f"""
            @prefix ofm: <{OFM}> .
            @prefix owl: <{OWL}> .
            @prefix rdfs: <{RDFS}> .
            ofm:Claim a owl:Class . ofm:ClaimKind a owl:Class ; rdfs:subClassOf ofm:ListedValue .
            ofm:claim a owl:ObjectProperty ; rdfs:range ofm:Claim .
            ofm:claimOf a owl:ObjectProperty . ofm:asserts a owl:ObjectProperty .
            ofm:claimKind a owl:ObjectProperty ; rdfs:range ofm:ClaimKind .
        """,
    )
    assert _named_like_things(small) == {"claim"}


def test_every_term_is_defined_in_korean(ontology: Graph) -> None:
    lacking = {t for t in _ours(ontology) if not _text(ontology, t, SKOS.definition, "ko")}
    assert lacking == set()


def test_korean_labels_coincide_only_where_english_ones_do(ontology: Graph) -> None:
    english: dict[str, set[str]] = {}
    for term in _ours(ontology):
        korean = _text(ontology, term, RDFS.label, "ko")
        english.setdefault(korean, set()).add(_text(ontology, term, RDFS.label, "en"))
    assert {word: those for word, those in english.items() if len(those) > 1} == {}


def test_the_terms_that_data_use_most_have_an_example(ontology: Graph) -> None:
    """Count statements by property and members by class, over all that comes with ofmkg."""
    used: Counter[str] = Counter()
    for document in corpus.built_in():
        used.update(quad.predicate.value for quad in document.quads)
        used.update(q.object.value for q in document.quads if q.predicate.value == str(RDF.type))
    terms = [URIRef(each) for each, _ in used.most_common() if each.startswith(OFM)]
    first = [t for t in terms if (t, RDFS.isDefinedBy, None) in ontology][:20]
    for term in first:
        for language in ("en", "ko"):
            example = _text(ontology, term, SKOS.example, language)
            assert example or _text(ontology, term, URIRef(f"{OFM}positiveExample"), language), term


def test_the_style_says_nothing_on_data(
    ontology: Graph, style: Graph, offences: list[tuple[str, str]]
) -> None:
    """Beside data, nothing is found that is not in the ontology: every target is a term of ours."""
    data = Graph()
    data += ontology
    for name in ("base.ttl", "base-studies.ttl"):
        data.parse(HERE.parent / "shapes" / name)
    things = set(data.subjects()) - set(ontology.subjects())
    assert any((thing, RDFS.label, None) in data for thing in things)
    assert set(results(data, style)) <= set(offences)


def results(data: Graph, shapes: Graph) -> list[tuple[str, str]]:
    """Return what is found in a graph, spelt as in the examples, each with its message."""
    copy = Graph()  # in which prefixes are those of the data, and nothing is added to the data
    copy += data
    for prefix, namespace in data.namespaces():
        copy.bind(prefix, namespace)
    copy.bind("ofmsh", "https://w3id.org/ofmkg/shapes#")
    spelling = Spelling(shapes, copy)
    return sorted((spelling.result(each), each.message) for each in validated(copy, shapes))
