"""What a query mentions: where, and what it takes each IRI for."""

import pytest

from ofmkg.graph.mentions import mentions

NS = "https://w3id.org/ofmkg/ns#"
PREFIXES = (
    f"PREFIX ofm: <{NS}>\n"
    "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
)


def ours(query: str) -> list[tuple[str, str, str]]:
    """Return the terms of ours that a query mentions: name, use and graph."""
    return [
        (each.iri.removeprefix(NS), each.use, each.graph)
        for each in mentions(PREFIXES + query)
        if each.iri.startswith(NS)
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?s ofm:p ?o }", [("p", "property", "")]),
        (f"SELECT * {{ ?s <{NS}p> ?o }}", [("p", "property", "")]),
        ("BASE <https://w3id.org/ofmkg/> SELECT * { ?s <ns#p> ?o }", [("p", "property", "")]),
        (f"BASE <urn:x:y> PREFIX o: <{NS}> SELECT * {{ ?s o:p ?o }}", [("p", "property", "")]),
        ("BASE <https://w3id.org/ofmkg/x> PREFIX o: <ns#> ASK { ?s o:p 1 }",
         [("p", "property", "")]),
        ("PREFIX x: <https://w3id.org/ofmkg/> SELECT * { ?s x:ns\\#p 1 }", [("p", "property", "")]),
        ("PREFIX : <https://w3id.org/ofmkg/ns#> ASK { ?s :p true }", [("p", "property", "")]),
        ("SELECT * { ?s <https://w3id.org/ofmkg/ns\\u0023p> ?o }", [("p", "property", "")]),
        ("ASK { ?s a ofm:C , ofm:D }", [("C", "class", ""), ("D", "class", "")]),
        ("ASK { ?s rdf:type ofm:C ; ofm:q ofm:v }", [("C", "class", ""), ("q", "property", ""),
                                                      ("v", "other", "")]),
        ("ASK { ?s ofm:p [ a ofm:C ; ofm:q 3 ] }", [("p", "property", ""), ("C", "class", ""),
                                                     ("q", "property", "")]),
        ("ASK { ofm:s ?p ofm:o }", [("s", "other", ""), ("o", "other", "")]),
        ("ASK { ofm:s rdfs:label ?l . ?x ?y ofm:o }", [("s", "other", ""), ("o", "other", "")]),
        # a path asks for a class in another way than by what is stated
        ("ASK { ?s a/rdfs:subClassOf* ofm:C }", [("C", "other", "")]),
        ("ASK { ?c rdfs:subClassOf ofm:C }", [("C", "other", "")]),
        ("ASK { ?y ^ofm:i ?z }", [("i", "property", "")]),
        ("ASK { ?s (ofm:a|!ofm:b)+/ofm:c ?u }", [("a", "property", ""), ("b", "property", ""),
                                                 ("c", "property", "")]),
        ("ASK { ?s ofm:p* ?o . ?o ofm:q? 1 }", [("p", "property", ""), ("q", "property", "")]),
        ("ASK { ?s ofm:p (ofm:x ofm:y ofm:z) }", [("p", "property", ""), ("x", "other", ""),
                                                  ("y", "other", ""), ("z", "other", "")]),
        # comments, texts and types of texts are none
        ("# ofm:no ?s ofm:no ?o\nASK { ?s ofm:p 'ofm:no' }", [("p", "property", "")]),
        ('ASK { ?s ofm:p """?s ofm:no ?o # " """ }', [("p", "property", "")]),
        ('ASK { ?s ofm:p "1"^^ofm:type , "<https://w3id.org/ofmkg/ns#no>" }',
         [("p", "property", "")]),
        # what a variable stands for is used as the variable is
        ("ASK { VALUES ?p { ofm:p ofm:q } ?s ?p ?o }", [("p", "property", ""),
                                                        ("q", "property", "")]),
        ("ASK { VALUES (?c ?x) { (ofm:C ofm:x) (UNDEF ofm:y) } ?s a ?c }",
         [("C", "class", ""), ("x", "other", ""), ("y", "other", "")]),
        ("ASK { VALUES ?t { ofm:p } ?t rdfs:label ?l }", [("p", "other", "")]),
        ("SELECT * { ?s a ?c } VALUES ?c { ofm:C }", [("C", "class", "")]),
        ("ASK { ?s ?p ?o FILTER(?p = ofm:p) }", [("p", "property", "")]),
        ("ASK { ?s ?p ?o FILTER(ofm:p = ?p) }", [("p", "property", "")]),
        ("ASK { ?s a ?c FILTER(?c IN (ofm:C, ofm:D)) }", [("C", "class", ""), ("D", "class", "")]),
        ("ASK { BIND(ofm:C AS ?c) ?s a ?c }", [("C", "class", "")]),
        ("ASK { VALUES ?b { ofm:p } { SELECT ?a ?b ?c { ?a ?c ?b } GROUP BY ?a ?b ?c } }",
         [("p", "other", "")]),
        ("ASK { FILTER(?x) ofm:s rdfs:label ?l }", [("s", "other", "")]),
        # graphs
        ("ASK { GRAPH <urn:g> { ?s ofm:p ?o { ?s a ofm:C } } ?s ofm:q 1 }",
         [("p", "property", "urn:g"), ("C", "class", "urn:g"), ("q", "property", "")]),
        ("ASK { GRAPH ?g { ?s ofm:p ?o } }", [("p", "property", "any")]),
        # what is made, or only described, is not asked for
        ("CONSTRUCT { ?s ofm:made [ a ofm:M ] } WHERE { ?s ofm:p ?o }", [("p", "property", "")]),
        ("CONSTRUCT WHERE { ?s ofm:p ?o }", [("p", "property", "")]),
        ("DESCRIBE ofm:x ofm:y", [("x", "other", ""), ("y", "other", "")]),
    ],
)  # fmt: skip
def test_what_a_query_mentions(query: str, expected: list[tuple[str, str, str]]) -> None:
    found = ours(query)
    assert found == expected


def test_the_default_graph_that_a_query_names() -> None:
    (_, _, term) = mentions(f"SELECT * FROM <urn:a> FROM NAMED <urn:b> {{ ?s <{NS}p> ?o }}")
    assert term.defaults == ("urn:a",)


def test_places_count_lines_and_columns_from_one() -> None:
    first, second = mentions(f"ASK {{ ?s <{NS}p> ?o .\r\n  ?s\r<{NS}q> 1 }}")
    assert (first.line, first.column) == (1, 10)
    assert (second.line, second.column) == (3, 1)


def test_nothing_is_said_of_what_follows_an_unknown_prefix() -> None:
    assert mentions(f"ASK {{ ?s <{NS}p> ?o . ?s unknown:q <{NS}r> }}")[0].iri == f"{NS}p"
    assert len(mentions(f"ASK {{ ?s <{NS}p> ?o . ?s unknown:q <{NS}r> }}")) == 1


@pytest.mark.parametrize("query", ["", "{", "ASK {", "SELECT", "PREFIX", "VALUES", "GRAPH", "FROM"])
def test_a_text_that_ends_too_early_mentions_nothing(query: str) -> None:
    assert mentions(query) == ()
