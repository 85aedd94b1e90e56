"""The later literature holds what was recorded, and never mixes with the seven."""

from collections import Counter

import pytest
from facts import Facts

import ofmkg
from ofmkg.graph import corpus
from ofmkg.graph.resources import room
from ofmkg.graph.stores import text
from ofmkg.graph.stores.memory import MemoryStore

PREFIXES = """
PREFIX ofm: <https://w3id.org/ofmkg/ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX base: <https://w3id.org/ofmkg/>
"""
LATER = room("data") / "later"
IN_USE = "ofm:partOf/ofm:adopted true"


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    """Return the files of the later literature and the ontology."""
    wanted = [e for e in corpus.load() if e.path.parent == LATER or e.path.name == "ofmkg.ttl"]
    return MemoryStore(wanted)


@pytest.fixture(scope="module")
def kg() -> ofmkg.KnowledgeGraph:
    """Return the built-in graph with the later literature."""
    return ofmkg.load()


def count(store: MemoryStore, pattern: str) -> int:
    """Return how many solutions a pattern has."""
    row = store.select(f"{PREFIXES} SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}").rows[0]
    assert row[0] is not None
    return int(text(row[0]))


def test_everything_says_who_read_it(store: MemoryStore) -> None:
    for kind in ("Coding", "BaselineComparison", "ActorMention", "EvidenceRecord", "Finding"):
        nobody = f"""?x a ofm:{kind} .
            FILTER NOT EXISTS {{ ?x ofm:partOf/prov:wasAttributedTo ?who ; ofm:locator ?where }}"""
        assert count(store, nobody) == 0, kind


def test_a_work_of_the_paper_is_the_same_work_once(kg: ofmkg.KnowledgeGraph) -> None:
    for name in ("patwardhan-2024", "mouton-2024", "soice-2023", "sandbrink-2023"):
        rows = kg.query("sides", work=name).dicts()
        assert len({row["title"] for row in rows}) == 1
        assert {row["collection"].rpartition("/")[2] for row in rows} == {"later"}


def test_the_seven_are_shown_unless_another_collection_is_named(
    kg: ofmkg.KnowledgeGraph, facts: Facts
) -> None:
    assert {row.collection for row in kg.matrix().rows} == {"kapoor-2024"}
    later = kg.matrix("later")
    assert {row.collection for row in later.rows} == {"later"}
    states = Counter(cell.state for row in later.rows for cell in row.cells)
    outcomes = {"addressed": "addressed", "partial": "partial", "absent": "skipped"}
    outcomes["notJudged"] = "uncoded"
    assert states == {
        state: facts["later"][f"?x a ofm:Coding ; ofm:outcome ofm:{outcome} ; {IN_USE}"]
        for outcome, state in outcomes.items()
    }


def test_two_works_on_one_vector_compare(kg: ofmkg.KnowledgeGraph) -> None:
    found = kg.compare("mouton-2024", "hong-2026")
    assert found.vector_relation == "same"
    assert (found.a.collection, found.b.collection) == ("later", "later")
    shared = {row.question for row in found.assumptions.shared}
    assert "web-information" in shared
    phishing = kg.compare("narayanan-2024", "heiding-2024")
    assert phishing.vector_relation in ("same", "overlapping")


def test_what_a_work_holds_across_vectors_is_found(kg: ofmkg.KnowledgeGraph) -> None:
    rows = kg.query("positions-on-question", question="model-level-safety").dicts()
    assert {(row["holder"].rpartition("/")[2], row["kind"]) for row in rows} == {
        ("narayanan-2024", "stated"),
        ("narayanan-2025", "stated"),
        ("okeefe-2024", "stated"),
    }
    opposed = kg.compare("narayanan-2024", "okeefe-2024").assumptions.opposed
    assert [row.question for row in opposed] == ["model-level-safety"]


def test_results_against_the_internet_by_design_and_date(kg: ofmkg.KnowledgeGraph) -> None:
    rows = kg.query("results-against-baseline").dicts()
    found = list(
        dict.fromkeys(
            (row.get("design", ""), row.get("date", ""), row["work"].rpartition("/")[2])
            for row in rows
        )
    )
    assert found == [
        ("content-analysis", "2023", "mouton-2024"),
        ("controlled-comparison", "2024", "grattafiori-2024"),
        ("controlled-comparison", "2024", "wan-2024"),
        ("controlled-comparison", "2025/2026", "zhang-2026"),
        ("controlled-comparison", "", "aisi-2025"),
        ("randomised-comparison", "2023", "mouton-2024"),
        ("randomised-comparison", "2024-01", "patwardhan-2024"),
        ("randomised-comparison", "2025-06/2025-08", "hong-2026"),
        ("review-of-evidence", "2026-05", "aziz-2026"),
        ("", "2025", "aisi-2025"),
    ]


def test_who_assesses_their_own_models_and_who_no_open_ones(
    kg: ofmkg.KnowledgeGraph, facts: Facts
) -> None:
    def works(name: str) -> set[str]:
        return {row["work"].rpartition("/")[2] for row in kg.query(name).dicts()}

    assert works("developers-own-assessments") == {
        "agarwal-2025",
        "amodei-2026",
        "anthropic-2025a",
        "anthropic-2025b",
        "anthropic-2025c",
        "grattafiori-2024",
        "guru-2026",
        "patwardhan-2024",
        "thinking-machines-2026",
        "wallace-2025",
        "wan-2024",
    }
    none_open = facts["later"]["?x a ofm:WorkReading ; ofm:analysesOpenModels ofm:no"]
    assert len(works("closed-models-only")) == none_open
    assert "hong-2026" in works("closed-models-only")
