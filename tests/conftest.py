"""What several tests share: the built-in graph, loaded once."""

import pytest

import ofmkg
from ofmkg.show.words import Words, words


@pytest.fixture(scope="session")
def kg() -> ofmkg.KnowledgeGraph:
    """Return the built-in graph."""
    return ofmkg.load()


@pytest.fixture(scope="session")
def said(kg: ofmkg.KnowledgeGraph) -> Words:
    """Return the words of the built-in graph."""
    return words(kg)
