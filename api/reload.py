"""Newer data take the place of those served as soon as files change; no request is dropped."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from ofmkg.errors import OfmkgError

from . import state, valid
from .settings import Settings

_LOG = logging.getLogger("ofmkg.api")
Follow = Callable[[state.Snapshot], Awaitable[None]]


async def watch(
    served: state.Served, settings: Settings, seen: state.Signature, follow: Follow
) -> None:
    """Look for changed files, if the settings say so; load, check, serve them, and call `follow`.

    `seen` is the signature of the files from before those that are served were read. Data that
    cannot be read or are not valid are logged in one line and not served; the former ones stay.
    """
    while settings.reload_seconds:
        await asyncio.sleep(settings.reload_seconds)
        try:
            now = await asyncio.to_thread(state.signature, settings)
            if now == seen:
                continue
            seen = now
            newer = await asyncio.to_thread(load, settings)
        except (OfmkgError, OSError) as error:
            _LOG.error("The data were changed and are not served, the former ones stay: %s", error)
            continue
        if newer.digest != served.now.digest:
            served.replace(newer)
            await follow(newer)
            _LOG.info("Serving changed data, %s.", newer.digest)


def load(settings: Settings) -> state.Snapshot:
    """Load and check what the settings name. Raises OfmkgError."""
    found = state.load(settings)
    valid.ensure(found, settings)
    return found
