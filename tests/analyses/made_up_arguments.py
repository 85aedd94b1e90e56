"""Small arguments for tests, written as pairs: what supports, disputes, rests on what."""

from collections.abc import Iterable, Mapping

from hypothesis import strategies as st

from ofmkg.analyses.argument import Argument, arranged
from ofmkg.terms import BASE

Pairs = Iterable[tuple[str, str]]
NAMES = "abcdefgh"


def claim(name: str) -> str:
    return f"{BASE}claim/{name}"


def stance(name: str) -> str:
    return f"{BASE}assessment/s/{name}"


def work(name: str) -> str:
    return f"{BASE}publication/{name}"


def line(start: str, end: str, direction: str) -> str:
    return f"{BASE}evidence-line/{start}/{direction}/{end}"


def made_up(
    names: Iterable[str],
    supports: Pairs = (),
    disputes: Pairs = (),
    qualifies: Pairs = (),
    rests: Pairs = (),
    works: Mapping[str, Iterable[str]] | None = None,
    cites: Pairs = (),
    about: Pairs = (),
    ours: Pairs = (),
) -> Argument:
    """Return an argument; claims are asserted by `works` (else by one called w-{claim}).

    `ours` are disputes that we infer; all other lines are drawn by a work.
    """
    asserting = works or {}
    drawer, us = (work("drawer"), "named-by-source"), (f"{BASE}coder/us", "our-inference")
    drawn = [
        ("supports", supports, drawer),
        ("disputes", disputes, drawer),
        ("qualifies", qualifies, drawer),
        ("disputes", ours, us),
    ]
    resting = list(rests)
    return arranged(
        {
            "claims": [
                {"claim": claim(name), "statement": f"{name}.", "work": work(each)}
                | {"locator": f"p. {name}", "source": work("judge")}
                for name in names
                for each in asserting.get(name, [f"w-{name}"])
            ],
            "evidence-lines": [
                {
                    "line": line(start, end, direction),
                    "evidence": claim(start),
                    "direction": direction,
                    "claim": claim(end),
                    "drawnBy": by,
                    "basis": basis,
                    "locator": "p. 1",
                    "source": work("judge"),
                }
                for direction, pairs, (by, basis) in drawn
                for start, end in pairs
            ],
            "rests-on": [
                {"claim": claim(name), "stance": stance(on), "source": work("judge")}
                for name, on in resting
            ],
            "premises": [
                {
                    "stance": stance(on),
                    "statement": f"{on}!",
                    "holder": f"{BASE}study/h-{on}",
                    "work": work(f"w-{on}"),
                    "position": f"{BASE}position/p-{on}",
                }
                for on in dict.fromkeys(on for _, on in resting)
            ],
            "claims-about": [
                {"claim": claim(name), "thing": f"{BASE}vector/{vector}"} for name, vector in about
            ],
            "vector-relations": [
                {"vector": f"{BASE}vector/{vector}"} for vector in {vector for _, vector in about}
            ],
            "cited-as-evidence": [
                {"claim": claim(name), "work": work(cited)} for name, cited in cites
            ],
        }
    )


_PAIRS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=14, unique=True
)
ARGUMENTS = st.builds(
    made_up,
    st.just(NAMES),
    _PAIRS,
    _PAIRS,
    _PAIRS,
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from("stu")), max_size=4, unique=True),
)
