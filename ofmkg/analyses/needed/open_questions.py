"""Which questions are open on which threat: disputed, not shown with evidence, or unanswered."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, product

from ofmkg.analyses.locators import Vectors
from ofmkg.analyses.needed.result import Answer, OpenQuestion, Standing
from ofmkg.graph.terms import short, short_if
from ofmkg.graph.voices import voice

Row = Mapping[str, str]
Place = tuple[str | None, str]  # a vector (None = across vectors) and a question


def answers(rows: Iterable[Row]) -> dict[str, list[Answer]]:
    """Return the answers to each question, from rows of the query `positions-on-question`.

    A position that a work is linked with but does not affirm is none.
    """
    found: dict[str, list[Answer]] = {}
    inside = (row for row in rows if row["kind"] != "unaffirmed")
    for key, group in groupby(inside, key=lambda r: (r["question"], r["stance"], r.get("source"))):
        taken = list(group)
        first = taken[0]
        found.setdefault(short(key[0]), []).append(
            Answer(
                short(first["stance"]),
                short(first["holder"]),
                short(first["work"]),
                short(first["position"]),
                first.get("positionLabel", short(first["position"])),
                first["kind"],
                first.get("statement"),
                tuple(sorted({short(row["vector"]) for row in taken if "vector" in row})),
                first.get("basis"),
                first.get("locator"),
                short_if(first.get("source")),
                voice(first),
            )
        )
    return found


def open_questions(
    asked: Iterable[Row],
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
    steps: dict[str, list[Row]] = {}
    for row in asked:
        steps.setdefault(short(row["question"]), []).append(row)
    inside = frozenset(studied)
    found: dict[tuple[str | None, str | None], list[OpenQuestion]] = {}
    for question, rows in steps.items():
        for vector, here in _by_vector(taken.get(question, ()), vectors, inside).items():
            standing = _standing(here, incompatible, vectors)
            if standing is None:
                continue
            one = OpenQuestion(
                question,
                rows[0].get("questionLabel", question),
                standing,
                tuple(here),
                rows[0].get("locator"),
                short_if(rows[0].get("source")),
            )
            for step in dict.fromkeys(short_if(row.get("concerns")) for row in rows):
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
