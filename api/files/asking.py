"""Asks the service without a server: one request at a time, in the same process."""

import asyncio
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp

from ofmkg.pages.messages import Language

Message = MutableMapping[str, Any]
_HOST = "localhost"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service answers."""

    status: int
    headers: Headers
    body: bytes


def scope(address: str, language: Language, *, page: bool) -> dict[str, Any]:
    """Return a GET of an address as a service gets it, for a page or for what programs read."""
    parts = urlsplit(address)
    accepted = b"text/html" if page else b"*/*"
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": parts.path,
        "raw_path": quote(parts.path).encode(),
        "query_string": parts.query.encode(),
        "root_path": "",
        "headers": [
            (b"host", _HOST.encode()),
            (b"accept", accepted),
            (b"accept-language", language.encode()),
        ],
        "client": (_HOST, 0),
        "server": (_HOST, 80),
    }


async def ask(app: ASGIApp, address: str, language: Language, *, page: bool) -> Answer:
    """Return what an app answers to a GET of an address."""
    started: Message = {}
    body: list[bytes] = []
    asked, ended = False, asyncio.Event()

    async def receive() -> Message:
        nonlocal asked
        if asked:
            await ended.wait()
            return {"type": "http.disconnect"}
        asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            started.update(message)
        else:
            body.append(message.get("body", b""))

    await app(scope(address, language, page=page), receive, send)
    ended.set()
    return Answer(started["status"], Headers(raw=list(started["headers"])), b"".join(body))
