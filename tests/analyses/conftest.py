"""Analyses are tried on what the paper says; test_later.py has what later works add to it."""

import pytest

import ofmkg
from ofmkg import corpus
from ofmkg.resources import room
from ofmkg.show.words import Words, words


@pytest.fixture(scope="session")
def kg() -> ofmkg.KnowledgeGraph:
    """Return the built-in graph without the later literature."""
    later = room("data") / "later"
    return ofmkg.KnowledgeGraph(d for d in corpus.load() if later not in d.path.parents)


@pytest.fixture(scope="session")
def said(kg: ofmkg.KnowledgeGraph) -> Words:
    """Return the words of that graph."""
    return words(kg)
