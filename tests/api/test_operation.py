"""Starting, checking, reloading and stopping the service."""

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest
from operation_helpers import STUDY, chosen, known_valid, served

from ofmkg.api import preparation, state, valid
from ofmkg.api.settings import Settings, settings
from ofmkg.errors import DataError, UnreadableError, UsageError
from ofmkg.graph import corpus
from ofmkg.graph import valid as known
from ofmkg.graph.parsing import Document
from ofmkg.graph.validation import Finding, Report

VIOLATION = Finding(
    "one.ttl", None, "violation", "vector/first", None, None, "Give it a label.", "Shape"
)


# Checked once


def checks(monkeypatch: pytest.MonkeyPatch, *findings: Finding) -> list[int]:
    """Let a check find `findings`; the list returned grows with each check."""
    done: list[int] = []

    def check(documents: Sequence[Document]) -> Report:
        done.append(len(documents))
        return Report(len(documents), findings)

    monkeypatch.setattr(valid.validation, "check_documents", check)
    return done


def prepared(config: Settings) -> None:
    """Do in this process what a process of its own does with data that come in."""
    place = config.cache_dir.parent / "place"
    place.mkdir(exist_ok=True)
    preparation.prepare(config, place)


def test_valid_data_are_checked_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = checks(monkeypatch, replace(VIOLATION, severity="warning"))
    prepared(chosen(folder))
    prepared(chosen(folder))
    assert len(done) == 1
    (folder / "one.ttl").write_text(STUDY.format(name="other"))
    prepared(chosen(folder))
    assert len(done) == 2


def test_data_with_violations_are_not_served(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done = checks(monkeypatch, VIOLATION)
    told = "The data have 1 violation, the first in one.ttl: Give it a label. See all with: "
    with pytest.raises(DataError, match=told):
        prepared(chosen(folder))
    with caplog.at_level(logging.WARNING, "ofmkg.api"):
        prepared(chosen(folder, allow_invalid=True))
    assert told in caplog.text
    with pytest.raises(DataError):  # that it was served is not remembered as valid
        prepared(chosen(folder))
    assert len(done) == 3


def test_what_cannot_be_remembered_is_checked_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = checks(monkeypatch)
    (folder.parent / "state").write_text("a file, not a folder")
    prepared(chosen(folder))
    prepared(chosen(folder))
    assert len(done) == 2


def only_mark(config: Settings) -> Path:
    """Return the mark that has been made, the only file there."""
    (mark,) = config.cache_dir.iterdir()
    return mark


SPOILED: dict[str, Callable[[Path], object]] = {
    "empty": lambda mark: mark.write_bytes(b""),
    "half written": lambda mark: mark.write_bytes(mark.read_bytes()[:40]),
    "with more behind": lambda mark: mark.write_bytes(mark.read_bytes() + b"x"),
    "of other data": lambda mark: mark.write_bytes(mark.read_bytes().replace(b"data ", b"data 0")),
    "writable by others": lambda mark: mark.chmod(0o666),
    "a folder": lambda mark: (mark.unlink(), mark.mkdir()),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_a_mark_that_is_not_ours_makes_nothing_valid(
    folder: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], object]
) -> None:
    config = chosen(folder)
    checks(monkeypatch)
    prepared(config)
    spoil(only_mark(config))
    checks(monkeypatch, VIOLATION)
    with pytest.raises(DataError, match="The data have 1 violation"):
        prepared(config)


def test_a_mark_of_another_user_does_not_count(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = chosen(folder)
    checks(monkeypatch)
    prepared(config)
    me = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: me + 1)
    assert checks(monkeypatch) == []
    prepared(config)
    assert len(checks(monkeypatch)) == 0
    assert not known.is_known(state.digest(corpus.load(config.data)), config.cache_dir)


def test_what_is_checked_is_what_is_marked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = chosen(folder)
    good = folder / "one.ttl"

    def check(documents: Sequence[Document]) -> Report:
        good.write_text(STUDY.format(name="changed-meanwhile"))
        return Report(len(documents), ())

    monkeypatch.setattr(valid.validation, "check_documents", check)
    prepared(config)
    assert not known.is_known(state.digest(corpus.load(config.data)), config.cache_dir)


def test_many_at_once_leave_one_whole_mark(folder: Path) -> None:
    config = chosen(folder)
    wrong: list[bool] = []
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            found = [mark.read_bytes() for mark in config.cache_dir.glob("valid-*")]
            wrong.extend(not text.endswith(b"\n") for text in found)

    config.cache_dir.mkdir()
    looking = threading.Thread(target=look)
    looking.start()
    code = (
        "from pathlib import Path; import sys; from ofmkg.graph import valid;"
        "[valid.remember('d', Path(sys.argv[1])) for _ in range(200)]"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(config.cache_dir)]) for _ in range(2)
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    stop.set()
    looking.join()
    assert known.is_known("d", config.cache_dir)
    assert not any(wrong)
    only_mark(config)


def test_data_with_too_many_conclusions_are_not_served(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks(monkeypatch)
    monkeypatch.setattr(preparation, "_FEW", 0)
    chain = "".join(f"<a:{n}> <ns#broaderThreatTransitive> <a:{n + 1}> .\n" for n in range(300))
    (folder / "chain.ttl").write_text(chain)
    with pytest.raises(UnreadableError, match=r"conclusions follow from [\d,]+ statements; look"):
        prepared(chosen(folder))
    (folder / "chain.ttl").unlink()
    prepared(chosen(folder))


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


# The command


@pytest.mark.server
def test_serve_answers_logs_and_stops(tmp_path: Path) -> None:
    known_valid(settings(cache_dir=tmp_path))
    (tmp_path / "tmp").mkdir()
    environment = {"OFMKG_CACHE_DIR": str(tmp_path), "TMPDIR": str(tmp_path / "tmp")}
    with served(**environment) as (process, address):
        with urlopen(f"{address}/compare?a=hazell-2023&b=musser-2023") as answer:
            assert answer.status == 200
            assert json.load(answer)["a"]["id"] == "hazell-2023"
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=15)
        assert process.returncode in (0, -signal.SIGTERM)
    assert list((tmp_path / "tmp").iterdir()) == []  # it leaves nothing behind
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


def told_at_the_end(said: str) -> list[str]:
    """Return what a start says, without what it says that it is doing."""
    return [line for line in said.splitlines() if not line.endswith(" ...")]


@pytest.mark.server
def test_data_with_violations_exit_with_1(folder: Path) -> None:
    broken = STUDY.replace("a owl:NamedIndividual , ofm:MisuseVector", "a ofm:Study")
    (folder / "one.ttl").write_text(broken.format(name="bad"))
    done = subprocess.run(
        [sys.executable, "-m", "ofmkg", "serve", "--data", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "OFMKG_CACHE_DIR": str(folder.parent / "state")},
    )
    assert done.returncode == 1
    assert [line[:21] for line in told_at_the_end(done.stderr)] == ["ofmkg: The data have "]


@pytest.mark.server
@pytest.mark.parametrize(
    ("content", "environment", "told"),
    [
        ('<a:s> <a:p> "x"@en--ltr .', {}, "one.ttl: gives <a:s> the value"),
        ("<a:s> <a:p> ", {}, "one.ttl, line 1: "),
        (
            "<a:{n}> <a:p> <a:{n}x> .\n",
            {"OFMKG_LOAD_MEMORY_MB": "512"},
            "one.ttl: needs more memory than 512 MB",
        ),
        (STUDY, {"OFMKG_LOAD_SECONDS": "0.7"}, "takes too long, more than 0.7 s"),
    ],
    ids=["direction", "cut off", "large", "slow"],
)
def test_data_that_cannot_be_loaded_exit_with_2(
    folder: Path, content: str, environment: dict[str, str], told: str
) -> None:
    with (folder / "one.ttl").open("w") as file:  # a line with a number is written many times
        for n in range(1_200_000 if "{n}" in content else 1):
            file.write(content.replace("{n}", str(n)).replace("{name}", "first"))
    done = subprocess.run(
        [sys.executable, "-m", "ofmkg", "serve", "--data", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "OFMKG_CACHE_DIR": str(folder.parent / "state"), **environment},
    )
    assert done.returncode == 2, done.stderr
    (line,) = told_at_the_end(done.stderr)
    assert line.startswith("ofmkg: ")
    assert told in line
