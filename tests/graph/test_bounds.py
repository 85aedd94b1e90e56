"""What a file may hold: content that would break a parser, or swell in it, is one line."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ofmkg.errors import UnreadableError
from ofmkg.graph import bounds, parsing

RDF = 'xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"'
LONG = "x" * 100_000


def xml(entities: str, text: str, encoding: str = "") -> str:
    """Return RDF/XML with entities declared and a text that may use them."""
    declared = f'<?xml version="1.0"{encoding}?>\n<!DOCTYPE r:RDF [{entities}]>'
    return f"{declared}<r:RDF {RDF}><r:Description><e:p>{text}</e:p></r:Description></r:RDF>"


HARMFUL: dict[str, tuple[str, str, str]] = {
    "a long entity used often": (
        "a.rdf",
        xml(f'<!ENTITY a "{LONG}">', "&a;" * 100_000),
        "a.rdf: uses XML entities that stand for 10,000,000,000 bytes; write the values out.",
    ),
    "the same in an attribute": (
        "a.owl",
        xml(f'<!ENTITY a "{LONG}">', "").replace("<e:p>", f'<e:p r:about="{"&a;" * 100_000}">'),
        "a.owl: uses XML entities that stand for 10,000,000,000 bytes",
    ),
    "declared twice": (
        "a.rdf",
        xml(f'<!ENTITY a "{LONG}"><!ENTITY a "">', "&a;" * 100_000),
        "a.rdf: uses XML entities that stand for 10,000,000,000 bytes",
    ),
    "entities of entities": (
        "a.rdf",
        xml('<!ENTITY a "aa"><!ENTITY b "> &a;&a;">', "&b;"),
        "a.rdf: declares XML entities that refer to entities; write the values out.",
    ),
    "an entity of entities by a parameter": (
        "a.rdf",
        xml('<!ENTITY % p "x">', ""),
        "a.rdf: declares an XML entity (p) that lies elsewhere; write its value out.",
    ),
    "an entity in another file": (
        "a.rdf",
        xml('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"),
        "a.rdf: declares an XML entity (a) that lies elsewhere; write its value out.",
    ),
    "deep XML": (
        "a.rdf",
        f"<r:RDF {RDF}>"
        + "<r:Description><e:p>" * 50_000
        + "</e:p></r:Description>" * 50_000
        + "</r:RDF>",
        "a.rdf, line 1: is nested more than 200 levels deep; write it flatter.",
    ),
    "deep XML in a literal": (
        "a.rdf",
        f'<r:RDF {RDF}>\n<r:Description><e:p r:parseType="Literal">'
        + "<a>" * 50_000
        + "</a>" * 50_000
        + "</e:p></r:Description></r:RDF>",
        "a.rdf, line 2: is nested more than 200 levels deep",
    ),
    "an encoding that nobody knows": (
        "a.rdf",
        xml("", "x", ' encoding="klingon"'),
        "a.rdf, line 1: is no well-formed XML (unknown encoding: klingon); mend this line.",
    ),
    "deep JSON": (
        "a.jsonld",
        '{"@id": "http://e/a",\n"http://e/p":' * 20_000 + "1" + "}" * 20_000,
        "a.jsonld, line 201: is nested more than 200 levels deep",
    ),
    "deep lists in JSON": (
        "a.jsonld",
        '{"http://e/p": ' + "[" * 20_000 + "1" + "]" * 20_000 + "}",
        "a.jsonld, line 1: is nested more than 200 levels deep",
    ),
    "deep terms": (
        "a.ttl",
        "<a:s> <a:p> " + "<<( <a:s> <a:p> " * 50_000 + "1" + " )>>" * 50_000 + " .",
        "a.ttl, line 1: is nested more than 200 levels deep",
    ),
    "deep terms in lines": (
        "a.nq",
        "<a:s> <a:p> " + "<<( <a:s> <a:p> " * 50_000 + '"1"' + " )>>" * 50_000 + " .",
        "a.nq, line 1: is nested more than 200 levels deep",
    ),
    "a long prefix used often": (
        "a.ttl",
        f"@prefix a: <http://e/{LONG}> .\n" + "a:x a:y a:z , a:w .\n" * 3_000,
        "a.ttl: holds short names that stand for so long texts that its statements take more than",
    ),
    "a long base used often": (
        "a.ttl",
        f"@base <http://e/{LONG}/> .\n" + "<x> <y> <z> , <w> .\n" * 3_000,
        "a.ttl: holds short names that stand for so long texts",
    ),
    "a long vocabulary used often": (
        "a.jsonld",
        f'{{"@context": {{"@vocab": "http://e/{LONG}/"}}, "@graph": ['
        + ",".join('{"@type": "b", "c": 1}' for _ in range(300))
        + "]}",
        "a.jsonld: holds short names that stand for so long texts",
    ),
    "a text longer than any": (
        "a.ttl",
        f'<a:s> <a:p> "{"x" * 20_000_000}" .',
        "a.ttl: holds a text that is too long; shorten it.",
    ),
    "a direction of text": (
        "a.ttl",
        '<a:s> <a:p> "x"@en--ltr .',
        'a.ttl: gives <a:s> the value "x"@en--ltr: a direction of text is new in RDF 1.2, which',
    ),
    "a statement as a value": (
        "a.nt",
        "<a:s> <a:p> <<( <a:s> <a:p> <a:o> )>> .",
        "a.nt: gives <a:s> the value <a:s> <a:p> <a:o>: a statement as a value is new in",
    ),
    "a statement that is spoken of": (
        "a.ttl",
        "<a:s> <a:p> <a:o> {| <a:q> 1 |} .",
        "a statement as a value is new in RDF 1.2",
    ),
}


@pytest.mark.parametrize(("name", "text", "told"), HARMFUL.values(), ids=HARMFUL)
def test_what_breaks_a_parser_is_one_line(tmp_path: Path, name: str, text: str, told: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(UnreadableError) as caught:
        parsing.read(tmp_path / name)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_entities_that_no_pattern_sees_are_seen(tmp_path: Path) -> None:
    text = xml('<!ENTITY a "aa"><!ENTITY b "&a;&a;">', "&b;", ' encoding="utf-16"')
    (tmp_path / "a.rdf").write_bytes(text.encode("utf-16"))
    with pytest.raises(UnreadableError, match="XML entities that refer to entities"):
        parsing.read(tmp_path / "a.rdf")


HARMLESS: dict[str, tuple[str, str, int]] = {
    "entities as Protégé writes them": (
        "a.owl",
        xml(
            '\n<!ENTITY owl "http://www.w3.org/2002/07/owl#" >\n<!ENTITY e "http://e/" >\n', ""
        ).replace(
            "<r:Description>",
            '<r:Description r:about="&e;a"><r:type r:resource="&owl;Class"/></r:Description>' * 900
            + "<r:Description>",
        ),
        901,
    ),
    "signs of XML itself": ("a.rdf", xml("", "&lt;a&gt; &amp; &#38; &quot;"), 1),
    "a name used very often": (
        "a.rdf",
        xml(f'<!ENTITY a "{"x" * 100}">', "&a;" * 100_000),
        1,
    ),
    "brackets in texts": (
        "a.jsonld",
        '{"@id": "http://e/a", "http://e/p": "' + "[{" * 500 + '\\\\\\"' + "[{" * 500 + '"}',
        1,
    ),
    "angles and dashes in texts": (
        "a.ttl",
        f'<a:s> <a:p> "{"<< " * 150}" , "say \\"x\\"@en--ltr" , "<<( a b c )>>"@en .',
        3,
    ),
    "a long list of numbers": ("a.ttl", f"<a:s> <a:p> ({' 1' * 60_000} ) .", 120_001),
    "a row of nested nodes": (
        "a.ttl",
        "<a:s> <a:p> " + "[ <a:p> " * 3_000 + "1" + "]" * 3_000 + ".",
        3_001,
    ),
}


@pytest.mark.parametrize(("name", "text", "count"), HARMLESS.values(), ids=HARMLESS)
def test_what_only_looks_like_it_is_read(tmp_path: Path, name: str, text: str, count: int) -> None:
    (tmp_path / name).write_text(text)
    assert len(parsing.read(tmp_path / name).quads) >= min(count, 900)


def pipe(path: Path) -> None:
    """Make a pipe that nobody writes to."""
    os.mkfifo(path)


def vast(path: Path) -> None:
    """Make a file of a terabyte that takes no room."""
    with path.open("wb") as file:
        file.truncate(1 << 40)


NO_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a pipe": (pipe, "is a device or a pipe; give a file."),
    "a device": (lambda path: path.symlink_to("/dev/zero"), "is a device or a pipe; give a file."),
    "a vast file": (vast, "is larger than 1,073,741,824 bytes; split it"),
}


@pytest.mark.parametrize(("make", "told"), NO_FILES.values(), ids=NO_FILES)
def test_what_is_no_file_is_one_line(
    tmp_path: Path, make: Callable[[Path], object], told: str
) -> None:
    path = tmp_path / "a.ttl"
    make(path)
    for read in (lambda: parsing.read(path), lambda: parsing.read_folder(tmp_path)):
        with pytest.raises(UnreadableError) as caught:
            read()
        assert str(caught.value).startswith(f"{path}: {told}")


def test_a_file_that_grows_while_it_is_read_has_an_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(b"# twenty bytes or so")
    monkeypatch.setattr(bounds, "LARGEST", 30)
    monkeypatch.setattr(bounds, "_PIECE", 10)
    assert len(bounds.content(path)) == 20
    monkeypatch.setattr(bounds, "LARGEST", 15)
    size = os.stat_result((0o100644, *[0] * 9))
    monkeypatch.setattr(Path, "stat", lambda *_, **__: size)  # it tells another size
    with pytest.raises(UnreadableError, match="is larger than 15 bytes"):
        bounds.content(path)


def test_a_folder_that_cannot_be_looked_into_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.ttl").write_text("<a:s> <a:p> 1 .")
    (tmp_path / "inner").mkdir()
    look = os.scandir

    def scan(path: str) -> object:
        if str(path).endswith("inner"):
            raise PermissionError(13, "Permission denied", path)
        return look(path)

    monkeypatch.setattr(os, "scandir", scan)
    with pytest.raises(UnreadableError, match=r"inner: cannot be read \(Permission denied\)"):
        parsing.read_folder(tmp_path)


def test_a_link_that_leads_nowhere_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<a:s> <a:p> 1 .")
    (tmp_path / ".#a.ttl").symlink_to("somebody@somewhere")
    assert [document.path.name for document in parsing.read_folder(tmp_path)] == ["a.ttl"]


@pytest.mark.parametrize(
    "name", ["a long entity used often", "deep XML", "deep JSON", "deep terms"]
)
def test_on_the_command_line_it_is_one_line_and_2(tmp_path: Path, name: str) -> None:
    file, text, told = HARMFUL[name]
    (tmp_path / file).write_text(text)
    done = subprocess.run(
        [sys.executable, "-m", "ofmkg", "validate", str(tmp_path / file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
