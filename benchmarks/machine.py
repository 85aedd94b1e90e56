"""Describes the machine that a benchmark ran on, for the head of its table."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from ofmkg.version import __version__


def described() -> str:
    """Return the date, the machine and the versions, in a few lines."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "rdflib", "pyrudof"))
    return (
        f"{datetime.now(UTC).date()}, ofmkg {__version__}\n"
        f"{_processor()}, {os.cpu_count()} processors, {_memory()}\n"
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}, {libraries}"
    )


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _memory() -> str:
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return f"{pages / 2**30:.0f} GB of memory"
