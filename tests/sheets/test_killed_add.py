"""Killing `ofmkg add` leaves the study as it was, or the whole new one; never half of it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ofmkg.graph import parsing
from ofmkg.graph.resources import room
from ofmkg.sheets.adding import add

SHEET = room("data") / "later" / "sheets" / "gade-2023.yaml"
COMMITTED = (room("data") / "later" / "gade-2023.ttl").read_bytes()
# Kills itself when it comes to a call: of writing, of bringing what is written to the disk, of
# putting it in its place (where nothing is yet, or where something is), or just after that.
CHILD = """
import os, pathlib, signal, sys
from ofmkg.graph import drafts, validation, writing
from ofmkg.sheets import adding
moment, sheet, folder = sys.argv[1:]
adding.shaped = lambda *_: validation.Report(1, ())  # has tests of its own, and takes long
def kill(*_args, **_more): os.kill(os.getpid(), signal.SIGKILL)
def after(*args, **more):
    found = real(*args, **more)
    kill()
if moment == "begin": adding.written = kill
elif moment == "write": drafts._locked = kill
elif moment == "sync": os.fsync = kill
elif moment == "place": os.link = pathlib.Path.replace = kill
elif moment == "after":
    real = os.link
    os.link = after
adding.add(pathlib.Path(sheet), pathlib.Path(folder))
"""


def killed(moment: str, folder: Path) -> None:
    """Add the sheet in a process that is killed at a moment."""
    arguments = [sys.executable, "-c", CHILD, moment, str(SHEET), str(folder)]
    found = subprocess.run(arguments, capture_output=True, check=False, timeout=60)
    assert found.returncode == -signal.SIGKILL, found.stderr.decode()


@pytest.mark.skipif(os.name != "posix", reason="kills by signal")
@pytest.mark.parametrize(
    ("moment", "whole"),
    [("begin", False), ("write", False), ("sync", False), ("place", False), ("after", True)],
)
def test_killed_at_a_moment(moment: str, whole: bool, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    other = folder / "smith.ttl"
    other.write_text(
        "<https://example.org/a> <https://example.org/b> <https://example.org/c> .",
        encoding="utf-8",
    )
    killed(moment, folder)
    names = {path.name for path in corpus_files(folder)}
    assert names == ({"smith.ttl", "gade-2023.ttl"} if whole else {"smith.ttl"})
    if whole:
        assert (folder / "gade-2023.ttl").read_bytes() == COMMITTED
    killed("place", folder)  # again: what is there stays whole
    assert {path.name for path in corpus_files(folder)} == names


def test_what_a_killed_one_leaves_goes_with_the_next(tmp_path: Path) -> None:
    killed("place", tmp_path)
    assert [path.suffix in parsing.FORMATS for path in tmp_path.iterdir()] == [False]
    done = add(SHEET, tmp_path)
    assert done.target is not None
    assert done.target.read_bytes() == COMMITTED
    assert list(tmp_path.iterdir()) == [done.target]


def corpus_files(folder: Path) -> list[Path]:
    """Return the files of a folder that count as data."""
    return [document.path for document in parsing.read_folder(folder)]
