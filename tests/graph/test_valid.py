"""What was found valid is remembered by its bytes, and by nothing less."""

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ofmkg.cli import app as cli
from ofmkg.graph import cache, corpus, parsing, valid, validation
from ofmkg.graph.validation import Finding, Report

TEXT = "@base <https://w3id.org/ofmkg/> .\n<event/x> <ns#note> 'one'@en .\n"
WARNING = Finding("x.ttl", None, "warning", "event/x", None, None, "Say more.", "Shape")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file of one's own; what is remembered is remembered beside it."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "state"))
    (tmp_path / "own").mkdir()
    file = tmp_path / "own" / "x.ttl"
    file.write_text(TEXT, encoding="utf-8")
    return file


def checks(monkeypatch: pytest.MonkeyPatch, *findings: Finding) -> list[int]:
    """Let a check find `findings`; the list returned grows with each check."""
    done: list[int] = []

    def check(documents: list[parsing.Document]) -> Report:
        done.append(len(documents))
        return Report(len(documents), findings)

    monkeypatch.setattr(validation, "check_documents", check)
    return done


def test_the_same_bytes_are_checked_once(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = checks(monkeypatch)
    first = validation.check([own.parent])
    assert validation.check([own.parent]) == first == Report(done[0], ())
    assert len(done) == 1
    assert validation.check([own.parent], anew=True) == first
    assert len(done) == 2
    own.write_text(TEXT.replace("one", "two"), encoding="utf-8")
    validation.check([own.parent])
    assert len(done) == 3


def test_what_was_found_is_said_again(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = checks(monkeypatch, WARNING)
    assert validation.check([own.parent]).findings == (WARNING,)
    assert validation.check([own.parent]).findings == (WARNING,)
    assert len(done) == 2


def test_without_a_place_to_remember_it_is_checked_again(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own.parent.parent / "state").write_text("a file, not a folder", encoding="utf-8")
    done = checks(monkeypatch)
    validation.check([own.parent])
    validation.check([own.parent])
    assert len(done) == 2


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="the system knows no owners")
def test_a_mark_that_others_may_write_does_not_count(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = checks(monkeypatch)
    validation.check([own.parent])
    (mark,) = (own.parent.parent / "state").iterdir()
    mark.chmod(0o666)
    validation.check([own.parent])
    assert len(done) == 2


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="the system knows no owners")
def test_a_mark_counts_where_files_are_for_a_group(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As they are by default on systems on which each user has a group."""
    done = checks(monkeypatch)
    before = os.umask(0o002)
    try:
        validation.check([own.parent])
    finally:
        os.umask(before)
    validation.check([own.parent])
    assert len(done) == 1


def test_a_digest_is_of_bytes_and_of_where_they_count(own: Path) -> None:
    document = parsing.read(own)
    known = valid.digest([document])
    assert known is not None
    assert valid.digest([replace(document, digest="0")]) != known
    assert valid.digest([replace(document, graph="https://w3id.org/ofmkg/graph/y")]) != known
    assert valid.digest([document, document]) != known
    assert valid.digest([], [document]) != known
    assert valid.digest([document], [document]) != known
    assert valid.digest([replace(document, digest="")]) is None
    ours = next(iter(corpus.vocabularies()))
    assert valid.digest([replace(document, path=ours.path)]) != known


def test_the_command_checks_everything_with_all(
    own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done = checks(monkeypatch)
    for times, more in ((1, []), (1, []), (2, ["--all"])):
        monkeypatch.setattr(sys, "argv", ["ofmkg", "validate", "--data", str(own.parent), *more])
        with pytest.raises(SystemExit) as left:
            cli.main()
        assert left.value.code == 0
        assert len(done) == times
        assert f"Checked {done[0]} files: 0 violations, 0 warnings." in capsys.readouterr().out


def test_a_single_file_is_checked_once_among_the_same_others(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[int] = []

    def report(
        documents: object, checked: list[parsing.Document], touched: object = None
    ) -> Report:
        done.append(len(checked))
        return Report(len(checked), ())

    monkeypatch.setattr(validation, "_report", report)
    for times, anew in ((1, False), (1, False), (2, True)):
        assert validation.check_files([own], anew=anew) == Report(1, ())
        assert len(done) == times
    beside = own.with_name("y.ttl")
    beside.write_text(TEXT.replace("event/x", "event/y"), encoding="utf-8")
    assert validation.check_files([own], [own.parent]) == Report(1, ())
    assert len(done) == 3
