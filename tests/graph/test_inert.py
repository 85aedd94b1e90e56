"""What is only carried along is said: files with none of our terms, of which no answer is made."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from ofmkg.graph import corpus, loading, parsing, validation
from ofmkg.graph.inert import unused
from ofmkg.graph.stores.memory import MemoryStore

ZOTERO = """\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:bib="http://purl.org/net/biblio#" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <bib:Article rdf:about="http://example.org/a"><dc:title>A title</dc:title></bib:Article>
</rdf:RDF>
"""
NANOPUB = """\
@prefix np: <http://www.nanopub.org/nschema#> .
@prefix e: <http://example.org/> .
e:head { e:np a np:Nanopublication ; np:hasAssertion e:assertion . }
e:assertion { e:drug e:treats e:disease . }
"""
AIRO = """\
@prefix airo: <https://w3id.org/airo#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
<http://example.org/airo> a owl:Ontology ; owl:imports <https://w3id.org/ofmkg> .
<http://example.org/system> a airo:AISystem .
"""
OURS = """\
@prefix ofm: <https://w3id.org/ofmkg/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<http://example.org/mine> a ofm:Limitation ; rdfs:label "Mine"@en .
"""
ABOUT_OURS = """\
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/ofmkg/study/gopal-2023> rdfs:seeAlso <http://example.org/more> .
"""
ABOUT_MINE = """\
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<http://example.org/mine> rdfs:label "Meines"@de .
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with files that no answer will use, and others."""
    for name, text in (
        ("zotero.rdf", ZOTERO),
        ("np.trig", NANOPUB),
        ("airo.ttl", AIRO),
        ("ours.ttl", OURS),
        ("about-ours.ttl", ABOUT_OURS),
        ("about-mine.ttl", ABOUT_MINE),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def said(folder: Path, name: str, statements: int) -> str:
    """Return the line that is said of a file."""
    return (
        f"{folder / name}: none of its {statements} statements has a term of ofmkg; SPARQL will "
        "find them, no other answer will use them."
    )


def test_files_without_our_terms_are_unused_unless_they_speak_of_what_others_do(
    folder: Path,
) -> None:
    every = parsing.read_folder(folder)
    assert [each.path.name for each in unused(every)] == ["airo.ttl", "np.trig", "zotero.rdf"]
    alone = [each for each in every if each.path.name == "about-mine.ttl"]
    assert [each.path.name for each in unused(alone)] == ["about-mine.ttl"]
    ours = [each for each in every if each.path.name == "ours.ttl"]
    assert list(unused(alone, ours)) == []


def test_nothing_that_comes_with_ofmkg_is_unused() -> None:
    assert list(unused(corpus.built_in())) == []


def test_it_is_said_of_folders(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    corpus.load([folder])
    lines = [each for each in caplog.messages if "no other answer" in each]
    assert lines == [
        said(folder, "airo.ttl", 3),
        said(folder, "np.trig", 3),
        said(folder, "zotero.rdf", 2),
    ]


def test_it_is_said_of_files_that_are_checked(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    report = validation.check_files([folder / "zotero.rdf", folder / "ours.ttl"])
    assert said(folder, "zotero.rdf", 2) in caplog.messages
    assert not any("ours.ttl: none" in each for each in caplog.messages)
    assert report.checked == 2


def test_it_is_said_of_files_that_are_loaded_also_of_large_ones(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    line = '<http://example.org/a> <http://example.org/p> "x" <http://example.org/g> .\n'
    (folder / "large.nq.gz").write_bytes(gzip.compress(line.encode()))
    paths = [folder / "zotero.rdf", folder / "large.nq.gz", folder / "ours.ttl"]
    loading.load(MemoryStore(), *loading.paths(paths), infer=False)
    lines = [each for each in caplog.messages if "no other answer" in each]
    assert lines == [said(folder, "zotero.rdf", 2), said(folder, "large.nq.gz", 1)]


def test_the_command_says_it_on_standard_error(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ofmkg", "validate", str(folder / "np.trig")],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert done.stderr == f"ofmkg: {said(folder, 'np.trig', 3)}\n"
