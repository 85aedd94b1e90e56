"""What `/openapi.json` promises is valid, complete, and what the service does."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import ecma
import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

Node = dict[str, Any]
ANALYSES = {
    "/agreement",
    "/argument",
    "/cite",
    "/claim/{id}",
    "/compare",
    "/crux",
    "/debate",
    "/disagreement/{id}",
    "/disagreements",
    "/gaps",
    "/matrix",
    "/needed",
    "/question/{id}",
    "/release/{id}",
    "/rests",
    "/robustness",
    "/standing",
    "/studies",
    "/study/{id}",
    "/vector/{id}",
}


@pytest.fixture(scope="module")
def described(client: TestClient) -> Node:
    """Return the description of the service."""
    found: Node = client.get("/openapi.json").json()
    return found


def analyses(described: Node) -> Iterator[tuple[str, Node]]:
    """Yield the operations of analyses by path."""
    for path in sorted(ANALYSES):
        yield path, described["paths"][path]["get"]


def examples(path: str, operation: Node) -> Iterator[str]:
    """Yield addresses: with what is required alone, and with each example of each parameter."""
    needed, optional = [], []
    for parameter in operation.get("parameters", ()):
        given = parameter["schema"].get("examples", [])
        values = [
            [(parameter["name"], str(v).lower() if isinstance(v, bool) else str(v)) for v in each]
            for each in (each if isinstance(each, list) else [each] for each in given)
        ]
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", quote(values[0][0][1], safe=""))
        elif parameter["required"] or (path == "/crux" and parameter["name"] == "vector"):
            needed += values[0]
        else:
            optional += values
    for more in ([], *optional):
        pairs = "&".join(f"{name}={quote(value, safe='')}" for name, value in (*needed, *more))
        yield f"{path}?{pairs}" if pairs else path


def test_is_valid_openapi(described: Node) -> None:
    assert described["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(described).validate()


def test_every_analysis_is_described(described: Node) -> None:
    assert set(described["paths"]) >= ANALYSES
    for path, operation in analyses(described):
        name = path.split("/")[1]
        assert operation["operationId"] == name
        assert operation["summary"]
        assert operation["description"]
        for parameter in operation.get("parameters", ()):
            assert parameter["description"], (path, parameter["name"])
            assert parameter["schema"].get("examples"), (path, parameter["name"])
            assert "null" not in str(parameter["schema"]), (path, parameter["name"])
        responses = operation["responses"]
        assert set(responses) == {"200", "304", "400", "404", "406", "429", "503"}, path
        assert set(responses["200"]["headers"]) == {"ETag", "Cache-Control", "Vary"}
        for status in ("400", "404", "406"):
            assert responses[status] == {"$ref": f"#/components/responses/Problem{status}"}


def test_names_of_schemas_are_short_and_problems_are_among_them(described: Node) -> None:
    schemas = described["components"]["schemas"]
    assert [name for name in schemas if "__" in name] == []
    assert {"Comparison", "Matrix", "QuestionAnswer", "NeededAnswer", "ProblemDetails"} <= set(
        schemas
    )
    assert "HTTPValidationError" not in schemas
    assert "reading" in schemas["Comparison"]["properties"]
    assert "reading" not in schemas["Comparison"]["required"]
    assert set(schemas["ProblemDetails"]["required"]) == {"type", "title", "status", "detail"}


def test_its_expressions_are_those_of_javascript(described: Node) -> None:
    every = sorted(set(ecma.patterns(described)))
    assert every
    assert {each: told for each in every if (told := ecma.wrong(each))} == {}


def test_no_two_schemas_have_one_title(described: Node) -> None:
    schemas = described["components"]["schemas"]
    assert all(schema["title"] == name for name, schema in schemas.items())


def test_each_problem_has_an_example_that_is_one(described: Node) -> None:
    responses = described["components"]["responses"]
    assert set(responses) == {
        f"Problem{status}" for status in (400, 404, 406, 408, 413, 415, 429, 503)
    }
    for name, response in responses.items():
        shown = response["content"]["application/problem+json"]
        assert shown["schema"] == {"$ref": "#/components/schemas/ProblemDetails"}
        Draft202012Validator(described["components"]["schemas"]["ProblemDetails"]).validate(
            shown["example"]
        )
        assert name == f"Problem{shown['example']['status']}"
    assert "Retry-After" in responses["Problem503"]["headers"]


def test_every_operation_documents_its_problems_and_has_a_short_name(described: Node) -> None:
    names = []
    for path, operations in described["paths"].items():
        for operation in operations.values():
            names.append(operation["operationId"])
            assert "400" in operation["responses"], path
            assert len(operation["operationId"]) < 60
    assert len(set(names)) == len(names)
    assert {"health", "sparql_by_get", "sparql_by_post", "question_missing"} <= set(names)


def test_the_example_of_compare_is_its_answer(client: TestClient, described: Node) -> None:
    operation = described["paths"]["/compare"]["get"]
    example = operation["responses"]["200"]["content"]["application/json"]["example"]
    assert example == client.get(next(examples("/compare", operation))).json()


@pytest.mark.parametrize("path", sorted(ANALYSES))
def test_every_example_is_answered_as_described(
    path: str, client: TestClient, described: Node
) -> None:
    operation = described["paths"][path]["get"]
    content = operation["responses"]["200"]["content"]
    addresses = list(examples(path, operation))
    if path == "/crux":
        addresses = [a for a in addresses if "a=" not in a and "b=" not in a]
        addresses.append("/crux?a=gopal-2023&b=batalis-2023")
    first, *more = content  # every form of the first address, and the first form of every other
    forms = [(addresses[0], accept) for accept in more]
    for address, accept in [*((address, first) for address in addresses), *forms]:
        answer = client.get(address, headers={"Accept": accept})
        assert answer.status_code == 200, (address, answer.text)
        media_type = answer.headers["content-type"].partition(";")[0]
        assert media_type in content
        if media_type.endswith("json"):
            schema = {**content[media_type]["schema"], "components": described["components"]}
            Draft202012Validator(schema).validate(answer.json())


def test_what_is_not_as_described_is_told(client: TestClient, described: Node) -> None:
    schema = {
        **described["paths"]["/compare"]["get"]["responses"]["200"]["content"]["application/json"][
            "schema"
        ],
        "components": described["components"],
    }
    wrong = client.get("/compare?a=gopal-2023&b=batalis-2023").json()
    wrong["vector_relation"] = "near"
    assert not Draft202012Validator(schema).is_valid(wrong)


def test_problems_are_as_described(client: TestClient, described: Node) -> None:
    schema = described["components"]["schemas"]["ProblemDetails"]
    for address in ("/compare?a=x&b=y", "/matrix?x=1", "/matrix?coder=", "/crux", "/health?x=1"):
        Draft202012Validator(schema).validate(client.get(address).json())
    assert described["paths"]["/health"]["get"]["responses"]["400"]


def test_further_pages_are_described_where_a_page_may_have_them(
    client: TestClient, described: Node
) -> None:
    paged = {
        path
        for path, operation in described["paths"].items()
        if "page" in [each.get("name") for each in operation.get("get", {}).get("parameters", ())]
    }
    assert {"/vector/{id}", "/study/{id}", "/question/{id}", "/standing", "/cell"} <= paged
    assert not {"/compare", "/columns", "/argument", "/cite", "/works", "/queries/claims"} & paged
    html = {"Accept": "text/html"}
    assert client.get("/vector/biosecurity", params={"page": 2}, headers=html).is_success
    assert client.get("/vector/biosecurity", params={"page": 999}, headers=html).status_code == 404


def test_a_cell_is_served_as_csv(client: TestClient, described: Node) -> None:
    asked = {"vector": "biosecurity", "step": "existing-risk"}
    for found in (
        client.get("/cell", params=asked, headers={"Accept": "text/csv"}),
        client.get("/cell", params=asked | {"format": "csv"}),
        client.get("/cell.csv", params=asked),
    ):
        assert found.headers["content-type"].startswith("text/csv")
        assert found.text.startswith("collection,vector,step,study,state,voice,")
    assert "text/csv" in described["paths"]["/cell"]["get"]["responses"]["200"]["content"]
