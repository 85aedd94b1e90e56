"""Many ask at once, at every address: all are answered, whatever has to be made first."""

import json
import re
import threading
from collections.abc import Iterable, Sequence
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from server_helpers import Process, ask, running
from sparql_helpers import until

from ofmkg.api.routes import documentation, site
from ofmkg.graph import library

pytestmark = pytest.mark.server

PAGE = "text/html"
READINGS = ("without=hazell-2023", "alternatives=true")
# What a route needs that is not required of each alone, or whose example is of another route.
NEEDED = {"/crux": "vector=biosecurity", "/compare": "a=hazell-2023&b=musser-2023"}
VALUES = {
    "/language/{chosen}": "/language/ko",
    "/static/{name}": "/static/style.css",
    "/queries/{name}": "/queries/missing",
    "/{path:path}": "/position/safeguards-hold",
    "/{path}": "/position/safeguards-hold",
}
THINGS = ("/study/gopal-2023", "/graph/studies/hazell-2023", "/graph/inferences", "/ns", "/shapes")
FEW = (  # what looks at all there is, or asks for graphs that have to be made first
    ("/", PAGE),
    ("/search?q=model", PAGE),
    ("/search?q=a", "*/*"),
    ("/matrix", "*/*"),
    ("/gaps", PAGE),
    ("/queries/open-releases", "*/*"),
    ("/study/gopal-2023.ttl", "*/*"),
    ("/study/gopal-2023", "*/*"),
    ("/graph/inferences.nt", "*/*"),
)
OWN = """
@prefix ofm: <https://w3id.org/ofmkg/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix dcterms: <http://purl.org/dc/terms/> .
<https://w3id.org/ofmkg/graph/own/one> a owl:Ontology .
<https://w3id.org/ofmkg/vector/own> a owl:NamedIndividual , ofm:MisuseVector ;
  rdfs:label "{label}"@en ; dcterms:source <https://w3id.org/ofmkg/publication/kapoor-2024> .
"""
ALL = {  # nobody is turned away here: that has tests of its own
    "OFMKG_ANALYSIS_PER_CLIENT": "1000",
    "OFMKG_ANALYSIS_QUEUE": "1000",
    "OFMKG_ANALYSIS_WAIT": "1000",
    "OFMKG_READING_PER_CLIENT": "1000",
    "OFMKG_READING_QUEUE": "1000",
    "OFMKG_SPARQL_PER_CLIENT": "1000",
    "OFMKG_SPARQL_QUEUE": "1000",
    "OFMKG_CONNECTIONS_PER_CLIENT": "1000",
}


def addresses(client: TestClient, page: bool = False) -> list[tuple[str, str]]:
    """Return an address of every route with what to accept: its first format, or its page."""
    described = client.get("/openapi.json").json()["paths"]
    paths = [
        path
        for path, operations in described.items()
        if "get" in operations and not re.match("/queries/[a-z]", path)  # all of them come below
    ]
    hidden = [
        route.path
        for route in (*site.router.routes, *documentation.router.routes)
        if isinstance(route, APIRoute)
    ]
    found = []
    for path in dict.fromkeys([*paths, *hidden, *VALUES]):
        operation = described.get(path, {}).get("get", {})
        address = VALUES.get(path) or _filled(path, operation)
        answers = operation.get("responses", {}).get("200", {}).get("content", {"*/*": {}})
        if path != "/sparql":
            found.append((address, PAGE if page and PAGE in answers else next(iter(answers))))
    found += [(f"{thing}{suffix}", "*/*") for thing in THINGS for suffix in (".ttl", ".nt")]
    found += [("/sparql", PAGE), ("/sparql?" + urlencode({"query": "ASK {}"}), "*/*")]
    return found


def _filled(path: str, operation: dict[str, object]) -> str:
    query = {}
    for parameter in operation.get("parameters", ()):  # type: ignore[attr-defined]
        examples = parameter["schema"].get("examples") or [parameter.get("example")]
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", quote(examples[0], safe="/"))
        elif parameter.get("required"):
            query[parameter["name"]] = examples[0]
    asked = NEEDED.get(path) or urlencode(query, doseq=True)
    return f"{path}?{asked}" if asked else path


def _digest(service: Process) -> str:
    digest: str = json.loads(service.ask("/health").body)["digest"]
    return digest


def with_reading(wanted: Iterable[tuple[str, str]], reading: str) -> list[tuple[str, str]]:
    """Return the addresses that take another reading, with it."""
    plain = ("/health", "/sparql", "/language", "/static", "/openapi", "/studies", "/cite")
    plain += ("/correction", "/about", "/criteria", "/ontology", "/questions", "/works")
    plain += ("/releases", "/vectors", "/docs", "/llms", "/dataset", "/context", "/.well-known")
    return [
        (f"{path}{'&' if '?' in path else '?'}{reading}", kind)
        for path, kind in wanted
        if not path.startswith(plain)
    ]


def storm(service: Process, wanted: Sequence[tuple[str, str]], clients: int) -> None:
    """Let clients ask at once for all that is wanted, each beginning elsewhere."""
    wrong: list[object] = []
    together = threading.Barrier(clients)

    def go(number: int) -> None:
        first = number * len(wanted) // clients
        # Of an address of its own: what one client asks for is not all computed at once.
        connection = service.connection(f"127.0.5.{number + 1}")
        together.wait()
        for path, kind in (*wanted[first:], *wanted[:first]):
            if wrong:
                return
            try:
                reply = ask(connection, path, Accept=kind)
            except (OSError, HTTPException) as error:
                wrong.append((path, kind, repr(error)))
                return
            # What is there under one reading may not be under another.
            if reply.status not in (200, 303) and not (reply.status == 404 and "without" in path):
                wrong.append((path, kind, reply.status, reply.body[:200]))
        connection.close()

    threads = [
        threading.Thread(target=go, args=(number,), daemon=True) for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert service.ask("/health").status == 200


def test_two_that_ask_first_are_both_answered(checked: Path) -> None:
    with running(checked) as service:
        storm(service, [("/search?q=a", "*/*"), ("/search?q=b", "*/*")], 2)


@pytest.mark.parametrize("clients", [2, 8, 64])
def test_every_address_answers_many_at_once(
    clients: int, tmp_path: Path, checked: Path, client: TestClient
) -> None:
    file = tmp_path / "one.ttl"
    file.write_text(OWN.format(label="first"))
    every = addresses(client, page=clients == 8)
    assert len({path.partition("?")[0] for path, _ in every}) > 40
    listed = [(f"/queries/{name}", "*/*") for name in library.names()]
    wanted = every + listed[:: 1 if clients == 2 else 10]
    settings = {"OFMKG_RELOAD_SECONDS": "0.2", **ALL}
    with running(checked, "--data", str(tmp_path), **settings) as service:
        storm(service, wanted, clients)  # nothing has been made yet
        # What comes later is asked for by some of these numbers: it costs as much by each.
        if clients == 2:
            storm(service, wanted, clients)  # all has been made
        if clients == 8:
            storm(service, with_reading(every, READINGS[0]), clients)
        if clients == 64:
            storm(service, with_reading(FEW, READINGS[1]), clients)
            before = _digest(service)
            file.write_text(OWN.format(label="second"))
            until(lambda: _digest(service) != before, 300)
            storm(service, (*FEW, *with_reading(FEW, READINGS[0])), clients)
