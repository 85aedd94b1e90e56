"""What `/openapi.json` says, where FastAPI would say what is not so.

Wrong parameters are answered with 400 and a problem, not with 422; a parameter is never null;
problems refer to a schema that no route returns as its result; classes that share a name are called
by the module that they stand in, not by its whole path; and each question of the library has an
operation with a typed answer.
"""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from ofmkg.analyses.declaration import analyses
from ofmkg.errors import UnknownIdError
from ofmkg.pages.jsonout import to_object

from . import questions, shapes
from .negotiation import HTML
from .pages.render import divided
from .problems import EXAMPLES, MEDIA_TYPE, SCHEMA, ProblemDetails
from .routes import modelled
from .routes.asked import further
from .routes.declared import path as path_of
from .state import Served

Node = dict[str, Any]
_OF_FASTAPI = ("HTTPValidationError", "ValidationError")


def install(app: FastAPI) -> None:
    """Let an app describe itself as it is; the description is made once, when it is asked for."""
    kept: list[Node] = []

    def openapi() -> Node:
        if not kept:
            found = get_openapi(
                title=app.title,
                version=app.version,
                description=app.description,
                license_info=app.license_info,
                routes=modelled.described(app.routes),
            )
            kept.append(corrected(found, app.state.served))
        return kept[0]

    app.openapi = openapi  # type: ignore[method-assign]  # as FastAPI documents it


def corrected(found: Node, served: Served) -> Node:
    """Return a description as it should be; the example of /compare is made from what is served."""
    schemas = found["components"]["schemas"]
    schemas[SCHEMA.rpartition("/")[2]] = ProblemDetails.model_json_schema()
    for name in _OF_FASTAPI:
        schemas.pop(name, None)
    for operation in _operations(found):
        operation["responses"].pop("422", None)
        for parameter in operation.get("parameters", ()):
            parameter["schema"] = _without_null(parameter["schema"])
    described: Node = json.loads(_short_names(json.dumps(found), list(schemas)))
    _requirements(described)
    _further(described)
    _questions(described)
    _bodies(described)
    for name, schema in described["components"]["schemas"].items():
        schema["title"] = name  # makers of clients name classes by it, and drop one of two
    _problems(described)
    _example(described, served)
    return described


def _requirements(found: Node) -> None:
    """Say what an analysis cannot do without: a page alone, without it, has what to choose from."""
    for each in analyses():
        asked = found["paths"].get(f"/{each.name}", {}).get("get", {}).get("parameters", ())
        needed = {one.query or one.name for one in each.parameters if one.required}
        for parameter in asked:
            if parameter["name"] in needed:
                parameter["required"] = True
                parameter["schema"].pop("default", None)
                if parameter["schema"].get("type") == "array":
                    parameter["schema"]["minItems"] = 1


def _further(found: Node) -> None:
    """Tell of further pages where an analysis may have them."""
    for each in analyses():
        operation = found["paths"].get(path_of(each), {}).get("get")
        if operation and HTML in operation["responses"]["200"]["content"] and divided(each.name):
            operation.setdefault("parameters", []).append(further())


def _questions(found: Node) -> None:
    """Add the questions of the library, each with a schema of its answer."""
    general = found["paths"].get("/queries/{name}", {}).get("get")
    if general:
        paths, components = questions.described(general)
        found["paths"] |= paths
        for kind, more in components.items():
            found["components"].setdefault(kind, {}).update(more)


def _bodies(found: Node) -> None:
    """Give every body a schema that has none, by its media type."""
    for operation in _operations(found):
        for response in operation["responses"].values():
            for media_type, content in response.get("content", {}).items():
                if not content.get("schema"):
                    content["schema"] = shapes.of(media_type)


def _problems(found: Node) -> None:
    """Describe each problem once, with an example, and let operations refer to it."""
    shared: Node = found["components"].setdefault("responses", {})
    for operation in _operations(found):
        for status, response in operation["responses"].items():
            if MEDIA_TYPE not in response.get("content", {}) or status not in EXAMPLES:
                continue
            name = f"Problem{status}"
            shown = {"schema": {"$ref": SCHEMA}, "example": EXAMPLES[status]}
            shared.setdefault(name, {**response, "content": {MEDIA_TYPE: shown}})
            operation["responses"][status] = {"$ref": f"#/components/responses/{name}"}


def _operations(found: Node) -> Iterator[Node]:
    for path in found["paths"].values():
        yield from path.values()


def _without_null(schema: Node) -> Node:
    kinds = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
    if len(kinds) != 1:
        return schema
    return {**kinds[0], **{key: value for key, value in schema.items() if key != "anyOf"}}


def _short_names(text: str, names: list[str]) -> str:
    """Write QuestionAnswer for ofmkg__analyses__question__result__Answer, everywhere.

    A name that two would share is left as long as it is.
    """
    shorter = {name: _shorter(name) for name in names}
    counts = Counter(shorter.values())
    for name, short in shorter.items():
        if short != name and counts[short] == 1:
            text = text.replace(f'"{name}"', f'"{short}"').replace(f'/{name}"', f'/{short}"')
    return text


def _shorter(name: str) -> str:
    """Return the name of a class with that of its analysis, or of the module that it stands in."""
    package, *modules = name.split("__")
    if package != "ofmkg" or len(modules) < 2:
        return name
    *modules, own = modules
    room = modules[:2][-1].title().replace("_", "")
    return own if own == room else f"{room}{own}"


def _example(found: Node, served: Served) -> None:
    """Complete /compare: programs must give both works, and an example if the data hold them.

    Without both, only a browser gets a page: on which to choose them.
    """
    operation = found["paths"].get("/compare", {}).get("get")
    if operation is None:
        return
    for parameter in operation["parameters"]:
        parameter["required"] = parameter["name"] in ("a", "b")
    given = {p["name"]: p["schema"].get("examples", [""])[0] for p in operation["parameters"]}
    try:
        example = to_object(served.now.graph.compare(given["a"], given["b"]))
    except UnknownIdError:  # one's own data, without ours
        return
    operation["responses"]["200"]["content"]["application/json"]["example"] = example
