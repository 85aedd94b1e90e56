"""What the tests of sheets share."""

import pytest

from ofmkg.graph import corpus
from ofmkg.sheets.vocabulary import Vocabulary


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """Return what a sheet can speak of."""
    return Vocabulary(corpus.load())
