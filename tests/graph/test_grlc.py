"""Files for grlc ask what the library asks: by its own rules, and by grlc itself where it is."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pyoxigraph as ox
import pytest
from query_engines import Case, cases, small
from servers import oxigraph

from ofmkg.errors import UsageError
from ofmkg.graph import library
from ofmkg.graph.grlc import files, variable, written

SERVER = shutil.which("grlc-server")
_ASK = """
import json, sys
from grlc.server import app

asked = json.load(sys.stdin)
client = app.test_client()
described = client.get("/api-local/swagger").get_json()
parameters = {
    path: sorted(each["name"] for each in methods["get"]["parameters"])
    for path, methods in described["paths"].items()
}
answers = [
    client.get(f"/api-local/{name}", query_string=given, headers={"Accept": "application/json"})
    for name, given in asked
]
for each, (name, given) in zip(answers, asked):
    assert each.status_code == 200, (name, given, each.data)
rows = [each.get_json(force=True)["results"]["bindings"] for each in answers]
print(json.dumps({"title": described["info"]["title"], "parameters": parameters, "rows": rows}))
"""


def terms(case: Case) -> dict[str, ox.NamedNode | ox.Literal]:
    """Return what is given in a case, as terms."""
    kinds = {each.name: each.type for each in library.load(case.name).parameters}
    return {key: small()._terms(value, kinds[key])[0] for key, value in case.parameters}


def rewritten(case: Case) -> str:
    """Return a file for grlc with values in place of its variables, as grlc puts them there."""
    asked = library.load(case.name)
    kinds = {each.name: each.type for each in asked.parameters}
    text = written(asked, "http://127.0.0.1/sparql")
    for key, term in terms(case).items():
        text = text.replace(variable(key, kinds[key]), str(term))
    return text


def test_a_clause_becomes_a_variable_of_grlc() -> None:
    sparql = (
        "#+ summary: Who?\n#+ description: All of them.\n#+ tags: [a]\n#+ params:\n"
        "#+   study: {type: 'ofm:Study', description: only this study}\n"
        "#+   word: {type: string, default: open, description: a word}\n"
        'SELECT * {\n  VALUES ?study { UNDEF }\n  VALUES ?word { "open" }\n'
        "  VALUES ?state { <a:b> <a:c> }\n  ?study <a:says> ?word }"
    )
    assert written(library.parse("who", sparql), "http://e.org/sparql") == (
        '#+ summary: "Who?"\n'
        '#+ description: "All of them. study (IRI): only this study. word (text): a word."\n'
        '#+ tags: ["a"]\n'
        '#+ endpoint: "http://e.org/sparql"\n'
        '#+ method: "GET"\n'
        '#+ defaults: [{"word": "open"}]\n'
        "SELECT * {\n  { BIND(?__study_iri AS ?study) }\n"
        '  { BIND(COALESCE(?__word_literal, "open") AS ?word) }\n'
        "  VALUES ?state { <a:b> <a:c> }\n  ?study <a:says> ?word }"
    )


def test_answers_are_those_of_the_library() -> None:
    for case in cases():
        found = small().ask_oxigraph(rewritten(case))
        assert found.written() == case.path.read_text(encoding="utf-8"), case.id


def test_a_folder_is_written_whole_and_once(tmp_path: Path) -> None:
    from sheet_commands import run

    run("queries", "--grlc", tmp_path / "api", "--endpoint", "http://e.org/sparql")
    found = {path.name for path in (tmp_path / "api").iterdir()}
    assert found == {*(f"{name}.rq" for name in library.names()), "local-api-config.ini"}
    assert '#+ endpoint: "http://e.org/sparql"' in (tmp_path / "api" / "steps.rq").read_text()
    with pytest.raises(UsageError, match="is there already"):
        run("queries", "--grlc", tmp_path / "api")
    with pytest.raises(UsageError, match="add --grlc DIR"):
        run("queries", "--endpoint", "http://e.org/sparql")


@pytest.fixture
def endpoint(tmp_path: Path) -> Iterator[str]:
    """Yield the address of a server that holds the made-up graph and the ontology."""
    with oxigraph(tmp_path) as (address, more):
        quads = small()._oxigraph.dump(format=ox.RdfFormat.N_QUADS)
        kind = {"Content-Type": "application/n-quads"}
        urlopen(Request(more["OFMKG_STORE_GRAPHS"], quads, kind, method="POST")).close()
        yield address


def _some() -> Iterator[Case]:
    """Yield a case for each type of parameter: grlc reads each with rdflib, slowly."""
    known: set[str] = set()
    for case in cases():
        types = {each.name: each.type for each in library.load(case.name).parameters}
        given = {types[name] for name, _ in case.parameters}
        if not given <= known:
            yield case
        known |= given


@pytest.mark.server
@pytest.mark.skipif(SERVER is None, reason="grlc is not installed")
def test_grlc_serves_them(endpoint: str, tmp_path: Path) -> None:
    assert SERVER
    folder = tmp_path / "api"
    folder.mkdir()
    some = list(_some())
    asked = [library.load(name) for name in dict.fromkeys(case.name for case in some)]
    assert {"string", "thing", "date"} < {each.type for one in asked for each in one.parameters}
    for name, content in files(asked, endpoint).items():
        (folder / name).write_bytes(content)
    (tmp_path / "config.ini").write_text(
        f"[auth]\n[defaults]\nserver_name = 127.0.0.1\n[local]\nlocal_sparql_dir = {folder}\n"
    )
    sent = [(each.name, {key: term.value for key, term in terms(each).items()}) for each in some]
    python = Path(SERVER).resolve().with_name("python")
    told = subprocess.run(
        [python, "-c", _ASK],
        input=json.dumps(sent),
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout.splitlines()[-1])
    assert found["title"] == "ofmkg"
    assert found["parameters"] == {
        f"/{one.name}": sorted(["endpoint", *(each.name for each in one.parameters)])
        for one in asked
    }
    for case, rows in zip(some, found["rows"], strict=True):
        expected = small().ask_oxigraph(small().bound(case.name, dict(case.parameters)))
        values = [[row.get(column, {}).get("value") for column in expected.columns] for row in rows]
        assert values == [[term and term[1] for term in row] for row in expected.rows], case.id
