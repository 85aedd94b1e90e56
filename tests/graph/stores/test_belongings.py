"""What ofmkg did not write is never removed, whatever it is called and wherever links lead."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from commands import run

from ofmkg.errors import UnreadableError
from ofmkg.graph.stores.directory import DirectoryStore
from ofmkg.graph.stores.marker import POINTER
from ofmkg.graph.terms import BASE

NODE = ox.NamedNode(f"{BASE}thing/x")


def tree(folder: Path) -> dict[str, bytes | None]:
    """Return all that stands in a folder, with the content of files."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def change(store: DirectoryStore, value: str) -> None:
    store.replace([ox.Quad(NODE, NODE, ox.Literal(value), NODE)], [NODE.value])


def said(store: DirectoryStore) -> list[str]:
    return [row["o"] for row in store.select("SELECT ?o { ?s ?p ?o }").dicts()]


@pytest.mark.parametrize("entry", ["gallery/", "g1/", "g2/g3/", "g", "g7.txt", "lock/", "lock"])
@pytest.mark.parametrize("command", ["load", "matrix", "backup"])
def test_a_folder_of_others_is_refused_and_untouched(
    entry: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    path = folder / entry
    if entry.endswith("/"):
        path.mkdir(parents=True)
        path /= "photo.jpg"
    path.write_bytes(b"mine")
    before = tree(folder)
    args = [command, "--store", str(folder)]
    if command == "backup":
        store = DirectoryStore(tmp_path / "store", create=True)
        change(store, "1")
        args = ["backup", str(folder), "--store", str(store.folder)]
    code, out, err = run(capsys, *args)
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert tree(folder) == before


@pytest.mark.parametrize("name", ["gallery", "g", "g1", "g5", "g99", "g3.tmp", "notes"])
def test_what_was_put_beside_the_generations_stays(name: str, tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path / "store", create=True)
    change(store, "1")
    beside = store.folder / name
    assert name != store.generation
    beside.mkdir()
    (beside / "000001.sst").write_bytes(b"mine")
    for value in "2345":
        change(store, value)
    assert said(DirectoryStore(store.folder)) == ["5"]
    assert (beside / "000001.sst").read_bytes() == b"mine"


def test_links_are_never_followed(tmp_path: Path) -> None:
    """A listed generation that is a link, or has links or other things in it, stays."""
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "000001.sst").write_bytes(b"mine")
    store = DirectoryStore(tmp_path / "store", create=True)
    marker = json.loads((store.folder / POINTER).read_text(encoding="utf-8"))
    marker["generations"] += ["g7", "g8", "g9"]
    (store.folder / POINTER).write_text(json.dumps(marker), encoding="utf-8")
    (store.folder / "g7").symlink_to(theirs)
    for name in ("g8", "g9"):
        (store.folder / name).mkdir()
        (store.folder / name / "000002.sst").write_bytes(b"ours, perhaps")
    (store.folder / "g8" / "000001.sst").symlink_to(theirs / "000001.sst")
    (store.folder / "g9" / "notes.txt").write_bytes(b"mine")
    before = tree(store.folder)
    DirectoryStore(store.folder)
    change(store, "1")
    assert tree(theirs) == {"000001.sst": b"mine"}
    after = tree(store.folder)
    assert {name: after[name] for name in before if name[:2] in ("g7", "g8", "g9")} == {
        name: content for name, content in before.items() if name[:2] in ("g7", "g8", "g9")
    }
    assert said(DirectoryStore(store.folder)) == ["1"]


@pytest.mark.parametrize("where", ["lock", f"{POINTER}.new"])
def test_nothing_is_written_through_a_link(where: str, tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path / "store", create=True)
    change(store, "1")
    theirs = tmp_path / "theirs"
    theirs.write_bytes(b"mine")
    (store.folder / where).unlink(missing_ok=True)
    (store.folder / where).symlink_to(theirs)
    with pytest.raises(UnreadableError, match="cannot be written"):
        change(store, "2")
    assert theirs.read_bytes() == b"mine"
    assert said(DirectoryStore(store.folder)) == ["1"]


@pytest.mark.parametrize("name", ["../theirs", "/tmp", "gallery", "g0", "g1/../..", 7, None])
def test_a_marker_names_nothing_but_generations(name: object, tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path / "store", create=True)
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "000001.sst").write_bytes(b"mine")
    marker = json.loads((store.folder / POINTER).read_text(encoding="utf-8"))
    marker["generations"].append(name)
    (store.folder / POINTER).write_text(json.dumps(marker), encoding="utf-8")
    with pytest.raises(UnreadableError, match="is damaged"):
        DirectoryStore(store.folder)
    assert tree(theirs) == {"000001.sst": b"mine"}


def test_a_store_of_version_0_1(tmp_path: Path) -> None:
    """Its marker lists nothing: it is read and changed; what it does not name stays."""
    store = DirectoryStore(tmp_path / "store", create=True)
    change(store, "1")
    first, folder = store.generation, store.folder
    old = json.dumps({"format": 1, "generation": first})
    (folder / POINTER).write_text(old, encoding="utf-8")
    (folder / "g77").mkdir()
    (folder / "g77" / "CURRENT").write_bytes(b"left by a killed process, or theirs")
    del store
    again = DirectoryStore(folder)
    assert said(again) == ["1"]
    assert (folder / POINTER).read_text(encoding="utf-8") == old  # nothing to be swept
    change(again, "2")
    assert again.generation == "g78"
    assert sorted(path.name for path in folder.iterdir()) == ["g77", "g78", "lock", POINTER]
    assert said(DirectoryStore(folder)) == ["2"]


def test_an_empty_folder_is_begun(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    assert DirectoryStore(tmp_path / "link", create=True).graphs() == ()
    assert DirectoryStore(tmp_path / "empty").graphs() == ()
