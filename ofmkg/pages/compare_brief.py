"""A comparison as one paragraph that can be pasted into a brief."""

from collections.abc import Iterable, Sequence

from ofmkg.analyses.compare.result import (
    AssumptionRow,
    Assumptions,
    Class,
    ComparedWork,
    Comparison,
)
from ofmkg.graph.model import RowVoice
from ofmkg.pages.inferences import inferred
from ofmkg.pages.messages import enumerated, joined, upper_first
from ofmkg.pages.stances import listed
from ofmkg.pages.tallies import readers, tally
from ofmkg.pages.words import Words, count

_ANSWERS: tuple[tuple[Class, str], ...] = (
    ("opposed", "are opposed"),
    ("contrasting", "exclude each other in general, each about its own threat,"),
    ("shared", "are the same"),
    ("different", "differ without excluding each other"),
)


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
    said = {kind: _rows(asked, kind, "source") for kind, _ in _ANSWERS}
    if not any(said.values()):
        yield "By the word of the sources, there is no question that both of them answer."
    elif said["opposed"]:
        yield f"Their answers are opposed on {listed(said['opposed'], words)}."
    else:
        yield "No recorded answer of the one is opposed to an answer of the other."
    if said["contrasting"]:
        yield (
            f"They contrast on {listed(said['contrasting'], words)}: such answers exclude each "
            "other in general, but here each is about its own threat."
        )
    near = [row for row in said["shared"] if row.threats != "different"]
    far = [row for row in said["shared"] if row.threats == "different"]
    if near:
        yield f"They give the same answer on {listed(near, words)}."
    if far:
        yield f"They give the same answer, about different threats, on {listed(far, words)}."
    if said["different"]:
        apart = listed(said["different"], words)
        yield f"Their answers differ without excluding each other on {apart}."
    for kind, how in _ANSWERS:
        ours = _rows(asked, kind, "inference")
        if ours:
            yield inferred_answers(how, ours, words)


def _rows(asked: Assumptions, kind: Class, voice: RowVoice) -> list[AssumptionRow]:
    """Return the questions that are answered in a way by the word of works, or as only we infer."""
    if voice == "source":
        return [row for row in asked.rows() if row.voice == voice and row.by_source == kind]
    return [row for row in asked.rows() if row.voice == voice and row.with_inferences == kind]


def inferred_answers(how: str, rows: Sequence[AssumptionRow], words: Words) -> str:
    """Say how answers compare that are two only with what we infer."""
    return inferred(f"answers of theirs {how} on {listed(rows, words)}")


def _steps(c: Comparison, words: Words) -> Iterable[str]:
    sides = ((c.a, [x for s in c.steps for x in s.a]), (c.b, [x for s in c.steps for x in s.b]))
    if not any(cells for _, cells in sides):
        yield "Neither was coded step by step, which says nothing of the steps they cover."
        return
    frame, before = f"Of the {count(len(c.framework.steps), 'step')} of the framework", ""
    for side, cells in sides:
        if cells:
            studies = f", over {len(side.studies)} studies," if len(side.studies) > 1 else ""
            read = readers(cells, words)
            by = f"as read by {read}" if read != before else "in the same reading"
            yield f"{frame}, {by}, {side.label}{studies} {tally(cells, words)}."
            frame, before = "Of these", read
        else:
            yield (
                f"{side.label} was not coded step by step, "
                "which says nothing of the steps it covers."
            )


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
