"""No query fails in silence because a term does not exist, or holds by inference alone."""

from pathlib import Path

import pytest
from commands import run
from small_graph import small

from ofmkg.graph import library
from ofmkg.graph.doubts import Doubt, doubts
from ofmkg.knowledge import load

NS = "https://w3id.org/ofmkg/ns#"
INFERENCES = "https://w3id.org/ofmkg/graph/inferences"
PREFIX = f"PREFIX ofm: <{NS}>\n"


def found(query: str) -> list[Doubt]:
    return list(doubts(PREFIX + query, small()))


def test_a_misspelt_term_is_told_with_its_place_and_the_closest() -> None:
    (doubt,) = found("SELECT * {\n  ?x ofm:onQestion ?q }")
    assert (doubt.name, doubt.line, doubt.column) == ("ofm:onQestion", 3, 6)
    assert doubt.near[0] == "ofm:onQuestion"
    assert doubt.told("--inferred").startswith(
        "The ontology has no term ofm:onQestion. Did you mean ofm:onQuestion"
    )


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("ASK { ?x a ofm:Study , ofm:Studdy }", "ofm:Studdy"),
        ("ASK { ?x ofm:outcome ofm:adressed }", "ofm:adressed"),
        ("ASK { ?x ?p ?o FILTER(?p = ofm:stanceof) }", "ofm:stanceof"),
        ("ASK { VALUES ?p { ofm:stanceOf ofm:stancesOf } ?x ?p ?o }", "ofm:stancesOf"),
        (f"ASK {{ ?x <{NS}stanceOff> ?o }}", "ofm:stanceOff"),
        ("ASK { <https://w3id.org/ofmkg/study/alfa-2023> ?p ?o }",
         "<https://w3id.org/ofmkg/study/alfa-2023>"),
        ("ASK { GRAPH <https://w3id.org/ofmkg/graph/inferrences> { ?s ?p ?o } }",
         "<https://w3id.org/ofmkg/graph/inferrences>"),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_told(query: str, name: str) -> None:
    assert [(each.name, each.graphs) for each in found(query)] == [(name, ())]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("ASK { ?x ofm:hasStance ?s }", "ofm:hasStance"),
        ("ASK { ?x ^ofm:hasStance ?s }", "ofm:hasStance"),
        ("ASK { ?s a ofm:Stance }", "ofm:Stance"),
        ("ASK { ?s ?p ?x VALUES ?p { ofm:hasStance } }", "ofm:hasStance"),
    ],
)
def test_what_only_inferences_hold_is_told_with_where(query: str, name: str) -> None:
    (doubt,) = found(query)
    assert (doubt.name, doubt.graphs) == (name, (INFERENCES,))
    assert doubt.told("--inferred") == (
        f"{name} holds only by inference: no file states it. "
        f"Ask with --inferred, or inside GRAPH <{INFERENCES}> {{ ... }}."
    )


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s a ofm:Assumption ; ofm:stanceOf ?x }",
        f"ASK {{ GRAPH <{INFERENCES}> {{ ?x ofm:hasStance ?s . ?s a ofm:Stance }} }}",
        "ASK { GRAPH ?g { ?x ofm:hasStance ?s } }",
        f"SELECT * FROM <{INFERENCES}> {{ ?x ofm:hasStance ?s }}",
        # stated or inferred, whichever it is
        f"ASK {{ {{ ?s a ofm:Stance }} UNION {{ GRAPH <{INFERENCES}> {{ ?s a ofm:Stance }} }} }}",
        # questions about the ontology itself
        "ASK { ofm:hasStance ?p ?o }",
        "ASK { ?kind <http://www.w3.org/2000/01/rdf-schema#subClassOf> ofm:Stance }",
        "ASK { ?s a/<http://www.w3.org/2000/01/rdf-schema#subClassOf>* ofm:Stance }",
        "# ofm:onQestion\nASK { ?s ?p 'ofm:onQestion' }",
        "CONSTRUCT { ?s ofm:myOwn ?x } WHERE { ?s ofm:stanceOf ?x }",
        "ASK { ?s <http://example.org/unknown> ?o }",
    ],
)
def test_what_can_be_answered_raises_no_doubt(query: str) -> None:
    assert found(query) == []


def test_no_more_is_told_than_helps() -> None:
    assert len(found("ASK { " + " . ".join(f"?s ofm:none{i} ?o" for i in range(50)) + " }")) == 5


def test_no_question_of_the_library_asks_for_terms_in_vain() -> None:
    graph = load()
    told = [each.told("") for name in library.names() for each in doubts(library.text(name), graph)]
    # what `ofmkg import` makes, which is there once somebody has used it
    assert [each for each in told if "/publication/epoch-ai-models>" not in each] == []


def test_the_command_warns_and_answers_as_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(f"{PREFIX}SELECT (COUNT(*) AS ?n) {{ ?x ofm:hasStance ?s }}")
    code, out, err = run(capsys, "query", str(file), "--format", "csv")
    assert (code, out) == (0, "n\r\n0\r\n")
    assert err == (
        f"ofmkg: {file}, line 2, column 30: ofm:hasStance holds only by inference: no file states "
        f"it. Ask with --inferred, or inside GRAPH <{INFERENCES}> {{ ... }}.\n"
    )
    code, out, err = run(capsys, "query", str(file), "--format", "csv", "--inferred")
    assert code == 0
    assert int(out.split()[1]) > 600
    assert err == ""
