"""Things that are made when somebody first asks for them, once, however many threads ask."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Once(Generic[V]):
    """A value that is made at its first use; whoever asks meanwhile waits for it."""

    def __init__(self, make: Callable[[], V]) -> None:
        """Remember how to make it. `make` must not ask for this value itself."""
        self._make = make
        self._lock = threading.Lock()
        self._made: list[V] = []  # empty, or the value: it may be None

    def __call__(self) -> V:
        """Return the value. Raises what making it raises; the next who asks tries again."""
        if not self._made:
            with self._lock:
                if not self._made:
                    self._made.append(self._make())
        return self._made[0]


class Kept(Generic[K, V]):
    """A value for each key, made at its first use; those of other keys do not wait for it."""

    def __init__(self, make: Callable[[K], V]) -> None:
        """Remember how to make the value for a key."""
        self._make = make
        self._lock = threading.Lock()
        self._values: dict[K, Once[V]] = {}

    def __call__(self, key: K) -> V:
        """Return the value for a key. Raises what making it raises."""
        with self._lock:
            once = self._values.setdefault(key, Once(lambda: self._make(key)))
        return once()
