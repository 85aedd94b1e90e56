"""The questions of the library in `/openapi.json`: a typed answer for each, so clients have one."""

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from ofmkg.graph import library

from . import shapes
from .negotiation import HTML, QUERY, RESULTS_JSON
from .routes.examples import of_class
from .routes.library import GRAPHS, TABLES
from .routes.parameters import LONGEST
from .shapes import HEAD, REF, TERM

Node = dict[str, Any]


def described(general: Node) -> tuple[Node, Node]:
    """Return paths and components of all questions, beside what `/queries/{name}` says in general.

    `general` is the operation of that path.
    """
    paths: Node = {}
    shared = {f"Reading{_camel(each['name'])}": each for each in _shared(general)}
    schemas: Node = shapes.of_sparql()
    nothing = ox.Store()  # what a query is asked of makes no difference to its columns
    for name in library.names():
        asked = library.load(name)
        result = nothing.query(library.bind(asked.sparql, {}))
        content: Node = {each: {"schema": {"type": "string"}} for each in GRAPHS}
        if isinstance(result, ox.QuerySolutions):
            title = f"{_camel(name)}Table"
            columns = [variable.value for variable in result.variables]
            schemas |= _answer(title, asked, columns)
            content = {each: {"schema": {"type": "string"}} for each in TABLES}
            content[RESULTS_JSON] = {"schema": {"$ref": f"{REF}{title}"}}
        more = {each: {"schema": {"type": "string"}} for each in (QUERY, HTML)}
        answered = {"200": {"description": "The answer.", "content": {**content, **more}}}
        paths[f"/queries/{name}"] = {
            "get": {
                "tags": general["tags"],
                "summary": asked.summary,
                "description": asked.description,
                "operationId": f"question_{name.replace('-', '_')}",
                "parameters": [
                    *_parameters(asked),
                    *({"$ref": f"#/components/parameters/{each}"} for each in shared),
                ],
                "responses": {**general["responses"], **answered},
            }
        }
    return paths, {"schemas": schemas, "parameters": shared}


def _parameters(asked: library.Question) -> Iterator[Node]:
    for each in asked.parameters:
        schema: Node = {"type": "string", "minLength": 1, "maxLength": LONGEST}
        if each.type == "integer":
            schema = {"type": "integer"}
        found = of_class(each.type.removeprefix("ofm:"))
        if found:
            schema["examples"] = found
        yield {
            "in": "query",
            "name": each.name,
            "required": False,
            "description": each.description,
            "schema": {"type": "array", "items": schema},
            "style": "form",
            "explode": True,
        }


def _shared(general: Node) -> Iterator[Node]:
    yield from (
        each
        for each in general.get("parameters", ())
        if each["in"] == "query" and each["name"] != "parameters"
    )


def _answer(title: str, asked: library.Question, columns: list[str]) -> Node:
    """Return the schemas of the answer to a question, as SPARQL 1.1 has it in JSON."""
    row = f"{title.removesuffix('Table')}Row"
    return {
        row: {
            "title": row,
            "type": "object",
            "description": f"A row of the answer to: {asked.summary} What is unbound is not there.",
            "properties": {each: {"$ref": f"{REF}{TERM}"} for each in columns},
        },
        f"{title}Rows": {
            "title": f"{title}Rows",
            "type": "object",
            "required": ["bindings"],
            "properties": {"bindings": {"type": "array", "items": {"$ref": f"{REF}{row}"}}},
        },
        title: {
            "title": title,
            "type": "object",
            "required": ["head", "results"],
            "properties": {
                "head": {"$ref": f"{REF}{HEAD}"},
                "results": {"$ref": f"{REF}{title}Rows"},
            },
            "description": asked.summary,
        },
    }


def _camel(name: str) -> str:
    return "".join(word.capitalize() for word in name.replace("_", "-").split("-"))
