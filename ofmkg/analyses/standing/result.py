"""Where claims stand: the result of `ofmkg.analyses.standing.analysis`."""

from dataclasses import dataclass
from typing import Literal

from ofmkg.graph.model import Collection, RowVoice, Voice
from ofmkg.graph.results import Result

Stands = Literal[
    "undisputed",
    "disputed-replied",
    "disputed-both-ways",
    "disputed-no-reply",
    "evidence-lost",
    "premise-lost",
    "given-up",
    "not-labelled",
]

METHOD = (
    "grounded semantics of argumentation frameworks with necessities (Nouioua and Risch 2011): "
    "disputes attack; of the evidence for a claim at least one piece is needed, and each stance "
    "that it rests on; qualifies does not attack"
)
LIMITS = "A label is a fact about the graph, not a verdict on the world."


@dataclass(frozen=True, slots=True)
class Bears:
    """What bears on a claim, and where that stands itself: a claim, or a stance it rests on.

    `line` is the IRI of the line of evidence; `voice` is whose word it is that it bears on it.
    """

    relation: str
    thing: str
    says: str
    label: Stands
    line: str | None
    drawn_by: str | None
    basis: str | None
    locator: str | None
    source: str | None
    voice: Voice
    collection: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimStanding:
    """Where a claim stands, and what bears on it.

    `label` is

    - undisputed: nothing on record disputes it;
    - disputed-replied: what disputes it is itself disputed with no reply, or has lost its evidence;
    - disputed-both-ways: neither follows, as where two claims dispute each other;
    - disputed-no-reply: a claim disputes it that is undisputed, or whose disputes are replied to;
    - evidence-lost: of the evidence on record for it, none is left that is not so disputed;
    - premise-lost: a stance that it rests on is given up; given-up: it is itself;
    - not-labelled: it is of a kind that cannot be disputed.

    `voice` is source if it stands there by lines that sources draw.
    """

    claim: str
    statement: str
    kind: str | None
    works: tuple[str, ...]
    vectors: tuple[str, ...]
    label: Stands
    voice: RowVoice
    bearings: tuple[Bears, ...]
    locator: str | None
    source: str | None
    collection: str | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """How many lines of a relation (supports ...) somebody draws, and on what basis."""

    relation: str
    drawn_by: str | None
    basis: str | None
    voice: Voice
    lines: int


@dataclass(frozen=True, slots=True)
class Standing(Result):
    """Where claims that can be disputed stand, by the method named; `vector` None = all claims.

    `counts` are numbers of labels by collection; `drawn` counts the lines that bear on these
    claims, ours too. `claims` stand where lines of sources put them (with inferences taken in, all
    lines); `by_inference` are those that our lines put elsewhere or dispute, with our lines alone.
    `not_labelled` are claims that are disputed on record but of a kind that gets no label; how many
    claims there are of such kinds tells `left_out`. `collections` are those of the claims.
    """

    method: str
    limits: str
    vector: str | None
    counts: dict[str, dict[str, int]]
    drawn: tuple[Drawn, ...]
    claims: tuple[ClaimStanding, ...]
    by_inference: tuple[ClaimStanding, ...]
    not_labelled: tuple[ClaimStanding, ...]
    left_out: dict[str, int]
    collections: tuple[Collection, ...]
