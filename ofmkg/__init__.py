"""ofmkg: claims, evidence and disagreements about open foundation models.

import ofmkg

kg = ofmkg.load()
kg.compare(a, b)  # two works or studies, by id
kg.matrix()
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
from ofmkg.graph import KnowledgeGraph, load
from ofmkg.version import __version__

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
