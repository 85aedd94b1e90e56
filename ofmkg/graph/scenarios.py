"""Other readings of the same data: what if alternatives hold, or something is left out?

A reading changes the statements before anything is asked, by the SPARQL updates in
`queries/readings/`, so that every analysis and question answers under it without knowing of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import pyoxigraph as ox

from ofmkg.errors import UsageError
from ofmkg.graph import lexical, library
from ofmkg.graph.names import Names
from ofmkg.graph.parsing import Document
from ofmkg.graph.resources import room
from ofmkg.graph.stores import local
from ofmkg.graph.stores.memory import MemoryStore

_CAN_BE_LEFT_OUT = ("Stance", "Claim", "EvidenceLine", "Position", "Question", "Study", "Work")


@dataclass(frozen=True, slots=True)
class Scenario:
    """How to read the data.

    `alternatives` takes the alternative outcome of each ambiguous coding. `without` leaves out
    stances, claims, evidence lines, positions, questions, studies and works, by id or IRI, with
    what is said only through them. `as_of` (2024, 2024-02 or 2024-02-27) leaves out every work that
    came out after it, or may have, with what is said only through it. `with_inferences` changes no
    statement: it lets analyses draw conclusions from what only we infer as well, and not from the
    word of a source alone. Raises UsageError for another date.
    """

    alternatives: bool = False
    without: tuple[str, ...] = ()
    as_of: str | None = None
    with_inferences: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no date."""
        if self.as_of is not None and not lexical.is_date(self.as_of):
            raise UsageError(f"{self.as_of!r} {lexical.NO_DATE}")

    @property
    def is_plain(self) -> bool:
        """Whether the data are read as they stand, and conclusions drawn from sources alone."""
        return not self.with_inferences and self.keeps_statements

    @property
    def keeps_statements(self) -> bool:
        """Whether the reading changes no statement of the data."""
        return not self.alternatives and not self.without and self.as_of is None


def read(documents: Sequence[Document], reading: Scenario) -> list[Document]:
    """Return the documents as they stand under a reading; those given are not changed.

    Raises UnknownIdError for an id in `without` that names nothing.
    """
    if reading.keeps_statements:
        return list(documents)
    return _changed(documents, _updates(documents, reading))


def decide(documents: Sequence[Document]) -> list[Document]:
    """Return the documents with each assessment and coding in use that they say is decided for."""
    return _changed(documents, [_text("adoptions"), _text("adjudications")])


def _changed(documents: Sequence[Document], updates: Iterable[str]) -> list[Document]:
    store = ox.Store()
    for each in documents:
        local.add(store, each.merged())
    for update in updates:
        store.update(update)
    left = {quad.triple for quad in store}
    changed = [_kept(document, left) for document in documents]
    stated = {quad.triple for quad in chain.from_iterable(each.quads for each in changed)}
    return _with(changed, [triple for triple in left if triple not in stated])


def _updates(documents: Sequence[Document], reading: Scenario) -> Iterable[str]:
    if reading.alternatives:
        yield _text("alternatives")
    if reading.as_of:
        later = _later(documents, reading.as_of)
        if later:
            yield library.bind(_text("without"), {"thing": later})
    if reading.without:
        names = Names(MemoryStore(documents))
        found = [term for name in reading.without for term in names.named(name, *_CAN_BE_LEFT_OUT)]
        yield library.bind(_text("without"), {"thing": found})


def _later(documents: Sequence[Document], day: str) -> list[ox.NamedNode]:
    question = library.load("works-after")
    sparql = library.bind(question.sparql, {"date": [ox.Literal(day)]})
    return [ox.NamedNode(row["work"]) for row in MemoryStore(documents).select(sparql).dicts()]


def _text(name: str) -> str:
    return (room("queries") / "readings" / f"{name}.ru").read_text(encoding="utf-8")


def _kept(document: Document, left: set[ox.Triple]) -> Document:
    kept = tuple(quad for quad in document.quads if quad.triple in left)
    return replace(document, quads=kept)


def _with(documents: Sequence[Document], new: Sequence[ox.Triple]) -> list[Document]:
    """Put each new statement where its subject is described."""
    subjects = {triple.subject for triple in new}
    result = []
    for document in documents:
        own = subjects & {quad.subject for quad in document.quads}
        subjects -= own
        added = (
            ox.Quad(triple.subject, triple.predicate, triple.object)
            for triple in new
            if triple.subject in own
        )
        result.append(replace(document, quads=(*document.quads, *added)))
    return result
