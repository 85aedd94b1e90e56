"""What giving something up comes to: the result of `ofmkg.analyses.rests.analysis`."""

from dataclasses import dataclass
from typing import Literal, get_args

from ofmkg.analyses.standing.result import Bears, Stands
from ofmkg.graph.model import Collection, RowVoice
from ofmkg.graph.results import Result

Loss = Literal[
    "withdrawn",
    "unsupported",
    "need-lost",
    "weakened",
    "relieved",
    "relabelled",
    "says-the-same",
    "citation-lost",
]
LOSSES: tuple[Loss, ...] = get_args(Loss)  # the heaviest first


@dataclass(frozen=True, slots=True)
class Given:
    """Something that is given up: its id, IRI, kind (a class of the ontology) and what it says.

    The id of a line of evidence is its path, since its last part is the id of a claim.

    Of a claim or stance, there is also whose it is (works, or the holder), and where it stands.
    """

    thing: str
    iri: str
    kind: str
    kind_label: str
    label: str
    holders: tuple[str, ...]
    locator: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """A step of a chain: what bears on a claim, with the claim, and what becomes of it.

    `became` is gone (given up, or fallen without it), line-gone (the line of evidence is given up)
    or weakened.
    """

    bears: Bears
    claim: str
    became: Literal["gone", "line-gone", "weakened"]


@dataclass(frozen=True, slots=True)
class Change:
    """What a claim loses, and what it is left with.

    `loss` is

    - withdrawn: given up itself, or with all works that assert it;
    - unsupported: nothing that supports it is left;
    - need-lost: all of its evidence, or a stance that it rests on, is lost; other support is left;
    - weakened: some of its support is lost, or is itself weakened;
    - relieved: only evidence that disputes or qualifies it is lost;
    - relabelled: only its label changes;
    - says-the-same: it only expresses, in our reading, a position that is given up, or that a
      stance given up takes; whoever asserts the claim may hold on to it;
    - citation-lost: only a work that it cites as evidence is given up.

    `lost`, `weaker` and `left` are what supports it, `relief` what disputes or qualifies it no
    more; `expresses` are the positions given up that it expresses; `cited_lost` are works that it
    cites as evidence, `cited_left` counts the others. `through` is the last link of the chain that
    begins with what is given up; `steps` is the length of that chain. `before` and `after` tell
    where it stands; `voice` is source if it loses this by what sources say.
    """

    claim: str
    statement: str
    works: tuple[str, ...]
    loss: Loss
    lost: tuple[Link, ...]
    weaker: tuple[Link, ...]
    left: tuple[Bears, ...]
    relief: tuple[Link, ...]
    expresses: tuple[str, ...]
    cited_lost: tuple[str, ...]
    cited_left: int
    before: Stands
    after: Stands
    through: Link | None
    steps: int
    locator: str | None
    source: str | None
    collection: str | None
    voice: RowVoice = "source"


@dataclass(frozen=True, slots=True)
class Retraction(Result):
    """The claims that change if things are given up, out of `claims` on record.

    `changes` are those by what sources say (with inferences taken in, by any line), `counts` their
    losses; `by_inference` are claims that change, or change otherwise, only with our inferences.
    `collections` are those that the claims were put on record for, `by_collection` counts claims.
    """

    given_up: tuple[Given, ...]
    changes: tuple[Change, ...]
    by_inference: tuple[Change, ...]
    counts: dict[str, int]
    claims: int
    method: str
    limits: str
    collections: tuple[Collection, ...]
    by_collection: dict[str, int]

    def chain(self, claim: str, *, inferred: bool = False) -> tuple[Link, ...]:
        """Return the links from what was given up to a claim (short id).

        With `inferred`, along our inferences too.
        """
        ours = self.by_inference if inferred else ()
        by_claim = {change.claim: change for change in (*self.changes, *ours)}
        found: list[Link] = []
        while claim in by_claim and (link := by_claim[claim].through) is not None:
            found.append(link)
            claim = "" if link.became == "line-gone" else link.bears.thing
        return tuple(reversed(found))
