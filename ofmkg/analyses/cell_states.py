"""In which state each cell of a table of studies and steps is, and by which rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ofmkg.graph.asking import Graph
from ofmkg.graph.names import Bindings
from ofmkg.graph.rows import Id, records

# The state of an outcome (None: nothing is coded), and whether an assumption stands in.
Rule = Mapping[tuple[str | None, bool], str]


@dataclass(frozen=True, slots=True)
class CellState:
    """A cell of a study (IRI): its state, and the coding (IRI) in use, if there is one."""

    study: str
    vector: Id
    collection: Id
    step: Id
    state: str
    assessment: str | None
    coding: str | None
    outcome: str | None
    coded_by: Id | None
    coder_kind: Literal["person", "software"] | None


@dataclass(frozen=True, slots=True)
class _Given:
    """The state that an outcome gives."""

    outcome: str | None
    stands_in: bool
    state: str


def states(graph: Graph, terms: Bindings) -> list[CellState]:
    """Return the state of each cell, once for each collection of its study.

    `terms` are a framework, a coder, and studies or collections.
    """
    return records(graph.part("cells", terms), CellState)


def rule(graph: Graph) -> Rule:
    """Return the state that each outcome gives, with and without an assumption that stands in."""
    rows = records(graph.part("state-rule"), _Given)
    return {(row.outcome, row.stands_in): row.state for row in rows}
