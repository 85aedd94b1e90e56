"""A default is never told as absence: the framework that was coded with is taken, or named."""

import json
from pathlib import Path

import pytest
from commands import run

import ofmkg
from ofmkg.analyses import frameworks
from ofmkg.analyses.declaration import analyses, analysis

_OWN = """
@base <https://w3id.org/ofmkg/> .
@prefix ofm: <https://w3id.org/ofmkg/ns#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
<framework/two> a ofm:Framework ; rdfs:label "Two steps"@en ;
    ofm:hasStep <framework/two/step/who> , <framework/two/step/how> .
<framework/two/step/who> a ofm:FrameworkStep ; rdfs:label "Who"@en ; ofm:order 1 .
<framework/two/step/how> a ofm:FrameworkStep ; rdfs:label "How"@en ; ofm:order 2 .
<coder/me> a ofm:Coder ; rdfs:label "me"@en .
<collection/own> a ofm:Collection ; rdfs:label "own"@en .
<question/own-q> a ofm:Question ; rdfs:label "Own question"@en .
<position/own-yes> a ofm:Position ; rdfs:label "Yes"@en ; ofm:answers <question/own-q> .
<position/own-no> a ofm:Position ; rdfs:label "No"@en ; ofm:answers <question/own-q> ;
    ofm:incompatibleWith <position/own-yes> .
"""
_STUDY = """
<publication/{id}> a ofm:Work ; rdfs:label "{id}"@en ; dcterms:title "{id}"@en .
<study/{id}> a ofm:Study ; ofm:reportedIn <publication/{id}> ; ofm:analysesVector <vector/csam> ;
    ofm:inCollection <collection/own> .
<assessment/{id}> a ofm:Assessment ; ofm:assesses <study/{id}> ; ofm:adopted true ;
    ofm:usesFramework <framework/{framework}> ; ofm:readFrom <publication/{id}> ;
    prov:wasAttributedTo <coder/me> .
<assessment/{id}/coding> a ofm:StepCoding ; ofm:partOf <assessment/{id}> ;
    ofm:outcome ofm:addressed ; ofm:onStep <framework/{framework}/step/{step}> .
<assessment/{id}/stance> a ofm:Assumption ; ofm:partOf <assessment/{id}> ;
    ofm:stanceOf <study/{id}> ; ofm:onQuestion <question/own-q> ; ofm:mode ofm:stated ;
    ofm:takesPosition <position/own-{answer}> ; ofm:aboutVector <vector/csam> .
"""
_TWO = {"framework": "two", "step": "who"}
_DEFAULT = {"framework": "marginal-risk", "step": "existing-risk"}


def _study(id: str, answer: str, coded: dict[str, str]) -> str:
    return _STUDY.replace("{id}", id).format(answer=answer, **coded)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a folder with two studies that were coded with a framework of their own alone."""
    text = _OWN + _study("ada", "yes", _TWO) + _study("bea", "no", _TWO)
    (tmp_path / "own.ttl").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def mixed(own: Path) -> Path:
    """Return the same folder with a third study, coded with the default framework."""
    text = _OWN.split("<framework/two>")[0] + _study("cid", "no", _DEFAULT)
    (own / "cid.ttl").write_text(text, encoding="utf-8")
    return own


def test_a_comparison_takes_the_framework_that_both_were_coded_with(own: Path) -> None:
    found = ofmkg.load([own]).compare("ada", "bea")
    assert found.framework.id == "two"
    assert [row.question for row in found.assumptions.opposed] == ["own-q"]
    assert [cell.state for row in found.steps for cell in row.a] == ["addressed", "uncoded"]


def test_where_frameworks_differ_answers_are_compared_and_what_is_left_out_is_told(
    mixed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = ofmkg.load([mixed]).compare("ada", "cid")
    assert found.framework.id == "marginal-risk"
    assert [row.question for row in found.assumptions.opposed] == ["own-q"]
    code, out, _ = run(capsys, "compare", "ada", "cid", "--data", str(mixed))
    assert code == 0
    told = " ".join(out.split())
    assert "coded with another framework, Two steps: ada. What" in told
    assert "--framework two" in told
    assert "ada was not coded along this framework, which says nothing of the steps" in told
    assert "cid was not coded along this framework" not in told
    assert "nobody on record" not in told


@pytest.mark.parametrize(
    "asked",
    [
        ("compare", "ada", "bea"),
        ("study", "ada"),
        ("question", "own-q"),
        ("timeline", "own-q"),
        ("crux", "ada", "bea"),
        ("matrix", "--collection", "own"),
        ("gaps", "--collection", "own"),
        ("debate", "--collection", "own"),
        ("robustness", "--collection", "own"),
        ("needed", "--study", "ada"),
        ("agreement", "--collection", "own"),
    ],
    ids=lambda asked: asked[0],
)
def test_every_analysis_tells_the_framework_that_it_takes(
    own: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...]
) -> None:
    code, out, err = run(capsys, *asked, "--data", str(own))
    assert (code, err) == (0, "")
    told = " ".join(out.split())
    assert "Read with the framework Two steps (two)" in told
    code, out, _ = run(capsys, *asked, "--data", str(own), "--format", "json")
    assert code == 0
    assert json.loads(out)["read_with"] == {
        "framework": "two",
        "label": "Two steps",
        "instead": True,
        "left_out": [],
    }


def test_what_is_asked_for_is_taken_and_whom_it_leaves_out_is_told(own: Path) -> None:
    graph, chosen = ofmkg.load([own]), analysis("compare")
    assert chosen is not None
    asked = {"a": "ada", "b": "bea", "framework": "marginal-risk"}
    values, told = frameworks.taken(chosen, graph, asked)
    assert values == asked
    assert told == frameworks.ReadWith(
        "marginal-risk",
        graph.frame().label,
        instead=False,
        left_out=(frameworks.LeftOut("two", "Two steps", ("ada", "bea")),),
    )


def test_where_all_is_coded_with_the_default_nothing_is_told(kg: ofmkg.KnowledgeGraph) -> None:
    for each in analyses():
        assert frameworks.taken(each, kg, {}) == ({}, None)
