"""What the graph and its analyses return: frozen dataclasses whose fields are the JSON contract.

What a comparison returns stands in `ofmkg.analyses.compare.result`.
"""

from dataclasses import dataclass
from typing import Literal

from ofmkg.graph.results import Result

Origin = Literal["computed", "source", "ours"]

# Whose word a reading is: that of the work it is about, of another work, or our inference.
Voice = Literal["itself", "another", "inference"]

# Whether sources place a row in its class, or it falls there only with our inferences.
RowVoice = Literal["source", "inference"]


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
    voice: Voice


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


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody replied to a coding, where it can be found, and who put it on record."""

    coder: str | None
    statement: str
    by: str
    by_author: bool
    locator: str | None
    recorded_by: str | None
    recorded: str | None


@dataclass(frozen=True, slots=True)
class Review:
    """That a person checked a coding (of `coder`) against a passage, and agrees or differs."""

    coder: str | None
    who: str
    orcid: str | None
    verdict: str
    passage: str | None
    date: str | None
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided that one reading of a cell counts and not another, why, and when."""

    who: str
    reason: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One study on one step, with everything that must travel with its state.

    `step` is the id of the step; `state` is addressed, partial, assumed, skipped or uncoded;
    `outcome` what was coded; `source`
    the work that `locator` (of the cell) and `read_at` (of the whole assessment) point into;
    `others` the readings of coders who differ; `replies` what was replied to any of the readings;
    `reviews` what persons found who checked the reading in use; `decision` by whom it was decided
    that this reading counts and not another, where that was decided for the cell alone.
    `voice` is "inference" where the state is assumed and nothing but our inference stands in for
    the step; by the word of sources alone such a step is skipped.
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
    coder_kind: Literal["person", "software"] | None = None
    text_read: str | None = None
    lower_bound: bool = False
    contested: bool = False
    others: tuple[OtherReading, ...] = ()
    replies: tuple[Reply, ...] = ()
    reviews: tuple[Review, ...] = ()
    decision: Decision | None = None
    voice: RowVoice = "source"
    step: str = ""

    def __repr__(self) -> str:
        """Tell its state, with what must travel with it, in a line."""
        told = [
            "by inference" if self.voice == "inference" else "",
            f"could be {self.alternative}" if self.alternative else "",
            "contested" if self.contested else "",
            "at least" if self.lower_bound else "",
        ]
        place = ", ".join(each for each in (self.study, self.vector, self.step) if each)
        return f"<Cell: {place}: {', '.join(each for each in (self.state, *told) if each)}>"

    @property
    def state_by_source(self) -> str:
        """The state of the cell without what only we infer."""
        return "skipped" if self.voice == "inference" else self.state

    @property
    def reviewers(self) -> int:
        """How many persons reviewed the reading in use, each counted once."""
        return len({each.orcid or each.who for each in self.reviews})


@dataclass(frozen=True, slots=True)
class Stance:
    """How one holder relates to one question.

    `kind` is assumption, finding, attributed, treatment or silence; the last two have no position
    and their label is that of the way of handling. `vectors` empty = across vectors. `voice` tells
    whose word it is.
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
    voice: Voice
    note: str | None = None

    @property
    def is_answer(self) -> bool:
        """Whether it answers the question: a position that is named but not affirmed does not."""
        return self.position is not None and self.mode != "unaffirmed"


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
class Readers:
    """How many readings in use software and persons made, and what persons have reviewed.

    A reading is what one coder recorded of one work; `others_reviewed` are claims and stances.
    """

    software: int = 0
    persons: int = 0
    unknown: int = 0
    read_as: str | None = None
    read_as_korean: str | None = None
    codings: int = 0
    codings_reviewed: int = 0
    others_reviewed: int = 0

    @property
    def readings(self) -> int:
        """How many readings there are."""
        return self.software + self.persons + self.unknown

    @property
    def reviewed(self) -> int:
        """How many things persons have reviewed."""
        return self.codings_reviewed + self.others_reviewed


@dataclass(frozen=True, slots=True)
class Extents:
    """How far the works of a collection were read, and how much of it two coders coded.

    `in_use` and `beside` count works by the extent of text (empty if not on record) that the
    readings in use, and those beside them, are made from; `studies` those of the collection. Of
    the `cells` that two coders coded, `compared` can be, and the coders agree in `agreed`.
    """

    in_use: tuple[tuple[str, int], ...] = ()
    beside: tuple[tuple[str, int], ...] = ()
    studies: int = 0
    cells: int = 0
    compared: int = 0
    agreed: int = 0

    @property
    def works(self) -> int:
        """How many works were read for it."""
        return sum(n for _, n in self.in_use)


@dataclass(frozen=True, slots=True)
class Collection:
    """A set of studies that were read in the same way, with what must be said of it.

    The first of the caveats says who read, if anybody did: `read_by`; the next, `was_read`, what
    was read and how far. Both are counted from what is on record.
    """

    id: str
    label: str
    is_default: bool
    cutoff: str | None
    caveats: tuple[str, ...]
    readers: Readers = Readers()
    read_by: str | None = None
    extents: Extents = Extents()
    was_read: str | None = None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One study with its cells in the order of the steps."""

    study: str
    label: str
    vector: str
    collection: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix(Result):
    """Studies by steps; `elsewhere` counts studies of other collections, by collection."""

    framework: Framework
    rows: tuple[MatrixRow, ...]
    collections: tuple[Collection, ...]
    elsewhere: tuple[tuple[str, int], ...] = ()
