"""A folder of one's own to serve, and the service as a process."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ofmkg.api import state
from ofmkg.api.settings import Settings, settings
from ofmkg.graph import corpus
from ofmkg.graph import valid as known

STUDY = """
@prefix ofm: <https://w3id.org/ofmkg/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix dcterms: <http://purl.org/dc/terms/> .
<https://w3id.org/ofmkg/graph/own/one> a owl:Ontology .
<https://w3id.org/ofmkg/vector/{name}> a owl:NamedIndividual , ofm:MisuseVector ;
  rdfs:label "{name}"@en ; dcterms:source <https://w3id.org/ofmkg/publication/kapoor-2024> .
"""


def chosen(folder: Path, **options: object) -> Settings:
    """Return settings that serve a folder."""
    return settings(data=(folder,), cache_dir=folder.parent / "state", **options)


def known_valid(config: Settings, **files: str) -> None:
    """Remember data as valid, as they are or with other `files` (by their names without .ttl).

    A check takes seconds, and has tests of its own.
    """
    with tempfile.TemporaryDirectory() as place:
        folders = [Path(place) / str(number) for number, _ in enumerate(config.data)]
        for folder, twin in zip(config.data, folders, strict=True):
            shutil.copytree(folder, twin)
            for name, text in files.items():
                (twin / f"{name}.ttl").write_text(text)
        documents = corpus.load(folders, only=config.only_data)
        known.remember(state.digest(documents), config.cache_dir)


def wait_for(what: Callable[[], object], seconds: float = 120.0) -> None:
    """Wait until something holds; fail if it never does."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def first_address(lines: Iterable[str]) -> str:
    """Return the line that tells where the service is, after those of what it does before."""
    seen: list[str] = []
    for line in lines:
        seen.append(line)
        if line.startswith("Serving at "):
            return line
    raise AssertionError("".join(seen))


@contextmanager
def served(
    *arguments: str, before: Callable[[], object] | None = None, **environment: str
) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Run `ofmkg serve` on a free port; yields the process and its address.

    `before` is called in the process before it begins.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "ofmkg", "serve", "--port", "0", *arguments],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
        preexec_fn=before,
    )
    try:
        assert process.stderr is not None
        line = first_address(process.stderr)
        assert line.startswith("Serving at http://127.0.0.1:"), line
        yield process, line.split()[2]
    finally:
        process.kill()
        process.communicate()
