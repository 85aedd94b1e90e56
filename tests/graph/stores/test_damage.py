"""A damaged store is told in one line with the way back, by every command and by the service."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from commands import run

from ofmkg.errors import UnreadableError
from ofmkg.graph import corpus, loading
from ofmkg.graph.stores import generations
from ofmkg.graph.stores.directory import DirectoryStore
from ofmkg.graph.stores.marker import POINTER

WAY_BACK = "restore its backup, or load your files again, into another folder: ofmkg load"
# The files of a generation that are read; there are several of most kinds.
KINDS = ("*.sst", "CURRENT", "MANIFEST-*")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a store with the built-in corpus."""
    folder = tmp_path_factory.mktemp("whole") / "store"
    loading.load(DirectoryStore(folder, create=True), list(corpus.built_in()), infer=False)
    return folder


@pytest.fixture
def store(whole: Path, tmp_path: Path) -> Path:
    """Return a copy of it, to be damaged."""
    return Path(shutil.copytree(whole, tmp_path / "store"))


def generation(store: Path) -> Path:
    return next(path for path in store.iterdir() if path.is_dir())


def files(store: Path) -> list[Path]:
    return sorted(path for kind in KINDS for path in generation(store).glob(kind))


def garbage(path: Path) -> None:
    path.write_bytes(os.urandom(max(path.stat().st_size, 64)))


def garbage_inside(path: Path) -> None:
    """Damage a block in the middle: the engine would find it while a query runs, or never."""
    content = bytearray(path.read_bytes())
    middle = len(content) // 3
    content[middle : middle + 16] = bytes(byte ^ 0xFF for byte in content[middle : middle + 16])
    path.write_bytes(bytes(content))


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES: dict[str, Callable[[Path], None]] = {
    "missing": Path.unlink,
    "empty": lambda path: os.truncate(path, 0),
    "cut": lambda path: os.truncate(path, path.stat().st_size // 2),
    "garbage": garbage,
    "garbage inside": garbage_inside,
    "a folder": folder_instead,
}


def told(store: Path, *said: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        DirectoryStore(store)
    message = str(raised.value)
    assert "\n" not in message
    assert len(message) < 500
    for each in (str(store), "is damaged", WAY_BACK, *said):
        assert each in message, message


@pytest.mark.parametrize("damage", DAMAGES)
def test_any_damaged_file_is_told_at_opening(whole: Path, tmp_path: Path, damage: str) -> None:
    for number, path in enumerate(files(whole)):
        copy = Path(shutil.copytree(whole, tmp_path / str(number)))
        DAMAGES[damage](generation(copy) / path.name)
        told(copy, path.name)


@pytest.mark.parametrize(
    "args",
    [
        ["matrix"],
        ["compare", "gopal-2023", "musser-2023"],
        ["query", "open-releases"],
        ["validate"],
        ["export", "--format", "nquads"],
        ["load"],
        ["load", "--replace"],
        ["backup", "{tmp}/all.nq.gz"],
        ["backup", "{tmp}/copy"],
        ["doctor"],
        ["serve", "--port", "0"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("damage", ["garbage inside", "marker", "generation"])
def test_every_command_tells_it(
    store: Path, tmp_path: Path, args: list[str], damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if damage == "marker":
        (store / POINTER).write_bytes(b'{"format": 1, "gener')
    elif damage == "generation":
        shutil.rmtree(generation(store))
    else:
        garbage_inside(files(store)[-1])
    code, out, err = run(capsys, *(arg.format(tmp=tmp_path) for arg in args), "--store", str(store))
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert WAY_BACK in err
    assert not (tmp_path / "copy").exists()
    assert not list(tmp_path.glob("all.nq*"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"format": "1", "generation": "g1"}',
        b'{"format": 1}',
        b'{"format": 1, "generation": 7}',
        b'{"format": 1, "generation": "../g1"}',
        b'{"format": 1, "generation": "g1", "generations": "g1"}',
        b'{"format": 1, "generation": "g1", "generations": [["g1"]]}',
        b'{"format": 1, "generation": "g1", "files": {"../x": [1, 2, "3"]}}',
        b'{"format": 1, "generation": "g1", "files": {"x": 1}}',
        b"\xff\xfe",
        b"[" * 100_000,
        bytes(1000),
    ],
    ids=lambda content: repr(content[:60]),
)
def test_a_marker_that_is_none(store: Path, content: bytes) -> None:
    (store / POINTER).write_bytes(content)
    told(store, POINTER)


def test_what_no_seal_tells_of_is_told_when_it_is_read(store: Path) -> None:
    """A store of version 0.1 has no seals: the engine finds the damage while it reads."""
    name = generation(store).name
    (store / POINTER).write_text(f'{{"format": 1, "generation": "{name}"}}', encoding="utf-8")
    largest = max(generation(store).glob("*.sst"), key=lambda path: path.stat().st_size)
    for path in generation(store).glob("*.sst"):
        if path.stat().st_size * 5 > largest.stat().st_size:
            garbage_inside(path)
    found = DirectoryStore(store)
    everything = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
    for ask in (
        lambda: found.select(everything),
        lambda: found.run(everything),
        lambda: found.run("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"),
        lambda: list(found.quads()),
        found.counts,
    ):
        with pytest.raises(UnreadableError, match=r"is damaged \(Corruption: .*restore its backup"):
            ask()


def test_a_copy_with_other_times_is_read(store: Path) -> None:
    for path in files(store):
        os.utime(path, (1, 1))
    assert len(DirectoryStore(store).select("SELECT ?s WHERE { ?s ?p ?o } LIMIT 3")) == 3


def test_of_large_stores_what_has_changed_is_read_through(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generations, "_SMALL", 0)
    path = files(store)[0]
    content, times = path.read_bytes(), path.stat()
    garbage_inside(path)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    found = DirectoryStore(store)  # not read through: nothing tells of a change
    with pytest.raises(UnreadableError, match=path.name):
        found.check()
    os.utime(path)
    told(store, path.name)
    path.write_bytes(content)
    assert DirectoryStore(store).check()


@pytest.fixture
def stranger() -> Iterator[None]:
    """Be a user who may not read what others keep to themselves."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("what", ["store", "marker", "generation", "file"])
def test_what_may_not_be_read(
    store: Path, what: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    for folder in (tmp_path, *list(tmp_path.parents)[:2]):
        folder.chmod(0o755)
    closed = {
        "store": store,
        "marker": store / POINTER,
        "generation": generation(store),
        "file": files(store)[0],
    }[what]
    closed.chmod(0)
    request.getfixturevalue("stranger")
    try:
        with pytest.raises(UnreadableError, match=r"cannot be read \(Permission denied\)\.$"):
            DirectoryStore(store)
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
        closed.chmod(0o755)


@pytest.mark.parametrize("name", ["x" * 300, "a/" * 2500, "file/inside"])
def test_a_folder_that_cannot_be(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for create in (False, True):
        with pytest.raises(UnreadableError) as raised:
            DirectoryStore(tmp_path / name, create=create)
        assert "\n" not in str(raised.value)


def test_all_files_are_read_through_on_demand(store: Path) -> None:
    found = DirectoryStore(store)
    sealed = {path.name for path in (*files(store), *generation(store).glob("*.log"))}
    assert found.check() == len(sealed)
    garbage_inside(files(store)[0])  # while it is open
    with pytest.raises(UnreadableError, match=files(store)[0].name):
        found.check()
    (store / POINTER).write_text(
        f'{{"format": 1, "generation": "{found.generation}"}}', encoding="utf-8"
    )
    assert found.check() is None


def test_serving_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "serve", "--port", "0", "--store", str(tmp_path / "none"))
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert "holds no store" in err


def test_damage_is_no_fault_of_a_query(tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path / "store", create=True)
    node = ox.NamedNode("https://example.org/x")
    store.replace([ox.Quad(node, node, node, node)], None)
    from ofmkg.errors import QueryError

    for sparql in (
        "SELECT (<https://example.org/f>(?s) AS ?x) { ?s ?p ?o }",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ):
        with pytest.raises(QueryError):
            store.select(sparql)
        with pytest.raises(QueryError):
            store.run(sparql)
