"""Coefficients of agreement: published worked examples, and what must hold of any data."""

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofmkg.analyses.agreement.coefficients import (
    Distance,
    Pattern,
    Patterns,
    Value,
    agreeing,
    alpha,
    kappa,
    nominal,
    ordinal,
    places_apart,
    unequal,
)

SCALE = ("most", "some", "none")

# Krippendorff (2011): four observers, twelve units, some values missing.
FOUR_OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)


def counted(*coders: Sequence[Value]) -> Counter[Pattern]:
    """Return the patterns of units, of which each coder gives the values in order."""
    return Counter(
        tuple(value for value in unit if value is not None) for unit in zip(*coders, strict=True)
    )


def table(rows: Sequence[Sequence[int]]) -> dict[Pattern, int]:
    """Return the patterns of a table: rows for the first coder, columns for the second."""
    return {(i, j): n for i, row in enumerate(rows) for j, n in enumerate(row)}


def squared(totals: Mapping[Value, float]) -> Distance:
    """Return the difference that interval alpha takes."""
    return lambda one, other: float(one - other) ** 2  # type: ignore[operator]


def test_alpha_of_four_observers_with_missing_values() -> None:
    found = counted(*FOUR_OBSERVERS)
    assert alpha(found) == pytest.approx(0.743, abs=5e-4)
    assert alpha(found, ordinal((1, 2, 3, 4, 5))) == pytest.approx(0.815, abs=5e-4)
    assert alpha(found, squared) == pytest.approx(0.849, abs=5e-4)


def test_alpha_of_two_observers_and_two_values() -> None:
    # Krippendorff (2011): ten units
    found = counted((0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0))
    assert alpha(found) == pytest.approx(0.095, abs=5e-4)
    assert alpha(found, ordinal((0, 1))) == pytest.approx(0.095, abs=5e-4)  # two ranks, one step


def test_alpha_of_two_observers_and_five_names() -> None:
    # Krippendorff (2011): twelve units
    assert alpha(counted("aabbdcccedda", "babbbccceddd")) == pytest.approx(0.692, abs=5e-4)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (((20, 5), (10, 15)), 0.4),
        (((45, 15), (25, 15)), 0.1304),
        (((25, 35), (5, 35)), 0.2593),
    ],
)
def test_kappa_of_tables_that_are_often_taught(
    rows: Sequence[Sequence[int]], expected: float
) -> None:
    assert kappa(table(rows)) == pytest.approx(expected, abs=5e-5)


def test_weighted_kappa_with_weights_of_the_first_publication() -> None:
    # Cohen (1968): shares of 200 units, with weights of disagreement
    found = table(((88, 14, 18), (10, 40, 10), (2, 6, 12)))
    weights = {
        (i, j): w
        for i, row in enumerate(((0, 1, 3), (1, 0, 6), (3, 6, 0)))
        for j, w in enumerate(row)
    }
    assert kappa(found) == pytest.approx(0.492, abs=5e-4)
    assert kappa(found, lambda one, other: weights[one, other]) == pytest.approx(0.348, abs=5e-4)  # type: ignore[index]


def test_weighted_kappa_with_linear_weights() -> None:
    # Hout et al. (1987) as in Agresti (2002), and as the R package vcd computes it
    found = table(((7, 7, 2, 3), (2, 8, 3, 7), (1, 5, 4, 9), (2, 8, 9, 14)))
    assert kappa(found) == pytest.approx(0.1293, abs=5e-5)
    assert kappa(found, places_apart(range(4))) == pytest.approx(0.2374, abs=5e-5)


def test_none_where_a_coefficient_does_not_exist() -> None:
    for nothing in ({}, {("most",): 4}, {("most", "some"): 0}):
        assert alpha(nothing) is None
    assert agreeing({}) is None
    assert kappa({}) is None
    one_value = {("most", "most"): 12}
    assert agreeing(one_value) == 1
    assert kappa(one_value) is kappa(one_value, places_apart(SCALE)) is None
    assert alpha(one_value) is alpha(one_value, ordinal(SCALE)) is None
    # one coder who always says the same is enough for kappa to exist, and to be nothing
    assert kappa({("most", "most"): 6, ("most", "some"): 6}) == 0


def test_what_is_not_on_the_scale_is_an_error() -> None:
    with pytest.raises(KeyError):
        alpha({("most", "unheard"): 1}, ordinal(SCALE))
    with pytest.raises(KeyError):
        kappa({("most", "unheard"): 1}, places_apart(SCALE))
    with pytest.raises(ValueError, match="unpack"):
        kappa({("most", "some", "none"): 1})


values = st.sampled_from(SCALE)
pairs = st.dictionaries(st.tuples(values, values), st.integers(1, 40), min_size=1)
units = st.dictionaries(
    st.lists(values, min_size=1, max_size=4).map(tuple), st.integers(1, 40), min_size=1
)


def every(found: Patterns) -> list[float | None]:
    """Return every coefficient of two coders."""
    return [
        agreeing(found),
        kappa(found),
        kappa(found, places_apart(SCALE)),
        alpha(found),
        alpha(found, ordinal(SCALE)),
    ]


def same(one: float | None, other: float | None) -> bool:
    """Tell whether two coefficients are the same, apart from rounding."""
    if one is None or other is None:
        return one is other
    return one == pytest.approx(other, abs=1e-9)


@given(st.dictionaries(values, st.integers(1, 40), min_size=2))
def test_coders_who_are_alike_agree_fully(found: dict[str, int]) -> None:
    assert every({(value, value): n for value, n in found.items()}) == [1] * 5


@given(pairs)
def test_no_coefficient_is_above_one(found: Patterns) -> None:
    for value in every(found):
        assert value is None or value <= 1 + 1e-9
    agree = agreeing(found)
    full = alpha(found)
    assert full is None or (full > 1 - 1e-9) is (agree == 1)


@given(pairs)
def test_the_order_of_coders_does_not_matter(found: Patterns) -> None:
    swapped = {(b, a): n for (a, b), n in found.items()}
    assert all(map(same, every(found), every(swapped)))


@given(units, st.randoms())
def test_the_order_of_many_coders_does_not_matter(found: Patterns, chance: Random) -> None:
    shuffled: Counter[Pattern] = Counter()
    for pattern, n in found.items():
        mixed = list(pattern)
        chance.shuffle(mixed)
        shuffled[tuple(mixed)] += n
    for metric in (nominal, ordinal(SCALE)):
        assert same(alpha(found, metric), alpha(shuffled, metric))


@given(units, st.permutations(SCALE))
def test_names_of_values_do_not_matter_to_nominal_figures(
    found: Patterns, others: Sequence[str]
) -> None:
    name = dict(zip(SCALE, others, strict=True))
    renamed = {tuple(name[str(v)] for v in pattern): n for pattern, n in found.items()}
    assert same(alpha(found), alpha(renamed))
    assert agreeing(found) == agreeing(renamed)
    # and to ordinal ones only their order: backwards is the same scale
    assert same(alpha(found, ordinal(SCALE)), alpha(found, ordinal(SCALE[::-1])))
    assert same(alpha(found, ordinal(SCALE)), alpha(renamed, ordinal([name[v] for v in SCALE])))


@given(pairs, st.permutations(SCALE))
def test_names_of_values_do_not_matter_to_kappa(found: Patterns, others: Sequence[str]) -> None:
    name = dict(zip(SCALE, others, strict=True))
    renamed = {tuple(name[str(v)] for v in pattern): n for pattern, n in found.items()}
    assert same(kappa(found), kappa(renamed))


@given(units, st.dictionaries(st.tuples(values), st.integers(1, 40)))
def test_what_one_coder_alone_coded_is_left_out_of_alpha(found: Patterns, alone: Patterns) -> None:
    more = Counter(found) + Counter(alone)
    assert same(alpha(found), alpha(more))
    assert same(alpha(found, ordinal(SCALE)), alpha(more, ordinal(SCALE)))


@given(pairs)
def test_ordered_distances_of_neighbors_only_are_names(found: Patterns) -> None:
    """With two values there is one distance, and weights change nothing."""
    two = {p: n for p, n in found.items() if "none" not in p}
    assert same(kappa(two, unequal), kappa(two, places_apart(SCALE)))
    assert same(alpha(two), alpha(two, ordinal(SCALE)))
