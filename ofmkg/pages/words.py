"""The words that results are shown with: labels and closed lists, all from the graph."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ofmkg.errors import DataError
from ofmkg.graph.asking import Graph
from ofmkg.graph.rows import records
from ofmkg.graph.terms import short
from ofmkg.pages.messages import Text, enumerated, joined, lower_first, name


@dataclass(frozen=True, slots=True)
class State:
    """How a cell state is shown: in words, in short words, and by a plain sign.

    `outcome` is the coded outcome that a cell of this state has, if it is told by that alone.
    """

    id: str
    english: str
    short_english: str
    symbol: str
    outcome: str | None = None

    @property
    def label(self) -> Text:
        """The state in words."""
        return name(self.english)

    @property
    def short_label(self) -> Text:
        """The state in short words."""
        return name(self.short_english)


@dataclass(frozen=True, slots=True)
class _StateRow:
    state: str
    label: str
    short_label: str
    symbol: str
    outcome: str | None


class States(dict[str, State]):
    """States by their ids, in their order."""

    def __missing__(self, key: str) -> State:
        """Raise DataError: cells have a state that no data describe."""
        raise DataError(
            f"{key}: cells have this state, and no ofm:CellState with its identifier and labels is "
            "on record. See what is wrong: ofmkg validate"
        )


@dataclass(frozen=True, slots=True)
class Words:
    """Labels of works and their kin, of vectors and collections, and the closed lists.

    `usual` is the default collection, if there is one; `read` are the works of which a reading of
    their own text is on record, with their studies; `extents` has how much of it was read (an
    identifier of ofm:TextExtent), by work and coder.
    """

    names: Mapping[str, str]
    vector_labels: Mapping[str, str]
    collection_labels: Mapping[str, str]
    lists: Mapping[tuple[str, str], tuple[str, str]]
    states: Mapping[str, State]
    usual: str | None = None
    read: frozenset[str] = frozenset()
    extents: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def name(self, identifier: str) -> Text:
        """Return the label of a work, study, worked analysis or coder, or else the id; as a link.

        Of a study and a work that share an id, it leads to the study.
        """
        return name(self.names.get(identifier, identifier), identifier)

    def subject(self, identifier: str) -> Text:
        """Return the label of a work or study as that of who does something, as a link.

        The label of one study of several ends in its threat, which stands in brackets here.
        """
        label = self.name(identifier)
        work, _, threat = label.rpartition(": ")
        if not work or threat not in {name(each) for each in self.vector_labels.values()}:
            return label
        return name(f"{work} ({lower_first(threat)})", identifier)

    def work(self, identifier: str) -> Text:
        """Return the label of a work, or else its id, as a link to the work."""
        return name(self.names.get(identifier, identifier), f"publication/{identifier}")

    def word(self, kind: str, identifier: str | None) -> Text:
        """Return the label of a value of a closed list (class name, identifier)."""
        if identifier is None:
            return Text()
        return name(self.lists.get((kind, identifier), (identifier, ""))[0])

    def meaning(self, kind: str, identifier: str) -> Text:
        """Return the definition of a value of a closed list."""
        return name(self.lists.get((kind, identifier), ("", ""))[1])

    def of_outcome(self, outcome: str) -> State:
        """Return the state whose sign stands for an outcome."""
        for each in self.states.values():
            if each.outcome == outcome:
                return each
        raise DataError(
            f"{outcome}: cells have this outcome, and no ofm:CellState for it is on record. See "
            "what is wrong: ofmkg validate"
        )

    def cite(self, source: str | None, locator: str | None) -> Text:
        """Return where something stands: the work, then the place in it."""
        return self.cite_all((source,) if source else (), locator)

    def cite_all(self, sources: Sequence[str], locator: str | None) -> Text:
        """Return where something stands that was read in several works: all of them, then where."""
        names = enumerated([self.work(source) for source in sources])
        return joined(names, locator, by=", " if len(sources) < 2 else ": ")

    def vectors(self, identifiers: Iterable[str]) -> Text:
        """Return the labels of vectors as an enumeration."""
        return enumerated([lower_first(self.vector(each)) for each in identifiers])

    def vector(self, identifier: str) -> Text:
        """Return the label of a vector, or else its id, as a link to it."""
        return name(self.vector_labels.get(identifier, identifier), f"vector/{identifier}")

    def collection(self, identifier: str) -> Text:
        """Return the label of a collection."""
        return name(self.collection_labels.get(identifier, identifier))

    def place(self, collection: str | None) -> tuple[bool, str]:
        """Return where a collection stands among others: the default one first, none last."""
        return collection != self.usual, collection or "~"

    def other_collection(self, identifier: str | None) -> Text:
        """Return the label of a collection that is not the default one; else nothing."""
        if identifier and identifier != self.usual:
            return self.collection(identifier)
        return Text()


def words(graph: Graph) -> Words:
    """Read the words from the graph."""
    read = graph.query("works-read").dicts()
    return Words(
        graph.labels("Coder", "WorkedAnalysis", "Study", "Work"),
        graph.labels("MisuseVector"),
        graph.labels("Collection"),
        graph.vocabulary(),
        States(
            (each.state, State(each.state, each.label, each.short_label, each.symbol, each.outcome))
            for each in records(graph.query("cell-states"), _StateRow)
        ),
        next((each.id for each in graph.collections() if each.is_default), None),
        frozenset(
            short(row[column]) for row in read for column in ("work", "study") if column in row
        ),
        _extents(read),
    )


def _extents(rows: Iterable[Mapping[str, str]]) -> dict[tuple[str, str], str]:
    """Return how much coders read of works; not where a coder has several readings that differ."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        if "textRead" in row:
            read = (short(row["work"]), short(row.get("codedBy", "")))
            found.setdefault(read, set()).add(row["textRead"])
    return {read: min(extents) for read, extents in found.items() if len(extents) == 1}


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun, in the right number."""
    return f"{number} {one if number == 1 else many or one + 's'}"
