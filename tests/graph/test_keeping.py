"""The built-in files are parsed once: what is kept of them answers only for the bytes it is of."""

import os
import shutil
import stat
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest

from ofmkg.errors import UnreadableError
from ofmkg.graph import builtin, cache, keeping, resources
from ofmkg.graph.stores import Store
from ofmkg.graph.stores.early import EarlyStore
from ofmkg.graph.stores.memory import MemoryStore
from ofmkg.graph.terms import VIEW

LABELS = "SELECT ?label { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?label"
GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
FILE = """@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://example.org/a> rdfs:label "first" ; rdfs:seeAlso [ rdfs:label "nameless" ] .
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which merges are kept."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache" / "merges"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small file, with the ontology, in place of the files that come with ofmkg."""
    path = tmp_path / "data.ttl"
    path.write_text(FILE, encoding="utf-8")
    ontology = resources.room("ontology") / "ofmkg.ttl"
    monkeypatch.setattr(resources, "built_in", lambda: [ontology, path])
    return path


def _labels(store: Store) -> set[str]:
    return {row["label"] for row in store.select(LABELS).dicts()}


def _kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.nt"))


def test_a_second_start_takes_what_was_kept(folder: Path, data: Path) -> None:
    first, second = builtin.store(), builtin.store()
    assert isinstance(first, MemoryStore)
    assert isinstance(second, EarlyStore)
    assert "first" in _labels(second)
    assert second.select(LABELS) == first.select(LABELS)
    assert second.select(GRAPHS) == first.select(GRAPHS)
    assert second.counts() == first.counts()
    assert second.has("https://example.org/a") and not second.has("https://example.org/b")
    assert len(list(second.quads())) == len(list(first.quads()))


def test_nothing_is_parsed_for_the_default_graph(
    folder: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builtin.store()

    def refuse(**_: object) -> None:
        raise AssertionError("parsed")

    monkeypatch.setattr(builtin, "load_documents", refuse)
    assert "first" in _labels(builtin.store())


VIEWED = "SELECT ?s ?label { GRAPH <https://w3id.org/ofmkg/graph/view> { ?s ?p ?label } }"


def _rows(store: Store) -> list[dict[str, str]]:
    return sorted(store.select(VIEWED + " ORDER BY ?s ?label").dicts(), key=str)


def test_what_follows_is_made_once_and_kept_beside_the_merge(
    folder: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    view = ox.Quad(
        ox.NamedNode("https://example.org/a"),
        ox.NamedNode("https://example.org/b"),
        ox.Literal("told-by-the-view"),
        ox.NamedNode(VIEW),
    )

    def derive(_: object) -> list[ox.Quad]:
        made.append("made")
        return [view]

    monkeypatch.setitem(builtin.DERIVED, VIEW, derive)
    first, second, third = builtin.store(), builtin.store(), builtin.store()
    assert (
        _rows(first)
        == _rows(second)
        == _rows(third)
        == [{"s": view.subject.value, "label": "told-by-the-view"}]
    )
    assert made == ["made"]
    (kept,) = [path for path in _kept(folder) if b"told-by-the-view" in path.read_bytes()]
    kept.write_bytes(
        kept.read_bytes().replace(b"told-by-the-view", b"told")
    )  # is not what was kept
    assert _rows(builtin.store()) == _rows(first)
    data.write_text(FILE.replace("first", "other"), encoding="utf-8")
    assert _rows(builtin.store()) == _rows(first)
    assert made == ["made"] * 3


def test_an_edited_file_is_never_answered_from_what_was_kept(folder: Path, data: Path) -> None:
    builtin.store()
    before = data.stat()
    data.write_text(FILE.replace("first", "other"), encoding="utf-8")  # as many bytes
    os.utime(data, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert data.stat().st_size == before.st_size and data.stat().st_mtime_ns == before.st_mtime_ns
    found = _labels(builtin.store())
    assert "other" in found and "first" not in found


def test_what_changes_meanwhile_is_refused_rather_than_mixed(folder: Path, data: Path) -> None:
    builtin.store()
    store = builtin.store()
    data.write_text(FILE.replace("first", "other"), encoding="utf-8")
    assert "first" in _labels(store)
    with pytest.raises(UnreadableError, match="have changed since they were read"):
        store.select(GRAPHS)


@pytest.mark.parametrize("harm", ["cut", "other byte", "empty", "no head", "folder", "link"])
def test_what_is_damaged_is_parsed_and_kept_anew(
    folder: Path, data: Path, harm: str, tmp_path: Path
) -> None:
    builtin.store()
    (path,) = _kept(folder)
    content = path.read_bytes()
    if harm in ("folder", "link"):
        path.unlink()
        if harm == "folder":
            path.mkdir()
        else:
            (tmp_path / "elsewhere").write_bytes(content)
            path.symlink_to(tmp_path / "elsewhere")
    else:
        lines = content.splitlines(keepends=True)
        harmed = {
            "cut": b"".join(lines[:-1]),
            "other byte": content.replace(b"first", b"worst"),
            "empty": b"",
            "no head": b"".join(lines[1:]),
        }
        path.write_bytes(harmed[harm])
    store = builtin.store()
    assert isinstance(store, MemoryStore)
    assert "first" in _labels(store) and "worst" not in _labels(store)
    if harm == "link":
        assert (tmp_path / "elsewhere").read_bytes() == content
    elif harm != "folder":
        assert isinstance(builtin.store(), EarlyStore)


def test_a_bad_file_is_told_and_not_kept(folder: Path, data: Path) -> None:
    data.write_text("<a", encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"data\.ttl, line 1"):
        builtin.store()
    assert not folder.exists()


def test_nothing_is_kept_where_nothing_can_be_written(folder: Path, data: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("a file in its place", encoding="utf-8")
    for _ in range(2):
        assert "first" in _labels(builtin.store())
    assert folder.read_text(encoding="utf-8") == "a file in its place"


def test_nothing_is_kept_if_that_is_asked_for(
    folder: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache.VARIABLE, "")
    assert isinstance(builtin.store(), MemoryStore)
    assert isinstance(builtin.store(), MemoryStore)


def test_other_versions_have_merges_of_their_own(
    folder: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builtin.store()
    monkeypatch.setattr(keeping, "__version__", "another")
    assert isinstance(builtin.store(), MemoryStore)
    assert len(_kept(folder)) == 2


def test_only_what_is_ours_is_swept(folder: Path, data: Path) -> None:
    folder.mkdir(parents=True)
    others = {
        folder / "notes.txt": b"mine",
        folder / f"{'0' * 64}.nt": b"<a:b> <a:c> <a:d> .\n",  # named like ours
        folder / "merge.nt": b"# ofmkg merge, sha256 \n",  # begins like ours
    }
    for path, content in others.items():
        path.write_bytes(content)
        os.utime(path, (1, 1))
    for number in range(20):
        data.write_text(FILE.replace("first", f"number {number}"), encoding="utf-8")
        builtin.store()
        for age, path in enumerate(sorted(_kept(folder), key=lambda path: path.stat().st_mtime)):
            if path not in others:
                os.utime(path, (1000 + age, 1000 + age))
    assert {path: path.read_bytes() for path in others} == others
    ours = [path for path in _kept(folder) if path not in others]
    assert len(ours) == 16
    assert isinstance(builtin.store(), EarlyStore)  # the last is among them


def test_many_begin_at_once(folder: Path, data: Path) -> None:
    found: list[set[str]] = []
    threads = [
        threading.Thread(target=lambda: found.append(_labels(builtin.store()))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8 and all(labels == found[0] for labels in found)
    assert [path.suffix for path in folder.iterdir()] == [".nt"]  # nothing half written is left


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owners")
def test_what_another_user_wrote_is_not_believed(
    folder: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builtin.store()
    user = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: user + 1)
    assert isinstance(builtin.store(), MemoryStore)


def test_a_change_ends_what_was_kept(folder: Path, data: Path) -> None:
    builtin.store()
    store = builtin.store()
    graph = ox.NamedNode("https://example.org/graph")
    quad = ox.Quad(
        ox.NamedNode("https://example.org/a"),
        ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
        ox.Literal("changed"),
        graph,
    )
    store.replace([quad], None)
    assert _labels(store) == {"changed"}


def test_the_whole_corpus_is_the_same_either_way(folder: Path) -> None:
    parsed, kept = builtin.store(), builtin.store()
    assert isinstance(kept, EarlyStore)
    every = "SELECT ?s ?p ?o { ?s ?p ?o FILTER(!ISBLANK(?s) && !ISBLANK(?o)) }"
    assert set(kept.select(every).rows) == set(parsed.select(every).rows)
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert kept.select(count) == parsed.select(count)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    shutil.rmtree(folder)
    assert isinstance(builtin.store(), MemoryStore)


def test_who_starts_twice_in_one_process_shares_what_was_kept(folder: Path, data: Path) -> None:
    """What one of them changes, the other does not see."""
    builtin.store()
    first, second = builtin.store(), builtin.store()
    assert isinstance(first, EarlyStore) and isinstance(second, EarlyStore)
    assert first._merge is second._merge
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    node, graph = ox.NamedNode("https://example.org/c"), ox.NamedNode("https://example.org/own")
    first.replace([ox.Quad(node, label, ox.Literal("changed"), graph)], None)
    assert _labels(first) == {"changed"}
    assert "first" in _labels(second) and "changed" not in _labels(second)
