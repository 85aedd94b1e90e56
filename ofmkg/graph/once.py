"""Things that are made when somebody first asks for them, once, however many threads ask."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Generic, ParamSpec, TypeVar

G = TypeVar("G")
K = TypeVar("K")
V = TypeVar("V")
P = ParamSpec("P")

_KEPT = "_of_graph"
_MOST = 4  # of one function and graph: a reading of every coder on a large corpus would fill memory


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


def of_graph(make: Callable[Concatenate[G, P], V]) -> Callable[Concatenate[G, P], V]:
    """Keep what a function makes of a graph, which does not change, for as long as there is it.

    With further arguments, which must be hashable, what it made of the last few is kept. Any
    threads may call it; two that come first at once may both make it.
    """
    lock = threading.Lock()

    @wraps(make)
    def kept(graph: G, /, *args: P.args, **named: P.kwargs) -> V:
        key = (args, tuple(sorted(named.items())))
        with lock:
            # On the graph itself: it goes with it, even where what was made looks at it again.
            known: dict[object, V] = vars(graph).setdefault(_KEPT, {}).setdefault(make, {})
            if key in known:
                return known[key]
        found = make(graph, *args, **named)  # outside the lock: others need not wait for this graph
        with lock:
            found = known.setdefault(key, found)
            while len(known) > _MOST:
                del known[next(iter(known))]
            return found

    return kept
