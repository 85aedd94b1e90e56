"""The argument on record as a whole: claims, what bears on them, and what they rest on.

Things are told apart by their IRIs here, since a line of evidence may end in the id of a claim.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace

from ofmkg.analyses.locators import Vectors
from ofmkg.graph.model import Voice
from ofmkg.graph.results import Result
from ofmkg.graph.terms import short

SUPPORTS, DISPUTES, QUALIFIES, RESTS_ON = "supports", "disputes", "qualifies", "rests-on"
SOURCE, OURS = "named-by-source", "our-inference"


@dataclass(frozen=True, slots=True)
class Claim:
    """What works assert, as the source presents it, and the vectors that it is about.

    `collection` is the one that the claim was put on record for. `disputable` tells whether claims
    of its kind say how things are, so that evidence can speak against them.
    """

    iri: str
    statement: str
    kind: str | None
    works: tuple[str, ...]
    vectors: tuple[str, ...]
    locator: str | None
    source: str | None
    collection: str | None
    disputable: bool


@dataclass(frozen=True, slots=True)
class Premise:
    """A stance that a claim rests on.

    `work` is that of the holder. `coder` and `adopted` tell whose reading it is, where it stands in
    an assessment; locator and source are where the stance stands. `voice` is whose word it is.
    """

    iri: str
    label: str
    holder: str | None
    work: str | None
    question: str | None
    position: str | None
    position_label: str | None
    mode: str | None
    basis: str | None
    coder: str | None
    adopted: bool | None
    locator: str | None
    source: str | None
    voice: Voice


@dataclass(frozen=True, slots=True)
class Bearing:
    """How one thing (`start`) bears on a claim (`end`), and who says so (`drawn_by`).

    A line of evidence has an IRI (`line`); for rests-on, `start` is the stance that the claim
    rests on. `basis` is named-by-source or our-inference; `voice` is inference where nobody but us
    says that it bears on it, or where the stance that it rests on is our inference.
    """

    relation: str
    start: str
    end: str
    line: str | None
    drawn_by: str | None
    basis: str | None
    locator: str | None
    source: str | None
    voice: Voice


@dataclass(frozen=True, slots=True)
class Expression:
    """A position that a claim expresses, always in our reading, with its label."""

    claim: str
    position: str
    question: str | None
    label: str
    locator: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A work that a claim cites as evidence, which is not support."""

    claim: str
    work: str
    locator: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Two positions that exclude each other in our reading; the first IRI is the lesser."""

    a: str
    b: str
    locator: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Argument(Result):
    """All claims with what bears on them; labels of works are by IRI."""

    claims: Mapping[str, Claim]
    premises: Mapping[str, Premise]
    bearings: tuple[Bearing, ...]
    expressions: tuple[Expression, ...]
    citations: tuple[Citation, ...]
    exclusions: tuple[Exclusion, ...]
    works: Mapping[str, str]

    def label(self, iri: str) -> str:
        """Return what a claim or stance says."""
        if iri in self.claims:
            return self.claims[iri].statement
        return self.premises[iri].label if iri in self.premises else short(iri)

    def about(self, vector: str, vectors: Vectors) -> frozenset[str]:
        """Return the claims about a vector (short id), one above or one below it."""
        return frozenset(
            iri
            for iri, claim in self.claims.items()
            if any(vectors.overlap(vector, short(each)) for each in claim.vectors)
        )

    def sourced(self) -> "Argument":
        """Keep what sources say: without what only we draw, and without what claims express."""
        kept = tuple(b for b in self.bearings if b.voice != "inference")
        return replace(self, bearings=kept, expressions=())

    def of(self, collections: Set[str]) -> "Argument":
        """Keep the claims put on record for some collections (short ids), with what is on record
        between them.
        """
        inside = {
            i for i, c in self.claims.items() if c.collection and short(c.collection) in collections
        }
        known = inside | set(self.premises)
        bearings = tuple(b for b in self.bearings if b.end in inside and b.start in known)
        resting = {b.start for b in bearings}
        return replace(
            self,
            claims={iri: claim for iri, claim in self.claims.items() if iri in inside},
            premises={iri: each for iri, each in self.premises.items() if iri in resting},
            bearings=bearings,
            expressions=tuple(e for e in self.expressions if e.claim in inside),
            citations=tuple(c for c in self.citations if c.claim in inside),
        )

    def part(self, inside: Set[str]) -> "Argument":
        """Keep some claims (IRIs) and what bears on them directly."""
        bearings = tuple(b for b in self.bearings if b.end in inside)
        kept = inside | {b.start for b in bearings}
        return replace(
            self,
            claims={iri: claim for iri, claim in self.claims.items() if iri in kept},
            premises={iri: each for iri, each in self.premises.items() if iri in kept},
            bearings=bearings,
            expressions=tuple(e for e in self.expressions if e.claim in kept),
            citations=tuple(c for c in self.citations if c.claim in kept),
        )
