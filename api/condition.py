"""In which condition the data that are served are, for people and monitors to see."""

import re
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from ofmkg.errors import OfmkgError
from ofmkg.graph.resources import room

from .settings import Settings

# Served as the files are; newer ones cannot be served; SPARQL is not answered.
State = Literal["ok", "stale", "partial"]
_LONGEST = 500  # characters of a reason
_PATH = re.compile(r"(?<![\w:/<.])/(?:[^/\s'\":,;<>]+/)+([^/\s'\":,;<>]*)")


@dataclass(frozen=True, slots=True)
class Condition:
    """A state, since when it holds, and what is wrong unless it is ok."""

    state: State
    since: datetime
    reason: str | None = None

    def next(self, state: State, reason: str | None = None) -> "Condition":
        """Return the condition that follows; one that stays has begun when it did."""
        since = self.since if state == self.state else datetime.now(UTC)
        return Condition(state, since, reason)


def fine() -> Condition:
    """Return the condition of data that are served as they are, from now on."""
    return Condition("ok", datetime.now(UTC))


def line(error: Exception) -> str:
    """Return what went wrong in one line, for the log."""
    text = " ".join(str(error).split())
    return text if isinstance(error, OfmkgError) else f"{type(error).__name__}: {text}"


def public(text: str, settings: Settings) -> str:
    """Return a line without what strangers need not know: where on the machine things lie."""
    folders = [*settings.data, room("data"), room("ontology"), Path(tempfile.gettempdir())]
    if settings.store is not None:
        text = text.replace(settings.store, "the store")
    names = {str(name) for folder in folders for name in (folder, folder.resolve())}
    for name in sorted(names, key=len, reverse=True):
        if len(name) > 1:
            text = text.replace(f"{name}/", "").replace(name, Path(name).name)
    text = _PATH.sub(r"\1", text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ..."
