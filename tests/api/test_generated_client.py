"""A client that openapi-python-client makes of the description compiles and gives typed answers.

The generator is run as a command, since it holds back libraries of the command line.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from operation_helpers import served

GENERATOR = shutil.which("openapi-python-client")
pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(GENERATOR is None, reason="openapi-python-client is not installed"),
]
# The generator knows no YAML: what answers in nothing else has a body of bytes.
WITHOUT = {"correct.py"}
_ASK = """
import sys
sys.path.insert(0, sys.argv[1])
from made import Client
from made.api.questions import question_missing
from made.api.works import compare, matrix
from made.models import Comparison, Matrix, MissingTable, ProblemDetails

client = Client(sys.argv[2])
found = compare.sync(client=client, a="gopal-2023", b="musser-2023")
assert isinstance(found, Comparison), found
print(found.a.id, found.vector_relation.value, len(found.steps))
table = matrix.sync(client=client)
assert isinstance(table, Matrix), table
print(len(table.rows), table.rows[0].cells[0].step)
rows = question_missing.sync(client=client, study=["gopal-2023"])
assert isinstance(rows, MissingTable), rows
print(rows.results.bindings[0].study.value)
wrong = compare.sync(client=client, a="gopal-2024", b="musser-2023")
assert isinstance(wrong, ProblemDetails), wrong
print(wrong.status)
"""


@pytest.fixture(scope="module")
def made(client: TestClient, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a client."""
    folder = tmp_path_factory.mktemp("clients")
    described = client.get("/openapi.json").json()
    (folder / "openapi.json").write_text(json.dumps(described), encoding="utf-8")
    assert GENERATOR
    subprocess.run(
        [
            GENERATOR,
            "generate",
            *("--path", str(folder / "openapi.json")),
            *("--output-path", str(folder / "made")),
            *("--meta", "none"),
        ],
        check=True,
        capture_output=True,
        cwd=folder,
    )
    return folder / "made"


def test_every_operation_has_a_typed_body(made: Path, client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    operations = {each["operationId"] for methods in paths.values() for each in methods.values()}
    modules = {path.name: path.read_text() for path in made.glob("api/*/[a-z]*.py")}
    assert {name.removesuffix(".py") for name in modules} == operations
    untyped = {name for name, text in modules.items() if "response_200 = " not in text}
    assert untyped == WITHOUT


def test_it_compiles_and_reads_what_the_service_answers(made: Path) -> None:
    assert GENERATOR
    python = Path(GENERATOR).resolve().with_name("python")
    subprocess.run([python, "-m", "compileall", "-q", str(made)], check=True)
    with served() as (_, address):
        asked = subprocess.run(
            [python, "-c", _ASK, str(made.parent), address],
            check=False,
            capture_output=True,
            text=True,
        )
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout.splitlines() == [
        "gopal-2023 different 6",
        "7 threat-identification",
        "https://w3id.org/ofmkg/study/gopal-2023",
        "404",
    ]
