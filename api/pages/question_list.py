"""The list of questions: which steps each concerns, and who takes it up."""

from collections.abc import Mapping
from dataclasses import dataclass

from ofmkg.graph.terms import short, short_if
from ofmkg.knowledge import KnowledgeGraph

from .lists import Named, Row


@dataclass(frozen=True, slots=True)
class Answering:
    """How many studies and works of a collection (None: of none) answer, treat or leave out."""

    collection: str | None
    answering: int
    treating: int
    silent: int


@dataclass(frozen=True, slots=True)
class ListedQuestion:
    """A question: what it asks, which steps it concerns, and who takes it up."""

    id: str
    iri: str
    label: str
    text: str | None
    steps: tuple[Named, ...]
    positions: int
    by: tuple[Answering, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions in the order of the steps that they concern first."""

    questions: tuple[ListedQuestion, ...]


def questions(graph: KnowledgeGraph, inside: frozenset[str] | None = None) -> Questions:
    """Return the questions; with `inside` those that works of these collections (ids) take up."""
    order = {each.step: each.order for each in graph.frame().steps}
    found: dict[str, list[Row]] = {}
    for row in graph.asked_once("questions").dicts():  # of every collection: it takes long
        found.setdefault(row["question"], []).append(row)
    listed = [_question(iri, rows, order) for iri, rows in found.items()]
    kept = (q for q in listed if inside is None or any(by.collection in inside for by in q.by))
    return Questions(tuple(sorted(kept, key=lambda q: (_first(q, order), q.label.lower()))))


def _first(question: ListedQuestion, order: Mapping[str, int]) -> int:
    return min((order.get(each.id, len(order) + 1) for each in question.steps), default=0)


def _question(iri: str, rows: list[Row], order: Mapping[str, int]) -> ListedQuestion:
    first = rows[0]
    steps = {
        row["concerns"]: row.get("concernsLabel", short(row["concerns"]))
        for row in rows
        if "concerns" in row
    }
    by = {
        row.get("collection"): (int(row["answering"]), int(row["treating"]), int(row["silent"]))
        for row in rows
    }
    return ListedQuestion(
        short(iri),
        iri,
        first.get("questionLabel", short(iri)),
        first.get("text"),
        tuple(
            sorted(
                (Named(short(each), label) for each, label in steps.items()),
                key=lambda each: order.get(each.id, len(order) + 1),
            )
        ),
        int(first["positions"]),
        tuple(
            Answering(short_if(place), *counts)
            for place, counts in sorted(by.items(), key=lambda each: each[0] or "")
            if any(counts)
        ),
    )
