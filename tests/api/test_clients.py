"""Clients that others wrote ask `/sparql`, and another server gives a second opinion on answers."""

import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
import seven
import uvicorn
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from server_helpers import answering, free_port
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)

import ofmkg
from ofmkg.api import state
from ofmkg.api.app import create_app
from ofmkg.api.settings import Settings
from ofmkg.api.sparql.copies import snapshot
from ofmkg.graph import library
from ofmkg.graph.terms import BASE

pytestmark = pytest.mark.server

ASKED = library.bind(library.text("steps"), {})
RESULTS = "application/sparql-results+json"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return the address of the service over the built-in graph, on loopback."""
    config = Settings(reload_seconds=0, sparql_per_client=64, sparql_deadline=600)
    app = create_app(config, state.snapshot(seven.documents()))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(30)


def wrapper(
    address: str, query: str, method: str = GET, request: str = URLENCODED
) -> SPARQLWrapper:
    client = SPARQLWrapper(f"{address}/sparql")
    client.setMethod(method)
    client.setRequestMethod(request)
    client.setQuery(query)
    return client


@pytest.mark.parametrize(
    ("method", "request_"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]
)
def test_sparqlwrapper_gets_tables(
    address: str, kg: ofmkg.KnowledgeGraph, method: str, request_: str
) -> None:
    rows = kg.query("steps").dicts()
    client = wrapper(address, ASKED, method, request_)
    client.setReturnFormat(JSON)
    bindings = client.query().convert()["results"]["bindings"]
    assert [row["step"]["value"] for row in bindings] == [row["step"] for row in rows]
    client.setReturnFormat(XML)
    assert len(client.query().convert().getElementsByTagName("result")) == len(rows)
    for form in (CSV, TSV):
        client.setReturnFormat(form)
        assert client.query().convert().decode().count("\n") == len(rows) + 1


def test_sparqlwrapper_gets_graphs_and_answers_to_yes_or_no(address: str) -> None:
    client = wrapper(address, f"DESCRIBE <{BASE}claim/c-guha-info-public>")
    found = set()
    for form in (TURTLE, RDFXML, JSONLD):
        client.setReturnFormat(form)
        told = client.query().convert()
        graph = told if isinstance(told, Graph) else Graph().parse(data=told, format=form)
        found.add(len(graph))
    assert len(found) == 1 < found.pop()
    client = wrapper(address, f"ASK {{ <{BASE}claim/c-guha-info-public> ?p ?o }}")
    client.setReturnFormat(JSON)
    assert client.query().convert()["boolean"] is True


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_reads_the_graph_through_its_store(
    address: str, kg: ofmkg.KnowledgeGraph, method: str
) -> None:
    store = SPARQLStore(f"{address}/sparql", method=method)
    rows = list(store.query(ASKED))
    assert len(rows) == len(kg.query("steps"))
    claim = URIRef(f"{BASE}claim/c-guha-info-public")
    stated = [q for q in kg.quads() if str(q.subject) == f"<{claim}>"]
    assert len(list(Graph(store).triples((claim, None, None)))) == len(stated)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl(address: str) -> None:
    def curl(*arguments: str) -> str:
        command = ["curl", "--silent", "--show-error", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    ask = f"query=ASK {{ <{BASE}claim/c-guha-info-public> ?p ?o }}"
    url = f"{address}/sparql"
    assert json.loads(curl("--get", "--data-urlencode", ask, url))["boolean"] is True
    assert json.loads(curl("--data-urlencode", ask, url))["boolean"] is True
    update = curl("--include", "--data-urlencode", "update=DROP ALL", url)
    assert update.startswith("HTTP/1.1 400")
    assert "read-only" in update
    assert curl("--head", url).startswith("HTTP/1.1 200")
    compared = curl("--compressed", f"{address}/compare?a=hazell-2023&b=musser-2023")
    assert json.loads(compared)["a"]["id"] == "hazell-2023"
    turtle = curl("--header", "Accept: text/turtle", f"{address}/study/gopal-2023")
    assert turtle.startswith("@prefix")


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of an Oxigraph server with the same data."""
    folder = tmp_path_factory.mktemp("oxigraph")
    file = folder / "all.nq"
    file.write_bytes(snapshot(state.snapshot(seven.documents()).documents).quads)
    program, location = Path(sys.executable).with_name("oxigraph"), str(folder / "store")
    loading = [program, "load", "--location", location, "--file", str(file)]
    subprocess.run(loading, check=True, capture_output=True)
    port = free_port()
    process = subprocess.Popen(
        [program, "serve-read-only", "--location", location, "--bind", f"127.0.0.1:{port}"],
        stderr=subprocess.DEVNULL,
    )
    try:
        answering(f"http://127.0.0.1:{port}/query?query=ASK%7B%7D")
        yield f"http://127.0.0.1:{port}/query"
    finally:
        process.kill()
        process.wait()


TABLES = [name for name in library.names() if "\nSELECT " in library.text(name)]


@pytest.mark.parametrize("name", TABLES)
def test_another_server_gives_the_same_answer(address: str, oxigraph: str, name: str) -> None:
    data = urlencode({"query": library.bind(library.text(name), {})}).encode()

    def asked(url: str) -> object:
        with urlopen(Request(url, data, {"Accept": RESULTS})) as answer:
            return json.load(answer)["results"]["bindings"]

    assert asked(f"{address}/sparql") == asked(oxigraph)
