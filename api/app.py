"""The JSON service: the analyses of the package over HTTP.

uvicorn --factory ofmkg.api.app:create_app
"""

from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.responses import JSONResponse

from ofmkg.errors import OfmkgError, UnknownIdError
from ofmkg.graph import KnowledgeGraph, load
from ofmkg.show.jsonout import to_object
from ofmkg.version import __version__

_PROBLEM = "application/problem+json"


def create_app(graph: KnowledgeGraph | None = None) -> FastAPI:
    """Return the service over `graph` (the built-in graph if none is given).

    `/compare` and `/matrix` return what the command line prints with `--format json`. Errors are
    `application/problem+json`: 404 for an unknown id, 400 for other wrong requests.
    """
    knowledge = graph or load()
    app = FastAPI(title="ofmkg", version=__version__, docs_url=None, redoc_url=None)

    @app.exception_handler(OfmkgError)
    def problem(_: Request, error: OfmkgError) -> JSONResponse:
        status = 404 if isinstance(error, UnknownIdError) else 400
        body = {
            "type": f"https://w3id.org/ofmkg/problems#{type(error).__name__}",
            "title": "Not found" if status == 404 else "Bad request",
            "status": status,
            "detail": str(error),
        }
        return JSONResponse(body, status, media_type=_PROBLEM)

    @app.get("/compare")
    def compare(
        a: Annotated[str, Query(description="Id of a work or study.")],
        b: Annotated[str, Query(description="Id of another.")],
        framework: str | None = None,
        coder: str | None = None,
    ) -> dict[str, Any]:
        """Which assumptions differ between a and b, and which steps did each address?"""
        return to_object(knowledge.compare(a, b, framework, coder))

    @app.get("/matrix")
    def matrix(
        collection: str | None = None, framework: str | None = None, coder: str | None = None
    ) -> dict[str, Any]:
        """Which steps did each study address, assume or leave out?"""
        return to_object(knowledge.matrix(collection, framework, coder))

    @app.get("/health")
    def health() -> dict[str, str]:
        """Tell that the service answers, and with which version."""
        return {"status": "ok", "version": __version__}

    return app
