"""The cells of a table of studies and steps, from narrow queries laid out as typed records.

The question `cells` tells the same for people who ask in SPARQL. Its many OPTIONALs take an engine
far longer to plan than to answer; here the rule of the states is one narrow query, and what is said
of codings and assessments comes as it stands.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ofmkg.analyses.cell_states import CellState, states
from ofmkg.analyses.coded_steps import require_one
from ofmkg.graph import voices
from ofmkg.graph.asking import Graph, nodes
from ofmkg.graph.model import (
    Cell,
    Decision,
    Framework,
    OtherReading,
    Reply,
    Review,
    StandIn,
    Voice,
)
from ofmkg.graph.names import Bindings
from ofmkg.graph.rows import Id, Identifier, grouped, records
from ofmkg.graph.terms import short

Cells = dict[tuple[str, str], Cell]  # by study (IRI) and step (id)
_KEY = ("study", "step")


@dataclass(frozen=True, slots=True)
class _OfCoding:
    """What is said of a coding."""

    rationale: str | None = None
    locator: str | None = None
    study_sections: str | None = None
    lower_bound: bool = False
    missing: tuple[str, ...] = ()
    coding_basis: Identifier | None = None
    alternative_outcome: Identifier | None = None


@dataclass(frozen=True, slots=True)
class _OfAssessment:
    """What is said of an assessment."""

    assesses: tuple[str, ...] = ()
    read_from: Id | None = None
    locator: str | None = None
    text_read: Identifier | None = None


@dataclass(frozen=True, slots=True)
class _StandIn:
    """An assumption that stands in for a step of an assessment (IRI)."""

    assessment: str
    step: Id
    id: Id
    statement: str
    mode: str | None
    basis: str | None
    locator: str | None
    voice: Voice


@dataclass(frozen=True, slots=True)
class _Other:
    """Another coding (IRI) of the cell of a coding (IRI), in another assessment (IRI)."""

    coding: str
    other_coding: str
    other: str
    coder: Id
    outcome: str


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """A row of the question `replies`: a reply to the coding of a step of a study (IRI)."""

    study: str
    step: Id
    coded_by: Id | None
    reply: Id
    statement: str | None
    replied_by: str = ""
    by_author: bool = False
    locator: str | None = None
    recorded_by: Id | None = None
    recorded: str | None = None

    @property
    def told(self) -> Reply:
        """What was replied."""
        return Reply(
            coder=self.coded_by,
            statement=self.reply if self.statement is None else self.statement,
            by=self.replied_by,
            by_author=self.by_author,
            locator=self.locator,
            recorded_by=self.recorded_by,
            recorded=self.recorded,
        )


@dataclass(frozen=True, slots=True)
class _Review:
    """A review, of the coding of a step of a study (IRI) where it is of one."""

    study: str | None
    step: Id | None
    framework: str | None
    coded_by: Id | None
    reviewed_by: str = ""
    orcid: str | None = None
    verdict: str = ""
    locator: str | None = None
    reviewed: str | None = None
    statement: str | None = None

    @property
    def told(self) -> Review:
        """What was found."""
        return Review(
            coder=self.coded_by,
            who=self.reviewed_by,
            orcid=self.orcid,
            verdict=self.verdict,
            passage=self.locator,
            date=self.reviewed,
            statement=self.statement,
        )


@dataclass(frozen=True, slots=True)
class _Decided:
    """A row of the question `adjudications`: the coding (IRI) of a step that counts."""

    study: str
    step: Id
    coding: str
    coded_by: Id
    decided_by: str = ""
    reason: str = ""
    decided: str | None = None

    @property
    def told(self) -> Decision:
        """What was decided."""
        return Decision(self.decided_by, self.reason, self.decided)


@dataclass(frozen=True, slots=True)
class _Told:
    """What travels with the states of cells."""

    codings: Mapping[str, _OfCoding]
    assessments: Mapping[str, _OfAssessment]
    stand_ins: Mapping[tuple[str, str], list[_StandIn]]
    others: Mapping[str, list[_Other]]


def cells(
    graph: Graph, frame: Framework, terms: Bindings, found: Sequence[CellState] | None = None
) -> Cells:
    """Return the cells of a framework for `terms`, with what was replied and reviewed.

    They stand in the order of studies and steps; `found` are their states, where they are known.
    Raises DataError where two readings of one cell are in use at once.
    """
    found = states(graph, terms) if found is None else found
    told = _told(graph, terms, found)
    made = {key: _cell(group, told) for key, group in grouped(found, *_KEY).items()}
    if graph.states_any("Reply"):
        asked = {name: of for name, of in terms.items() if name in ("framework", "study")}
        for key, replies in grouped(
            records(graph.asked("replies", asked), ReplyRow), *_KEY
        ).items():
            if key in made:
                made[key] = replace(made[key], replies=tuple(each.told for each in replies))
    if graph.states_any("Review"):
        for key, reviews in grouped(records(graph.asked("reviews"), _Review), *_KEY).items():
            if key in made:
                of = (each for each in reviews if each.framework == frame.iri)
                own = tuple(each.told for each in of if each.coded_by == made[key].coder)
                made[key] = replace(made[key], reviews=own)
    if graph.states_any("Adjudication"):
        decided = {each.coding: each for each in records(graph.asked("adjudications"), _Decided)}
        for each in found:
            if each.coding in decided and decided[each.coding].coded_by == each.coded_by:
                key = (each.study, each.step)
                made[key] = replace(made[key], decision=decided[each.coding].told)
    return made


def _told(graph: Graph, terms: Bindings, found: Sequence[CellState]) -> _Told:
    asked = {name: value for name, value in terms.items() if name != "coder"}
    assessments = graph.said("said-of-assessments", _OfAssessment, asked)
    coders = Counter(study for each in assessments.values() for study in each.assesses)
    several = nodes(each.coding for each in found if each.coding and coders[each.study] > 1)
    others = graph.part("other-readings", {"coding": several}) if several else None
    return _Told(
        graph.said("said-of-codings", _OfCoding, asked),
        assessments,
        grouped(records(graph.part("stand-ins", asked), _StandIn), "assessment", "step"),
        grouped(records(others, _Other) if others else (), "coding"),
    )


def _cell(group: list[CellState], told: _Told) -> Cell:
    first = group[0]
    study = short(first.study)
    require_one(study, first.step, ((each.coded_by, each.outcome) for each in group))
    cell = Cell(study=study, vector=first.vector, state=first.state, step=first.step)
    if first.coding is None or first.assessment is None:
        return cell
    coding, assessment = told.codings[first.coding], told.assessments[first.assessment]
    stand_ins = {
        each.id: StandIn(
            id=each.id,
            statement=each.statement,
            mode=each.mode,
            basis=each.basis,
            locator=each.locator,
            voice=each.voice,
        )
        for each in told.stand_ins.get((first.assessment, first.step), ())
    }
    others = dict.fromkeys(_other(each, told) for each in told.others.get(first.coding, ()))
    return replace(
        cell,
        outcome=first.outcome,
        basis=coding.coding_basis,
        alternative=coding.alternative_outcome,
        rationale=coding.rationale,
        missing=coding.missing,
        assumes=tuple(stand_ins.values()),
        locator=coding.locator,
        source=assessment.read_from,
        read_at=assessment.locator,
        sections=coding.study_sections,
        coder=first.coded_by,
        coder_kind=first.coder_kind,
        text_read=assessment.text_read,
        lower_bound=coding.lower_bound,
        contested=bool(others),
        others=tuple(others),
        voice=voices.of_state(first.state, (each.voice for each in stand_ins.values())),
    )


def _other(each: _Other, told: _Told) -> OtherReading:
    coding, assessment = told.codings[each.other_coding], told.assessments[each.other]
    return OtherReading(
        coder=each.coder,
        outcome=each.outcome,
        lower_bound=coding.lower_bound,
        text_read=assessment.text_read,
        rationale=coding.rationale,
        locator=coding.locator,
        source=assessment.read_from,
    )
