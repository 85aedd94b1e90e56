"""What a coding sheet holds: one work as one coder read it.

Every value is written as text, and read here: so `012`, `no` or a date mean what is written. Which
ids there are (steps, questions, vectors, outcomes ...) is for the graph to say, not for this form.
"""

import re
from dataclasses import asdict
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from ofmkg.bibliography.names import Name, parted
from ofmkg.graph import lexical
from ofmkg.sheets.parts import Part

FOUND = "found"  # the mode of a finding, beside those that the graph lists for assumptions
EACH = "all"  # collections, where one is asked for: none can be called so
CODER, WORK = "coder", "work"  # who draws a relation: they of the sheet, beside other coders by id
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
PATH = r"^[a-z-]+(/[a-z0-9]+(-[a-z0-9]+)*)+$"
_LICENCE = r"^https?://[A-Za-z0-9._~/#-]+$"
_FIGURES, _WORDS = "[1-9][0-9]*", r"[A-Za-z\u00c0-\uffff]{2}"
_PAGES = r"^[0-9A-Za-z:.]+(-[0-9A-Za-z:.]+)?$"


def _number(value: object) -> object:
    """Take a whole number as it is usually written; `012` or `1e3` is no such number."""
    if isinstance(value, str) and not re.fullmatch(_FIGURES, value):
        raise ValueError("must be a whole number such as 120, without unit or leading zero")
    return value


def _count(value: object) -> object:
    """Take a whole number, or a text that says in words how many; figures alone are a number."""
    if isinstance(value, str) and re.search(_WORDS, value):
        return value
    try:
        return int(value) if isinstance(_number(value), str) and isinstance(value, str) else value
    except ValueError as error:
        raise ValueError(f"{error}, or words, such as nearly 1,300") from error


def _yes_no(value: object) -> object:
    """Take the words yes and no, and nothing that only looks like them."""
    words: dict[object, bool] = {"yes": True, "no": False, True: True, False: False}
    if isinstance(value, str | bool) and value in words:
        return words[value]
    raise ValueError("must be yes or no")


def _once(values: tuple[str, ...]) -> tuple[str, ...]:
    """Take a list in which nothing stands twice, because a graph would keep it once."""
    twice = [value for n, value in enumerate(values) if value in values[:n]]
    if twice:
        raise ValueError(f"names {twice[0]!r} twice; keep it once")
    return values


def _not_each(value: str) -> str:
    """Take an id of a collection, but not the word by which one asks for each of them."""
    if value == EACH:
        raise ValueError("means every collection where one is asked for; choose another id")
    return value


def _in_order(value: str) -> str:
    """Take a span of time that begins before it ends."""
    if lexical.ends_before_it_begins(value):
        raise ValueError("ends before it begins; write the earlier date first")
    return value


def _isbn(value: str) -> str:
    """Take the number of a book of which the last place fits the others."""
    if not lexical.is_isbn(value):
        raise ValueError("is mistyped, for its last place does not fit the others")
    return value


def _probable(value: str) -> str:
    """Take a statement of significance, but no probability that cannot be one."""
    if re.search(lexical.NO_PROBABILITY, value):
        raise ValueError("names a probability that is not between 0 and 1; correct it")
    return value


def _between_bounds(value: str) -> str:
    """Take an interval whose lower bound is the first, at a level that can be one."""
    bounds = lexical.reversed_bounds(value)
    if bounds:
        raise ValueError(f"has bounds in the wrong order ({bounds}); write the lower one first")
    if re.search(lexical.NO_LEVEL, value):
        raise ValueError("names a level of confidence that is not between 0 and 100%; correct it")
    return value


def _of_form(pattern: str) -> StringConstraints:
    return StringConstraints(pattern=f"^{pattern}$")


def _no(pattern: str) -> Any:  # noqa: ANN401 - what pydantic itself returns
    return Field(json_schema_extra={"not": {"pattern": pattern}})


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=SLUG)]
Path = Annotated[str, StringConstraints(pattern=PATH)]
Date = Annotated[str, _of_form(lexical.DATE)]
Day = Annotated[str, _of_form(lexical.DAY)]
Span = Annotated[str, _of_form(lexical.SPAN), AfterValidator(_in_order)]
Url = Annotated[str, _of_form(lexical.URL)]
Significance = Annotated[Text, AfterValidator(_probable), _no(lexical.NO_PROBABILITY)]
Interval = Annotated[Text, AfterValidator(_between_bounds), _no(lexical.NO_LEVEL)]
_Whole = Annotated[int, Field(ge=1, le=lexical.MOST)]
_InFigures = Annotated[str, StringConstraints(pattern=f"^{_FIGURES}$")]
_InWords = Annotated[str, StringConstraints(pattern=f"^{_FIGURES}$|{_WORDS}")]
Number = Annotated[_Whole, BeforeValidator(_number, json_schema_input_type=_Whole | _InFigures)]
Count = Annotated[_Whole | Text, BeforeValidator(_count, json_schema_input_type=_Whole | _InWords)]
YesNo = Annotated[
    bool, BeforeValidator(_yes_no, json_schema_input_type=bool | Literal["yes", "no"])
]
Texts = Annotated[tuple[Text, ...], AfterValidator(_once)]
Slugs = Annotated[tuple[Slug, ...], AfterValidator(_once)]


def _is(kind: str) -> Any:  # noqa: ANN401 - what pydantic itself returns
    """Mark a field as an id of some kind of thing, for the check and the JSON Schema."""
    return Field(json_schema_extra={"x-kind": kind})


def _maybe(kind: str) -> Any:  # noqa: ANN401
    return Field(default=None, json_schema_extra={"x-kind": kind})


class Author(Part):
    """A person by family name, or by a name that has no parts to tell; or an organization."""

    family: Text | None = None
    given: Text | None = None
    suffix: Text | None = None
    name: Text | None = None
    organization: Text | None = None

    @model_validator(mode="after")
    def _one_name(self) -> Self:
        """Take one way of naming: nobody is both a person and an organization."""
        ways = (self.family, self.name, self.organization)
        if sum(way is not None for way in ways) != 1:
            raise ValueError("takes family (with given), or name, or organization: one of them")
        if self.family is None and (self.given or self.suffix):
            raise ValueError("has a given name or suffix without family; add family")
        return self

    @property
    def agent(self) -> str:
        """Return whether this is a person or an organization."""
        return "person" if self.organization is None else "organization"

    @property
    def label(self) -> str:
        """Return the name as one reads it."""
        return Name(self.family, self.given, self.suffix, self.name, self.organization).label


def _said(name: Name) -> dict[str, str]:
    return {key: value for key, value in asdict(name).items() if value is not None}


class Work(Part):
    """The publication; of one that is already described, the id is enough."""

    id: Slug
    label: Text | None = None
    title: Text | None = None
    authors: tuple[Author, ...] = ()
    more_authors: YesNo = False
    issued: Date | None = None
    kind: Slug | None = _maybe("work-kind")
    venue: Text | None = None
    volume: Text | None = None
    issue: Text | None = None
    pages: Annotated[str, StringConstraints(pattern=_PAGES)] | None = None
    edition: Text | None = None
    number: Text | None = None
    publisher: Text | None = None
    isbn: Annotated[str, _of_form(lexical.ISBN), AfterValidator(_isbn)] | None = None
    arxiv: Annotated[str, _of_form(lexical.ARXIV)] | None = None
    doi: Annotated[str, _of_form(lexical.DOI)] | None = None
    url: Url | None = None
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _authors_in_one_line(cls, data: object) -> object:
        """Take authors in one line apart where it is plain who they are."""
        if not isinstance(data, dict) or not isinstance(data.get("authors"), str):
            return data
        try:
            names, more = parted(data["authors"])
        except ValueError:
            return data  # the field itself says what is wrong
        taken = {**data, "authors": [_said(name) for name in names]}
        return {**taken, "more_authors": True} if more else taken

    @field_validator("authors", mode="before")
    @classmethod
    def _authors_plainly(cls, value: object) -> object:
        """Refuse a line of which it is not plain who is who."""
        if isinstance(value, str):
            parted(value)
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

    extent: Slug = _is("TextExtent")
    source: Text
    sections: Text
    through: Slug | None = _maybe("Work")
    version: Date | None = None
    note: Text | None = None


class OpenModels(Part):
    """Whether open models are what the work analyses."""

    value: Slug = _is("Extent")
    note: Text | None = None
    locator: Text


class Actor(Part):
    """A threat actor that the analysis considers, or names as left out."""

    actor: Slug = _is("ThreatActor")
    considered: YesNo = True
    statement: Text
    locator: Text


class BaselineRow(Part):
    """A reference point, and to what extent the analysis compares with it."""

    baseline: Slug = _is("Baseline")
    extent: Slug = _is("Extent")
    statement: Text
    locator: Text


class Coding(Part):
    """What was read on one step."""

    step: Slug = _is("FrameworkStep")
    outcome: Slug = _is("Outcome")
    basis: Slug = Field(default="judged", json_schema_extra={"x-kind": "CodingBasis"})
    lower_bound: YesNo = False
    confidence: Slug | None = _maybe("Confidence")
    alternative: Slug | None = _maybe("Outcome")
    ambiguity: Text | None = None
    rationale: Text
    missing: Texts = ()
    locator: Text
    independent: YesNo = True
    note: Text | None = None


class Position(Part):
    """An answer to a question, or a way of dealing with it without an answer."""

    id: Slug
    question: Slug = _is("Question")
    answer: Slug = _is("answer")
    mode: Slug = _is("mode")
    basis: Slug | None = _maybe("StanceBasis")
    confidence: Slug | None = _maybe("Confidence")
    vectors: Slugs | None = _maybe("MisuseVector")
    stands_in_for: Slugs = Field(default=(), json_schema_extra={"x-kind": "FrameworkStep"})
    statement: Text
    locator: Text
    note: Text | None = None


class Analysis(Part):
    """The analysis of one misuse vector: one study, or a further reading of a known one."""

    study: Slug | None = None
    vector: Slug = _is("MisuseVector")
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
    design_kind: Slug | None = _maybe("StudyDesign")
    n: Count | None = None
    comparison: Text | None = None
    compared_with: Slugs = Field(default=(), json_schema_extra={"x-kind": "Baseline"})
    measure: Text | None = None
    result: Text | None = None
    intervals: Annotated[tuple[Interval, ...], AfterValidator(_once)] = ()
    significance: Annotated[tuple[Significance, ...], AfterValidator(_once)] = ()
    models: Text | None = None
    releases: Slugs = Field(default=(), json_schema_extra={"x-kind": "ModelRelease"})
    date: Span | None = None


class Relation(Part):
    """How a claim bears on another, and who says so."""

    direction: Slug = _is("EvidenceDirection")
    claim: Slug = _is("Claim")
    drawn_by: Slug = Field(default=CODER, json_schema_extra={"x-kind": "drawn-by"})


class Claim(Part):
    """One sentence that the work asserts, and what stands behind it.

    It is on record for the collection of the sheet, unless it names another: a claim of a reading
    that stands beside may be kept where the reading in use does not repeat it.
    """

    id: Slug
    statement: Text
    kind: Slug = _is("ClaimKind")
    about: Annotated[tuple[Path, ...], AfterValidator(_once)] = Field(min_length=1)
    step: Slug | None = _maybe("FrameworkStep")
    confidence: Slug | None = _maybe("Confidence")
    expresses: Slugs = Field(default=(), json_schema_extra={"x-kind": "Position"})
    locator: Text
    relations: tuple[Relation, ...] = ()
    evidence: Evidence | None = None
    collection: Slug | None = _maybe("Collection")


class Answer(Part):
    """An answer that the work brings to a question, or (with `handling`) a way without one.

    The definition says what tells it from the other answers; it may stand in Korean, too.
    """

    id: Slug
    label: Text
    definition: Text | None = None
    definition_ko: Text | None = None
    handling: Slug | None = _maybe("HandlingKind")
    excludes: Slugs = Field(default=(), json_schema_extra={"x-kind": "Position"})


class Question(Part):
    """A question that the work brings; of one that is already described, id and answers."""

    id: Slug
    label: Text | None = None
    text: Text | None = None
    steps: Slugs = Field(default=(), json_schema_extra={"x-kind": "FrameworkStep"})
    answers: tuple[Answer, ...] = ()


class Party(Part):
    """A work that is a party to a disagreement by a claim, and on which side, where it is plain."""

    work: Slug = _is("Work")
    claim: Slug = _is("Claim")
    side: Number | None = None
    side_basis: Slug | None = _maybe("StanceBasis")


class Cause(Part):
    """Why parties differ, and whose diagnosis that is: the coder's, or that of a work (its id)."""

    cause: Slug = _is("Cause")
    by: Slug = "coder"


class Disagreement(Part):
    """What works disagree on: described if a party draws the contrast itself, else implied."""

    id: Slug
    label: Text
    type: Slug = _is("DisagreementType")
    basis: Slug = Field(default="implied", json_schema_extra={"x-kind": "DisagreementBasis"})
    question: Slug | None = _maybe("Question")
    about: Annotated[tuple[Path, ...], AfterValidator(_once)] = ()
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
    licence: Annotated[str, StringConstraints(pattern=_LICENCE)] | None = None
    framework: Slug | None = _maybe("Framework")
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
