"""How every analysis is answered: the function of the command line, its JSON, kept by ETag."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute
from pydantic import Field

from ofmkg.graph.scenarios import Scenario
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages.blocks import Heading, Page
from ofmkg.pages.jsonout import to_json
from ofmkg.pages.rendering import noted
from ofmkg.pages.rendering import render as written
from ofmkg.pages.words import Words

from .. import negotiation, problems
from ..negotiation import HTML, JSON, JSON_LD, LATEX, MARKDOWN, SVG
from ..pages import render
from ..pages.languages import language
from ..responses import Answers, Make, answers
from ..state import Snapshot
from .parameters import How

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from rich.console import Console

T = TypeVar("T", bound="DataclassInstance")
PAGES = (HTML, MARKDOWN, LATEX)
_FORMS = {MARKDOWN: "md", LATEX: "latex"}
CSL_JSON = "application/vnd.citationstyles.csl+json"
YAML = "application/yaml"
Schema = dict[int | str, dict[str, Any]]
# of formats that are no text
_SHAPES = {JSON_LD: ["object", "array"], CSL_JSON: "array", YAML: "object"}
_HEADERS = {
    "ETag": {
        "description": "Names this answer, to be sent back as `If-None-Match`; it changes with "
        "the data.",
        "schema": {"type": "string", "examples": ['W/"3c9a41d0b5d8f2a6"']},
    },
    "Cache-Control": {
        "description": "How long the answer may be kept unasked.",
        "schema": {"type": "string"},
    },
    "Vary": {"description": "The answer depends on `Accept`.", "schema": {"type": "string"}},
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to answer from the graph as it is read."""

    request: Request
    answers: Answers
    reading: Scenario

    def result(
        self,
        analyse: "Callable[[KnowledgeGraph], T]",
        document: Callable[[T, Words], Page],
        *,
        wanted: str | None = None,
        tables: Mapping[str, Callable[[T], str]] = MappingProxyType({}),
        figure: Callable[[T, KnowledgeGraph], str] | None = None,
        template: str = "document.html",
        add: Callable[[T, KnowledgeGraph], Mapping[str, object]] | None = None,
        **context: object,
    ) -> Response:
        """Return the result of an analysis in the format that the client likes best.

        As JSON it is what the command line prints with `--format json`; `document` makes pages,
        Markdown and LaTeX of it, `tables` other formats by their media types, `figure` a drawing
        (SVG); `wanted` is a media type asked for by a parameter. `context` and what `add` makes go
        to the template. Raises Problem 406, and what the analysis raises.
        """
        offered = (JSON, *tables, *PAGES, *([SVG] if figure else []))
        media_type = wanted or negotiation.accepted(self.request, offered)

        def make(now: Snapshot) -> str:
            graph = now.under(self.reading)
            found = analyse(graph)
            if media_type == JSON:
                return json_of(found, self.reading)
            if media_type in tables:
                return tables[media_type](found)
            with render.speech(graph, tongue or "en"):
                if media_type == SVG and figure:
                    return figure(found, graph)
                blocks = document(found, render.site(graph).words)
                if media_type == HTML:
                    more = {**context, **(add(found, graph) if add else {})}
                    files = {"CSV": ".csv"} if negotiation.CSV in tables else {}
                    drawing = figure and more.get("drawing", True)  # of some things there is none
                    files |= {"SVG": ".svg"} if drawing else {}
                    return self._page(now, graph, blocks, template, files, found, more)
                return written(noted(blocks, self.reading), _FORMS[media_type], console)

        tongue = language(self.request) if media_type in (HTML, SVG) else None
        return self.answer(media_type, make, tongue or "")

    def _page(
        self,
        now: Snapshot,
        graph: KnowledgeGraph,
        blocks: Page,
        template: str,
        files: Mapping[str, str],
        found: object,
        context: Mapping[str, object],
    ) -> str:
        title = next((block.text for block in blocks if isinstance(block, Heading)), "ofmkg")
        return render.page(
            self.request,
            template,
            graph,
            title=title,
            reading=self.reading,
            loaded=now.loaded,
            formats={"JSON": ".json", **files, "Markdown": ".md", "LaTeX": ".tex"},
            document=blocks,
            result=found,
            **context,
        )

    def answer(
        self, media_type: str, make: Make, tongue: str = "", *, inferred: bool = False
    ) -> Response:
        """Return the answer that `make` makes in a format, and in a language if it is a page.

        `inferred` tells that it takes in what follows from the data, which has to be worked out.
        """
        another = inferred or not self.reading.is_plain
        return self.answers.answer(self.request, media_type, make, tongue, reading=another)

    def only(self, make: Callable[[Snapshot], str]) -> Response:
        """Return JSON text made from a snapshot. Raises Problem 406, and what `make` raises."""
        media_type = negotiation.accepted(self.request, [negotiation.JSON])
        return self.answer(media_type, make)

    def any_of(
        self,
        formats: Mapping[str, str],
        wanted: str | None,
        make: Callable[[Snapshot, str], str],
    ) -> Response:
        """Return an answer in the format wanted, else in the one that `Accept` prefers.

        `formats` are media types by the names that `make` knows them by. Raises Problem 406, and
        what `make` raises.
        """
        names = {media_type: name for name, media_type in formats.items()}
        media_type = formats[wanted] if wanted else negotiation.accepted(self.request, list(names))
        return self.answer(media_type, lambda now: make(now, names[media_type]))


async def _asked(request: Request, reading: How) -> Asked:
    return Asked(request, answers(request), reading)


async def _as_it_stands(request: Request) -> Asked:
    return Asked(request, answers(request), Scenario())


Ask = Annotated[Asked, Depends(_asked)]
AskAsItStands = Annotated[Asked, Depends(_as_it_stands)]  # where the command has no other readings


def console() -> "Console":
    """Return a terminal, which no format that is sent asks for."""
    raise AssertionError("text for terminals is not sent")


def json_of(result: "DataclassInstance", reading: Scenario) -> str:
    """Return a result as JSON text, with the reading under which it was found if not plain."""
    return to_json(result, None if reading.is_plain else reading)


def read(result: "type[DataclassInstance]") -> "type[DataclassInstance]":
    """Return the class of a result as it is answered: with the reading, if that is not plain."""
    note = Field(description="How the data were read, only if not as they stand.")
    return dataclasses.make_dataclass(
        result.__name__,
        [
            (
                "reading",
                Annotated[Scenario, note],
                dataclasses.field(default=Scenario(), kw_only=True),
            )
        ],
        bases=(result,),
        frozen=True,
        namespace={"__doc__": result.__doc__, "__module__": __name__},
    )


def described(formats: Mapping[str, str] = MappingProxyType({}), *, pages: bool = False) -> Schema:
    """Return what a route may answer, for OpenAPI: formats beside its model, 304 and problems.

    `formats` are media types by name; `pages` tells that there are HTML, Markdown and LaTeX too.
    """
    content = {
        media_type: {"schema": {"type": _SHAPES.get(media_type, "string")}}
        for media_type in (*formats.values(), *(PAGES if pages else ()))
        if media_type != JSON
    }
    return {
        200: {"description": "The answer.", "headers": _HEADERS, "content": content},
        304: {
            "description": "Not modified: what `If-None-Match` names is still the answer.",
            "headers": _HEADERS,
        },
        **problems.documented(*problems.COMPUTED),
    }


def name_of(route: APIRoute) -> str:
    """Return the operationId of a route: the name of its function, short and stable."""
    return route.name
