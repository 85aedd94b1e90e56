"""Other readings: what they change and what they leave alone, on a small graph made for it."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from ofmkg.errors import UnknownIdError
from ofmkg.graph import parsing, scenarios
from ofmkg.graph.parsing import Document
from ofmkg.graph.resources import room
from ofmkg.graph.scenarios import Scenario
from ofmkg.graph.terms import BASE, NS
from ofmkg.knowledge import load

SMALL = """
@base <https://w3id.org/ofmkg/> . @prefix ofm: <https://w3id.org/ofmkg/ns#> .
@prefix cito: <http://purl.org/spar/cito/> .
<publication/one> a ofm:Work . <publication/two> a ofm:Work . <publication/judge> a ofm:Work .
<study/one> a ofm:Study ; ofm:reportedIn <publication/one> .
<assessment/one> a ofm:Assessment ; ofm:assesses <study/one> ; ofm:readFrom <publication/judge> .
<coding/clear> a ofm:Coding ; ofm:partOf <assessment/one> ; ofm:outcome ofm:partial .
<coding/unclear> a ofm:Coding ; ofm:partOf <assessment/one> ; ofm:outcome ofm:absent ;
    ofm:alternativeOutcome ofm:partial .
<question/q> a ofm:Question . <position/yes> a ofm:Position ; ofm:answers <question/q> .
<stance/named> a ofm:Assumption ; ofm:stanceOf <study/one> ; ofm:partOf <assessment/one> ;
    ofm:takesPosition <position/yes> ; ofm:stanceBasis ofm:namedBySource .
<handling/leave> a ofm:Handling ; ofm:handlingOf <question/q> .
<stance/inferred> a ofm:Silence ; ofm:stanceOf <study/one> ; ofm:partOf <assessment/one> ;
    ofm:handledAs <handling/leave> ; ofm:stanceBasis ofm:ourInference .
<stance/credited> a ofm:AttributedPosition ; ofm:stanceOf <publication/two> ;
    ofm:takesPosition <position/yes> ; ofm:attributedBy <publication/judge> .
<claim/mine> a ofm:Claim ; ofm:assertedBy <publication/one> ; ofm:restsOn <stance/inferred> ;
    ofm:expresses <position/yes> .
<claim/ours> a ofm:Claim ; ofm:assertedBy <publication/one> , <publication/two> ;
    cito:citesAsEvidence <publication/one> .
<evidence-line/drawn> a ofm:EvidenceLine ; ofm:evidenceFrom <claim/mine> ;
    ofm:evidenceFor <claim/ours> ;
    ofm:drawnBy <coder/us> .
<evidence-line/read> a ofm:EvidenceLine ; ofm:evidenceFrom <claim/ours> ;
    ofm:evidenceFor <claim/mine> ;
    ofm:drawnBy <publication/judge> .
<coder/us> a ofm:Coder .
<disagreement/d> a ofm:Disagreement ; ofm:hasParty <party/one> , <party/two> ;
    ofm:hasDiagnosis <diagnosis/d> .
<party/one> a ofm:Party ; ofm:partyWork <publication/one> ; ofm:partyClaim <claim/mine> ;
    ofm:side 1 ;
    ofm:sideBasis ofm:ourInference .
<party/two> a ofm:Party ; ofm:partyWork <publication/two> ; ofm:partyClaim <claim/ours> ;
    ofm:side 2 ;
    ofm:sideBasis ofm:namedBySource .
<diagnosis/d> a ofm:Diagnosis ; ofm:cause ofm:differentBaseline ; ofm:diagnosedBy <coder/us> .
"""


def documents() -> list[Document]:
    """Return the ontology and the small graph."""
    quads = tuple(ox.parse(SMALL.encode(), format=ox.RdfFormat.TURTLE))
    ontology = parsing.read(room("ontology") / "ofmkg.ttl")
    return [ontology, Document(Path("small.ttl"), f"{BASE}graph/small", quads)]


def difference(**reading: object) -> tuple[set[str], set[str]]:
    """Return the statements that a reading takes away and adds, in short words."""
    before = documents()
    after = scenarios.read(before, Scenario(**reading))  # type: ignore[arg-type]
    assert [each.graph for each in after] == [each.graph for each in before]
    old, new = ({quad.triple for quad in each[1].quads} for each in (before, after))
    return {_short(triple) for triple in old - new}, {_short(triple) for triple in new - old}


def things(statements: set[str]) -> set[str]:
    """Return the things of which a class has been taken away."""
    return {text.split()[0] for text in statements if " type " in text}


def _short(triple: ox.Triple) -> str:
    shorts = []
    for term in triple:
        value = term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
        shorts.append(value.replace(NS, "").replace(BASE, "").rpartition("#")[2])
    return " ".join(shorts)


def test_plain_reading_changes_nothing() -> None:
    assert difference() == (set(), set())
    assert Scenario().is_plain


def test_alternatives_change_only_ambiguous_codings() -> None:
    assert difference(alternatives=True) == (
        {"coding/unclear outcome absent", "coding/unclear alternativeOutcome partial"},
        {"coding/unclear outcome partial", "coding/unclear alternativeOutcome absent"},
    )


def test_inferences_change_no_statement() -> None:
    assert difference(with_inferences=True) == (set(), set())
    reading = Scenario(with_inferences=True)
    assert reading.keeps_statements and not reading.is_plain
    assert not Scenario(without=("x",), with_inferences=True).keeps_statements


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [
        ("named", {"stance/named"}),
        ("read", {"evidence-line/read"}),
        ("yes", {"position/yes", "stance/named", "stance/credited"}),
        ("q", {"question/q", "stance/named", "stance/inferred", "stance/credited"}),
        ("mine", {"claim/mine", "evidence-line/drawn", "evidence-line/read", "party/one"}),
        ("ours", {"claim/ours", "evidence-line/drawn", "evidence-line/read", "party/two"}),
        # Credited with a position by the judge alone, who also drew the line.
        ("judge", {"stance/credited", "evidence-line/read"}),
        ("two", {"stance/credited", "party/two"}),
    ],
)
def test_leaving_out_takes_along_what_is_said_only_through_it(
    left_out: str, expected: set[str]
) -> None:
    gone, new = difference(without=(left_out,))
    assert new == set()
    assert things(gone) == expected


def test_leaving_out_a_work_takes_its_studies_along_and_keeps_shared_claims() -> None:
    gone, _ = difference(without=(f"{BASE}publication/one",))
    assert things(gone) == {
        "study/one",
        "assessment/one",
        "coding/clear",
        "coding/unclear",
        "stance/named",
        "stance/inferred",
        "claim/mine",
        "evidence-line/drawn",
        "evidence-line/read",
        "party/one",
    }
    assert "claim/ours assertedBy publication/one" in gone
    assert "claim/ours http://purl.org/spar/cito/citesAsEvidence publication/one" in gone


def test_unknown_id_is_an_error() -> None:
    with pytest.raises(UnknownIdError, match=r"position, question, study, work 'gopla-2023'\. Did"):
        load(reading=Scenario(without=("gopla-2023",)))


def test_inferences_follow_the_reading() -> None:
    plain, changed = (
        load(reading=Scenario(without=without)).query("inferences", thing="gopal-2023").dicts()
        for without in ((), ("gopal-2023",))
    )
    assert len(changed) < len(plain)
