"""What the analysis of robustness returns: findings, and what changes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ofmkg.graph.model import Collection, Framework, RowVoice, Voice
from ofmkg.graph.results import Result

Tried = Literal["alternatives", "assumption"]
Kind = Literal["cell", "gap", "complete", "comparison"]

READINGS: tuple[Tried, ...] = ("alternatives", "assumption")


@dataclass(frozen=True, slots=True)
class Change:
    """What a finding becomes under a reading, and because of what.

    `because` names stances, or for alternatives the codings as study/step.
    """

    reading: Tried
    becomes: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding with what changes it; robust if no reading does.

    A cell (study, step) has its state as value; a gap (vector, step) its level, as the map of gaps
    has it, by the most that a study of the vector or of a narrower one is seen to do; complete
    (study) is complete, incomplete or unknown; a comparison (studies a and b, question) has its
    class. Vectors and pairs are taken within one collection. `rests_on` names stances; basis,
    alternative, note, locator and source are those of a cell. `at_least` tells that a study may do
    more, since it was not read in full or not judged; `voice` is source if the finding rests on no
    inference of ours.
    """

    kind: Kind
    value: str
    robust: bool
    changes: tuple[Change, ...]
    collection: str
    study: str | None = None
    vector: str | None = None
    step: str | None = None
    a: str | None = None
    b: str | None = None
    question: str | None = None
    rests_on: tuple[str, ...] = ()
    basis: str | None = None
    alternative: str | None = None
    note: str | None = None
    locator: str | None = None
    source: str | None = None
    at_least: bool = False
    voice: RowVoice = "source"

    @property
    def about(self) -> tuple[str | None, ...]:
        """Return what the finding is about, whatever its value is."""
        where = (self.collection, self.study, self.vector, self.step)
        return (self.kind, *where, self.a, self.b, self.question)


@dataclass(frozen=True, slots=True)
class Ground:
    """A stance that findings rest on; `changes` of them change if it alone is given up.

    `id` is the short id, or the IRI where several stances share a short id; only assumptions are
    given up, so that `tried` is false for the other kinds.
    """

    id: str
    iri: str
    holder: str
    kind: str
    statement: str
    mode: str | None
    basis: str | None
    locator: str | None
    source: str
    voice: Voice
    tried: bool
    changes: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of a kind there are, and how many stay as they are under each reading."""

    kind: Kind
    total: int
    alternatives: int
    assumption: int
    robust: int


@dataclass(frozen=True, slots=True)
class Robustness(Result):
    """All findings of some collections, with what changes them.

    `findings`, and their `tallies`, are those by the voice of the sources (with inferences taken
    in, by any); `by_inference` are those that have another value, or are there at all, only with
    our inferences. `ambiguous` counts the codings that alternatives touch, `inferred` the stances
    that are our inference; `pairs_left_out` the pairs of studies that were not compared, all or
    none.
    """

    framework: Framework
    collections: tuple[Collection, ...]
    ambiguous: int
    inferred: int
    tallies: tuple[Tally, ...]
    findings: tuple[Finding, ...]
    by_inference: tuple[Finding, ...]
    grounds: tuple[Ground, ...]
    questions: dict[str, str]
    pairs_left_out: int


def settled(changes: Iterable[Change]) -> tuple[bool, tuple[Change, ...]]:
    """Return whether a finding with these changes is robust, and the changes in order."""
    every = tuple(sorted(changes, key=lambda change: READINGS.index(change.reading)))
    return not every, every
