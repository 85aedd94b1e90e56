"""What the analyses return: frozen dataclasses whose fields are those of the JSON contract."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ofmkg.terms import short, short_if

VectorRelation = Literal["same", "overlapping", "different", "unknown"]
Status = Literal["takes-position", "treats", "silent", "uncoded"]
Origin = Literal["computed", "source", "ours"]
Share = Literal["none", "some", "all"]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a framework; `order` counts from 1."""

    step: str
    label: str
    short_label: str
    order: int


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework with its steps in order."""

    id: str
    iri: str
    label: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class StandIn:
    """An assumption that stands in for a step whose demonstration it replaces."""

    id: str
    statement: str
    mode: str | None
    basis: str | None
    locator: str | None


@dataclass(frozen=True, slots=True)
class OtherReading:
    """The outcome that another coder gave to the same cell, from how much of what, and why."""

    coder: str
    outcome: str
    lower_bound: bool = False
    text_read: str | None = None
    rationale: str | None = None
    locator: str | None = None
    source: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, str], side: str = "other") -> "OtherReading":
        """Return the reading that a row tells of; `side` begins the names of its columns."""

        def told(name: str) -> str | None:
            return row.get(side + name if side else name[0].lower() + name[1:])

        return cls(
            short(row["otherCoder"] if side else row["codedBy"]),
            told("Outcome") or "",
            told("LowerBound") in ("true", "1"),
            told("TextRead"),
            told("Rationale"),
            told("Locator"),
            short_if(told("Source")),
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """One study on one step, with everything that must travel with its state.

    `state` is addressed, partial, assumed, skipped or uncoded; `outcome` what was coded; `source`
    the work that `locator` (of the cell) and `read_at` (of the whole assessment) point into;
    `others` the readings of coders who differ.
    """

    study: str
    vector: str
    state: str
    outcome: str | None = None
    basis: str | None = None
    alternative: str | None = None
    rationale: str | None = None
    missing: tuple[str, ...] = ()
    assumes: tuple[StandIn, ...] = ()
    locator: str | None = None
    source: str | None = None
    read_at: str | None = None
    sections: str | None = None
    coder: str | None = None
    text_read: str | None = None
    lower_bound: bool = False
    contested: bool = False
    others: tuple[OtherReading, ...] = ()


@dataclass(frozen=True, slots=True)
class Stance:
    """How one holder relates to one question.

    `kind` is assumption, finding, attributed, treatment or silence; the last two have no position
    and their label is that of the way of handling. `vectors` empty = across vectors.
    """

    holder: str
    kind: str
    question: str
    question_label: str
    steps: tuple[str, ...]
    position: str | None
    label: str
    mode: str | None
    statement: str | None
    basis: str | None
    vectors: tuple[str, ...]
    locator: str | None
    source: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class AssumptionRow:
    """One question on which a side is recorded, with the stances of both sides.

    `threats` tells how the vectors of the stances that decided the class of the row relate; it is
    None where one side takes no position.
    """

    question: str
    label: str
    steps: tuple[str, ...]
    a: tuple[Stance, ...]
    b: tuple[Stance, ...]
    a_status: Status
    b_status: Status
    threats: VectorRelation | None = None


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Every question on which either side is recorded, each exactly once."""

    shared: tuple[AssumptionRow, ...] = ()
    opposed: tuple[AssumptionRow, ...] = ()
    contrasting: tuple[AssumptionRow, ...] = ()
    different: tuple[AssumptionRow, ...] = ()
    only_a: tuple[AssumptionRow, ...] = ()
    only_b: tuple[AssumptionRow, ...] = ()
    unanswered: tuple[AssumptionRow, ...] = ()

    def rows(self) -> tuple[AssumptionRow, ...]:
        """Return the rows of all classes, class by class."""
        return tuple(row for name in self.__slots__ for row in getattr(self, name))


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step with the cells of both sides, one for each study of the side."""

    step: str
    label: str
    order: int
    a: tuple[Cell, ...]
    b: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class BaselineNote:
    """What is recorded of one study's comparison with a baseline."""

    study: str
    extent: str
    statement: str | None
    locator: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class BaselineRow:
    """One baseline; `a` and `b` are the extents (None = nothing recorded)."""

    baseline: str
    label: str
    a: str | None
    b: str | None
    a_notes: tuple[BaselineNote, ...] = ()
    b_notes: tuple[BaselineNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """A threat actor; `omitted` if the source names it as left out by the study."""

    id: str
    label: str
    omitted: bool
    locator: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class ActorNote:
    """What the source says on the actors of a study beyond naming them."""

    study: str
    note: str
    locator: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Actors:
    """Threat actors by whose study they belong to, and what else is noted of actors."""

    shared: tuple[Actor, ...]
    only_a: tuple[Actor, ...]
    only_b: tuple[Actor, ...]
    notes: tuple[ActorNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A kind of difference, the rows that show it, and who says so.

    `origin` tells what is computed now from a diagnosis that a source gives and one that we
    recorded; `source` is "computed", or the id of the work or coder whose diagnosis it is. A
    computed row says under `sure` how each reading under it is known; `unsure` tells how many of
    the rows rest on a reading that is not sure (None for a diagnosis, which is no reading).
    """

    kind: str
    because: tuple[dict[str, str | None], ...]
    source: str
    origin: Origin
    unsure: Share | None = None


@dataclass(frozen=True, slots=True)
class PartyClaim:
    """A claim by which a work is a party to a disagreement; `side` None = left open."""

    work: str
    claim: str
    statement: str
    side: int | None


@dataclass(frozen=True, slots=True)
class Diagnosed:
    """A cause given for a recorded disagreement, and whose diagnosis it is.

    `origin` is "source" where a work gives the diagnosis, "ours" where coders recorded it.
    """

    cause: str
    label: str
    diagnosed_by: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Documented:
    """A recorded disagreement in which A or B takes part."""

    disagreement: str
    label: str
    type: str
    on_record: str
    causes: tuple[Diagnosed, ...]
    a: tuple[PartyClaim, ...]
    b: tuple[PartyClaim, ...]
    explanation: str
    locator: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Collection:
    """A set of studies that were read in the same way, with what must be said of it."""

    id: str
    label: str
    is_default: bool
    cutoff: str | None
    caveats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparedWork:
    """One side of a comparison.

    `issued` is when the work came out; `text_read` how much of it was read for its codings, where
    it was coded step by step (several, if coders of its studies read different extents).
    """

    id: str
    iri: str
    label: str
    title: str
    vectors: tuple[str, ...]
    studies: tuple[str, ...]
    collection: str | None
    cutoff: str | None
    collection_label: str | None = None
    issued: str | None = None
    text_read: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """What was done and found behind one claim of a work, as the work states it."""

    work: str
    claim: str
    statement: str | None
    vectors: tuple[str, ...]
    design: str | None
    design_as_stated: str | None
    sample: int | None
    baselines: tuple[str, ...]
    comparison: str | None
    measure: str | None
    result: str | None
    intervals: tuple[str, ...]
    significance: tuple[str, ...]
    models: str | None
    date: str | None
    by_developer: bool | None
    text_read: str | None
    locator: str | None
    source: str | None
    coder: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence records of both sides; never pooled."""

    a: tuple[EvidenceRecord, ...] = ()
    b: tuple[EvidenceRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which assumptions differ between two works, and which steps each addressed or left out."""

    a: ComparedWork
    b: ComparedWork
    framework: Framework
    vector_relation: VectorRelation
    assumptions: Assumptions
    steps: tuple[StepRow, ...]
    baselines: tuple[BaselineRow, ...]
    actors: Actors
    differences: tuple[Difference, ...]
    documented: tuple[Documented, ...]
    caveats: tuple[str, ...]
    evidence: Evidence = Evidence()

    @property
    def same_extent(self) -> bool:
        """Whether both works were read to one and the same extent, so that steps compare."""
        both = {*self.a.text_read, *self.b.text_read}
        return not (self.a.text_read and self.b.text_read) or len(both) == 1


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One study with its cells in the order of the steps."""

    study: str
    label: str
    vector: str
    collection: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Studies by steps; `elsewhere` counts studies of other collections, by collection."""

    framework: Framework
    rows: tuple[MatrixRow, ...]
    collections: tuple[Collection, ...]
    elsewhere: tuple[tuple[str, int], ...] = ()
