"""Says what nobody asked for and everybody must know, such as that a file hides one of ours.

It goes the way of warnings of the standard library: to standard error, unless a program that uses
ofmkg sends it elsewhere.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

NAME = "ofmkg.told"
_LOG = logging.getLogger(NAME)
_HELD: ContextVar[list[str] | None] = ContextVar("held", default=None)


def tell(text: str) -> None:
    """Say something in one line."""
    held = _HELD.get()
    if held is None:
        _LOG.warning("%s", text)
    else:
        held.append(text)


@contextmanager
def held() -> Iterator[list[str]]:
    """Give the list of what is said within, which nobody else hears."""
    told: list[str] = []
    before = _HELD.set(told)
    try:
        yield told
    finally:
        _HELD.reset(before)
