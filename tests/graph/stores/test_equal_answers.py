"""Every question of the library and every analysis answers alike on every kind of store."""

from collections.abc import Callable
from dataclasses import asdict
from functools import cache

import pyoxigraph as ox
import pytest
import servers

import ofmkg
from ofmkg.analyses.declaration import analyses
from ofmkg.graph import doctor, library
from ofmkg.graph.scenarios import Scenario
from ofmkg.graph.stores import Store
from ofmkg.graph.stores.memory import MemoryStore
from ofmkg.graph.terms import PREFIXES
from ofmkg.knowledge import over

Graph = ofmkg.KnowledgeGraph
ANALYSES: dict[str, Callable[[Graph], object]] = {
    "compare": lambda kg: kg.compare("gopal-2023", "batalis-2023"),
    "compare a study": lambda kg: kg.compare("hazell-2023", "musser-2023"),
    "columns": lambda kg: kg.columns("gopal-2023", "hazell-2023", "batalis-2023"),
    "matrix": lambda kg: kg.matrix(),
    "matrix of all": lambda kg: kg.matrix("all"),
    "gaps": lambda kg: kg.gaps(threats=True),
    "cell": lambda kg: kg.cell("biosecurity", "marginal-risk-evidence", "all"),
    "results": lambda kg: kg.results(),
    "question": lambda kg: kg.question("closed-safeguards"),
    "timeline": lambda kg: kg.timeline("closed-safeguards"),
    "timeline of a vector": lambda kg: kg.timeline("actor-skill", vector="biosecurity"),
    "disagreements": lambda kg: kg.disagreements(),
    "disagreement": lambda kg: kg.disagreement("d-bio-bottleneck"),
    "disagreement of later works": lambda kg: kg.disagreement("cd-bio-paper-or-bench"),
    "search": lambda kg: kg.search("weights", "risk"),
    "study": lambda kg: kg.study("seger-2023"),
    "claim": lambda kg: kg.claim("c-alignment-removable"),
    "vector": lambda kg: kg.vector("biosecurity"),
    "release": lambda kg: kg.release("llama-2"),
    "crux of a vector": lambda kg: kg.crux("biosecurity"),
    "crux of works": lambda kg: kg.crux("gopal-2023", "batalis-2023"),
    "rests": lambda kg: kg.rests("gopal-2023"),
    "standing": lambda kg: kg.standing(),
    "argument": lambda kg: kg.argument(),
    "argument of all": lambda kg: kg.argument(collection="all"),
    "needed": lambda kg: kg.needed(),
    "debate": lambda kg: kg.debate(),
    "robustness": lambda kg: kg.robustness(),
    "agreement": lambda kg: kg.agreement(minimum=5, resamples=100),
    "cite": lambda kg: kg.cite(),
    "changed": lambda kg: kg.changed(until="2026-06"),
}


def _classes(name: str) -> list[tuple[str, str]]:
    """Return the parameters of a question that are things of a class of ours, with that class."""
    parameters = library.load(name).parameters
    return [
        (each.name, PREFIXES["ofm"] + each.type[4:])
        for each in parameters
        if each.type[:4] == "ofm:"
    ]


def _some(store: Store, of_class: str) -> list[ox.NamedNode]:
    """Return up to three things of a class, from all over the list of them."""
    kind = f"a/<{PREFIXES['rdfs']}subClassOf>*"
    rows = store.select(f"SELECT DISTINCT ?x WHERE {{ ?x {kind} <{of_class}> }} ORDER BY ?x").rows
    return [row[0] for row in rows][:: max(1, len(rows) // 2)][:3]  # type: ignore[misc]


def test_every_analysis_is_tried() -> None:
    assert {each.name for each in analyses()} == {name.split()[0] for name in ANALYSES}


@pytest.mark.parametrize("name", sorted(ANALYSES))
def test_analyses_answer_as_in_memory(full: Store, kg: Graph, name: str) -> None:
    assert ANALYSES[name](Graph.over(full)) == _in_memory(kg, name)


@cache
def _in_memory(kg: Graph, name: str) -> object:
    return ANALYSES[name](kg)


def test_every_question_is_answered_as_in_memory(full: Store) -> None:
    found = {check.name: check for check in doctor.examine(full)}
    assert [check for check in found.values() if not check.fine] == []
    assert found["answers like memory"].said.startswith(f"All {len(library.names())} questions")


@pytest.mark.parametrize("name", [name for name in library.names() if _classes(name)])
@pytest.mark.server
@pytest.mark.parametrize("full", servers.KINDS, indirect=True)
def test_every_question_about_a_thing_is_answered_as_in_memory(
    full: Store, kg: Graph, name: str
) -> None:
    """Servers plan a question about one thing otherwise than the same question about all."""
    memory = kg._store
    differ = [
        (parameter, thing.value)
        for parameter, of_class in _classes(name)
        for thing in _some(memory, of_class)
        if not doctor.alike(library.bind(library.text(name), {parameter: [thing]}), full, memory)
    ]
    assert differ == []


def test_other_readings(full: Store, kg: Graph) -> None:
    reading = Scenario(alternatives=True, without=("gopal-a1",), with_inferences=True)
    assert over(full, reading=reading).matrix() == ofmkg.load(reading=reading).matrix()
    assert over(full, reading=reading).matrix() != kg.matrix()


def test_inferences_taken_in(full: Store) -> None:
    stated, inferred = over(full), over(full, inferred=True)
    exhibits = "SELECT ?r WHERE { ?r <https://w3id.org/ofmkg/ns#exhibits> ?p }"
    assert isinstance(inferred._store, MemoryStore)
    assert len(inferred._store.select(exhibits)) > len(stated._store.select(exhibits)) == 0


def test_results_are_plain_data(full: Store) -> None:
    assert asdict(Graph.over(full).matrix())["rows"]
