"""ofmkg: claims, evidence and disagreements about open foundation models.

import ofmkg

kg = ofmkg.load()
kg.compare(a, b)  # two works or studies, by id
kg.matrix()
kg.timeline(question)  # every analysis is a method, by the name of its command
kg.query(name, study=a)  # a question of the library, with its parameters
"""

from ofmkg.errors import (
    DataError,
    OfmkgError,
    QueryError,
    UnknownIdError,
    UnreadableError,
    UsageError,
)
from ofmkg.version import __version__

TYPE_CHECKING = False  # importing it from `typing` takes longest of all before a command starts

if TYPE_CHECKING:
    from typing import Any

    from ofmkg.knowledge import KnowledgeGraph, load

__all__ = [
    "DataError",
    "KnowledgeGraph",
    "OfmkgError",
    "QueryError",
    "UnknownIdError",
    "UnreadableError",
    "UsageError",
    "__version__",
    "load",
]


def __getattr__(name: str) -> "Any":  # noqa: ANN401 - whatever has that name
    """Import the graph when it is first asked for: the command can be broken off before."""
    if name in ("KnowledgeGraph", "load"):
        from ofmkg import knowledge as graph

        return getattr(graph, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
