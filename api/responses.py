"""Answers that others may keep: ETag and If-None-Match, and a cache of what was made before.

The graph does not change while it is served, so that an answer is known by the digest of the
graph, the address and the format: `If-None-Match` is answered before anything is computed.
"""

import hashlib
import threading
from collections.abc import Callable
from urllib.parse import urlencode

from cachetools import LRUCache
from starlette.requests import Request
from starlette.responses import Response
from werkzeug.http import parse_etags

from .state import Served, Snapshot


class Answers:
    """Makes answers, and keeps the bytes of those made before up to some size."""

    def __init__(self, served: Served, cache_mb: int, max_age: int) -> None:
        """Answer from what is served; `max_age` (seconds) is how long others may keep an answer."""
        self._served = served
        self._max_age = max_age
        self._kept: LRUCache[str, bytes] = LRUCache(max(1, cache_mb * 2**20), getsizeof=len)
        self._most = cache_mb * 2**20 // 8  # no single answer pushes out most others
        self._lock = threading.Lock()

    @property
    def now(self) -> Snapshot:
        """The snapshot that is served now."""
        return self._served.now

    def answer(
        self,
        request: Request,
        media_type: str,
        make: Callable[[Snapshot], str | bytes],
        language: str = "",
    ) -> Response:
        """Return the answer to a GET: made by `make`, kept from before, or 304 (not modified).

        `language` is given where the answer depends on it.
        """
        now = self._served.now
        tag = _tag(now.digest, request, media_type + language)
        headers = {
            "ETag": f'W/"{tag}"',
            "Cache-Control": f"public, max-age={self._max_age}",
            "Vary": "Accept, Accept-Language, Cookie" if language else "Accept",
        }
        known = parse_etags(request.headers.get("if-none-match"))
        if not known.star_tag and known.contains_weak(tag):  # * may be asked of what is not there
            return Response(status_code=304, headers=headers)
        with self._lock:
            body = self._kept.get(tag)
        if body is None:
            made = make(now)
            body = made.encode() if isinstance(made, str) else made
            if len(body) <= self._most:
                with self._lock:
                    self._kept[tag] = body
        return Response(body, headers=headers, media_type=media_type)


def answers(request: Request) -> Answers:
    """Return the answers of the app that a request came to (a dependency of routes)."""
    found = request.app.state.answers
    assert isinstance(found, Answers)
    return found


def _tag(digest: str, request: Request, media_type: str) -> str:
    query = urlencode(sorted(request.query_params.multi_items()))
    text = "\0".join((digest, request.url.path, query, media_type))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
