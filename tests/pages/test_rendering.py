"""How the data are read, in words."""

import pytest

from ofmkg.graph.scenarios import Scenario
from ofmkg.pages.rendering import scenario


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (Scenario(), "as the data stand"),
        (Scenario(alternatives=True), "with the alternatives of ambiguous codings"),
        (
            Scenario(True, ("x", "y"), with_inferences=True),
            "with the alternatives of ambiguous codings and without x, y and with what only we "
            "infer taken in as if a source said it",
        ),
    ],
)
def test_reading_in_words(reading: Scenario, words: str) -> None:
    assert scenario(reading) == words
