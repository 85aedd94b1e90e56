"""What is asked of the pool of workers, within which limits, and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from ofmkg.graph.stores import looks
from ofmkg.graph.stores.base import DERIVED
from ofmkg.graph.stores.layout import MERGED
from ofmkg.graph.terms import PREFIXES


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """What strangers' queries may use; times in seconds.

    `workers` answer in the quick lane for at most `slice` per query, `slow_workers` go on until
    `deadline` (which counts from the start of waiting). `queue` queries may wait, and `per_client`
    of one client may run, wait or be read at a time.
    """

    workers: int = 2
    slow_workers: int = 2
    slice: float = 0.25
    deadline: float = 20.0
    queue: int = 32
    per_client: int = 4
    memory_mb: int = 1024
    max_rows: int = 1_000_000
    max_bytes: int = 100_000_000


@dataclass(frozen=True, slots=True)
class Query:
    """A query with its dataset (IRIs; None = that of the store) and the formats to answer in.

    `table` is for SELECT and ASK, `graph` for CONSTRUCT and DESCRIBE; None = not acceptable.
    `beside` are graphs that join the default graph of the store, with which they share nothing.
    A dataset whose default graph is the merge, by the name that it has on other servers, is the
    default graph of the store: what files state is in it already, so that only what is derived
    joins it.
    `base` is what relative IRIs are resolved against where the query declares no BASE.
    """

    text: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    table: str | None = "application/sparql-results+json"
    graph: str | None = "text/turtle"
    beside: tuple[str, ...] = ()
    base: str | None = None

    def task(self, path: Path, limits: PoolLimits) -> dict[str, Any]:
        """Return the query as a worker takes it, with the file to write the result to."""
        whole = self.default_graphs is None and self.named_graphs is None
        used = looks.beside(self.text) if whole else ()
        default = self.default_graphs
        if MERGED in (default or ()):
            used = tuple(name for name in default or () if name in DERIVED)
            default = None
        return {
            "query": self.text,
            "base": self.base,
            "default": default,
            "named": self.named_graphs,
            "beside": tuple(dict.fromkeys((*self.beside, *used))),
            "table": self.table,
            "graph": self.graph,
            "path": str(path),
            "max_bytes": limits.max_bytes,
            "max_rows": limits.max_rows,
            "seconds": limits.deadline,
            "prefixes": PREFIXES,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole result, in a file that is open for reading and has no name any more."""

    media_type: str
    rows: int
    size: int
    file: BinaryIO


class PoolError(Exception):
    """Base of what keeps a query from being answered."""


class BusyError(PoolError):
    """Too many queries wait already, or the pool is not running."""


class ClientBusyError(PoolError):
    """This client has as many queries as it may have at a time."""


class DeadlineError(PoolError):
    """The query took too long; its worker has been killed."""


class WorkerDiedError(PoolError):
    """The query used up the memory or the stack of its worker, which is gone."""


class TooLargeError(PoolError):
    """The result has more rows or bytes than it may have; the message is which."""


class FailedError(PoolError):
    """The engine does not answer the query; `kind` is syntax, form, storage or evaluation."""

    def __init__(self, kind: str, message: str) -> None:
        """Take the kind of failure and the engine's words."""
        super().__init__(message)
        self.kind = kind


class StartError(PoolError):
    """No worker could be started; the message says why."""


def answer_of(reply: Mapping[str, Any], path: Path) -> Answer:
    """Return the answer that a worker has written to `path`. Raises PoolError if it has not."""
    match reply.get("error"):
        case None:
            return Answer(reply["media_type"], reply["rows"], reply["bytes"], path.open("rb"))
        case "too-large":
            raise TooLargeError(reply["message"])
        case "memory":
            raise WorkerDiedError(reply["message"])
        case kind:
            raise FailedError(kind, reply["message"])
