"""Servers that answer as none should: each gives one short line, in time, and no secret leaves."""

import gzip
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pyoxigraph as ox
import pytest
from commands import run
from fakes import JSON, TABLE, Asked, Behaviour, Fake, answer, saying, serving, well

from ofmkg.errors import OfmkgError, QueryError, UnreadableError, UsageError
from ofmkg.graph.stores import Store
from ofmkg.graph.stores.remote import RemoteStore
from ofmkg.graph.stores.settings import remote

pytestmark = pytest.mark.server
DEADLINE = 120  # seconds, in which what waits for one second must have ended
HTML = b"<!DOCTYPE html><html><body><h1>Sign in</h1>" + b"<p>long</p>" * 5000 + b"</body></html>"
SECRET = "s3cret"
SELECT = "SELECT ?x WHERE { ?x ?y ?z }"


def store(address: str, **environment: str) -> RemoteStore:
    return RemoteStore(
        remote(
            address,
            {
                "OFMKG_STORE_UPDATE": address,
                "OFMKG_STORE_GRAPHS": address,
                "OFMKG_STORE_TIMEOUT": "20",
                "OFMKG_STORE_USER": "me",
                "OFMKG_STORE_PASSWORD": SECRET,
                **environment,
            },
        )
    )


def told(ask: Callable[[], Any], kinds: tuple[type[OfmkgError], ...] = (QueryError,)) -> str:
    """Return in which line an error is told. Fails if it is none of ours, or never comes."""
    found: list[tuple[bool, str]] = []

    def asking() -> None:
        try:
            found.append((False, f"answered: {ask()!r}"))
        except kinds as error:
            found.append((True, str(error)))
        except BaseException as error:  # told by the test, not by the thread
            found.append((False, repr(error)))

    thread = threading.Thread(target=asking, daemon=True)
    thread.start()
    thread.join(DEADLINE)
    assert found, "it does not end"
    fine, message = found[0]
    assert fine, message
    assert message.isprintable(), message
    assert len(message) < 420, message
    assert SECRET not in message
    return message


def drip(start: bytes, piece: bytes) -> Behaviour:
    """Return the behaviour of a server that sends little at a time, and never ends."""

    def behave(_: Asked, connection: socket.socket, fake: Fake) -> None:
        connection.sendall(start)
        while not fake.ended.wait(0.1):
            connection.sendall(piece)

    return behave


def endless(start: bytes) -> Behaviour:
    """Return the behaviour of a server that sends as much as is taken, and never ends."""

    def behave(_: Asked, connection: socket.socket, fake: Fake) -> None:
        connection.sendall(start)
        while not fake.ended.is_set():
            connection.sendall(b" " * 65536)

    return behave


def reset(_: Asked, connection: socket.socket, __: Fake) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def silent(_: Asked, __: socket.socket, fake: Fake) -> None:
    fake.ended.wait(DEADLINE)


CHUNKED = (
    b"HTTP/1.1 200 OK\r\nContent-Type: " + JSON.encode() + b"\r\nTransfer-Encoding: chunked\r\n"
)
OPEN = b"HTTP/1.1 200 OK\r\nContent-Type: " + JSON.encode() + b"\r\n\r\n"
BOMB = gzip.compress(bytes(50 << 20))
ROW = b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": %s}]}}'

# What a server does, and what is then said; all are asked with a time limit of two seconds.
STRANGE: dict[str, tuple[Behaviour, str]] = {
    "a page": (saying(answer(HTML, "text/html")), "answers with text/html"),
    "a page as JSON": (saying(answer(HTML)), "answers no SPARQL results"),
    "cut JSON": (saying(answer(ROW[:50])), "answers no SPARQL results"),
    "cut within its length": (saying(answer(TABLE, length=999)), "does not answer"),
    "cut within a chunk": (saying(CHUNKED + b"\r\nff\r\n{"), "does not answer"),
    "cut without a length": (saying(OPEN + TABLE[:30]), "answers no SPARQL results"),
    "another kind": (saying(answer(b"x,y", "text/csv")), "answers with text/csv"),
    "another encoding": (
        saying(answer(TABLE, f"{JSON}; charset=utf-16")),
        "in another encoding than UTF-8",
    ),
    "bytes that are no text": (
        saying(answer(ROW % b'{"type": "uri", "value": "\xff"}')),
        "answers no",
    ),
    "a binding without value": (saying(answer(ROW % b'{"type": "uri"}')), "answers no SPARQL"),
    "a binding of no kind": (saying(answer(ROW % b'{"type": "x", "value": "1"}')), "answers no"),
    "a binding that is none": (saying(answer(ROW % b"7")), "answers no SPARQL results"),
    "no IRI": (saying(answer(ROW % b'{"type": "uri", "value": "a b"}')), "answers no SPARQL"),
    "a list": (saying(answer(b"[]")), "answers no SPARQL results"),
    "a number": (saying(answer(b"7")), "answers no SPARQL results"),
    "deep JSON": (saying(answer(b'{"head":' + b"[" * 100_000)), "answers no SPARQL results"),
    "nothing": (saying(answer(b"")), "answers nothing (200)"),
    "no content": (saying(b"HTTP/1.1 204 No Content\r\n\r\n"), "answers nothing (204)"),
    "a part": (saying(answer(TABLE, JSON, "206 Partial Content")), "answers nothing (206)"),
    "no HTTP": (saying(b"SSH-2.0-OpenSSH_9.2\r\n"), "does not answer"),
    "not a word": (saying(b""), "does not answer"),
    "an invalid header": (
        saying(b"HTTP/1.1 200 OK\r\nBad Header\x00: x\r\n\r\n"),
        "does not answer",
    ),
    "a header without end": (endless(b"HTTP/1.1 200 OK\r\nX: "), "does not answer"),
    "401": (saying(answer(HTML, "text/html", "401 Unauthorized")), "401 Unauthorized; see OFMKG"),
    "403": (saying(answer(HTML, "text/html", "403 Forbidden")), "(403 Forbidden)"),
    "500": (saying(answer(HTML, "text/html", "500 Internal Server Error")), "500 Internal"),
    "503 of many words": (
        saying(answer(b"\x1b[2Jbusy " * 9000, "text/plain", "503 Service Unavailable")),
        "503 Service Unavailable: [2Jbusy",
    ),
    "a status of its own": (saying(answer(b"", "", "799 Odd")), "799 unknown status"),
    "a redirection to itself": (
        saying(answer(b"", "", "302 Found", "Location: /sparql")),
        "sends on from one address to the next",
    ),
    "a redirection to nowhere": (
        saying(answer(b"", "", "302 Found", "Location: http://[::1")),
        "sends on to another address",
    ),
    "reset": (reset, "does not answer"),
    "silence": (silent, "does not answer within 2 s"),
    "a drip": (drip(CHUNKED + b"\r\n", b"1\r\n \r\n"), "does not answer within 2 s"),
    "a drip without a length": (drip(OPEN, b" "), "does not answer within 2 s"),
    "dripping headers": (drip(b"HTTP/1.1 200 OK\r\nX: ", b"x"), "does not answer within 2 s"),
    "dripping patience": (
        drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        "does not answer within 2 s",
    ),
    "a dripping refusal": (
        drip(b"HTTP/1.1 500 Internal Server Error\r\nX-A: b\r\n\r\n", b"x"),
        "does not answer within 2 s",
    ),
    "no end": (endless(OPEN), "answers with more than 1 MB"),
    "a refusal without end": (
        endless(b"HTTP/1.1 500 Internal Server Error\r\n\r\n"),
        "500 Internal Server Error",
    ),
    "a compressed bomb": (
        saying(answer(BOMB, JSON, "200 OK", "Content-Encoding: gzip")),
        "compresses its answer",
    ),
    "a cut by its own limit": (
        saying(answer(TABLE, JSON, "200 OK", "X-SPARQL-MaxRows: 10\x1b[2J")),
        "cut its answer short (X-SPARQL-MaxRows: 10",
    ),
}


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_answer_is_told_in_one_line(name: str) -> None:
    behave, said = STRANGE[name]
    with serving(behave) as fake:
        strange = store(fake.address, OFMKG_STORE_TIMEOUT="2", OFMKG_STORE_MAX_MB="1")
        assert said in told(lambda: strange.select(SELECT))


ANY = (QueryError, UnreadableError)
ASKED: dict[str, Callable[[Store], Any]] = {
    "ask": lambda store: store.run("ASK { ?x ?y ?z }"),
    "construct": lambda store: store.run("CONSTRUCT { ?x ?y ?z } WHERE { ?x ?y ?z }"),
    "graphs": lambda store: store.graphs(),
    "counts": lambda store: store.counts(),
    "has": lambda store: store.has("https://example.org/x"),
    "quads": lambda store: list(store.quads()),
    "replace": lambda store: store.replace([], None),
    "named": lambda store: store.run("SELECT * { GRAPH ?g { ?x ?y ?z } }"),
}
ANSWERS = {
    "a page": answer(HTML, "text/html"),
    "a page as JSON": answer(HTML),
    "a page as Turtle": answer(HTML, "text/turtle"),
    "a list": answer(b"[]"),
    "bindings of another kind": answer(b'{"head": {}, "results": {"bindings": {"x": [1]}}}'),
    "other columns": answer(
        b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "literal", '
        b'"value": "x y"}}, {}]}}'
    ),
    "texts in place of graphs": answer(
        b'{"head": {"vars": ["graph", "n"]}, "results": {"bindings": [{"graph": {"type": '
        b'"literal", "value": "x> y"}, "n": {"type": "literal", "value": "many"}}]}}'
    ),
    "nothing": answer(b""),
    "a refusal": answer(HTML, "text/html", "403 Forbidden"),
}


@pytest.mark.parametrize("form", ASKED)
@pytest.mark.parametrize("name", ANSWERS)
def test_whatever_is_asked(name: str, form: str) -> None:
    with serving(saying(ANSWERS[name])) as fake:
        told(lambda: ASKED[form](store(fake.address)), ANY)


def test_a_boolean_is_no_table_and_a_table_no_boolean() -> None:
    with serving(saying(answer(b'{"head": {}, "boolean": true}'))) as fake:
        assert bool(store(fake.address).run("ASK { ?x ?y ?z }"))
        assert "it is no table" in told(lambda: store(fake.address).select(SELECT))


@pytest.mark.parametrize(
    "content",
    [b"<a:b> <a:c> <a:d> .\n<a:b> <a:c", b"<a:b> <a:c> <a b> .", b"\xff", b"{}"],
)
def test_a_strange_graph(content: bytes) -> None:
    with serving(saying(answer(content, "text/turtle"))) as fake:
        strange = store(fake.address)
        told(lambda: strange.run("DESCRIBE <a:b>"))
        told(lambda: strange._read("https://example.org/g"), ANY)


def test_a_graph_whose_end_is_not_told_is_not_taken() -> None:
    """Turtle that is cut after a statement looks whole."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\n\r\n"
    with serving(saying(head + b"<a:b> <a:c> <a:d> .\n")) as fake:
        assert "cut short" in told(lambda: store(fake.address).run("DESCRIBE <a:b>"))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("auth", ["basic", "digest"])
def test_no_secret_is_sent_on(status: int, auth: str) -> None:
    """Not to another port, host or protocol; neither the password nor what was asked."""
    with serving(saying(answer(TABLE))) as other:
        for target in (
            other.address,
            other.address.replace("127.0.0.1", "localhost"),
            other.address.replace("http://", "//"),
            other.address.replace("http://", "http://127.0.0.1@"),
            "https://127.0.0.1/sparql",
            "file:///etc/passwd",
            "",
        ):
            moved = answer(b"", "", f"{status} Moved", f"Location: {target}")
            with serving(saying(moved)) as fake:
                wire = store(fake.address, OFMKG_STORE_AUTH=auth)._wire
                told(partial(wire.query, SELECT, "select"))
                told(partial(wire.update, "DROP ALL"), ANY)
                told(partial(wire.put, "https://example.org/g", []), ANY)
                told(partial(wire.get, "https://example.org/g"), ANY)
        assert other.asked == []


def test_a_redirection_to_the_same_server_is_followed() -> None:
    def behave(asked: Asked, connection: socket.socket, fake: Fake) -> None:
        moved = answer(b"", "", "307 Temporary Redirect", "Location: /elsewhere?a=b")
        if "/elsewhere" in asked.line:
            well(asked, connection, fake)
        else:
            connection.sendall(moved)

    with serving(behave) as fake:
        assert len(store(fake.address).select(SELECT)) == 0
        first, second = fake.asked[:2]
    assert second.line == "POST /elsewhere?a=b HTTP/1.1"
    assert (first.body, first.headers["authorization"]) == (
        second.body,
        second.headers["authorization"],
    )


def test_a_change_is_not_turned_into_a_look() -> None:
    moved = answer(b"", "", "303 See Other", "Location: /done")
    with serving(saying(moved)) as fake:
        said = told(lambda: store(fake.address)._wire.update("DROP ALL"), ANY)
        assert "answers a change with another address" in said
        assert len(fake.asked) == 1


def test_what_it_is_asked() -> None:
    """A query is a form that is posted, with the dataset beside it; nothing compressed."""
    with serving(well) as fake:
        store(fake.address).select(SELECT)
    asked = fake.asked[0]
    assert asked.headers["accept"] == JSON
    assert asked.headers["accept-encoding"] == "identity"
    assert asked.headers["content-type"] == "application/x-www-form-urlencoded"
    assert b"default-graph-uri=https%3A%2F%2Fw3id.org%2Fofmkg%2Fgraph%2Fmerged" in asked.body


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "http:///sparql",
        "http://[::1/sparql",
        "http://host:99999/sparql",
        "http://host:x/sparql",
        "http://ho st/sparql",
        "http://host/a\nb",
        "ftp://host/sparql",
        "http://me:s3cret@host/sparql",
        "http://me:s3cret@[::1/sparql",
    ],
)
@pytest.mark.parametrize("name", ["--store", "OFMKG_STORE_UPDATE", "OFMKG_STORE_GRAPHS"])
def test_an_address_that_is_none(address: str, name: str) -> None:
    environment = {} if name == "--store" else {name: address}
    first = address if name == "--store" else "http://127.0.0.1:9/sparql"
    told(lambda: remote(first, environment), (UsageError,))


@pytest.mark.parametrize(
    "address", [f"http://{'a' * 70}.example/", "http://xn--a/", "http://\u2603..example/"]
)
def test_a_name_that_nobody_has(address: str) -> None:
    told(lambda: store(address).select(SELECT))


def test_what_is_secret_in_an_address_is_not_shown() -> None:
    with serving(saying(answer(HTML, "text/html", "403 Forbidden"))) as fake:
        told(lambda: store(f"{fake.address}?token={SECRET}").select(SELECT))
        assert SECRET in fake.asked[0].line


def test_tls_that_fails() -> None:
    with serving(saying(b"no TLS")) as fake:
        address = fake.address.replace("http://", "https://")
        assert "does not answer" in told(lambda: store(address).select(SELECT))


def test_an_environment_that_makes_no_sense(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/no/such/file")
    monkeypatch.setenv("HTTP_PROXY", "nonsense://:x")
    with serving(saying(answer(TABLE))) as fake:
        told(lambda: store(fake.address).select(SELECT), (UsageError, QueryError))


@pytest.mark.parametrize("megabytes", ["0", "-1", "x", "nan", "1e99"])
def test_a_size_that_is_none(megabytes: str) -> None:
    with pytest.raises(UsageError, match="OFMKG_STORE_MAX_MB"):
        store("http://127.0.0.1:9/sparql", OFMKG_STORE_MAX_MB=megabytes)


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with serving(saying(answer(HTML, "text/html"))) as fake:
        monkeypatch.setenv("OFMKG_STORE_UPDATE", fake.address)
        yield fake.address


@pytest.mark.parametrize(
    "args",
    [["matrix"], ["query", "studies"], ["export", "--format", "nquads"], ["load"], ["serve"]],
    ids=" ".join,
)
def test_every_command_tells_it(
    page: str, args: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, *args, "--store", page)
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert "answers with text/html" in err


def test_a_graph_of_others_is_not_replaced(oxigraph: RemoteStore) -> None:
    """It has the name of one that is to come, but nobody put it there through ofmkg."""
    oxigraph.replace([], None)
    theirs, node = "https://example.org/theirs", ox.NamedNode("https://example.org/x")
    quad = ox.Quad(node, node, ox.Literal("theirs"), ox.NamedNode(theirs))
    oxigraph._wire.put(theirs, [quad])
    ours = ox.Quad(node, node, ox.Literal("ours"), ox.NamedNode(theirs))
    for graphs in (None, [], [theirs]):
        with pytest.raises(UnreadableError, match="not put there through ofmkg"):
            oxigraph.replace([ours], graphs)
    assert [each.object for each in oxigraph._read(theirs)] == [quad.object]
    oxigraph._wire.update(f"DROP GRAPH <{theirs}>")
    oxigraph.replace([ours], [theirs])
    oxigraph.replace([ours], [theirs])
    assert oxigraph.counts() == {theirs: 1}
