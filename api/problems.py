"""Problems: every error as `application/problem+json` (RFC 9457), with a stable type."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import anyio
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from ofmkg.errors import DataError, OfmkgError, QueryError, UnknownIdError, UsageError
from ofmkg.graph.terms import BASE

MEDIA_TYPE = "application/problem+json"
_PAGES = 2  # threads that write problems as pages
_PAGES_WAITING = 16  # beyond that a browser gets the problem as it is
SCHEMA = "#/components/schemas/ProblemDetails"
_LOG = logging.getLogger("ofmkg.api")


class ProblemDetails(BaseModel):
    """What went wrong, where, and what to do."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="A stable IRI for this kind of problem.")
    title: str = Field(description="The kind of problem in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What is wrong, where, and what to do, in one line.")


@dataclass
class Problem(Exception):  # noqa: N818 - the word of RFC 9457
    """A problem to answer with; `slug` makes its type, `extra` are further members."""

    status: int
    slug: str
    title: str
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """Return the members of the problem."""
        return {
            "type": f"{BASE}problems#{self.slug}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **self.extra,
        }

    def response(self) -> JSONResponse:
        """Return the problem as a response."""
        headers = {"Cache-Control": "no-store", **self.headers}
        return JSONResponse(self.body(), self.status, headers, media_type=MEDIA_TYPE)


def of(error: OfmkgError) -> Problem:
    """Return the problem that an error of the package is."""
    if isinstance(error, UnknownIdError):
        return Problem(
            404,
            "unknown-id",
            "There is no such thing",
            f"{error.fact} {_listing(error.kinds)}",
            extra={"suggestions": list(error.suggestions)},
        )
    known: tuple[tuple[type[OfmkgError], int, str, str], ...] = (
        (UsageError, 400, "bad-request", "The request does not make sense"),
        (QueryError, 400, "bad-query", "The query cannot be answered"),
        (DataError, 500, "data", "The data contradict themselves"),
    )
    for kind, status, slug, title in known:
        if isinstance(error, kind):
            return Problem(status, slug, title, str(error))
    return Problem(500, "unexpected", "Something went wrong", str(error))


# What a route may answer that computes something.
COMPUTED = (400, 404, 406, 429, 503)
_WAIT = {
    "headers": {
        "Retry-After": {
            "description": "Seconds after which to ask again.",
            "schema": {"type": "integer"},
        }
    }
}
Page = Callable[[Request, "Problem"], str]


def not_allowed(detail: str, allow: str) -> Problem:
    """Return that an address does not take a method; `allow` lists those that it takes."""
    return Problem(405, "method-not-allowed", "Method Not Allowed", detail, {"Allow": allow})


def install(app: FastAPI, page: Page | None = None) -> None:
    """Answer every error of an app with a problem; to browsers as a page, if there is one."""

    pages = anyio.CapacityLimiter(_PAGES)

    async def respond(request: Request, problem: Problem) -> Response:
        waiting = pages.statistics().tasks_waiting
        if page is None or not _likes_pages(request) or waiting >= _PAGES_WAITING:
            return problem.response()
        headers = {"Cache-Control": "no-store", "Vary": "Accept", **problem.headers}
        try:
            content = await anyio.to_thread.run_sync(page, request, problem, limiter=pages)
        except OfmkgError:  # the data lack what every page shows, such as a framework
            return problem.response()
        return HTMLResponse(content, problem.status, headers)

    @app.exception_handler(Problem)
    async def known(request: Request, error: Problem) -> Response:
        return await respond(request, error)

    @app.exception_handler(OfmkgError)
    async def own(request: Request, error: OfmkgError) -> Response:
        return await respond(request, of(error))

    @app.exception_handler(RequestValidationError)
    async def parameters(request: Request, error: RequestValidationError) -> Response:
        wrong = [f"{'.'.join(map(str, each['loc'][1:]))}: {each['msg']}" for each in error.errors()]
        return await respond(
            request,
            Problem(400, "bad-parameter", "A parameter is wrong", f"{'; '.join(wrong)}."),
        )

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        phrase = HTTPStatus(error.status_code).phrase
        detail = f"{request.method} {request.url.path}: {error.detail}."
        slug = phrase.lower().replace(" ", "-")
        headers = error.headers or {}
        return await respond(request, Problem(error.status_code, slug, phrase, detail, headers))

    @app.exception_handler(Exception)
    async def unexpected(request: Request, error: Exception) -> JSONResponse:
        _LOG.exception("%s %s", request.method, request.url.path, exc_info=error)
        return Problem(
            500,
            "unexpected",
            "Something went wrong",
            "The error has been logged; please report it.",
        ).response()


def _likes_pages(request: Request) -> bool:
    """Tell whether a client would rather read a page than a problem: browsers would."""
    accepted = parse_accept_header(request.headers.get("accept"), MIMEAccept)
    return accepted.best_match([MEDIA_TYPE, "text/html"]) == "text/html"


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the problems that a route may answer with, for its description in OpenAPI.

    `ofmkg.api.description` puts the schema that these refer to among the components.
    """
    return {
        status: {
            "description": f"{HTTPStatus(status).phrase}: a problem (RFC 9457).",
            "content": {MEDIA_TYPE: {"schema": {"$ref": SCHEMA}}},
            **(_WAIT if status in (429, 503) else {}),
        }
        for status in statuses
    }


def _shown(status: int, slug: str, title: str, detail: str, **extra: object) -> dict[str, Any]:
    return Problem(status, slug, title, detail, extra=extra).body()


# A problem of each status, as it may come: for the description in OpenAPI.
EXAMPLES: Mapping[str, dict[str, Any]] = {
    "400": _shown(
        400, "bad-parameter", "A parameter is wrong", "alternatives: write true or false."
    ),
    "404": _shown(
        404,
        "unknown-id",
        "There is no such thing",
        "There is no study 'gopal-2024'. Did you mean gopal-2023? See /queries/things?class=Study.",
        suggestions=["gopal-2023"],
    ),
    "406": _shown(
        406,
        "not-acceptable",
        "None of these formats is there",
        "image/gif is not offered here; there is application/json, text/html.",
        offered=["application/json", "text/html"],
    ),
    "408": _shown(
        408,
        "request-timeout",
        "The request took too long to arrive",
        "The query was not there within 10 seconds; send it again.",
    ),
    "413": _shown(
        413,
        "query-too-long",
        "The query is too long",
        "At most 100,000 bytes are read; send a shorter query.",
        max_bytes=100_000,
    ),
    "415": _shown(
        415,
        "unsupported-media-type",
        "The request is of a kind that is not read here",
        "Content-Type text/plain is not read here; send application/sparql-query, in UTF-8.",
    ),
    "429": _shown(
        429,
        "too-many-requests",
        "Too many requests at a time",
        "8 of this client are open. At most 8 at a time: wait for one to end.",
    ),
    "503": _shown(503, "busy", "The service is busy", "32 requests wait. Try again soon."),
}


def _listing(kinds: Sequence[str]) -> str:
    """Return where to see the things of some classes of the ontology."""
    classes = [kind for kind in kinds if "://" not in kind]
    if not 1 <= len(classes) <= 2:
        return "See /queries/things for what there is."
    return f"See {' or '.join(f'/queries/things?class={kind}' for kind in classes)}."
