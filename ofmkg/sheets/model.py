"""What a coding sheet holds: one work as one coder read it.

Which ids there are (steps, questions, vectors, outcomes ...) is for the graph to say, not for this
form; what a value can be, `values` says.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from ofmkg.sheets.asked import Answer as Answer
from ofmkg.sheets.asked import Question as Question
from ofmkg.sheets.parts import Part
from ofmkg.sheets.values import (
    Count,
    Date,
    Day,
    Intervals,
    Licence,
    Number,
    Paths,
    Significances,
    Slug,
    Slugs,
    Span,
    Text,
    Texts,
    YesNo,
    is_a,
    maybe,
)
from ofmkg.sheets.works import Work

FOUND = "found"  # the mode of a finding, beside those that the graph lists for assumptions
EACH = "all"  # collections, where one is asked for: none can be called so
CODER, WORK = "coder", "work"  # who draws a relation: they of the sheet, beside other coders by id


def _not_each(value: str) -> str:
    """Take an id of a collection, but not the word by which one asks for each of them."""
    if value == EACH:
        raise ValueError("means every collection where one is asked for; choose another id")
    return value


class Collection(Part):
    """The collection the sheet belongs to; described in one sheet, named by id in the others."""

    id: Annotated[
        Slug, AfterValidator(_not_each), Field(json_schema_extra={"not": {"const": EACH}})
    ]
    label: Text | None = None
    cutoff: Date | None = None
    caveats: Texts = ()


class Coder(Part):
    """Who read, a person or software; described in one sheet, named by id in the others."""

    id: Slug
    label: Text | None = None
    kind: Literal["person", "software"] = "person"


class TextRead(Part):
    """How much of the work was read, in which copy, or in which other work that tells of it."""

    extent: Slug = is_a("TextExtent")
    source: Text
    sections: Text
    through: Slug | None = maybe("Work")
    version: Date | None = None
    note: Text | None = None


class OpenModels(Part):
    """Whether open models are what the work analyses."""

    value: Slug = is_a("Extent")
    note: Text | None = None
    locator: Text


class Actor(Part):
    """A threat actor that the analysis considers, or names as left out."""

    actor: Slug = is_a("ThreatActor")
    considered: YesNo = True
    statement: Text
    locator: Text


class BaselineRow(Part):
    """A reference point, and to what extent the analysis compares with it."""

    baseline: Slug = is_a("Baseline")
    extent: Slug = is_a("Extent")
    statement: Text
    locator: Text


class Coding(Part):
    """What was read on one step."""

    step: Slug = is_a("FrameworkStep")
    outcome: Slug = is_a("Outcome")
    basis: Slug = Field(default="judged", json_schema_extra={"x-kind": "CodingBasis"})
    lower_bound: YesNo = False
    confidence: Slug | None = maybe("Confidence")
    alternative: Slug | None = maybe("Outcome")
    ambiguity: Text | None = None
    rationale: Text
    missing: Texts = ()
    locator: Text
    independent: YesNo = True
    note: Text | None = None


class Position(Part):
    """An answer to a question, or a way of dealing with it without an answer."""

    id: Slug
    question: Slug = is_a("Question")
    answer: Slug = is_a("answer")
    mode: Slug = is_a("mode")
    basis: Slug | None = maybe("StanceBasis")
    confidence: Slug | None = maybe("Confidence")
    vectors: Slugs | None = maybe("MisuseVector")
    stands_in_for: Slugs = Field(default=(), json_schema_extra={"x-kind": "FrameworkStep"})
    statement: Text
    locator: Text
    note: Text | None = None


class Analysis(Part):
    """The analysis of one misuse vector: one study, or a further reading of a known one."""

    study: Slug | None = None
    vector: Slug = is_a("MisuseVector")
    adopted: YesNo = True
    threats: Slugs = Field(default=(), json_schema_extra={"x-kind": "MisuseVector"})
    actor_note: Text | None = None
    note: Text | None = None
    actors: tuple[Actor, ...] = ()
    baselines: tuple[BaselineRow, ...] = ()
    codings: tuple[Coding, ...] = ()
    positions: tuple[Position, ...] = ()

    @field_validator("positions")
    @classmethod
    def _own_vector(
        cls, positions: tuple[Position, ...], info: ValidationInfo
    ) -> tuple[Position, ...]:
        """Take the vector of the analysis as understood, also where it is written out."""
        own = (info.data.get("vector"),)
        return tuple(
            each.model_copy(update={"vectors": None}) if each.vectors == own else each
            for each in positions
        )


class Evidence(Part):
    """What was done and found behind a claim."""

    design: Text
    design_kind: Slug | None = maybe("StudyDesign")
    n: Count | None = None
    comparison: Text | None = None
    compared_with: Slugs = Field(default=(), json_schema_extra={"x-kind": "Baseline"})
    measure: Text | None = None
    result: Text | None = None
    intervals: Intervals = ()
    significance: Significances = ()
    models: Text | None = None
    releases: Slugs = Field(default=(), json_schema_extra={"x-kind": "ModelRelease"})
    date: Span | None = None


class Relation(Part):
    """How a claim bears on another, and who says so."""

    direction: Slug = is_a("EvidenceDirection")
    claim: Slug = is_a("Claim")
    drawn_by: Slug = Field(default=CODER, json_schema_extra={"x-kind": "drawn-by"})


class Claim(Part):
    """One sentence that the work asserts, and what stands behind it.

    It is on record for the collection of the sheet, unless it names another: a claim of a reading
    that stands beside may be kept where the reading in use does not repeat it.
    """

    id: Slug
    statement: Text
    kind: Slug = is_a("ClaimKind")
    about: Paths = Field(min_length=1)
    step: Slug | None = maybe("FrameworkStep")
    confidence: Slug | None = maybe("Confidence")
    expresses: Slugs = Field(default=(), json_schema_extra={"x-kind": "Position"})
    locator: Text
    relations: tuple[Relation, ...] = ()
    evidence: Evidence | None = None
    collection: Slug | None = maybe("Collection")


class Party(Part):
    """A work that is a party to a disagreement by a claim, and on which side, where it is plain."""

    work: Slug = is_a("Work")
    claim: Slug = is_a("Claim")
    side: Number | None = None
    side_basis: Slug | None = maybe("StanceBasis")


class Cause(Part):
    """Why parties differ, and whose diagnosis that is: the coder's, or that of a work (its id)."""

    cause: Slug = is_a("Cause")
    by: Slug = "coder"


class Disagreement(Part):
    """What works disagree on: described if a party draws the contrast itself, else implied."""

    id: Slug
    label: Text
    type: Slug = is_a("DisagreementType")
    basis: Slug = Field(default="implied", json_schema_extra={"x-kind": "DisagreementBasis"})
    question: Slug | None = maybe("Question")
    about: Paths = ()
    question_note: Text | None = None
    vectors: Slugs = Field(default=(), json_schema_extra={"x-kind": "MisuseVector"})
    explanation: Text
    locator: Text
    parties: tuple[Party, ...] = Field(min_length=1)
    causes: tuple[Cause, ...] = Field(min_length=1)


class Sheet(Part):
    """One work as one coder read it.

    `adopted` says whether this reading of the work as a whole is the one in use; where it is not
    said, that follows from the analyses.
    """

    work: Work
    collection: Collection
    coder: Coder
    coded_on: Day
    licence: Licence | None = None
    framework: Slug | None = maybe("Framework")
    text_read: TextRead
    open_models: OpenModels | None = None
    by_developer: YesNo | None = None
    note: Text | None = None
    adopted: YesNo | None = None
    adopted_reason: Text | None = None
    analyses: tuple[Analysis, ...] = ()
    positions: tuple[Position, ...] = ()
    claims: tuple[Claim, ...] = ()
    questions: tuple[Question, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()

    def study_id(self, analysis: Analysis) -> str:
        """Return the id of an analysis: the one given, else that of the work if it holds one."""
        usual = self.work.id if len(self.analyses) == 1 else f"{self.work.id}-{analysis.vector}"
        return analysis.study or usual

    @property
    def in_use(self) -> bool:
        """Return whether answers are drawn from what is said of the work as a whole."""
        return self.usually_in_use if self.adopted is None else self.adopted

    @property
    def usually_in_use(self) -> bool:
        """Return what holds of the reading as a whole where the sheet does not say it."""
        return not self.analyses or any(analysis.adopted for analysis in self.analyses)
