"""Cases of a cross product: a sample for the quick suite, and the rest under a mark of its own."""

from collections.abc import Iterable, Sequence

import pytest
from _pytest.mark import ParameterSet


def crossed(things: Iterable[str], ways: Sequence[str]) -> list[ParameterSet]:
    """Return each thing in each way; unmarked is each thing in one way, the ways in turn."""
    return [
        _case((thing, way), sampled=place == number % len(ways))
        for number, thing in enumerate(things)
        for place, way in enumerate(ways)
    ]


def every_nth(things: Iterable[str], n: int) -> list[ParameterSet]:
    """Return each thing; unmarked is the first and every n-th after it."""
    return [_case((thing,), sampled=not number % n) for number, thing in enumerate(things)]


def _case(values: tuple[str, ...], *, sampled: bool) -> ParameterSet:
    marks = () if sampled else (pytest.mark.exhaustive,)
    return pytest.param(*values, marks=marks, id="-".join(values))
