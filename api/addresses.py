"""Where the service is, as whoever asks has addressed it."""

import pyoxigraph as ox
from starlette.requests import Request

from ofmkg.graph.terms import BASE


def root(request: Request) -> str:
    """Return the address of the service, which ends in a slash.

    Scheme and host are those of the request, or what a trusted proxy says of it. If the client
    makes up a host that is none, the address is that of the things themselves.
    """
    address = str(request.base_url)
    try:
        return ox.NamedNode(address).value
    except ValueError:
        return BASE


def sparql(request: Request) -> str:
    """Return the address of the SPARQL endpoint."""
    return f"{root(request)}sparql"


def place(request: Request) -> tuple[str, str | None]:
    """Return where the service is, and its SPARQL endpoint if it has one."""
    return root(request), sparql(request) if request.app.state.pool else None
