"""Who asks: as whom limits count an address, and what proxies say of it."""

import re
from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Literal

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Header = Literal["x-forwarded-for", "forwarded"]

_ONE_SITE = 64  # bits of an IPv6 address; whoever has one such network has all addresses in it
_PORT = re.compile(r"\[(.*)\](?::\w+)?|([^:]*):\d+")
# RFC 7239, section 4. What does not keep to it is not believed, or a quotation mark that a client
# leaves open would hide what the proxy adds behind it.
_VALUE = r"""(?:[^\s"(),/:;<=>?@\[\\\]{}]+|"(?:[^"\\]|\\.)*")"""
_PAIR = rf"\s*[\w-]+={_VALUE}\s*"
_HOP = rf"{_PAIR}(?:;{_PAIR})*"
_HOPS = re.compile(rf"{_HOP}(?:,{_HOP})*")


def network(text: str) -> Network:
    """Return an address or a network in CIDR notation. Raises ValueError."""
    return ip_network(text.strip(), strict=False)


def address(text: str) -> Address | None:
    """Return an address, which may have a port, or None if it is none."""
    plain = text.strip().strip('"')
    match = _PORT.fullmatch(plain)
    try:
        found = ip_address((match[1] or match[2] or "") if match else plain)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def party(host: str) -> str:
    """Return as whom limits count an address: IPv6 addresses of one network are one party."""
    found = address(host)
    if isinstance(found, IPv6Address):
        return str(ip_network((found, _ONE_SITE), strict=False))
    return str(found) if found else host


def asking(connection: HTTPConnection) -> str:
    """Return as whom limits count the client of a request."""
    return party(connection.client.host) if connection.client else ""


def trusts(proxies: Iterable[Network], host: str) -> bool:
    """Tell whether an address is that of a trusted proxy."""
    found = address(host)
    return found is not None and _within(found, proxies)


class Proxies:
    """Takes the client's address and scheme from what trusted proxies say, and from nobody else.

    The addresses that proxies add stand from left to right; the client is the right-most one that
    is not of a trusted proxy. What stands further left anybody can have made up.
    """

    def __init__(self, app: ASGIApp, trusted: Iterable[Network], header: Header) -> None:
        """Wrap an app; `header` is the one that the trusted proxies set, the other is passed over.

        A proxy lets the header that it does not know pass, whoever wrote it.
        """
        self._app, self._trusted, self._header = app, tuple(trusted), header

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, with the client and scheme that it was sent from."""
        client = scope.get("client")
        if scope["type"] == "http" and client and trusts(self._trusted, client[0]):
            scope = {**scope, **self._told(client, scope["headers"])}
        await self._app(scope, receive, send)

    def _told(
        self, client: tuple[str, int], headers: list[tuple[bytes, bytes]]
    ) -> dict[str, object]:
        told: dict[str, object] = {"client": client}
        for hop, scheme in self._hops(headers):
            if scheme in ("http", "https"):
                told["scheme"] = scheme
            found = address(hop)
            if found is None:
                break
            told["client"] = (str(found), 0)
            if not _within(found, self._trusted):
                break
        return told

    def _hops(self, headers: list[tuple[bytes, bytes]]) -> Iterator[tuple[str, str]]:
        """Yield what each proxy has added, the nearest first: an address, a scheme (or "")."""
        if self._header == "forwarded":
            text = _joined(headers, b"forwarded")
            for hop in reversed(re.findall(_HOP, text) if _HOPS.fullmatch(text) else []):
                pairs = re.findall(rf"([\w-]+)=({_VALUE})", hop)
                said = {name.lower(): value.strip('"') for name, value in pairs}
                yield said.get("for", ""), said.get("proto", "").lower()
            return
        schemes = _joined(headers, b"x-forwarded-proto").split(",")
        for number, hop in enumerate(reversed(_joined(headers, b"x-forwarded-for").split(","))):
            yield hop, "" if number else schemes[-1].strip().lower()


def _joined(headers: list[tuple[bytes, bytes]], wanted: bytes) -> str:
    return ",".join(value.decode("latin-1") for name, value in headers if name == wanted)


def _within(found: Address, networks: Iterable[Network]) -> bool:
    return any(found in each for each in networks)
