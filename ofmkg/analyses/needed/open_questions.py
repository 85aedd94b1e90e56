"""Which questions are open on which threat: disputed, not shown with evidence, or unanswered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, product
from operator import attrgetter

from ofmkg.analyses.holdings import HoldingRow
from ofmkg.analyses.locators import Vectors
from ofmkg.analyses.needed.result import Answer, OpenQuestion, Standing
from ofmkg.graph.rows import Id, grouped
from ofmkg.graph.terms import short, short_if


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A row of the question `questions`: a question and a step that it concerns.

    Question and source are IRIs.
    """

    question: str
    concerns: Id | None = None
    question_label: str | None = None
    locator: str | None = None
    source: str | None = None


def answers(rows: Iterable[HoldingRow]) -> dict[str, list[Answer]]:
    """Return the answers to each question, from rows of the question `positions-on-question`.

    A position that a work is linked with but does not affirm is none.
    """
    found: dict[str, list[Answer]] = {}
    inside = (row for row in rows if row.kind != "unaffirmed")
    for key, group in groupby(inside, key=attrgetter("question", "stance", "source")):
        if (answer := _answer(list(group))) is not None:
            found.setdefault(short(key[0]), []).append(answer)
    return found


def _answer(rows: Sequence[HoldingRow]) -> Answer | None:
    first = rows[0]
    if first.position is None:
        return None
    return Answer(
        stance=short(first.stance),
        holder=short(first.holder),
        work=short(first.work),
        position=first.position,
        label=first.position if first.position_label is None else first.position_label,
        kind=first.kind,
        statement=first.statement,
        vectors=tuple(sorted({row.vector for row in rows if row.vector})),
        basis=first.basis,
        locator=first.locator,
        source=short_if(first.source),
        voice=first.voice,
    )


def open_questions(
    asked: Iterable[QuestionRow],
    taken: Mapping[str, Sequence[Answer]],
    incompatible: frozenset[tuple[str, str]],
    vectors: Vectors,
    studied: Iterable[str],
) -> dict[tuple[str | None, str | None], list[OpenQuestion]]:
    """Return the open questions by (vector, step).

    `asked` are rows of the query `questions`, `taken` the answers to each. A question belongs to
    the vectors that its answers are about, each brought home to the nearest vector out of
    `studied`; answers across vectors count with each of them, and alone only where there is no
    other.
    """
    inside = frozenset(studied)
    found: dict[tuple[str | None, str | None], list[OpenQuestion]] = {}
    for iri, rows in grouped(asked, "question").items():
        question, first = short(iri), rows[0]
        for vector, here in _by_vector(taken.get(question, ()), vectors, inside).items():
            standing = _standing(here, incompatible, vectors)
            if standing is None:
                continue
            one = OpenQuestion(
                question=question,
                label=question if first.question_label is None else first.question_label,
                standing=standing,
                answers=tuple(here),
                locator=first.locator,
                source=short_if(first.source),
            )
            for step in dict.fromkeys(row.concerns for row in rows):
                found.setdefault((vector, step), []).append(one)
    return found


def _by_vector(
    taken: Sequence[Answer], vectors: Vectors, studied: frozenset[str]
) -> dict[str | None, list[Answer]]:
    homes = {v: vectors.home(v, studied) for a in taken for v in a.vectors}
    if not homes:
        return {None: list(taken)}
    found: dict[str | None, list[Answer]] = {home: [] for home in sorted(set(homes.values()))}
    for answer in taken:
        places = {
            home
            for home in found
            if not answer.vectors or any(vectors.overlap(v, home) for v in answer.vectors)
        }
        for home in sorted(places, key=str):
            found[home].append(answer)
    return found


def _standing(
    here: Sequence[Answer], incompatible: frozenset[tuple[str, str]], vectors: Vectors
) -> Standing | None:
    """Return how open a question is; None if an answer is shown with evidence and undisputed."""
    if not here:
        return "unanswered"
    works: dict[tuple[str, str | None], set[str]] = {}
    for answer in here:
        for vector in answer.vectors or (None,):
            works.setdefault((answer.position, vector), set()).add(answer.work)
    against = [
        (one, other)
        for (p, v), (q, w) in product(works, works)
        if (p, q) in incompatible and vectors.overlap(v, w)
        for one, other in ((works[p, v], works[q, w]),)
    ]
    torn = set().union(*(one & other for one, other in against))  # a work disputes nothing itself
    if any(one - torn and other - torn for one, other in against):
        return "disputed"
    return None if any(a.kind == "found" for a in here) else "not-shown"
