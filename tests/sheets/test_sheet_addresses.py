"""Names become addresses that people can read, and no two names share one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofmkg.sheets.addresses import address, canonical


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("J. Hazell", "j-hazell"),
        ("C. Mouton", "c-mouton"),
        ("  J.   Hazell ", "j-hazell"),
        ("Müller, K.", r"muller-k-[0-9a-f]{8}"),
        ("Möller, K.", r"moller-k-[0-9a-f]{8}"),
        ("Łódź, Ż.", r"lodz-z-[0-9a-f]{8}"),
        ("김철수", r"[a-z]+-[0-9a-f]{8}"),
        ("Иванов", r"ivanov-[0-9a-f]{8}"),
        ("محمد", r"[a-z]+-[0-9a-f]{8}"),
        ("***", r"[0-9a-f]{8}"),
        ("A" * 400, r"a{48}-[0-9a-f]{8}"),
    ],
)
def test_what_becomes_of_a_name(name: str, expected: str) -> None:
    assert re.fullmatch(expected, address(name))


def test_alike_names_stay_apart() -> None:
    names = ["J. Hazell", "J Hazell", "j. hazell", "J.-Hazell", "J. Hazéll", "J. Hazell."]
    names += ["A. Müller", "A. Möller", "A. Muller", "A. Mueller", "a-m-ller", "이", "리"]
    assert len({address(name) for name in names}) == len(names)


def test_what_is_written_in_two_ways_is_one_name() -> None:
    assert address("A. Müller") == address("A. Mu\u0308ller") == address("A.  Müller\n")


@given(st.text(), st.text())
def test_any_name_is_part_of_an_address(one: str, other: str) -> None:
    assert re.fullmatch(r"|[a-z0-9]+(-[a-z0-9]+)*", address(one))
    assert (address(one) == address(other)) == (canonical(one) == canonical(other))
