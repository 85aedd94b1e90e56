"""Each question of the library is described: its parameters, and a typed answer it keeps to."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from ofmkg.graph import library

Node = dict[str, Any]
JSON = "application/sparql-results+json"


@pytest.fixture(scope="module")
def described(client: TestClient) -> Node:
    """Return the description of the service."""
    found: Node = client.get("/openapi.json").json()
    return found


@pytest.mark.parametrize("name", library.names())
def test_a_question_is_answered_as_described(
    name: str, client: TestClient, described: Node
) -> None:
    operation = described["paths"][f"/queries/{name}"]["get"]
    asked = library.load(name)
    own = [each["name"] for each in operation["parameters"] if "name" in each]
    assert own == [each.name for each in asked.parameters]
    assert operation["summary"] == asked.summary
    content = operation["responses"]["200"]["content"]
    answer = client.get(f"/queries/{name}")
    assert answer.headers["content-type"].partition(";")[0] in content
    if JSON not in content:
        assert "text/turtle" in content
        return
    schema = {**content[JSON]["schema"], "components": described["components"]}
    found = answer.json()
    found["results"]["bindings"] = found["results"]["bindings"][:20]  # some have thousands
    Draft202012Validator(schema).validate(found)
    row = described["components"]["schemas"][content[JSON]["schema"]["$ref"].rpartition("/")[2]]
    rows = described["components"]["schemas"][
        row["properties"]["results"]["$ref"].rpartition("/")[2]
    ]["properties"]["bindings"]["items"]["$ref"]
    columns = described["components"]["schemas"][rows.rpartition("/")[2]]["properties"]
    assert list(columns) == found["head"]["vars"]


def test_an_answer_that_is_not_as_described_is_told(client: TestClient, described: Node) -> None:
    content = described["paths"]["/queries/missing"]["get"]["responses"]["200"]["content"]
    schema = {**content[JSON]["schema"], "components": described["components"]}
    wrong = client.get("/queries/missing").json()
    wrong["results"]["bindings"][0]["study"]["type"] = "number"
    assert not Draft202012Validator(schema).is_valid(wrong)


def test_no_schema_of_a_question_takes_the_place_of_another(described: Node) -> None:
    schemas = described["components"]["schemas"]
    tables = [name for name in schemas if name.endswith("Table")]
    assert len(tables) == sum(
        JSON in described["paths"][f"/queries/{name}"]["get"]["responses"]["200"]["content"]
        for name in library.names()
    )
    assert {"Row", "MatrixRow", "StepRow", "AssumptionRow"} & set(schemas)
    assert "cells" in schemas["MatrixRow"]["properties"]


def test_the_service_lists_questions_once_for_all(client: TestClient) -> None:
    addresses = client.get("/", headers={"Accept": "application/json"}).json()["addresses"]
    assert not [each for each in addresses if each.startswith("/queries/m")]
    assert "/queries" in addresses
