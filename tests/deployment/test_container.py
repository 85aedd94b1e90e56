"""What deploys the service: the commands of the Dockerfile run, and the compose file fits them."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
import yaml
from images import can_be_made, context, image, instructions
from operation_helpers import first_address
from servers import free_port, oxigraph

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


def tracked() -> list[str]:
    told = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True)
    return told.stdout.splitlines()


def test_the_last_pattern_that_fits_decides(tmp_path: Path) -> None:
    for name in ("a/b.py", "a/__pycache__/b.pyc", "c/d", "README.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    files = ["a/b.py", "a/__pycache__/b.pyc", "c/d", "README.md", "gone"]
    ignored = "# a note\n*\n!a\n!README.md\n!gone\n**/__pycache__\n"
    assert context(tmp_path, files, ignored) == ["a/b.py", "README.md"]


def test_the_context_is_what_the_package_is_made_of() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8")
    taken = context(ROOT, tracked(), ignored)
    assert {name.split("/")[0] for name in taken} == {
        *("pyproject.toml", "README.md", "LICENSE"),
        *("api", "data", "ofmkg", "ontology", "queries"),
    }


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what is sent to the engine."""
    folder = tmp_path_factory.mktemp("context")
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8")
    for name in context(ROOT, tracked(), ignored):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.mark.server
@pytest.mark.skipif(not can_be_made(), reason="takes root, Linux, name spaces and overlays")
def test_the_commands_of_the_dockerfile_run_in_order(source: Path, tmp_path: Path) -> None:
    with image(tmp_path, source) as made:
        made.carry_out(DOCKERFILE)
        assert made.command == ["ofmkg", "serve"]
        told = subprocess.run(
            made.started(["ofmkg", "compare", "gopal-2023", "musser-2023"]),
            check=True,
            capture_output=True,
            text=True,
        )
        assert "not directly comparable" in told.stdout
        who = subprocess.run(
            made.started(["sh", "-c", "id -un; pwd; ls /src"]), capture_output=True, text=True
        )
        assert who.stdout.splitlines() == ["ofmkg", "/home/ofmkg"]  # and its source is gone
        port = str(free_port())
        service = subprocess.Popen(
            made.started(made.command, OFMKG_PORT=port), stderr=subprocess.PIPE, text=True
        )
        try:
            assert service.stderr is not None
            assert first_address(service.stderr).startswith(f"Serving at http://0.0.0.0:{port}")
            health = made.health.replace("8000", port)
            assert health != made.health
            subprocess.run(made.started(["sh", "-c", health]), check=True)
        finally:
            service.terminate()
            service.communicate(timeout=60)
        gone = subprocess.run(made.started(["sh", "-c", health]), capture_output=True)
        assert gone.returncode == 1  # so that the engine sees it


def test_compose_and_dockerfile_speak_of_the_same() -> None:
    services = COMPOSE["services"]
    exposed = next(each.rest for each in instructions(DOCKERFILE) if each.word == "EXPOSE")
    assert services["ofmkg"]["ports"] == [f"127.0.0.1:{exposed}:{exposed}"]
    assert "ports" not in services["store"]  # who can reach it can change it
    address = services["ofmkg"]["environment"]["OFMKG_STORE"]
    assert set(services["ofmkg"]["environment"]) == {"OFMKG_STORE"}  # the service only reads
    assert services["load"]["environment"]["OFMKG_STORE"] == address
    bind = services["store"]["command"][-1]
    assert address == f"http://store:{bind.split(':')[1]}/query"
    (mounted,) = services["store"]["volumes"]
    name, place = mounted.split(":")
    assert name in COMPOSE["volumes"]
    assert services["store"]["command"][1:3] == ["--location", place]
    assert services["ofmkg"]["depends_on"] == {
        "load": {"condition": "service_completed_successfully"}
    }


@pytest.mark.skipif(
    shutil.which("check-jsonschema") is None, reason="check-jsonschema is not installed"
)
def test_the_compose_file_is_one() -> None:
    told = subprocess.run(
        ["check-jsonschema", "--builtin-schema", "vendor.compose-spec", ROOT / "compose.yaml"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stdout


@pytest.fixture
def store(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Yield the environment of the service `load` with an Oxigraph that runs as `store` does."""
    with oxigraph(tmp_path) as (address, _):
        base = address.removesuffix("/query")
        given: dict[str, str] = COMPOSE["services"]["load"]["environment"]
        yield {name: value.replace("http://store:7878", base) for name, value in given.items()}


@pytest.mark.server
def test_what_compose_starts_answers(store: dict[str, str]) -> None:
    services = COMPOSE["services"]
    small = ROOT / "tests" / "queries" / "small.ttl"  # all that comes with ofmkg takes a while
    shell, flag, script = services["load"]["command"]
    assert script.endswith("exec ofmkg load")
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    subprocess.run(
        [shell, flag, f"{script} --no-check {small}"], check=True, env={**store, "PATH": path}
    )
    port = free_port()
    service = subprocess.Popen(
        [sys.executable, "-m", "ofmkg", "serve", "--allow-invalid"],
        env={"PATH": path, "OFMKG_PORT": str(port), "OFMKG_STORE": store["OFMKG_STORE"]},
        stderr=subprocess.DEVNULL,
    )
    try:
        assert b"alpha-2023" in _answer(f"http://127.0.0.1:{port}/study/alpha-2023.ttl")
    finally:
        service.terminate()
        service.wait(60)


def _answer(address: str) -> bytes:
    end = time.monotonic() + 120
    while True:
        try:
            with urlopen(address, timeout=60) as answer:
                return bytes(answer.read())
        except URLError:
            assert time.monotonic() < end
            time.sleep(0.1)
