"""The table of guards: each way in and out, and what each holds against. A row is tested or fails.

A guard that stands on one way and is missing on its twin is no guard. Sheets have tests of their
own for the same (tests/sheets), for they are read by other means.
"""

import csv
import io
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from commands import run

from ofmkg.api.state import digest
from ofmkg.cli.app import main
from ofmkg.errors import OfmkgError, QueryError, UnreadableError
from ofmkg.graph import bounds, file_checks, guard, library, parsing, strays
from ofmkg.graph.characters import CONTROL, INSTEAD
from ofmkg.graph.export import serialize
from ofmkg.graph.keeping import key
from ofmkg.pages import csv_text
from ofmkg.pages.blocks import Heading, Item, Items, Paragraph, Table
from ofmkg.pages.query_results import result_text
from ofmkg.pages.rendering import render
from ofmkg.sheets import csv_folder

Capture = pytest.CaptureFixture[str]
_WRITTEN = "a\x01b\x1b[31mc"  # what no text has
_S = "https://w3id.org/ofmkg/claim/x"
_P = "https://w3id.org/ofmkg/ns#note"

# The same statement in every syntax, with a text that holds a control character.
_SYNTAXES = {
    ".ttl": f'<{_S}> <{_P}> "a\\u0001b" .',
    ".trig": f'{{ <{_S}> <{_P}> "a\\u0001b" }}',
    ".nt": f'<{_S}> <{_P}> "a\\u0001b" .\n',
    ".nq": f'<{_S}> <{_P}> "a\\u0001b" .\n',
    ".jsonld": json.dumps([{"@id": _S, _P: [{"@value": "a\x01b"}]}]),
}
_XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:o="https://w3id.org/ofmkg/ns#">{}</rdf:RDF>'
)
_SHAPE = "ControlCharacter"
Check = Callable[[Path, Capture], None]


def _console() -> object:
    from rich.console import Console

    return Console(file=io.StringIO(), width=80, markup=False, emoji=False, highlight=False)


def _file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def _refused(call: Callable[[], object], reason: str, kind: type[OfmkgError]) -> None:
    with pytest.raises(kind, match=reason) as refused:
        call()
    assert "\n" not in str(refused.value)


# Ways in


def _control_in_a_syntax(suffix: str) -> Check:
    def check(folder: Path, _: Capture) -> None:
        path = _file(folder, f"x{suffix}", _SYNTAXES[suffix])
        found = [each for each in file_checks.check(parsing.read(path), []) if each.shape == _SHAPE]
        told = [(each.severity, each.node, each.value) for each in found]
        assert told == [("violation", _S, f"a{INSTEAD}b")]
        path = _file(folder, f"y{suffix}", _SYNTAXES[suffix].replace("\\u0001", "\\n"))
        assert _SHAPE not in {each.shape for each in file_checks.check(parsing.read(path), [])}

    return check


def _control_in_what_is_validated(folder: Path, capture: Capture) -> None:
    code, out, _ = run(capture, "validate", str(_file(folder, "x.ttl", _SYNTAXES[".ttl"])))
    assert code == 1
    assert _SHAPE in out
    assert not CONTROL.search(out)


def _control_in_xml(folder: Path, _: Capture) -> None:
    text = _XML.format(
        f'<rdf:Description rdf:about="{_S}"><o:note>a&#1;b</o:note></rdf:Description>'
    )
    _refused(lambda: parsing.read(_file(folder, "x.rdf", text)), "well-formed", UnreadableError)


def _strays_in_a_folder(folder: Path, _: Capture) -> None:
    good = _file(folder, "own/good.ttl", _SYNTAXES[".ttl"])
    for name in (
        "._good.ttl",
        ".good.ttl.swp.ttl",
        "__MACOSX/good.ttl",
        ".ipynb_checkpoints/good.ttl",
        "good.ttl~",
        "#good.ttl#",
        "~$good.ttl",
        "$RECYCLE.BIN/good.ttl",
        "Thumbs.db",
        "desktop.ini",
    ):
        _file(folder / "own", name, b"\x00\x05\x16\x07 no data")
    assert parsing.files(folder / "own") == [good]
    assert [each.path for each in parsing.read_folder(folder / "own")] == [good]


def _strays_among_csv(folder: Path, _: Capture) -> None:
    _file(folder, "work.csv", "id,x\n")
    _file(folder, "._work.csv", b"\x00\x05\x16\x07")
    _file(folder, "~$work.csv", b"\x00")
    assert [grid.name for grid in csv_folder.read(folder)] == ["work"]


def _network_in_a_query_file(folder: Path, capture: Capture) -> None:
    for text, reason in (
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("LOAD <http://127.0.0.1:9/>", "LOAD is an update"),
    ):
        path = _file(folder, "x.rq", text)
        code, out, err = run(capture, "query", str(path))
        assert (code, out) == (2, "")
        assert err.startswith(f"ofmkg: {path}: {reason}")
        assert err.count("\n") == 1


def _network_in_a_request(_: Path, __: Capture) -> None:
    from ofmkg.api.sparql import endpoint

    assert endpoint.guard is guard  # the same, and no other
    with pytest.raises(guard.RefusedQuery, match="SERVICE is refused"):
        guard.check("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


def _network_in_json_ld(folder: Path, _: Capture) -> None:
    path = _file(folder, "x.jsonld", '{"@context": "http://127.0.0.1:9/c", "@id": "x"}')
    _refused(lambda: parsing.read(path), "takes its @context from another address", UnreadableError)


def _depth_of_a_query_file(folder: Path, _: Capture) -> None:
    path = _file(folder, "x.rq", "ASK " + "{" * 20_000 + "}" * 20_000)
    _refused(lambda: library.load(str(path)), "nested more than", QueryError)


def _depth_of_json_ld(folder: Path, _: Capture) -> None:
    path = _file(folder, "x.jsonld", "[" * 1_000 + "]" * 1_000)
    _refused(lambda: parsing.read(path), "nested more than", UnreadableError)


def _depth_of_xml(folder: Path, _: Capture) -> None:
    path = _file(folder, "x.rdf", _XML.format("<o:a>" * 1_000 + "</o:a>" * 1_000))
    _refused(lambda: parsing.read(path), "nested more than", UnreadableError)


def _size_of_a_query_file(folder: Path, _: Capture) -> None:
    path = _file(folder, "x.rq", "ASK {} #" + "x" * 200_000)
    _refused(lambda: library.load(str(path)), "at most 100,000", QueryError)


def _size_of_a_file(folder: Path, _: Capture) -> None:
    path = folder / "x.ttl"
    with path.open("wb") as file:
        file.truncate(bounds.LARGEST + 1)  # takes no room on the disk
    _refused(lambda: parsing.read(path), "is larger than", UnreadableError)


def _swelling_header(folder: Path, _: Capture) -> None:
    path = _file(folder, "x.rq", "#+ a: &a [1]\n#+ b: [*a, *a]\nASK {}")
    _refused(lambda: library.load(str(path)), "has an alias", QueryError)


def _bad_header(folder: Path, _: Capture) -> None:
    path = _file(folder, "x.rq", "#+ params:\n#+   x: text\nASK {}")
    _refused(lambda: library.load(str(path)), "parameters that are none", QueryError)


def _unclosed_clause(_: Path, __: Capture) -> None:
    text = "ASK { VALUES ?x { " + " " * 80_000
    assert library.bind(text, {}) == text


def _encoding_of(name: str, read: Callable[[Path], object], kind: type[OfmkgError]) -> Check:
    def check(folder: Path, _: Capture) -> None:
        path = _file(folder, name, f'<{_S}> <{_P}> "caf\u00e9" .\n'.encode("latin-1"))
        _refused(lambda: read(path), "not in UTF-8", kind)

    return check


def _alike_names(folder: Path, _: Capture) -> None:
    one = _file(folder, "a/x.nt", f'<{_S}> <{_P}> "one" .\n')
    other = _file(folder, "b/x.nt", f'<{_S}> <{_P}> "other" .\n')
    found = parsing.apart([parsing.read(one), parsing.read(other)])
    assert len({document.graph for document in found}) == 2


def _name_in_another_encoding(folder: Path, _: Capture) -> None:
    paths = [folder / name / os.fsdecode(b"caf\xe9.nt") for name in ("a", "b")]
    for path in paths:
        path.parent.mkdir()
        try:
            path.write_text(f'<{_S}> <{_P}> "{path.parent.name}" .\n', encoding="utf-8")
        except OSError:
            pytest.skip("this file system takes no such name")
    document, other = (parsing.read_folder(each.parent)[0] for each in paths)
    assert document.graph == other.graph == "https://w3id.org/ofmkg/graph/own/caf%E9"
    assert len({each.graph for each in parsing.apart([document, other])}) == 2
    assert key([(document.path, document.digest)]) != key([(folder / "caf.nt", document.digest)])
    assert digest([document])


def _name_of_two_lines(folder: Path, capture: Capture) -> None:
    _file(folder, "own/bad\nname.ttl", "no Turtle")
    with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as ended:
        patch.setattr("sys.argv", ["ofmkg", "cite", "--data", str(folder / "own")])
        main()
    assert ended.value.code == 2
    err = capture.readouterr().err
    assert "bad name.ttl, line 1" in err
    assert err.count("\n") == 1


def _closed_folder(folder: Path, _: Capture) -> None:
    _file(folder, "good.ttl", _SYNTAXES[".ttl"])

    def walk(top: Path, onerror: Callable[[OSError], None]) -> Iterator[object]:
        onerror(PermissionError(13, "Permission denied", str(top / "shut")))
        yield from ()

    with pytest.MonkeyPatch.context() as patch:  # a superuser may look into any
        patch.setattr(os, "walk", walk)
        _refused(lambda: parsing.files(folder), "shut: cannot be read", UnreadableError)


def _name_on_the_command_line(_: Path, capture: Capture) -> None:
    code, _, err = run(capture, "study", _WRITTEN)
    assert code == 2
    assert not CONTROL.search(err.rstrip("\n"))


# Ways out


def _page_as(form: str) -> Check:
    def check(_: Path, __: Capture) -> None:
        page = (
            Heading(_WRITTEN, 1),
            Paragraph(_WRITTEN),
            Items((Item(_WRITTEN, (_WRITTEN,)),)),
            Table((_WRITTEN,), ((_WRITTEN,),)),
        )
        text = render(page, form, _console)  # type: ignore[arg-type]
        assert "\x1b" not in text
        assert "\x01" not in text

    return check


def _xml_of_a_query(_: Path, __: Capture) -> None:
    store = ox.Store()
    store.add(_quad())
    result = store.query("SELECT ?o { ?s ?p ?o }")
    with pytest.MonkeyPatch.context() as patch:
        written = io.BytesIO()
        patch.setattr("sys.stdout", io.TextIOWrapper(written, encoding="cp1252"))
        from ofmkg.cli.output import write_data

        write_data(result_text(result, "xml", _console))  # type: ignore[arg-type]
        content = written.getvalue()
    assert INSTEAD in "".join(ElementTree.fromstring(content).itertext())


def _xml_of_the_service(_: Path, __: Capture) -> None:
    from ofmkg.api.sparql.worker import Counted

    out = io.BytesIO()
    counted = Counted(out, "application/sparql-results+xml", 10_000, 10)
    for piece in (b"<a>x\x01", b"y\xef", b"\xbf", b"\xbe\xef\xbf\xbd", b"</a>"):
        assert counted.write(piece) == len(piece)
    assert ElementTree.fromstring(out.getvalue()).text == f"x{INSTEAD}y{INSTEAD}\ufffd"


def _rdf_xml(_: Path, __: Capture) -> None:
    content = serialize([_quad()], "owl")
    assert INSTEAD in "".join(ElementTree.fromstring(content).itertext())
    back = list(ox.parse(content, format=ox.RdfFormat.RDF_XML))
    assert [quad.object.value for quad in back] == [CONTROL.sub(INSTEAD, _WRITTEN)]


def _turtle(_: Path, __: Capture) -> None:
    content = serialize([_quad()], "turtle")
    assert not CONTROL.search(content.decode())
    assert [quad.object.value for quad in ox.parse(content, format=ox.RdfFormat.TURTLE)] == [
        _WRITTEN
    ]


def _quad() -> ox.Quad:
    return ox.Quad(ox.NamedNode(_S), ox.NamedNode(_P), ox.Literal(_WRITTEN))


_CELLS = {  # what a cell holds, and what is written
    "=1+1": "'=1+1",
    "+cmd": "'+cmd",
    "-x": "'-x",
    "@SUM(A1)": "'@SUM(A1)",
    "\tx": "'\tx",
    "\rx": "'\nx",
    "＝1": "'＝1",
    "'=1": "''=1",
    "-2.5": "-2.5",
    "+1e3": "+1e3",
    "-2.5+cmd": "'-2.5+cmd",
    "a=b": "a=b",
    "it's": "it's",
    "'tis": "'tis",
    "": "",
    'a,b"c\nd': 'a,b"c\nd',
}


def _formulas(_: Path, __: Capture) -> None:
    text = csv_text.to_csv([[cell, None, -2.5] for cell in _CELLS])
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read == [[cell, "", "-2.5"] for cell in _CELLS.values()]


def _one_writer(_: Path, __: Capture) -> None:
    pages = Path(csv_text.__file__).parent
    using = [path.name for path in pages.glob("*.py") if "csv.writer(" in path.read_text("utf-8")]
    assert using == ["csv_text.py"]


def _mark(_: Path, capture: Capture) -> None:
    _, plain, _ = run(capture, "matrix", "--format", "csv")
    code, marked, _ = run(capture, "matrix", "--format", "csv", "--bom")
    assert (code, marked) == (0, csv_text.MARK + plain)
    code, out, err = run(capture, "matrix", "--bom")
    assert (code, out, err) == (2, "", "ofmkg: --bom is for CSV: add --format csv.\n")


WAYS_IN: dict[str, dict[str, Check]] = {
    "control characters": {
        **{suffix: _control_in_a_syntax(suffix) for suffix in _SYNTAXES},
        ".rdf": _control_in_xml,
        "validate": _control_in_what_is_validated,
        "command line": _name_on_the_command_line,
    },
    "droppings": {"folder of data": _strays_in_a_folder, "folder of CSV": _strays_among_csv},
    "network": {
        ".rq": _network_in_a_query_file,
        "HTTP": _network_in_a_request,
        ".jsonld": _network_in_json_ld,
    },
    "depth": {".rq": _depth_of_a_query_file, ".jsonld": _depth_of_json_ld, ".rdf": _depth_of_xml},
    "size": {
        ".rq": _size_of_a_query_file,
        "file": _size_of_a_file,
        "header of .rq": _swelling_header,
        "VALUES of .rq": _unclosed_clause,
    },
    "form": {"header of .rq": _bad_header},
    "encoding": {
        ".ttl": _encoding_of("x.ttl", parsing.read, UnreadableError),
        ".rq": _encoding_of("x.rq", lambda path: library.load(str(path)), QueryError),
        "CSV": _encoding_of("x.csv", lambda p: csv_folder.grid(p, p.read_bytes()), UnreadableError),
    },
    "names": {
        "files that are named alike": _alike_names,
        "a name in another encoding": _name_in_another_encoding,
        "a name of two lines": _name_of_two_lines,
    },
    "rights": {"folder below": _closed_folder},
}
WAYS_OUT: dict[str, dict[str, Check]] = {
    "control characters": {
        **{form: _page_as(form) for form in ("text", "html")},
        "XML of a query": _xml_of_a_query,
        "XML of the service": _xml_of_the_service,
        "RDF/XML": _rdf_xml,
        "Turtle": _turtle,
    },
    "formulas": {"CSV": _formulas, "one writer": _one_writer},
    "encoding": {"mark of CSV": _mark},
}
_ROWS = [
    pytest.param(check, id=f"{way} - {guarded} - {place}")
    for way, table in (("in", WAYS_IN), ("out", WAYS_OUT))
    for guarded, places in table.items()
    for place, check in places.items()
]


@pytest.mark.parametrize("check", _ROWS)
def test_the_guard_stands(check: Check, tmp_path: Path, capsys: Capture) -> None:
    check(tmp_path, capsys)


def test_every_syntax_that_is_read_has_its_row() -> None:
    same = {".owl": ".rdf", ".xml": ".rdf"}
    rows = WAYS_IN["control characters"]
    assert {same.get(suffix, suffix) for suffix in parsing.FORMATS} <= set(rows)


@pytest.mark.parametrize(
    "name", ["study.ttl", "own", "a~b.ttl", "#1.ttl", "x.macosx", "thumbs.ttl"]
)
def test_data_are_no_droppings(name: str) -> None:
    assert not strays.is_one(name)
