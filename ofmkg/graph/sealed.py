"""Files of the cache whose first line tells what they are, and the digest of the rest.

What is not as it was kept, or that another user could have written, does not count. Of a folder
only files are removed that are named and begin like those kept, the oldest first where there are
many.
"""

import re
from hashlib import sha256
from pathlib import Path

from ofmkg.graph import cache, writing

_NAME = re.compile(r"[0-9a-f]{64}")


def head(begin: bytes, name: str, content: bytes) -> bytes:
    """Return the first line of a file: what it is, its name, and the digest of its content."""
    return begin + f" {name} sha256 {sha256(content).hexdigest()}\n".encode()


def keep(path: Path, begin: bytes, content: bytes, most: int) -> None:
    """Keep content in a file, named by a digest, of which there may be so many of its ending.

    Raises UsageError or OSError where that is not possible.
    """
    writing.put(path, head(begin, path.stem, content) + content, private=True)
    alike = (each for each in path.parent.iterdir() if each.suffix == path.suffix)
    ours = [each for each in alike if _NAME.fullmatch(each.stem) and _begins(each, begin)]
    for each in cache.oldest(ours, most):
        cache.remove(each)


def kept(path: Path, begin: bytes) -> bytes | None:
    """Return what was kept in a file; None if it is not there, or not as it was kept."""
    line, _, content = (writing.own(path) or b"").partition(b"\n")
    return content if line + b"\n" == head(begin, path.stem, content) else None


def _begins(path: Path, begin: bytes) -> bool:
    return writing.own(path, len(begin)) == begin
