"""Where ofmkg keeps what it can make again: what it parsed, and what it found valid."""

import os
from pathlib import Path

VARIABLE = "OFMKG_CACHE_DIR"  # names another folder than the user's; empty, nothing is kept


def folder() -> Path | None:
    """Return the folder in which things are kept; None if there can be, or is to be, none."""
    given = os.environ.get(VARIABLE)
    if given is not None:
        return Path(given) if given else None
    from platformdirs import user_cache_path

    found = user_cache_path("ofmkg")
    return found if found.is_absolute() else None  # nobody's home
