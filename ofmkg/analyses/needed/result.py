"""What the analysis of needed research returns, and the keys by which it can be put in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ofmkg.analyses.needed import KEYS
from ofmkg.errors import UsageError
from ofmkg.graph.model import Collection, Framework, RowVoice, Voice
from ofmkg.graph.results import Result
from ofmkg.graph.terms import did_you_mean

Standing = Literal["disputed", "not-shown", "unanswered"]
Why = Literal["rests-on", "expresses", "without-evidence"]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a question: who takes it how (`kind` as in the query positions-on-question)."""

    stance: str
    holder: str
    work: str
    position: str
    label: str
    kind: str
    statement: str | None
    vectors: tuple[str, ...]
    basis: str | None
    locator: str | None
    source: str | None
    voice: Voice


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question on a threat that the study could settle.

    Disputed: different works give incompatible answers about overlapping threats. Not shown:
    answered, but no coded study or worked analysis shows an answer with evidence. Unanswered: no
    work on record takes a position.
    """

    question: str
    label: str
    standing: Standing
    answers: tuple[Answer, ...]
    locator: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class MissingPart:
    """What the source says is missing from one study on the step."""

    study: str
    text: str
    outcome: str | None
    basis: str | None
    locator: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class MissingBaseline:
    """A comparison that one study did not make, or made in part only.

    `placed` tells whether it is recorded in the passage that the coding of the step rests on;
    otherwise nothing says to which step it belongs, and it stands with all steps.
    """

    study: str
    baseline: str
    label: str
    extent: str
    statement: str | None
    locator: str | None
    source: str | None
    placed: bool


@dataclass(frozen=True, slots=True)
class WaitingClaim:
    """A claim of `works` that waits, and why; `thing` is the question or stance concerned."""

    claim: str
    statement: str
    works: tuple[str, ...]
    why: Why
    thing: str | None
    locator: str | None
    source: str | None
    collection: str | None
    voice: Voice


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What a source itself asks of research, with the steps that it bears on."""

    recommendation: str
    statement: str
    rationale: str | None
    steps: tuple[str, ...]
    locator: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many studies of the vector (and narrower ones) are in each state on the step.

    `at_least` of them were not read in full, so that they may do more. `ambiguous` names the
    studies of this very vector whose coding of the step is ambiguous, `contested` those that
    another coder reads otherwise, `inferred` those that assume it by our inference alone.
    """

    addressed: int = 0
    partial: int = 0
    assumed: int = 0
    skipped: int = 0
    uncoded: int = 0
    at_least: int = 0
    ambiguous: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()

    @property
    def judged(self) -> int:
        """Return how many studies were coded on the step."""
        return self.addressed + self.partial + self.assumed + self.skipped

    @property
    def uncovered(self) -> bool:
        """Whether some study was coded on the step, and none addresses it, even in part."""
        return not self.addressed and not self.partial and bool(self.judged)


@dataclass(frozen=True, slots=True)
class SuggestedStudy:
    """A study that something on record calls for: of a vector (None = across vectors) on a step.

    `counts` are the numbers by which it is put in order, one for each of the KEYS. `voice` is
    inference if only our inferences call for it.
    """

    collection: str
    vector: str | None
    step: str | None
    coverage: Coverage
    questions: tuple[OpenQuestion, ...]
    baselines: tuple[MissingBaseline, ...]
    claims: tuple[WaitingClaim, ...]
    missing: tuple[MissingPart, ...]
    counts: dict[str, int]
    voice: RowVoice


@dataclass(frozen=True, slots=True)
class NeededResearch(Result):
    """Suggested studies in the order of the keys `order`; ties by vector and step.

    `suggestions` are called for by what sources say (with inferences taken in, by anything);
    `by_inference` holds what only our inferences add: other suggestions, and to those of sources
    the questions and claims that are ours. `asked_for` is what sources themselves ask of research,
    which is not counted.
    """

    framework: Framework
    collections: tuple[Collection, ...]
    order: tuple[str, ...]
    asked_for: tuple[AskedFor, ...]
    suggestions: tuple[SuggestedStudy, ...]
    by_inference: tuple[SuggestedStudy, ...]


def ordering(wanted: Sequence[str] | None) -> tuple[str, ...]:
    """Return the keys to order by: those wanted first, then the others as they stand.

    Raises UsageError for an unknown key.
    """
    chosen = [key.strip() for each in wanted or () for key in each.split(",") if key.strip()]
    for key in chosen:
        if key not in KEYS:
            raise UsageError(
                f"There is no key {key!r} to order by.{did_you_mean(key, KEYS)} "
                f"Keys: {', '.join(KEYS)}."
            )
    return tuple(dict.fromkeys([*chosen, *KEYS]))
