"""The state of each cell for the map of gaps, from narrow queries.

The question `states` tells the same for people who ask in SPARQL. There each row bears all that is
known of its study; here that is asked once for each study, and put together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from ofmkg.analyses.gaps.study_cells import StateRow
from ofmkg.graph.asking import Graph
from ofmkg.graph.model import Framework, Voice
from ofmkg.graph.names import Bindings
from ofmkg.graph.rows import Id, grouped, records
from ofmkg.graph.terms import short


@dataclass(frozen=True, slots=True)
class _Reading:
    """A study in a collection, and an assessment (IRI) in use for it, if there is one."""

    study: Id
    vector: Id
    collection: Id
    assessment: str | None
    coded_by: Id | None
    source: Id | None
    read_at: str | None
    text_read: str | None


@dataclass(frozen=True, slots=True)
class _Coding:
    """The state that a coding gives its cell, alone and where an assumption stands in."""

    assessment: str
    step: Id
    state: str
    if_assumed: str
    basis: str | None
    alternative: str | None
    locator: str | None
    lower_bound: bool = False


@dataclass(frozen=True, slots=True)
class _StandIn:
    """An assumption (IRI) that stands in for a step of an assessment (IRI)."""

    assessment: str
    step: Id
    assumption: str
    assumed_basis: str | None
    assumed_voice: Voice | None


def states(graph: Graph, frame: Framework, terms: Bindings) -> Iterator[StateRow]:
    """Yield the rows of the question `states`; `terms` are a framework and a coder.

    Those of a study stand together, its steps in their order, and the assumptions that stand in
    for a step in the order of their ids.
    """
    codings = grouped(records(graph.part("codings-in-use", terms), _Coding), "assessment", "step")
    asked = {name: value for name, value in terms.items() if name == "framework"}
    standing = records(graph.part("assumed-steps", asked), _StandIn)
    stand_ins = grouped(standing, "assessment", "step")
    readings = records(graph.part("readings-in-use", terms), _Reading)
    for group in grouped(readings, "study", "collection").values():
        for step in frame.steps:
            coded = [
                (reading, coding, stand_in)
                for reading in group
                for coding, stand_in in product(
                    codings.get((reading.assessment, step.step), ()),
                    stand_ins.get((reading.assessment, step.step), (None,)),
                )
            ]
            yield from _rows(group, step.step, coded)


def _rows(
    group: Sequence[_Reading], step: str, coded: list[tuple[_Reading, _Coding, _StandIn | None]]
) -> Iterator[StateRow]:
    """Yield the rows of one cell; what no reading in use codes is not coded."""
    if not coded:
        for each in {each.vector: each for each in group}.values():
            yield StateRow(each.study, each.vector, each.collection, step, "uncoded")
    if len(coded) > 1:
        coded.sort(key=_place)
    for reading, coding, stand_in in coded:
        yield StateRow(
            reading.study,
            reading.vector,
            reading.collection,
            step,
            coding.state if stand_in is None else coding.if_assumed,
            coding.basis,
            coding.alternative,
            coding.lower_bound,
            coding.locator,
            reading.source,
            reading.read_at,
            reading.coded_by,
            reading.text_read,
            *(() if stand_in is None else _assumed(stand_in)),
        )


def _assumed(stand_in: _StandIn) -> tuple[str, str | None, Voice | None]:
    return short(stand_in.assumption), stand_in.assumed_basis, stand_in.assumed_voice


def _place(row: tuple[_Reading, _Coding, _StandIn | None]) -> tuple[str, ...]:
    reading, coding, stand_in = row
    last = (reading.coded_by, reading.source, coding.locator, reading.read_at)
    return (stand_in.assumption if stand_in else "", *(each or "" for each in last))
