"""What follows from the ontology: exactly that, only what is new, the same by two engines."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
import seven
from facts import Facts, of_all
from hypothesis import given, settings
from hypothesis import strategies as st

from ofmkg.errors import DataError
from ofmkg.graph import corpus, inference
from ofmkg.graph.parsing import Document
from ofmkg.graph.terms import PREFIXES
from ofmkg.knowledge import load

# One axiom of every sort that the ontology uses.
ONTOLOGY = """
:A a owl:Class . :B a owl:Class ; rdfs:subClassOf :A . :Open a owl:Class ; rdfs:subClassOf :A .
:Shut a owl:Class . :Range a owl:Class . :Domain a owl:Class .
:p a owl:ObjectProperty ; rdfs:domain :Domain ; rdfs:range :Range .
:q a owl:ObjectProperty ; rdfs:subPropertyOf :p .
:inv a owl:ObjectProperty ; owl:inverseOf :q .
:sym a owl:ObjectProperty , owl:SymmetricProperty .
:trans a owl:ObjectProperty , owl:TransitiveProperty .
:below a owl:ObjectProperty ; rdfs:subPropertyOf :trans .
:chain a owl:ObjectProperty ; owl:propertyChainAxiom ( :q :below ) .
:one a owl:ObjectProperty , owl:FunctionalProperty .
:only a owl:ObjectProperty , owl:InverseFunctionalProperty .
:note a owl:AnnotationProperty . :flag a owl:DatatypeProperty .
:Open owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( :A
    [ a owl:Restriction ; owl:onProperty :one ; owl:hasValue :wide ] ) ] .
:Open rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :q ; owl:hasValue :gift ] .
:Shut owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( :A [ a owl:Class ; owl:unionOf (
    [ a owl:Restriction ; owl:onProperty :one ; owl:hasValue :narrow ]
    [ a owl:Restriction ; owl:onProperty :one ; owl:hasValue :none ] ) ] ) ] .
"""


def document(turtle: str) -> Document:
    """Return a document with the ontology above and some facts."""
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    text = f"{prefixes}@prefix : <urn:t#> .\n{ONTOLOGY}\n{turtle}"
    quads = tuple(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True))
    return Document(Path("test.ttl"), "urn:t#graph", quads)


def follows(turtle: str) -> set[str]:
    """Return what follows, each as "subject predicate object" in short names."""
    return {
        " ".join(
            str(term.value).removeprefix("urn:t#").replace(PREFIXES["rdf"], "")
            for term in (quad.subject, quad.predicate, quad.object)
        )
        for quad in inference.infer([document(turtle)])
    }


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (":x a :B .", {"x type A"}),
        (":x :q :y .", {"x p y", "y inv x", "x type Domain", "y type Range"}),
        (":x :inv :y .", {"y q x", "y p x", "y type Domain", "x type Range"}),
        (":x :sym :y .", {"y sym x"}),
        (":x :below :y . :y :below :z .", {"x trans y", "y trans z", "x trans z"}),
        (
            ":x :q :y . :y :below :z .",
            {"x p y", "y inv x", "x type Domain", "y type Range", "y trans z", "x chain z"},
        ),
        (
            ":x a :A ; :one :wide .",
            {"x type Open", "x q gift", "x p gift", "gift inv x", "x type Domain"}
            | {"gift type Range"},
        ),
        (":x a :A ; :one :narrow .", {"x type Shut"}),
        (":x a :B ; :one :none .", {"x type A", "x type Shut"}),
        (":x a :A .", set()),  # of unstated weights: neither open nor shut
        (":x :one :wide .", set()),  # not known to be an A
        (":x :only :y . :z :only :w .", set()),  # and no two things are taken for one
        (':x :note :y ; :flag true ; rdfs:label "x" .', set()),
    ],
)
def test_follows_exactly(stated: str, expected: set[str]) -> None:
    assert follows(stated) == expected


# Unnamed classes of which nothing follows, beside such as something does.
IDLE = """
:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :q ; owl:someValuesFrom :B ] .
:p rdfs:domain [ a owl:Class ; owl:unionOf ( :A :Domain ) ] ;
   rdfs:range [ a owl:Class ; owl:unionOf ( :B :Range ) ] .
"""
USED = """
[ a owl:Class ; owl:unionOf ( :B :Open ) ] rdfs:subClassOf :Domain .
[ a owl:Restriction ; owl:onProperty :q ; owl:someValuesFrom :A ] rdfs:subClassOf :Shut .
"""


def test_what_a_thing_must_be_tells_no_more_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    stated = f"{IDLE} :x a :A ; :p :y . :y a :B ."
    assert follows(stated) == {"x type Domain", "y type Range", "y type A"}
    given: list[bytes] = []
    monkeypatch.setattr(inference, "_closure", lambda facts: given.append(repr(facts)) or ())
    follows(stated)
    assert "someValuesFrom" not in given[0]
    assert given[0].count("unionOf") == 1  # that which tells what is shut


def test_unnamed_classes_tell_what_their_instances_are() -> None:
    stated = f"{IDLE} {USED} :x a :B ; :q :y . :y a :A ."
    more = {"x p y", "y inv x", "y type Range", "x type A", "x type Domain"}
    assert follows(stated) == {*more, "x type Shut"}


def test_leaving_out_what_tells_nothing_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    every = corpus.load()
    found = inference.infer(every)
    monkeypatch.setattr(inference, "_in_use", list)
    assert inference.infer(every) == found


def test_what_is_stated_is_not_inferred_again() -> None:
    assert follows(":x a :B , :A . :x :sym :y . :y :sym :x .") == set()


def test_conclusions_stand_in_a_graph_of_their_own_in_order() -> None:
    quads = inference.infer([document(":x :q :y .")])
    assert {quad.graph_name for quad in quads} == {
        ox.NamedNode("https://w3id.org/ofmkg/graph/inferences")
    }
    assert list(quads) == sorted(quads, key=str)


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        (
            ":x a :A ; :one :wide , :narrow .",
            "one of <urn:t#x> has two values, <urn:t#wide> and <urn:t#narrow>, and only one is "
            "allowed; nothing is inferred. Run ofmkg validate.",
        ),
        (
            ":x :only :y . :z :only :y .",
            "only leads to <urn:t#y> has two values, <urn:t#x> and <urn:t#z>, and only one is "
            "allowed; nothing is inferred. Run ofmkg validate.",
        ),
    ],
)
def test_two_values_where_one_is_allowed_are_an_error(stated: str, message: str) -> None:
    with pytest.raises(DataError) as error:
        follows(stated)
    assert str(error.value) == message


THINGS = st.sampled_from([":a", ":b", ":c", ":wide", ":narrow", ":gift"])
FACTS = st.one_of(
    st.tuples(THINGS, st.sampled_from([":p", ":q", ":inv", ":sym", ":below", ":chain"]), THINGS),
    st.tuples(THINGS, st.just("a"), st.sampled_from([":A", ":B", ":Open", ":Shut"])),
    st.tuples(st.sampled_from([":a"]), st.just(":one"), st.sampled_from([":wide"])),
    st.tuples(st.sampled_from([":b"]), st.just(":one"), st.sampled_from([":narrow", ":none"])),
).map(lambda fact: " ".join(fact) + " .")


def by(
    engine: Callable[[bytes], Iterable[tuple[object, object, object]]],
    documents: list[Document],
    monkeypatch: pytest.MonkeyPatch,
) -> tuple[ox.Quad, ...]:
    """Return what follows by one engine."""
    monkeypatch.setattr(inference, "_closure", lambda facts: engine(_lines(facts)))
    return inference.infer(documents)


def _lines(facts: list[ox.Triple]) -> bytes:
    return ox.serialize(facts, format=ox.RdfFormat.N_TRIPLES) or b""


@given(facts=st.lists(FACTS, min_size=1, max_size=8))
@settings(deadline=None, max_examples=30)
def test_both_engines_draw_the_same_conclusions(facts: list[str]) -> None:
    pytest.importorskip("reasonable", reason="not built for this machine")
    documents = [document("\n".join(facts))]
    with pytest.MonkeyPatch.context() as patch:
        try:
            fast = by(inference.fast_closure, documents, patch)
        except DataError:
            return  # two values of :one
        assert by(inference.portable_closure, documents, patch) == fast


def test_both_engines_agree_on_the_real_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("reasonable", reason="not built for this machine")
    documents = seven.documents()
    fast = by(inference.fast_closure, documents, monkeypatch)
    assert len(fast) > 2000
    assert by(inference.portable_closure, documents, monkeypatch) == fast


def test_without_the_fast_engine_the_portable_one_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(content: bytes) -> None:
        raise ImportError

    monkeypatch.setattr(inference, "fast_closure", missing)
    assert follows(":x a :B .") == {"x type A"}


OPEN = "?x a ofm:ModelRelease ; ofm:weightsAvailability ofm:widelyAvailable"
ASK = "SELECT ?r WHERE { ?r a <https://w3id.org/ofmkg/ns#OpenModelRelease> }"


@pytest.mark.parametrize("inferred", [False, True])
def test_default_graph_holds_what_is_stated_unless_asked(
    inferred: bool, tmp_path: Path, facts: Facts
) -> None:
    path = tmp_path / "open.rq"
    path.write_text(ASK)
    found = load(inferred=inferred).query(str(path))
    assert len(found) == (of_all(facts, OPEN) if inferred else 0)


def test_any_query_may_look_at_the_graph_of_inferences(tmp_path: Path, facts: Facts) -> None:
    path = tmp_path / "open.rq"
    path.write_text(ASK.replace("{ ?r", "{ GRAPH ?g { ?r").replace("}", "} }", 1))
    assert len(load().query(str(path))) == of_all(facts, OPEN)
