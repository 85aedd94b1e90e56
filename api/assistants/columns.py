"""Columns of what was found, as tables of an answer, and what must be said beside them."""

from collections.abc import Iterable, Sequence

from ofmkg.graph.frames import shortened, value
from ofmkg.graph.model import Collection
from ofmkg.graph.results import Result
from ofmkg.graph.stores import Rows as Found
from ofmkg.knowledge import KnowledgeGraph

from .answers import Rows

INCOMPLETE = (
    "Incomplete does not mean flawed. Outcomes are readings by coders, not authors' scores."
)


def table(name: str, found: Found) -> Rows:
    """Return the rows of a query as a table; things of ours by their short ids."""
    return picked(name, found, found.columns, "use LIMIT and OFFSET, or fewer variables")


def picked(name: str, found: Found, columns: Sequence[str], narrower: str) -> Rows:
    at = [found.columns.index(column) for column in columns]
    made = [tuple(shortened(value(row[n])) for n in at) for row in found.rows]
    return Rows(name, tuple(columns), made, narrower)


def of(name: str, result: Result, columns: Sequence[str]) -> Rows:
    """Return some columns of the table of a result."""
    every, found = result.table()
    at = [every.index(column) for column in columns]
    return Rows(name, tuple(columns), [tuple(row[n] for n in at) for row in found])


def with_studies(graph: KnowledgeGraph) -> tuple[Collection, ...]:
    return graph.shown("all")


def elsewhere(counted: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    told = ", ".join(f"{number} in {name}" for name, number in counted)
    return (f"More studies: {told}. Nothing is counted across collections.",) if told else ()
