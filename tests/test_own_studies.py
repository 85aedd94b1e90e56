"""One's own studies on top of the built-in ones, and a graph with all that real data lack yet:
two coders, two frameworks, several studies in one work, cells that could not be judged."""

from pathlib import Path

import pytest
from rich.console import Console

import ofmkg
from ofmkg.pages.compare_brief import brief
from ofmkg.pages.matrix import document
from ofmkg.pages.text import to_text
from ofmkg.pages.words import words

OWN = """@base <https://w3id.org/ofmkg/> .
@prefix ofm: <https://w3id.org/ofmkg/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix fabio: <http://purl.org/spar/fabio/> .
@prefix step: <https://w3id.org/ofmkg/framework/marginal-risk/step/> .

<collection/mine> a ofm:Collection ; rdfs:label "my readings"@en ; ofm:cutoff "2025-12-31" ;
    ofm:caveat "One coder, one pass."@en .
<coder/me> a ofm:Coder ; rdfs:label "me"@en .
<coder/you> a ofm:Coder ; rdfs:label "you"@en .

# A work with two studies, so that their ids are those of the work and the vector.
<publication/my-2025> a ofm:Work , fabio:Report ; rdfs:label "My 2025"@en ;
    dcterms:title "Filters and fakes"@en ; ofm:authors "My, A." ; dcterms:issued "2025" .
<study/my-2025-email> a ofm:Study ; rdfs:label "My 2025: e-mail"@en ;
    ofm:reportedIn <publication/my-2025> ; ofm:inCollection <collection/mine> ;
    ofm:analysesVector <vector/spear-phishing-personalized-email> .
<study/my-2025-csam> a ofm:Study ; rdfs:label "My 2025: CSAM"@en ;
    ofm:reportedIn <publication/my-2025> ; ofm:inCollection <collection/mine> ;
    ofm:analysesVector <vector/csam> .

<a/me> a ofm:Assessment ; ofm:assesses <study/my-2025-email> ; ofm:adopted true ;
    ofm:usesFramework <framework/marginal-risk> ; prov:wasAttributedTo <coder/me> ;
    ofm:readFrom <publication/my-2025> ; ofm:textRead ofm:abstractOnly .
<a/me/1> a ofm:Coding ; ofm:partOf <a/me> ; ofm:onStep step:threat-identification ;
    ofm:outcome ofm:partial ; ofm:lowerBound true ; ofm:codingBasis ofm:clear ;
    ofm:rationale "Named."@en ; ofm:locator "abstract"@en .
<a/me/2> a ofm:Coding ; ofm:partOf <a/me> ; ofm:onStep step:existing-risk ;
    ofm:outcome ofm:notJudged ; ofm:codingBasis ofm:clear ;
    ofm:rationale "Not seen."@en ; ofm:locator "abstract"@en .
<a/me/3> a ofm:Coding ; ofm:partOf <a/me> ; ofm:onStep step:existing-defenses ;
    ofm:outcome ofm:absent ; ofm:codingBasis ofm:clear ;
    ofm:rationale "Nothing."@en ; ofm:locator "p. 2"@en .
<a/me/5> a ofm:Coding ; ofm:partOf <a/me> ; ofm:onStep step:ease-of-defense ;
    ofm:outcome ofm:addressed ; ofm:lowerBound true ; ofm:codingBasis ofm:clear ;
    ofm:rationale "Tried."@en ; ofm:locator "abstract"@en .
<a/me/s> a ofm:Finding ; ofm:partOf <a/me> ; ofm:stanceOf <study/my-2025-email> ;
    ofm:takesPosition <position/hold-regardless-of-author> ;
    ofm:stanceBasis ofm:namedBySource ; ofm:statement "Filters caught nine in ten."@en ;
    ofm:aboutVector <vector/spear-phishing-personalized-email> ;
    ofm:articulated true ; ofm:locator "p. 3"@en .

# A second coder, not adopted, with an assumption that stands in for a step.
<a/you> a ofm:Assessment ; ofm:assesses <study/my-2025-email> ; ofm:adopted false ;
    ofm:usesFramework <framework/marginal-risk> ; prov:wasAttributedTo <coder/you> ;
    ofm:readFrom <publication/my-2025> ; ofm:textRead ofm:fullText .
<a/you/1> a ofm:Coding ; ofm:partOf <a/you> ; ofm:onStep step:threat-identification ;
    ofm:outcome ofm:addressed ; ofm:codingBasis ofm:clear ;
    ofm:rationale "Actors too."@en ; ofm:locator "p. 1"@en .
<a/you/3> a ofm:Coding ; ofm:partOf <a/you> ; ofm:onStep step:existing-defenses ;
    ofm:outcome ofm:absent ; ofm:codingBasis ofm:clear ;
    ofm:rationale "Nothing."@en ; ofm:locator "p. 2"@en .
<a/you/5> a ofm:Coding ; ofm:partOf <a/you> ; ofm:onStep step:ease-of-defense ;
    ofm:outcome ofm:partial ; ofm:codingBasis ofm:clear ;
    ofm:rationale "Half."@en ; ofm:locator "p. 5"@en .
<a/you/s> a ofm:Assumption ; ofm:partOf <a/you> ; ofm:stanceOf <study/my-2025-email> ;
    ofm:onQuestion <question/existing-defenses-hold> ;
    ofm:takesPosition <position/assumed-to-fail> ;
    ofm:standsInFor step:existing-defenses ; ofm:mode ofm:tacit ; ofm:articulated false ;
    ofm:stanceBasis ofm:ourInference ; ofm:statement "Filters fail."@en ;
    ofm:aboutVector <vector/spear-phishing-personalized-email> ; ofm:locator "p. 4"@en .

# What another work credits the whole work with, about one of its threats.
<stance/my-2025/x> a ofm:AttributedPosition ; ofm:stanceOf <publication/my-2025> ;
    ofm:onQuestion <question/incident-attribution> ;
    ofm:takesPosition <position/traced-to-open-models> ;
    ofm:aboutVector <vector/csam> ; ofm:stanceBasis ofm:creditedByAnother ;
    ofm:attributedBy <publication/kapoor-2024> ; ofm:locator "p. 7"@en .

# Another framework, with another number of steps.
<framework/two> a ofm:Framework ; rdfs:label "Two steps"@en ;
    ofm:hasStep <framework/two/step/first> , <framework/two/step/second> .
<framework/two/step/first> a ofm:FrameworkStep ; rdfs:label "First"@en ; ofm:order 1 .
<framework/two/step/second> a ofm:FrameworkStep ; rdfs:label "Second"@en ; ofm:order 2 .
<a/two> a ofm:Assessment ; ofm:assesses <study/hazell-2023> ; ofm:adopted true ;
    ofm:usesFramework <framework/two> ; prov:wasAttributedTo <coder/me> ;
    ofm:readFrom <publication/hazell-2023> ; ofm:textRead ofm:fullText .
<a/two/1> a ofm:Coding ; ofm:partOf <a/two> ; ofm:onStep <framework/two/step/first> ;
    ofm:outcome ofm:addressed ; ofm:codingBasis ofm:clear ;
    ofm:rationale "Done."@en ; ofm:locator "p. 9"@en .
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with one's own studies."""
    path = tmp_path_factory.mktemp("own")
    (path / "my-2025.ttl").write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def own(folder: Path) -> ofmkg.KnowledgeGraph:
    """Return the built-in graph with one's own studies on top."""
    return ofmkg.load([folder])


def states(kg: ofmkg.KnowledgeGraph, study: str, **options: str) -> list[str]:
    """Return the states of a study's cells."""
    (row,) = (row for row in kg.matrix("all", **options).rows if row.study == study)
    return [cell.state for cell in row.cells]


def test_collections_are_told_apart(own: ofmkg.KnowledgeGraph) -> None:
    assert own.matrix().rows == ofmkg.load().matrix().rows
    assert ("my readings", 2) in own.matrix().elsewhere
    assert [row.study for row in own.matrix("mine").rows] == ["my-2025-csam", "my-2025-email"]
    text = to_text(document(own.matrix(), words(own)), Console(width=80, color_system=None))
    assert "Not shown: 2 studies of the collection 'my readings'" in " ".join(text.split())


def test_only_data_leaves_our_studies_out_and_keeps_our_vocabularies(folder: Path) -> None:
    only = ofmkg.load([folder], only=True)
    assert [row.study for row in only.matrix().rows] == ["my-2025-csam", "my-2025-email"]


def test_uncoded_is_not_skipped(own: ofmkg.KnowledgeGraph) -> None:
    assert states(own, "my-2025-csam") == ["uncoded"] * 6
    assert states(own, "my-2025-email") == [
        "partial",
        "uncoded",  # could not be judged
        "skipped",  # the assumption that stands in is another coder's
        "uncoded",
        "addressed",
        "uncoded",
    ]
    cell = next(r for r in own.matrix("mine").rows if r.study == "my-2025-email").cells[1]
    assert (cell.outcome, cell.rationale) == ("not-judged", "Not seen.")


def test_coders_are_not_mixed(own: ofmkg.KnowledgeGraph) -> None:
    assert states(own, "my-2025-email", coder="you")[:3] == ["addressed", "uncoded", "assumed"]
    mine = own.compare("hazell-2023", "my-2025-email")
    assert [r.question for r in mine.assumptions.opposed] == ["existing-defenses-hold"]
    yours = own.compare("hazell-2023", "my-2025-email", coder="you")
    assert yours.assumptions.opposed == ()


@pytest.mark.parametrize(
    ("coder", "other", "outcome"), [("me", "you", "partial"), ("you", "me", "addressed")]
)
def test_what_means_at_least_contradicts_only_what_is_lower(
    own: ofmkg.KnowledgeGraph, coder: str, other: str, outcome: str
) -> None:
    """On the first step "me" read at least in part, "you" addressed: no contradiction."""
    rows = own.matrix("mine", coder=coder).rows
    cells = next(row for row in rows if row.study == "my-2025-email").cells
    assert [cell.contested for cell in cells] == [False] * 4 + [True, False]
    assert [(o.coder, o.outcome) for o in cells[4].others] == [(other, outcome)]
    contested = own.query("contested-cells", study="my-2025-email").dicts()
    assert [row["step"].rpartition("/")[2] for row in contested] == ["ease-of-defense"]


def test_frameworks_are_not_mixed(own: ofmkg.KnowledgeGraph) -> None:
    assert states(own, "hazell-2023", framework="two") == ["addressed", "uncoded"]
    assert states(own, "hazell-2023")[0] == "addressed"
    c = own.compare("hazell-2023", "musser-2023", framework="two")
    assert [(s.step, s.a[0].state, s.b[0].state) for s in c.steps] == [
        ("first", "addressed", "uncoded"),
        ("second", "uncoded", "uncoded"),
    ]
    assert [row.question for row in c.assumptions.opposed] == []


def test_a_work_asks_for_all_its_studies_and_a_study_for_one(own: ofmkg.KnowledgeGraph) -> None:
    whole = own.compare("my-2025", "hazell-2023")
    assert (whole.a.id, whole.a.studies) == ("my-2025", ("my-2025-csam", "my-2025-email"))
    assert whole.vector_relation == "overlapping"
    assert len(whole.steps[0].a) == 2
    one = own.compare("my-2025-csam", "hazell-2023")
    assert (one.a.id, one.a.studies) == ("my-2025-csam", ("my-2025-csam",))
    assert one.vector_relation == "different"
    assert one.assumptions.opposed == ()


def test_a_study_is_not_charged_with_what_its_work_says_on_other_threats(
    own: ofmkg.KnowledgeGraph,
) -> None:
    def answered(name: str) -> list[str]:
        return [row.question for row in own.compare(name, "zou-2023").assumptions.only_a]

    assert answered("my-2025") == ["existing-defenses-hold", "incident-attribution"]
    assert answered("my-2025-csam") == ["incident-attribution"]
    assert answered("my-2025-email") == ["existing-defenses-hold"]


def test_at_least_in_part_is_no_difference_from_addressed(own: ofmkg.KnowledgeGraph) -> None:
    c = own.compare("hazell-2023", "my-2025-email")
    assert (c.steps[0].a[0].state, c.steps[0].b[0].state) == ("addressed", "partial")
    rows = [row for d in c.differences if d.kind == "different-steps" for row in d.because]
    assert [row.id for row in rows] == ["existing-defenses", "ease-of-defense"]


def test_both_collections_and_cut_offs_stand_in_the_brief(own: ofmkg.KnowledgeGraph) -> None:
    text = brief(own.compare("hazell-2023", "my-2025-email"), words(own))
    assert (
        "(As read by Kapoor et al., evidence up to 2024-02-27; "
        "my readings, evidence up to 2025-12-31." in text
    )
    assert "opposed on strength of existing defenses (Hazell 2023: tacit)" in text
    assert "One coder, one pass." in own.compare("hazell-2023", "my-2025-email").caveats


def test_two_readings_in_use_at_once_are_refused(tmp_path: Path) -> None:
    text = OWN.replace("ofm:adopted false", "ofm:adopted true")
    (tmp_path / "own.ttl").write_text(text, encoding="utf-8")
    kg = ofmkg.load([tmp_path])
    with pytest.raises(ofmkg.DataError, match="my-2025-email has two readings of"):
        kg.matrix("mine")
    with pytest.raises(ofmkg.DataError, match="See: ofmkg validate"):
        kg.compare("my-2025", "hazell-2023")
    assert kg.matrix().rows == ofmkg.load().matrix().rows


def test_what_is_incomplete_is_not_left_out(tmp_path: Path) -> None:
    """A coding without a rationale is a violation, but it must not read as not coded."""
    part = '    ofm:rationale "Named."@en ; ofm:locator "abstract"@en .\n'
    assert part in OWN
    text = OWN.replace(" ;\n" + part, " .\n")
    text = text.replace('    ofm:articulated true ; ofm:locator "p. 3"@en .', "    .")
    text = text.replace(" ; ofm:textRead ofm:abstractOnly .", " .")
    (tmp_path / "own.ttl").write_text(text, encoding="utf-8")
    kg = ofmkg.load([tmp_path])
    assert states(kg, "my-2025-email")[0] == "partial"
    c = kg.compare("hazell-2023", "my-2025-email")
    assert [row.question for row in c.assumptions.opposed] == ["existing-defenses-hold"]
    assert "My 2025" in brief(c, words(kg))
