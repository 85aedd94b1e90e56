"""What is needed to reach a SPARQL server, from environment variables: secrets have no address."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args
from urllib.parse import urlsplit

from ofmkg.errors import UsageError

Auth = Literal["basic", "digest"]


@dataclass(frozen=True, slots=True)
class Remote:
    """A SPARQL server: its addresses, who asks (`user`), and how long to wait (seconds).

    `update` and `graphs` (SPARQL 1.1 Graph Store Protocol) are None where it offers none.
    """

    query: str
    update: str | None = None
    graphs: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    auth: Auth = "basic"
    timeout: float = 60.0


def remote(address: str, environment: Mapping[str, str] = os.environ) -> Remote:
    """Return how to reach the server at `address`, as the environment says.

    Raises UsageError for an address with credentials in it, and for a bad time limit.
    """
    parts = urlsplit(address)
    if parts.username or parts.password or "@" in parts.netloc:
        raise UsageError(
            "An address with a password in it ends up in logs; take it out and set "
            "OFMKG_STORE_USER and OFMKG_STORE_PASSWORD."
        )
    said = environment.get("OFMKG_STORE_TIMEOUT", "60")
    try:
        timeout = float(said)
    except ValueError:
        timeout = 0.0
    if not 0 < timeout < 1e6:
        raise UsageError(f"OFMKG_STORE_TIMEOUT is {said!r}; write a number of seconds.")
    auth = environment.get("OFMKG_STORE_AUTH", "basic")
    if auth not in get_args(Auth):
        raise UsageError(f"OFMKG_STORE_AUTH is {auth!r}; write basic or digest.")
    return Remote(
        address,
        environment.get("OFMKG_STORE_UPDATE"),
        environment.get("OFMKG_STORE_GRAPHS"),
        environment.get("OFMKG_STORE_USER"),
        environment.get("OFMKG_STORE_PASSWORD"),
        "digest" if auth == "digest" else "basic",
        timeout,
    )
