"""The real graph with the seven studies alone: it does not grow under the tests of analyses."""

from ofmkg.graph import corpus, scenarios
from ofmkg.graph.parsing import Document
from ofmkg.graph.resources import room
from ofmkg.graph.scenarios import Scenario
from ofmkg.knowledge import KnowledgeGraph


def documents() -> list[Document]:
    """Return what comes with ofmkg without the files of the later literature."""
    later = room("data") / "later"
    return [each for each in corpus.load() if not each.path.is_relative_to(later)]


def seven(reading: Scenario | None = None) -> KnowledgeGraph:
    """Return the graph of the seven studies, with the readings beside theirs, under a reading."""
    return KnowledgeGraph(scenarios.read(documents(), reading or Scenario()), reading)
