"""Which claims wait for research, found by question and by threat and step."""

from collections.abc import Iterable, Mapping

from ofmkg.analyses.locators import Vectors
from ofmkg.analyses.needed.result import OpenQuestion, WaitingClaim, Why
from ofmkg.graph.terms import short, short_if
from ofmkg.graph.voices import voice

Row = Mapping[str, str]
Place = tuple[str | None, str | None]  # a vector and a step


class Claims:
    """The claims that may wait for a study, found by question and by place."""

    def __init__(
        self, rows: Iterable[Row], bare: set[str], vectors: Vectors, studied: Iterable[str]
    ) -> None:
        """Take rows of the query `claims-in-question`, and the IRIs of claims without evidence."""
        self._vectors, self._bare = vectors, bare
        self._by_question: dict[str, list[Row]] = {}
        self._by_place: dict[Place, dict[str, Row]] = {}
        self._about: dict[str, set[str]] = {}
        self._works: dict[str, dict[str, None]] = {}
        inside = frozenset(studied)
        for row in rows:
            about = self._about.setdefault(row["claim"], set())
            works = self._works.setdefault(row["claim"], {})
            if "work" in row:
                works[short(row["work"])] = None
            if "vector" in row:
                about.add(short(row["vector"]))
            if "question" in row:
                self._by_question.setdefault(short(row["question"]), []).append(row)
            elif row["claim"] in bare and "vector" in row:
                place = (vectors.home(short(row["vector"]), inside), short(row["step"]))
                self._by_place.setdefault(place, {})[row["claim"]] = row

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
                rests = row["via"] == "rests-on"
                if row["claim"] in found or not self._concerns(row["claim"], place[0]):
                    continue
                if rests or question.standing == "disputed" or row["claim"] in self._bare:
                    thing = short(row["stance"]) if rests else question.question
                    found[row["claim"]] = self._waiting(
                        row, "rests-on" if rests else "expresses", thing
                    )
        for claim, row in self._by_place.get(place, {}).items():
            found.setdefault(claim, self._waiting(row, "without-evidence", None))
        return tuple(found[claim] for claim in sorted(found))

    def _concerns(self, claim: str, vector: str | None) -> bool:
        about = self._about[claim]
        return not about or any(self._vectors.overlap(each, vector) for each in about)

    def _waiting(self, row: Row, why: Why, thing: str | None) -> WaitingClaim:
        return WaitingClaim(
            short(row["claim"]),
            row.get("statement", short(row["claim"])),
            tuple(self._works[row["claim"]]),
            why,
            thing,
            row.get("locator"),
            short_if(row.get("source")),
            short_if(row.get("collection")),
            voice(row),
        )
