"""The words that results are shown with: labels and closed lists, all from the graph."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ofmkg.graph.asking import Graph
from ofmkg.graph.terms import short
from ofmkg.pages.messages import enumerated, joined, lower_first


@dataclass(frozen=True, slots=True)
class State:
    """How a cell state is shown: in words, in short words, and by a plain sign."""

    id: str
    label: str
    short_label: str
    symbol: str


@dataclass(frozen=True, slots=True)
class Words:
    """Labels of works and their kin, of vectors and collections, and the closed lists.

    `usual` is the default collection, if there is one; `read` are the works of which a reading of
    their own text is on record, with their studies.
    """

    names: Mapping[str, str]
    vector_labels: Mapping[str, str]
    collection_labels: Mapping[str, str]
    lists: Mapping[tuple[str, str], tuple[str, str]]
    states: Mapping[str, State]
    usual: str | None = None
    read: frozenset[str] = frozenset()

    def name(self, identifier: str) -> str:
        """Return the label of a work, study, worked analysis or coder, or else the id."""
        return self.names.get(identifier, identifier)

    def word(self, kind: str, identifier: str | None) -> str:
        """Return the label of a value of a closed list (class name, identifier)."""
        if identifier is None:
            return ""
        return self.lists.get((kind, identifier), (identifier, ""))[0]

    def meaning(self, kind: str, identifier: str) -> str:
        """Return the definition of a value of a closed list."""
        return self.lists.get((kind, identifier), ("", ""))[1]

    def cite(self, source: str | None, locator: str | None) -> str:
        """Return where something stands: the work, then the place in it."""
        return self.cite_all((source,) if source else (), locator)

    def cite_all(self, sources: Sequence[str], locator: str | None) -> str:
        """Return where something stands that was read in several works: all of them, then where."""
        names = enumerated([self.name(source) for source in sources])
        return joined(names, locator, by=", " if len(sources) < 2 else ": ")

    def vectors(self, identifiers: Iterable[str]) -> str:
        """Return the labels of vectors as an enumeration."""
        return enumerated([lower_first(self.vector_labels.get(v, v)) for v in identifiers])

    def collection(self, identifier: str) -> str:
        """Return the label of a collection."""
        return self.collection_labels.get(identifier, identifier)

    def other_collection(self, identifier: str | None) -> str:
        """Return the label of a collection that is not the default one; else nothing."""
        return self.collection(identifier) if identifier and identifier != self.usual else ""

    def by_collection(self, identifiers: Iterable[str | None]) -> str:
        """Count things by collection, in brackets after a space; nothing if they share one."""
        counts = Counter(identifiers)
        if len(counts) < 2:
            return ""
        order = sorted(counts, key=lambda each: (each != self.usual, each is None, each or ""))
        names = [self.collection(each) if each else "of no collection" for each in order]
        parts = [f"{name}: {counts[each]}" for each, name in zip(order, names, strict=True)]
        return f" ({joined(*parts)})"


def words(graph: Graph) -> Words:
    """Read the words from the graph."""
    return Words(
        graph.labels("Coder", "WorkedAnalysis", "Study", "Work"),
        graph.labels("MisuseVector"),
        graph.labels("Collection"),
        graph.vocabulary(),
        {
            row["state"]: State(row["state"], row["label"], row["shortLabel"], row["symbol"])
            for row in graph.query("cell-states").dicts()
        },
        next((each.id for each in graph.collections() if each.is_default), None),
        frozenset(
            short(row[column])
            for row in graph.query("works-read").dicts()
            for column in ("work", "study")
            if column in row
        ),
    )


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun, in the right number."""
    return f"{number} {one if number == 1 else many or one + 's'}"
