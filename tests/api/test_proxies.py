"""Whom limits and the log take a client for, beside proxies and who pretends to be one."""

import asyncio
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from server_helpers import answering, free_port, running
from starlette.types import Message, Scope

from ofmkg.api.clients import Proxies, network, party
from ofmkg.api.settings import settings
from ofmkg.errors import UsageError

TRUSTED = tuple(map(network, ("127.0.0.1", "10.0.0.0/8", "fd00::/8")))
PAGE = Path(__file__).parents[2] / "docs" / "serving.md"


@pytest.mark.parametrize(
    "host, counted",
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
    ],
)
def test_as_whom_limits_count_an_address(host: str, counted: str) -> None:
    assert party(host) == counted


def seen(peer: str, header: str, *headers: tuple[str, str]) -> tuple[str, str]:
    """Return the client and the scheme that an app sees behind `Proxies`."""
    found: list[Scope] = []

    async def app(scope: Scope, *_: object) -> None:
        found.append(scope)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(_: Message) -> None:
        pass

    scope = {
        "type": "http",
        "client": (peer, 4711),
        "scheme": "http",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers],
    }
    asyncio.run(Proxies(app, TRUSTED, header)(scope, receive, send))  # type: ignore[arg-type]
    return found[0]["client"][0], found[0]["scheme"]


FOR, PROTO = "X-Forwarded-For", "X-Forwarded-Proto"


@pytest.mark.parametrize(
    "peer, headers, client",
    [
        ("127.0.0.1", [(FOR, "192.0.2.7")], "192.0.2.7"),
        ("127.0.0.1", [(FOR, "203.0.113.9, 192.0.2.7")], "192.0.2.7"),  # the left one is made up
        ("127.0.0.1", [(FOR, "203.0.113.9"), (FOR, "192.0.2.7")], "192.0.2.7"),
        ("127.0.0.1", [(FOR, "203.0.113.9, 192.0.2.7, 10.1.2.3")], "192.0.2.7"),
        ("127.0.0.1", [(FOR, "192.0.2.7:5555")], "192.0.2.7"),
        ("127.0.0.1", [(FOR, "[2001:db8::7]:5555")], "2001:db8::7"),
        ("127.0.0.1", [(FOR, "10.9.9.9")], "10.9.9.9"),
        ("127.0.0.1", [(FOR, "203.0.113.9, nonsense")], "127.0.0.1"),
        ("127.0.0.1", [(FOR, "")], "127.0.0.1"),
        ("127.0.0.1", [("Forwarded", "for=203.0.113.9")], "127.0.0.1"),  # not its header
        ("::ffff:10.0.0.1", [(FOR, "192.0.2.7")], "192.0.2.7"),
        ("192.0.2.1", [(FOR, "203.0.113.9")], "192.0.2.1"),  # nobody trusts this one
    ],
)
def test_x_forwarded_for(peer: str, headers: list[tuple[str, str]], client: str) -> None:
    assert seen(peer, "x-forwarded-for", *headers) == (client, "http")


@pytest.mark.parametrize(
    "peer, header, told, client, scheme",
    [
        ("127.0.0.1", PROTO, "https", "127.0.0.1", "https"),
        ("127.0.0.1", PROTO, "https, http", "127.0.0.1", "http"),
        ("127.0.0.1", PROTO, "javascript", "127.0.0.1", "http"),
        ("192.0.2.1", PROTO, "https", "192.0.2.1", "http"),
    ],
)
def test_x_forwarded_proto(peer: str, header: str, told: str, client: str, scheme: str) -> None:
    assert seen(peer, "x-forwarded-for", (header, told)) == (client, scheme)


@pytest.mark.parametrize(
    "told, client, scheme",
    [
        ("for=192.0.2.7;proto=https;by=10.0.0.1", "192.0.2.7", "https"),
        ('For="[2001:db8::7]:4711"', "2001:db8::7", "http"),
        ("for=203.0.113.9;proto=https, for=192.0.2.7", "192.0.2.7", "http"),
        ("for=192.0.2.7, for=10.0.0.3;proto=https", "192.0.2.7", "https"),
        ('for="203.0.113.9, for=192.0.2.7', "127.0.0.1", "http"),  # left open: nothing is believed
        ('for="a, for=b";x=y, for=192.0.2.7', "192.0.2.7", "http"),
        ("for=_hidden, for=unknown", "127.0.0.1", "http"),
    ],
)
def test_forwarded(told: str, client: str, scheme: str) -> None:
    headers = [("Forwarded", told), (FOR, "203.0.113.1"), (PROTO, "https")]
    assert seen("127.0.0.1", "forwarded", *headers) == (client, scheme)


def test_proxies_are_named_by_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings().trusted_proxies == ()
    monkeypatch.setenv("OFMKG_TRUSTED_PROXIES", "127.0.0.1, 10.1.2.3/8,fd00::/8")
    assert settings().trusted_proxies == TRUSTED
    monkeypatch.setenv("OFMKG_TRUSTED_PROXIES", "proxy.example")
    with pytest.raises(UsageError, match=r"OFMKG_TRUSTED_PROXIES.*write 10\.0\.0\.7 or 10"):
        settings()


@pytest.mark.server
def test_nobody_makes_up_an_address(checked: Path) -> None:
    with running(checked) as service:
        headers = {FOR: "203.0.113.9", "Forwarded": "for=203.0.113.9", "X-Real-IP": "203.0.113.9"}
        assert service.ask("/health", **headers).status == 200
        service.stop()
    lines = [json.loads(line) for line in service.log if line.startswith("{")]
    assert {line["client"] for line in lines} == {"127.0.0.1"}


def example() -> str:
    """Return the configuration of nginx that the documentation shows."""
    (found,) = re.findall(r"```nginx\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return str(found)


@contextmanager
def nginx(folder: Path, upstream: int) -> Iterator[int]:
    """Run nginx as documented, but without TLS and on another port; yield the port."""
    port = free_port()
    server = example().replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    server = server.replace("127.0.0.1:8000", f"127.0.0.1:{upstream}")
    # The limits of the example are nginx's own, and not what is tried here.
    server = "\n".join(each for each in server.split("\n") if "ssl_certificate" not in each)
    file = folder / "nginx.conf"
    paths = "\n".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    file.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log;\nevents {{ }}\n"
        f"http {{ access_log off;\n{paths}\n{server}\n}}\n"
    )
    program = [str(shutil.which("nginx", path="/usr/sbin:/usr/bin")), "-c", str(file)]
    subprocess.run([*program, "-t"], check=True, capture_output=True)
    process = subprocess.Popen(program, stderr=subprocess.DEVNULL)
    try:
        answering(f"http://127.0.0.1:{port}/health")
        yield port
    finally:
        process.terminate()
        process.wait(30)


@pytest.mark.server
@pytest.mark.skipif(
    shutil.which("nginx", path="/usr/sbin:/usr/bin") is None, reason="nginx is not installed"
)
def test_behind_nginx_as_documented(checked: Path, tmp_path: Path) -> None:
    with (
        running(checked, OFMKG_TRUSTED_PROXIES="127.0.0.1") as service,
        nginx(tmp_path, service.port) as port,
    ):
        behind = type(service)(service.process, port)
        for source in ("127.0.0.2", "127.0.0.3"):
            forged = {FOR: "203.0.113.9", "Forwarded": "for=203.0.113.9", PROTO: "gopher"}
            reply = behind.ask(f"/health.json?source={source}", source, **forged)
            assert reply.status == 400, reply  # no such parameter: it is the service that answers
            assert behind.ask("/matrix", source, **forged).status == 200
        described = behind.ask("/sparql", Accept="text/turtle").body.decode()
        assert "http://" in described
        service.stop()
    lines = [json.loads(line) for line in service.log if line.startswith("{")]
    asked = [line["client"] for line in lines if line["path"] == "/matrix"]
    assert asked == ["127.0.0.2", "127.0.0.3"]
