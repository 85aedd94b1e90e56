"""Answers that others may keep: ETag and If-None-Match, and a cache of what was made before.

The graph does not change while it is served, so that an answer is known by the digest of the
graph, the address and the format: `If-None-Match` is answered before anything is computed. What has
to be computed waits for its turn in a lane, and holds no thread that others need.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from werkzeug.http import parse_etags

from ofmkg.graph.characters import writable

from .clients import asking
from .keeping import Kept
from .lanes import ClientCrowdedError, CrowdedError, Lane
from .problems import Problem
from .state import Served, Snapshot
from .stopping import Stopping, attended

T = TypeVar("T")
Make = Callable[[Snapshot], str | bytes]


@dataclass(frozen=True, slots=True)
class Lanes:
    """Where answers are computed: from the data as they stand, and from other readings of them.

    A reading takes many times as long to make as an answer; nobody else waits for it.
    """

    analyses: Lane
    readings: Lane


class Answers:
    """Makes answers, and keeps the bytes of those made before up to some size."""

    def __init__(
        self, served: Served, kept: Kept[bytes], max_age: int, lanes: Lanes, stopping: Stopping
    ) -> None:
        """Answer from what is served; `max_age` (seconds) is how long others may keep an answer."""
        self._served, self._kept, self._max_age = served, kept, max_age
        self._lanes, self._stopping = lanes, stopping

    @property
    def now(self) -> Snapshot:
        """The snapshot that is served now."""
        return self._served.now

    def answer(
        self,
        request: Request,
        media_type: str,
        make: Make,
        language: str = "",
        *,
        reading: bool = False,
        depends: str = "",
    ) -> Response:
        """Return the answer to a GET: kept from before, 304 (not modified), or one still to make.

        `language` is given where the answer depends on it, `depends` is whatever else it depends on
        beside the data and the path, such as the host that was asked; `reading` tells that `make`
        asks for another reading of the data. What `make` raises, and Problem 429 or 503 if there is
        too much to do, comes when the answer is sent.
        """
        now = self._served.now
        tag = _tag(now.digest, request, media_type + language + depends)
        headers = {
            "ETag": f'W/"{tag}"',
            "Cache-Control": f"public, max-age={self._max_age}",
            "Vary": "Accept, Accept-Language, Cookie" if language else "Accept",
        }
        if has(request, tag):
            return Response(status_code=304, headers=headers)
        body = self._kept.get(tag)
        if body is not None:
            return Response(body, headers=headers, media_type=media_type)
        lane = self._lanes.readings if reading else self._lanes.analyses

        def work() -> bytes:
            found = self._kept.get(tag)  # made by now, for whoever asked for the same before
            if found is None:
                made = make(now)
                found = writable(made).encode() if isinstance(made, str) else made
                self._kept.put(found, tag)
            return found

        return _Computed(work, lane, asking(request), self._stopping, headers, media_type)

    def posted(self, request: Request, media_type: str, make: Make, *, slow: bool) -> Response:
        """Return the answer to a POST, which depends on what was sent and is kept by nobody.

        `slow` tells that making it takes many times as long as an answer, so that it waits where
        other readings of the data do. Raises as `answer`.
        """
        now = self._served.now

        def work() -> bytes:
            made = make(now)
            return made.encode() if isinstance(made, str) else made

        lane = self._lanes.readings if slow else self._lanes.analyses
        headers = {"Cache-Control": "no-store"}
        return _Computed(work, lane, asking(request), self._stopping, headers, media_type)


class _Computed(Response):
    """An answer that is computed when it is sent."""

    def __init__(
        self,
        work: Callable[[], bytes],
        lane: Lane,
        client: str,
        stopping: Stopping,
        headers: Mapping[str, str],
        media_type: str,
    ) -> None:
        super().__init__()
        self._work, self._lane, self._client, self._stopping = work, lane, client, stopping
        self._others, self._media_type = headers, media_type

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer. Raises Problem before anything has been sent."""
        turn = in_turn(self._lane, self._client, self._work)
        body = await attended(turn, receive, self._stopping)
        if body is not None:
            answer = Response(body, headers=self._others, media_type=self._media_type)
            await answer(scope, receive, send)


async def in_turn(lane: Lane, client: str, work: Callable[[], T]) -> T:
    """Return what `work` returns, in a lane. Raises Problem 429 or 503 if that is too full."""
    try:
        return await lane.run(client, work)
    except ClientCrowdedError as error:
        raise Problem(
            429,
            "too-many-requests",
            "Too many requests at a time",
            f"{error} At most {lane.limits.per_client} at a time: wait for one to end.",
            {"Retry-After": "1"},
        ) from error
    except CrowdedError as error:
        raise Problem(
            503,
            "busy",
            "The service is busy",
            f"{error} Try again soon.",
            {"Retry-After": "2"},
        ) from error


def answers(request: Request) -> Answers:
    """Return the answers of the app that a request came to (a dependency of routes)."""
    found = request.app.state.answers
    assert isinstance(found, Answers)
    return found


def has(request: Request, tag: str) -> bool:
    """Tell whether the client has the answer with a tag: only the header is to be sent then."""
    known = parse_etags(request.headers.get("if-none-match"))
    return not known.star_tag and known.contains_weak(tag)  # * may be asked of what is not there


def _tag(digest: str, request: Request, media_type: str) -> str:
    query = urlencode(sorted(request.query_params.multi_items()))
    text = "\0".join((digest, request.url.path, query, media_type))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
