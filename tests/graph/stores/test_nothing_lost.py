"""Changes to a directory store are all or nothing, however they end."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from ofmkg.errors import UnreadableError
from ofmkg.graph.stores.directory import DirectoryStore
from ofmkg.graph.stores.marker import DRAFT, POINTER
from ofmkg.graph.terms import BASE

GRAPH = f"{BASE}graph/own/a"

# Replaces one graph by another of the same size, again and again, until it is killed.
WRITER = """
import sys
from pathlib import Path
import pyoxigraph as ox
from ofmkg.graph.stores.directory import DirectoryStore
store = DirectoryStore(Path(sys.argv[1]))
graph, says = ox.NamedNode(sys.argv[2]), ox.NamedNode("https://w3id.org/ofmkg/says")
print("ready", flush=True)
number = 0
while True:
    number += 1
    value = ox.Literal(str(number))
    store.replace(
        (ox.Quad(ox.NamedNode(f"https://w3id.org/ofmkg/thing/{n}"), says, value, graph)
         for n in range(1000)), [sys.argv[2]])
    print(number, flush=True)
"""


def quads(value: str, count: int = 1000) -> Iterator[ox.Quad]:
    graph, says = ox.NamedNode(GRAPH), ox.NamedNode(f"{BASE}says")
    for n in range(count):
        yield ox.Quad(ox.NamedNode(f"{BASE}thing/{n}"), says, ox.Literal(value), graph)


def state(store: DirectoryStore) -> tuple[int, int, int]:
    """Return how many statements, in the graph and by default, and how many values there are."""
    values = store.select("SELECT DISTINCT ?o WHERE { ?s ?p ?o }")
    merged = store.select("SELECT ?s WHERE { ?s ?p ?o }")
    return store.counts().get(GRAPH, 0), len(merged), len(values)


@pytest.fixture
def store(tmp_path: Path) -> DirectoryStore:
    found = DirectoryStore(tmp_path / "store", create=True)
    found.replace(quads("first"), None)
    return found


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_killed_at_random_moments(store: DirectoryStore) -> None:
    """The last complete state is there, whole, after each kill -9; nothing else is left."""
    rng = random.Random(7)
    made = 0
    for turn in range(8):
        command = [sys.executable, "-c", WRITER, str(store.folder), GRAPH]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert process.stdout is not None
        for _ in range(1 + turn % 3):  # it is ready, and has made up to two changes
            process.stdout.readline()
        made += turn % 3
        time.sleep(rng.uniform(0, 0.1))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        found = DirectoryStore(store.folder)
        assert state(found) == (1000, 1000, 1)
        assert int(found.generation[1:]) >= 2 + made  # what was complete is not lost
        kept = {store.generation, found.generation}  # the one that `store` still reads
        assert names(store.folder) <= {*kept, POINTER, "lock", DRAFT}
        del found


# Begins a store and is killed where the engine is to make its files, or where they are to count.
BEGINNER = """
import os, signal, sys
from pathlib import Path
from ofmkg.graph.stores import generations
from ofmkg.graph.stores.directory import DirectoryStore
setattr(generations, sys.argv[2], lambda *_: os.kill(os.getpid(), signal.SIGKILL))
DirectoryStore(Path(sys.argv[1]), create=True)
"""


@pytest.mark.parametrize("moment", ["free", "seals"])
def test_killed_while_it_begins(tmp_path: Path, moment: str) -> None:
    folder = tmp_path / "new"
    killed = subprocess.run([sys.executable, "-c", BEGINNER, str(folder), moment])
    assert killed.returncode == -signal.SIGKILL
    with pytest.raises(UnreadableError, match="holds no store"):
        DirectoryStore(folder)
    found = DirectoryStore(folder, create=True)
    assert found.graphs() == ()
    assert names(folder) == {found.generation, POINTER, "lock"}


def test_a_copy_that_was_killed_is_written_again(store: DirectoryStore, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    subprocess.run([sys.executable, "-c", BEGINNER, str(copy), "seals"])
    store.backup(copy)
    assert state(DirectoryStore(copy)) == (1000, 1000, 1)
    assert names(copy) == {DirectoryStore(copy).generation, POINTER, "lock"}


def test_a_bad_source_changes_nothing(store: DirectoryStore) -> None:
    def broken() -> Iterator[ox.Quad]:
        yield from quads("second", 100)
        raise UnreadableError("line 101")

    before = store.generation
    with pytest.raises(UnreadableError, match="line 101"):
        store.replace(broken(), [GRAPH])
    assert state(store) == (1000, 1000, 1)
    assert state(DirectoryStore(store.folder)) == (1000, 1000, 1)
    assert names(store.folder) == {before, POINTER, "lock"}


def test_readers_go_on_with_what_they_opened(store: DirectoryStore) -> None:
    reader = DirectoryStore(store.folder)
    store.replace(quads("second"), [GRAPH])
    store.replace(quads("third"), [GRAPH])
    one = "SELECT DISTINCT ?o WHERE { ?s ?p ?o }"
    assert reader.select(one).dicts() == [{"o": "first"}]
    assert store.select(one).dicts() == [{"o": "third"}]
    assert DirectoryStore(store.folder).select(one).dicts() == [{"o": "third"}]


def test_what_nobody_reads_is_removed(store: DirectoryStore) -> None:
    for value in ("second", "third"):
        store.replace(quads(value), [GRAPH])
    assert names(store.folder) == {store.generation, POINTER, "lock"}


def test_one_writes_at_a_time(store: DirectoryStore) -> None:
    other = DirectoryStore(store.folder)

    def meanwhile() -> Iterator[ox.Quad]:
        with pytest.raises(UnreadableError, match="another process writes to it"):
            other.replace(quads("other"), [GRAPH])
        yield from quads("second")

    store.replace(meanwhile(), [GRAPH])
    assert state(store) == (1000, 1000, 1)
    other.replace(quads("other"), [GRAPH])  # goes on from what stands there now
    assert state(DirectoryStore(store.folder)) == (1000, 1000, 1)


def test_a_full_disk(store: DirectoryStore) -> None:
    """A file can grow no further: what the system then says is told, and nothing has changed."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = names(store.folder)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
        with pytest.raises(UnreadableError, match=r"cannot be written .*; nothing has changed"):
            store.replace(quads("second", 50_000), [GRAPH])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert state(DirectoryStore(store.folder)) == (1000, 1000, 1)
    assert names(store.folder) == before


@pytest.mark.parametrize(
    ("number", "said"),
    [(28, "the disk is full"), (30, "the disk is read-only"), (13, "Permission denied")],
)
def test_what_the_system_refuses_is_told(
    store: DirectoryStore, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("ofmkg.graph.stores.marker.sync", refuse)
    with pytest.raises(UnreadableError, match=said):
        store.replace(quads("second"), [GRAPH])
    monkeypatch.undo()
    assert state(DirectoryStore(store.folder)) == (1000, 1000, 1)


def test_a_disk_that_is_read_only(store: DirectoryStore, tmp_path: Path) -> None:
    """It is read all the same, and writing says why it cannot be."""
    view = tmp_path / "view"
    view.mkdir()
    mount = ["mount", "--bind", "-o", "ro", str(store.folder), str(view)]
    again = ["mount", "-o", "remount,bind,ro", str(view)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        # Without the right to mount: a folder that this user must not write to.
        pytest.xfail("mounting is not allowed here")
    try:
        subprocess.run(again, capture_output=True, check=True)
        found = DirectoryStore(view)
        assert state(found) == (1000, 1000, 1)
        with pytest.raises(UnreadableError, match="the disk is read-only"):
            found.replace(quads("second"), [GRAPH])
        del found
    finally:
        subprocess.run(["umount", "--lazy", str(view)], check=False)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is damaged"),
        ('{"format": 9, "generation": "g2"}', "is a store of format 9"),
        ('{"format": 1, "generation": "g77"}', "is damaged"),
    ],
)
def test_a_damaged_pointer_is_told(store: DirectoryStore, content: str, said: str) -> None:
    (store.folder / POINTER).write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableError, match=said):
        DirectoryStore(store.folder)


def test_no_store_is_begun_among_other_files(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").touch()
    with pytest.raises(UnreadableError, match="holds other files"):
        DirectoryStore(tmp_path, create=True)
    with pytest.raises(UnreadableError, match="is a file"):
        DirectoryStore(tmp_path / "thesis.tex", create=True)


def test_a_backup_is_a_store(store: DirectoryStore, tmp_path: Path) -> None:
    store.backup(tmp_path / "copy")
    store.replace(quads("second"), [GRAPH])
    copied = DirectoryStore(tmp_path / "copy")
    assert copied.select("SELECT DISTINCT ?o WHERE { ?s ?p ?o }").dicts() == [{"o": "first"}]
    with pytest.raises(UnreadableError, match="is not empty"):
        store.backup(tmp_path / "copy")
