"""Reads the body of a request piece by piece, and no further than it may be long."""

import asyncio

from starlette.requests import ClientDisconnect, Request
from werkzeug.http import parse_options_header

from .problems import Problem


async def body(request: Request, most: int, patience: float, thing: str) -> bytes:
    """Return the body of a request, at most `most` bytes that arrive within `patience` seconds.

    `thing` is what is sent, such as query. Raises Problem 400, 408 or 413.
    """
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > most:
        raise too_long(most, thing)
    found = bytearray()
    try:
        async with asyncio.timeout(patience):
            async for piece in request.stream():
                found += piece
                if len(found) > most:
                    raise too_long(most, thing)
    except ClientDisconnect:
        raise Problem(
            400, "bad-request", "The request does not make sense", "The request broke off."
        ) from None
    except TimeoutError:
        raise Problem(
            408,
            "request-timeout",
            "The request took too long to arrive",
            f"The {thing} was not there within {patience:g} seconds; send it again.",
            {"Connection": "close"},
        ) from None
    return bytes(found)


def as_it_is(request: Request, thing: str, *read: str) -> str:
    """Return the media type of a body in UTF-8 that is not compressed, one of those `read`.

    Raises Problem 415.
    """
    media_type, options = parse_options_header(request.headers.get("content-type"))
    media_type = media_type.lower()
    charset = options.get("charset", "utf-8").lower().replace("-", "")
    if media_type not in read or charset not in ("utf8", "usascii"):
        raise Problem(
            415,
            "unsupported-media-type",
            "The request is of a kind that is not read here",
            f"Content-Type {media_type or '(none)'} is not read here; send {' or '.join(read)}, "
            "in UTF-8.",
            {"Accept-Post": ", ".join(read)},
        )
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Problem(
            415,
            "unsupported-media-type",
            "The request is of a kind that is not read here",
            f"Compressed requests are not read here; send the {thing} as it is.",
            {"Accept-Encoding": "identity"},
        )
    return media_type


def utf8(content: bytes, where: str) -> str:
    """Return bytes as text. Raises Problem 400 if they are not in UTF-8."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise not_utf8(where) from None


def not_utf8(where: str) -> Problem:
    """Return the problem of what is not in UTF-8."""
    return Problem(
        400,
        "bad-request",
        "The request does not make sense",
        f"The {where} is not in UTF-8; encode it so.",
    )


def too_long(most: int, thing: str) -> Problem:
    """Return the problem of what is longer than `most` bytes."""
    return Problem(
        413,
        f"{thing}-too-long",
        f"The {thing} is too long",
        f"At most {most:,} bytes are read; send a shorter {thing}.",
        extra={"max_bytes": most},
    )
