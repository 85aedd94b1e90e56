"""Coefficients of agreement between coders, from counts of how units were coded.

A pattern is how one unit was coded: one value for each coder who coded it. Units with the same
pattern count alike, so that every coefficient is computed from patterns and how often each occurs.
A coefficient that does not exist for some data is None, never a number that stands for nothing.

Cohen, J. (1960), A coefficient of agreement for nominal scales.
Cohen, J. (1968), Weighted kappa.
Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping

Value = Hashable
Pattern = tuple[Value, ...]
Patterns = Mapping[Pattern, int]
Distance = Callable[[Value, Value], float]
Metric = Callable[[Mapping[Value, float]], Distance]  # from how often each value occurs


def unequal(one: Value, other: Value) -> float:
    """Return the distance of values that only have names: none if equal, else one."""
    return float(one != other)


def places_apart(scale: Iterable[Value]) -> Distance:
    """Return the distance of values on an ordered scale: how many places lie between them.

    It gives weighted kappa linear weights. The distance raises KeyError for other values.
    """
    place = {value: number for number, value in enumerate(scale)}
    return lambda one, other: float(abs(place[one] - place[other]))


def nominal(totals: Mapping[Value, float]) -> Distance:
    """Return the difference that alpha takes between values that only have names."""
    return unequal


def ordinal(scale: Iterable[Value]) -> Metric:
    """Return the difference that alpha takes between values on an ordered scale.

    It is the squared number of values between the two, with half of each of them: a difference of
    ranks. The difference raises KeyError for a value that is not on the scale.
    """
    ordered = tuple(scale)

    def metric(totals: Mapping[Value, float]) -> Distance:
        middle: dict[Value, float] = {}
        below = 0.0
        for value in ordered:
            here = totals.get(value, 0.0)
            middle[value] = below + here / 2
            below += here
        return lambda one, other: (middle[one] - middle[other]) ** 2

    return metric


def agreeing(patterns: Patterns) -> float | None:
    """Return the share of units on which all coders agree; None if there are no units."""
    units = sum(patterns.values())
    if not units:
        return None
    return sum(count for pattern, count in patterns.items() if len(set(pattern)) == 1) / units


def kappa(patterns: Patterns, distance: Distance = unequal) -> float | None:
    """Return Cohen's kappa of two coders; weighted, if `distance` is more than `unequal`.

    A pattern holds the values of the first and of the second coder. None if there are no units, or
    if both coders gave one and the same value throughout, so that none could be expected to differ.
    Raises ValueError for a pattern that has not two values.
    """
    first: dict[Value, int] = {}
    second: dict[Value, int] = {}
    observed = 0.0
    for (one, other), count in patterns.items():
        if count:
            first[one] = first.get(one, 0) + count
            second[other] = second.get(other, 0) + count
            observed += count * distance(one, other)
    expected = sum(
        here * there * distance(one, other)
        for one, here in first.items()
        for other, there in second.items()
    )
    return 1 - sum(first.values()) * observed / expected if expected else None


def alpha(patterns: Patterns, metric: Metric = nominal) -> float | None:
    """Return Krippendorff's alpha of any number of coders, with values missing or not.

    The order of the values in a pattern does not matter, and a unit with one value is left out: it
    pairs with nothing. None if fewer than two different values are left. Raises what the difference
    of the metric raises.
    """
    totals: dict[Value, float] = {}
    pairs: dict[tuple[Value, Value], float] = {}
    for pattern, count in patterns.items():
        if len(pattern) < 2 or not count:
            continue
        share = count / (len(pattern) - 1)
        for here, one in enumerate(pattern):
            totals[one] = totals.get(one, 0.0) + count
            for other in pattern[:here]:
                if one != other:
                    pairs[one, other] = pairs.get((one, other), 0.0) + 2 * share
    difference = metric(totals)
    expected = sum(
        here * there * difference(one, other)
        for one, here in totals.items()
        for other, there in totals.items()
    )
    if not expected:
        return None
    observed = sum(count * difference(one, other) for (one, other), count in pairs.items())
    return 1 - (sum(totals.values()) - 1) * observed / expected
