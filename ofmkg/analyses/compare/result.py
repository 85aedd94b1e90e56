"""What a comparison of two works returns: frozen dataclasses whose fields are the JSON contract."""

from dataclasses import dataclass
from typing import Literal

from ofmkg.analyses.compare.because import Because
from ofmkg.graph.model import Cell, Diagnosed, Framework, Origin, RowVoice, Stance, Voice
from ofmkg.graph.results import Result

VectorRelation = Literal["same", "overlapping", "different", "unknown"]
Status = Literal["takes-position", "treats", "silent", "uncoded"]
Share = Literal["none", "some", "all"]
Class = Literal["shared", "opposed", "contrasting", "different", "only_a", "only_b", "unanswered"]


@dataclass(frozen=True, slots=True)
class AssumptionRow:
    """One question on which a side is recorded, with the stances of both sides.

    `by_source` is its class by the word of works alone (None where no work is recorded on it),
    `with_inferences` its class with what only we infer taken in, and `voice` tells which of the two
    it stands in. `threats` tells how the vectors of the stances that decided that class relate; it
    is None where one side takes no position.
    """

    question: str
    label: str
    steps: tuple[str, ...]
    a: tuple[Stance, ...]
    b: tuple[Stance, ...]
    a_status: Status
    b_status: Status
    by_source: Class | None
    with_inferences: Class
    voice: RowVoice
    threats: VectorRelation | None = None


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Every question on which either side is recorded, each exactly once.

    `by_inference` holds those that have their class only with what we infer.
    """

    shared: tuple[AssumptionRow, ...] = ()
    opposed: tuple[AssumptionRow, ...] = ()
    contrasting: tuple[AssumptionRow, ...] = ()
    different: tuple[AssumptionRow, ...] = ()
    only_a: tuple[AssumptionRow, ...] = ()
    only_b: tuple[AssumptionRow, ...] = ()
    unanswered: tuple[AssumptionRow, ...] = ()
    by_inference: tuple[AssumptionRow, ...] = ()

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
    `voice` is "inference" where the rows show it only with what we infer.
    """

    kind: str
    because: tuple[Because, ...]
    source: str
    origin: Origin
    voice: RowVoice
    unsure: Share | None = None


@dataclass(frozen=True, slots=True)
class PartyClaim:
    """A claim by which a work is a party to a disagreement; `side` None = left open.

    `voice` tells who puts it on its side.
    """

    work: str
    claim: str
    statement: str
    side: int | None
    voice: Voice | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Documented:
    """A recorded disagreement in which A or B takes part.

    `sources` are the works that it was read in, `collection` what it was put on record for.
    """

    disagreement: str
    label: str
    type: str
    on_record: str
    causes: tuple[Diagnosed, ...]
    a: tuple[PartyClaim, ...]
    b: tuple[PartyClaim, ...]
    explanation: str
    locator: str | None
    sources: tuple[str, ...]
    collection: str | None


@dataclass(frozen=True, slots=True)
class ComparedWork:
    """One side of a comparison.

    `issued` is when the work came out; `text_read` how much of it was read for its codings, or as a
    whole where it was not coded step by step (several, if different extents were read). `aside` are
    its studies of another collection, of which nothing is told here.
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
    aside: tuple[str, ...] = ()


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
class Comparison(Result):
    """Which assumptions differ between two works, and which steps each addressed or left out.

    `differences` are those by the word of works, `by_inference` those that only our inferences
    add; with inferences taken in, all stand among the first.
    """

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
    by_inference: tuple[Difference, ...] = ()

    @property
    def same_extent(self) -> bool:
        """Whether both works were read to one and the same extent, so that steps compare."""
        both = {*self.a.text_read, *self.b.text_read}
        return not (self.a.text_read and self.b.text_read) or len(both) == 1
