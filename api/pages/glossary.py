"""The words that a reader meets first, with their meaning as the data define it."""

from dataclasses import dataclass

from ofmkg.graph.terms import BASE
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages.messages import Language


@dataclass(frozen=True, slots=True)
class Explained:
    """A word with its meaning, in `language`, and where more of it stands."""

    href: str
    label: str
    definition: str
    language: str


def glossary(graph: KnowledgeGraph, language: Language) -> tuple[Explained, ...]:
    """Return the words of a graph that are explained, in a language or else in English."""
    found: dict[str, Explained] = {}
    for row in graph.part("glossary").dicts():
        iri, written = row["thing"], row["language"]
        if written == language or (written == "en" and iri not in found):
            place = f"/ontology#{iri.rpartition('#')[2]}" if "#" in iri else _path(iri)
            label = row.get("label", iri)
            found[iri] = Explained(place, label, row["definition"], written)
    return tuple(found.values())


def _path(iri: str) -> str:
    return "/" + iri.removeprefix(BASE)
