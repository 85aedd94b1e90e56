"""ofmkg: claims, evidence and disagreements about open foundation models.

import ofmkg

kg = ofmkg.load()
kg.compare("hazell-2023", "musser-2023")
kg.matrix()
kg.query("missing", study="gopal-2023")
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
