"""The data hold exactly what was recorded; how much of it there is stands in facts.yaml."""

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from ofmkg.graph import corpus, parsing
from ofmkg.graph.resources import room
from ofmkg.graph.stores import text
from ofmkg.graph.stores.memory import MemoryStore

PREFIXES = """
PREFIX ofm: <https://w3id.org/ofmkg/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX cito: <http://purl.org/spar/cito/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX base: <https://w3id.org/ofmkg/>
"""


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    """Return what comes with ofmkg, without second codings (which have tests of their own)."""
    return MemoryStore(each for each in corpus.load() if "/second-codings/" not in each.graph)


def count(store: MemoryStore, pattern: str) -> int:
    """Return how many solutions a pattern has."""
    row = store.select(f"{PREFIXES} SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}").rows[0]
    assert row[0] is not None
    return int(text(row[0]))


def tally(store: MemoryStore, pattern: str) -> dict[str, int]:
    """Return how often each ?key occurs in the solutions of a pattern, by last part of its IRI."""
    rows = store.select(f"{PREFIXES} SELECT ?key WHERE {{ {pattern} }}").dicts()
    return dict(Counter(row["key"].replace("#", "/").rpartition("/")[2] for row in rows))


def test_what_stands_in_for_a_step(store: MemoryStore) -> None:
    rows = store.select(f"{PREFIXES} SELECT ?x ?step {{ ?x ofm:standsInFor ?step }}").dicts()
    assert {(r["x"].rpartition("/")[2], r["step"].rpartition("/")[2]) for r in rows} == {
        ("gopal-a1", "marginal-risk-evidence"),
        ("hazell-a1", "existing-defenses"),
        ("musser-a4", "marginal-risk-evidence"),
    }


def test_llama_1_is_restricted_though_one_source_calls_it_open(store: MemoryStore) -> None:
    llama = "<https://w3id.org/ofmkg/release/llama-1>"
    stated = f"?s ofm:aboutRelease {llama} ; ofm:statesAvailability ?key"
    assert tally(store, stated) == {"restricted": 1, "widelyAvailable": 1}
    assert tally(store, f"{llama} ofm:weightsAvailability ?key") == {"restricted": 1}


def test_actors_that_are_gaps_are_not_considered(store: MemoryStore) -> None:
    gopal = "<https://w3id.org/ofmkg/study/gopal-2023>"
    assert tally(store, f"{gopal} ofm:considersActor ?key") == {"untrained-individuals-bio": 1}
    assert tally(store, f"{gopal} ofm:omitsActor ?key") == {"well-resourced-rogue-actors": 1}
    assert count(store, "<https://w3id.org/ofmkg/study/seger-2023> ofm:considersActor ?a") == 0


def test_no_treatment_or_silence_carries_words_as_a_statement(store: MemoryStore) -> None:
    for kind in ("Treatment", "Silence"):
        assert count(store, f"?x a ofm:{kind} ; ofm:statement ?s") == 0
        assert count(store, f"?x a ofm:{kind} ; ofm:takesPosition ?p") == 0


def test_korean_labels(store: MemoryStore) -> None:
    for kind in (
        "Framework",
        "FrameworkStep",
        "DistinctiveProperty",
        "Benefit",
        "MisuseVector",
        "CellState",
        "Outcome",
    ):
        missing = f"""?x a ofm:{kind} .
            FILTER NOT EXISTS {{ ?x rdfs:label ?l . FILTER(LANG(?l) = "ko") }}"""
        assert count(store, missing) == 0, kind


def test_every_term_of_the_ontology_is_labelled_defined_and_sourced(store: MemoryStore) -> None:
    for lacks in (
        '?x rdfs:label ?l . FILTER(LANG(?l) = "en")',
        '?x rdfs:label ?l . FILTER(LANG(?l) = "ko")',
        "?x <http://www.w3.org/2004/02/skos/core#definition> ?d",
        "?x dcterms:source ?s",
    ):
        missing = f"""?x rdfs:isDefinedBy <https://w3id.org/ofmkg> .
            FILTER NOT EXISTS {{ {lacks} }}"""
        assert count(store, missing) == 0, lacks


def test_every_term_that_the_data_use_is_declared(store: MemoryStore) -> None:
    used = store.select(
        """SELECT DISTINCT ?term WHERE { { ?s ?term ?o } UNION { ?s a ?term }
           FILTER(!STRSTARTS(STR(?term), "http://www.w3.org/"))
           FILTER NOT EXISTS { ?term a ?declared } }"""
    )
    assert used.rows == ()


DATA_FILES = sorted(room("data").rglob("*.ttl"))


@pytest.mark.parametrize("path", DATA_FILES, ids=[p.stem for p in DATA_FILES])
def test_each_file_is_a_graph_with_its_provenance(path: Path) -> None:
    document = parsing.read(path)
    *_, folder, name = ("", *path.relative_to(room("data")).parts)
    name = name.removesuffix(".ttl")
    if name.startswith("adopted-"):  # as `ofmkg adopt` names a decision: file and graph
        study = name.removeprefix("adopted-").removesuffix("-marginal-risk")
        name = f"adopted/{study}/marginal-risk"
    expected = f"{folder}/{name}" if folder else name
    assert document.graph == f"https://w3id.org/ofmkg/graph/{expected}"
    about = {
        quad.predicate.value.rpartition("/")[2]
        for quad in document.quads
        if quad.subject == ox.NamedNode(document.graph)
    }
    assert about >= {"title", "license", "created", "provenance", "creator"}
    assert path.name == "dataset.ttl" or "source" in about
    assert "CC BY 4.0" in path.read_text(encoding="utf-8").splitlines()[0]
