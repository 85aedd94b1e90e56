"""What a reasoner for OWL 2 DL makes of our ontology and data, and of data that contradict it."""

from collections.abc import Callable
from pathlib import Path

import hermit
import pytest
import seven
from hermit import Reasoned

import ofmkg
from ofmkg.graph import corpus, parsing, validation
from ofmkg.graph.export import serialize
from ofmkg.graph.stores.memory import MemoryStore
from ofmkg.graph.terms import BASE, NS, PREFIXES, short

pytestmark = [
    pytest.mark.java,
    pytest.mark.skipif(hermit.missing() is not None, reason=str(hermit.missing())),
]


def with_weights(*kinds: str) -> Callable[[], set[str]]:
    """Return what looks up the releases whose adopted availability is stated to be one of some."""
    named = " ".join(f"ofm:{kind}" for kind in kinds)
    query = f"SELECT ?r {{ VALUES ?kind {{ {named} }} ?r ofm:weightsAvailability ?kind }}"
    return lambda: {
        short(row["r"])
        for row in MemoryStore(corpus.load()).select(f"PREFIX ofm: <{NS}> {query}").dicts()
    }


OPEN, NOT_OPEN = with_weights("widelyAvailable"), with_weights("restricted", "closed")
# Queries as one would type them into Protégé, with what they find.
QUERIES = {
    "OpenModelRelease": OPEN,
    "ofm:OpenModelRelease": OPEN,
    "'open model release'": OPEN,
    f"<{NS}OpenModelRelease>": OPEN,
    "ModelRelease and exhibits value property:broader-access": OPEN,
    "NonOpenModelRelease": NOT_OPEN,
    "weightsAvailability some {restricted, closed}": NOT_OPEN,
    "analysesVector value biosecurity and inCollection value collection:kapoor-2024": {
        "gopal-2023"
    },
    "analysesUnder value vector:spear-phishing and inCollection value collection:kapoor-2024": {
        "hazell-2023"
    },
    "inverse assesses some (adopted value true) and reportedIn value work:thiel-2023": {
        "thiel-2023"
    },
    "Study and not Study": set(),
}
PREFIX_LINES = f"@base <{BASE}> .\n" + "".join(
    f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()
)


@pytest.fixture(scope="module")
def reasoned(export: Path, note: Callable[[str], None]) -> Reasoned:
    """Return what HermiT finds on the export."""
    found = hermit.reason(export, list(QUERIES))
    note(
        f"HermiT: {'consistent' if found.consistent else 'NOT consistent'}, "
        f"{len(found.unsatisfiable)} unsatisfiable classes, {len(found.answers)} queries, "
        f"{len(found.answers['OpenModelRelease'].instances)} open model releases"
    )
    return found


@pytest.fixture
def with_own(tmp_path: Path) -> Callable[[str], tuple[Path, Reasoned]]:
    """Return what adds a file of Turtle to the seven studies and reasons over all of it."""

    def reason(turtle: str) -> tuple[Path, Reasoned]:
        folder = tmp_path / "own"
        folder.mkdir()
        (folder / "own.ttl").write_text(PREFIX_LINES + turtle, encoding="utf-8")
        path = tmp_path / "all.owl"
        documents = [*seven.documents(), parsing.read(folder / "own.ttl")]
        own = (quad for each in documents for quad in each.named())
        path.write_bytes(serialize(own, "owl"))
        return folder, hermit.reason(path)

    return reason


def test_everything_is_consistent(reasoned: Reasoned) -> None:
    assert (reasoned.consistent, reasoned.error) == (True, None)
    assert reasoned.unsatisfiable == set()


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_finds(reasoned: Reasoned, query: str) -> None:
    expected = QUERIES[query]
    expected = expected() if callable(expected) else expected
    assert set(map(short, reasoned.answers[query].instances)) == expected


def test_open_releases_are_those_with_widely_available_weights(
    reasoned: Reasoned, every: ofmkg.KnowledgeGraph
) -> None:
    rows = every.query("releases-by-weights", availability="widely-available").dicts()
    assert {short(row["release"]) for row in rows} == OPEN()


def test_classes_around_a_query(reasoned: Reasoned) -> None:
    thing, nothing = (PREFIXES["owl"] + name for name in ("Thing", "Nothing"))
    answer = reasoned.answers["OpenModelRelease"]
    assert answer.equivalent == {f"{NS}OpenModelRelease"}
    assert answer.above == {thing, f"{NS}ModelRelease", f"{NS}Technology"}
    assert answer.below == {nothing}
    assert reasoned.answers["Study and not Study"].equivalent == {nothing}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("Study and", "Study and: column 7, at and: wanted a class"),
        ("Study Study", "column 7, at Study: wanted and, or, the end"),
        ("analysesVector value nonsense", "column 22, at nonsense: wanted an individual"),
        (
            "reportedIn value gopal-2023",
            f"at gopal-2023 (this may be <{BASE}publication/gopal-2023> or "
            f"<{BASE}study/gopal-2023>): wanted an individual",
        ),
        ("", "at the end: wanted a class"),
    ],
)
def test_a_query_that_makes_no_sense(export: Path, query: str, message: str) -> None:
    with pytest.raises(ValueError) as error:
        hermit.reason(export, ["Study", query])
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="Hermit ended with 1"):
        hermit.reason(tmp_path / "none.owl")


CONTRADICTIONS = {
    "two availabilities": "<release/llama-2> ofm:weightsAvailability ofm:closed .",
    "a work that is a study": "<publication/gopal-2023> a ofm:Study .",
    "a threat and a broader one, each broader than the other": """
        <vector/a> a ofm:MisuseVector ; ofm:broaderThreat <vector/b> .
        <vector/b> a ofm:MisuseVector ; ofm:broaderThreat <vector/a> .""",
    "a threat broader than itself": "<vector/ncii> ofm:broaderThreat <vector/ncii> .",
}


@pytest.mark.parametrize("turtle", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_contradictions(with_own: Callable[[str], tuple[Path, Reasoned]], turtle: str) -> None:
    _, found = with_own(turtle)
    assert found == Reasoned(consistent=False)


def test_a_circle_of_three_threats_is_for_the_shapes(
    with_own: Callable[[str], tuple[Path, Reasoned]],
) -> None:
    """OWL 2 DL cannot say that a transitive relation has no circles; SHACL can."""
    threats = ["a", "b", "c"]
    folder, found = with_own(
        "".join(
            f'<vector/{one}> a ofm:MisuseVector ; rdfs:label "{one}"@en ; '
            f"ofm:broaderThreat <vector/{other}> .\n"
            for one, other in zip(threats, ["b", "c", "a"], strict=True)
        )
    )
    assert found == Reasoned(consistent=True)
    violations = [f for f in validation.check([folder]).findings if f.severity == "violation"]
    assert {f.shape for f in violations} == {"VectorCycle"}
    assert {short(f.node) for f in violations} == set(threats)


def test_a_date_that_reasoners_see(with_own: Callable[[str], tuple[Path, Reasoned]]) -> None:
    _, found = with_own(
        'ofm:dated a owl:DatatypeProperty . <release/llama-2> ofm:dated "2023-07-18"^^xsd:date .'
    )
    assert found.consistent is None
    assert "http://www.w3.org/2001/XMLSchema#date" in str(found.error)
