"""Class expressions in Manchester syntax."""

import manchester
import pyoxigraph as ox
import pytest
from vocabulary import local

PREFIXES = """
@prefix ofm: <https://w3id.org/ofmkg/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
RESTRICTION = "[ a owl:Restriction ; owl:onProperty ofm:p ; %s ]"


def parsed(turtle: str) -> tuple[ox.Store, manchester.Node]:
    """Return a store with an expression in it, and the expression."""
    store = ox.Store()
    store.load(input=f"{PREFIXES} ofm:it ofm:is {turtle} .".encode(), format=ox.RdfFormat.TURTLE)
    name = "https://w3id.org/ofmkg/ns#"
    (quad,) = store.quads_for_pattern(ox.NamedNode(name + "it"), ox.NamedNode(name + "is"), None)
    return store, quad.object


def joined(pieces: list[manchester.Piece]) -> str:
    """Return an expression as one text."""
    return " ".join(
        local(each.value) if isinstance(each, ox.NamedNode) else each for each in pieces
    )


@pytest.mark.parametrize(
    ("turtle", "expected"),
    [
        ("ofm:A", "A"),
        ("[ owl:intersectionOf ( ofm:A ofm:B ) ]", "A and B"),
        ("[ owl:unionOf ( ofm:A ofm:B ofm:C ) ]", "A or B or C"),
        ("[ owl:complementOf ofm:A ]", "not A"),
        ("[ owl:complementOf [ owl:unionOf ( ofm:A ofm:B ) ] ]", "not ( A or B )"),
        ("[ owl:oneOf ( ofm:a ofm:b ) ]", "{ a , b }"),
        (RESTRICTION % "owl:someValuesFrom ofm:A", "p some A"),
        (RESTRICTION % "owl:allValuesFrom ofm:A", "p only A"),
        (RESTRICTION % "owl:hasValue ofm:a", "p value a"),
        (RESTRICTION % "owl:hasValue 4", 'p value "4"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        (RESTRICTION % "owl:hasSelf true", "p Self"),
        (RESTRICTION % "owl:minCardinality 2", "p min 2"),
        (RESTRICTION % "owl:qualifiedCardinality 1 ; owl:onClass ofm:A", "p exactly 1 A"),
        (
            RESTRICTION % "owl:maxQualifiedCardinality 3 ; owl:onDataRange xsd:string",
            "p max 3 xsd:string",
        ),
        (
            "[ owl:onProperty [ owl:inverseOf ofm:p ] ; owl:someValuesFrom ofm:A ]",
            "( inverse p ) some A",
        ),
        ("[ owl:intersectionOf ( ofm:A [ owl:unionOf ( ofm:B ofm:C ) ] ) ]", "A and ( B or C )"),
    ],
)
def test_expression(turtle: str, expected: str) -> None:
    assert joined(list(manchester.expression(*parsed(turtle)))) == expected


def test_chain() -> None:
    assert joined(list(manchester.chain(*parsed("( ofm:p ofm:q )")))) == "p o q"


@pytest.mark.parametrize(
    "turtle", ["[ ofm:p ofm:q ]", "[ a owl:Restriction ; owl:onProperty ofm:p ]"]
)
def test_what_is_not_known_is_refused(turtle: str) -> None:
    with pytest.raises(ValueError, match="No Manchester syntax"):
        list(manchester.expression(*parsed(turtle)))
