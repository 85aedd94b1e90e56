"""A comparison as one paragraph that can be pasted into a brief."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ofmkg.comparison_result import ComparedWork, Comparison
from ofmkg.model import Cell
from ofmkg.show.stances import listed
from ofmkg.show.words import Words, count, enumerated, joined, upper_first

_STATES = {
    "addressed": "addressed {}",
    "partial": "addressed {} in part",
    "assumed": "assumed {} without showing it",
    "skipped": "did not address {}",
    "uncoded": "was not coded on {}",
}


def brief(c: Comparison, words: Words) -> str:
    """Return the comparison in a paragraph, with how sure it is and up to when it speaks."""
    return " ".join(
        (*_threats(c, words), *_answers(c, words), *_steps(c, words), *_reading(c, words))
    )


def _threats(c: Comparison, words: Words) -> Iterable[str]:
    a, b = c.a, c.b
    if c.vector_relation == "unknown":
        unknown = enumerated([side.label for side in (a, b) if not side.vectors])
        yield f"No misuse vector is on record for {unknown}, so the threats cannot be compared."
    elif c.vector_relation == "same":
        shared = words.vectors(a.vectors)
        vector = "vector" if len(a.vectors) == 1 else "vectors"
        yield f"{a.label} and {b.label} speak of the same misuse {vector}, {shared}."
    else:
        relation = (
            "different misuse vectors, so that the two are not directly comparable"
            if c.vector_relation == "different"
            else "misuse vectors that overlap"
        )
        yield (
            f"{a.label} speaks of {words.vectors(a.vectors)}, {b.label} of "
            f"{words.vectors(b.vectors)}: {relation}."
        )


def _answers(c: Comparison, words: Words) -> Iterable[str]:
    asked = c.assumptions
    rows = asked.rows()
    held = ((c.a, any(row.a for row in rows)), (c.b, any(row.b for row in rows)))
    unknown = [side.label for side, any_stance in held if not any_stance]
    if unknown:
        yield f"No stance of {enumerated(unknown)} is on record."
        return
    if asked.opposed:
        yield f"Their answers are opposed on {listed(asked.opposed, words)}."
    else:
        yield "No recorded answer of the one is opposed to an answer of the other."
    if asked.contrasting:
        yield (
            f"They contrast on {listed(asked.contrasting, words)}: such answers exclude each "
            "other in general, but here each is about its own threat."
        )
    near = [row for row in asked.shared if row.threats != "different"]
    far = [row for row in asked.shared if row.threats == "different"]
    if near:
        yield f"They give the same answer on {listed(near, words)}."
    if far:
        yield f"They give the same answer, about different threats, on {listed(far, words)}."
    if asked.different:
        apart = listed(asked.different, words)
        yield f"Their answers differ without excluding each other on {apart}."


def _steps(c: Comparison, words: Words) -> Iterable[str]:
    sides = ((c.a, [x for s in c.steps for x in s.a]), (c.b, [x for s in c.steps for x in s.b]))
    if not any(cells for _, cells in sides):
        yield "Neither was coded step by step, which says nothing of the steps they cover."
        return
    frame = f"Of the {count(len(c.framework.steps), 'step')} of the framework"
    for side, cells in sides:
        if cells:
            studies = f", over {len(side.studies)} studies," if len(side.studies) > 1 else ""
            yield f"{frame}, {side.label}{studies} {_tally(cells)}."
            frame = "Of these"
        else:
            yield (
                f"{side.label} was not coded step by step, "
                "which says nothing of the steps it covers."
            )


def _tally(cells: Sequence[Cell]) -> str:
    tally = Counter(cell.state for cell in cells)
    said = [words.format(tally[state]) for state, words in _STATES.items() if tally[state]]
    bounded = sum(cell.lower_bound for cell in cells)
    ambiguous = sum(cell.basis == "ambiguous" for cell in cells)
    doubts = [
        f"{number} of these codings {what}"
        for number, what in ((ambiguous, "ambiguous"), (bounded, "at least this much"))
        if number
    ]
    return enumerated(said) + (f" ({'; '.join(doubts)})" if doubts else "")


def _reading(c: Comparison, words: Words) -> Iterable[str]:
    coded = {
        joined(words.collection(side.collection), _up_to(side), by=", "): side.cutoff
        for side in (c.a, c.b)
        if side.collection
    }
    # A work without codings has only its cut-off, which need not be said again.
    others = {
        _up_to(side): None
        for side in (c.a, c.b)
        if not side.collection and side.cutoff and side.cutoff not in coded.values()
    }
    scope = joined(*coded, *others)
    if scope:
        yield (
            f"({upper_first(scope)}. Codings are readings by coders, "
            "not scores given by the authors.)"
        )


def _up_to(side: ComparedWork) -> str:
    return f"evidence up to {side.cutoff}" if side.cutoff else ""
