"""The first start of the pool, for which queries wait and nothing else does."""

import asyncio
import contextlib


class Beginning:
    """Holds queries back while a first start is under way; without one nobody waits."""

    def __init__(self, patience: float) -> None:
        """Take how many seconds a query waits at most; it is refused then if nothing runs."""
        self._patience = patience
        self._over = asyncio.Event()
        self._over.set()

    def expect(self) -> None:
        """Let those who come wait until the start has ended, however it did."""
        self._over.clear()

    def end(self) -> None:
        """Let nobody wait any longer."""
        self._over.set()

    async def over(self) -> None:
        """Return when no first start is under way, or when the patience is at its end."""
        if self._over.is_set():  # as for all queries but the first
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._over.wait(), self._patience)
