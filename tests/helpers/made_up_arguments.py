"""Small arguments for tests, written as pairs: what supports, disputes, rests on what."""

from collections.abc import Iterable, Mapping

from hypothesis import strategies as st
from typed import typed

from ofmkg.analyses.argument.analysis import arranged
from ofmkg.analyses.argument.result import Argument
from ofmkg.analyses.argument.rows import (
    AboutRow,
    ArgumentRows,
    CitedRow,
    ClaimRow,
    KindRow,
    LineRow,
    PremiseRow,
    RestingRow,
    VectorRow,
)
from ofmkg.graph.terms import BASE

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
    supports_ours: Pairs = (),
    kinds: Mapping[str, str] | None = None,
    collections: Mapping[str, str] | None = None,
    inferred: Iterable[str] = (),
) -> Argument:
    """Return an argument; claims are asserted by `works` (else by one called w-{claim}).

    `ours` are disputes and `supports_ours` support that we infer; all other lines are drawn by a
    work. Of the kinds that claims may have, only rule cannot be disputed. `inferred` are stances
    that are our inference.
    """
    asserting = works or {}
    drawer = (work("drawer"), "named-by-source", "another")
    us = (f"{BASE}coder/us", "our-inference", "inference")
    drawn = [
        ("supports", supports, drawer),
        ("disputes", disputes, drawer),
        ("qualifies", qualifies, drawer),
        ("disputes", ours, us),
        ("supports", supports_ours, us),
    ]
    resting, guessed = list(rests), set(inferred)
    return arranged(
        ArgumentRows(
            claims=typed(
                ClaimRow,
                [
                    {"claim": claim(name), "statement": f"{name}.", "work": work(each)}
                    | {"locator": f"p. {name}", "source": work("judge")}
                    | {"kind": (kinds or {}).get(name, "fact")}
                    | {"collection": f"{BASE}collection/{(collections or {}).get(name, 'c')}"}
                    for name in names
                    for each in asserting.get(name, [f"w-{name}"])
                ],
            ),
            kinds=typed(
                KindRow,
                [
                    {"kind": "fact", "disputable": "true"},
                    {"kind": "rule", "disputable": "false"},
                ],
            ),
            lines=typed(
                LineRow,
                [
                    {
                        "line": line(start, end, direction),
                        "evidence": claim(start),
                        "direction": direction,
                        "claim": claim(end),
                        "drawnBy": by,
                        "basis": basis,
                        "locator": "p. 1",
                        "source": work("judge"),
                        "voice": whose,
                    }
                    for direction, pairs, (by, basis, whose) in drawn
                    for start, end in pairs
                ],
            ),
            resting=typed(
                RestingRow,
                [
                    {"claim": claim(name), "stance": stance(on), "source": work("judge")}
                    | {"voice": "inference" if on in guessed else "another"}
                    for name, on in resting
                ],
            ),
            premises=typed(
                PremiseRow,
                [
                    {
                        "stance": stance(on),
                        "statement": f"{on}!",
                        "holder": f"{BASE}study/h-{on}",
                        "work": work(f"w-{on}"),
                        "position": f"{BASE}position/p-{on}",
                        "voice": "inference" if on in guessed else "another",
                    }
                    for on in dict.fromkeys(on for _, on in resting)
                ],
            ),
            about=typed(
                AboutRow,
                [
                    {"claim": claim(name), "thing": f"{BASE}vector/{vector}"}
                    for name, vector in about
                ],
            ),
            vectors=typed(
                VectorRow,
                [
                    {"vector": f"{BASE}vector/{vector}"}
                    for vector in {vector for _, vector in about}
                ],
            ),
            cited=typed(
                CitedRow, [{"claim": claim(name), "work": work(cited)} for name, cited in cites]
            ),
        )
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
