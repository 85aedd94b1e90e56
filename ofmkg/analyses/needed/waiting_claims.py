"""Which claims wait for research, found by question and by threat and step."""

from collections.abc import Iterable
from dataclasses import dataclass

from ofmkg.analyses.locators import Vectors
from ofmkg.analyses.needed.result import OpenQuestion, WaitingClaim, Why
from ofmkg.graph.model import Voice
from ofmkg.graph.rows import Id
from ofmkg.graph.terms import short

Place = tuple[str | None, str | None]  # a vector and a step


@dataclass(frozen=True, slots=True)
class ClaimInQuestion:
    """A row of the question `claims-in-question`: a claim (IRI), and how it comes to one."""

    claim: str
    via: str
    voice: Voice
    question: Id | None
    step: Id | None
    stance: Id | None
    vector: Id | None
    work: Id | None
    statement: str | None
    locator: str | None
    source: Id | None
    collection: Id | None


class Claims:
    """The claims that may wait for a study, found by question and by place."""

    def __init__(
        self,
        rows: Iterable[ClaimInQuestion],
        bare: set[str],
        vectors: Vectors,
        studied: Iterable[str],
    ) -> None:
        """Take the claims, and the IRIs of those without evidence."""
        self._vectors, self._bare = vectors, bare
        self._by_question: dict[str, list[ClaimInQuestion]] = {}
        self._by_place: dict[Place, dict[str, ClaimInQuestion]] = {}
        self._about: dict[str, set[str]] = {}
        self._works: dict[str, dict[str, None]] = {}
        inside = frozenset(studied)
        for row in rows:
            about = self._about.setdefault(row.claim, set())
            works = self._works.setdefault(row.claim, {})
            if row.work is not None:
                works[row.work] = None
            if row.vector is not None:
                about.add(row.vector)
            if row.question is not None:
                self._by_question.setdefault(row.question, []).append(row)
            elif row.claim in bare and row.vector is not None:
                place = (vectors.home(row.vector, inside), row.step)
                self._by_place.setdefault(place, {})[row.claim] = row

    @property
    def places(self) -> set[Place]:
        """Return the vectors and steps that claims without evidence are about."""
        return set(self._by_place)

    def waiting(self, place: Place, asked: Iterable[OpenQuestion]) -> tuple[WaitingClaim, ...]:
        """Return the claims that wait for a study of this vector and step, each for one reason.

        A claim waits if it rests on a stance on one of the open questions, or expresses a position
        on a question that is disputed, or on any of them and has no evidence, as long as it is
        about no other threat; or if it has no evidence and is about this very threat and step.
        """
        found: dict[str, WaitingClaim] = {}
        for question in asked:
            for row in self._by_question.get(question.question, ()):
                rests = row.via == "rests-on"
                if row.claim in found or not self._concerns(row.claim, place[0]):
                    continue
                if rests or question.standing == "disputed" or row.claim in self._bare:
                    thing = row.stance if rests else question.question
                    found[row.claim] = self._waiting(
                        row, "rests-on" if rests else "expresses", thing
                    )
        for claim, row in self._by_place.get(place, {}).items():
            found.setdefault(claim, self._waiting(row, "without-evidence", None))
        return tuple(found[claim] for claim in sorted(found))

    def _concerns(self, claim: str, vector: str | None) -> bool:
        about = self._about[claim]
        return not about or any(self._vectors.overlap(each, vector) for each in about)

    def _waiting(self, row: ClaimInQuestion, why: Why, thing: str | None) -> WaitingClaim:
        return WaitingClaim(
            claim=short(row.claim),
            statement=short(row.claim) if row.statement is None else row.statement,
            works=tuple(self._works[row.claim]),
            why=why,
            thing=thing,
            locator=row.locator,
            source=row.source,
            collection=row.collection,
            voice=row.voice,
        )
