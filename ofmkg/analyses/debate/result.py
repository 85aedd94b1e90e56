"""What the analysis of a whole debate returns."""

from dataclasses import dataclass
from typing import Literal

from ofmkg.graph.model import Collection, Framework, RowVoice, Voice
from ofmkg.graph.results import Result

How = Literal["coded", "worked", "itself", "credited"]
Link = Literal["same-threat", "any-threat", "exactly"]


@dataclass(frozen=True, slots=True)
class Holding:
    """A work that gives an answer, how that is known, and where it stands.

    `how` is coded (a study it reports), worked (a worked analysis), itself (what it says elsewhere)
    or credited (by `source`);
    `kind`, `basis` and `voice` as in the query positions-on-question.
    """

    work: str
    how: How
    kind: str
    basis: str | None
    locator: str | None
    source: str | None
    voice: Voice


@dataclass(frozen=True, slots=True)
class SharedAnswer:
    """An answer that several works of a group give; `vector` is None across threats.

    In a group of the link any-threat, `vector` is None and says nothing.
    """

    question: str
    question_label: str
    position: str
    label: str
    vector: str | None
    holdings: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Works that belong together, with the answers that link them, the most shared first.

    `voice` is source if they belong together by what is no inference of ours.
    """

    link: Link
    works: tuple[str, ...]
    answers: tuple[SharedAnswer, ...]
    voice: RowVoice


@dataclass(frozen=True, slots=True)
class DividedSide:
    """One answer to a dividing question.

    `here` gives it about the vector itself, `wider` about one above it or across vectors.
    """

    position: str
    label: str
    works: int
    here: tuple[Holding, ...]
    wider: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """A question that divides works on one vector (None = across vectors), with its sides.

    `works` counts the works on all sides. A work that is recorded with answers on both sides
    divides nothing and stands on none. `opposed` tells whether answers of different works exclude
    each other by what is no inference of ours; `voice` is inference if anything here is ours.
    """

    question: str
    label: str
    vector: str | None
    works: int
    sides: tuple[DividedSide, ...]
    opposed: RowVoice
    voice: RowVoice


@dataclass(frozen=True, slots=True)
class StepCount:
    """How many studies are in each state on a step.

    With the alternatives of ambiguous codings `skipped_ambiguous` of those skipped would not be,
    and `otherwise_absent` of those addressed or partial would be absent. `inferred` of those
    assumed are so by our inference alone, another coder reads `contested` otherwise, and `at_least`
    mean at least this much.
    """

    step: str
    label: str
    order: int
    studies: int
    addressed: int
    partial: int
    assumed: int
    skipped: int
    uncoded: int
    skipped_ambiguous: int
    otherwise_absent: int
    inferred: int
    contested: int
    at_least: int


@dataclass(frozen=True, slots=True)
class Part:
    """The debate as one collection shows it; a work may count in several ways.

    Answers, groups and divisions are those by the voice of the sources (with inferences taken in,
    by any); `by_inference` and `groups_by_inference` are what only our inferences add.
    """

    collection: Collection
    coded: int
    worked: int
    itself: int
    credited: int
    answers: int
    groups: tuple[Group, ...]
    divisions: tuple[Division, ...]
    by_inference: tuple[Division, ...]
    groups_by_inference: tuple[Group, ...]
    steps: tuple[StepCount, ...]


@dataclass(frozen=True, slots=True)
class Debate(Result):
    """The debate in each collection."""

    framework: Framework
    parts: tuple[Part, ...]
