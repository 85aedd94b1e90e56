"""`/sparql`: the SPARQL 1.1 Protocol for strangers, over the pool of workers.

A query is read (`protocol`), looked at (`guard`), answered by a process that can be killed
(`pool`) and sent when the answer is whole (`results`). A GET without anything asked for is
answered with what the service can do (`service`).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from fastapi import APIRouter, Request, Response

from ofmkg.errors import OfmkgError
from ofmkg.graph import guard
from ofmkg.graph.doubts import Doubt
from ofmkg.graph.stores.base import DERIVED
from ofmkg.graph.terms import BASE

from .. import methods, problems
from ..addresses import sparql
from ..clients import asking
from ..lanes import Lane, LaneLimits
from ..negotiation import HTML, accepted
from ..problems import Problem
from ..responses import in_turn
from ..settings import Settings
from ..stopping import Stopping
from . import protocol
from .dataset import is_named, to_merge
from .kept import Kept
from .pool import Pool
from .results import QueryResponse, kept_response, varying
from .service import Made, description, written
from .tasks import PoolLimits, Query
from .warnings import WARNINGS, header
from .worker import GRAPHS, TABLES

KEPT = 4  # the part of the memory for answers that is for these: one in so many
_PATH = "/sparql"
_RELATIVE = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*:)[^<>\"{}|^`\\\s=]*>")  # perhaps an IRI
_LONG = 2_000  # characters of a query from which on reading it is not done between requests

_QUERY: dict[str, Any] = {
    "type": "string",
    "description": "One SPARQL 1.1 query.",
    "examples": ["SELECT * { ?study a <https://w3id.org/ofmkg/ns#Study> } LIMIT 5"],
}
_GRAPHS: dict[str, Any] = {
    "type": "array",
    "items": {"type": "string", "format": "iri"},
    "description": "Named graphs that make up the dataset, in place of FROM (NAMED).",
}
_INFERRED: dict[str, Any] = {
    "type": "boolean",
    "default": False,
    "description": "Take what follows from the ontology into the default graph.",
}
_FIELDS = {
    "query": _QUERY,
    "default-graph-uri": _GRAPHS,
    "named-graph-uri": _GRAPHS,
    "inferred": _INFERRED,
}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The whole result: a table for SELECT and ASK, a graph for CONSTRUCT and "
        "DESCRIBE; without a query, the description of the service.",
        "content": {
            media_type: {"schema": {} if media_type.endswith("json") else {"type": "string"}}
            for media_type in (*TABLES, *GRAPHS)
        },
        "headers": {
            WARNINGS: {
                "description": "What the query asks for in vain, with line and column: terms that "
                "do not exist, or hold only by inference (a list of RFC 9651).",
                "schema": {"type": "string"},
            }
        },
    },
    **problems.documented(400, 406, 408, 413, 415, 429, 503),
}
_GET = {
    "parameters": [
        {"name": name, "in": "query", "required": False, "schema": schema}
        for name, schema in _FIELDS.items()
    ]
}
_POST = {
    "parameters": _GET["parameters"][1:],
    "requestBody": {
        "required": True,
        "content": {
            protocol.DIRECT: {"schema": _QUERY},
            protocol.FORM: {
                "schema": {"type": "object", "properties": _FIELDS, "required": ["query"]}
            },
        },
    },
}


def limits(settings: Settings) -> PoolLimits:
    """Return the limits of the pool that the settings ask for."""
    return PoolLimits(
        workers=settings.sparql_workers,
        slow_workers=settings.sparql_slow_workers,
        slice=settings.sparql_slice,
        deadline=settings.sparql_deadline,
        queue=settings.sparql_queue,
        per_client=settings.sparql_per_client,
        memory_mb=settings.sparql_memory_mb,
        max_rows=settings.sparql_max_rows,
        max_bytes=settings.sparql_max_result_bytes,
    )


def router(
    pool: Pool,
    settings: Settings,
    editor: Callable[[Request], Response] | None = None,
    stopping: Stopping | None = None,
    doubts: Callable[[str, bool], Sequence[Doubt]] = lambda _text, _inferred: (),
    about: Callable[[Request, str, Made], Response] | None = None,
) -> APIRouter:
    """Return the routes of the endpoint, which answer from a pool while that is running.

    `editor` makes the page that browsers get which ask for nothing; `stopping` tells when the
    service ends; `doubts` finds out what a query asks for in vain, of a dataset in which derived
    graphs are or are not; `about` describes the service with what it holds, in a format of RDF.
    """
    routes = APIRouter(tags=["SPARQL"])
    allowed = guard.Limits(text=settings.sparql_max_query_bytes)
    kept = Kept(settings.cache_mb * 2**20 // KEPT)
    ending = stopping or Stopping()
    guards = Lane(
        LaneLimits(
            threads=1,
            queue=settings.sparql_queue,
            per_client=settings.sparql_per_client,
            patience=settings.sparql_deadline,
        )
    )

    @routes.get(
        _PATH,
        summary="SPARQL by GET",
        operation_id="sparql_by_get",
        responses=_ANSWERS,
        response_class=Response,
        openapi_extra=_GET,
    )
    async def query_by_get(request: Request) -> Response:
        """Answer a SPARQL query; without one, describe the service."""
        with varying():
            return await answer(request)

    @routes.post(
        _PATH,
        summary="SPARQL by POST",
        operation_id="sparql_by_post",
        responses=_ANSWERS,
        response_class=Response,
        openapi_extra=_POST,
    )
    async def query_by_post(request: Request) -> Response:
        """Answer a SPARQL query sent as a form or as it is."""
        with varying():
            return await answer(request)

    @routes.api_route(_PATH, methods=["PUT", "DELETE", "PATCH"], include_in_schema=False)
    async def other_methods(request: Request) -> Response:
        raise problems.not_allowed(
            f"{request.method} {_PATH}: this endpoint is read-only; send queries by GET or POST.",
            methods.QUERIED,
        )

    @routes.options(_PATH, include_in_schema=False)
    async def what_is_allowed() -> Response:
        return methods.allowed(methods.QUERIED, f"{protocol.DIRECT}, {protocol.FORM}")

    async def answer(request: Request) -> Response:
        if editor and request.method == "GET" and [*request.query_params] == ["example"]:
            return described(request)
        await pool.beginning.over()
        query = await protocol.read(request, allowed.text, settings.body_seconds)
        if query is None:
            return described(request)
        if _RELATIVE.search(query.text):  # as the protocol says: against the address asked
            query = replace(query, base=sparql(request))
        if whole := kept.get(pool.digest, query):
            return kept_response(whole)
        asked, client = query, asking(request)
        try:
            if len(query.text) > _LONG:
                await in_turn(guards, client, partial(guard.check, query.text, allowed))
            else:
                guard.check(query.text, allowed)
        except guard.RefusedQuery as refused:
            raise Problem(
                400,
                "refused-query",
                "The query is refused",
                str(refused),
                extra={"line": refused.line, "column": refused.column},
            ) from refused
        if query.beside and is_named(query.text):
            raise protocol.two_datasets("FROM in the query")
        if query.default_graphs is None and (dataset := to_merge(query.text)):
            query = replace(query, default_graphs=dataset[0], named_graphs=dataset[1])
        warned = await warnings(query, client)
        return QueryResponse(pool, query, client, kept, asked, ending, warned)

    async def warnings(query: Query, client: str) -> str:
        if BASE not in query.text:
            return ""
        derived = not {*query.beside, *(query.default_graphs or ())}.isdisjoint(DERIVED)
        try:
            return header(await in_turn(guards, client, partial(doubts, query.text, derived)))
        except (OfmkgError, Problem):  # the answer does not hang on it
            return ""

    def described(request: Request) -> Response:
        media_type = accepted(request, [*GRAPHS, *([HTML] if editor else [])])
        if media_type == HTML and editor:
            return editor(request)
        made = (pool.graphs, pool.limits, allowed.text, pool.digest)
        if about:
            return about(request, media_type, made)
        content = written(description(sparql(request), *made), media_type)
        return Response(content, media_type=media_type, headers={"Vary": "Accept"})

    return routes
