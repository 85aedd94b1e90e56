"""Criteria and definitions of our own data: none is missing, in either language."""

import re

import pyoxigraph as ox
import pytest

import ofmkg
from ofmkg.graph import corpus
from ofmkg.graph.terms import NS, PREFIXES, RDF_TYPE, short

LANGUAGES = {"en", "ko"}
DEFINITION = PREFIXES["skos"] + "definition"
LABEL = PREFIXES["rdfs"] + "label"
HANGUL = re.compile("[가-힣]")


@pytest.fixture(scope="module")
def stated() -> list[ox.Quad]:
    """Return every statement of every file, the later literature among them."""
    return [quad for document in corpus.built_in() for quad in document.quads]


def texts(stated: list[ox.Quad], property_: str) -> dict[str, dict[str | None, list[str]]]:
    """Return the texts of a property by thing and language."""
    found: dict[str, dict[str | None, list[str]]] = {}
    for quad in stated:
        if quad.predicate.value == property_ and isinstance(quad.object, ox.Literal):
            said = found.setdefault(str(quad.subject.value), {})
            said.setdefault(quad.object.language, []).append(quad.object.value)
    return found


def members(stated: list[ox.Quad], *kinds: str) -> set[str]:
    """Return the things of some kinds."""
    iris = {NS + kind for kind in kinds}
    return {
        str(quad.subject.value)
        for quad in stated
        if quad.predicate.value == RDF_TYPE and quad.object.value in iris
    }


def incomplete(stated: list[ox.Quad], things: set[str], property_: str) -> list[str]:
    """Return the things that have not exactly one text in each language, in its own letters."""
    said = texts(stated, property_)
    return sorted(
        short(thing)
        for thing in things
        for found in [said.get(thing, {})]
        if set(found) != LANGUAGES
        or any(len(each) != 1 for each in found.values())
        or HANGUL.search(found["en"][0])
        or not HANGUL.search(found["ko"][0])
    )


def test_every_answer_and_way_of_handling_is_defined(stated: list[ox.Quad]) -> None:
    things = members(stated, "Position", "Handling")
    assert len(things) > 130
    assert incomplete(stated, things, DEFINITION) == []


def test_no_two_answers_share_a_definition(stated: list[ox.Quad]) -> None:
    said = texts(stated, DEFINITION)
    things = members(stated, "Position", "Handling")
    for language in LANGUAGES:
        every = [said[thing][language][0] for thing in things]
        assert len(set(every)) == len(every)


def test_a_definition_says_more_than_the_label(stated: list[ox.Quad]) -> None:
    said, labels = texts(stated, DEFINITION), texts(stated, LABEL)
    for thing in members(stated, "Position", "Handling"):
        (definition,), (label,) = said[thing]["en"], labels[thing]["en"]
        assert definition.endswith("."), thing
        assert definition.rstrip(".").lower() != label.rstrip(".").lower(), thing


@pytest.mark.parametrize(
    "property_", [DEFINITION, NS + "addressedIf", NS + "partialIf", NS + "absentIf"]
)
def test_every_step_has_its_criteria(stated: list[ox.Quad], property_: str) -> None:
    things = members(stated, "FrameworkStep")
    assert len(things) == 6
    assert incomplete(stated, things, property_) == []


def test_examples_are_plainly_made_up(kg: ofmkg.KnowledgeGraph) -> None:
    """No example names a work, so that none can be taken for a statement about one."""
    rows = kg.query("criteria").dicts()
    assert {row["inLanguage"] for row in rows} == LANGUAGES
    surnames = {label.split()[0] for label in kg.labels("Work").values()}
    for row in rows:
        for text in (row["positiveExample"], row["negativeExample"]):
            assert not surnames & set(re.findall(r"\b[A-Z][a-z]+", text)) - {"Only", "The"}, text


def test_each_list_of_criteria_is_whole(kg: ofmkg.KnowledgeGraph) -> None:
    found: dict[str, set[str]] = {}
    for row in kg.query("criteria", language="ko").dicts():
        found.setdefault(short(row["list"]), set()).add(short(row["term"]))
    assert found == {
        "Outcome": {"addressed", "partial", "absent", "notJudged"},
        "Stance": {"Assumption", "Finding", "AttributedPosition", "Treatment", "Silence"},
        "AssumptionMode": {"stated", "tacit", "unaffirmed"},
        "StanceBasis": {"namedBySource", "ourInference", "creditedByAnother"},
        "CodingBasis": {"published", "clear", "ambiguous", "judged"},
        "DisagreementType": {"conflict", "talkingPast", "tempering"},
    }


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("addressed", "address"),
        ("FrameworkStep", "step"),
        ("Limitation", "limit"),
        ("Position", "position"),
        ("conflict", "conflict"),
        ("Silence", "silen"),
        ("Treatment", "treat"),
    ],
)
def test_a_definition_does_not_lean_on_its_own_word(
    stated: list[ox.Quad], name: str, own: str
) -> None:
    (definition,) = texts(stated, DEFINITION)[NS + name]["en"]
    assert not re.search(rf"\b{own}", definition.partition(" and with what makes it")[0], re.I)


def test_words_of_different_meaning_have_different_korean_names(stated: list[ox.Quad]) -> None:
    """A stance without an answer, an outcome, and a silence are not called alike."""
    said = texts(stated, LABEL)
    names = [
        said[NS + name]["ko"][0] for name in ("addressed", "Treatment", "Silence", "notMentioned")
    ]
    assert len(set(names)) == 4
