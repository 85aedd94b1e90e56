"""The data hold as much of each thing as `facts.yaml` says."""

import facts
import pytest

from ofmkg.graph import corpus, parsing
from ofmkg.graph.stores import text
from ofmkg.graph.stores.memory import MemoryStore

FACTS = [(part, pattern) for part, patterns in facts.read().items() for pattern in patterns]


@pytest.fixture(scope="module")
def stores() -> dict[str, MemoryStore]:
    """Return the files of each part of the data."""
    parts: dict[str, list[parsing.Document]] = {part: [] for part in facts.read()}
    for document in corpus.load():
        if document.path.name == "ofmkg.ttl":
            for documents in parts.values():
                documents.append(document)
        elif document.path.parent.name in parts:
            parts[document.path.parent.name].append(document)
        else:
            parts["kapoor-2024"].append(document)
    return {part: MemoryStore(documents) for part, documents in parts.items()}


@pytest.mark.parametrize(("part", "pattern"), FACTS)
def test_count(stores: dict[str, MemoryStore], part: str, pattern: str) -> None:
    asked = f"{facts.PREFIXES} SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
    (row,) = stores[part].select(asked).rows
    assert row[0] is not None
    assert int(text(row[0])) == facts.read()[part][pattern]
