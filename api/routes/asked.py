"""How every analysis is answered: the function of the command line, its JSON, kept by ETag."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from fastapi import Depends, Query, Request, Response
from fastapi.routing import APIRoute
from pydantic import Field

from ofmkg.analyses.frameworks import ReadWith
from ofmkg.formats import media_type
from ofmkg.graph.scenarios import Scenario
from ofmkg.pages.jsonout import to_json

from .. import negotiation, problems, shapes
from ..negotiation import DOCX, HTML, JSON, LATEX, MARKDOWN
from ..responses import Answers, Make, answers
from ..state import Snapshot
from .parameters import How

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from rich.console import Console

T = TypeVar("T", bound="DataclassInstance")
PAGES = (HTML, MARKDOWN, LATEX, DOCX)
YAML = media_type("yaml")
Schema = dict[int | str, dict[str, Any]]
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

    def answer(
        self,
        media_type: str,
        make: Make,
        tongue: str = "",
        *,
        inferred: bool = False,
        depends: str = "",
    ) -> Response:
        """Return the answer that `make` makes in a format, and in a language if it is a page.

        `depends` is whatever else it depends on (see `Answers.answer`); `inferred` tells that it
        takes in what follows from the data, which has to be worked out.
        """
        another = inferred or not self.reading.is_plain
        return self.answers.answer(
            self.request, media_type, make, tongue, reading=another, depends=depends
        )

    def only(self, make: Callable[[Snapshot], str]) -> Response:
        """Return JSON text made from a snapshot. Raises Problem 406, and what `make` raises."""
        media_type = negotiation.accepted(self.request, [negotiation.JSON])
        return self.answer(media_type, make)


# A further page of one that is too long for a browser; only pages lead there. The description of
# the service adds it where there may be one (`further`), for other routes have the parameter too.
_MOST = 1000
Number = Annotated[int, Query(ge=1, le=_MOST, include_in_schema=False)]


def further() -> dict[str, Any]:
    """Return the description of the parameter by which a further page is asked for."""
    return {
        "name": "page",
        "in": "query",
        "required": False,
        "description": "A further page of one that is too long for a browser, as its pages lead "
        "to. Only HTML has pages: other formats have all at once, whatever the page. There is 404 "
        "where a page has no such number.",
        "schema": {
            "type": "integer",
            "minimum": 1,
            "maximum": _MOST,
            "title": "Page",
            "examples": [1],
        },
    }


async def _asked(request: Request, reading: How, page: Number = 1) -> Asked:
    return Asked(request, answers(request), reading)


async def _as_it_stands(request: Request, page: Number = 1) -> Asked:
    return Asked(request, answers(request), Scenario())


Ask = Annotated[Asked, Depends(_asked)]
AskAsItStands = Annotated[Asked, Depends(_as_it_stands)]  # where the command has no other readings


def console() -> "Console":
    """Return a terminal, which no format that is sent asks for."""
    raise AssertionError("text for terminals is not sent")


def json_of(
    result: "DataclassInstance", reading: Scenario, read_with: ReadWith | None = None
) -> str:
    """Return a result as JSON text, with the reading under which it was found if not plain.

    Where it is told with which framework was read, that is added.
    """
    return to_json(result, None if reading.is_plain else reading, read_with)


def read(result: "type[DataclassInstance]") -> "type[DataclassInstance]":
    """Return the class of a result as it is answered: with the reading, if that is not plain.

    So it is with the framework, if not all that was asked about was coded with the default.
    """
    note = Field(description="How the data were read, only if not as they stand.")
    framework = Field(
        description="The framework read with and whom that leaves out, only if not all was coded "
        "with the default."
    )
    return dataclasses.make_dataclass(
        result.__name__,
        [
            (
                "reading",
                Annotated[Scenario, note],
                dataclasses.field(default=Scenario(), kw_only=True),
            ),
            (
                "read_with",
                Annotated[ReadWith | None, framework],
                dataclasses.field(default=None, kw_only=True),
            ),
        ],
        bases=(result,),
        frozen=True,
        # The module tells classes of one name apart in the description.
        namespace={"__doc__": result.__doc__, "__module__": result.__module__},
    )


def described(
    formats: Mapping[str, str] = MappingProxyType({}), *, pages: bool = False, model: bool = True
) -> Schema:
    """Return what a route may answer, for OpenAPI: formats beside its model, 304 and problems.

    `formats` are media types by name; `pages` tells that there are HTML, Markdown, LaTeX and Word
    too. Without a `model`, what is JSON among the formats is described as they are.
    """
    content = {
        media_type: {"schema": shapes.of(media_type)}
        for media_type in (*formats.values(), *(PAGES if pages else ()))
        if media_type != JSON or not model
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
