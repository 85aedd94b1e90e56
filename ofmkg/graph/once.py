"""Things that are made when somebody first asks for them, once, however many threads ask."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

G = TypeVar("G")
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


def of_graph(make: Callable[[G], V]) -> Callable[[G], V]:
    """Keep what a function makes of a graph, which does not change, for as long as there is it.

    Any threads may call it; two that come first at once may both make it.
    """
    made: WeakKeyDictionary[G, V] = WeakKeyDictionary()
    lock = threading.Lock()

    @wraps(make)
    def kept(graph: G) -> V:
        with lock:
            if graph in made:
                return made[graph]
        found = make(graph)  # outside the lock: others need not wait for this graph
        with lock:
            return made.setdefault(graph, found)

    return kept
