"""Answers that are kept: over data that do not change, a query asked again has the same answer.

A dashboard or a page asks the same few queries for everyone who looks at it; they need no worker,
nor another look by the guard, which they have passed.
"""

import re
from dataclasses import dataclass

from cachetools import LRUCache

from .tasks import Query

# What gives another value each time; looked for in strings, too, for missing one would be wrong.
_CHANGES = re.compile(r"\b(NOW|RAND|UUID|STRUUID|BNODE)\b|\\u", re.IGNORECASE)

Key = tuple[str, Query]


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole answer as it is sent."""

    media_type: str
    content: bytes


class Kept:
    """The answers asked for of late, up to a number of bytes."""

    def __init__(self, most_bytes: int) -> None:
        """Keep answers of up to `most_bytes` in all, none larger than an eighth of that."""
        self._answers: LRUCache[Key, Whole] = LRUCache(
            max(1, most_bytes), getsizeof=lambda whole: len(whole.content)
        )
        self.largest = most_bytes // 8

    def get(self, digest: str, query: Query) -> Whole | None:
        """Return the answer to a query over the data with a digest, if it is kept."""
        return self._answers.get((digest, query))

    def put(self, digest: str, query: Query, whole: Whole) -> None:
        """Keep an answer, unless it is too large or would be another the next time."""
        if len(whole.content) <= self.largest and not _CHANGES.search(query.text):
            self._answers[digest, query] = whole
