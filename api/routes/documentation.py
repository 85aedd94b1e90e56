"""What the service says of itself: `/docs` for people who write programs, `/llms.txt` for models.

Both are made from `/openapi.json`, and neither needs a script, of ours or of others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, FastAPI, Response

from .. import negotiation as media
from ..pages import render
from ..pages.languages import language
from ..state import Snapshot
from .asked import AskAsItStands, name_of
from .parameters import STRICT

PLAIN = "text/plain"
Node = dict[str, Any]

router = APIRouter(
    tags=["pages"],
    generate_unique_id_function=name_of,
    include_in_schema=False,
    dependencies=[STRICT],
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation, with an example as it stands in an address."""

    name: str
    place: str
    required: bool
    description: str
    example: str


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked at an address, what it takes, in which formats and problems it answers."""

    method: str
    path: str
    tag: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    formats: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """The name by which a link leads to it."""
        return f"{self.method}-{self.path.strip('/').replace('/', '-').strip('{}') or 'home'}"


def operations(described: Node) -> Iterator[Operation]:
    """Yield the operations of a description, but those of single questions."""
    for path, methods in described["paths"].items():
        if path.startswith("/queries/") and "{" not in path:
            continue
        for method, each in methods.items():
            answers = each["responses"]
            yield Operation(
                method.upper(),
                path,
                each["tags"][0],
                each["summary"],
                each.get("description", ""),
                tuple(_parameter(given) for given in each.get("parameters", ())),
                tuple(answers["200"].get("content", ())),
                tuple(status for status in answers if status >= "400"),
            )


def _parameter(given: Node) -> Parameter:
    examples = given["schema"].get("examples") or [given.get("example", "")]
    first = examples[0]
    if isinstance(first, list):
        shown = f"&{given['name']}=".join(map(str, first))
    elif isinstance(first, dict):
        shown = "&".join(f"{name}={value}" for name, value in first.items())
    else:
        shown = str(first).lower() if isinstance(first, bool) else str(first)
    return Parameter(
        given["name"],
        given["in"],
        given.get("required", False),
        given.get("description", ""),
        shown,
    )


@router.get("/docs")
async def docs(ask: AskAsItStands) -> Response:
    """Show what programs can ask, as a page without scripts of others."""
    media.accepted(ask.request, (media.HTML,))
    app: FastAPI = ask.request.app

    def make(now: Snapshot) -> str:
        groups: dict[str, list[Operation]] = {}
        for each in operations(app.openapi()):
            groups.setdefault(each.tag, []).append(each)
        return render.page(
            ask.request,
            "docs.html",
            now.graph,
            title="For programs",
            loaded=now.loaded,
            groups=groups,
        )

    return ask.answer(media.HTML, make, language(ask.request))


@router.get("/llms.txt")
async def llms(ask: AskAsItStands) -> Response:
    """Tell language models what is here and where (llmstxt.org)."""
    app: FastAPI = ask.request.app
    return ask.answer(PLAIN, lambda now: _told(app, now))


def _told(app: FastAPI, now: Snapshot) -> str:
    collections = [
        f"- {each.id}: {each.label}. {' '.join(each.caveats)}" for each in now.graph.shown("all")
    ]
    listed = [
        f"- [{each.method} {each.path}](/docs#{each.anchor}): {each.summary}"
        for each in operations(app.openapi())
    ]
    return "\n".join(
        [
            "# ofmkg",
            "",
            f"> {app.description}",
            "",
            "Three voices are kept apart: what a work says itself, what another work says of it, "
            "and what only the coders of ofmkg infer (`voice` is `inference`): keep them apart in "
            "what you write. Incomplete does not mean flawed; no record is not a difference; "
            "nothing is counted across collections. Name the collection, who read the works, and "
            "the caveats with every answer.",
            "",
            "## Collections, and what must be said of each",
            "",
            *collections,
            "",
            "## Where to ask",
            "",
            "- [The description](/openapi.json): every address with typed answers (OpenAPI 3.1)",
            "- [The same to read](/docs)",
            "- [The questions](/queries.json): SPARQL queries with a name, asked at /queries/NAME",
            "- [SPARQL](/sparql): one of your own, read-only, by GET or POST",
            "- A server for assistants (Model Context Protocol): `ofmkg mcp`",
            "",
            "## What the words mean",
            "",
            "- [How works are read, limits](/about)",
            "- [Steps, outcomes, kinds of stance](/criteria)",
            "- [The ontology](/ontology)",
            "",
            "## Addresses",
            "",
            "Ask for JSON with `Accept: application/json`, or with the suffix .json.",
            "",
            *listed,
            "",
        ]
    )
