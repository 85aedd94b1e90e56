"""What the data say of works is what the sources bear: kinds of faults that must not come back.

Each kind is a pattern that finds the fault. It finds nothing in all our data, later literature and
second codings included, and it finds a small example made for the purpose.
"""

import pyoxigraph as ox
import pytest

from ofmkg.graph import corpus
from ofmkg.graph.stores import text
from ofmkg.graph.stores.memory import MemoryStore

PREFIXES = """
PREFIX : <https://example.org/>
PREFIX ofm: <https://w3id.org/ofmkg/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX claim: <https://w3id.org/ofmkg/claim/>
PREFIX work: <https://w3id.org/ofmkg/publication/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX bibo: <http://purl.org/ontology/bibo/>
"""

STANCES = "(ofm:Assumption) (ofm:Finding) (ofm:AttributedPosition) (ofm:Treatment) (ofm:Silence)"
ARGUED = "(ofm:Claim) (ofm:EvidenceLine) (ofm:Disagreement) (ofm:Party) (ofm:Diagnosis)"

# name of the kind: pattern that finds it, and an example in which it is found
KINDS = {
    "a study states what only we infer": (
        "?x ofm:mode ofm:stated ; ofm:stanceBasis ofm:ourInference",
        ":x ofm:mode ofm:stated ; ofm:stanceBasis ofm:ourInference .",
    ),
    "a study shows what only we infer": (
        "?x a ofm:Finding ; ofm:stanceBasis ofm:ourInference",
        ":x a ofm:Finding ; ofm:stanceBasis ofm:ourInference .",
    ),
    "a work credits itself": (
        "?x ofm:stanceOf ?work ; ofm:attributedBy ?work",
        ":x ofm:stanceOf :paper ; ofm:attributedBy :paper .",
    ),
    "a work takes two answers that exclude each other on one threat": (
        """?x ofm:stanceOf ?work ; ofm:takesPosition ?one ; ofm:aboutVector ?threat .
           ?y ofm:stanceOf ?work ; ofm:takesPosition ?other ; ofm:aboutVector ?threat .
           ?one ofm:incompatibleWith ?other""",
        """:x ofm:stanceOf :paper ; ofm:takesPosition :yes ; ofm:aboutVector :fraud .
           :y ofm:stanceOf :paper ; ofm:takesPosition :no ; ofm:aboutVector :fraud .
           :yes ofm:incompatibleWith :no .""",
    ),
    "a work stands on two sides of a disagreement": (
        """?x ofm:hasParty ?one , ?other . ?one ofm:partyWork ?work ; ofm:side ?a .
           ?other ofm:partyWork ?work ; ofm:side ?b . FILTER(?a != ?b)""",
        """:x ofm:hasParty :p , :q . :p ofm:partyWork :paper ; ofm:side 1 .
           :q ofm:partyWork :paper ; ofm:side 2 .""",
    ),
    "a disagreement has one party": (
        """?x a ofm:Disagreement . FILTER NOT EXISTS {
             ?x ofm:hasParty/ofm:partyWork ?one , ?other . FILTER(?one != ?other) }""",
        """:x a ofm:Disagreement ; ofm:hasParty :p , :q .
           :p ofm:partyWork :paper . :q ofm:partyWork :paper .""",
    ),
    "a conflict lacks two sides": (
        """?x ofm:disagreementType ofm:conflict . FILTER NOT EXISTS {
             ?x ofm:hasParty ?one , ?other . ?one ofm:side ?a . ?other ofm:side ?b .
             FILTER(?a != ?b) }""",
        ":x ofm:disagreementType ofm:conflict ; ofm:hasParty :p , :q . :p ofm:side 1 .",
    ),
    "a limit stands in a note beside the statement": (
        f"VALUES (?kind) {{ {STANCES} {ARGUED} }} ?x a ?kind ; ofm:note ?note",
        ':x a ofm:Claim ; ofm:statement "It is free." ; ofm:note "That is our reading." .',
    ),
    "a claim of a work holds a reading of ours": (
        """?x a ofm:Claim ; ofm:statement ?says .
           FILTER(REGEX(?says, "our (reading|inference)|we infer", "i"))""",
        ':x a ofm:Claim ; ofm:statement "It is free (our reading)." .',
    ),
    "a comparison of a study holds a reading of ours": (
        """?x a ofm:BaselineComparison ; ofm:statement ?says .
           FILTER(REGEX(?says, "our (reading|inference)|we infer", "i"))""",
        ':x a ofm:BaselineComparison ; ofm:statement "Letters; that is our reading." .',
    ),
    "a work draws a line that was read elsewhere": (
        """?x a ofm:EvidenceLine ; ofm:drawnBy ?work ; ofm:readFrom ?source . ?work a ofm:Work .
           FILTER(?work != ?source)""",
        """:x a ofm:EvidenceLine ; ofm:drawnBy :cited ; ofm:readFrom :paper .
           :cited a ofm:Work .""",
    ),
    "a gloss on a study read through the paper does not say where the paper says it": (
        """?x ofm:partOf/ofm:textRead ofm:throughAnotherWork ; ofm:paraphrase ?says .
           FILTER(!STRSTARTS(?says, "B."))""",
        """:x ofm:partOf :reading ; ofm:paraphrase "No comparison is needed." .
           :reading ofm:textRead ofm:throughAnotherWork .""",
    ),
    "a cell is called clear against the clue that leaned others to absent": (
        """?x ofm:outcome ofm:partial ; ofm:codingBasis ofm:clear ; ofm:studySections ?where .
           FILTER(CONTAINS(?where, "given as"))""",
        """:x ofm:outcome ofm:partial ; ofm:codingBasis ofm:clear ;
              ofm:studySections "3 (given as an example)" .""",
    ),
    "a company is called a system": (
        '?x a ofm:System ; ofm:systemKind ?kind . FILTER(REGEX(?kind, "company", "i"))',
        ':x a ofm:System ; ofm:systemKind "company that hosts models" .',
    ),
    "a text speaks of how it was made": (
        """?x ?about ?says . FILTER(isLiteral(?says))
           FILTER(?about NOT IN (ofm:snapshot, ofm:textSource))
           FILTER(REGEX(STR(?says),
             "commission(ed|ing)|prose-clear|README|structured notes|notes on the paper", "i"))""",
        ':x ofm:rationale "Absent (see README.md)." .',
    ),
}

# words without which a statement would be stronger than its source
HEDGES = {
    "c-attack-defense-unstable": "can be",
    "c-avoid-weight-proliferation": "appears to be",
    "c-closed-can-block": "in principle",
    "c-csam-overwhelms-enforcement": "may",
    "c-customization-reduces-homogeneity": "may",
    "c-distribution-cost-dominates": "likely",
    "c-gopal-open-models-give-pathogen-info": "can",
    "c-hosts-could-monitor": "might",
    "c-info-not-main-barrier": "might",
    "c-merging-recovers-scale": "might",
    "c-monoculture-correlated-failures": "conjectured",
    "c-monoculture-homogenizes": "conjectured",
    "c-ncii-marginal-risk-considerable": "preliminary",
    "c-ncii-nonproliferation-infeasible": "generally",
    "c-open-models-can-contribute": "optimistic",
    "c-open-weights-good-for-research-and-competition": "could",
    "c-strict-reading-hard-to-comply": "if",
    "c-upstream-stays-concentrated": "probably",
    "c-vuln-detection-marginal-risk-low": "preliminary",
    "c-weights-enable-bioweapons": "could",
}


@pytest.fixture(scope="module")
def everything() -> MemoryStore:
    """Return all data and the ontology, later literature and second codings included."""
    return MemoryStore(corpus.load())


def found(store: ox.Store | MemoryStore, pattern: str) -> set[str]:
    """Return the things in which a pattern finds its fault."""
    query = f"{PREFIXES} SELECT DISTINCT ?x WHERE {{ {pattern} }}"
    if isinstance(store, MemoryStore):
        return {row["x"] for row in store.select(query).dicts()}
    return {row["x"].value for row in store.query(query)}


@pytest.mark.parametrize("kind", KINDS)
def test_the_data_are_free_of(everything: MemoryStore, kind: str) -> None:
    pattern, _ = KINDS[kind]
    assert found(everything, pattern) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_an_example_shows(kind: str) -> None:
    pattern, example = KINDS[kind]
    store = ox.Store()
    prefixes = PREFIXES.replace("PREFIX", "@prefix").replace(">\n", "> .\n")
    store.load(f"{prefixes}{example}".encode(), ox.RdfFormat.TURTLE)
    assert found(store, pattern) == {"https://example.org/x"}


@pytest.mark.parametrize(("claim", "hedge"), HEDGES.items(), ids=list(HEDGES))
def test_a_hedge_of_the_source_stays(everything: MemoryStore, claim: str, hedge: str) -> None:
    query = f"{PREFIXES} SELECT ?says WHERE {{ claim:{claim} ofm:statement ?says }}"
    ((says,),) = everything.select(query).rows
    assert says is not None
    assert f" {hedge} " in f" {text(says).lower().replace(',', ' ')} "


def test_what_is_said_of_a_property_and_a_risk_has_its_passage(everything: MemoryStore) -> None:
    stated = f"""{PREFIXES} SELECT ?property ?risk ?where WHERE {{
        ?property a ofm:DistinctiveProperty ; ofm:mayRaise ?risk .
        OPTIONAL {{ ?remark ofm:remarkOn ?property ; ofm:remarkKind ofm:raisesRisk ;
            ofm:concernsVector ?risk ; ofm:locator ?where }} }}"""
    rows = everything.select(stated).dicts()
    assert {(r["property"].rpartition("/")[2], r["risk"].rpartition("/")[2]) for r in rows} == {
        ("broader-access", "ncii-digitally-altered"),
        ("greater-customizability", "ncii-digitally-altered"),
        ("inability-to-monitor", "csam"),
        ("inability-to-monitor", "cyber-automated-vulnerability-detection"),
        ("inability-to-rescind", "ncii-digitally-altered"),
        ("local-adaptation-inference", "ncii-digitally-altered"),
    }
    assert all(row.get("where") for row in rows)


def test_the_published_version_stands_beside_the_preprint(everything: MemoryStore) -> None:
    version = f"""{PREFIXES} SELECT ?title ?volume ?pages WHERE {{
        work:kapoor-2024-icml dcterms:isVersionOf work:kapoor-2024 ; dcterms:title ?title ;
            bibo:volume ?volume ; bibo:pages ?pages }}"""
    (row,) = everything.select(version).dicts()
    assert row["title"].startswith("Position: ")
    assert (row["volume"], row["pages"]) == ("235", "23082-23104")
