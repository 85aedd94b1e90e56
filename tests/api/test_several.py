"""Several services over one store, behind nginx as documented."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from operation_helpers import STUDY, wait_for
from server_helpers import PATIENCE, Process, answering, free_port, running

PAGE = Path(__file__).parents[2] / "docs" / "serving.md"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin")
ASK = "ASK {{ <https://w3id.org/ofmkg/vector/{}> ?p ?o }}"


def load(store: Path, *arguments: str) -> None:
    """Load into a store."""
    command = [sys.executable, "-m", "ofmkg", "load", "--store", str(store), "--no-check"]
    subprocess.run([*command, "--no-infer", *arguments], check=True, capture_output=True)


@contextmanager
def nginx(folder: Path, *upstream: int) -> Iterator[int]:
    """Run nginx with the documented group of services; yield the port."""
    port = free_port()
    (group,) = re.findall(r"```conf\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (again,) = re.findall(r"`(proxy_next_upstream [^`]*;)`", PAGE.read_text(encoding="utf-8"))
    for usual, own in zip(("8000", "8001"), upstream, strict=True):
        group = group.replace(f"127.0.0.1:{usual}", f"127.0.0.1:{own}")
    paths = "".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{ }}\n"
        f"http {{ access_log off; {paths} {group} server {{ listen 127.0.0.1:{port};\n"
        f"location / {{ proxy_pass http://ofmkg; {again} }} }} }}\n"
    )
    process = subprocess.Popen(
        [str(NGINX), "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL
    )
    try:
        answering(f"http://127.0.0.1:{port}/health")
        yield port
    finally:
        process.terminate()
        process.wait(30)


def asked(port: int, name: str, *, post: bool = False) -> bool:
    """Ask by SPARQL whether a threat is on record."""
    body = urlencode({"query": ASK.format(name)})
    address = f"http://127.0.0.1:{port}/sparql"
    request = Request(address, data=body.encode()) if post else Request(f"{address}?{body}")
    request.add_header("Accept", "application/sparql-results+json")
    with urlopen(request, timeout=PATIENCE) as answer:
        return bool(json.load(answer)["boolean"])


@pytest.mark.server
@pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
def test_two_over_one_store(tmp_path: Path) -> None:
    store, own = tmp_path / "store", tmp_path / "one.ttl"
    own.write_text(STUDY.format(name="first"), encoding="utf-8")
    load(store)
    load(store, str(own))
    settings = {"OFMKG_RELOAD_SECONDS": "0.2", "OFMKG_STORE": str(store)}
    with ExitStack() as stack:
        both = [stack.enter_context(running(tmp_path / "state", **settings)) for _ in range(2)]
        port = stack.enter_context(nginx(tmp_path, *(each.port for each in both)))
        assert all(asked(port, "first", post=post) for post in (False, True) * 4)

        own.write_text(STUDY.format(name="second"), encoding="utf-8")
        load(store, str(own))
        for each in both:
            wait_for(lambda each=each: asked(each.port, "second"))  # type: ignore[misc]
        assert all(asked(port, "second") and not asked(port, "first") for _ in range(4))

        _kill(both[0])
        assert all(asked(port, "second", post=post) for post in (False, True) * 4)
        _stop(both[1])
    lines = [[json.loads(line) for line in each.log if line.startswith("{")] for each in both]
    counts = [sum(line["path"] == "/sparql" for line in each) for each in lines]
    assert min(counts) >= 8, counts  # both were asked


def _kill(service: Process) -> None:
    service.process.kill()
    service.process.wait(PATIENCE)


def _stop(service: Process) -> None:
    service.stop()
