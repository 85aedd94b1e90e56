"""`ofmkg load`, `backup` and `--store`, as a user meets them."""

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest
from commands import run

from ofmkg.cli import app as cli
from ofmkg.graph import bounds, corpus
from ofmkg.graph.stores.target import opened
from ofmkg.graph.terms import BASE, INFERENCES, MAPPINGS, VIEW

STUDY = Path(__file__).resolve().parents[3] / "data" / "studies" / "hazell-2023.ttl"
CLAIM = """\
@prefix ofm: <https://w3id.org/ofmkg/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@base <https://w3id.org/ofmkg/> .
@prefix fabio: <http://purl.org/spar/fabio/> .
<publication/own-2026> a ofm:Work , fabio:Report ; rdfs:label "Own 2026"@en ;
    dcterms:title "A work"@en ; ofm:authors "A. Author" ; dcterms:issued "2026" ;
    ofm:readFrom <publication/own-2026> ; ofm:locator "p. 1"@en .
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a store with the built-in corpus."""
    folder = tmp_path_factory.mktemp("kept") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["ofmkg", "load", "--no-check", "--store", str(folder)])
        with pytest.raises(SystemExit):
            cli.main()
    return folder


def canonical(quads: list[ox.Quad]) -> str:
    """Return quads in the canonical form of RDFC-1.0, in which equal sets are equal texts."""
    data = ox.Dataset(quads)
    data.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return "\n".join(sorted(map(str, data)))


def test_the_corpus_as_a_store(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = opened(str(kept))
    expected = {document.graph for document in corpus.built_in()}
    assert set(store.graphs()) == expected | {INFERENCES, VIEW, MAPPINGS}
    code, out, _ = run(capsys, "matrix", "--format", "csv", "--store", str(kept))
    assert code == 0
    assert out == run(capsys, "matrix", "--format", "csv")[1]
    there = run(capsys, "query", "open-releases", "--format", "csv", "--store", str(kept))
    assert there == run(capsys, "query", "open-releases", "--format", "csv")


def test_data_and_store_do_not_mix(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "matrix", "--store", str(kept), "--data", "x")
    assert code == 2
    assert "only by: ofmkg load --store" in err


def test_the_environment_names_a_store(
    kept: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OFMKG_STORE", str(kept))
    assert run(capsys, "matrix")[0] == 0
    monkeypatch.setenv("OFMKG_STORE", "no-such-store")
    code, _, err = run(capsys, "matrix")
    assert (code, err.count("\n")) == (2, 1)
    assert "no-such-store: holds no store; make one with: ofmkg load" in err


def test_ones_own_file(tmp_path: Path, kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = str(tmp_path / "own")
    run(capsys, "load", "--no-check", "--no-infer", "--store", store)
    own = tmp_path / "own.ttl"
    own.write_text(CLAIM, encoding="utf-8")
    code, out, _ = run(capsys, "load", str(own), "--store", store)
    assert code == 0, out
    assert "Loaded 8 statements of 1 graphs" in out
    assert opened(store).has(f"{BASE}publication/own-2026")
    own.write_text(CLAIM.replace("dcterms:title", "dcterms:titel"), encoding="utf-8")
    code, out, err = run(capsys, "load", str(own), "--store", store)
    assert code == 1
    assert "own.ttl" in out
    assert "Nothing was loaded" in err
    assert len(opened(store).select("SELECT ?t { ?w <http://purl.org/dc/terms/titel> ?t }")) == 0
    own.write_text(CLAIM + "<x> a ofm:Claim ; ( .", encoding="utf-8")
    code, _, err = run(capsys, "load", str(own), "--store", store)
    assert (code, err.count("\n")) == (2, 1)
    assert "own.ttl, line 9" in err


def test_questions_about_inferences_need_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(tmp_path / "store")
    run(capsys, "load", str(STUDY), "--no-check", "--no-infer", "--store", store)
    code, _, err = run(capsys, "query", "inferences", "--store", store)
    assert code == 2
    assert "make them with: ofmkg load --infer --store" in err
    there = run(capsys, "query", "search-texts", "--store", store)
    assert there[0] == 0  # it leaves inferences out, which is easy without any


@pytest.mark.parametrize("name", ["all.nq", "all.nq.gz"])
def test_backup_and_restore(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    file, copy = tmp_path / name, str(tmp_path / "copy")
    assert run(capsys, "backup", str(file), "--store", str(kept))[0] == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]
    code, out, err = run(capsys, "load", "--replace", str(file), "--store", copy)
    assert code == 0
    count = f"{sum(1 for _ in opened(str(kept)).quads()):,}"
    assert f"Loaded {count} statements" in out
    assert "not checked here" in err
    before, after = opened(str(kept)), opened(copy)
    assert canonical(list(after.quads())) == canonical(list(before.quads()))
    assert after.counts() == before.counts()


def test_a_bad_line_of_quads_leaves_the_store_as_it_was(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = f'<{BASE}a> <{BASE}says> "x" <{BASE}graph/own/q> .\n'
    for name, write in (("bad.nq", Path.write_bytes), ("bad.nq.gz", None)):
        file = tmp_path / name
        content = (good * 3 + "this is no quad .\n").encode()
        write(file, content) if write else file.write_bytes(gzip.compress(content))
        before = opened(str(kept)).counts()
        code, _, err = run(capsys, "load", str(file), "--store", str(kept))
        assert (code, err.count("\n")) == (2, 1), err
        assert f"{name}, line 4" in err
        assert opened(str(kept)).counts() == before
    cut = tmp_path / "cut.nq.gz"
    cut.write_bytes(gzip.compress(good.encode() * 1000)[:-20])
    code, _, err = run(capsys, "load", str(cut), "--store", str(kept))
    assert (code, err.count("\n")) == (2, 1), err
    assert "cut.nq.gz: cannot be read" in err


def test_what_breaks_a_parser_is_refused_in_quads_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parser recurses into statements within statements, and ends the process."""
    good = f'<{BASE}a> <{BASE}says> "x" <{BASE}graph/own/q> .\n'
    within = f"<{BASE}a> <{BASE}says> "
    deep = f"{within}{f'<<( {within}' * 300}<{BASE}a>{' )>>' * 300} .\n"
    newer = f"{within}<<( {within}<{BASE}a> )>> .\n"
    monkeypatch.setattr(bounds, "_LONGEST", 50_000)
    for lines, said in (
        (good * 3 + deep, "file.nq, line 4: is nested more than 200 levels deep"),
        (good * 3 + good * 1000, ""),
        (good + good.replace("x", "x" * 50_000), "line 2: is longer than 50,000 bytes"),
        (good + newer, "a statement as a value is new in RDF 1.2"),
    ):
        file = tmp_path / "file.nq"
        file.write_text(lines, encoding="utf-8")
        store = str(tmp_path / f"store{len(lines)}")
        code, out, err = run(capsys, "load", str(file), "--no-check", "--store", store)
        assert (code, said in err, err.count("\n")) == ((2, True, 1) if said else (0, True, 0))
        assert said or "Loaded 1 statements" in out or "Loaded 1,003 statements" in out


def test_derived_graphs_are_not_loaded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "all.nq"
    file.write_text(f"<{BASE}a> <{BASE}b> <{BASE}c> <{INFERENCES}> .\n", encoding="utf-8")
    code, _, err = run(capsys, "load", str(file), "--store", str(tmp_path / "store"))
    assert code == 2
    assert "never loaded" in err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["load", "--store", "memory"], "What is in memory is gone"),
        (["load", "x.ttl", "--data", "y", "--store", "z"], "Give files or --data"),
        (["load", "none.nq", "--store", "z"], "none.nq: does not exist"),
        (["load"], "Missing option '--store'"),
        (["backup", "x.zip", "--store", "memory"], "ends in .nq or .nq.gz"),
        (["load", "--store", "http://me:secret@host/sparql"], "set OFMKG_STORE_USER"),
    ],
)
def test_what_makes_no_sense(
    args: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, *args)
    assert (code, err.count("\n")) == (2, 1), err
    assert said in err
    assert "secret" not in err
    assert list(tmp_path.iterdir()) == []
