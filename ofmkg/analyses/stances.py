"""Stances of works and studies, from narrow queries laid out as typed records.

The question `stances` tells the same for people who ask in SPARQL.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ofmkg.graph.asking import Graph, nodes
from ofmkg.graph.model import Stance, Voice
from ofmkg.graph.names import Bindings
from ofmkg.graph.rows import Id, Identifier, grouped, records
from ofmkg.graph.terms import short, short_if


@dataclass(frozen=True, slots=True)
class Held:
    """A stance with IRIs, for things of several kinds may share a short id.

    They are those of the stance, of who holds it, of its position and of its vectors. `collection`
    (id) is the one for which the work was read as a whole, where the stance is of such a reading,
    and `text_read` how much of it was read.
    """

    iri: str
    stance: Stance
    holder: str = ""
    position: str | None = None
    vectors: tuple[str, ...] = ()
    collection: str | None = None
    text_read: str | None = None

    @property
    def inferred(self) -> bool:
        """Whether the stance is our inference."""
        return self.stance.voice == "inference"


@dataclass(frozen=True, slots=True)
class _Core:
    """A stance in use, once for each step that its question concerns."""

    holder: str
    stance: str
    kind: str
    question: str
    source: Id
    voice: Voice
    step: Id | None
    reading: str | None


@dataclass(frozen=True, slots=True)
class _OfReading:
    """What is said of the reading of a work as a whole."""

    for_collection: Id | None = None
    text_read: Identifier | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of a stance."""

    takes_position: str | None = None
    handled_as: str | None = None
    mode: Identifier | None = None
    stance_basis: Identifier | None = None
    statement: str | None = None
    locator: str | None = None
    about_vector: tuple[str, ...] = ()
    note: tuple[str, ...] = ()


def stances(graph: Graph, terms: Bindings) -> list[Held]:
    """Return the stances in use by holder, kind and question; `terms` are those of the query."""
    found = grouped(records(graph.part("stances", terms), _Core), "holder", "stance")
    asked = {name: value for name, value in terms.items() if name == "holder"}
    said = graph.said("said-of-stances", _Said, asked)
    questions = (first.question for first, *_ in found.values())
    answers = (
        iri
        for _, key in found
        for each in (said[key],)
        for iri in (each.takes_position, each.handled_as)
    )
    as_a_whole = nodes(first.reading for first, *_ in found.values() if first.reading)
    readings = graph.said("said-of", _OfReading, {"node": as_a_whole}) if as_a_whole else {}
    unread = _OfReading()
    labels = graph.named(nodes(iri for iri in (*questions, *answers) if iri))
    return [
        Held(
            iri=iri,
            holder=holder,
            stance=_stance(group, said[iri], labels),
            position=said[iri].takes_position,
            vectors=said[iri].about_vector,
            collection=of.for_collection,
            text_read=of.text_read,
        )
        for (holder, iri), group in found.items()
        for of in [readings.get(group[0].reading or "", unread)]
    ]


def _stance(group: list[_Core], said: _Said, labels: Mapping[str, str]) -> Stance:
    first = group[0]
    answer = labels.get(said.takes_position or "") or labels.get(said.handled_as or "")
    return Stance(
        holder=short(first.holder),
        kind=first.kind,
        question=short(first.question),
        question_label=labels.get(first.question, short(first.question)),
        steps=tuple(sorted({each.step for each in group if each.step})),
        position=short_if(said.takes_position),
        label=answer or short(said.takes_position or first.stance),
        mode="found" if first.kind == "finding" else said.mode,
        statement=said.statement,
        basis=said.stance_basis,
        vectors=tuple(sorted({short(iri) for iri in said.about_vector})),
        locator=said.locator,
        source=first.source,
        note=" ".join(said.note) or None,
        voice=first.voice,
    )
