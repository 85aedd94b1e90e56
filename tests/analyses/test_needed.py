"""Suggested studies: small examples by hand, the order, and key facts of the real graph."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ofmkg
from ofmkg.analyses.locators import VectorRow, Vectors
from ofmkg.analyses.needed.analysis import needed
from ofmkg.analyses.needed.open_questions import QuestionRow, open_questions
from ofmkg.analyses.needed.result import (
    KEYS,
    Answer,
    Coverage,
    NeededResearch,
    SuggestedStudy,
    ordering,
)
from ofmkg.analyses.needed.suggestions import ordered
from ofmkg.errors import UnknownIdError, UsageError
from ofmkg.graph import parsing
from ofmkg.graph.model import Framework, Step
from ofmkg.graph.resources import room
from ofmkg.graph.scenarios import Scenario
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages.markdown import to_markdown
from ofmkg.pages.needed import document
from ofmkg.pages.words import Words

FRAME = Framework("f", "f", "F", (Step("one", "One", "1", 1), Step("two", "Two", "2", 2)))

# One study of fraud, which leaves out step two and assumes an answer that another work denies.
SMALL = """
@base <https://w3id.org/ofmkg/> . @prefix ofm: <https://w3id.org/ofmkg/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix cito: <http://purl.org/spar/cito/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
<framework/marginal-risk> a ofm:Framework ; rdfs:label "Steps"@en ;
  ofm:hasStep <step/one> , <step/two> .
<step/one> a ofm:FrameworkStep ; rdfs:label "One"@en ; ofm:order 1 .
<step/two> a ofm:FrameworkStep ; rdfs:label "Two"@en ; ofm:order 2 .
<vector/fraud> a ofm:MisuseVector . <vector/phone> a ofm:MisuseVector ;
  ofm:broaderThreat <vector/fraud> .
<vector/theft> a ofm:MisuseVector .
<collection/c> a ofm:Collection ; rdfs:label "read"@en ; ofm:isDefault true .
<publication/a> a ofm:Work . <publication/b> a ofm:Work . <coder/us> a ofm:Coder .
<study/a> a ofm:Study ; ofm:reportedIn <publication/a> ; ofm:inCollection <collection/c> ;
  ofm:analysesVector <vector/fraud> .
<assessment/a> a ofm:Assessment ; ofm:assesses <study/a> ;
  ofm:usesFramework <framework/marginal-risk> ;
  ofm:adopted true ; prov:wasAttributedTo <coder/us> ; ofm:readFrom <publication/b> .
<coding/1> a ofm:Coding ; ofm:partOf <assessment/a> ; ofm:onStep <step/one> ;
  ofm:outcome ofm:addressed ;
  ofm:locator "A.1"@en .
<coding/2> a ofm:Coding ; ofm:partOf <assessment/a> ; ofm:onStep <step/two> ;
  ofm:outcome ofm:absent ;
  ofm:codingBasis ofm:ambiguous ; ofm:missing "a count"@en , "a test"@en ;
  ofm:locator "A.2 Two"@en .
<comparison/1> a ofm:BaselineComparison ; ofm:partOf <assessment/a> ; ofm:ofStudy <study/a> ;
  ofm:comparedWith <baseline/web> ; ofm:extent ofm:no ; ofm:locator "A.1 One; Two"@en .
<comparison/2> a ofm:BaselineComparison ; ofm:partOf <assessment/a> ; ofm:ofStudy <study/a> ;
  ofm:comparedWith <baseline/tools> ; ofm:extent ofm:partly ; ofm:locator "B.9"@en .
<comparison/3> a ofm:BaselineComparison ; ofm:partOf <assessment/a> ; ofm:ofStudy <study/a> ;
  ofm:comparedWith <baseline/old> ; ofm:extent ofm:yes ; ofm:locator "A.2 Two"@en .
<question/hold> a ofm:Question ; rdfs:label "Do they hold"@en ; ofm:concernsStep <step/two> .
<question/shown> a ofm:Question ; ofm:concernsStep <step/one> .
<question/said> a ofm:Question ; ofm:concernsStep <step/one> .
<question/open> a ofm:Question ; ofm:concernsStep <step/one> .
<position/yes> a ofm:Position ; ofm:answers <question/hold> ; ofm:incompatibleWith <position/no> .
<position/no> a ofm:Position ; ofm:answers <question/hold> .
<position/seen> a ofm:Position ; ofm:answers <question/shown> .
<position/so> a ofm:Position ; ofm:answers <question/said> .
<stance/yes> a ofm:Assumption ; ofm:partOf <assessment/a> ; ofm:stanceOf <study/a> ;
  ofm:mode ofm:tacit ;
  ofm:onQuestion <question/hold> ; ofm:takesPosition <position/yes> ;
  ofm:aboutVector <vector/phone> ;
  ofm:statement "They hold."@en .
<stance/no> a ofm:AttributedPosition ; ofm:stanceOf <publication/b> ;
  ofm:attributedBy <publication/b> ;
  ofm:onQuestion <question/hold> ; ofm:takesPosition <position/no> .
<stance/elsewhere> a ofm:AttributedPosition ; ofm:stanceOf <publication/b> ;
  ofm:attributedBy <publication/b> ;
  ofm:onQuestion <question/hold> ; ofm:takesPosition <position/no> ;
  ofm:aboutVector <vector/theft> .
<stance/seen> a ofm:Finding ; ofm:partOf <assessment/a> ; ofm:stanceOf <study/a> ;
  ofm:onQuestion <question/shown> ; ofm:takesPosition <position/seen> ;
  ofm:aboutVector <vector/fraud> .
<stance/so> a ofm:Assumption ; ofm:partOf <assessment/a> ; ofm:stanceOf <study/a> ;
  ofm:mode ofm:stated ;
  ofm:onQuestion <question/said> ; ofm:takesPosition <position/so> ;
  ofm:aboutVector <vector/fraud> .
<claim/rests> a ofm:Claim ; ofm:assertedBy <publication/a> ; ofm:restsOn <stance/yes> ;
  ofm:about <vector/phone> ; cito:citesAsEvidence <publication/b> .
<claim/denies> a ofm:Claim ; ofm:assertedBy <publication/b> ; ofm:expresses <position/no> ;
  cito:citesAsEvidence <publication/a> .
<claim/theft> a ofm:Claim ; ofm:assertedBy <publication/b> ; ofm:expresses <position/no> ;
  ofm:about <vector/theft> ; cito:citesAsEvidence <publication/a> .
<claim/said> a ofm:Claim ; ofm:assertedBy <publication/a> ; ofm:expresses <position/so> ;
  cito:citesAsEvidence <publication/b> .
<claim/bare> a ofm:Claim ; ofm:assertedBy <publication/a> ; ofm:expresses <position/so> ;
  ofm:concernsStep <step/two> ; ofm:about <vector/phone> .
"""


@pytest.fixture(scope="module")
def small() -> KnowledgeGraph:
    """Return the ontology and the small graph."""
    quads = tuple(ox.parse(SMALL.encode(), format=ox.RdfFormat.TURTLE))
    ontology = parsing.read(room("ontology") / "ofmkg.ttl")
    return KnowledgeGraph([ontology, parsing.Document(Path("small.ttl"), "small", quads)])


def by_place(result: NeededResearch) -> dict[tuple[str | None, str | None], SuggestedStudy]:
    return {(each.vector, each.step): each for each in result.suggestions}


def test_by_hand(small: KnowledgeGraph) -> None:
    result = needed(small)
    found = by_place(result)
    assert list(found) == [("fraud", "two"), ("fraud", "one"), ("theft", "two"), (None, "one")]

    two = found["fraud", "two"]
    assert two.coverage == Coverage(skipped=1, ambiguous=("a",))
    assert [(m.study, m.text, m.locator, m.source) for m in two.missing] == [
        ("a", "a count", "A.2 Two", "b"),
        ("a", "a test", "A.2 Two", "b"),
    ]
    # recorded in the passage of the step; with all steps, because no coding points there
    assert [(b.baseline, b.extent, b.placed) for b in two.baselines] == [
        ("tools", "partly", False),
        ("web", "no", True),
    ]
    (question,) = two.questions
    assert (question.question, question.standing) == ("hold", "disputed")
    # the answer about theft is about another threat
    assert [(a.stance, a.kind, a.work, a.voice) for a in question.answers] == [
        ("no", "credited", "b", "itself"),
        ("yes", "tacit", "a", "another"),
    ]
    assert [(c.claim, c.why, c.thing, c.works, c.voice) for c in two.claims] == [
        ("bare", "without-evidence", None, ("a",), "another"),
        ("rests", "rests-on", "yes", ("a",), "another"),
    ]
    numbers = (1, 2, 1, 2, 2, 0, 0)
    assert two.counts == dict(zip(KEYS, numbers, strict=True))

    one = found["fraud", "one"]
    assert one.coverage == Coverage(addressed=1)
    assert [(q.question, q.standing) for q in one.questions] == [("said", "not-shown")]
    # that a claim expresses an answer is our inference
    assert one.claims == ()
    assert [b.baseline for b in one.baselines] == ["tools"]

    theft = found["theft", "two"]
    assert theft.coverage == Coverage()
    assert [(q.question, q.standing) for q in theft.questions] == [("hold", "not-shown")]
    across = found[None, "one"]
    assert [(q.question, q.standing) for q in across.questions] == [("open", "unanswered")]
    assert {each.voice for each in result.suggestions} == {"source"}


def test_what_our_inferences_call_for_stands_apart(small: KnowledgeGraph) -> None:
    result = needed(small)
    apart = {(each.vector, each.step): each for each in result.by_inference}
    assert list(apart) == [("fraud", "one"), ("fraud", "two")]
    two = apart["fraud", "two"]
    assert (two.voice, two.questions, two.missing) == ("inference", (), ())
    assert [(c.claim, c.why, c.thing, c.voice) for c in two.claims] == [
        ("denies", "expresses", "hold", "inference")
    ]
    assert (two.counts["claims"], two.counts["uncovered"]) == (1, 0)
    # a claim with evidence does not wait for a question that nobody disputes
    one = apart["fraud", "one"]
    assert [(c.claim, c.why, c.thing) for c in one.claims] == [("bare", "expresses", "said")]
    taken = needed(small.under(Scenario(with_inferences=True)))
    assert taken.by_inference == ()
    found = {(each.vector, each.step): each for each in taken.suggestions}
    assert [c.claim for c in found["fraud", "two"].claims] == ["bare", "denies", "rests"]
    assert found["fraud", "two"].voice == found["fraud", "one"].voice == "inference"
    assert found["theft", "two"].voice == "source"


def test_what_one_study_or_vector_calls_for(small: KnowledgeGraph) -> None:
    assert set(by_place(needed(small, study="a"))) == {("fraud", "one"), ("fraud", "two")}
    assert set(by_place(needed(small, vector="theft"))) == {("theft", "two")}
    # a threat that no study analyses stands with the wider one that a study does
    assert set(by_place(needed(small, vector="phone"))) == {("fraud", "one"), ("fraud", "two")}
    for wrong in ({"vector": "frau"}, {"study": "aa"}, {"collection": "nowhere"}):
        with pytest.raises(UnknownIdError):
            needed(small, **wrong)


def test_the_order_is_the_users(small: KnowledgeGraph) -> None:
    result = needed(small, order=["unanswered,not-shown"])
    assert result.order[:2] == ("unanswered", "not-shown")
    assert set(result.order) == set(KEYS)
    assert [(s.vector, s.step) for s in result.suggestions] == [
        (None, "one"),
        ("fraud", "one"),
        ("theft", "two"),
        ("fraud", "two"),
    ]
    with pytest.raises(UsageError, match=r"'claim' to order by\. Did you mean claims"):
        needed(small, order=["claim"])


numbers = st.fixed_dictionaries({key: st.integers(0, 3) for key in KEYS})
studies = st.lists(
    st.builds(
        lambda vector, step, counts: SuggestedStudy(
            "c", vector, step, Coverage(), (), (), (), (), counts, "source"
        ),
        st.sampled_from([None, "u", "v"]),
        st.sampled_from([None, "one", "two"]),
        numbers,
    )
)


@given(studies, st.permutations(KEYS), st.randoms())
def test_the_order_follows_the_counts_and_nothing_else(
    found: list[SuggestedStudy], keys: list[str], rng: object
) -> None:
    result = ordered(found, keys, FRAME)
    counts = [tuple(each.counts[key] for key in keys) for each in result]
    assert counts == sorted(counts, reverse=True)
    assert sorted(map(repr, result)) == sorted(map(repr, found))
    rng.shuffle(found)  # type: ignore[attr-defined]
    again = ordered(found, keys, FRAME)
    assert [(s.vector, s.step, s.counts) for s in again] == [
        (s.vector, s.step, s.counts) for s in result
    ]


@given(st.lists(st.sampled_from(KEYS)))
def test_keys_named_come_first_and_no_key_is_lost(chosen: list[str]) -> None:
    keys = ordering([",".join(chosen)])
    assert sorted(keys) == sorted(KEYS)
    assert keys[: len(set(chosen))] == tuple(dict.fromkeys(chosen))


def test_vectors_above_each_other() -> None:
    rows = [("v", "v"), ("v", "u"), ("u", "u"), ("w", "w"), ("x", "x"), ("x", "v"), ("x", "u")]
    vectors = Vectors(VectorRow(vector, above) for vector, above in rows)
    assert vectors.overlap("v", "u")
    assert vectors.overlap("u", "x")
    assert not vectors.overlap("v", "w")
    assert vectors.overlap(None, "w")
    assert vectors.home("x", ["u", "v"]) == "v"
    assert vectors.home("x", ["w"]) == "x"


def test_answers_about_two_threats_under_one_do_not_dispute_each_other() -> None:
    above = [("x", "x"), ("x", "w"), ("y", "y"), ("y", "w"), ("w", "w")]
    vectors = Vectors(VectorRow(vector, upper) for vector, upper in above)

    def held(position: str, vector: str, work: str = "") -> Answer:
        of = work or position
        return Answer(
            position,
            of,
            of,
            position,
            position,
            "stated",
            None,
            (vector,),
            None,
            None,
            None,
            "itself",
        )

    against = frozenset({("yes", "no"), ("no", "yes")})
    asked = [QuestionRow("q", "one")]
    for vector, standing in (("y", "not-shown"), ("w", "disputed"), ("x", "disputed")):
        taken = {"q": [held("yes", "x"), held("no", vector)]}
        found = open_questions(asked, taken, against, vectors, ["w"])
        assert [q.standing for q in found["w", "one"]] == [standing]
    # a work disputes nothing by itself
    own = {"q": [held("yes", "w", "a"), held("no", "w", "a"), held("no", "w", "b")]}
    assert [
        q.standing for q in open_questions(asked, own, against, vectors, ["w"])["w", "one"]
    ] == ["not-shown"]


def test_the_collections_shown_are_those_of_the_matrix(kg: ofmkg.KnowledgeGraph) -> None:
    for wanted in (None, "all", "kapoor-2024"):
        assert kg.shown(wanted) == kg.matrix(wanted).collections


def test_on_the_seven_studies(kg: ofmkg.KnowledgeGraph) -> None:
    result = needed(kg)
    disputed = {
        q.question for s in result.suggestions for q in s.questions if q.standing == "disputed"
    }
    assert disputed == {"existing-defenses-hold"}
    answers = [a for s in result.suggestions for q in s.questions for a in q.answers]
    assert "inference" not in {a.voice for a in answers}
    assert "expresses" not in {c.why for s in result.suggestions for c in s.claims}
    place = ("biosecurity", "marginal-risk-evidence")
    (bio,) = (s for s in result.suggestions if (s.vector, s.step) == place)
    assert {b.baseline for b in bio.baselines} == {"closed-models", "web-search"}
    assert (bio.coverage.inferred, bio.coverage.judged) == (("gopal-2023",), 1)
    assert [each.recommendation for each in result.asked_for] == [
        "rec-researchers-marginal-risk",
        "rec-researchers-status-quo",
        "rec-researchers-supply-chain",
        "rec-researchers-threat-models",
    ]
    assert all(each.steps and each.locator and each.source for each in result.asked_for)
    every = [part for s in result.suggestions for part in s.missing]
    assert len(every) == len(kg.query("missing"))
    assert all(part.source and part.locator for part in every)
    nobody = {(s.vector, s.step) for s in result.suggestions if s.counts["uncovered"]}
    cells = [
        (row.vector, cell)
        for row in kg.matrix().rows
        for cell in zip(row.cells, result.framework.steps, strict=True)
    ]
    assert nobody == {
        (vector, step.step)
        for vector, (cell, step) in cells
        if cell.state in ("assumed", "skipped")
    }


def test_what_is_counted_is_of_the_collection_named() -> None:
    graph = ofmkg.load()
    assert needed(graph) == needed(graph, collection="kapoor-2024")
    for collection in ("later", "second-codings"):
        result = needed(graph, collection=collection)
        every = (*result.suggestions, *result.by_inference)
        assert {c.collection for s in every for c in s.claims} <= {collection}
        answers = [a for s in every for q in s.questions for a in q.answers]
        assert "kapoor-2024" not in {a.source for a in answers}


def test_the_page_says_the_rule_and_the_sources(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    result = needed(kg)
    page = to_markdown(document(result, said, top=1)).replace("\\", "")
    assert "settle most" not in page
    assert "Ordered by: disputed questions, then claims that wait, then whether the step" in page
    assert "In dispute (disputed): disputed questions" in page
    assert "This rests on one study." in page
    assert "## What the sources ask for themselves" in page
    assert "Describe the status quo." in page
    assert "hazell-2023 (tacit; according to Kapoor et al. 2024)" in page
    above, apart = page.split("## By our inference")
    assert "We infer" not in above
    assert "We infer that what is listed here calls for it as well" in apart
    whole = to_markdown(document(result, said, top=len(result.suggestions)))
    assert "gopal-2023: comparison with information widely available on the internet." in whole
    assert (
        "We infer that gopal-2023 assumed it where it counts as assumed; the source does" in whole
    )
    assert "evidence up to 2024-02-27" in page
    assert "Incomplete does not mean flawed" in page
    assert f"{len(result.suggestions) - 1} further suggestions" in page
