"""What a question returns: frozen dataclasses whose fields are the JSON contract."""

from dataclasses import dataclass

from ofmkg.analyses.compare.result import VectorRelation
from ofmkg.analyses.holdings import Holding, Unrecorded
from ofmkg.graph.model import Collection
from ofmkg.graph.results import Result


@dataclass(frozen=True, slots=True)
class Ask:
    """A question, with the steps (id, label) that it concerns.

    `added_by` is the coder who added it, where no source asks it.
    """

    question: str
    label: str
    text: str | None
    steps: tuple[tuple[str, str], ...]
    locator: str | None
    source: str | None
    added_by: str | None = None


@dataclass(frozen=True, slots=True)
class ExpressingClaim:
    """A claim that expresses a position in our reading, with the works that assert it."""

    claim: str
    statement: str
    works: tuple[str, ...]
    locator: str | None
    source: str | None
    collection: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """For how many works of a collection a position is on record.

    `works` counts those on record with it by the word of a work, `inferred` further ones of which
    only we infer it. `collection` is None for what counts for none.
    """

    collection: str | None
    works: int
    inferred: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many of a collection are recorded with what on a question.

    `answering` counts studies and works, `works` the works among them or that report them; `kinds`
    are their answers by kind of stance, with its mode. Of the others, each under the first that
    holds: `treating`, `silent`, and `inferred` count those of which only we infer an answer.
    `unrecorded` are studies of which nothing is recorded.
    """

    collection: str | None
    answering: int
    works: int
    kinds: tuple[tuple[tuple[str, str | None], int], ...]
    treating: int
    silent: int
    inferred: int
    unrecorded: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A position, those it excludes, who holds it, and the claims that express it.

    `held` counts works collection by collection, those with any. That a claim expresses a position
    is our inference, too. `definition` says what answer it is and tells it from the others; None
    where none is given.
    """

    position: str
    label: str
    excludes: tuple[str, ...]
    held: tuple[Held, ...]
    claims: tuple[ExpressingClaim, ...]
    locator: str | None
    source: str | None
    added_by: str | None = None
    definition: str | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Two positions that exclude each other, in our reading.

    `threats` tells how the vectors relate about which different works are on record with them:
    works oppose each other where it is same or overlapping. It is None where no two works are.
    `with_inferences` tells the same with what only we infer taken in.
    """

    a: str
    b: str
    threats: VectorRelation | None
    with_inferences: VectorRelation | None


@dataclass(frozen=True, slots=True)
class VectorAnswers:
    """What is recorded about one vector; `vector` None = across vectors.

    What is recorded about several vectors stands under each of them. An answer that is named but
    not affirmed is treated, not given. `by_inference` holds what only we infer.
    """

    vector: str | None
    answers: tuple[Holding, ...]
    treatments: tuple[Holding, ...]
    silences: tuple[Holding, ...]
    unrecorded: tuple[Unrecorded, ...]
    by_inference: tuple[Holding, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers(Result):
    """A question with its answers, and who is recorded with what, by vector.

    Those of all collections stand together, each with its own; `recorded` counts them one by one.
    `beside` is what readings say that are not in use; no answer is drawn from them.
    """

    question: Ask
    positions: tuple[Answer, ...]
    exclusions: tuple[Exclusion, ...]
    vectors: tuple[VectorAnswers, ...]
    collections: tuple[Collection, ...]
    recorded: tuple[Recorded, ...]
    beside: tuple[Holding, ...] = ()

    def holdings(self) -> tuple[Holding, ...]:
        """Return all that is recorded, each stance once."""
        found = {
            (h.stance.holder, h.id): h
            for v in self.vectors
            for h in (*v.answers, *v.treatments, *v.silences, *v.by_inference)
        }
        return tuple(found.values())

    def timeline(self) -> tuple[Holding, ...]:
        """Return the answers by the date of their works; those without a date come last.

        Those that only we infer are not among them, unless inferences are taken in.
        """
        taken = {(h.stance.holder, h.id): h for v in self.vectors for h in v.answers}.values()
        return tuple(sorted(taken, key=lambda h: (h.issued or "~", h.stance.holder, h.id)))
