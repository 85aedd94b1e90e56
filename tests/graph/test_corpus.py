"""Reading files: every format, and every way in which a file can be bad."""

from pathlib import Path

import pyoxigraph as ox
import pytest

import ofmkg
from ofmkg.errors import UnreadableError
from ofmkg.graph import corpus, parsing

TURTLE = b"""@base <https://w3id.org/ofmkg/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
<graph/mine> a owl:Ontology .
<study/mine> a <ns#Study> ; <ns#note> "one"@en , [ a <ns#Claim> ] .
"""


def as_format(rdf_format: ox.RdfFormat) -> bytes:
    """Return the example in another format."""
    quads = ox.parse(TURTLE, format=ox.RdfFormat.TURTLE)
    content = ox.serialize(quads, format=rdf_format)
    assert content is not None
    return content


@pytest.mark.parametrize("suffix", parsing.FORMATS)
def test_every_format_is_read(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"mine{suffix}"
    path.write_bytes(as_format(parsing.FORMATS[suffix]))
    document = parsing.read(path)
    assert document.graph == "https://w3id.org/ofmkg/graph/mine"
    assert len(document.quads) == 5
    assert {str(quad.graph_name) for quad in document.named()} == {f"<{document.graph}>"}


def test_a_graph_without_a_name_takes_that_of_its_path(tmp_path: Path) -> None:
    folder = tmp_path / "my data"
    folder.mkdir()
    (folder / "a b.ttl").write_text("<study/x> a <ns#Study> .", encoding="utf-8")
    (document,) = parsing.read_folder(tmp_path)
    assert document.graph == "https://w3id.org/ofmkg/graph/own/my%20data/a%20b"


def test_named_graphs_of_a_file_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "mine.trig"
    path.write_text("<g> { <study/x> a <ns#Study> . }", encoding="utf-8")
    (quad,) = parsing.read(path).named()
    assert str(quad.graph_name) == "<https://w3id.org/ofmkg/g>"
    (merged,) = parsing.read(path).merged()
    assert isinstance(merged.graph_name, ox.DefaultGraph)


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_bytes(b"\xef\xbb\xbf" + TURTLE)
    assert len(parsing.read(path).quads) == 5


BAD = {
    "syntax.ttl": (
        b"@prefix a: <http://x/> .\na:b a:c\n",
        "syntax.ttl, line 3: ",
    ),
    "latin.ttl": (
        '<study/x> a <ns#Study> .\n<study/x> <ns#note> "é" .'.encode("latin-1"),
        "latin.ttl, line 2: is not in UTF-8; save the file as UTF-8.",
    ),
    "empty.ttl": (b"", "empty.ttl: holds no statements; remove the file or fill it."),
    "blank.ttl": (b"# nothing\n", "blank.ttl: holds no statements; remove the file or fill it."),
    "notes.txt": (b"hello", "notes.txt: unknown kind of file; its name must end in "),
    "bomb.rdf": (
        b"""<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>""",
        "bomb.rdf: declares XML entities that refer to entities; write the values out.",
    ),
    "cut.jsonld": (b'{"@id": "x"', "cut.jsonld, line 1: "),
    "far.jsonld": (
        b'{"@context": "https://example.org/c", "@id": "http://a/x", "http://b/y": "z"}',
        "far.jsonld: takes its @context from another address; write the context into the file.",
    ),
    "open.ttl": (
        b'<study/x> a <ns#Study> .\n<study/x> <ns#note> "open .\n',
        "open.ttl, line 2: Unexpected end of file; mend this line.",
    ),
    "ill.rdf": (
        b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n<r:Description>\n</r:RDF>',
        "ill.rdf, line 3: ",
    ),
    "iri.ttl": (b"<study/a b> a <ns#Study> .", "iri.ttl, line 1: "),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_in_one_line(tmp_path: Path, name: str) -> None:
    content, expected = BAD[name]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableError) as caught:
        parsing.read(path)
    assert expected in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="does not exist; check the path"):
        parsing.read(tmp_path / "none.ttl")
    with pytest.raises(UnreadableError, match="is a folder; name its files"):
        parsing.read(tmp_path)
    with pytest.raises(UnreadableError, match="does not exist; --data takes a folder"):
        parsing.read_folder(tmp_path / "none")
    with pytest.raises(UnreadableError, match="holds no RDF file"):
        parsing.read_folder(tmp_path)


def test_one_bad_file_and_nothing_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes(TURTLE)
    (tmp_path / "b.ttl").write_bytes(b"<a")
    with pytest.raises(UnreadableError, match=r"b\.ttl, line 1"):
        ofmkg.load([tmp_path])


def test_a_file_takes_the_place_of_a_built_in_one(tmp_path: Path) -> None:
    original = next(d for d in corpus.built_in() if d.graph.endswith("studies/thiel-2023"))
    text = original.path.read_text(encoding="utf-8")
    (tmp_path / "thiel.ttl").write_text(
        text.replace("ofm:outcome ofm:addressed", "ofm:outcome ofm:partial"), encoding="utf-8"
    )
    cells = {c.state for row in ofmkg.load([tmp_path]).matrix().rows[-1:] for c in row.cells}
    assert cells == {"partial"}
