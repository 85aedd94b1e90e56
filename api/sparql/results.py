"""Sends the answer to a query, or says with a problem why there is none.

Nothing is sent before the whole answer lies in a file, so an answer is complete or an error.
"""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from ..problems import Problem
from ..stopping import Stopping, attended
from . import tasks
from .kept import Kept, Whole
from .pool import Pool
from .protocol import ALIASES
from .warnings import WARNINGS
from .worker import GRAPHS, TABLES

_PIECE = 1 << 16
_STALLED = 60.0  # seconds that a client may take for a piece before it counts as gone
_UNAVAILABLE = "The query could not be answered now"


class QueryResponse(Response):
    """Runs a query when it is sent, and sends the answer; ends the query if the client hangs up."""

    def __init__(
        self,
        pool: Pool,
        query: tasks.Query,
        client: str,
        kept: Kept,
        asked: tasks.Query,
        stopping: Stopping,
        warnings: str = "",
    ) -> None:
        """Take what to run where, and for whom; the answer is kept as that to `asked`.

        `warnings` is the value of a header that is sent with it (see `warnings.header`).
        """
        super().__init__()
        self._pool, self._query, self._client, self._stopping = pool, query, client, stopping
        self._kept, self._asked, self._digest = kept, asked, pool.digest
        self._warnings = warnings
        self._started = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer. Raises Problem before anything has been sent."""
        with varying():
            await attended(self._answer(send), receive, self._stopping, lambda: self._started)

    async def _answer(self, send: Send) -> None:
        alias = self._query.table
        query = replace(self._query, table=ALIASES.get(alias, alias) if alias else None)
        with _problems(self._pool.limits):
            async with self._pool.run(query, self._client) as answer:
                media_type = alias if alias and answer.media_type == query.table else None
                await self._send(answer, media_type or answer.media_type, send)

    async def _send(self, answer: tasks.Answer, media_type: str, send: Send) -> None:
        headers = MutableHeaders(_headers(media_type, answer.size, self._warnings))
        start = {"type": "http.response.start", "status": 200, "headers": headers.raw}
        self._started = True
        await send(start)
        left = answer.size
        if answer.size <= self._kept.largest:
            content = await asyncio.to_thread(answer.file.read)
            answer.file.seek(0)
            self._kept.put(self._digest, self._asked, Whole(media_type, content, self._warnings))
        while True:
            piece = await asyncio.to_thread(answer.file.read, _PIECE)
            left -= len(piece)
            body = {"type": "http.response.body", "body": piece, "more_body": left > 0}
            try:
                await asyncio.wait_for(send(body), _STALLED)
            except TimeoutError:
                return  # the server closes the connection, as less came than was announced
            if not left:
                return


def kept_response(whole: Whole) -> Response:
    """Return an answer that was kept, as it was sent the first time."""
    return Response(
        whole.content, headers=_headers(whole.media_type, len(whole.content), whole.warnings)
    )


def _headers(media_type: str, size: int, warnings: str) -> dict[str, str]:
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return {
        "content-type": media_type + charset,
        "content-length": str(size),
        "vary": "Accept",
        "cache-control": "no-cache",
        **({WARNINGS: warnings} if warnings else {}),
    }


@contextmanager
def varying() -> Iterator[None]:
    """Let problems, too, say that what is answered depends on what the client accepts."""
    try:
        yield
    except Problem as problem:
        problem.headers = {"Vary": "Accept", **problem.headers}
        raise


@contextmanager
def _problems(limits: tasks.PoolLimits) -> Iterator[None]:
    """Turn what the pool raises into problems."""
    try:
        yield
    except tasks.ClientBusyError as error:
        raise Problem(
            429,
            "too-many-queries",
            "Too many queries at a time",
            f"{error} At most {limits.per_client} of one address at a time: wait for one to end.",
            {"Retry-After": "1"},
        ) from error
    except tasks.BusyError as error:
        raise _unavailable("busy", f"{error} Try again soon.", 2) from error
    except tasks.DeadlineError as error:
        raise _unavailable(
            "query-timeout",
            f"The query took longer than {limits.deadline:g} seconds and was ended; ask for less, "
            "or add patterns that narrow it down.",
            int(limits.deadline) + 1,
        ) from error
    except tasks.WorkerDiedError as error:
        raise _unavailable(
            "query-died",
            f"The query used more memory than the {limits.memory_mb} MB it may have, or was too "
            "deep for the engine; ask for less.",
            int(limits.deadline) + 1,
        ) from error
    except tasks.TooLargeError as error:
        cap = limits.max_rows if str(error) == "rows" else limits.max_bytes
        raise _unavailable(
            "result-too-large",
            f"The result has more than {cap:,} {error}; ask for a part of it with LIMIT and "
            "OFFSET.",
            int(limits.deadline) + 1,
        ) from error
    except tasks.FailedError as error:
        raise _failed(error) from error


def _unavailable(slug: str, detail: str, seconds: int) -> Problem:
    return Problem(503, slug, _UNAVAILABLE, detail, {"Retry-After": str(seconds)})


def _failed(error: tasks.FailedError) -> Problem:
    if error.kind == "form":
        offered = list(GRAPHS if str(error) == "graph" else TABLES)
        return Problem(
            406,
            "not-acceptable",
            "None of these formats is there",
            f"The answer to this form of query comes as {', '.join(offered)}.",
            {"Vary": "Accept"},
            {"offered": offered},
        )
    if error.kind == "storage":
        return _unavailable("busy", "There is no room for the answer now. Try again soon.", 10)
    if error.kind == "evaluation":
        return Problem(
            400,
            "query-failed",
            "The query cannot be answered",
            f"The engine cannot answer this query: {_shortened(str(error))}",
        )
    place = re.match(r"error at (\d+):(\d+): (.*)", " ".join(str(error).split()))
    if place is None:
        return _malformed(f": {_shortened(str(error))}", {})
    line, column = int(place[1]), int(place[2])
    return _malformed(
        f" at line {line}, column {column}: {_shortened(place[3])}",
        {"line": line, "column": column},
    )


def _malformed(what: str, extra: dict[str, int]) -> Problem:
    return Problem(
        400, "bad-query", "The query cannot be answered", f"The query is malformed{what}", {}, extra
    )


def _shortened(message: str) -> str:
    """Return a message of the parser, which lists all that it would have expected, in short."""
    line = " ".join(message.split())
    return line if len(line) <= 200 else f"{line[:200]} ..."
