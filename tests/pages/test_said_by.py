"""Who says what a thing states stands before the statement."""

import pytest

from ofmkg.graph.attribution import Said
from ofmkg.pages.attribution import attributed


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (Said(("One",), "Judge", "another"), "One, in our reading of Judge: It rains."),
        (Said(("One",), "One", "itself"), "One, in our reading: It rains."),
        (Said(("One", "Two"), "One", "another"), "One and Two, in our reading: It rains."),
        (Said((), "Judge", "another"), "In our reading of Judge: It rains."),
        (Said((), None, "another"), "It rains."),
        (
            Said(("One",), "Judge", "inference"),
            "Inferred by us of One, no source says so: It rains.",
        ),
        (Said((), None, "another", "Weather"), "An answer to “Weather”: It rains."),
    ],
)
def test_a_statement_comes_with_who_says_it(said: Said, shown: str) -> None:
    assert attributed("It rains.", said) == shown
