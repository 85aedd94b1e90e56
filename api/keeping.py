"""What is kept in memory, up to a size that counts all that it takes."""

import sys
import threading
from collections.abc import Callable
from hashlib import sha256
from typing import Generic, TypeVar

from cachetools import LRUCache

V = TypeVar("V")

# Bytes of an entry beside its content: a key of 32 bytes, and places in three dictionaries.
OVERHEAD = 1_000


class Kept(Generic[V]):
    """Values asked for of late, up to a number of bytes, for any threads.

    Keys are digests, so that it does not matter how long what is asked for is.
    """

    def __init__(self, most_bytes: int, size: Callable[[V], int] = sys.getsizeof) -> None:
        """Keep values of up to `most_bytes` in all, none larger than an eighth of that.

        `size` returns how many bytes a value takes.
        """
        self.largest = most_bytes // 8
        self._size = size
        self._values: LRUCache[bytes, V] = LRUCache(max(1, most_bytes), getsizeof=self._whole)
        self._lock = threading.Lock()

    def get(self, *key: str) -> V | None:
        """Return the value for a key, if it is kept."""
        digest = _digest(key)
        with self._lock:
            return self._values.get(digest)

    def put(self, value: V, *key: str) -> None:
        """Keep a value for a key, unless it is too large."""
        if self._whole(value) <= self.largest:
            digest = _digest(key)
            with self._lock:
                self._values[digest] = value

    def _whole(self, value: V) -> int:
        return self._size(value) + OVERHEAD


def _digest(key: tuple[str, ...]) -> bytes:
    found = sha256()
    for part in key:
        encoded = part.encode(errors="surrogatepass")
        found.update(b"%d\0%b" % (len(encoded), encoded))
    return found.digest()
