"""Newer data take the place of those served as soon as files change; no request is dropped.

Pages and SPARQL always speak of the same data: newer ones are served when both can. What keeps
them from it is logged, shown, and tried again: when files change, and after a while also if they do
not, for the reason may lie elsewhere, such as in a disk that was full.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from ofmkg.graph.stores.target import MEMORY

from . import condition, intake, state
from .condition import State
from .settings import Settings
from .sparql.tasks import StartError

_LOG = logging.getLogger("ofmkg.api")
_LONGEST = 60.0  # seconds between two tries
_SHARE = 10  # looking for changes takes no more than one part in so many of the time
Follow = Callable[[state.Snapshot], Awaitable[None]]


async def watch(
    served: state.Served, settings: Settings, seen: state.Signature, follow: Follow
) -> None:
    """Look for changed files, if the settings say so; load, check, serve them.

    `seen` is the signature of the files from before those that are served were read. `follow` is
    called with newer data before they are served, and raises what keeps SPARQL from taking them;
    the former ones stay then, as for any other reason. It ends only when it is cancelled.
    """
    tries, again, pause = 0, 0.0, settings.reload_seconds
    while settings.reload_seconds:
        await asyncio.sleep(pause)
        began = time.monotonic()
        missing: State = "stale"
        try:
            now = await asyncio.to_thread(state.signature, settings)
            pause = max(settings.reload_seconds, _SHARE * (time.monotonic() - began))
            fine = served.condition.state == "ok"
            if now == seen and (fine or began < again):
                continue
            tries = tries + 1 if now == seen else 0
            seen = now
            newer = await loaded(settings)
            missing = "partial" if newer.digest == served.now.digest else "stale"
            await follow(newer)
            _serve(served, newer)  # at once: nothing is awaited since SPARQL has taken them
            newer.discard()
        except Exception as error:  # whatever it is, the service goes on, and tells
            report(served, settings, missing, error)
            took = time.monotonic() - began
            again = time.monotonic() + max(
                took, min(_LONGEST, 2 ** min(tries, 20) * settings.reload_seconds)
            )


def _serve(served: state.Served, newer: state.Snapshot) -> None:
    if newer.digest != served.now.digest:
        served.replace(newer)
        _LOG.info("Serving changed data, %s.", newer.digest)
    elif served.condition.state != "ok":
        _LOG.info("The data are served as they lie in their files again, %s.", newer.digest)
    served.condition = served.condition.next("ok")


def report(served: state.Served, settings: Settings, what: State, error: Exception) -> None:
    """Log and keep what is wrong."""
    reason = (
        f"SPARQL cannot take the data: {error}"
        if isinstance(error, StartError)
        else condition.line(error)
    )
    outcome = (
        "The data were changed and are not served, the former ones stay"
        if what == "stale"
        else "No SPARQL is answered"
    )
    _LOG.error("%s: %s", outcome, reason)
    served.condition = served.condition.next(what, condition.public(reason, settings))


async def loaded(settings: Settings) -> state.Snapshot:
    """Load and check what the settings name, beside other tasks. Raises as `load`."""
    if _is_store(settings):
        return await asyncio.to_thread(load, settings)
    return await intake.loaded(settings)


def load(settings: Settings) -> state.Snapshot:
    """Load and check what the settings name.

    Raises OfmkgError if it cannot be read or is not valid, and OSError.
    """
    if not _is_store(settings):
        return intake.load(settings)
    found = state.load(settings)
    # It may be of any size, and loading it checks it.
    _LOG.info("The store is served as it was loaded. Check it: ofmkg validate --store.")
    return found


def _is_store(settings: Settings) -> bool:
    return settings.store not in (None, MEMORY)
