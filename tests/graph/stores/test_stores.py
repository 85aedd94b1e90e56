"""What a store promises, tried on each kind: graphs come, go, are replaced, and are asked."""

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from ofmkg.errors import QueryError
from ofmkg.graph.stores import Store, documents
from ofmkg.graph.stores.base import graph_of
from ofmkg.graph.stores.memory import MemoryStore
from ofmkg.graph.terms import BASE, INFERENCES, MAPPINGS, NS, VIEW

BESIDE = {MAPPINGS: ("m", "2"), INFERENCES: ("x", "3")}
A, B, C = (f"{BASE}graph/own/{name}" for name in "abc")


def quad(graph: str, thing: str, value: str) -> ox.Quad:
    name = ox.NamedNode(f"{BASE}thing/{thing}")
    return ox.Quad(name, ox.NamedNode(f"{BASE}says"), ox.Literal(value), ox.NamedNode(graph))


def said(store: Store) -> list[tuple[str, str]]:
    """Return what the default graph says."""
    rows = store.select(f"SELECT ?s ?o WHERE {{ ?s <{BASE}says> ?o }} ORDER BY ?s ?o").dicts()
    return [(row["s"].rpartition("/")[2], row["o"]) for row in rows]


def test_graphs_come_and_go(store: Store) -> None:
    assert (store.graphs(), store.counts(), said(store)) == ((), {}, [])
    store.replace([quad(A, "x", "1"), quad(A, "y", "1"), quad(B, "x", "2")], [])
    assert store.counts() == {A: 2, B: 1}
    assert said(store) == [("x", "1"), ("x", "2"), ("y", "1")]
    store.replace([quad(A, "z", "3")], [A])
    assert store.counts() == {A: 1, B: 1}
    assert said(store) == [("x", "2"), ("z", "3")]
    store.replace([], [B])
    assert (store.counts(), said(store)) == ({A: 1}, [("z", "3")])
    store.replace([quad(C, "c", "4")], None)
    assert (store.graphs(), said(store)) == ((C,), [("c", "4")])


def test_what_two_graphs_state_stays_until_neither_does(store: Store) -> None:
    store.replace([quad(A, "x", "1"), quad(B, "x", "1")], [])
    assert said(store) == [("x", "1")]
    store.replace([], [A])
    assert said(store) == [("x", "1")]
    store.replace([], [B])
    assert said(store) == []


def test_a_graph_gains_what_is_added_without_being_replaced(store: Store) -> None:
    store.replace([quad(A, "x", "1")], [])
    store.replace([quad(A, "y", "2")], [])
    assert (store.counts(), said(store)) == ({A: 2}, [("x", "1"), ("y", "2")])


def test_what_is_derived_stays_out_of_the_default_graph(store: Store) -> None:
    following = {name: [quad(name, *each)] for name, each in BESIDE.items()}
    store.replace([quad(A, "x", "1")], [], lambda _: following)
    assert said(store) == [("x", "1")]
    assert store.counts() == {A: 1, INFERENCES: 1, MAPPINGS: 1}
    assert [graph_of(each) for each in store.quads()] == [A]
    asked = f"SELECT ?o WHERE {{ GRAPH <{INFERENCES}> {{ ?s ?p ?o }} }}"
    assert store.select(asked).dicts() == [{"o": "3"}]
    further = [quad(INFERENCES, "x", "3"), quad(INFERENCES, "x", "4")]
    store.replace([], [], lambda _: {INFERENCES: further})
    assert [row["o"] for row in store.select(f"{asked} ORDER BY ?o").dicts()] == ["3", "4"]
    store.replace([], [], lambda _: {INFERENCES: further[1:]})
    assert store.select(asked).dicts() == [{"o": "4"}]
    assert store.counts() == {A: 1, INFERENCES: 1, MAPPINGS: 1}
    store.replace([], [], lambda _: {INFERENCES: []})
    assert store.graphs() == (MAPPINGS, A)


def test_what_follows_is_made_of_what_then_stands(store: Store) -> None:
    seen: list[list[str]] = []

    def follow(stated: Iterator[ox.Quad]) -> dict[str, list[ox.Quad]]:
        seen.append(sorted(f"{graph_of(each)[-1]} {each.object.value}" for each in stated))
        return {}

    store.replace([quad(A, "x", "1"), quad(B, "x", "2")], [], follow)
    store.replace([quad(A, "x", "3")], [A], follow)
    assert seen == [["a 1", "b 2"], ["a 3", "b 2"]]


def test_the_view_joins_the_default_graph_for_a_query_that_uses_its_terms(store: Store) -> None:
    term = ox.NamedNode(f"{NS}assumesStep")
    made = ox.Quad(quad(A, "x", "1").subject, term, ox.Literal("step"), ox.NamedNode(VIEW))
    store.replace([quad(A, "x", "1")], [])
    for query in (f"SELECT ?o {{ ?s <{term.value}> ?o }}", f"ASK {{ ?s <{term.value}> ?o }}"):
        if not isinstance(store, MemoryStore):  # the others cannot make it when it is asked for
            with pytest.raises(QueryError, match="holds no derived view"):
                store.run(query)
    store.replace([], [], lambda _: {VIEW: [made]})
    assert store.select(f"SELECT ?o {{ ?s <{term.value}> ?o }}").dicts() == [{"o": "step"}]
    assert bool(store.run(f"ASK {{ ?s <{term.value}> ?o ; ?any ?other }}"))
    assert said(store) == [("x", "1")]
    store.replace([quad(B, "y", "2")], [])
    assert VIEW not in store.graphs()


def test_inferences_go_when_what_they_follow_from_changes(store: Store) -> None:
    store.replace([quad(A, "x", "1")], [], lambda _: {INFERENCES: [quad(INFERENCES, "x", "3")]})
    assert INFERENCES in store.graphs()
    store.replace([quad(B, "y", "2")], [])
    assert INFERENCES not in store.graphs()


def test_every_form_of_query(store: Store) -> None:
    store.replace([quad(A, "x", "1"), quad(B, "y", "2")], [])
    assert bool(store.run("ASK { ?s ?p '1' }")) is True
    assert bool(store.run("ASK { ?s ?p '3' }")) is False
    made = store.run(f"CONSTRUCT {{ ?s <{BASE}said> ?o }} WHERE {{ ?s ?p ?o }}")
    assert isinstance(made, ox.QueryTriples)
    assert sorted((t.subject.value[-1], t.object.value) for t in made) == [("x", "1"), ("y", "2")]
    found = store.run("SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    assert isinstance(found, ox.QuerySolutions)
    assert [row["g"].value for row in found] == [A, B]
    with pytest.raises(QueryError, match="does not ask for a table"):
        store.select("ASK { ?s ?p ?o }")
    with pytest.raises(QueryError):
        store.select("SELECT ?x WHERE { ?x")


def test_what_it_has(store: Store) -> None:
    store.replace([quad(A, "x", "1")], [])
    assert store.has(f"{BASE}thing/x")
    assert not store.has(f"{BASE}thing/y")
    assert not store.has("no iri at all > {")


def test_texts_arrive_as_they_are(store: Store) -> None:
    texts = ['a "quoted" \\ line\nand a new one', "긴 글 – ünïcode", "x" * 5000, "1", "true"]
    store.replace([quad(A, f"t{n}", each) for n, each in enumerate(texts)], [])
    assert [value for _, value in said(store)] == texts


def test_blank_nodes_hold_together(store: Store) -> None:
    name, graph = ox.NamedNode(f"{BASE}thing/x"), ox.NamedNode(A)
    blank, says = ox.BlankNode(), ox.NamedNode(f"{BASE}says")
    store.replace(
        [ox.Quad(name, says, blank, graph), ox.Quad(blank, says, ox.Literal("in"), graph)], []
    )
    rows = store.select(f"SELECT ?o WHERE {{ <{BASE}thing/x> ?p ?b . ?b ?q ?o }}").dicts()
    assert rows == [{"o": "in"}]
    store.replace([], [A])
    assert len(store.select("SELECT ?s WHERE { ?s ?p ?o }")) == 0


def test_documents_are_its_graphs(store: Store) -> None:
    store.replace([quad(B, "y", "2"), quad(A, "x", "1")], [])
    found = documents(store)
    assert [document.graph for document in found] == [A, B]
    assert list(found[0].named()) == [quad(A, "x", "1")]
