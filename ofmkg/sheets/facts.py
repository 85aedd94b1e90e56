"""The statements of one file, looked up by subject and property."""

import pyoxigraph as ox

from ofmkg.graph.parsing import Document
from ofmkg.graph.terms import RDF_TYPE
from ofmkg.sheets.places import ofm
from ofmkg.sheets.turtle import Term
from ofmkg.sheets.vocabulary import Vocabulary


class Facts:
    """The statements of one file, by subject and property, in their order."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        """Take the statements of a file; the vocabulary knows the ids of what they name."""
        self._facts: dict[str, dict[str, list[Term]]] = {}
        self._words = vocabulary
        for quad in document.quads:
            if isinstance(quad.subject, ox.NamedNode) and isinstance(
                quad.object, ox.NamedNode | ox.Literal
            ):
                own = self._facts.setdefault(quad.subject.value, {})
                own.setdefault(quad.predicate.value, []).append(quad.object)

    def of(self, kind: str) -> list[str]:
        """Return everything of a kind."""
        return [iri for iri, own in self._facts.items() if kind in self._kinds(own)]

    def kinds(self, iri: str) -> list[str]:
        """Return the classes of a thing."""
        return self._kinds(self._facts.get(iri, {}))

    def with_link(self, kind: str, path: str, to: str) -> list[str]:
        """Return everything of a kind that leads to something by a property of ours."""
        return [iri for iri in self.of(kind) if to in self.all(iri, path)]

    def in_order(self, some: set[str]) -> list[str]:
        """Return some things in the order in which the file speaks of them."""
        return [iri for iri in self._facts if iri in some]

    def terms(self, iri: str, path: str) -> list[Term]:
        """Return the values of a property, as they stand."""
        return self._facts.get(iri, {}).get(path, [])

    def all(self, iri: str, path: str) -> list[str]:
        """Return the values of a property; names without a colon are ours."""
        return [term.value for term in self.terms(iri, path if ":" in path else ofm(path))]

    def one(self, iri: str, path: str) -> str | None:
        """Return the first value of a property, if there is one."""
        return next(iter(self.all(iri, path)), None)

    def id(self, iri: str, path: str) -> str | None:
        """Return the id of what a property leads to, if it does."""
        found = self.one(iri, path)
        return self._words.id_of(found) if found else None

    def name(self, iri: str) -> str:
        """Return the id that a sheet uses for an IRI."""
        return self._words.id_of(iri)

    def vector(self, study: str) -> str | None:
        """Return the vector of a study, which another file may describe."""
        return self.id(study, "analysesVector") or self._words.vector_of(study)

    @staticmethod
    def _kinds(own: dict[str, list[Term]]) -> list[str]:
        return [term.value for term in own.get(RDF_TYPE, [])]
