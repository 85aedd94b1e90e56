"""What an interval of a ratio is in numbers, from the words in which a work states it.

Nothing is guessed: an interval of which the words do not plainly tell a ratio between two bounds
has no numbers, and stays a text. Differences in points are left as texts, too: whether they are
between the arms that are compared, or a slope, their words do not tell.
"""

import re
from dataclasses import dataclass

_NUMBER = r"\d+(?:\.\d+)?"
# As in "4.7x (confidence interval: 2.8-7.9)" and "4.16 times as accurate (2.63 to 6.87)".
_STATED = re.compile(
    rf"(?<![\w.-])(?P<ratio>{_NUMBER})\s*(?:times|-fold|x|×)(?!\w)[^()\d]*"
    rf"\((?:[^()]*?[^\w.()-])?(?P<low>{_NUMBER})(?:\s+to\s+|\s*[-–]\s*)(?P<high>{_NUMBER})\)"
)


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval as a work states it; ratio and bounds are None where its words do not tell."""

    stated: str
    ratio: float | None = None
    low: float | None = None
    high: float | None = None


def interval(stated: str) -> Interval:
    """Return an interval with its numbers, if its words tell one ratio within two bounds."""
    found = list(_STATED.finditer(stated))
    if len(found) != 1:
        return Interval(stated)
    ratio, low, high = (float(found[0][each]) for each in ("ratio", "low", "high"))
    if not 0 < low <= ratio <= high:
        return Interval(stated)
    return Interval(stated, ratio, low, high)
