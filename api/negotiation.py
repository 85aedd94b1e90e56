"""Which representation a client gets: by suffix, or by its `Accept` header (RFC 9110)."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from ofmkg.formats import FORMATS, media_type

from .problems import Problem

JSON = media_type("json")
JSON_LD = media_type("jsonld")
TURTLE = media_type("turtle")
NTRIPLES = media_type("ntriples")
RDF_XML = media_type("owl")
CSV = media_type("csv")
TSV = media_type("tsv")
HTML = media_type("html")
MARKDOWN = media_type("md")
LATEX = media_type("latex")
DOCX = media_type("docx")
SVG = media_type("svg")
PNG = media_type("png")
PDF = media_type("pdf")
DRAWN = {SVG: "svg", PNG: "png", PDF: "pdf"}  # what a figure can be had in
RESULTS_JSON = "application/sparql-results+json"
RESULTS_XML = "application/sparql-results+xml"
QUERY = "application/sparql-query"

# What an address that ends so is about, in any of these formats.
SUFFIXES: dict[str, tuple[str, ...]] = {
    **{each.suffix: (each.media_type,) for each in FORMATS.values() if each.suffix},
    ".json": (RESULTS_JSON, JSON),
    ".xml": (RESULTS_XML, RDF_XML),
    ".rq": (QUERY,),
}
_WANTED = "ofmkg.wanted"
_AS_IT_IS = ("/openapi.json",)
_FILES = "/static/"


class Suffixes:
    """Takes the suffix of an address as a wish for a format, so that routes need not know of it."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on to the address without the suffix."""
        if (
            scope["type"] == "http"
            and scope["path"] not in _AS_IT_IS
            and not (scope["path"].startswith(_FILES))
        ):
            suffix = PurePosixPath(scope["path"]).suffix
            if suffix in SUFFIXES:
                path = scope["path"].removesuffix(suffix)
                raw = path.encode()
                scope = {**scope, "path": path, "raw_path": raw, _WANTED: SUFFIXES[suffix]}
        await self._app(scope, receive, send)


def accepted(request: Request, offered: Sequence[str]) -> str:
    """Return the media type out of those offered that the client asks for or likes best.

    The first offered wins where the client has no preference. Raises Problem 406.
    """
    wanted: tuple[str, ...] | None = request.scope.get(_WANTED)
    header = request.headers.get("accept")
    if wanted is not None:
        best = next((each for each in wanted if each in offered), None)
        asked = " or ".join(wanted)
    elif header:
        best = parse_accept_header(header, MIMEAccept).best_match(offered)
        asked = header[:200]
    else:
        return offered[0]
    if best is None:
        raise Problem(
            406,
            "not-acceptable",
            "None of these formats is there",
            f"{asked} is not offered here; there is {', '.join(offered)}.",
            {"Vary": "Accept"},
            {"offered": list(offered)},
        )
    return best
