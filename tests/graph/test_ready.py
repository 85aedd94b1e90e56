"""What is loaded by others onto a server that is only read has all that is asked of it."""

from pathlib import Path
from urllib.request import Request, urlopen

import pyoxigraph as ox
import pytest
import servers
from commands import run

from ofmkg.graph import corpus, inference, mappings, ready, view
from ofmkg.graph.parsing import read
from ofmkg.graph.stores.layout import MERGED, STATE
from ofmkg.graph.stores.remote import RemoteStore
from ofmkg.graph.stores.settings import remote
from ofmkg.graph.terms import BASE
from ofmkg.knowledge import KnowledgeGraph, load

TURTLE = """
@base <https://w3id.org/ofmkg/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix ofm: <https://w3id.org/ofmkg/ns#> .
<graph/{name}> a owl:Ontology .
<study/s> ofm:reportedIn <publication/p> .
"""


def test_graphs_merge_and_list(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.ttl").write_text(TURTLE.format(name=name))
    documents = [read(tmp_path / f"{name}.ttl") for name in ("one", "two")]
    found: dict[str, set[ox.Triple]] = {}
    for quad in ready.quads(documents):
        assert isinstance(quad.graph_name, ox.NamedNode)
        found.setdefault(quad.graph_name.value, set()).add(quad.triple)
    stated = {f"{BASE}graph/{name}" for name in ("one", "two")}
    made = {inference.GRAPH, view.GRAPH}
    assert set(found) - made == {*stated, mappings.GRAPH, MERGED, STATE}
    assert found[MERGED] == set().union(*(found[name] for name in stated))
    assert {triple.object.value for triple in found[STATE]} == {  # type: ignore[union-attr]
        *stated,
        inference.GRAPH,
        view.GRAPH,
        mappings.GRAPH,
    }


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "turtle"), "add --format nquads, or trig"),
        (("--format", "nquads", "--inferred"), "drop --inferred"),
    ],
)
def test_what_does_not_go_together(
    options: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "export", "--store-ready", *options)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.server
def test_a_server_that_others_have_loaded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "all.nq"
    assert run(capsys, "export", "--format", "nquads", "--store-ready", "-o", str(file))[0] == 0
    with servers.oxigraph(tmp_path / "server") as (address, environment):
        kind = {"Content-Type": "application/n-quads"}
        urlopen(Request(environment["OFMKG_STORE_GRAPHS"], file.read_bytes(), kind, method="POST"))
        store = RemoteStore(remote(address, {}))  # no address for updates: it is only read
        assert set(store.graphs()) == {
            *(document.graph for document in corpus.load()),
            inference.GRAPH,
            view.GRAPH,
            mappings.GRAPH,
        }
        held, there = KnowledgeGraph.over(store), load()
        for name in ("studies", "open-releases", "vectors-in-other-terms"):
            assert held.query(name).dicts() == there.query(name).dicts() != [], name
