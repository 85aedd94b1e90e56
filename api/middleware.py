"""What happens to every request: HEAD is answered as GET, browsers are guarded, lines logged."""

import json
from time import perf_counter

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .logs import ACCESS

_POLICIES = {
    "text/html": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    # a figure carries its style, and may stand in a page of others
    "image/svg+xml": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *",
}
_OTHERS = "frame-ancestors 'none'"
_LONGEST = 200  # characters of a path in the log; an address may have thousands


class Head:
    """Answers HEAD with the headers of GET, on every route that has GET."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; of the answer to HEAD, only headers."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def headers_only(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, headers_only)


class Guarded:
    """Tells browsers to take nothing from elsewhere, and a type for nothing but what it is.

    Nothing but a figure may be shown within a page of others.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and add headers to the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                headers["x-content-type-options"] = "nosniff"
                headers["referrer-policy"] = "no-referrer"
                kind = headers.get("content-type", "").partition(";")[0]
                headers["content-security-policy"] = _POLICIES.get(kind, _OTHERS)
                message = {**message, "headers": headers.raw}
            await send(message)

        await self._app(scope, receive, guarded)


class AccessLog:
    """Logs one JSON line for each request: who, what, the status, bytes and milliseconds.

    What a client asked for in the query of an address is not logged: it may be a stranger's SPARQL.
    A long path is cut, and all that is not ASCII is escaped, so that a line is one line.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and log it when it has been answered, or given up."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start, seen = perf_counter(), {"status": 0, "bytes": 0}

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
            elif message["type"] == "http.response.body":
                seen["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            client = scope.get("client")
            ACCESS.info(
                json.dumps(
                    {
                        "client": client[0] if client else None,
                        "method": scope["method"][:_LONGEST],
                        "path": scope["path"][:_LONGEST],
                        **seen,
                        "ms": round(1000 * (perf_counter() - start), 1),
                    }
                )
            )
