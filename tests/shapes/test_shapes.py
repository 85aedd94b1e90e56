"""The shapes as a whole: well formed, in plain words, complete, and kept by our own data."""

import re
from collections import Counter
from pathlib import Path

import pytest
from rdflib import OWL, RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDFS, SH
from rdflib.term import Node
from shape_examples import JARGON, REMEDY, UNFAIR

from ofmkg.graph import validation

ROOT = Path(__file__).resolve().parents[2]
OFM = Namespace("https://w3id.org/ofmkg/ns#")
OFMSH = Namespace("https://w3id.org/ofmkg/shapes#")
FABIO = Namespace("http://purl.org/spar/fabio/")

# Warnings on our own data, by shape: what is known to be incomplete.
KNOWN_WARNINGS: dict[str, int] = {}


def test_our_own_data_keep_to_the_shapes() -> None:
    """No violation, and no warning that is not known, in any file that comes with ofmkg."""
    report = validation.check(anew=True)
    assert report.checked == len(list((ROOT / "data").rglob("*.ttl"))) + 1
    found = Counter((finding.severity, finding.shape) for finding in report.findings)
    assert found == {("warning", shape): times for shape, times in KNOWN_WARNINGS.items()}


def test_every_term_of_shacl_exists(shapes: Graph) -> None:
    """No shape uses a misspelt term of SHACL, which validators pass over in silence."""
    named = {str(term) for triple in shapes for term in triple if str(term).startswith(str(SH))}
    known = {str(term) for term in dir(SH)}
    # Words of Python, which the name space of rdflib leaves out of its list.
    known |= {str(SH[word]) for word in ("and", "class", "in", "not", "or")}
    assert named - known == set()


def test_what_reports_has_a_name_and_one_message(shapes: Graph) -> None:
    """Nothing anonymous reports, and what reports says so once, in English."""
    reporting = set(shapes.objects(None, SH.property)) | set(shapes.subjects(SH.message))
    targets = {SH.targetClass, SH.targetSubjectsOf}
    for shape in reporting | set(shapes.subjects(RDF.type, SH.NodeShape)):
        assert isinstance(shape, URIRef), list(shapes.predicate_objects(shape))
        assert shape.startswith(OFMSH)
        beyond_property = set(shapes.predicates(shape)) - {RDF.type, SH.property, *targets}
        languages = [getattr(m, "language", None) for m in shapes.objects(shape, SH.message)]
        assert languages == (["en"] if beyond_property else []), shape
        assert set(shapes.objects(shape, SH.severity)) <= {SH.Warning}


def test_messages_are_plain(ontology: Graph, shapes: Graph) -> None:
    """A message says in plain words what is the matter and what to do, with terms that exist."""
    for shape, message in shapes.subject_objects(SH.message):
        assert re.search(rf"[.:;] .*\b({REMEDY})\b.*\.$", str(message), re.IGNORECASE), message
        assert not re.search(rf"\b({JARGON})\b", str(message)), message
        assert not re.search(rf"\b({UNFAIR})\b", str(message), re.IGNORECASE), message
        for term in re.findall(r"ofm:(\w+)", str(message)):
            assert (OFM[term], RDF.type, None) in ontology, (shape, term)
        for term in re.findall(r"fabio:(\w+)", str(message)):
            assert (FABIO[term], RDF.type, None) in ontology, (shape, term)


def test_every_term_in_the_shapes_exists(ontology: Graph, shapes: Graph) -> None:
    """No shape speaks of a term that the ontology does not declare, in its queries neither."""
    named = {term for triple in shapes for term in triple if isinstance(term, URIRef)}
    ours = {term for term in named if term.startswith(OFM)}
    for query in shapes.objects(None, SH.select):
        ours |= {OFM[name] for name in re.findall(r"\bofm:(\w+)", str(query))}
    assert [term for term in sorted(ours) if (term, RDF.type, None) not in ontology] == []


def test_every_link_is_checked(ontology: Graph, shapes: Graph) -> None:
    """For each property of ours some shape looks at what it leads to."""
    kinds = [SH["class"], SH["in"], SH["or"], SH["not"], SH.datatype]
    checked = paths(shapes, [shape for kind in kinds for shape in shapes.subjects(kind)])
    # ofmsh:ClaimCreditedTo: such a work is among those of ofm:assertedBy, which are checked.
    checked.add(OFM.creditedTo)
    assert set(ours(ontology, OWL.ObjectProperty, OWL.DatatypeProperty)) <= checked


def test_every_single_value_is_checked(ontology: Graph, shapes: Graph) -> None:
    """For each functional property some shape allows one value at most."""
    single = [shape for shape, most in shapes.subject_objects(SH.maxCount) if most == Literal(1)]
    assert set(ours(ontology, OWL.FunctionalProperty)) <= paths(shapes, single)


def test_every_subject_is_checked(ontology: Graph, shapes: Graph) -> None:
    """For each property with a domain some shape says that only its kind can have it."""
    said = {
        (term, cls)
        for shape, cls in shapes.subject_objects(SH["class"])
        for term in shapes.objects(shape, SH.targetSubjectsOf)
        if (shape, RDF.type, SH.NodeShape) in shapes
    }
    either = {
        (term, frozenset(shapes.value(part, SH["class"]) for part in shapes.items(parts)))
        for shape, parts in shapes.subject_objects(SH["or"])
        for term in shapes.objects(shape, SH.targetSubjectsOf)
    }
    for term, cls in ontology.subject_objects(RDFS.domain):
        if term in ours(ontology, OWL.ObjectProperty, OWL.DatatypeProperty):
            union = ontology.value(cls, OWL.unionOf)
            kinds = {cls} if union is None else set(ontology.items(union))
            # One kind of a union may be checked alone, where others have it by inference only.
            assert (term, frozenset(kinds)) in either or any((term, kind) in said for kind in kinds)


@pytest.mark.parametrize(
    ("term", "per_language"),
    [
        ("statement", True),
        ("rationale", True),
        ("questionText", True),
        ("explanation", True),
        ("locator", False),
    ],
)
def test_texts_are_texts(shapes: Graph, term: str, per_language: bool) -> None:
    """A text that must be there is neither blank nor a link, nor said twice in one language."""
    needed = [
        shape
        for shape in shapes.subjects(SH.path, OFM[term])
        if (shape, SH.minCount, None) in shapes and (shape, SH.severity, SH.Warning) not in shapes
    ]
    assert needed
    for shape in needed:
        assert shapes.value(shape, SH.minCount) == Literal(1)
        assert shapes.value(shape, SH.pattern) == Literal(r"\S")
        assert shapes.value(shape, SH.nodeKind) == SH.Literal
        assert ((shape, SH.uniqueLang, Literal(True)) in shapes) is per_language


def test_closed_lists_are_whole(ontology: Graph, shapes: Graph) -> None:
    """Where a shape lists the values of a property, it lists all that the ontology has."""
    for term, cls in ontology.subject_objects(RDFS.range):
        for shape in shapes.subjects(SH.path, term):
            if isinstance(shape, URIRef) and (values := shapes.value(shape, SH["in"])):
                assert set(shapes.items(values)) == set(ontology.subjects(RDF.type, cls)), shape
    kind_list = shapes.value(shapes.value(OFMSH.WorkKind, SH.qualifiedValueShape), SH["in"])
    kinds = {cls for cls in ontology.subjects(RDF.type, OWL.Class) if str(cls).startswith(FABIO)}
    assert kind_list and set(shapes.items(kind_list)) == kinds


@pytest.mark.parametrize("path", sorted((ROOT / "ontology" / "shapes").glob("*.ttl")))
def test_files_name_their_licence(path: Path) -> None:
    """Each file starts with what it is about and its licence."""
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert re.fullmatch(r"# .+\. Licence: CC BY 4\.0\.", first)


def ours(ontology: Graph, *kinds: URIRef) -> list[Node]:
    """Return the terms of ofmkg that are of one of some kinds and may stand in data."""
    return [
        term
        for kind in kinds
        for term in ontology.subjects(RDF.type, kind)
        if str(term).startswith(OFM) and (term, OFM.inferredOnly, Literal(True)) not in ontology
    ]


def paths(shapes: Graph, of: list[Node]) -> set[Node]:
    """Return the properties that shapes look at, one by one where a path gives alternatives."""
    found: set[Node] = set()
    for shape in of:
        for path in shapes.objects(shape, SH.path):
            alternatives = shapes.value(path, SH.alternativePath)
            found |= set(shapes.items(alternatives)) if alternatives else {path}
    return found
