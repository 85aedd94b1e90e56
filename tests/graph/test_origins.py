"""Two files that are called alike are both kept, and no file hides another without a word."""

import shutil
from pathlib import Path

import pytest

import ofmkg
from ofmkg.cli import app as cli
from ofmkg.graph import corpus, loading, origins, parsing
from ofmkg.graph.stores import Store
from ofmkg.graph.stores.directory import DirectoryStore
from ofmkg.graph.stores.memory import MemoryStore
from ofmkg.graph.terms import BASE, ORIGINS

OWN = f"{BASE}graph/own"
PEOPLE = ("anna", "ben", "carol")


def works(folder: Path, name: str, file: str = "works.ttl") -> Path:
    """Write a file that declares no graph and says something of one thing."""
    folder.mkdir(exist_ok=True, parents=True)
    path = folder / file
    path.write_text(f"<https://w3id.org/ofmkg/own/{name}> <https://example.org/p> '{name}' .")
    return path


def things(store: Store) -> dict[str, str]:
    """Return what a store holds of such things, with the graph each stands in."""
    return {
        str(quad.object.value): quad.graph_name.value  # type: ignore[union-attr]
        for quad in store.quads()
        if quad.predicate.value == "https://example.org/p"
    }


@pytest.fixture(params=["memory", "folder"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Return an empty store."""
    if request.param == "memory":
        return MemoryStore()
    return DirectoryStore(tmp_path / "store", create=True)


def bring(store: Store, *given: Path) -> None:
    """Load files and folders into a store."""
    loading.load(store, *loading.paths(given), infer=False)


def test_in_memory_each_has_a_graph(tmp_path: Path) -> None:
    for name in PEOPLE:
        works(tmp_path / name, name)
    found = {
        order: things(MemoryStore(corpus.load([tmp_path / name for name in order])))
        for order in (PEOPLE, ("anna", "carol", "ben"))
    }
    for graphs in found.values():
        assert set(graphs) == set(PEOPLE)
        assert len(set(graphs.values())) == 3
        assert graphs["anna"] == f"{OWN}/works"
    assert found[PEOPLE] == found["anna", "carol", "ben"]
    alone = things(MemoryStore(corpus.load([tmp_path / "ben"])))
    assert alone == {"ben": f"{OWN}/works"}


def test_two_formats_in_one_folder(tmp_path: Path) -> None:
    works(tmp_path, "a", "works.ttl")
    (tmp_path / "works.nt").write_text(
        '<https://example.org/b> <https://example.org/p> "b" .\n', encoding="utf-8"
    )
    graphs = things(MemoryStore(corpus.load([tmp_path])))
    assert len(set(graphs.values())) == 2
    shutil.copy(tmp_path / "works.ttl", tmp_path / "copy.ttl")
    (tmp_path / "below").mkdir()
    shutil.copy(tmp_path / "works.ttl", tmp_path / "below" / "works.ttl")
    names = [document.graph for document in parsing.apart(parsing.read_folder(tmp_path))]
    assert f"{OWN}/below/works" in names


def test_loaded_one_after_another_both_are_kept(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in PEOPLE:
        works(tmp_path / name, name)
    bring(store, tmp_path / "anna")
    assert caplog.messages == []
    bring(store, tmp_path / "ben")
    (message,) = caplog.messages
    assert message.startswith(f"<{OWN}/works> came from another file than {tmp_path}/ben/works.ttl")
    before = things(store)
    assert set(before) == {"anna", "ben"}
    assert before["anna"] == f"{OWN}/works"
    caplog.clear()
    works(tmp_path / "ben", "ben-again")
    bring(store, tmp_path / "ben")
    works(tmp_path / "anna", "anna-again")
    bring(store, tmp_path / "anna" / "works.ttl")
    bring(store, tmp_path / "anna")
    assert things(store) == {"anna-again": before["anna"], "ben-again": before["ben"]}
    assert caplog.messages == []
    bring(store, tmp_path / "ben", tmp_path / "carol", tmp_path / "anna")
    after = things(store)
    assert set(after) == {"anna-again", "ben-again", "carol"}
    assert len(set(after.values())) == 3
    assert after["anna-again"] == before["anna"]


def test_quads_without_a_graph_are_kept_apart_as_well(store: Store, tmp_path: Path) -> None:
    for name in PEOPLE:
        path = works(tmp_path / name, name, "works.nq")
        path.write_text(path.read_text().replace("'", '"') + "\n")
    works(tmp_path / "dora", "dora")
    for name in PEOPLE:
        bring(store, tmp_path / name / "works.nq")
    bring(store, tmp_path / "dora")
    assert set(things(store)) == {*PEOPLE, "dora"}
    bring(store, *(tmp_path / name / "works.nq" for name in PEOPLE))
    assert set(things(store)) == {*PEOPLE, "dora"}


def test_where_a_graph_came_from_is_neither_told_nor_loaded(store: Store, tmp_path: Path) -> None:
    bring(store, works(tmp_path / "anna", "anna"))
    assert list(origins.known(store)) == [f"{OWN}/works"]
    assert ORIGINS in store.graphs()
    assert ORIGINS not in {quad.graph_name.value for quad in store.quads()}  # type: ignore[union-attr]
    assert str(tmp_path) not in str(list(origins.quads(origins.known(store))))
    loading.load(store, *loading.paths([works(tmp_path / "b", "b")]), everything=True, infer=False)
    assert set(things(store)) == {"b"}
    assert origins.known(store) == {f"{OWN}/works": origins.origin(tmp_path / "b" / "works.ttl")}


DECLARED = (
    "<{}> a <http://www.w3.org/2002/07/owl#Ontology> ; <https://example.org/p> '{}' . "
    "<https://w3id.org/ofmkg/own/thing> <https://example.org/q> 'of ours' ."
)


def test_another_file_of_the_same_graph_is_told(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("anna", "ben"):
        works(tmp_path / name, name).write_text(DECLARED.format(f"{OWN}/smith", name))
        bring(store, tmp_path / name)
    assert caplog.messages == [
        f"{tmp_path}/ben/works.ttl takes the place of what another file gave in <{OWN}/smith>."
    ]
    assert set(things(store)) == {"ben"}
    caplog.clear()
    bring(store, tmp_path / "ben")
    assert caplog.messages == []


def hiding(folder: Path) -> tuple[Path, Path]:
    """Write a file that declares the graph of one of ours; return both."""
    ours = next(d for d in corpus.built_in() if d.graph.endswith("/hazell-2023"))
    path = works(folder, "x")
    path.write_text(DECLARED.format(ours.graph, "x"))
    return path, ours.path


def test_a_file_that_hides_one_of_ours_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path, ours = hiding(tmp_path / "own")
    ofmkg.load([tmp_path / "own"])
    (message,) = caplog.messages
    assert message.startswith(f"{path} takes the place of {ours}, which comes with ofmkg")
    caplog.clear()
    works(tmp_path / "other", "y")
    ofmkg.load([tmp_path / "other"])
    assert caplog.messages == []


def test_one_that_hides_ours_in_a_store_is_told(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    loading.load(store, corpus.load(), infer=False)
    path, ours = hiding(tmp_path / "own")
    bring(store, path)
    (message,) = caplog.messages
    assert message.startswith(f"{path} takes the place of {ours}, which comes with ofmkg")


def test_it_is_one_line_on_standard_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, ours = hiding(tmp_path / "own")
    monkeypatch.setattr("sys.argv", ["ofmkg", "cite", "--data", str(tmp_path / "own")])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 0
    err = capsys.readouterr().err
    assert err.startswith(f"ofmkg: {path} takes the place of {ours}, ")
    assert err.count("\n") == 1


def test_a_file_is_checked_beside_the_one_that_is_called_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two people describe one coder in two ways: each is fine alone, and both together are not."""
    place = str(tmp_path / "store")

    def load(*arguments: str) -> int:
        monkeypatch.setattr("sys.argv", ["ofmkg", "load", "--store", place, *arguments])
        with pytest.raises(SystemExit) as left:
            cli.main()
        return int(left.value.code or 0)

    assert load("--no-infer") == 0
    for name, code in (("Anna", 0), ("Ben", 1)):
        path = works(tmp_path / name, name)
        path.write_text(
            "<https://w3id.org/ofmkg/coder/me> a <https://w3id.org/ofmkg/ns#Coder> ; "
            f"<http://www.w3.org/2000/01/rdf-schema#label> '{name}'@en ."
        )
        capsys.readouterr()
        assert load("--no-infer", str(path)) == code, capsys.readouterr().out
    assert "Nothing was loaded" in capsys.readouterr().err
