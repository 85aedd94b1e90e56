"""Answers that are kept: over data that do not change, a query asked again has the same answer.

A dashboard or a page asks the same few queries for everyone who looks at it; they need no worker,
nor another look by the guard, which they have passed.
"""

import re
import sys
from dataclasses import dataclass

from .. import keeping
from .tasks import Query

# What gives another value each time; looked for in strings, too, for missing one would be wrong.
_WORDS = ("NOW", "RAND", "UUID", "BNODE")
_CHANGES = re.compile(r"\b(NOW|RAND|UUID|STRUUID|BNODE)\b|\\u", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole answer as it is sent, and what is told beside it."""

    media_type: str
    content: bytes
    warnings: str = ""


class Kept:
    """The answers asked for of late, up to a number of bytes."""

    def __init__(self, most_bytes: int) -> None:
        """Keep answers of up to `most_bytes` in all, none larger than an eighth of that."""
        self._answers: keeping.Kept[Whole] = keeping.Kept(most_bytes, _size)
        self.largest = self._answers.largest

    def get(self, digest: str, query: Query) -> Whole | None:
        """Return the answer to a query over the data with a digest, if it is kept."""
        return self._answers.get(digest, query.text, *_rest(query))

    def put(self, digest: str, query: Query, whole: Whole) -> None:
        """Keep an answer, unless it is too large or would be another the next time."""
        if not _changes(query.text):
            self._answers.put(whole, digest, query.text, *_rest(query))


def _changes(text: str) -> bool:
    upper = text.upper()  # looking for words takes a hundred times as long in a long text
    maybe = "\\U" in upper or any(word in upper for word in _WORDS)
    return maybe and _CHANGES.search(text) is not None


def _rest(query: Query) -> tuple[str, ...]:
    """Return what an answer depends on beside the text: the dataset and the formats."""
    rest = (query.default_graphs, query.named_graphs, query.table, query.graph, query.beside)
    return tuple(map(repr, rest))


def _size(whole: Whole) -> int:
    return sum(map(sys.getsizeof, (whole, whole.media_type, whole.content, whole.warnings)))
