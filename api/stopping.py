"""The end of the service: open requests are told in time, before their connections are closed."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from starlette.types import Receive

from .problems import Problem

T = TypeVar("T")


class Stopping:
    """Tells whoever waits for it that the service is about to end."""

    def __init__(self) -> None:
        """Start with a service that goes on."""
        self._begun = False
        self._told: set[asyncio.Future[None]] = set()

    def begin(self) -> None:
        """Tell all who wait, and all who will."""
        self._begun = True
        for each in self._told:
            if not each.done():
                each.set_result(None)

    async def wait(self) -> None:
        """Wait until the service is about to end."""
        if self._begun:
            return
        told = asyncio.get_running_loop().create_future()
        self._told.add(told)
        try:
            await told
        finally:
            self._told.discard(told)


async def attended(
    work: Coroutine[Any, Any, T],
    receive: Receive,
    stopping: Stopping,
    started: Callable[[], bool] = lambda: False,
) -> T | None:
    """Return what `work` returns; end it, and return None, if the client hangs up before.

    If the service ends before, end it and raise Problem 503, unless the answer has `started`.
    """
    working = asyncio.ensure_future(work)
    hung_up, stopped = (
        asyncio.ensure_future(each) for each in (_hung_up(receive), stopping.wait())
    )
    every = {working, hung_up, stopped}
    try:
        await asyncio.wait(every, return_when=asyncio.FIRST_COMPLETED)
        if stopped.done() and started():
            await asyncio.wait({working, hung_up}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        if hung_up.done():
            return None
        raise Problem(
            503,
            "stopping",
            "The service is stopping",
            "The service is being stopped, and the answer was not ready. Try again soon.",
            {"Retry-After": "5", "Connection": "close"},
        )
    finally:
        for task in every:
            task.cancel()
        await asyncio.gather(*every, return_exceptions=True)


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
