"""The types that openapi-typescript makes of the description compile, and fit what is answered."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from node_tools import modules, run
from operation_helpers import served

PACKAGES = modules("openapi-typescript")
pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(PACKAGES is None, reason="openapi-typescript is not installed"),
]
_ASK = """
import createClient from "openapi-fetch";
import type { paths } from "./api";

declare const process: { argv: string[] };
const baseUrl = process.argv[2];
const json = createClient<paths, "application/json" | "application/problem+json">({ baseUrl });
const table = createClient<paths, "application/sparql-results+json">({
  baseUrl,
  headers: { Accept: "application/sparql-results+json" },
});

async function ask() {
  const query = { a: "gopal-2023", b: "musser-2023" };
  const compared = await json.GET("/compare", { params: { query } });
  console.log(compared.data?.a.id, compared.data?.vector_relation, compared.data?.steps.length);
  const matrix = await json.GET("/matrix");
  console.log(matrix.data?.rows.length, matrix.data?.rows[0].cells[0].step);
  const rows = await table.GET("/queries/missing", {
    params: { query: { study: ["gopal-2023"] } },
  });
  console.log(rows.data?.results.bindings[0].study?.value);
  const own = await table.GET("/sparql", { params: { query: { query: "ASK {}" } } });
  console.log(own.data?.boolean);
  const wrong = await json.GET("/compare", { params: { query: { ...query, a: "gopal-2024" } } });
  console.log(wrong.error?.status);
}

void ask();
"""
_WRONG = """
import type { paths } from "./api";
type Query = paths["/compare"]["get"]["parameters"]["query"];
export const query: Query = { a: "gopal-2023" };
"""
_COMPILED = ("--strict", "--target", "es2022", "--module", "nodenext")


@pytest.fixture(scope="module")
def made(client: TestClient, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the types, from which the packages are found."""
    assert PACKAGES
    folder = tmp_path_factory.mktemp("types")
    (folder / "node_modules").symlink_to(PACKAGES)
    described = client.get("/openapi.json").json()
    (folder / "openapi.json").write_text(json.dumps(described), encoding="utf-8")
    told = run("openapi-typescript", "openapi.json", "-o", "api.d.ts", cwd=folder)
    assert told.returncode == 0, told.stderr
    return folder


def test_every_answer_has_a_type(made: Path) -> None:
    text = (made / "api.d.ts").read_text(encoding="utf-8")
    answers = re.findall(r'^ +"([a-z]+/[a-z+-]+)": (.*)$', text, re.MULTILINE)
    assert len(answers) > 400
    # What is sent to be read as a sheet may be anything.
    assert {each for each in answers if each[1] == "unknown;"} == {
        (kind, "unknown;")
        for kind in ("application/yaml", "text/yaml", "text/plain", "application/json")
    }


def test_they_compile_and_fit_what_the_service_answers(made: Path) -> None:
    (made / "ask.ts").write_text(_ASK, encoding="utf-8")
    told = run("tsc", *_COMPILED, "ask.ts", "api.d.ts", cwd=made)
    assert told.returncode == 0, told.stdout
    with served() as (_, address):
        asked = subprocess.run(
            ["node", "ask.js", address], check=False, capture_output=True, text=True, cwd=made
        )
    assert asked.stdout.splitlines() == [
        "gopal-2023 different 6",
        "7 threat-identification",
        "https://w3id.org/ofmkg/study/gopal-2023",
        "true",
        "404",
    ], asked.stderr


def test_what_the_service_would_refuse_does_not_compile(made: Path) -> None:
    (made / "wrong.ts").write_text(_WRONG, encoding="utf-8")
    told = run("tsc", *_COMPILED, "--noEmit", "wrong.ts", cwd=made)
    assert told.returncode != 0
    assert "Property 'b' is missing" in told.stdout
