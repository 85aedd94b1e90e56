"""Tools of Node.js, where they are installed: where each is, and what they find beside them."""

import os
import shutil
import subprocess
from pathlib import Path


def modules(tool: str) -> Path | None:
    """Return the folder `node_modules` of a tool, or None if it is not on the path."""
    found = shutil.which(tool)
    return Path(found).parent.parent if found else None


def run(tool: str, *arguments: object, cwd: Path) -> "subprocess.CompletedProcess[str]":
    """Run a tool in a folder from which the packages beside it are found; it may fail."""
    packages = modules(tool)
    assert packages is not None, tool
    return subprocess.run(
        [str(packages / ".bin" / tool), *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, "NODE_PATH": str(packages)},
    )
