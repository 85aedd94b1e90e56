"""The argument on record: from rows, from the small graph, and as a graph of networkx."""

from collections import Counter

import networkx as nx
import pytest
from hypothesis import given
from made_up_arguments import ARGUMENTS, claim, made_up, stance
from query_engines import HERE

import ofmkg
from ofmkg.analyses.argument.analysis import about, argument
from ofmkg.analyses.argument.network import to_networkx
from ofmkg.analyses.argument.result import Argument
from ofmkg.errors import UnknownIdError
from ofmkg.graph import parsing
from ofmkg.graph.resources import room
from ofmkg.graph.terms import short

EVIDENCE = ("supports", "disputes", "qualifies")


@pytest.fixture(scope="module")
def small() -> ofmkg.KnowledgeGraph:
    """Return the made-up graph that the queries are tested on."""
    files = (room("ontology") / "ofmkg.ttl", HERE / "small.ttl")
    return ofmkg.KnowledgeGraph([parsing.read(file) for file in files])


def test_bearings_of_the_small_graph(small: ofmkg.KnowledgeGraph) -> None:
    found = argument(small)
    assert [
        (b.relation, short(b.start), short(b.end), short(b.drawn_by or ""), b.basis, b.locator)
        for b in found.bearings
    ] == [
        ("supports", "calls-rise", "act-now", "judge-2024", "named-by-source", "§4.3"),
        ("qualifies", "count-differs", "calls-fall", "team", "our-inference", "§4.4"),
        ("disputes", "calls-fall", "calls-rise", "judge-2024", "named-by-source", "§4.2"),
        ("qualifies", "count-differs", "calls-rise", "team", "our-inference", "§4.4"),
        # that the claim rests on them the source says; that they are held is our inference
        ("rests-on", "holds", "calls-rise", "judge-2024", "our-inference", "§4.1"),
        ("rests-on", "much-skill", "calls-rise", "judge-2024", "our-inference", "§4.1"),
        ("rests-on", "fails", "count-differs", "judge-2024", "named-by-source", "§4.4"),
    ]
    fall = next(c for c in found.claims.values() if short(c.iri) == "calls-fall")
    assert [short(each) for each in fall.works] == ["beta-2024", "gamma-2022"]
    assert sorted(short(each) for each in fall.vectors) == ["fraud", "phone"]
    skill = next(p for p in found.premises.values() if short(p.iri) == "much-skill")
    assert (skill.adopted, short(skill.work or ""), skill.basis) == (
        False,
        "alpha-2023",
        "our-inference",
    )
    assert [(short(x.a), short(x.b)) for x in found.exclusions] == [
        ("fail", "hold"),
        ("high-skill", "low-skill"),
    ]


def test_claims_about_a_vector_above_and_below(small: ofmkg.KnowledgeGraph) -> None:
    found = argument(small)

    def inside(vector: str) -> set[str]:
        return {short(iri) for iri in about(small, found, vector)}

    assert inside("voice") == {"calls-rise", "calls-fall", "count-differs"}
    assert inside("forgery") == set()
    with pytest.raises(UnknownIdError, match="Did you mean phone"):
        about(small, found, "phones")


def test_a_part_keeps_what_bears_on_it_directly() -> None:
    whole = made_up(
        "abcd", supports=[("a", "b"), ("b", "c"), ("c", "d")], rests=[("c", "s"), ("a", "t")]
    )
    part = whole.part(frozenset({claim("c")}))
    assert set(part.claims) == {claim("b"), claim("c")}
    assert set(part.premises) == {stance("s")}
    assert [(short(b.start), short(b.end)) for b in part.bearings] == [("b", "c"), ("s", "c")]


def test_the_graph_by_hand(small: ofmkg.KnowledgeGraph) -> None:
    graph = to_networkx(argument(small))
    told = {(u, v, d["relation"]): d for u, v, d in graph.edges(data=True)}
    rise = "claim/calls-rise"
    holds = "assessment/alpha-2023/marginal-risk/ann/holds"
    assert told["claim/calls-fall", rise, "disputes"] == {
        "relation": "disputes",
        "basis": "named-by-source",
        "voice": "another",
        "drawnBy": "judge-2024",
        "locator": "§4.2",
        "source": "judge-2024",
        "line": "evidence-line/2",
    }
    assert told[rise, holds, "rests-on"]["drawnBy"] == "judge-2024"
    assert told[holds, "position/hold", "takes-position"] == {
        "relation": "takes-position",
        "basis": "our-inference",
        "voice": "inference",
        "drawnBy": "ann",
        "locator": "A.1 Evidence",
        "source": "judge-2024",
    }
    assert (holds, "publication/alpha-2023", "held-by") in told
    assert (rise, "publication/cited-2020", "cites-as-evidence") in told
    assert ("claim/act-now", "publication/alpha-2023", "asserted-by") in told
    assert ("position/fail", "position/hold", "incompatible-with") in told
    assert ("position/high-skill", "position/low-skill", "incompatible-with") not in told
    assert graph.nodes[rise]["kind"] == "claim"
    assert "publication/lonely-2019" not in graph


@given(ARGUMENTS)
def test_each_bearing_is_one_edge(given_: Argument) -> None:
    graph = to_networkx(given_)
    relations = Counter(d["relation"] for _, _, d in graph.edges(data=True))
    expected = Counter(b.relation for b in given_.bearings)
    assert {kind: relations[kind] for kind in expected} == expected
    assert all(d["kind"] for _, d in graph.nodes(data=True))
    lines = {d["line"] for _, _, d in graph.edges(data=True) if "line" in d}
    assert len(lines) == sum(expected[kind] for kind in EVIDENCE)
    assert nx.utils.graphs_equal(graph, to_networkx(given_))


def test_the_real_graph_holds_every_claim_and_every_line(kg: ofmkg.KnowledgeGraph) -> None:
    graph = to_networkx(argument(kg))
    kinds = Counter(d["kind"] for _, d in graph.nodes(data=True))
    relations = Counter(d["relation"] for _, _, d in graph.edges(data=True))
    claims = {row["claim"] for row in kg.query("claims").dicts()}
    assert kinds["claim"] == len(claims)
    drawn_as = Counter(row["direction"] for row in kg.query("evidence-lines").dicts())
    assert {kind: relations[kind] for kind in EVIDENCE} == {k: drawn_as[k] for k in EVIDENCE}
    assert relations["rests-on"] == len(kg.query("rests-on")) > 0
    assert relations["expresses"] == len(kg.query("claims-expressing").dicts())
    drawn = [d for _, _, d in graph.edges(data=True) if "line" in d or d["relation"] == "rests-on"]
    assert all({"drawnBy", "locator", "source", "basis", "voice"} <= set(d) for d in drawn)
    assert all(d["voice"] for _, _, d in graph.edges(data=True))
    ours = [d for _, _, d in graph.edges(data=True) if d["relation"] == "expresses"]
    assert {d["basis"] for d in ours} == {"our-inference"}


def test_what_sources_say_of_the_argument() -> None:
    given_ = made_up(
        "abc",
        supports=[("a", "b")],
        supports_ours=[("b", "c")],
        rests=[("a", "s"), ("b", "t")],
        inferred="t",
        collections={"b": "x"},
    )
    kept = [(b.relation, short(b.start), short(b.end)) for b in given_.sourced().bearings]
    assert kept == [("supports", "a", "b"), ("rests-on", "s", "a")]
    assert set(given_.sourced().claims) == set(given_.claims)
    inside = given_.of({"c"})
    assert {short(iri) for iri in inside.claims} == {"a", "c"}
    assert [(short(b.start), short(b.end)) for b in inside.bearings] == [("s", "a")]
    assert {short(iri) for iri in inside.premises} == {"s"}
