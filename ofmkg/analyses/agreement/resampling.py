"""The bootstrap: intervals for whatever is computed from counts of units.

Units are drawn anew, with replacement, as many as there were, again and again; the interval holds
the middle share of what comes out (the percentile interval). Since only the number of units of each
kind counts, these numbers are drawn and not the units, in time that hardly grows with the units.

Efron, B. and Tibshirani, R. J. (1993), An Introduction to the Bootstrap, chapter 13.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from random import Random
from typing import TypeVar

Kind = TypeVar("Kind")

SHARE = 0.95  # of the resamples that an interval holds
ENOUGH = 0.95  # share of the resamples in which a statistic must exist


@dataclass(frozen=True, slots=True)
class Interval:
    """A percentile interval; both ends are None where the statistic often did not exist.

    `defined` tells in how many of the resamples it did.
    """

    low: float | None
    high: float | None
    defined: int


def resamples(counts: Mapping[Kind, int], times: int, seed: int) -> Iterator[dict[Kind, int]]:
    """Yield `times` resamples: how many units of each kind were drawn.

    The same counts, in the same order, and the same seed give the same resamples on every machine.
    """
    chance = Random(seed)
    kinds = [(kind, count) for kind, count in counts.items() if count > 0]
    units = sum(count for _, count in kinds)
    for _ in range(times):
        drawn: dict[Kind, int] = {}
        to_draw, left = units, units
        for kind, count in kinds:
            drawn[kind] = binomial(chance, to_draw, count, left)
            to_draw -= drawn[kind]
            left -= count
        yield drawn


def binomial(chance: Random, trials: int, part: int, whole: int) -> int:
    """Return how many of `trials` succeed, each with the exact chance of part/whole.

    Every trial compares a random number with that chance, binary digit by digit from the left; one
    digit of all trials that are still equal is drawn at once, and half of them are then decided.
    """
    if part >= whole:
        return trials
    done = 0
    while trials and part:
        part *= 2
        ones = chance.getrandbits(trials).bit_count()
        if part >= whole:  # the digit of the chance is 1: a 0 is below it
            part -= whole
            done += trials - ones
            trials = ones
        else:  # it is 0: a 1 is above it
            trials -= ones
    return done


def intervals(
    counts: Mapping[Kind, int],
    statistics: Sequence[Callable[[Mapping[Kind, int]], float | None]],
    times: int,
    seed: int,
) -> list[Interval]:
    """Return an interval for each of several statistics of the same units."""
    found: list[list[float]] = [[] for _ in statistics]
    for drawn in resamples(counts, times, seed):
        for values, statistic in zip(found, statistics, strict=True):
            value = statistic(drawn)
            if value is not None:
                values.append(value)
    return [_interval(values, times) for values in found]


def _interval(values: list[float], times: int) -> Interval:
    if not values or len(values) < ENOUGH * times:
        return Interval(None, None, len(values))
    values.sort()
    tail = (1 - SHARE) / 2
    return Interval(_quantile(values, tail), _quantile(values, 1 - tail), len(values))


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Return the value below which a share of the ordered values lies, between the two nearest."""
    place = share * (len(ordered) - 1)
    low, high = ordered[floor(place)], ordered[ceil(place)]
    return low + (high - low) * (place - floor(place))
