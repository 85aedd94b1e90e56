"""Asks Jena's ARQ, an engine with which pyoxigraph and rdflib share no line."""

import json
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import jvm

JARS = Path("/usr/share/java")  # where Debian puts them
_NEEDED = (
    "jena-arq",
    "jena-base",
    "jena-core",
    "jena-iri",
    "commons-csv",
    "commons-codec",
    "commons-compress",
    "commons-io",
    "commons-lang3",
    "dexx.collection",
    "gson",
    "guava",
    "jackson-core",
    "jackson-databind",
    "jackson-annotations",
    "jsonld-java",
    "thrift",
    "protobuf",
    "slf4j-api",
    "slf4j-nop",
    "titanium-json-ld",
)


def missing() -> str | None:
    """Return why Jena cannot be asked here and what to install, or None if it can."""
    lacking = [name for name in _NEEDED if not (JARS / f"{name}.jar").exists()]
    if lacking:
        return f"no {lacking[0]}.jar in {JARS}; install Jena (Debian: libapache-jena-java)"
    return jvm.missing()


def answers(data: Path, queries: Sequence[Path]) -> Mapping[Path, Any]:
    """Return what ARQ answers to each file, asked of a file of N-Quads.

    A table is SPARQL JSON, a graph N-Triples; what it refuses is a text that begins with `failed`.
    Raises RuntimeError if the program does not end well.
    """
    done = jvm.run("Arq", _jars(), [str(data), *map(str, queries)])
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    lines = (line.split("\t", 1) for line in done.stdout.splitlines())
    return {Path(name): json.loads(answer) for name, answer in lines}


@contextmanager
def serving() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the address of ARQ behind HTTP, and the environment that ofmkg needs for it."""
    with subprocess.Popen(
        jvm.command("ArqServer", _jars()),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            address = f"http://127.0.0.1:{int(process.stdout.readline())}/"
            yield address, {"OFMKG_STORE_UPDATE": address}
        finally:
            process.kill()


def _jars() -> list[Path]:
    return [*(JARS / f"{name}.jar" for name in _NEEDED), Path(_messages().name)]


@cache
def _messages() -> "tempfile.TemporaryDirectory[str]":
    """Return a folder with texts that Debian's package has under a name that nobody looks for."""
    folder = tempfile.TemporaryDirectory(prefix="ofmkg-jena-")
    with zipfile.ZipFile(JARS / "jena-core.jar") as jar:
        for name in jar.namelist():
            if name.endswith(".properties") and "/ext/xerces/" in name:
                file = Path(folder.name) / "xerces" / name.partition("/ext/xerces/")[2]
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(jar.read(name))
    return folder
