"""Starting, checking, reloading and stopping the service."""

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest
from fastapi.testclient import TestClient

from ofmkg.api import reload, state, valid
from ofmkg.api.app import create_app
from ofmkg.api.settings import Settings, settings
from ofmkg.corpus import Document
from ofmkg.errors import DataError, UsageError
from ofmkg.validation import Finding, Report

STUDY = """
@prefix ofm: <https://w3id.org/ofmkg/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix dcterms: <http://purl.org/dc/terms/> .
<https://w3id.org/ofmkg/graph/own/one> a owl:Ontology .
<https://w3id.org/ofmkg/vector/{name}> a owl:NamedIndividual , ofm:MisuseVector ;
  rdfs:label "{name}"@en ; dcterms:source <https://w3id.org/ofmkg/publication/kapoor-2024> .
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of one's own with a vector called first."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "one.ttl").write_text(STUDY.format(name="first"))
    return tmp_path / "own"


VIOLATION = Finding(
    "one.ttl", None, "violation", "vector/first", None, None, "Give it a label.", "Shape"
)


def chosen(folder: Path, **options: object) -> Settings:
    return settings(data=(folder,), state_dir=folder.parent / "state", **options)


# Checked once


def checks(monkeypatch: pytest.MonkeyPatch, *findings: Finding) -> list[int]:
    """Let a check find `findings`; the list returned grows with each check."""
    done: list[int] = []

    def check(documents: Sequence[Document]) -> Report:
        done.append(len(documents))
        return Report(len(documents), findings)

    monkeypatch.setattr(valid.validation, "check_documents", check)
    return done


def test_valid_data_are_checked_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = checks(monkeypatch, replace(VIOLATION, severity="warning"))
    reload.load(chosen(folder))
    reload.load(chosen(folder))
    assert len(done) == 1
    (folder / "one.ttl").write_text(STUDY.format(name="other"))
    reload.load(chosen(folder))
    assert len(done) == 2


def test_data_with_violations_are_not_served(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done = checks(monkeypatch, VIOLATION)
    told = "The data have 1 violation, the first in one.ttl: Give it a label. See all with: "
    with pytest.raises(DataError, match=told):
        reload.load(chosen(folder))
    with caplog.at_level(logging.WARNING, "ofmkg.api"):
        now = reload.load(chosen(folder, allow_invalid=True))
    assert told in caplog.text
    assert now.graph.has("https://w3id.org/ofmkg/vector/first")
    with pytest.raises(DataError):  # that it was served is not remembered as valid
        reload.load(chosen(folder))
    assert len(done) == 3


def test_what_cannot_be_remembered_is_checked_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = checks(monkeypatch)
    (folder.parent / "state").write_text("a file, not a folder")
    reload.load(chosen(folder))
    reload.load(chosen(folder))
    assert len(done) == 2


# Settings


def test_settings_come_from_the_environment_and_options_win(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OFMKG_PORT", "81")
    monkeypatch.setenv("OFMKG_DATA", f"a{os.pathsep}b")
    assert settings().port == 81
    assert settings().data == (Path("a"), Path("b"))
    assert settings(port=82).port == 82


def test_a_bad_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFMKG_SPARQL_DEADLINE", "soon")
    with pytest.raises(UsageError, match=r"OFMKG_SPARQL_DEADLINE.* is 'soon': input should be"):
        settings()


# Reloading


def wait_for(what: object, seconds: float = 10.0) -> None:
    assert callable(what)
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def test_changed_files_are_served_and_no_request_is_dropped(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(valid, "ensure", lambda *_: None)  # has tests of its own
    config = chosen(folder, reload_seconds=0.05, sparql=False)
    with TestClient(create_app(config)) as client:
        assert client.get("/vector/first").status_code == 200
        before = client.get("/health").json()["digest"]
        statuses: list[int] = []
        stop = threading.Event()

        def ask() -> None:
            while not stop.is_set():
                statuses.append(client.get("/matrix").status_code)

        asking = threading.Thread(target=ask)
        asking.start()
        (folder / "one.ttl").write_text(STUDY.format(name="second"))
        wait_for(lambda: client.get("/vector/second").status_code == 200)
        stop.set()
        asking.join()
        assert set(statuses) == {200}
        assert client.get("/vector/first").status_code == 404
        assert client.get("/health").json()["digest"] != before


def test_bad_data_do_not_take_the_place_of_good(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(valid, "ensure", lambda *_: None)
    config = chosen(folder, reload_seconds=0.05, sparql=False)
    with caplog.at_level(logging.ERROR, "ofmkg.api"), TestClient(create_app(config)) as client:
        (folder / "one.ttl").write_text("this is no Turtle")
        wait_for(lambda: "the former ones stay" in caplog.text)
        assert client.get("/vector/first").status_code == 200
        (folder / "one.ttl").write_text(STUDY.format(name="third"))
        wait_for(lambda: client.get("/vector/third").status_code == 200)


# The command


@contextmanager
def served(*arguments: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run `ofmkg serve` on a free port; yields the process and its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "ofmkg", "serve", "--port", "0", *arguments],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        assert line.startswith("Serving at http://127.0.0.1:"), line
        yield process, line.split()[2]
    finally:
        process.kill()
        process.communicate()


@pytest.mark.server
def test_serve_answers_logs_and_stops(tmp_path: Path) -> None:
    valid.ensure(state.load(settings(state_dir=tmp_path)), settings(state_dir=tmp_path))
    with served(OFMKG_STATE_DIR=str(tmp_path)) as (process, address):
        with urlopen(f"{address}/compare?a=hazell-2023&b=musser-2023") as answer:
            assert answer.status == 200
            assert json.load(answer)["a"]["id"] == "hazell-2023"
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=15)
        assert process.returncode in (0, -signal.SIGTERM)
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    (seen,) = (line for line in lines if line["path"] == "/compare")
    assert (seen["method"], seen["status"], seen["client"]) == ("GET", 200, "127.0.0.1")
    assert seen["bytes"] > 1000 < 1000 * seen["ms"]
    assert "hazell" not in log  # what somebody asked for is not kept


@pytest.mark.server
def test_an_address_in_use_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "ofmkg", "serve", "--port", port],
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert f"Cannot listen on 127.0.0.1, port {port}: Address already in use." in done.stderr


@pytest.mark.server
def test_data_with_violations_exit_with_1(folder: Path) -> None:
    broken = STUDY.replace("a owl:NamedIndividual , ofm:MisuseVector", "a ofm:Study")
    (folder / "one.ttl").write_text(broken.format(name="bad"))
    done = subprocess.run(
        [sys.executable, "-m", "ofmkg", "serve", "--data", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "OFMKG_STATE_DIR": str(folder.parent / "state")},
    )
    assert done.returncode == 1
    assert done.stderr.startswith("ofmkg: The data have ")
    assert done.stderr.count("\n") == 1
