"""What is needed to reach a SPARQL server, from environment variables: secrets have no address."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args
from urllib.parse import urlsplit

from ofmkg.errors import UsageError

Auth = Literal["basic", "digest"]
_MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Remote:
    """A SPARQL server: its addresses, who asks (`user`), and what is taken from it.

    `update` and `graphs` (SPARQL 1.1 Graph Store Protocol) are None where it offers none. An answer
    is waited for `timeout` seconds, all of it, and has at most `most` bytes.
    """

    query: str
    update: str | None = None
    graphs: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    auth: Auth = "basic"
    timeout: float = 60.0
    most: int = 256 * _MB


def remote(address: str, environment: Mapping[str, str] = os.environ) -> Remote:
    """Return how to reach the server at `address`, as the environment says.

    Raises UsageError for what is no address, or one with credentials in it, and for bad limits.
    """
    auth = environment.get("OFMKG_STORE_AUTH", "basic")
    if auth not in get_args(Auth):
        raise UsageError(f"OFMKG_STORE_AUTH is {auth!r}; write basic or digest.")
    return Remote(
        _address("--store", address),
        _optional(environment, "OFMKG_STORE_UPDATE"),
        _optional(environment, "OFMKG_STORE_GRAPHS"),
        environment.get("OFMKG_STORE_USER"),
        environment.get("OFMKG_STORE_PASSWORD"),
        "digest" if auth == "digest" else "basic",
        _number(environment, "OFMKG_STORE_TIMEOUT", "60", "seconds"),
        int(_number(environment, "OFMKG_STORE_MAX_MB", "256", "megabytes") * _MB),
    )


def shown(address: str) -> str:
    """Return an address as messages show it: without what may be secret in it, and short."""
    try:
        parts = urlsplit(address)
        plain = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
    except ValueError:
        return "another address"
    if not parts.netloc:
        return "another address"
    told = "".join(sign if sign.isprintable() else "?" for sign in plain)
    return told if len(told) <= 200 else f"{told[:200]}..."


def _optional(environment: Mapping[str, str], name: str) -> str | None:
    said = environment.get(name)
    return None if said is None else _address(name, said)


def _address(name: str, said: str) -> str:
    try:
        parts = urlsplit(said)
        secret = parts.username or parts.password or "@" in parts.netloc
        fine = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        secret, fine = "@" in said, False
    if secret:
        raise UsageError(
            "An address with a password in it ends up in logs; take it out and set "
            "OFMKG_STORE_USER and OFMKG_STORE_PASSWORD."
        )
    if not fine or not said.isprintable() or " " in said:
        raise UsageError(f"{name}: {shown(said)} is no address; write http://HOST:PORT/PATH.")
    return said


def _number(environment: Mapping[str, str], name: str, default: str, unit: str) -> float:
    said = environment.get(name, default)
    try:
        number = float(said)
    except ValueError:
        number = 0.0
    if not 0 < number < 1e6:
        raise UsageError(f"{name} is {said!r}; write a number of {unit}.")
    return number
