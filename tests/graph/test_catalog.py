"""Catalogs: every import of every file is found on this machine, from whatever folder one opens."""

import os
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from ofmkg.errors import DataError, UnreadableError
from ofmkg.graph import catalog, corpus, parsing
from ofmkg.graph.resources import room
from ofmkg.graph.terms import BASE, ONTOLOGY, OWL_ONTOLOGY, PREFIXES, RDF_TYPE

OWL = PREFIXES["owl"]
FOLDERS = [
    room("ontology"),
    room("data"),
    *(
        room("data") / name
        for name in ("studies", "later", "later/second-codings", "second-codings")
    ),
]
HEADER = f"@prefix owl: <{OWL}> .\n"


def objects(path: Path, predicate: str) -> set[str]:
    """Return the IRIs that a file gives for a predicate, whatever the subject."""
    quads = ox.parse(path.read_bytes(), format=parsing.FORMATS[path.suffix], base_iri=BASE)
    return {quad.object.value for quad in quads if quad.predicate.value == predicate}


def declared(path: Path) -> set[str]:
    """Return the names that a file declares: its ontology and the version of that."""
    quads = list(ox.parse(path.read_bytes(), format=parsing.FORMATS[path.suffix], base_iri=BASE))
    ontologies = {
        quad.subject.value
        for quad in quads
        if quad.predicate.value == RDF_TYPE and quad.object.value == OWL_ONTOLOGY
    }
    return ontologies | objects(path, f"{OWL}versionIRI")


def places(folder: Path, content: bytes) -> dict[str, Path]:
    """Return where a catalog leads to, read as an XML catalog is: relative to its own address."""
    base = (folder.resolve() / parsing.CATALOG).as_uri()
    found = {}
    for entry in ElementTree.fromstring(content).iter(
        "{urn:oasis:names:tc:entity:xmlns:xml:catalog}uri"
    ):
        address = urlsplit(urljoin(base, entry.attrib["uri"]))
        assert address.scheme == "file"
        found[entry.attrib["name"]] = Path(unquote(address.path))
    return found


def test_everything_imports_every_file() -> None:
    ontologies = [document.graph for document in corpus.built_in()]
    umbrella = room("ontology") / "everything.ttl"
    assert sorted(objects(umbrella, f"{OWL}imports")) == sorted(ontologies)
    assert declared(umbrella) == {f"{BASE}graph/everything"}


def test_the_umbrella_is_no_part_of_the_corpus() -> None:
    graphs = {document.graph for document in corpus.load()}
    assert f"{BASE}graph/everything" not in graphs


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_our_catalogs_are_as_generated(folder: Path) -> None:
    """To write them anew: ofmkg catalog with each of these folders."""
    assert (folder / parsing.CATALOG).read_bytes() == catalog.for_folder(folder)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_import_is_found_and_is_what_it_says(folder: Path) -> None:
    found = places(folder, (folder / parsing.CATALOG).read_bytes())
    waiting = {name for path in folder.glob("*.ttl") for name in objects(path, f"{OWL}imports")}
    assert ONTOLOGY in waiting
    done: set[str] = set()
    while waiting:
        name = waiting.pop()
        done.add(name)
        assert name in declared(found[name])
        waiting |= objects(found[name], f"{OWL}imports") - done
    assert done <= {document.graph for document in corpus.built_in()}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_file_and_the_version_of_the_schema_are_listed(folder: Path) -> None:
    found = places(folder, (folder / parsing.CATALOG).read_bytes())
    schema = room("ontology") / "ofmkg.ttl"
    (version,) = objects(schema, f"{OWL}versionIRI")
    assert found[version] == found[ONTOLOGY] == schema
    expected = {document.graph: document.path for document in corpus.built_in()}
    expected |= {version: schema, f"{BASE}graph/everything": room("ontology") / "everything.ttl"}
    assert expected.items() <= found.items()


def test_a_folder_anywhere_with_files_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "meine Öfen & <mehr>" / "100%"
    below = folder / "sub"
    below.mkdir(parents=True)
    (folder / "a:b #1.ttl").write_text(
        f"{HEADER}<https://example.org/a?x=1&y=2> a owl:Ontology ; "
        f"owl:versionIRI <https://example.org/a/2> ; owl:imports <{ONTOLOGY}> .",
        encoding="utf-8",
    )
    (below / "thiel.ttl").write_text(
        f"{HEADER}<{BASE}graph/studies/thiel-2023> a owl:Ontology .", encoding="utf-8"
    )
    (below / "nameless.ttl").write_text(f"{HEADER}[] a owl:Thing .", encoding="utf-8")
    content = catalog.for_folder(folder)
    found = places(folder, content)
    own = {
        "https://example.org/a?x=1&y=2": folder / "a:b #1.ttl",
        "https://example.org/a/2": folder / "a:b #1.ttl",
        f"{BASE}graph/studies/thiel-2023": below / "thiel.ttl",
    }
    assert found == catalog.locations() | own
    assert b"/a?x=1&amp;y=2" in content
    assert b'uri="a%3Ab%20%231.ttl"' in content


def test_a_catalog_is_no_data(tmp_path: Path) -> None:
    """Neither the one that was written before nor one that Protégé wrote."""
    (tmp_path / "a.ttl").write_text(f"{HEADER}<https://example.org/a> a owl:Ontology .")
    once = catalog.for_folder(tmp_path)
    (tmp_path / parsing.CATALOG).write_bytes(once)
    assert catalog.for_folder(tmp_path) == once


def test_what_others_wrote_into_a_catalog_stays(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(f"{HEADER}<https://example.org/a> a owl:Ontology .")
    there = tmp_path / parsing.CATALOG
    mine = '<uri name="https://example.org/b" uri="../b.ttl" />'
    protege = (
        '<group id="Folder Repository, directory=, recursive=false" prefer="public">'
        '<uri id="Automatically generated entry" name="https://example.org/c" uri="c.owl" />'
        "</group>"
    )
    gone = '<uri name="https://w3id.org/ofmkg/graph/own/gone" uri="gone.ttl" />'
    there.write_text(
        '<catalog prefer="public" xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        f"{mine}{protege}{gone}</catalog>",
        encoding="utf-8",
    )
    once = catalog.for_folder(tmp_path)
    text = " ".join(once.decode("utf-8").split()).replace("> <", "><")
    assert mine in text
    assert protege in text
    assert "gone" not in text
    assert 'name="https://example.org/a" uri="a.ttl"' in text
    there.write_bytes(once)
    assert catalog.for_folder(tmp_path) == once
    for content in ("no catalog", "<html></html>", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'):
        there.write_text(content, encoding="utf-8")
        with pytest.raises(UnreadableError, match="is no XML catalog; move it away"):
            catalog.for_folder(tmp_path)


def test_a_catalog_is_in_order_and_ends_with_a_line(tmp_path: Path) -> None:
    files = {"urn:b": tmp_path / "2.ttl", "urn:a": tmp_path.parent / "1.ttl"}
    content = catalog.catalog(tmp_path, files)
    assert content == catalog.catalog(tmp_path, dict(reversed(files.items())))
    assert content.decode("utf-8").splitlines() == [
        "<?xml version='1.0' encoding='UTF-8'?>",
        '<catalog prefer="public" xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">',
        '  <uri name="urn:a" uri="../1.ttl" />',
        '  <uri name="urn:b" uri="2.ttl" />',
        "</catalog>",
    ]
    assert content.endswith(b"</catalog>\n")


def test_a_link_to_a_folder_leads_to_the_same_files(tmp_path: Path) -> None:
    far = tmp_path / "far" / "away"
    far.mkdir(parents=True)
    (far / "a.ttl").write_text(f"{HEADER}<https://example.org/a> a owl:Ontology .")
    link = tmp_path / "link"
    link.symlink_to(far, target_is_directory=True)
    assert catalog.for_folder(link) == catalog.for_folder(far)


def test_where_no_relative_path_leads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(os.path, "relpath", fail)
    path = tmp_path / "a b.ttl"
    assert places(tmp_path, catalog.catalog(tmp_path, {"urn:a": path})) == {"urn:a": path}


def test_two_files_of_one_name(tmp_path: Path) -> None:
    for name in ("a.ttl", "b.ttl"):
        (tmp_path / name).write_text(f"{HEADER}<https://example.org/a> a owl:Ontology .")
    with pytest.raises(DataError) as error:
        catalog.for_folder(tmp_path)
    assert str(error.value) == (
        f"{tmp_path / 'a.ttl'} and {tmp_path / 'b.ttl'} both declare <https://example.org/a>; "
        "rename one of them."
    )


def test_a_folder_without_files(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="holds no RDF file"):
        catalog.for_folder(tmp_path)
    with pytest.raises(UnreadableError, match="does not exist"):
        catalog.for_folder(tmp_path / "none")
