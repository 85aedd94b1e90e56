"""One request to a server and its whole answer, within a time and a size, at one place.

The time is that of the whole answer: a server that sends a byte now and then uses it up. What is
sent goes to the server that was named and to no other: a redirection is followed a few times if it
stays there. A server that is busy and says when to ask again is asked again, within the time.
Nothing compressed is asked for, and so none is taken.
"""

import contextlib
import math
import re
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urljoin, urlsplit

from ofmkg.errors import OfmkgError, QueryError, UsageError
from ofmkg.graph.once import Once
from ofmkg.graph.stores.settings import Remote, shown

if TYPE_CHECKING:
    import httpx2

_NEEDED = "pip install 'ofmkg[remote]'"
_REDIRECTIONS = 3
_AGAIN = (301, 302, 307, 308)  # the same request at another address
_ELSEWHERE = 303  # the answer is at another address, to be fetched
_BUSY = (429, 503)  # the same request later, where the server says when
_MOST_OF_AN_ERROR = 20_000  # bytes; more of a refusal is not read
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent: `content` is None for a request without a body."""

    method: str
    address: str
    headers: Mapping[str, str]
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: the names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def media_type(self) -> str:
        """The kind of content, without parameters, in lower case; empty if it is not told."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_utf8(self) -> bool:
        """Whether its texts are in UTF-8, as all that is exchanged must be."""
        told = _CHARSET.search(self.headers.get("content-type", ""))
        return told is None or told[1].lower() in ("utf-8", "utf8", "us-ascii")

    @property
    def has_end(self) -> bool:
        """Whether its end was told, so that it is known to be whole."""
        return "content-length" in self.headers or "chunked" in self.headers.get(
            "transfer-encoding", ""
        )

    @property
    def later(self) -> float:
        """After how many seconds to ask again, as the server says; endless where it does not."""
        told = self.headers.get("retry-after", "")
        return max(1.0, float(told)) if told.isdecimal() and len(told) < 6 else math.inf

    @property
    def reason(self) -> str:
        """Why it is a refusal, in short: pages for browsers are left out."""
        try:
            phrase = HTTPStatus(self.status).phrase
        except ValueError:
            phrase = "unknown status"
        said = short(self.content.decode("utf-8", "replace"))
        quoted = said and "<" not in said[:20] and self.media_type != "text/html"
        hint = "; see OFMKG_STORE_USER and OFMKG_STORE_PASSWORD" if self.status == 401 else ""
        return f"{self.status} {phrase}{f': {said}' if quoted else ''}{hint}"


class Exchange:
    """Sends requests as one user, which threads may do at once."""

    def __init__(self, remote: Remote) -> None:
        """Remember who asks, and how much is waited for and taken."""
        self._remote = remote
        self._client = Once(self._made)

    def send(self, request: Request, kind: type[OfmkgError]) -> Answer:
        """Return the answer to a request, which may be a refusal.

        Raises an error of `kind` if none comes, it takes too long, is too large or compressed, or
        if it sends on to somebody else. Raises UsageError if what is needed is not installed.
        """
        client = self._client()
        until = time.monotonic() + self._remote.timeout
        redirections = 0
        while redirections <= _REDIRECTIONS:
            answer = self._answered(client, request, until, kind)
            if answer.status in _BUSY and time.monotonic() + answer.later < until:
                time.sleep(answer.later)
            elif answer.status in (*_AGAIN, _ELSEWHERE):
                request = _sent_on(request, answer, kind)
                redirections += 1
            else:
                return answer
        raise kind(f"{shown(request.address)}: sends on from one address to the next.")

    def _answered(
        self, client: "httpx2.Client", request: Request, until: float, kind: type[OfmkgError]
    ) -> Answer:
        where = shown(request.address)
        seconds = max(until - time.monotonic(), 0.001)
        with _Cut(seconds) as cut:
            try:
                with client.stream(
                    request.method,
                    request.address,
                    headers=dict(request.headers),
                    content=request.content,
                    auth=self._auth(),
                    timeout=seconds,
                    extensions={"trace": cut.trace},
                ) as response:
                    headers = {name.lower(): value for name, value in response.headers.items()}
                    answer = Answer(response.status_code, headers, b"")
                    content = self._content(answer, response.iter_raw(), where, kind)
                if not cut.done:
                    return replace(answer, content=content)
            except OfmkgError:
                raise
            except Exception as error:  # the library raises errors of all kinds for odd answers
                if not cut.done and "Timeout" not in type(error).__name__:
                    _unanswered(where, error, kind)
        raise kind(
            f"{where}: does not answer within {self._remote.timeout:g} s; ask for less, or raise "
            "OFMKG_STORE_TIMEOUT."
        )

    def _content(
        self, answer: Answer, pieces: Iterator[bytes], where: str, kind: type[OfmkgError]
    ) -> bytes:
        if answer.headers.get("content-encoding", "identity").strip().lower() != "identity":
            raise kind(f"{where}: compresses its answer, which was not asked for.")
        fine = answer.status < 300
        most = self._remote.most if fine else _MOST_OF_AN_ERROR
        found = bytearray()
        for piece in pieces:
            found += piece
            if len(found) > most:
                if not fine:
                    break
                raise kind(
                    f"{where}: answers with more than {most >> 20:,} MB; ask for less, or raise "
                    "OFMKG_STORE_MAX_MB."
                )
        return bytes(found)

    def _made(self) -> "httpx2.Client":
        try:
            import httpx2
        except ImportError:
            raise UsageError(f"Servers need more than is installed: {_NEEDED}") from None
        try:
            # A connection for each request: the one that is to be cut is known.
            return httpx2.Client(
                headers={"Accept-Encoding": "identity", "User-Agent": "ofmkg"},
                limits=httpx2.Limits(max_keepalive_connections=0),
                follow_redirects=False,
            )
        except Exception as error:  # of certificates and proxies that the environment names
            raise UsageError(f"Servers cannot be reached ({short(str(error))}).") from error

    def _auth(self) -> "httpx2.Auth | None":
        import httpx2

        if self._remote.user is None:
            return None
        kind = httpx2.DigestAuth if self._remote.auth == "digest" else httpx2.BasicAuth
        return kind(self._remote.user, self._remote.password or "")


class _Cut(contextlib.AbstractContextManager["_Cut"]):
    """Cuts a connection when its time is over, wherever in the exchange it then is."""

    def __init__(self, seconds: float) -> None:
        self.done = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> "_Cut":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def trace(self, event: str, told: Mapping[str, Any]) -> None:
        """Learn from the client over which socket it speaks."""
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            self._socket = told["return_value"].get_extra_info("socket")
            if self.done:
                self._cut()

    def _cut(self) -> None:
        self.done = True
        if self._socket is not None:
            with contextlib.suppress(OSError):  # that of TLS would first forget the encryption
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


def short(text: str) -> str:
    """Return a text of a stranger as one short line of signs that can be seen."""
    seen = "".join(sign if sign.isprintable() else " " for sign in text)
    line = " ".join(seen.split())
    return line if len(line) <= 200 else f"{line[:200]} ..."


def _unanswered(where: str, error: Exception, kind: type[OfmkgError]) -> NoReturn:
    raise kind(
        f"{where}: does not answer ({short(str(error)) or type(error).__name__})."
    ) from error


def _sent_on(request: Request, answer: Answer, kind: type[OfmkgError]) -> Request:
    """Return the request that a redirection asks for. Raises an error of `kind` if it must not."""
    where = shown(request.address)
    try:
        target = urljoin(request.address, answer.headers.get("location", ""))
        same = _origin(target) == _origin(request.address)
    except ValueError:
        target, same = "", False
    if not same:
        raise kind(
            f"{where}: sends on to {shown(target)}, which is not where the request and its "
            "password are meant to go; if it is right, give that address."
        )
    if answer.status in _AGAIN:
        return replace(request, address=target)
    if request.method != "POST" or kind is not QueryError:
        raise kind(f"{where}: answers a change with another address ({answer.reason}).")
    accept = {name: text for name, text in request.headers.items() if name == "Accept"}
    return Request("GET", target, accept)


def _origin(address: str) -> tuple[str, str | None, int]:
    parts = urlsplit(address)
    if parts.username or parts.password:
        raise ValueError("an address with a password")
    return parts.scheme, parts.hostname, parts.port or {"https": 443}.get(parts.scheme, 80)
