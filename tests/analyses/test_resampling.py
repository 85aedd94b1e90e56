"""The bootstrap: resamples are as many units as there were, drawn fairly, the same by each seed."""

from collections import Counter
from math import comb
from random import Random
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofmkg.analyses.agreement.coefficients import agreeing, alpha, kappa
from ofmkg.analyses.agreement.resampling import SHARE, Interval, binomial, intervals, resamples

COUNTS = {("a", "a"): 30, ("a", "b"): 6, ("b", "a"): 4, ("b", "b"): 20}


@given(st.dictionaries(st.text(), st.integers(0, 300), min_size=1), st.integers(0, 9))
def test_a_resample_has_as_many_units_and_no_others(counts: dict[str, int], seed: int) -> None:
    for drawn in resamples(counts, 5, seed):
        assert sum(drawn.values()) == sum(counts.values())
        assert all(counts[kind] for kind in drawn)
        assert min(drawn.values(), default=0) >= 0


def test_the_seed_decides() -> None:
    assert list(resamples(COUNTS, 20, 3)) == list(resamples(COUNTS, 20, 3))
    assert list(resamples(COUNTS, 20, 3)) != list(resamples(COUNTS, 20, 4))
    assert len(list(resamples(COUNTS, 20, 3))) == 20


@pytest.mark.parametrize(("trials", "part", "whole"), [(3, 1, 3), (4, 3, 4), (5, 2, 7), (2, 1, 1)])
def test_successes_are_binomial(trials: int, part: int, whole: int) -> None:
    chance, times = Random(5), 20_000
    found = Counter(binomial(chance, trials, part, whole) for _ in range(times))
    p = part / whole
    for successes in range(trials + 1):
        expected = comb(trials, successes) * p**successes * (1 - p) ** (trials - successes)
        assert found[successes] / times == pytest.approx(expected, abs=0.015)


def test_no_trials_and_no_chance() -> None:
    assert binomial(Random(1), 0, 1, 3) == 0
    assert binomial(Random(1), 9, 0, 3) == 0
    assert binomial(Random(1), 9, 3, 3) == 9


def test_draws_are_on_average_what_there_was() -> None:
    drawn = list(resamples(COUNTS, 2000, 1))
    for kind, count in COUNTS.items():
        assert mean(each[kind] for each in drawn) == pytest.approx(count, abs=0.5)


def test_intervals_hold_the_estimate_and_narrow_with_more_units() -> None:
    statistics = (agreeing, kappa, alpha)
    few = intervals(COUNTS, statistics, 1000, 1)
    many = intervals({kind: 100 * n for kind, n in COUNTS.items()}, statistics, 1000, 1)
    for statistic, wide, narrow in zip(statistics, few, many, strict=True):
        value = statistic(COUNTS)
        assert value is not None
        for each in (wide, narrow):
            assert each.low is not None
            assert each.high is not None
            assert each.low < value < each.high
            assert each.defined == 1000
        assert narrow.high - narrow.low < (wide.high - wide.low) / 5  # type: ignore[operator]


def test_the_interval_of_a_share_is_that_of_the_binomial() -> None:
    # 50 of 100 agree: the middle 95% of a binomial of 100 and one half lies between 40 and 60
    (found,) = intervals({("a", "a"): 50, ("a", "b"): 50}, [agreeing], 4000, 2)
    assert SHARE == 0.95
    assert found.low == pytest.approx(0.40, abs=0.015)
    assert found.high == pytest.approx(0.60, abs=0.015)


def test_no_interval_where_the_statistic_often_does_not_exist() -> None:
    # In many a resample of four units the one that differs is not drawn.
    (found,) = intervals({("a", "a"): 3, ("a", "b"): 1}, [alpha], 500, 1)
    assert (found.low, found.high) == (None, None)
    assert 250 < found.defined < 400  # one minus (3/4) to the fourth is 68%
    assert intervals({}, [agreeing], 50, 1) == [Interval(None, None, 0)]


def test_many_units_take_no_longer_than_few() -> None:
    million = {kind: 100_000 * n for kind, n in COUNTS.items()}
    (found,) = intervals(million, [agreeing], 50, 1)
    assert found.low == pytest.approx(5 / 6, abs=0.001)
