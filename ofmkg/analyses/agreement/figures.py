"""Figures of agreement from units: what is counted, what is left out, and coefficients."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ofmkg.analyses.agreement import coefficients
from ofmkg.analyses.agreement.resampling import intervals
from ofmkg.analyses.agreement.result import Coefficients, Estimate, Figures, LeftOut, LeftOutFor

Pattern = tuple[coefficients.Value, ...]
Patterns = Mapping[Pattern, int]

_DIGITS = 4
_REASONS: tuple[LeftOutFor, ...] = (
    "not-coded",
    "not-judged",
    "not-independent",
    "lower-bound",
    "one-reading",
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A cell as figures see it: the outcomes given, and the reason for which it is left out.

    `contested` tells that some of its readings cannot both hold.
    """

    study: str
    step: str
    outcomes: tuple[str, ...]
    left_out: LeftOutFor | None
    contested: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """How figures are computed: the scale from the most, the least number of cells, the resamples.

    The numbers are those of `ofmkg.analyses.agreement.analysis.agreement`.
    """

    scale: tuple[str, ...]
    minimum: int
    resamples: int
    seed: int


def figures(units: Iterable[Unit], coders: int, measure: Measure) -> Figures:
    """Return the figures of cells that a number of coders put; kappa only of two."""
    counted: Counter[Pattern] = Counter()
    left_out: Counter[LeftOutFor] = Counter()
    contested: Counter[LeftOutFor] = Counter()
    studies = set()
    for unit in units:
        if unit.left_out is None:
            counted[unit.outcomes] += 1
            studies.add(unit.study)
        else:
            left_out[unit.left_out] += 1
            contested[unit.left_out] += unit.contested
    comparable = sum(counted.values())
    return Figures(
        comparable + sum(left_out.values()),
        comparable,
        len(studies),
        sum(count for pattern, count in counted.items() if len(set(pattern)) == 1),
        tuple(
            LeftOut(reason, left_out[reason], contested[reason])
            for reason in _REASONS
            if left_out[reason]
        ),
        _coefficients(counted, coders, measure) if comparable >= measure.minimum else None,
    )


def _coefficients(counted: Patterns, coders: int, measure: Measure) -> Coefficients:
    ranks = coefficients.ordinal(measure.scale)
    apart = coefficients.places_apart(measure.scale)
    every: list[Callable[[Patterns], float | None]] = [
        coefficients.agreeing,
        coefficients.alpha,
        lambda patterns: coefficients.alpha(patterns, ranks),
    ]
    if coders == 2:
        every += [coefficients.kappa, lambda patterns: coefficients.kappa(patterns, apart)]
    # The order of patterns decides which resamples are drawn, and so must not be by chance.
    ordered = dict(sorted(counted.items(), key=lambda item: tuple(map(str, item[0]))))
    drawn = intervals(ordered, every, measure.resamples, measure.seed)
    agree, nominal, ordinal, *kappas = (
        Estimate(_rounded(value(ordered)), _rounded(each.low), _rounded(each.high), each.defined)
        for value, each in zip(every, drawn, strict=True)
    )
    kappa, weighted = kappas or (None, None)
    return Coefficients(agree, kappa, weighted, nominal, ordinal)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
